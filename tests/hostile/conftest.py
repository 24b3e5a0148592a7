"""What every hostile test starts from: one team per run, one copy of it per test."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.hostile.town import Stage, Town, build, stage
from tests.hostile.upstairs import Houses, furnish


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return build(tmp_path_factory.mktemp("town") / "data")


@pytest.fixture(scope="session")
def house(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Houses:
    made = asyncio.run(furnish(town, tmp_path_factory.mktemp("house") / "data"))
    return lambda: made


@pytest.fixture
async def on(town: Town, tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(town, tmp_path / "data") as made:
        yield made
