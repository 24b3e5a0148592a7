"""What tests of rows that are carried out at once share: who is told, and what is there."""

import asyncio
from collections.abc import Callable

from storage.transaction import Snapshot
from storage.writer import Store

Told = list[tuple[int | None, type[Exception] | None]]


def listening(told: Told) -> Callable[[int | None, Exception | None], None]:
    return lambda answer, error: told.append((answer, None if error is None else type(error)))


async def turn() -> None:
    """Whatever was put off to the end of this turn of the loop is done."""
    await asyncio.sleep(0)


async def stored(store: Store) -> list[tuple[int, int]]:
    async def query(snapshot: Snapshot) -> list[tuple[int, int]]:
        rows = await snapshot.all("SELECT talk, counter FROM envelope ORDER BY rowid")
        return [(row["talk"], row["counter"]) for row in rows]

    return await store.read(query)
