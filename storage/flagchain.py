"""The chain of accesses to flags: rows boxed to a flag's holders, verified offline.

protocol.md section 16. It is apart from the audit chain, and nobody's view shows it: the server
itself can read no row once it is written.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import crypto
from crypto import wire
from storage.audit import GENESIS, VERIFY_LATER, Verdict
from storage.database import reading
from storage.secrets import ServiceKeys
from storage.transaction import Transaction

_LABEL: Final = "flag-boxes"
_FIELDS: Final = (crypto.listed(crypto.BYTES),)
_NEWEST: Final = "SELECT number, hash FROM flag_accesses ORDER BY number DESC LIMIT 1"
_PUT: Final = "INSERT INTO flag_accesses (number, boxes, hash) VALUES (:number, :boxes, :hash)"
_ROWS: Final = "SELECT number, boxes, hash FROM flag_accesses ORDER BY number"


class FlagChain:
    """Appends to the chain inside other people's transactions."""

    def __init__(self, keys: ServiceKeys) -> None:
        self._key = keys.audit

    async def append(self, tx: Transaction, boxes: Sequence[bytes]) -> None:
        """Add one row to `tx`."""
        newest = await tx.one(_NEWEST)
        number = 1 if newest is None else newest["number"] + 1
        previous = GENESIS if newest is None else bytes(newest["hash"])
        row_hash = _row_hash(self._key, previous, number, boxes)
        encoded = crypto.encode(_LABEL, list(boxes))
        await tx.execute(_PUT, {"number": number, "boxes": encoded, "hash": row_hash})


def verify_flags(database: Path, *, keys: ServiceKeys) -> Verdict:
    """Check every row of the chain in a database file that no process has open, oldest first.

    Finds a row that was altered, removed, inserted or moved, and names the first. Rows cut off
    at the end are not missed here: no roster signs this chain's head, which would say in public
    that there are flags. Raises StorageUnavailable when the file cannot be read or is in use.
    """
    unreadable = "The chain of accesses to flags cannot be read."
    with reading(database, unreadable=unreadable, in_use=VERIFY_LATER) as raw:
        return verify_flags_running(raw, keys=keys)


def verify_flags_running(raw: sqlite3.Connection, *, keys: ServiceKeys) -> Verdict:
    """The same check on the connection of a store in use; all rows in one go."""
    return _walk(raw.execute(_ROWS), keys.audit)


def _walk(rows: Iterable[tuple[object, object, object]], key: bytes) -> Verdict:
    previous, count = GENESIS, 0
    for number, encoded, stored in rows:
        row_hash = _stored_hash(key, previous, count + 1, encoded)
        if number != count + 1 or row_hash is None or row_hash != stored:
            return Verdict(rows=count, broken=count + 1)
        previous, count = row_hash, count + 1
    return Verdict(rows=count, broken=None)


def _stored_hash(key: bytes, previous: bytes, number: int, encoded: object) -> bytes | None:
    if not isinstance(encoded, bytes):
        return None
    try:
        (boxes,) = crypto.decode(encoded, label=_LABEL, fields=_FIELDS)
    except crypto.MalformedStructure:
        return None
    return _row_hash(key, previous, number, boxes)


def _row_hash(key: bytes, previous: bytes, number: int, boxes: Sequence[bytes]) -> bytes:
    hashes = tuple(wire.blob_hash(box) for box in boxes)
    return wire.flag_row_hash(
        key=key, previous=previous, row=wire.FlagRow(number=number, boxes=hashes)
    )
