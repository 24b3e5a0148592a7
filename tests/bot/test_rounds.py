"""The service's rounds wait for its own store, and ask its own sessions."""

import asyncio
from pathlib import Path

import pytest

from storage.transaction import Transaction
from tests.service import running

TRIES = 1000


async def test_rounds_are_put_off_while_the_store_is_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.QUICK_SECONDS", 60.0)  # no time is judged here
    async with running(tmp_path / "data") as at:
        store, rounds = at.core.store, at.service.app.state.desk.rounds
        assert rounds._sessions is at.service.app.state.services.sessions
        for _ in range(TRIES):
            if store.at_rest:
                break
            await store.glance(lambda raw: raw.execute("SELECT 1").fetchone())
        assert rounds._quiet()
        begun, go = asyncio.Event(), asyncio.Event()

        async def unit(_: Transaction) -> None:
            begun.set()
            await go.wait()

        writing = asyncio.create_task(store.write(unit))
        await begun.wait()
        assert not rounds._quiet()
        go.set()
        await writing
