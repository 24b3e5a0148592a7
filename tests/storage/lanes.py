"""A lane like the messages': counters per conversation, checked against heads in memory."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.database import STORE_ID, Database
from storage.lane import Accepted
from storage.transaction import Transaction
from storage.writer import Store

TABLE = (
    "CREATE TABLE envelope (id INTEGER PRIMARY KEY, talk INTEGER NOT NULL, "
    "counter INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (talk, counter))"
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

    table = "envelope"
    columns = ("talk", "counter", "body")

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

    def accept(self, row: Envelope) -> Accepted[int]:
        head = self.heads[row.talk]
        if row.counter == head:
            return Accepted(answer=head, values=None)
        if row.counter != head + 1:
            raise OutOfOrder
        self.heads[row.talk] = row.counter
        return Accepted(answer=row.counter, values=(row.talk, row.counter, row.body))

    async def settle(self, tx: Transaction, rows: Sequence[Envelope]) -> None:  # noqa: ARG002
        self.settled.extend(rows)

    def forget(self) -> None:
        self.heads.clear()


async def open_with_envelopes(path: Path, *, max_pages: int | None = None) -> Store:
    """A store on `path` with the envelope table, its writer not started yet."""
    database = await Database.open(path, application=STORE_ID, max_pages=max_pages)
    await database.run(lambda raw: raw.execute(TABLE.replace("TABLE", "TABLE IF NOT EXISTS")))
    return Store(database=database)


async def write_forever(path: Path) -> None:
    """Append and acknowledge on stdout until killed: the victim of test_durability."""
    store = await open_with_envelopes(path)
    store.start()
    lane = Envelopes()

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

    await asyncio.gather(*(talk(number) for number in range(20)))


if __name__ == "__main__":
    asyncio.run(write_forever(Path(sys.argv[1])))
