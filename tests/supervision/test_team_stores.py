"""The contract of the team's stores, on memory and on SQLite."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contracts.team_contract import TeamContract, TeamWorld
from tests.fakes.stores import Stores, in_memory, on_sqlite


def world_of(stores: Stores) -> TeamWorld:
    return TeamWorld(
        team=stores.team,
        people=stores.people,
        sessions=stores.sessions,
        invites=stores.invites,
        usable=stores.invites,
        clock=stores.clock,
    )


class TestInMemory(TeamContract):
    """The fakes keep the contract."""

    @pytest.fixture
    def world(self) -> TeamWorld:
        return world_of(in_memory())


class TestOnSqlite(TeamContract):
    """The store keeps the contract."""

    @pytest.fixture
    async def world(self, tmp_path: Path) -> AsyncIterator[TeamWorld]:
        async with on_sqlite(tmp_path) as stores:
            yield world_of(stores)
