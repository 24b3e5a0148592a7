"""The store's brief writes and looks: at once while the writer has nothing to do, and as safe."""

import asyncio
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from storage.database import QUICK_SECONDS, STORE_ID, Database
from storage.errors import DatabaseCorrupt, StorageUnavailable, UnitTooSlow
from storage.transaction import Snapshot, Transaction
from storage.writer import TURN_LOOKS, Store
from tests.storage.lanes import TABLE, Envelope, Envelopes

TRIES = 1000
pytestmark = pytest.mark.usefixtures("patience")
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


async def test_the_stores_own_refusal_by_brief_work_is_its_callers(store: Store) -> None:
    await warm(store)

    def refuse(raw: sqlite3.Connection) -> None:
        raw.execute(ADD, (1, "x"))
        raise StorageUnavailable

    with pytest.raises(StorageUnavailable):
        await store.write_brief(refuse)
    assert await store.glance(count) == 0
    assert await store.write_brief(count) == 0


async def test_many_looks_let_others_have_their_turns(store: Store) -> None:
    await warm(store)
    go_on = asyncio.Event()

    async def slow(_: Transaction) -> None:
        await go_on.wait()

    writing = asyncio.create_task(store.write(slow))
    await asyncio.sleep(0)
    turns, seen = 0, set()

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    going = asyncio.create_task(others())
    many = 10 * TURN_LOOKS
    looking = [asyncio.create_task(store.glance(lambda _: seen.add(turns))) for _ in range(many)]
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(*looking, writing)
    going.cancel()
    assert len(seen) >= many // TURN_LOOKS


async def test_nothing_is_looked_at_while_the_thread_is_at_work_for_nobody(home: Path) -> None:
    database = await Database.open(home / "t.db", application=STORE_ID)
    await database.run(
        lambda raw: raw.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    )
    store = Store(database=database, unit_seconds=0.05)
    store.start()
    await warm(store)
    leave = threading.Event()

    async def stuck(_: Snapshot) -> None:
        await database.run(lambda _: leave.wait())

    with pytest.raises(UnitTooSlow):
        await store.read(stuck)
    await asyncio.sleep(0)
    assert not store.at_rest
    leave.set()
    await store.close()


async def test_slow_looks_are_no_looks_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await warm(store)
    await store.glance(lambda _: time.sleep(50 * QUICK_SECONDS))
    monkeypatch.setattr("storage.database.QUICK_SECONDS", QUICK_SECONDS)
    assert not store.at_rest
    assert not await store.glance(here)


def failing(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("what was asked for")
    error.sqlite_errorcode = code
    return error


async def test_a_look_fails_in_the_stores_own_words(store: Store) -> None:
    await warm(store)

    def broken(_: sqlite3.Connection) -> None:
        raise failing(sqlite3.SQLITE_IOERR)

    with pytest.raises(StorageUnavailable):
        store.look(broken)
    with pytest.raises(StorageUnavailable):
        await store.read(lambda snapshot: snapshot.look(broken))
    assert await store.glance(count) == 0


async def test_damage_that_a_look_meets_refuses_writes(store: Store) -> None:
    await warm(store)

    def damaged(_: sqlite3.Connection) -> None:
        raise failing(sqlite3.SQLITE_CORRUPT)

    with pytest.raises(StorageUnavailable):
        store.look(damaged)
    with pytest.raises(DatabaseCorrupt):
        await store.write_brief(count)


async def test_rows_beside_a_unit_are_told_between_begin_and_end(store: Store) -> None:
    await store.upkeep(lambda raw: raw.execute(TABLE).fetchone())
    lane, said = Envelopes(), list[object]()
    store.around_telling(lambda: said.append("begin"), lambda: said.append("end"))

    async def unit(tx: Transaction) -> None:
        tx.on_commit(lambda: said.append("unit"))
        await tx.execute("DELETE FROM note")

    writing = asyncio.create_task(store.write(unit))
    await asyncio.sleep(0)
    store.post(lane, Envelope(talk=1, counter=1), lambda answer, _: said.append(answer))
    await writing
    assert said == ["begin", "unit", 1, "end"]


async def test_the_end_comes_after_a_telling_that_fails(home: Path) -> None:
    store = Store(database=await Database.open(home / "t.db", application=STORE_ID))
    store.start()
    said: list[str] = []
    store.around_telling(lambda: said.append("begin"), lambda: said.append("end"))

    def fail() -> None:
        raise LookupError

    async def unit(tx: Transaction) -> None:
        tx.on_commit(fail)
        await tx.execute("CREATE TABLE other (id INTEGER)")

    with pytest.raises(StorageUnavailable):
        await store.write(unit)
    assert said == ["begin", "end"]
    assert not store.at_rest
    with pytest.raises(StorageUnavailable):
        await store.glance(count)
    with pytest.raises(LookupError):
        await store.close()
