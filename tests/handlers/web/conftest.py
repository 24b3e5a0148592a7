"""The web application over SQLite for the tests of its endpoints."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.stores import on_sqlite
from tests.fakes.web import Web


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    """Nobody is there yet; limits are far away."""
    async with on_sqlite(tmp_path) as stores:
        made = Web(stores)
        yield made
        await made.http.aclose()
