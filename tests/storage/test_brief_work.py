"""Work too short for a change of thread: done at once while nothing speaks against it."""

import asyncio
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from storage.database import QUICK_SECONDS, STORE_ID, Database
from storage.errors import StorageUnavailable

SLOW_SECONDS = 30 * QUICK_SECONDS
TRIES = 1000


def here(_: sqlite3.Connection) -> bool:
    """Whether this runs in the thread of the tests."""
    return threading.current_thread() is threading.main_thread()


async def done_at_once(database: Database) -> None:
    """Quick work until it is done in this thread: the first piece of all never is."""
    for _ in range(TRIES):
        if await database.run_brief(here, database.commits):
            return
    raise AssertionError("quick work still changes threads")


async def test_quick_work_changes_no_thread(home: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    assert not await database.run(here)
    assert not await database.run_brief(here, database.commits)
    await done_at_once(database)
    await database.close()


async def test_it_does_so_again_once_it_was_slow(home: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    await done_at_once(database)
    await database.run_brief(lambda _: time.sleep(SLOW_SECONDS), database.commits)
    assert not await database.run_brief(here, database.commits)
    await done_at_once(database)
    await database.close()


async def test_nothing_else_uses_the_connection_meanwhile(home: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    await done_at_once(database)
    entered, leave = threading.Event(), threading.Event()

    def hold(_: sqlite3.Connection) -> None:
        entered.set()
        leave.wait()

    holding = asyncio.create_task(database.run(hold))
    await asyncio.to_thread(entered.wait)
    # Its caller gives up, as after a time-out: the thread is at work all the same.
    holding.cancel()
    brief = asyncio.create_task(database.run_brief(here, database.commits))
    for _ in range(10):
        await asyncio.sleep(0)
    assert not brief.done()
    leave.set()
    assert await brief is False
    await database.close()


async def test_a_closed_database_says_so(home: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    await done_at_once(database)
    await database.close()
    with pytest.raises(StorageUnavailable):
        await database.run_brief(here, database.commits)


async def test_damage_met_at_once_is_noted(home: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    await done_at_once(database)

    def damaged(_: sqlite3.Connection) -> None:
        error = sqlite3.DatabaseError()
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error

    while not database.damaged:
        with pytest.raises(sqlite3.DatabaseError):
            await database.run_brief(damaged, database.commits)
    await database.close()


async def test_slow_looks_are_not_taken_for_slow_commits(home: Path) -> None:
    """Nor the other way round: each kind is done at once by its own pace."""
    database = await Database.open(home / "a.db", application=STORE_ID)
    await done_at_once(database)
    for _ in range(10):
        await database.run_brief(lambda _: time.sleep(SLOW_SECONDS), database.looks)
    assert not await database.run_brief(here, database.looks)
    assert await database.run_brief(here, database.commits)
    await database.close()
