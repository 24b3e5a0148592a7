"""The audit chain: rows written in the transaction of what they record, verified offline.

protocol.md section 8. A row says what happened in which hour and in which role, never who or
about whom: its case reference is sealed under the case's key and the chain covers that.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import crypto
from storage.casekeys import CaseKey
from storage.clock import Clock, hour_of
from storage.database import Row
from storage.errors import StorageUnavailable
from storage.secrets import ServiceKeys
from storage.transaction import Reads, Transaction

GENESIS: Final = bytes(32)

_APPEND: Final = """
INSERT INTO audit (number, hour, event, role, case_reference, hash)
VALUES (:number, :hour, :event, :role, :reference, :hash)
"""


@dataclass(frozen=True, kw_only=True)
class Head:
    """The newest row's number and hash; 0 and zeros before the first."""

    number: int
    hash: bytes


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a verification found: the number of rows that hold, and the first that does not."""

    rows: int
    broken: int | None

    @property
    def holds(self) -> bool:
        return self.broken is None


class Audit:
    """Appends to the chain inside other people's transactions."""

    def __init__(self, *, keys: ServiceKeys, clock: Clock) -> None:
        self._key = keys.audit
        self._clock = clock

    async def append(
        self, tx: Transaction, *, event: str, role: str, case: CaseKey | None = None
    ) -> Head:
        """Add one row to `tx`; the chain's new head. `event` and `role` are our own words."""
        previous = await head(tx)
        number = previous.number + 1
        hour = hour_of(self._clock.now())
        reference = b"" if case is None else _sealed_reference(case, number)
        row_hash = _row_hash(self._key, previous.hash, (number, hour, event, role, reference))
        await tx.execute(
            _APPEND,
            {
                "number": number,
                "hour": hour,
                "event": event,
                "role": role,
                "reference": reference,
                "hash": row_hash,
            },
        )
        return Head(number=number, hash=row_hash)


async def head(reads: Reads) -> Head:
    """The chain's head: what a roster signs (protocol.md 3.2)."""
    row = await reads.one("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")
    if row is None:
        return Head(number=0, hash=GENESIS)
    return Head(number=row["number"], hash=row["hash"])


def concerns(row: Row, case: CaseKey) -> bool:
    """Whether an audit row is about `case`: only the holder of the case's key can tell."""
    try:
        opened = case.open(
            table="audit",
            column="case_reference",
            row_key=crypto.u64(row["number"]),
            sealed=row["case_reference"],
        )
    except crypto.DoesNotOpen:
        return False
    return opened == case.case


def verify(database: Path, *, keys: ServiceKeys, expected: Head | None = None) -> Verdict:
    """Check every row of a database file that no process has open, oldest first.

    Finds a row that was altered, removed, inserted or moved, and names the first. Rows cut off
    at the end leave a shorter chain that is whole: they are missed only against `expected`, a
    head known from elsewhere, such as the one signed in a roster. Raises StorageUnavailable
    when the file cannot be read.
    """
    uri = f"{database.resolve().as_uri()}?mode=ro"
    try:
        connection = sqlite3.connect(uri, uri=True)
        try:
            rows = connection.execute(
                "SELECT number, hour, event, role, case_reference, hash FROM audit ORDER BY number"
            )
            return _walk(rows, keys.audit, expected)
        finally:
            connection.close()
    except sqlite3.Error:
        raise StorageUnavailable("The audit chain cannot be read.") from None


def _walk(rows: Iterator[tuple[object, ...]], key: bytes, expected: Head | None) -> Verdict:
    count, previous = 0, GENESIS
    for *row, stored in rows:
        number = count + 1
        row_hash = _row_hash(key, previous, (*row,)) if row[0] == number else b""
        if row_hash != stored or _contradicts(expected, number, row_hash):
            return Verdict(rows=count, broken=number)
        count, previous = number, row_hash
    if expected is not None and expected.number > count:
        return Verdict(rows=count, broken=count + 1)
    return Verdict(rows=count, broken=None)


def _contradicts(expected: Head | None, number: int, row_hash: bytes) -> bool:
    return expected is not None and expected.number == number and expected.hash != row_hash


def _row_hash(key: bytes, previous: bytes, row: tuple[object, ...]) -> bytes:
    number, hour, event, role, reference = row
    if not (isinstance(number, int) and isinstance(hour, int)):
        return b""
    if not (isinstance(event, str) and isinstance(role, str) and isinstance(reference, bytes)):
        return b""
    try:
        structure = crypto.encode("audit-row", number, hour, event, role, reference)
    except crypto.MalformedStructure:  # a number that no row of ours has
        return b""
    return crypto.derive("pl.audit", key=key, data=previous + structure)


def _sealed_reference(case: CaseKey, number: int) -> bytes:
    return case.seal(
        table="audit", column="case_reference", row_key=crypto.u64(number), value=case.case
    )
