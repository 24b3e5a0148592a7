"""No sealed column is forgotten: what a proof opens and a new key reseals is all that there is."""

import sqlite3

from storage.migrate import read_migrations, statements
from storage.places import FIELD_SEALED, OTHERWISE, WITH_KEYS


def blob_columns() -> set[str]:
    """Every BLOB column of the schema as the migrations make it."""
    raw = sqlite3.connect(":memory:")
    raw.execute("CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT, digest BLOB)")
    for migration in read_migrations():
        for statement in statements(migration.sql):
            raw.execute(statement)
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = {
        f"{table}.{row[1]}"
        for table in tables
        for row in raw.execute(f"PRAGMA table_info({table})")
        if row[2] == "BLOB"
    }
    raw.close()
    return found


def test_every_blob_column_is_in_exactly_one_list() -> None:
    """A new column: is it sealed by the field key (FIELD_SEALED), or why not (OTHERWISE)?"""
    listed = [place.name for place in FIELD_SEALED]
    listed += [name for names in OTHERWISE.values() for name in names]
    assert len(listed) == len(set(listed))
    assert set(listed) == blob_columns()


def test_rows_with_a_key_of_their_own_are_found_by_their_id() -> None:
    tables = {place.table for place in WITH_KEYS}
    under_a_key = OTHERWISE["sealed under a key of their own, in the key store"]
    of_parts = {"audit", "papers", "entry_consultants", "entry_replies", "entry_wraps"}
    of_parts |= {"disclosure_papers", "flag_events", "flag_wraps"}
    of_parts |= {"report_events", "report_wraps"}
    assert {name.split(".")[0] for name in under_a_key} - of_parts <= tables
