"""Units of work that the writer's tests hand in: rows added, refused, done briefly and read."""

import sqlite3
from collections.abc import Awaitable, Callable

from storage.transaction import Snapshot, Transaction


class Refused(Exception):
    """What a unit of these tests raises."""


def adding(number: int, text: str | None = None) -> Callable[[Transaction], Awaitable[int]]:
    async def unit(tx: Transaction) -> int:
        await tx.execute(
            "INSERT INTO note (id, text) VALUES (:id, :text)",
            {"id": number, "text": text or f"note {number}"},
        )
        return number

    return unit


def refusing(number: int) -> Callable[[Transaction], Awaitable[int]]:
    async def unit(tx: Transaction) -> int:
        await adding(number)(tx)
        raise Refused

    return unit


def briefly(
    number: int, *, then: type[Exception] | None = None
) -> Callable[[sqlite3.Connection], int]:
    """As `adding` and `refusing`, for `write_brief`."""

    def work(raw: sqlite3.Connection) -> int:
        raw.execute("INSERT INTO note (id, text) VALUES (?, ?)", (number, f"note {number}"))
        if then is not None:
            raise then
        return number

    return work


async def numbers(snapshot: Snapshot) -> list[int]:
    return [row["id"] for row in await snapshot.all("SELECT id FROM note ORDER BY id")]
