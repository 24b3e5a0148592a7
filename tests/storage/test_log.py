"""The write-ahead log laid out beforehand: its length, what it holds, and a disk without room."""

import asyncio
import errno
import os
import shutil
from pathlib import Path

import pytest

from storage.database import LAID_OUT_BYTES, LAID_OUT_STEP, STORE_ID, Database
from storage.files import lay_out
from storage.layout import Layout
from storage.opening import open_core
from storage.transaction import Snapshot, Transaction
from storage.writer import Store
from tests.storage.conftest import FixedClock
from tests.storage.full import files_no_longer_than

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
