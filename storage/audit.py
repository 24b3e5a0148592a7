"""The audit chain: rows written in the transaction of what they record, verified offline.

protocol.md section 8. A row says what happened in which hour and in which role, never who or
about whom: its case reference is sealed under the case's key and the chain covers that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import crypto
from storage.casekeys import CaseKey
from storage.clock import Clock, hour_of, week_of
from storage.database import Row, reading
from storage.secrets import ServiceKeys
from storage.signedheads import ROSTERS, signed_heads
from storage.transaction import Reads, Snapshot, Transaction
from storage.writer import Store

GENESIS: Final = bytes(32)

_APPEND: Final = """
INSERT INTO audit (number, hour, event, role, case_reference, hash)
VALUES (:number, :hour, :event, :role, :reference, :hash)
"""

VERIFY_LATER: Final = "The database is in use: stop the service, or verify a backup of it."

# From below 0, so that a row with a number that no row of ours has is met as well.
_ROWS: Final = """
SELECT number, hour, event, role, case_reference, hash FROM audit
WHERE number > :after ORDER BY number LIMIT :limit
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
        self,
        tx: Transaction,
        *,
        event: str,
        role: str,
        case: CaseKey | None = None,
        to_the_week: bool = False,
    ) -> Head:
        """Add one row to `tx`; the chain's new head. `event` and `role` are our own words.

        `to_the_week`: the row says the week in the place of the hour (protocol.md section 16).
        """
        previous = await head(tx)
        number = previous.number + 1
        now = self._clock.now()
        hour = week_of(now) if to_the_week else hour_of(now)
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
    at the end leave a shorter chain that is whole: they are missed only against a head known
    from elsewhere: those that the file's own rosters signed, and `expected`. Raises
    StorageUnavailable when the file cannot be read or is in use.
    """
    unreadable = "The audit chain cannot be read."
    with reading(database, unreadable=unreadable, in_use=VERIFY_LATER) as raw:
        heads = signed_heads(raw.execute(ROSTERS), keys)
        walk = _Walk(key=keys.audit, known=_known(heads, expected))
        walk.feed(raw.execute(_ROWS, {"after": -1, "limit": -1}))
        return walk.verdict()


async def verify_running(
    store: Store, *, keys: ServiceKeys, expected: Head | None = None, page: int = 1000
) -> Verdict:
    """The same check on the database in use, `page` rows at a time between its groups."""
    rosters = await store.read(lambda snapshot: snapshot.all(ROSTERS))
    walk = _Walk(key=keys.audit, known=_known(signed_heads(rosters, keys), expected))

    async def next_page(snapshot: Snapshot) -> Sequence[Row]:
        return await snapshot.all(_ROWS, {"after": walk.count or -1, "limit": page})

    while walk.broken is None and (rows := await store.read(next_page)):
        walk.feed(rows)
    return walk.verdict()


class _Walk:
    """A verification under way: rows are fed in order, in one go or in pages."""

    def __init__(self, *, key: bytes, known: Mapping[int, bytes]) -> None:
        self._key = key
        self._known = known
        self._previous = GENESIS
        self.count = 0
        self.broken: int | None = None

    def feed(self, rows: Iterable[Iterable[object]]) -> None:
        """Check rows until one does not fit."""
        for *row, stored in rows:
            number = self.count + 1
            fits = row[0] == number and self._fits(number, (*row,), stored)
            if not fits:
                self.broken = number
                return
            self.count = number

    def _fits(self, number: int, row: tuple[object, ...], stored: object) -> bool:
        row_hash = _row_hash(self._key, self._previous, row)
        self._previous = row_hash
        known = self._known.get(number, row_hash) == row_hash
        return row_hash == stored and row_hash != b"" and known

    def verdict(self) -> Verdict:
        """What was found; rows that are known of and that the chain lacks are broken."""
        cut = max(self._known, default=0) > self.count
        if self.broken is None and cut:
            return Verdict(rows=self.count, broken=self.count + 1)
        return Verdict(rows=self.count, broken=self.broken)


def _known(heads: Mapping[int, bytes], expected: Head | None) -> Mapping[int, bytes]:
    return heads if expected is None else {**heads, expected.number: expected.hash}


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
