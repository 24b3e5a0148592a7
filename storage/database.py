"""One SQLite file on one connection, set up so that what commits is durable and erasable; and a
file that no process has open, to read from.

Pragmas, permissions and the start-up check live here; transactions do not (transaction.py).
"""

import contextlib
import sqlite3
import time
from collections.abc import Awaitable, Callable, Generator
from pathlib import Path
from typing import Final, Self, TypeVar, cast

import aiosqlite
import structlog

from storage.errors import AlreadyRunning, DatabaseCorrupt, NotOurs, StorageUnavailable
from storage.files import private_directory, private_file
from storage.log import LIMIT_BYTES, MOST_PAGES, PAGE_BYTES, Log

T = TypeVar("T")
Row = sqlite3.Row
SqlValue = str | bytes | int | float | None

STORE_ID: Final = 0x5045_4552  # "PEER"
CASE_KEYS_ID: Final = 0x5045_454B  # "PEEK"

# Brief work that took less than this lately is not worth two changes of thread, which take as long.
QUICK_SECONDS: Final = 0.001
BUSY_SECONDS: Final = 0.5
"""How long a reader waits for a process that has the database open; it keeps it for good."""
# How much the last piece of such work counts among those before it.
_LATEST: Final = 0.2

_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_HELD: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


_log = structlog.get_logger("storage.database")


def primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's primary result code, or None for errors of Python's own module."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


@contextlib.contextmanager
def reading(
    path: Path, *, unreadable: str, in_use: str = "The database is in use."
) -> Generator[sqlite3.Connection, None, None]:
    """A bare connection to a file that no process has open; nothing can be written.

    Raises StorageUnavailable with one of the two lines, also for what fails meanwhile.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)) as raw:
            yield raw
    except sqlite3.Error as error:
        held = primary_code(error) == sqlite3.SQLITE_BUSY
        raise StorageUnavailable(in_use if held else unreadable) from None


class Pace:
    """How long brief work of one kind took lately.

    Each kind has its own: a slow disk shows in commits, and a thousand looks would hide it.
    """

    def __init__(self) -> None:
        self._lately = QUICK_SECONDS

    @property
    def quick(self) -> bool:
        """Whether it is over in less time than a change of thread and back."""
        return self._lately < QUICK_SECONDS

    def timed(self, raw: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do it, and remember how long it took."""
        start = time.perf_counter()
        try:
            return work(raw)
        finally:
            self._lately += _LATEST * (time.perf_counter() - start - self._lately)


class Database:
    """Exactly one connection to one file. Whoever opens it closes it.

    `commits` and `looks` are what `run_brief` goes by. What `log` does is for `run`.
    """

    def __init__(
        self, connection: aiosqlite.Connection, raw: sqlite3.Connection, path: Path
    ) -> None:
        self._connection = connection
        self._raw = raw
        self.log = Log(raw, path)
        self.damaged = False
        # Pieces of work given to the thread (counted here) and ended there (counted there): the
        # connection is free exactly when they are equal.
        self._given = 0
        self._ended = 0
        self.commits = Pace()
        self.looks = Pace()

    @classmethod
    async def open(cls, path: Path, *, application: int) -> Self:
        """Open or create `path` (0600, in a 0700 directory) and check every page.

        `application` marks the file's kind (STORE_ID, CASE_KEYS_ID); a file with another mark
        raises NotOurs, one that another process holds AlreadyRunning, a damaged one
        DatabaseCorrupt (attack 34).
        """
        private_directory(path.parent)
        private_file(path)
        # isolation_level=None: autocommit; every BEGIN is written out in transaction.py.
        # check_same_thread: see `run_brief`; no two threads use it at once.
        connection = aiosqlite.connect(
            path, isolation_level=None, timeout=0, check_same_thread=False
        )
        # A process that fails without closing must end, not wait for this thread for ever; what
        # was committed is safe from that as it is from kill -9.
        connection._thread.daemon = True
        await connection
        database = cls(connection, connection._conn, path)
        try:
            await database.run(lambda raw: _prepare(raw, application))
        except BaseException as error:  # noqa: BLE001 - raised again below, in our own words
            fault = _opening_fault(error)
            database.damaged = isinstance(fault, DatabaseCorrupt)
            await database.close()
            raise fault from None
        return database

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` in the connection's own thread; calls run one after another.

        aiosqlite offers one statement per thread hop. Its `_execute` is the hop itself: a whole
        group of rows goes across in one. It also keeps SQL parameters out of aiosqlite's debug
        log, which prints what its public methods are given.
        """
        hop = cast("Callable[..., Awaitable[T]]", self._connection._execute)
        try:
            self._given += 1
            return await hop(self._in_thread, work)
        except sqlite3.Error as error:
            self.note(error)
            raise
        except ValueError:
            raise StorageUnavailable("The store is closed.") from None

    def at_hand(self, pace: Pace) -> bool:
        """Whether such work may be done at once, in the caller's thread."""
        return self._given == self._ended and pace.quick

    async def run_brief(self, work: Callable[[sqlite3.Connection], T], pace: Pace) -> T:
        """As `run`, for work that is over in less time than a change of thread and back.

        It is done at once, in the caller's thread, while the connection's own has nothing to do
        and such work was quick lately; on a disk that flushes slowly it goes to the thread, and
        the loop serves others meanwhile.
        """
        if not self.at_hand(pace):
            return await self.run(lambda raw: pace.timed(raw, work))
        return self.run_now(work, pace)

    def run_now(self, work: Callable[[sqlite3.Connection], T], pace: Pace) -> T:
        """Do brief work at once; only while it is `at_hand`."""
        try:
            return pace.timed(self._raw, work)
        except sqlite3.Error as error:
            self.note(error)
            raise

    def _in_thread(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return work(self._raw)
        finally:
            self._ended += 1

    def note(self, error: sqlite3.Error) -> None:
        """Remember an error that means damage."""
        if primary_code(error) in _DAMAGE:
            self.damaged = True

    async def move_log(self) -> None:
        """Move a log that is long into the file, while nobody waits and in nobody's commit. Where
        many come at once there is hardly such a moment, and SQLite does it in a commit of theirs.

        A fault is only said: commits go on into the log, and what empties it meets the fault again.
        A damaged file is left as it is.
        """
        if self.damaged or not self.log.long:
            return
        try:
            await self.run(self.log.move)
        except (sqlite3.Error, StorageUnavailable) as error:
            _log.warning("store.log_not_moved", error=type(error).__name__)

    def interrupt(self) -> None:
        """Stop the statement that runs now, if one does; it fails with SQLITE_INTERRUPT."""
        self._raw.interrupt()

    async def close(self) -> None:
        """Checkpoint and close; damaged files are left as they are. Twice does nothing."""
        self._given += 1  # no work is brief any more
        if self.damaged:
            with contextlib.suppress(StorageUnavailable):  # closed already
                await self.run(_close_untouched)
        await self._connection.close()


def _close_untouched(raw: sqlite3.Connection) -> None:
    """Close without the checkpoint that closing makes: it would write into a damaged file, and
    throw away the log, whose pages may be the only good ones left. An interrupt that no statement
    has taken yet stops a checkpoint before its first page.
    """
    raw.interrupt()
    raw.close()


def _prepare(raw: sqlite3.Connection, application: int) -> None:
    raw.row_factory = sqlite3.Row
    raw.execute(f"PRAGMA page_size={PAGE_BYTES}")
    # No second connection, here or in another process: SQLite before 3.51.3 can corrupt a WAL
    # reset by several. It also keeps the WAL index in memory instead of a -shm file.
    raw.execute("PRAGMA locking_mode=EXCLUSIVE")
    if _one(raw, "PRAGMA journal_mode=WAL") != "wal":
        raise StorageUnavailable("This file system cannot hold a write-ahead log.")
    for setting in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        f"journal_size_limit={LIMIT_BYTES}",
        f"wal_autocheckpoint={MOST_PAGES}",
    ):
        raw.execute(f"PRAGMA {setting}")
    _claim(raw, application)
    # Structure only: what a page holds is sealed, so damage inside a value shows when opened.
    if _one(raw, "PRAGMA quick_check(1)") != "ok":
        raise DatabaseCorrupt


def _claim(raw: sqlite3.Connection, application: int) -> None:
    mark = _one(raw, "PRAGMA application_id")
    if mark == application:
        return
    if mark != 0 or _one(raw, "SELECT count(*) FROM sqlite_schema") != 0:
        raise NotOurs
    raw.execute(f"PRAGMA application_id={application}")


def _one(raw: sqlite3.Connection, sql: str) -> object:
    value: object = raw.execute(sql).fetchone()[0]
    return value


def _opening_fault(error: BaseException) -> BaseException:
    if not isinstance(error, sqlite3.Error):
        return error
    code = primary_code(error)
    if code in _DAMAGE:
        return DatabaseCorrupt()
    if code in _HELD:
        return AlreadyRunning()
    return StorageUnavailable("The database could not be opened.")
