"""The write-ahead log of a database: how long it gets, and when its pages go into the file.

Whatever is done here is done between two transactions; which two is the writer's business.
"""

import contextlib
import sqlite3
from pathlib import Path
from typing import Final

from storage.files import lay_out

# 4 KiB pages: 8 KiB would save a seventh of the space of 1 KiB messages, but measured single
# commits at a million rows then had a p99 of 25-32 ms.
PAGE_BYTES: Final = 4096
# A log that grew under load is cut back to this at the next checkpoint.
LIMIT_BYTES: Final = 64 * 1024 * 1024
# A checkpoint holds everybody up, 16 to 36 ms after 8,000 pages, and SQLite makes it in the commit
# that reaches this many: under load, where the writer has no moment of its own (MANY_ROWS).
MOST_PAGES: Final = 2000
# So many rows of lone messages are some 900 pages. Moved into the file after somebody was told, not
# before, they take 1 to 2 ms, which the next message seldom meets. Fewer rows at a time held more
# messages up: a log that begins anew flushes its head once more.
MANY_ROWS: Final = 300
# What the log is before it is cut back, laid out beforehand: a commit that lengthens the file makes
# the file system flush its own journal, too, and takes half as long again or twice (adr/0006).
LAID_OUT_BYTES: Final = 32 + MOST_PAGES * (24 + PAGE_BYTES)
# So much of it at once, since nothing else is done meanwhile.
LAID_OUT_STEP: Final = 1024 * 1024


class Log:
    """The log of one connection's database."""

    def __init__(self, raw: sqlite3.Connection, database: Path) -> None:
        self._raw = raw
        self._path = database.with_name(f"{database.name}-wal")
        self._moved = raw.total_changes

    @property
    def long(self) -> bool:
        """Whether `move` is worth its while: MANY_ROWS were changed since it was called."""
        return self._raw.total_changes - self._moved >= MANY_ROWS

    def move(self, raw: sqlite3.Connection) -> None:
        """Write the log's pages into the file, so that the next commit begins the log anew.

        Raises sqlite3.Error, and the log is as it was: it is tried again MANY_ROWS later.
        """
        self._moved = raw.total_changes
        raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def empty(self, raw: sqlite3.Connection) -> bool:
        """As `move`, and cut the log to nothing; whether that could be done."""
        self._moved = raw.total_changes
        return not raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]

    def lay_out(self, _: sqlite3.Connection) -> bool:
        """Write a part of the log beforehand; whether more is missing.

        SQLite takes zeros for the log's end, as it does what is left of a longer log, and writes
        over them. A disk that has no room for them is left as it is.
        """
        with contextlib.suppress(OSError):
            return not lay_out(self._path, size=LAID_OUT_BYTES, at_most=LAID_OUT_STEP)
        return False
