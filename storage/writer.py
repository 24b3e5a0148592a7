"""The single writer: one task through which every write, read and upkeep of a database goes, but
for looks at a row or two while it has nothing to do.

It takes all that waits, runs the writes in arrival order in one transaction, commits, and only
then tells the callers. What a unit does is not known here.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from itertools import groupby
from typing import Any, Final, TypeVar, cast

import structlog

from storage.database import Database
from storage.errors import DatabaseCorrupt, StorageUnavailable, StoreBusy
from storage.groups import (
    Telling,
    answer,
    bounded,
    keep_up,
    lane_of_few,
    run_key,
    run_rows,
    tell_rows,
)
from storage.lane import BRIEF, Lane, append_alone, append_now
from storage.transaction import Group, Snapshot, Transaction
from storage.work import Waiting, WaitingQuery, WaitingRow, WaitingUnit, WaitingUpkeep

T = TypeVar("T")
R = TypeVar("R")
A = TypeVar("A")
Unit = Callable[[Transaction], Awaitable[T]]
Query = Callable[[Snapshot], Awaitable[T]]

TURN_LOOKS: Final = 20
"""Queries in one turn of the loop, at some 80 microseconds for a look that is done at once."""

_WRITES: Final = (WaitingRow, WaitingUnit)
_log = structlog.get_logger("storage.writer")


class Store:
    """A database with its writer. `start` it inside a running loop, `close` it to drain.

    max_waiting: callers that may wait before StoreBusy. max_group: how many share one commit
    at most. unit_seconds: how long one unit or query may run. A caller that is cancelled
    before its turn leaves nothing; one cancelled later does not learn that it was done.
    """

    def __init__(
        self,
        *,
        database: Database,
        max_waiting: int = 10_000,
        max_group: int = 1_000,
        unit_seconds: float = 10.0,
        on_crash: Callable[[], None] | None = None,
    ) -> None:
        self._database = database
        self._max_waiting = max_waiting
        self._max_group = max_group
        self._unit_seconds = unit_seconds
        self._on_crash = on_crash
        self._waiting: deque[Waiting] = deque()
        self._taken: Sequence[Waiting] = ()
        self._wake = asyncio.Event()
        self._open = True
        self._hurrying = False
        self._fault: BaseException | None = None
        self._task: asyncio.Task[None] | None = None
        self._forget: list[Callable[[], None]] = []
        self._telling = Telling()

    def start(self) -> None:
        """Start the task. Work handed in before waits for it."""
        self._task = asyncio.create_task(self._serve(), name="storage.writer")

    def on_rollback(self, hook: Callable[[], None]) -> None:
        """Call `hook` whenever a group was lost: a cache in front of the store forgets."""
        self._forget.append(hook)

    def around_telling(self, begin: Callable[[], None], end: Callable[[], None]) -> None:
        """Call `begin` before all of a group are told and `end` after it: what a posted row's
        `told` does is done in between, who waits at a future goes on later. They must not raise."""
        self._telling.around(begin, end)

    async def write(self, unit: Unit[T]) -> T:
        """Run `unit` in its own savepoint; returns when its effects are durable.

        What the unit raises undoes that unit alone and is raised here. StorageUnavailable,
        StoreBusy, UnitTooSlow, DatabaseCorrupt: nothing of it took effect.
        """
        self._refuse_damaged()
        return cast("T", await self._hand_in(lambda future: WaitingUnit(future, unit)))

    async def write_brief(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """As `write`, for some statements that are over in no time: alone in its group it is
        carried out and committed at once, as a row of a lane is."""
        self._refuse_damaged()
        return cast(
            "T",
            await self._hand_in(
                lambda future: WaitingUnit(future, lambda tx: tx.run(work), brief=work)
            ),
        )

    async def append(self, lane: Lane[R, A], row: R) -> A:
        """Add `row` through its lane; returns the lane's answer when the row is durable.

        Raises what the lane's `accept` raises, and what `write` raises.
        """
        future: asyncio.Future[A] = asyncio.get_running_loop().create_future()

        def told(answer: A, error: Exception | None) -> None:
            if future.done():
                return
            if error is None:
                future.set_result(answer)
            else:
                future.set_exception(error)

        self._refuse_damaged()
        self._put(WaitingRow(lane, row, told, future.cancelled))
        return await future

    def post(self, lane: Lane[R, A], row: R, told: Callable[[A, Exception | None], None]) -> None:
        """As `append`, for callers that do not wait: `told` is called once, when the row is
        durable or came to nothing (with an error, and no answer). Raises what `append` raises
        before a row is taken.
        """
        self._refuse_damaged()
        self._put(WaitingRow(lane, row, told, None))

    def _hurry(self) -> None:
        """Carry out what came in one turn of the loop, at once and in the loop's thread, where that
        is a few rows of one lane and nothing is in their way: the task's turn comes later."""
        self._hurrying = False
        free = self._open and self._task is not None and not self._taken
        try:
            lane = lane_of_few(self._waiting) if free else None
            if lane is not None and self._database.at_hand(self._database.commits):
                self._carry_out(lane)
        finally:
            if self._waiting or (free and self._database.log.long):
                self._wake.set()

    def _carry_out(self, lane: Lane[Any, Any]) -> None:
        self._taken = rows = cast("list[WaitingRow]", list(self._waiting))
        self._waiting.clear()
        try:
            self._commit_now(lane, rows)
        except BaseException as error:
            self._crash(error)
            if not isinstance(error, Exception):
                raise
        finally:
            self._taken = ()

    def _commit_now(self, lane: Lane[Any, Any], rows: list[WaitingRow]) -> None:
        group = Group(self._database)
        try:
            outcomes = append_now(group, lane, [waiting.row for waiting in rows])
        except StorageUnavailable:
            self._lose(group, rows, ())
            return
        if outcomes is None:
            self._waiting.extendleft(reversed(rows))  # the task tells them apart
        else:
            with self._telling():
                tell_rows(rows, outcomes)

    async def read(self, query: Query[T]) -> T:
        """Run `query` between two groups: it sees only what is durable, and cannot write."""
        return cast("T", await self._hand_in(lambda future: WaitingQuery(future, query)))

    @property
    def at_rest(self) -> bool:
        """Whether `look` may be called: the writer has nothing to do, and looks are quick."""
        idle = self._open and not self._waiting and not self._taken
        return idle and self._database.at_hand(self._database.looks)

    def look(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """As `read`, at once and in the caller's thread: `work` reads a few rows found by their
        keys. Only while `at_rest`."""
        return Snapshot(self._database).look_now(work)

    async def glance(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """A `look` as soon as it may be: after what waits, or at once."""
        if self.at_rest:
            return self.look(work)
        return await self.read(lambda snapshot: snapshot.look(work))

    async def upkeep(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` on the bare connection between two groups, in its thread."""
        return cast("T", await self._hand_in(lambda future: WaitingUpkeep(future, work)))

    async def checkpoint(self) -> None:
        """Empty the write-ahead log (after an erasure: old pages stay in it otherwise)."""
        if self._database.damaged or not await self.upkeep(self._database.log.empty):
            raise StorageUnavailable("The write-ahead log could not be emptied.")

    async def renew_log(self) -> None:
        """Empty the write-ahead log, then write its usual length beforehand, so that no commit's
        flush lengthens it (adr/0006). Others are served between the parts."""
        await self.checkpoint()
        while await self.upkeep(self._database.log.lay_out):
            pass

    async def close(self) -> None:
        """Refuse new work, finish what waits, close the database. Raises what crashed it before."""
        self._open = False
        self._wake.set()
        try:
            if self._task is not None:
                await self._task
            fault, self._fault = self._fault, None
            if fault is not None:  # it was not in the task
                raise fault
        finally:
            await self._database.close()

    def _refuse_damaged(self) -> None:
        if self._database.damaged:
            raise DatabaseCorrupt

    async def _hand_in(self, make: Callable[[asyncio.Future[Any]], Waiting]) -> object:
        if self._task is not None and asyncio.current_task() is self._task:
            raise RuntimeError("a unit must not wait for the store that runs it")
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._put(make(future))
        return await future

    def _put(self, waiting: Waiting) -> None:
        if not self._open:
            raise StorageUnavailable("The store is closed.")
        if len(self._waiting) >= self._max_waiting:
            raise StoreBusy
        first = not (self._waiting or self._taken)
        if first and isinstance(waiting, WaitingRow):
            asyncio.get_running_loop().call_soon(self._hurry)
            self._hurrying = True
        elif not self._hurrying:
            self._wake.set()
        self._waiting.append(waiting)

    async def _serve(self) -> None:
        try:
            while self._open or self._waiting:
                await self._wake.wait()
                self._wake.clear()
                few = True
                while self._waiting:
                    if len(self._waiting) > 1:
                        # One turn of the loop: callers woken together end up in one group.
                        await asyncio.sleep(0)
                    few = len(self._waiting) <= BRIEF
                    await self._serve_group()
                if few and self._open:
                    await self._database.move_log()
        except BaseException as error:
            self._crash(error)
            raise

    async def _serve_group(self) -> None:
        count = min(len(self._waiting), self._max_group)
        self._taken = [self._waiting.popleft() for _ in range(count)]
        writes: list[WaitingUnit | WaitingRow] = []
        others: list[Waiting] = []
        for waiting in self._taken:
            if not waiting.gone:
                if isinstance(waiting, _WRITES):
                    writes.append(waiting)
                else:
                    others.append(waiting)
        await self._write_group(writes)
        for number, waiting in enumerate(others, start=1):
            if number % TURN_LOOKS == 0:
                # Looks are done at once: many of them together would keep the loop to themselves.
                await asyncio.sleep(0)
            if isinstance(waiting, WaitingQuery):
                await answer(self._database, waiting, self._unit_seconds)
            elif isinstance(waiting, WaitingUpkeep):
                await keep_up(self._database, waiting)
        self._taken = ()

    async def _write_group(self, writes: Sequence[WaitingUnit | WaitingRow]) -> None:
        if not writes or await self._write_brief(writes) or await self._write_rows(writes):
            return
        group = Group(self._database)
        settle: list[Callable[[], None]] = []
        units: list[tuple[Transaction, bool]] = []
        for key, run in groupby(writes, key=run_key):
            if group.lost:
                break
            if key is None:
                for waiting in cast("Sequence[WaitingUnit]", list(run)):
                    await self._run_unit(group, waiting, units, settle)
            else:
                await run_rows(group, cast("Sequence[WaitingRow]", list(run)), settle)
        try:
            await group.commit()
        except StorageUnavailable:
            self._lose(group, writes, units)
            return
        with self._telling():
            for tx, stands in units:
                tx.tell(durable=stands)
            for tell in settle:
                tell()

    async def _write_brief(self, writes: Sequence[WaitingUnit | WaitingRow]) -> bool:
        """Carry out a group of one brief unit alone; False when it is not one."""
        waiting = writes[0]
        if len(writes) > 1 or not isinstance(waiting, WaitingUnit) or waiting.brief is None:
            return False
        work, found = waiting.brief, []
        group = Group(self._database)
        try:
            await group.commit(lambda raw: found.append(work(raw)), brief=True)
        except StorageUnavailable:
            self._lose(group, writes, ())
        except Exception as error:  # noqa: BLE001 - handed to the unit's caller
            await group.give_up()
            waiting.fail(error)
        else:
            waiting.answer(found[0])
        return True

    async def _write_rows(self, writes: Sequence[WaitingUnit | WaitingRow]) -> bool:
        """Carry out a group of one lane's rows alone, in one hop; False when it is not one.

        False, too, when something in it must be told from the rest: nothing was kept then.
        """
        rows: list[WaitingRow] = []
        for waiting in writes:
            if not isinstance(waiting, WaitingRow) or (rows and waiting.lane is not rows[0].lane):
                return False
            rows.append(waiting)
        group = Group(self._database)
        try:
            outcomes = await append_alone(group, rows[0].lane, [waiting.row for waiting in rows])
        except StorageUnavailable:
            self._lose(group, writes, ())
            return True
        if outcomes is None:
            return False
        with self._telling():
            tell_rows(rows, outcomes)
        return True

    async def _run_unit(
        self,
        group: Group,
        waiting: WaitingUnit,
        units: list[tuple[Transaction, bool]],
        settle: list[Callable[[], None]],
    ) -> None:
        tx = Transaction(group)
        try:
            value = await bounded(self._database, waiting.unit(tx), self._unit_seconds)
            tx.keep()
        except Exception as error:  # noqa: BLE001 - handed to the unit's caller
            units.append((tx, False))
            fault = error
            settle.append(lambda: waiting.fail(fault))
            await tx.undo()
            return
        units.append((tx, True))
        settle.append(lambda: waiting.answer(value))

    def _lose(
        self,
        group: Group,
        writes: Sequence[Waiting],
        units: Sequence[tuple[Transaction, bool]],
    ) -> None:
        for forget in self._forget:
            forget()
        for lane in {id(w.lane): w.lane for w in writes if isinstance(w, WaitingRow)}.values():
            lane.forget()
        for tx, _ in units:
            tx.tell(durable=False)
        damaged = self._database.damaged
        for waiting in writes:
            waiting.fail(DatabaseCorrupt() if damaged else StorageUnavailable())
        _log.error("store.group_lost", code=group.reason.lower(), size=len(writes))

    def _crash(self, error: BaseException) -> None:
        self._open = False
        self._fault = error
        for waiting in (*self._taken, *self._waiting):
            waiting.fail(StorageUnavailable("The store has stopped."))
        self._waiting.clear()
        if self._on_crash is not None:
            self._on_crash()
        _log.critical("store.writer_crashed", error=type(error).__name__)
