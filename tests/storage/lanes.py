"""A lane like the messages': counters per conversation, checked against heads in memory."""

import asyncio
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.audit import Audit
from storage.clock import SystemClock
from storage.database import STORE_ID, Database
from storage.lane import Accepted, Insert
from storage.migrate import migrate, read_migrations
from storage.secrets import ServiceKeys
from storage.transaction import Transaction
from storage.writer import Store

TABLE = (
    "CREATE TABLE IF NOT EXISTS envelope (id INTEGER PRIMARY KEY, talk INTEGER NOT NULL, "
    "counter INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (talk, counter))"
)


VICTIMS_KEYS = ServiceKeys(
    look_up=b"1" * 32,
    field=b"2" * 32,
    audit=b"3" * 32,
    decoy=b"4" * 32,
    webhook=b"5" * 32,
    session=b"6" * 32,
)


class OutOfOrder(Exception):
    """The counter is not head + 1."""


@dataclass(frozen=True, kw_only=True)
class Envelope:
    talk: int
    counter: int
    body: bytes = b"sealed"


class Envelopes:
    """The lane under test. `loads` counts the queries that filled the heads."""

    insert = Insert("envelope", ("talk", "counter", "body"))

    def __init__(self) -> None:
        self.heads: dict[int, int] = {}
        self.loads = 0
        self.settled: list[Envelope] = []

    async def prepare(self, tx: Transaction, rows: Sequence[Envelope]) -> None:
        for talk in {row.talk for row in rows} - self.heads.keys():
            row = await tx.one(
                "SELECT coalesce(max(counter), 0) AS head FROM envelope WHERE talk = :talk",
                {"talk": talk},
            )
            assert row is not None
            self.heads[talk] = row["head"]
            self.loads += 1

    def at_hand(self, row: Envelope) -> bool:
        return row.talk in self.heads

    def accept(self, row: Envelope) -> Accepted[int]:
        head = self.heads[row.talk]
        if row.counter == head:
            return head, None
        if row.counter != head + 1:
            raise OutOfOrder
        self.heads[row.talk] = row.counter
        return row.counter, (row.talk, row.counter, row.body)

    async def settle(self, tx: Transaction, rows: Sequence[Envelope]) -> None:  # noqa: ARG002
        self.settled.extend(rows)

    def forget(self) -> None:
        self.heads.clear()


async def open_with_envelopes(path: Path, *, room: int | None = None) -> Store:
    """A store on `path` with the envelope table, its writer not started yet.

    With `room` the file may grow by so many pages, as if the disk were full after that.
    """
    database = await Database.open(path, application=STORE_ID)
    await migrate(database, read_migrations())

    def finish(raw: sqlite3.Connection) -> None:
        raw.execute(TABLE)
        if room is not None:
            pages = raw.execute("PRAGMA page_count").fetchone()[0]
            raw.execute(f"PRAGMA max_page_count={pages + room}")

    await database.run(finish)
    return Store(database=database)


async def write_forever(path: Path) -> None:
    """Append and acknowledge on stdout until killed: the victim of test_durability."""
    store = await open_with_envelopes(path)
    store.start()
    lane = Envelopes()
    audit = Audit(keys=VICTIMS_KEYS, clock=SystemClock())

    async def record() -> None:
        while True:
            await store.write(lambda tx: audit.append(tx, event="case.claimed", role="worker"))

    async def talk(number: int) -> None:
        counter = 0
        while True:
            counter += 1
            envelope = Envelope(talk=number, counter=counter, body=b"x" * 200)
            try:
                await store.append(lane, envelope)
            except OutOfOrder:  # rows of the run before: find the end
                continue
            sys.stdout.write(f"{number} {counter}\n")
            sys.stdout.flush()

    await asyncio.gather(record(), *(talk(number) for number in range(20)))


if __name__ == "__main__":
    asyncio.run(write_forever(Path(sys.argv[1])))
