"""What an operator may know of a store: versions, ends of papers, how late sending is. No people.

One function over a bare connection, so that it serves a running store and a stopped one alike.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

import crypto
from crypto import wire
from storage import secrets
from storage.database import reading
from storage.errors import StorageUnavailable
from storage.fields import Fields
from storage.layout import Layout
from storage.secrets import ServiceKeys

SQLITE: Final = sqlite3.sqlite_version_info
"""The version of the library that opens the store."""

_NEWEST: Final = "SELECT hash, signed FROM rosters ORDER BY version DESC LIMIT 1"
_WAITING: Final = "SELECT coalesce(min(id), 0) FROM outbox"


@dataclass(frozen=True, kw_only=True)
class Look:
    """Times in Unix seconds, 0 where there is none.

    `kept`: the newest time that the store is sure of. `roster_ends`, `certificate_ends`: of the
    newest roster and of the first to end that it lists. `waiting`: which message to Telegram is the
    oldest that waits, by a number that none had before, 0 when none does; since when is not kept.
    `waiting_since`: since when a running service has seen that one wait; 0 of files. `sandboxed`:
    whose data it is.
    """

    schema: int
    kept: int
    roster_ends: int
    certificate_ends: int
    waiting: int
    sandboxed: bool
    waiting_since: int = 0

    def document(self) -> Mapping[str, int]:
        """As JSON has it."""
        return asdict(self)

    @classmethod
    def of(cls, document: Mapping[str, object]) -> "Look":
        """The opposite of `document`. Raises KeyError when something is missing."""
        numbers = {name: value for name, value in document.items() if isinstance(value, int)}
        return cls(
            schema=numbers["schema"],
            kept=numbers["kept"],
            roster_ends=numbers["roster_ends"],
            certificate_ends=numbers["certificate_ends"],
            waiting=numbers["waiting"],
            sandboxed=bool(numbers["sandboxed"]),
            waiting_since=numbers["waiting_since"],
        )


def look(raw: sqlite3.Connection, *, keys: ServiceKeys) -> Look:
    """Read it from an open database of ours."""
    roster_ends, certificate_ends = _papers(raw, Fields(keys))
    return Look(
        schema=raw.execute("SELECT count(*) FROM migrations").fetchone()[0],
        kept=int.from_bytes(_meta(raw, "newest"), "big"),
        roster_ends=roster_ends,
        certificate_ends=certificate_ends,
        waiting=raw.execute(_WAITING).fetchone()[0],
        sandboxed=_meta(raw, "belongs") == b"sandbox",
    )


def look_at_files(layout: Layout) -> Look:
    """Read it from a store that no process has open; nothing is changed.

    Raises StorageUnavailable (in use, unreadable, not ours) or KeysRefused.
    """
    keys = secrets.load(layout.service_keys)
    with reading(layout.database, unreadable="The database cannot be read.") as raw:
        return look(raw, keys=keys)


def _papers(raw: sqlite3.Connection, fields: Fields) -> tuple[int, int]:
    row = raw.execute(_NEWEST).fetchone()
    if row is None:
        return 0, 0
    try:
        roster = wire.open_signed(_open(fields, "rosters", row[0], row[1]), wire.Roster).body
        ends = [
            wire.open_signed(_open(fields, "certificates", id_, signed), wire.Certificate)
            for id_ in roster.certificates
            for (signed,) in raw.execute("SELECT signed FROM certificates WHERE id = ?", (id_,))
        ]
    except crypto.CryptoError:
        raise StorageUnavailable("The newest roster cannot be read.") from None
    return roster.expires, min((each.body.not_after for each in ends), default=0)


def _open(fields: Fields, table: str, row_key: bytes, sealed: bytes) -> bytes:
    return fields.open(table=table, column="signed", row_key=row_key, sealed=sealed)


def _meta(raw: sqlite3.Connection, name: str) -> bytes:
    row = raw.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return b"" if row is None else bytes(row[0])
