"""The write-ahead log: laid out beforehand, moved into the file, and a disk without room."""

import asyncio
import contextlib
import errno
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from storage.database import STORE_ID, Database
from storage.errors import StorageUnavailable
from storage.files import lay_out
from storage.lane import BRIEF
from storage.layout import Layout
from storage.log import LAID_OUT_BYTES, LAID_OUT_STEP, MANY_ROWS
from storage.opening import open_core
from storage.transaction import Snapshot, Transaction
from storage.writer import Store
from tests.storage.conftest import FixedClock
from tests.storage.full import files_no_longer_than
from tests.storage.hurrying import turn
from tests.storage.lanes import TABLE, Envelope, Envelopes

TURNS = 10
SECRET = "nobody else reads this line"


def log_of(home: Path) -> Path:
    return home / "test.db-wal"


async def add(store: Store, *, text: str) -> None:
    async def unit(tx: Transaction) -> None:
        await tx.execute("INSERT INTO note (text) VALUES (:text)", {"text": text})

    await store.write(unit)


async def texts(snapshot: Snapshot) -> list[str]:
    return [row["text"] for row in await snapshot.all("SELECT text FROM note ORDER BY id")]


async def test_a_commit_does_not_lengthen_a_log_that_was_laid_out(home: Path, store: Store) -> None:
    await store.renew_log()
    assert log_of(home).stat().st_size == LAID_OUT_BYTES
    for number in range(100):
        await add(store, text=f"{number} {'long ' * 1000}")
    assert log_of(home).stat().st_size == LAID_OUT_BYTES


async def test_it_is_laid_out_private_and_of_zeros(home: Path, store: Store) -> None:
    await add(store, text=SECRET)
    assert SECRET.encode() in log_of(home).read_bytes()
    await store.renew_log()
    assert log_of(home).read_bytes() == bytes(LAID_OUT_BYTES)
    assert log_of(home).stat().st_mode & 0o777 == 0o600


async def test_attack_32_what_was_committed_is_there_after_a_kill(home: Path, store: Store) -> None:
    """At every stage: before the layout, in it, and with commits in front of its zeros."""
    said: list[str] = []

    async def say(text: str) -> None:
        await add(store, text=text)
        said.append(text)

    async def as_if_killed() -> list[str]:
        there = home / "killed"
        there.mkdir(mode=0o700)
        for name in ("test.db", "test.db-wal"):
            shutil.copy(home / name, there / name)
        database = await Database.open(there / "test.db", application=STORE_ID)
        found = Store(database=database)
        found.start()
        try:
            return await found.read(texts)
        finally:
            await found.close()
            shutil.rmtree(there)

    await say("before")
    assert await as_if_killed() == said
    await store.checkpoint()
    await say("while it is laid out")
    assert lay_out(log_of(home), size=LAID_OUT_BYTES, at_most=10_000) is False
    await say("over the first zeros, and behind them")
    assert await as_if_killed() == said
    await store.renew_log()
    assert await as_if_killed() == said
    for number in range(20):
        await say(f"after it {number}")
        assert await as_if_killed() == said


async def test_others_are_served_between_the_parts(store: Store) -> None:
    assert LAID_OUT_BYTES > 2 * LAID_OUT_STEP
    renewing = asyncio.create_task(store.renew_log())
    await asyncio.sleep(0)
    await add(store, text="in between")
    assert not renewing.done()
    await renewing


async def test_attack_33_without_room_the_log_stays_as_it_was(home: Path, store: Store) -> None:
    await add(store, text="first")
    await store.checkpoint()
    await add(store, text="second")
    before = log_of(home).read_bytes()
    with files_no_longer_than(len(before) + 5000):
        await store.renew_log()
        assert log_of(home).stat().st_size == 0
        await add(store, text="third")
    assert await store.read(texts) == ["first", "second", "third"]


def test_attack_33_what_cannot_be_flushed_is_taken_back(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "log"
    path.write_bytes(b"kept")

    def fails(descriptor: int) -> None:
        assert os.fstat(descriptor).st_size == 100
        raise OSError(errno.EIO, "the disk")

    monkeypatch.setattr(os, "fdatasync", fails)
    with pytest.raises(OSError, match="the disk"):
        lay_out(path, size=100, at_most=1000)
    assert path.read_bytes() == b"kept"


def test_a_file_that_is_longer_is_left_alone(home: Path) -> None:
    path = home / "log"
    path.write_bytes(b"longer than that")
    assert lay_out(path, size=10, at_most=5)
    assert path.read_bytes() == b"longer than that"


async def test_attack_33_a_full_disk_does_not_stop_a_start(home: Path) -> None:
    layout = Layout.at(home / "data")
    core = await open_core(layout=layout, clock=FixedClock())
    log = layout.database.with_name(f"{layout.database.name}-wal")
    await core.store.upkeep(
        lambda raw: raw.execute("CREATE TABLE big AS SELECT zeroblob(1000000) AS body").close()
    )
    with files_no_longer_than(layout.database.stat().st_size + 100_000):
        await core.renew_log()
        assert log.stat().st_size > 1_000_000
    await core.renew_log()
    assert log.read_bytes() == bytes(LAID_OUT_BYTES)
    await core.close()


def rows_in_the_file(home: Path) -> int:
    """How many notes are in the file itself, as a copy without its log has them."""
    copy = home / "alone.db"
    shutil.copy(home / "test.db", copy)
    with contextlib.closing(sqlite3.connect(copy)) as raw:
        found: int = raw.execute("SELECT count(*) FROM note").fetchone()[0]
    copy.unlink()
    return found


async def add_many(store: Store, *, count: int) -> None:
    """In one unit."""

    async def unit(tx: Transaction) -> None:
        await tx.many("INSERT INTO note (text) VALUES (:text)", [{"text": None}] * count)

    await store.write(unit)


async def moved(store: Store) -> None:
    """Once the writer has done what it does while nobody waits."""
    for _ in range(TURNS):
        await asyncio.sleep(0)
    await store._database.run(lambda raw: raw.in_transaction)


async def test_a_long_log_goes_into_the_file_once_its_rows_were_told(
    home: Path, store: Store
) -> None:
    await store.checkpoint()
    await add_many(store, count=MANY_ROWS - 1)
    await moved(store)
    assert rows_in_the_file(home) == 0
    await add(store, text="one more")
    await moved(store)
    assert rows_in_the_file(home) == MANY_ROWS
    await add(store, text="the log begins anew")
    await moved(store)
    assert rows_in_the_file(home) == MANY_ROWS
    assert len(await store.read(texts)) == MANY_ROWS + 1
    await add_many(store, count=MANY_ROWS)
    await moved(store)
    assert rows_in_the_file(home) == 2 * MANY_ROWS + 1


@pytest.mark.usefixtures("patience")
async def test_so_it_does_after_a_row_that_was_carried_out_in_its_turn(
    home: Path, store: Store
) -> None:
    await store.upkeep(lambda raw: raw.execute(TABLE).fetchone())
    lane = Envelopes()
    assert await store.append(lane, Envelope(talk=1, counter=1)) == 1
    await add_many(store, count=MANY_ROWS - 2)
    await store.checkpoint()
    # what emptied the log counts anew
    await add_many(store, count=MANY_ROWS - 1)
    while not store._database.at_hand(store._database.commits):
        await store.write_brief(lambda raw: raw.execute("DELETE FROM note WHERE 0").rowcount)
    told: list[int | None] = []
    store.post(lane, Envelope(talk=1, counter=2), lambda answer, _: told.append(answer))
    await turn()
    assert told == [2]
    assert rows_in_the_file(home) == MANY_ROWS - 2
    await moved(store)
    assert rows_in_the_file(home) == 2 * MANY_ROWS - 3


async def test_where_many_come_at_once_nobody_is_kept_waiting_for_it(
    home: Path, store: Store
) -> None:
    await store.checkpoint()
    adding = [add(store, text=f"{number}") for number in range(BRIEF)]
    await asyncio.gather(add_many(store, count=MANY_ROWS), *adding)
    await moved(store)
    assert rows_in_the_file(home) == 0
    await add(store, text="alone")
    await moved(store)
    assert rows_in_the_file(home) == MANY_ROWS + BRIEF + 1


async def test_attack_33_a_log_that_cannot_be_moved_is_kept_and_tried_again(
    home: Path, store: Store
) -> None:
    await store.upkeep(
        lambda raw: raw.execute("CREATE TABLE big AS SELECT zeroblob(1000000) AS body").close()
    )
    await store.checkpoint()
    await add_many(store, count=MANY_ROWS - 1)
    file = (home / "test.db").stat().st_size
    with capture_logs() as said, files_no_longer_than(file):
        await add(store, text=SECRET * 1000)
        await moved(store)
    assert [line["event"] for line in said] == ["store.log_not_moved"]
    assert SECRET not in str(said)
    assert (home / "test.db").stat().st_size == file
    assert len(await store.read(texts)) == MANY_ROWS
    await add_many(store, count=MANY_ROWS)
    await moved(store)
    assert rows_in_the_file(home) == 2 * MANY_ROWS


@pytest.mark.parametrize("how", ["by itself", "when it is emptied", "when it is closed"])
async def test_attack_34_nothing_is_moved_into_a_damaged_file(
    home: Path, store: Store, how: str
) -> None:
    """The log's pages may be the only good ones left."""
    await store.checkpoint()
    await asyncio.gather(*(add_many(store, count=MANY_ROWS // 5) for _ in range(2 * BRIEF)))
    assert store._database.log.long
    before = (home / "test.db").read_bytes(), log_of(home).read_bytes()
    store._database.damaged = True
    if how == "by itself":
        await store.read(texts)
        await moved(store)
    elif how == "when it is emptied":
        with pytest.raises(StorageUnavailable):
            await store.renew_log()
    else:
        await store.close()
    assert ((home / "test.db").read_bytes(), log_of(home).read_bytes()) == before
