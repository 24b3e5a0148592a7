"""The bulk lane: many rows of one kind into one table with one insert per group.

A `Lane` is a repository's description of its rows; `append_run` carries it out. Nothing here
knows what a row means: the lane's own `accept` decides against heads that it keeps in memory.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, Protocol, TypeVar

from storage.database import SqlValue
from storage.transaction import Group, Transaction

Row_contra = TypeVar("Row_contra", contravariant=True)
R = TypeVar("R")
Answer_co = TypeVar("Answer_co", covariant=True)
A = TypeVar("A")

# Few sizes, so that SQLite's prepared statements are reused from group to group.
_CHUNKS: Final = (64, 16, 4, 1)


@dataclass(frozen=True, kw_only=True)
class Accepted(Generic[Answer_co]):
    """A lane's yes: what the caller hears, and the values to insert in the lane's columns.

    `values` is None when the row is stored already (the same bytes sent again).
    """

    answer: Answer_co
    values: Sequence[SqlValue] | None = field(repr=False)


class Lane(Protocol[Row_contra, Answer_co]):
    """How rows of one kind are checked and stored.

    The heads in memory are a cache of the table. They move in `accept`, ahead of the commit,
    and `forget` throws them away whenever anything was undone. A unit that changes what the
    heads are based on drops them (forgetting is always safe); it never writes them.
    """

    @property
    def table(self) -> str: ...

    @property
    def columns(self) -> Sequence[str]: ...

    async def prepare(self, tx: Transaction, rows: Sequence[Row_contra]) -> None:
        """Load the heads that `rows` need and memory lacks; no statement when none is lacking."""
        ...

    def accept(self, row: Row_contra) -> Accepted[Answer_co]:
        """Check one row against the heads and move them; raises to refuse that row alone."""
        ...

    async def settle(self, tx: Transaction, rows: Sequence[Row_contra]) -> None:
        """What the accepted rows cause, in the same savepoint (outbox notices); may do nothing."""
        ...

    def forget(self) -> None:
        """Drop every head."""
        ...


@dataclass(frozen=True)
class Outcome(Generic[A]):
    """How one row ended: an answer, or the exception for its caller."""

    answer: A | None = None
    error: Exception | None = None


async def append_run(group: Group, lane: Lane[R, A], rows: Sequence[R]) -> Sequence[Outcome[A]]:
    """Check and insert `rows` in order inside `group`; one outcome for each.

    A row that the table itself refuses (sqlite3.IntegrityError, which `accept` should have
    seen) must not take the others with it: the run is undone and done again row by row.
    """
    tx = Transaction(group)
    try:
        outcomes = await _insert(tx, lane, rows)
        tx.keep()
    except sqlite3.IntegrityError as error:
        await _take_back(tx, lane)
        if len(rows) == 1:
            return [Outcome(error=error)]
        return [outcome for row in rows for outcome in await append_run(group, lane, [row])]
    except Exception as error:  # noqa: BLE001 - handed to the callers
        await _take_back(tx, lane)
        return [Outcome(error=error) for _ in rows]
    return outcomes


async def _take_back(tx: Transaction, lane: Lane[R, A]) -> None:
    lane.forget()
    await tx.undo()


async def _insert(tx: Transaction, lane: Lane[R, A], rows: Sequence[R]) -> Sequence[Outcome[A]]:
    await lane.prepare(tx, rows)
    outcomes: list[Outcome[A]] = []
    accepted: list[R] = []
    values: list[Sequence[SqlValue]] = []
    for row in rows:
        try:
            verdict = lane.accept(row)
        except Exception as error:  # noqa: BLE001 - a refusal belongs to that row's caller
            outcomes.append(Outcome(error=error))
            continue
        outcomes.append(Outcome(answer=verdict.answer))
        if verdict.values is not None:
            accepted.append(row)
            values.append(verdict.values)
    if values:
        head = f"INSERT INTO {lane.table} ({', '.join(lane.columns)}) VALUES "  # noqa: S608
        one = f"({', '.join('?' * len(lane.columns))})"
        await tx.run(lambda raw: _multi_row(raw, head, one, values))
        await lane.settle(tx, accepted)
    return outcomes


def _multi_row(
    raw: sqlite3.Connection, head: str, one: str, rows: Sequence[Sequence[SqlValue]]
) -> None:
    for chunk in _chunks(rows):
        flat = [value for row in chunk for value in row]
        raw.execute(head + ", ".join([one] * len(chunk)), flat)


def _chunks(rows: Sequence[Sequence[SqlValue]]) -> Iterator[Sequence[Sequence[SqlValue]]]:
    start = 0
    for size in _CHUNKS:
        while len(rows) - start >= size:
            yield rows[start : start + size]
            start += size
