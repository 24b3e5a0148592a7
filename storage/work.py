"""What waits for the writer: units, queries, appended rows and maintenance, each with its caller.

Only the shapes of waiting work; the order and the commit are the writer's (writer.py).
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from storage.lane import Lane
from storage.transaction import Snapshot, Transaction


@dataclass(eq=False)
class Waiting:
    """One caller. Its future is settled once, and only with what is durable."""

    future: asyncio.Future[Any] = field(repr=False)

    @property
    def gone(self) -> bool:
        """The caller was cancelled while it waited."""
        return self.future.cancelled()

    def answer(self, value: object) -> None:
        if not self.future.done():
            self.future.set_result(value)

    def fail(self, error: BaseException) -> None:
        if not self.future.done():
            self.future.set_exception(error)


@dataclass(eq=False)
class WaitingUnit(Waiting):
    unit: Callable[[Transaction], Awaitable[Any]]


@dataclass(eq=False)
class WaitingQuery(Waiting):
    query: Callable[[Snapshot], Awaitable[Any]]


@dataclass(eq=False)
class WaitingRow(Waiting):
    lane: Lane[Any, Any]
    row: Any = field(repr=False)


@dataclass(eq=False)
class WaitingUpkeep(Waiting):
    """Work between groups that needs the bare connection: checkpoint, backup."""

    work: Callable[[sqlite3.Connection], Any]
