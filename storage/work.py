"""What waits for the writer: units, queries, appended rows and maintenance, each with its caller.

Only the shapes of waiting work; the order and the commit are the writer's (writer.py).
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import structlog

from storage.lane import Lane
from storage.transaction import Snapshot, Transaction

Told = Callable[[Any, Exception | None], None]
"""Called once with an answer or an error. It must not wait, and not raise."""

_log = structlog.get_logger("storage.work")


class Waiting(Protocol):
    """One caller, told once how it ended, and only of what is durable."""

    @property
    def gone(self) -> bool:
        """The caller was cancelled while it waited."""
        ...

    def answer(self, value: object) -> None:
        """Tell what came of it."""
        ...

    def fail(self, error: Exception) -> None:
        """Tell why nothing came of it."""
        ...


@dataclass(eq=False)
class Awaited:
    """A caller that waits at a future."""

    future: asyncio.Future[Any] = field(repr=False)

    @property
    def gone(self) -> bool:
        return self.future.cancelled()

    def answer(self, value: object) -> None:
        if not self.future.done():
            self.future.set_result(value)

    def fail(self, error: Exception) -> None:
        if not self.future.done():
            self.future.set_exception(error)


@dataclass(eq=False)
class WaitingUnit(Awaited):
    unit: Callable[[Transaction], Awaitable[Any]]
    brief: Callable[[sqlite3.Connection], Any] | None = None
    """All that the unit does, where that is over in no time."""


@dataclass(eq=False)
class WaitingQuery(Awaited):
    query: Callable[[Snapshot], Awaitable[Any]]


@dataclass(eq=False, slots=True)
class WaitingRow:
    """A row for its lane. `told` is called where a future would cost a turn of the loop each."""

    lane: Lane[Any, Any]
    row: Any = field(repr=False)
    told: Told = field(repr=False)
    left: Callable[[], bool] | None = field(repr=False)
    """Whether the caller was cancelled; None where nobody waits, so that nobody can leave."""

    _done: bool = False

    @property
    def gone(self) -> bool:
        return self.left is not None and self.left()

    def answer(self, value: object) -> None:
        self.tell(value, None)

    def fail(self, error: Exception) -> None:
        self.tell(None, error)

    def tell(self, value: object, error: Exception | None) -> None:
        """Tell the answer, or the error and no answer."""
        if self._done:
            return
        self._done = True
        try:
            self.told(value, error)
        except Exception as fault:  # noqa: BLE001 - the writer serves everybody and must go on
            _log.error("store.caller_fault", error=type(fault).__name__)


@dataclass(eq=False)
class WaitingUpkeep(Awaited):
    """Work between groups that needs the bare connection: checkpoint, backup."""

    work: Callable[[sqlite3.Connection], Any]
