"""Every test of intake's services runs over memory and over SQLite on a real file."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.house import House, in_memory, on_sqlite


@pytest.fixture(params=["memory", "sqlite"])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    if request.param == "memory":
        yield in_memory()
        return
    async with on_sqlite(tmp_path) as house:
        yield house


@pytest.fixture
def memory_house() -> House:
    """For what the fakes record: the accounts that a real store keeps are tests/storage's."""
    return in_memory()
