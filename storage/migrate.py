"""Brings a database's schema to this version, or refuses to touch it.

Reads `migrations/NNNN_name.sql`; knows nothing of what the tables mean.
"""

import hashlib
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from storage.database import Database
from storage.errors import SchemaRefused

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_NAME: Final = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")

_RECORD: Final = """CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT"""


@dataclass(frozen=True, kw_only=True)
class Migration:
    """One step: its number, file name, SQL and the SHA-256 of its bytes."""

    number: int
    name: str
    sql: str
    digest: bytes


def read_migrations(directory: Path = MIGRATIONS) -> Sequence[Migration]:
    """The migrations in order. Raises SchemaRefused when a number is missing or doubled."""
    found = [_read(path) for path in sorted(directory.glob("*.sql"))]
    if [migration.number for migration in found] != list(range(1, len(found) + 1)):
        raise SchemaRefused("The migrations of this version are not numbered 1, 2, 3 ...")
    return found


def _read(path: Path) -> Migration:
    match = _NAME.fullmatch(path.name)
    if match is None:
        raise SchemaRefused("A migration's file name is not NNNN_name.sql.")
    content = path.read_bytes()
    return Migration(
        number=int(match[1]),
        name=path.name,
        sql=content.decode(),
        digest=hashlib.sha256(content).digest(),
    )


async def migrate(database: Database, migrations: Sequence[Migration]) -> int:
    """Apply what is missing, all in one transaction; the schema's version afterwards.

    Raises SchemaRefused, changing nothing, when an applied migration differs from its file or
    the database is newer than `migrations`.
    """

    def apply(raw: sqlite3.Connection) -> int:
        raw.execute("BEGIN IMMEDIATE")
        try:
            raw.execute(_RECORD)
            for migration in _missing(raw, migrations):
                _apply(raw, migration)
            raw.execute("COMMIT")
        except BaseException:
            if raw.in_transaction:
                raw.execute("ROLLBACK")
            raise
        return len(migrations)

    return await database.run(apply)


def _missing(raw: sqlite3.Connection, migrations: Sequence[Migration]) -> Sequence[Migration]:
    applied = raw.execute("SELECT number, digest FROM migrations ORDER BY number").fetchall()
    if len(applied) > len(migrations):
        raise SchemaRefused(
            "The database was written by a newer version of Peerlink: update the program, "
            "or restore a backup made with this version."
        )
    for row, migration in zip(applied, migrations, strict=False):
        if row["number"] != migration.number or row["digest"] != migration.digest:
            raise SchemaRefused(
                f"Migration {migration.number} differs from the one this database was made "
                "with: restore the original file."
            )
    return migrations[len(applied) :]


def _apply(raw: sqlite3.Connection, migration: Migration) -> None:
    for statement in statements(migration.sql):
        raw.execute(statement)
    raw.execute(
        "INSERT INTO migrations (number, name, digest) VALUES (?, ?, ?)",
        (migration.number, migration.name, migration.digest),
    )


def statements(sql: str) -> Iterator[str]:
    """Split a script. Python's executescript would commit first, so each runs by itself."""
    waiting = ""
    for line in sql.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""
    if _without_comments(waiting).strip():
        raise SchemaRefused("A migration ends in the middle of a statement.")


def _without_comments(sql: str) -> str:
    return "\n".join(line.split("--", 1)[0] for line in sql.splitlines())


def schema_of(raw: sqlite3.Connection) -> str:
    """The schema as text, sorted by name: what schema.sql holds."""
    rows = raw.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
        "ORDER BY type DESC, name"
    ).fetchall()
    return "\n\n".join(f"{row[0]};" for row in rows) + "\n"
