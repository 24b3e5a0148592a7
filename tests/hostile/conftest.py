"""What every hostile test starts from: one team per run, one copy of it per test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.hostile.town import Stage, Town, build, stage


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return build(tmp_path_factory.mktemp("town") / "data")


@pytest.fixture
async def on(town: Town, tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(town, tmp_path / "data") as made:
        yield made
