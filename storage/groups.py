"""What the writer does with a group's units and rows: within bounds, and told once all is over.

Which of them share a group, and when it is committed, is the writer's (writer.py).
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from storage.database import Database
from storage.errors import StorageUnavailable, UnitTooSlow
from storage.lane import BRIEF, Lane, Outcome, append_run
from storage.transaction import Group, Snapshot
from storage.work import Waiting, WaitingQuery, WaitingRow, WaitingUnit, WaitingUpkeep

T = TypeVar("T")
Call = Callable[[], None]


class Telling:
    """Brackets the telling of each group."""

    def __init__(self) -> None:
        self._around: list[tuple[Call, Call]] = []

    def around(self, begin: Call, end: Call) -> None:
        """Call `begin` before all of a group are told and `end` after it. They must not raise."""
        self._around.append((begin, end))

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """In here everybody is told."""
        for begin, _ in self._around:
            begin()
        try:
            yield
        finally:
            for _, end in self._around:
                end()


async def bounded(database: Database, work: Awaitable[T], seconds: float) -> T:
    """Wait for a unit or a query, but no longer than `seconds`: UnitTooSlow after it.

    The statement that runs in the thread is stopped: it would go on otherwise, and all would wait
    for it.
    """
    limit = asyncio.timeout(seconds)
    try:
        async with limit:
            return await work
    except TimeoutError:
        if not limit.expired():
            raise
        database.interrupt()
        raise UnitTooSlow from None
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        # Something the unit waited for was cancelled, not the writer.
        raise StorageUnavailable("A unit of work was cancelled.") from None


async def answer(database: Database, waiting: WaitingQuery, seconds: float) -> None:
    """Carry out a query; its fault is its caller's."""
    try:
        waiting.answer(await bounded(database, waiting.query(Snapshot(database)), seconds))
    except Exception as error:  # noqa: BLE001 - handed to the query's caller
        waiting.fail(error)


async def keep_up(database: Database, waiting: WaitingUpkeep) -> None:
    """Carry out upkeep; its fault is its caller's."""
    try:
        waiting.answer(await database.run(waiting.work))
    except sqlite3.Error:
        waiting.fail(StorageUnavailable("The store's upkeep failed."))
    except Exception as error:  # noqa: BLE001 - handed to the caller
        waiting.fail(error)


def run_key(waiting: WaitingUnit | WaitingRow) -> int | None:
    """What rows that follow one another have in common: their lane. None for a unit."""
    return id(waiting.lane) if isinstance(waiting, WaitingRow) else None


def lane_of_few(waiting: Sequence[Waiting]) -> Lane[Any, Any] | None:
    """The lane of all that waits, if that is a few of its rows with nothing in their way."""
    if not 0 < len(waiting) <= BRIEF or not isinstance(waiting[0], WaitingRow):
        return None
    lane = waiting[0].lane
    for each in waiting:
        if not isinstance(each, WaitingRow) or each.lane is not lane or each.gone:
            return None
        if not lane.at_hand(each.row):
            return None
    return lane


async def run_rows(group: Group, rows: Sequence[WaitingRow], settle: list[Call]) -> None:
    """Carry out rows of one lane in a group; `settle` tells them once it is durable."""
    outcomes = await append_run(group, rows[0].lane, [waiting.row for waiting in rows])

    settle.append(lambda: tell_rows(rows, outcomes))


def tell_rows(rows: Sequence[WaitingRow], outcomes: Sequence[Outcome[Any]]) -> None:
    """Tell each what became of it."""
    for waiting, (answer, error) in zip(rows, outcomes, strict=True):
        waiting.tell(answer, error)
