"""What lies on a service's disk: rows of its database, bytes of all of its files.

Here: reading what a stopped service left, or files as they are. Never here: writing.
"""

import sqlite3
from collections import Counter
from pathlib import Path
from typing import Final

from storage.layout import Layout

BOOKKEEPING: Final = frozenset({"sqlite_sequence"})
"""SQLite's own counters: how many rows there ever were, of nobody."""

CLOCKS: Final = ("newest", "destroying")
"""In `meta`: how far time has come, in steps of ten minutes, of nobody."""

Rows = dict[str, Counter[tuple[object, ...]]]


def rows(data: Path) -> Rows:
    """Every row of every table of a stopped service's database."""
    uri = f"file:{Layout.at(data).database}?mode=ro"
    database = sqlite3.connect(uri, uri=True)
    try:
        named = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        tables = [name for (name,) in named if name not in BOOKKEEPING]
        found = {
            table: Counter(database.execute(f'SELECT * FROM "{table}"').fetchall())  # noqa: S608
            for table in tables
        }
        found["meta"] = Counter(
            {row: n for row, n in found["meta"].items() if row[0] not in CLOCKS}
        )
        return found
    finally:
        database.close()


def added(before: Rows, after: Rows) -> dict[str, int]:
    """How many rows each table has gained; nothing where nothing came."""
    gained = {table: (after[table] - before[table]).total() for table in after}
    return {table: count for table, count in gained.items() if count}


def files(data: Path) -> dict[str, bytes]:
    """Every file of the service, key store and side files of the databases included."""
    own = [path for path in sorted(data.rglob("*")) if path.is_file()]
    return {str(path.relative_to(data)): path.read_bytes() for path in own}
