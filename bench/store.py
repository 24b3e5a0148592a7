"""How much one commit for many rows carries, against one commit for each: prints the ratio.

Absolute figures are this machine's; the ratio travels. Run: python -m bench.store
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from storage.database import STORE_ID, Database
from storage.lane import Accepted, Insert
from storage.transaction import Params, Transaction
from storage.writer import Store

BODY = bytes(1024)
TABLE = (
    "CREATE TABLE envelope (id INTEGER PRIMARY KEY, talk INTEGER NOT NULL, "
    "counter INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (talk, counter))"
)
Envelope = tuple[int, int, bytes]


class Envelopes:
    """The message path's shape: a counter per conversation, checked in memory."""

    insert = Insert("envelope", ("talk", "counter", "body"))

    def __init__(self) -> None:
        self.heads: dict[int, int] = {}

    async def prepare(self, tx: Transaction, rows: Sequence[Envelope]) -> None:
        """Every conversation of the bench starts empty."""

    def at_hand(self, row: Envelope) -> bool:  # noqa: ARG002 - all heads are in memory
        """Nothing is to be loaded."""
        return True

    def accept(self, row: Envelope) -> Accepted[int]:
        talk, counter, _ = row
        if counter != self.heads.get(talk, 0) + 1:
            raise ValueError("out of order")
        self.heads[talk] = counter
        return counter, row

    async def settle(self, tx: Transaction, rows: Sequence[Envelope]) -> None:
        """Nothing follows from a row here."""

    def forget(self) -> None:
        self.heads.clear()


async def opened(path: Path, *, max_group: int) -> Store:
    database = await Database.open(path, application=STORE_ID)
    await database.run(lambda raw: raw.execute(TABLE))
    store = Store(database=database, max_group=max_group)
    store.start()
    return store


async def lane_rate(path: Path, *, pairs: int, rows: int, max_group: int) -> float:
    """Rows a second when `pairs` conversations send, each waiting for its acknowledgement."""
    store = await opened(path, max_group=max_group)
    lane = Envelopes()

    async def talk(number: int) -> None:
        for counter in range(1, rows // pairs + 1):
            await store.append(lane, (number, counter, BODY))

    start = time.perf_counter()
    await asyncio.gather(*(talk(number) for number in range(pairs)))
    rate = rows // pairs * pairs / (time.perf_counter() - start)
    await store.close()
    return rate


async def _insert(tx: Transaction, *, params: Params) -> None:
    await tx.execute(
        "INSERT INTO envelope (talk, counter, body) VALUES (:talk, :counter, :body)", params
    )


async def unit_rate(path: Path, *, callers: int, units: int, max_group: int) -> float:
    """Units of one insert a second, from `callers` at once."""
    store = await opened(path, max_group=max_group)

    async def call(number: int) -> None:
        for counter in range(1, units // callers + 1):
            params: Params = {"talk": number, "counter": counter, "body": BODY}
            await store.write(partial(_insert, params=params))

    start = time.perf_counter()
    await asyncio.gather(*(call(number) for number in range(callers)))
    rate = units // callers * callers / (time.perf_counter() - start)
    await store.close()
    return rate


async def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory) / "bench"
        single = await lane_rate(home / "single.db", pairs=50, rows=3_000, max_group=1)
        print(f"one commit each      {single:9,.0f} rows/s  1.0")
        for pairs in (50, 500):
            rate = await lane_rate(
                home / f"lane{pairs}.db", pairs=pairs, rows=40_000, max_group=1_000
            )
            print(f"lane, {pairs:3} pairs      {rate:9,.0f} rows/s  {rate / single:.1f}")
        units = await unit_rate(home / "units.db", callers=50, units=10_000, max_group=1_000)
        print(f"units, 50 callers    {units:9,.0f} rows/s  {units / single:.1f}")


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
