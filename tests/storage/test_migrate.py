"""Migrations: applied once, in order, and refused when code and database do not fit together."""

import sqlite3
from pathlib import Path

import pytest

from storage.database import STORE_ID, Database
from storage.errors import SchemaRefused
from storage.migrate import migrate, read_migrations, schema_of, statements

SCHEMA = Path(__file__).parents[2] / "storage" / "schema.sql"


def _directory(path: Path, *scripts: str) -> Path:
    path.mkdir(exist_ok=True)
    for old in path.iterdir():
        old.unlink()
    for number, script in enumerate(scripts, start=1):
        (path / f"{number:04}_step.sql").write_text(script)
    return path


FIRST = "-- a comment; with a semicolon\nCREATE TABLE a (x INTEGER);\nCREATE INDEX i ON a (x);\n"
SECOND = "INSERT INTO a VALUES (1);\n"


async def test_the_committed_schema_is_what_the_migrations_make(home: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    await migrate(database, read_migrations())
    made = await database.run(schema_of)
    await database.close()
    assert made == SCHEMA.read_text(), "run: python -m storage.schema > storage/schema.sql"


async def test_each_migration_is_applied_once(home: Path, tmp_path: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    steps = tmp_path / "steps"
    assert await migrate(database, read_migrations(_directory(steps, FIRST))) == 1
    both = read_migrations(_directory(steps, FIRST, SECOND))
    assert await migrate(database, both) == 2
    assert await migrate(database, both) == 2
    rows = await database.run(lambda raw: raw.execute("SELECT x FROM a").fetchall())
    await database.close()
    assert len(rows) == 1


async def test_a_changed_migration_is_refused(home: Path, tmp_path: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    steps = tmp_path / "steps"
    await migrate(database, read_migrations(_directory(steps, FIRST)))
    changed = read_migrations(_directory(steps, FIRST + "\n", SECOND))
    with pytest.raises(SchemaRefused, match="Migration 1 differs"):
        await migrate(database, changed)
    rows = await database.run(lambda raw: raw.execute("SELECT x FROM a").fetchall())
    await database.close()
    assert rows == []


async def test_a_newer_database_is_refused_with_one_line(home: Path, tmp_path: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    steps = tmp_path / "steps"
    await migrate(database, read_migrations(_directory(steps, FIRST, SECOND)))
    with pytest.raises(SchemaRefused, match="newer version") as refused:
        await migrate(database, read_migrations(_directory(steps, FIRST)))
    await database.close()
    assert "\n" not in str(refused.value)


async def test_a_migration_that_fails_leaves_nothing(home: Path, tmp_path: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    steps = _directory(tmp_path / "steps", FIRST, "INSERT INTO missing VALUES (1);\n")
    with pytest.raises(sqlite3.OperationalError):
        await migrate(database, read_migrations(steps))
    assert await database.run(schema_of) == "\n"
    await database.close()


def test_a_gap_in_the_numbers_is_refused(tmp_path: Path) -> None:
    steps = _directory(tmp_path / "steps", FIRST, SECOND)
    (steps / "0001_step.sql").unlink()
    with pytest.raises(SchemaRefused, match="numbered"):
        read_migrations(steps)


def test_a_file_with_another_name_is_refused(tmp_path: Path) -> None:
    steps = _directory(tmp_path / "steps", FIRST)
    (steps / "2 more.sql").write_text(SECOND)
    with pytest.raises(SchemaRefused, match="NNNN"):
        read_migrations(steps)


def test_an_unfinished_statement_is_refused() -> None:
    with pytest.raises(SchemaRefused, match="middle"):
        list(statements("CREATE TABLE a (x);\nCREATE TABLE b (x)\n"))
    assert len(list(statements("CREATE TABLE a (x);\n-- the end\n"))) == 1
