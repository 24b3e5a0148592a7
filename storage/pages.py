"""Whether every page of a database is what SQLite wrote: its own integrity check, and nothing else.

Says nothing of what is sealed in rows (proving.py), nor of the chains (audit.py, flagchain.py).
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from storage.audit import BUSY_SECONDS
from storage.database import primary_code

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
        uri = f"{database.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)) as raw:
            return intact(raw)
    except (sqlite3.Error, OSError):
        return None
