"""The store's brief writes and looks: at once while the writer has nothing to do, and as safe."""

import asyncio
import sqlite3
import threading

import pytest

from storage.errors import StorageUnavailable
from storage.transaction import Transaction
from storage.writer import Store

TRIES = 1000
ADD = "INSERT INTO note (id, text) VALUES (?, ?)"


class Refused(Exception):
    """What work of these tests raises."""


def count(raw: sqlite3.Connection) -> int:
    number: int = raw.execute("SELECT count(*) FROM note").fetchone()[0]
    return number


def here(_: sqlite3.Connection) -> bool:
    """Whether this runs in the thread of the tests."""
    return threading.current_thread() is threading.main_thread()


def write_here(raw: sqlite3.Connection) -> bool:
    """Write something that leaves the table as it is; whether it was in the thread of the tests."""
    raw.execute("DELETE FROM note WHERE id < 0")
    return here(raw)


async def warm(store: Store) -> None:
    """Both kinds until they are done at once: the first piece of all never is."""
    for _ in range(TRIES):
        if await store.write_brief(write_here) and await store.glance(here):
            return
    raise AssertionError("quick work still changes threads")


async def test_brief_work_is_done_at_once_and_kept(store: Store) -> None:
    await warm(store)
    assert await store.write_brief(lambda raw: raw.execute(ADD, (1, "x")).rowcount) == 1
    assert await store.glance(count) == 1


async def test_what_it_raises_undoes_it_and_nothing_else(store: Store) -> None:
    await warm(store)

    def refuse(raw: sqlite3.Connection) -> None:
        raw.execute(ADD, (2, "x"))
        raise Refused

    await store.write_brief(lambda raw: raw.execute(ADD, (1, "one")))
    with pytest.raises(Refused):
        await store.write_brief(refuse)
    with pytest.raises(sqlite3.IntegrityError):
        await store.write_brief(lambda raw: raw.execute(ADD, (1, "again")))
    await store.write_brief(lambda raw: raw.execute(ADD, (3, "three")))
    assert await store.glance(count) == 2


async def test_a_look_sees_only_what_is_durable(store: Store) -> None:
    await warm(store)
    halfway, go_on = asyncio.Event(), asyncio.Event()

    async def slow(tx: Transaction) -> None:
        await tx.execute("INSERT INTO note (id) VALUES (1)")
        halfway.set()
        await go_on.wait()
        await tx.execute("INSERT INTO note (id) VALUES (2)")

    writing = asyncio.create_task(store.write(slow))
    await halfway.wait()
    looking = asyncio.create_task(store.glance(count))
    for _ in range(10):
        await asyncio.sleep(0)
    assert not looking.done()
    go_on.set()
    assert await looking == 2
    await writing


async def test_a_look_comes_after_what_waits_already(store: Store) -> None:
    await warm(store)
    writing = asyncio.create_task(store.write_brief(lambda raw: raw.execute(ADD, (1, "x"))))
    looking = asyncio.create_task(store.glance(count))
    assert await looking == 1
    await writing


async def test_a_look_cannot_write(store: Store) -> None:
    await warm(store)
    with pytest.raises(sqlite3.OperationalError):
        await store.glance(lambda raw: raw.execute(ADD, (1, "x")))
    assert await store.glance(count) == 0
    assert await store.write_brief(count) == 0


async def test_a_unit_cannot_wait_for_a_look(store: Store) -> None:
    await warm(store)

    async def unit(_: Transaction) -> None:
        await store.glance(count)

    with pytest.raises(RuntimeError):
        await store.write(unit)
    assert await store.glance(count) == 0


async def test_a_full_disk_acknowledges_no_brief_write(store: Store) -> None:
    await warm(store)
    forgotten: list[bool] = []
    store.on_rollback(lambda: forgotten.append(True))
    pages = await store.upkeep(lambda raw: raw.execute("PRAGMA page_count").fetchone()[0])
    await store.upkeep(lambda raw: raw.execute(f"PRAGMA max_page_count={pages + 5}").fetchone())
    kept = 0
    while not forgotten:
        number = kept + 1
        try:
            await store.write_brief(
                lambda raw, number=number: raw.execute(ADD, (number, f"{number}" * 500))  # type: ignore[misc]
            )
            kept += 1
        except StorageUnavailable:
            assert forgotten
    assert await store.glance(count) == kept > 0
    await store.upkeep(lambda raw: raw.execute(f"PRAGMA max_page_count={pages + 50}").fetchone())
    await store.write_brief(lambda raw: raw.execute(ADD, (-1, "room again")))
    assert await store.glance(count) == kept + 1


async def test_a_closed_store_says_so(store: Store) -> None:
    await warm(store)
    await store.close()
    with pytest.raises(StorageUnavailable):
        await store.glance(count)
    with pytest.raises(StorageUnavailable):
        await store.write_brief(count)
