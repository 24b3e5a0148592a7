"""Whether a pair of copies is whole: every page, every chain, every sealed field, every key.

Reads files that no process has open; says counts and what is wrong, never a value.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import crypto
from storage import secrets
from storage.audit import verify
from storage.database import CASE_KEYS_ID, STORE_ID
from storage.errors import StorageError
from storage.fields import Fields
from storage.flagchain import verify_flags
from storage.opening import OTHER_TIME, check_of, look_up_check_of
from storage.places import FIELD_SEALED, WITH_KEYS
from storage.secrets import ServiceKeys

_PAGE: Final = 500


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What was found, in lines fit to show.

    `faults`: the pair is no backup. `doubts`: a true copy of a store in which something is wrong;
    it is better than none.
    """

    schema: int = 0
    audit_rows: int = 0
    fields: int = 0
    keys: int = 0
    faults: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults and not self.doubts


def prove(*, database: Path, case_keys: Path, service_keys: Path) -> Proof:
    """Look at every page and open every field of a database with its keys.

    Blocks for as long as that takes; nothing is written. Faults are in the answer.
    """
    try:
        keys = secrets.load(service_keys)
        with closing(_read_only(database)) as rows, closing(_read_only(case_keys)) as names:
            for raw, mark, what in ((rows, STORE_ID, "database"), (names, CASE_KEYS_ID, "keys")):
                if fault := _damage(raw, mark, what):
                    return Proof(faults=(fault,))
            proof = _fields_and_keys(rows, names, keys)
        return _chains(proof, database, keys)
    except StorageError as error:
        return Proof(faults=(str(error),))
    except (sqlite3.Error, OSError):
        return Proof(faults=("A file of the pair cannot be read.",))


def _read_only(path: Path) -> sqlite3.Connection:
    # Nobody else has the file: without `immutable` a file with a log's mark would need one.
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _damage(raw: sqlite3.Connection, mark: int, what: str) -> str:
    try:
        if _one(raw, "PRAGMA application_id") != mark:
            return f"The copy of the {what} is not one of this service's."
        if _one(raw, "PRAGMA integrity_check(1)") != "ok":
            return f"The copy of the {what} is damaged."
        if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
            return f"The copy of the {what} lacks rows that others stand on."
    except sqlite3.Error:
        return f"The copy of the {what} is damaged."
    return ""


def _fields_and_keys(
    rows: sqlite3.Connection, names: sqlite3.Connection, keys: ServiceKeys
) -> Proof:
    kept = rows.execute("SELECT value FROM meta WHERE name = 'keys'").fetchone()
    if kept is None or kept[0] != look_up_check_of(keys):
        return Proof(faults=("The keys belong to another database.",))
    if not _of_one_time(rows, keys):
        return Proof(faults=(OTHER_TIME,))
    fields = Fields(keys)
    opened, closed = _open_all(rows, fields)
    there, lacking = _find_keys(rows, names, fields)
    schema = _one(rows, "SELECT count(*) FROM migrations")
    return Proof(
        schema=int(str(schema)),
        fields=opened,
        keys=there,
        faults=tuple(f"A key is missing: {table}." for table in lacking),
        doubts=tuple(f"A sealed field does not open: {name}." for name in closed),
    )


def of_one_time(database: Path, service_keys: Path) -> bool:
    """Whether the keys were not changed between the two halves; True where it cannot be told."""
    try:
        with closing(_read_only(database)) as rows:
            return _of_one_time(rows, secrets.load(service_keys))
    except (StorageError, sqlite3.Error, OSError):
        return True


def _of_one_time(rows: sqlite3.Connection, keys: ServiceKeys) -> bool:
    row = rows.execute("SELECT value FROM meta WHERE name = 'fields'").fetchone()
    return row is None or row[0] == check_of(keys)


def _open_all(rows: sqlite3.Connection, fields: Fields) -> tuple[int, list[str]]:
    opened, closed = 0, list[str]()
    for place in FIELD_SEALED:
        after = -1
        while page := rows.execute(place.rows, (after, _PAGE)).fetchall():
            for rowid, sealed, *parts in page:
                after = rowid
                try:
                    place.open(fields, sealed, parts)
                    opened += 1
                except (crypto.CryptoError, TypeError):
                    closed.append(place.name)
    return opened, sorted(set(closed))


def _find_keys(
    rows: sqlite3.Connection, names: sqlite3.Connection, fields: Fields
) -> tuple[int, list[str]]:
    there, lacking = 0, list[str]()
    for place in WITH_KEYS:
        for (id_,) in rows.execute(place.rows):
            name = place.name_of(fields, id_)
            if names.execute("SELECT 1 FROM case_keys WHERE case_id = ?", (name,)).fetchone():
                there += 1
            else:
                lacking.append(place.table)
    return there, sorted(set(lacking))


def _chains(proof: Proof, database: Path, keys: ServiceKeys) -> Proof:
    verdict, flags = verify(database, keys=keys), verify_flags(database, keys=keys)
    doubts = list(proof.doubts)
    if not verdict.holds:
        doubts.append(f"The audit chain breaks at row {verdict.broken}.")
    if not flags.holds:
        doubts.append("The flags' own chain is broken.")
    return replace(proof, audit_rows=verdict.rows, doubts=tuple(doubts))


def _one(raw: sqlite3.Connection, sql: str) -> object:
    value: object = raw.execute(sql).fetchone()[0]
    return value
