"""The bulk lane: many rows of one kind into one table with one insert per group.

A `Lane` is a repository's description of its rows; `append_run` and `append_alone` carry it out.
Nothing here knows what a row means: the lane's own `accept` decides against heads in memory.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, Protocol, TypeVar

from storage.database import SqlValue
from storage.errors import StorageUnavailable
from storage.transaction import Group, Transaction

Row_contra = TypeVar("Row_contra", contravariant=True)
R = TypeVar("R")
Answer_co = TypeVar("Answer_co", covariant=True)
A = TypeVar("A")

# Few sizes, so that SQLite's prepared statements are reused from group to group.
_CHUNKS: Final = (64, 16, 4, 1)
BRIEF: Final = 4
"""Rows that are inserted and committed in about the time of one: more of them are worth a hop."""


Accepted = tuple[A, Sequence[SqlValue] | None]
"""A lane's yes: what the caller hears, and the values to insert in the lane's columns.

The values are None when the row is stored already (the same bytes sent again). A bare tuple, as
what is made once for every row and read in one place: a named one takes ten times as long.
"""


class Insert:
    """Inserts rows into a table, many at once; the statements are made once."""

    def __init__(self, table: str, columns: Sequence[str]) -> None:
        head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # noqa: S608
        one = f"({', '.join('?' * len(columns))})"
        self._statements = {size: head + ", ".join([one] * size) for size in _CHUNKS}

    def into(self, raw: sqlite3.Connection, rows: Sequence[Sequence[SqlValue]]) -> None:
        """Insert `rows`, each with a value for each column."""
        for chunk in _chunks(rows):
            flat = [value for row in chunk for value in row]
            raw.execute(self._statements[len(chunk)], flat)


class Lane(Protocol[Row_contra, Answer_co]):
    """How rows of one kind are checked and stored.

    The heads in memory are a cache of the table. They move in `accept`, ahead of the commit,
    and `forget` throws them away whenever anything was undone. A unit that changes what the
    heads are based on drops them (forgetting is always safe); it never writes them.
    """

    @property
    def insert(self) -> Insert:
        """How what it accepts is inserted."""
        ...

    async def prepare(self, tx: Transaction, rows: Sequence[Row_contra]) -> None:
        """Load the heads that `rows` need and memory lacks; no statement when none is lacking."""
        ...

    def at_hand(self, row: Row_contra) -> bool:
        """Whether neither `prepare` nor `settle` has anything to do for it."""
        ...

    def accept(self, row: Row_contra) -> Accepted[Answer_co]:
        """Check one row against the heads and move them; raises to refuse that row alone."""
        ...

    async def settle(self, tx: Transaction, rows: Sequence[Row_contra]) -> None:
        """What the accepted rows cause, in the same transaction (outbox notices), before they are
        inserted; may do nothing."""
        ...

    def forget(self) -> None:
        """Drop every head."""
        ...


Outcome = tuple[A | None, Exception | None]
"""How one row ended: an answer, or the exception for its caller."""


async def append_run(group: Group, lane: Lane[R, A], rows: Sequence[R]) -> Sequence[Outcome[A]]:
    """Check and insert `rows` in order inside `group`; one outcome for each.

    A row that the table itself refuses (sqlite3.IntegrityError, which `accept` should have
    seen) must not take the others with it: the run is undone and done again row by row.
    """
    tx = Transaction(group)
    try:
        outcomes, values = await _checked(tx, lane, rows)
        if values:
            await tx.run(partial(lane.insert.into, rows=values))
        tx.keep()
    except sqlite3.IntegrityError as error:
        await _take_back(tx, lane)
        if len(rows) == 1:
            return [(None, error)]
        return [outcome for row in rows for outcome in await append_run(group, lane, [row])]
    except Exception as error:  # noqa: BLE001 - handed to the callers
        await _take_back(tx, lane)
        return [(None, error) for _ in rows]
    return outcomes


async def append_alone(
    group: Group, lane: Lane[R, A], rows: Sequence[R]
) -> Sequence[Outcome[A]] | None:
    """As `append_run` in a group that holds nothing else, with its commit: one hop for both.

    None when something stood in the way: nothing of it was kept, and `append_run` in another
    group tells which row it was. Raises StorageUnavailable when the group is lost.
    """
    try:
        outcomes, values = await _checked(Transaction(group), lane, rows)
        inserting = partial(lane.insert.into, rows=values) if values else None
        await group.commit(inserting, brief=len(values) <= BRIEF)
    except StorageUnavailable:
        raise
    except Exception:  # noqa: BLE001 - it is met again, row by row, and told to whom it belongs
        lane.forget()
        await group.give_up()
        return None
    return outcomes


def append_now(group: Group, lane: Lane[R, A], rows: Sequence[R]) -> Sequence[Outcome[A]] | None:
    """As `append_alone`, in the caller's thread: for a few rows that are `at_hand`, while the
    database is for commits."""
    try:
        outcomes, _, values = _judged(lane, rows)
        if values:
            group.commit_now(partial(lane.insert.into, rows=values))
    except StorageUnavailable:
        raise
    except Exception:  # noqa: BLE001 - as above
        lane.forget()
        return None
    return outcomes


async def _take_back(tx: Transaction, lane: Lane[R, A]) -> None:
    lane.forget()
    await tx.undo()


Values = list[Sequence[SqlValue]]


async def _checked(
    tx: Transaction, lane: Lane[R, A], rows: Sequence[R]
) -> tuple[Sequence[Outcome[A]], Values]:
    """What becomes of each row, and the values to insert."""
    await lane.prepare(tx, rows)
    outcomes, accepted, values = _judged(lane, rows)
    if values:
        await lane.settle(tx, accepted)
    return outcomes, values


def _judged(lane: Lane[R, A], rows: Sequence[R]) -> tuple[Sequence[Outcome[A]], list[R], Values]:
    """As `_checked`, and which rows are to be inserted; nothing is waited for."""
    outcomes: list[Outcome[A]] = []
    accepted: list[R] = []
    values: Values = []
    for row in rows:
        try:
            answer, inserted = lane.accept(row)
        except Exception as error:  # noqa: BLE001 - a refusal belongs to that row's caller
            outcomes.append((None, error))
            continue
        outcomes.append((answer, None))
        if inserted is not None:
            accepted.append(row)
            values.append(inserted)
    return outcomes, accepted, values


def _chunks(rows: Sequence[Sequence[SqlValue]]) -> Iterator[Sequence[Sequence[SqlValue]]]:
    start = 0
    for size in _CHUNKS:
        while len(rows) - start >= size:
            yield rows[start : start + size]
            start += size
