"""Whether every page of a database is what SQLite wrote: its own integrity check, and nothing else.

Says nothing of what is sealed in rows (proving.py), nor of the chains (audit.py, flagchain.py).
"""

import sqlite3
from pathlib import Path
from typing import Final

from storage.database import primary_code, reading
from storage.errors import StorageUnavailable

_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR})


def intact(raw: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong. Takes as long as reading the whole file."""
    try:
        return bool(raw.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error as error:
        if primary_code(error) in _DAMAGED:
            return False
        raise


def file_intact(database: Path) -> bool | None:
    """The same of a file that no process has open; None where that cannot be told: it is in use,
    or no database at all."""
    try:
        with reading(database, unreadable="The database cannot be read.") as raw:
            return intact(raw)
    except (StorageUnavailable, OSError):
        return None
