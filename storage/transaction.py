"""What a unit of work and a query are given: the means to run SQL, and nothing that commits.

A `Group` is one BEGIN IMMEDIATE ... COMMIT; a `Transaction` is one unit's savepoint in it; a
`Snapshot` reads between groups. Which units share a group is the writer's business.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, Protocol, TypeVar

from storage.database import Database, Row, SqlValue, primary_code
from storage.errors import StorageUnavailable

T = TypeVar("T")
Params = Mapping[str, SqlValue]
NOTHING: Final[Params] = {}

# After these a transaction cannot be trusted: everything in the group is undone.
_FATAL: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_INTERNAL,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)


class Reads(Protocol):
    """What both a transaction and a snapshot can do."""

    async def one(self, sql: str, params: Params = NOTHING) -> Row | None:
        """The first row, or None."""
        ...

    async def all(self, sql: str, params: Params = NOTHING) -> Sequence[Row]:
        """Every row, in memory at once: bound it with LIMIT."""
        ...

    async def look(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Carry out `work`, which reads a few rows found by their keys."""
        ...


class Group:
    """One transaction of the database. `lost` means that nothing of it will be kept."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.begun = False
        self.lost = False
        self.reason = ""
        self._to_release = False

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` inside the transaction, beginning it first; one thread hop.

        Raises StorageUnavailable once the group is lost.
        """
        return await self._database.run(lambda raw: self._inside(raw, work))

    def _inside(self, raw: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            self._enter(raw)
            return work(raw)
        except sqlite3.Error as error:
            if primary_code(error) not in _FATAL:
                raise
            self._lose(error)
            raise StorageUnavailable from error

    def _enter(self, raw: sqlite3.Connection) -> None:
        if self.lost:
            raise StorageUnavailable
        if not self.begun:
            if raw.in_transaction:  # a group before this one could not even roll back
                raw.execute("ROLLBACK")
            raw.execute("BEGIN IMMEDIATE")
            self.begun = True
        elif not raw.in_transaction:  # SQLite rolled back by itself
            self.lost = True
            raise StorageUnavailable
        if self._to_release:
            self._to_release = False
            raw.execute("RELEASE unit")

    def release(self) -> None:
        """End the innermost savepoint together with whatever runs next: it costs no hop."""
        self._to_release = True

    def _lose(self, error: sqlite3.Error) -> None:
        self.lost = True
        self.reason = error.sqlite_errorname
        self._database.note(error)

    async def commit(
        self,
        last: Callable[[sqlite3.Connection], object] | None = None,
        *,
        brief: bool = False,
    ) -> None:
        """Make the group durable, or lose it: raises StorageUnavailable and keeps nothing.

        `last` runs right before, in the same hop. What it raises of its own is raised here and
        leaves the group as it is: `give_up`. `brief`: there is so little in the group that it may
        do without the hop.
        """
        if not self.begun and not self.lost and last is None:
            return

        def end(raw: sqlite3.Connection) -> None:
            self._end(raw, last)

        database = self._database
        await (database.run_brief(end, database.commits) if brief else database.run(end))
        if self.lost:
            raise StorageUnavailable

    def commit_now(self, last: Callable[[sqlite3.Connection], object]) -> None:
        """As a brief `commit`, in the caller's thread; only while the database is `at_hand` for
        commits. Whatever it raises, nothing is kept."""

        def end(raw: sqlite3.Connection) -> None:
            try:
                self._end(raw, last)
            except BaseException:
                self._roll_back(raw)
                raise

        self._database.run_now(end, self._database.commits)
        if self.lost:
            raise StorageUnavailable

    async def give_up(self) -> None:
        """Keep nothing of the group."""
        if self.begun and not self.lost:
            await self._database.run(self._roll_back)
        self.lost = True

    def _end(
        self, raw: sqlite3.Connection, last: Callable[[sqlite3.Connection], object] | None
    ) -> None:
        try:
            if last is not None:
                self._inside(raw, last)  # what it raises of its own is its caller's to give up
            if not self.lost:
                self._finish(raw)
        except StorageUnavailable:
            self.lost = True
        if self.lost:
            self._roll_back(raw)

    def _finish(self, raw: sqlite3.Connection) -> None:
        try:
            self._enter(raw)
            raw.execute("COMMIT")
        except sqlite3.Error as error:
            self._lose(error)

    def _roll_back(self, raw: sqlite3.Connection) -> None:
        try:
            if raw.in_transaction:
                raw.execute("ROLLBACK")
        except sqlite3.Error as error:
            self._lose(error)


class Transaction:
    """One unit's part of a group: its own savepoint, undone alone when the unit raises.

    sqlite3.IntegrityError reaches the unit and undoes that statement only; faults of the disk
    raise StorageUnavailable and lose the whole group. Foreign keys are checked per statement:
    a deferred one would fail other people's units at COMMIT, so the schema has none.
    Never wait for the network, a person or the store itself inside a unit.
    """

    def __init__(self, group: Group) -> None:
        self._group = group
        self._saved = False
        self._ended = False
        self._kept: list[Callable[[], None]] = []
        self._undone: list[Callable[[], None]] = []

    async def execute(self, sql: str, params: Params = NOTHING) -> int:
        """Run one statement; the number of rows it changed."""
        return await self.run(lambda raw: raw.execute(sql, params).rowcount)

    async def many(self, sql: str, rows: Sequence[Params]) -> None:
        """Run one statement for each of `rows` in one thread hop."""
        await self.run(lambda raw: raw.executemany(sql, rows))

    async def one(self, sql: str, params: Params = NOTHING) -> Row | None:
        return await self.run(lambda raw: _first(raw, sql, params))

    async def all(self, sql: str, params: Params = NOTHING) -> Sequence[Row]:
        return await self.run(lambda raw: raw.execute(sql, params).fetchall())

    async def look(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await self.run(work)

    def on_commit(self, hook: Callable[[], None]) -> None:
        """Call `hook` when this unit is durable, before its caller hears: fill caches here."""
        self._kept.append(hook)

    def on_rollback(self, hook: Callable[[], None]) -> None:
        """Call `hook` if this unit comes to nothing, by its own fault or the group's."""
        self._undone.append(hook)

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` in the unit's savepoint and the connection's thread; one hop."""
        if self._ended:
            raise RuntimeError("a transaction was used after its unit had ended")

        def inside(raw: sqlite3.Connection) -> T:
            if not self._saved:
                raw.execute("SAVEPOINT unit")
                self._saved = True
            return work(raw)

        return await self._group.run(inside)

    def keep(self) -> None:
        """End the unit, leaving its effects to the group."""
        self._ended = True
        if self._saved:
            self._group.release()

    async def undo(self) -> None:
        """End the unit and take back what it did; the rest of the group stands."""
        self._ended = True
        if not self._saved or self._group.lost:
            return
        try:
            await self._group.run(_undo)
        except (StorageUnavailable, sqlite3.Error):
            # What the unit did cannot be told from the rest any more, so nothing may stand.
            self._group.lost = True

    def tell(self, *, durable: bool) -> None:
        """Call the hooks that fit how it ended."""
        for hook in self._kept if durable else self._undone:
            hook()


class Snapshot:
    """Reads between groups: it sees what is durable and cannot write (OperationalError)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def one(self, sql: str, params: Params = NOTHING) -> Row | None:
        return await self._run(lambda raw: _first(raw, sql, params))

    async def all(self, sql: str, params: Params = NOTHING) -> Sequence[Row]:
        return await self._run(lambda raw: raw.execute(sql, params).fetchall())

    async def look(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with _in_our_words():
            return await self._database.run_brief(
                lambda raw: _looked_up(raw, work), self._database.looks
            )

    def look_now(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """As `look`, in the caller's thread; only while the database is `at_hand` for looks."""
        with _in_our_words():
            return self._database.run_now(lambda raw: _looked_up(raw, work), self._database.looks)

    async def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with _in_our_words():
            return await self._database.run(lambda raw: _looked_up(raw, work))


@contextlib.contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if primary_code(error) in _FATAL:
            raise StorageUnavailable("The store could not read.") from error
        raise


def _looked_up(raw: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """Run `work` in a transaction that is always rolled back.

    Not under `PRAGMA query_only`: each change of a flag makes SQLite prepare every statement anew,
    which took three times as long as a look itself.
    """
    if raw.in_transaction:  # a group before this could not even roll back
        raw.execute("ROLLBACK")
    changes = raw.total_changes
    raw.execute("BEGIN")
    try:
        found = work(raw)
    finally:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
    if raw.total_changes != changes:
        raise sqlite3.OperationalError("a snapshot cannot write")
    return found


def _first(raw: sqlite3.Connection, sql: str, params: Params) -> Row | None:
    row: Row | None = raw.execute(sql, params).fetchone()
    return row


def _undo(raw: sqlite3.Connection) -> None:
    raw.execute("ROLLBACK TO unit")
    raw.execute("RELEASE unit")
