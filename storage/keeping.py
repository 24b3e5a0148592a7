"""Destroying concerns, notes, disclosures and reports whose time is over (port: keeping_desk.py).

What is chosen is destroyed inside the transaction that chose it, so that nothing which was opened
again meanwhile goes with it. How long things are kept is supervision's (protocol.md section 8).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from storage import flagrows
from storage.audit import Audit
from storage.clock import Clock
from storage.database import Row, SqlValue
from storage.erasure import Erasure
from storage.flagchain import FlagChain
from storage.holds import FREE_RECORD, TABLES
from storage.tombstones import Erased, Tombstone
from storage.transaction import Reads, Transaction
from storage.writer import Store
from supervision.flag_ports import Box
from supervision.keeping import Kind, Terms

BATCH: Final = 20
"""Few at once: the writer is held meanwhile."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """As what a kind of record is erased, and what its end is called on record."""

    erased: Erased
    event: str | None


KEPT: Final[Mapping[Kind, Kept]] = MappingProxyType(
    {
        # Nothing that others may look at hears of a flag (protocol.md section 16).
        Kind.CONCERN: Kept(erased=Erased.FLAG, event=None),
        Kind.NOTE: Kept(erased=Erased.ENTRY, event="entries.destroyed"),
        Kind.DISCLOSURE: Kept(erased=Erased.DISCLOSURE, event="disclosures.destroyed"),
        # Nor of a report (protocol.md section 23).
        Kind.REPORT: Kept(erased=Erased.REPORT, event=None),
    }
)
_HOLDERS: Final = {
    Kind.CONCERN: "holders",
    Kind.NOTE: "''",
    Kind.REPORT: "holders",
    Kind.DISCLOSURE: "min(requester, approver) || '+' || max(requester, approver)",
}
_DUE: Final = f"t.ended <= :until AND {FREE_RECORD}"
_REFUSED: Final = """
INSERT INTO refusals (mark) SELECT mark FROM disclosures WHERE id = :id AND state = 'refused'
ON CONFLICT DO NOTHING
"""
_UNUSED_NAMES: Final = """
DELETE FROM pseudonyms WHERE NOT EXISTS
    (SELECT 1 FROM entries e WHERE e.term = pseudonyms.term AND e.tag = pseudonyms.tag)
"""
_COUNT: Final = """
INSERT INTO destroyed (month, kind, holders, count) VALUES (:month, :kind, :holders, :count)
ON CONFLICT (month, kind, holders) DO UPDATE SET count = count + excluded.count
"""


class SqlKeeping:
    """The store's side of keeping times. `destroying` is slow to believe a clock."""

    def __init__(
        self,
        *,
        store: Store,
        erasure: Erasure,
        audit: Audit,
        chain: FlagChain,
        clock: Clock,
        destroying: Clock,
    ) -> None:
        self._store = store
        self._erasure = erasure
        self._audit = audit
        self._chain = chain
        self._clock = clock
        self._destroying = destroying

    async def due(self, kind: Kind, terms: Terms) -> int:
        """How many records of a kind are to be destroyed now."""
        sql = f"SELECT count(*) AS found FROM {TABLES[kind]} t WHERE {_DUE}"  # noqa: S608 -- names of our own
        params = self._params(kind, terms)

        async def query(reads: Reads) -> int:
            row = await reads.one(sql, params)
            return 0 if row is None else int(row["found"])

        return await self._store.read(query)

    async def destroy(self, kind: Kind, terms: Terms, *, box: Box, counted: bool = True) -> int:
        """Destroy a few that are due; how many. Doing it again goes on.

        `counted`: for the month's certificate.
        """
        found = 0

        async def choose(tx: Transaction) -> Sequence[Tombstone]:
            nonlocal found
            rows = await self._rows(tx, kind, terms)
            found = len(rows)
            await self._record(tx, kind, rows, box, counted=counted)
            return [Tombstone(erased=KEPT[kind].erased, reference=bytes(r["id"])) for r in rows]

        await self._erasure.erase_chosen(choose)
        return found

    def _now(self) -> int:
        return int(self._destroying.now())

    def _params(self, kind: Kind, terms: Terms) -> dict[str, SqlValue]:
        now = self._now()
        return {"until": terms.ended_by(kind, now=now), "now": now, "kind": kind.value}

    async def _rows(self, tx: Transaction, kind: Kind, terms: Terms) -> Sequence[Row]:
        what = f"SELECT *, {_HOLDERS[kind]} AS held_by FROM {TABLES[kind]} t"  # noqa: S608 -- names of our own
        sql = f"{what} WHERE {_DUE} ORDER BY t.ended LIMIT :limit"
        return await tx.all(sql, {**self._params(kind, terms), "limit": BATCH})

    async def _record(
        self, tx: Transaction, kind: Kind, rows: Sequence[Row], box: Box, *, counted: bool
    ) -> None:
        """On record, and counted: what stays of them is how many there were."""
        if not rows:
            return
        month = month_of(self._clock.now())
        for row in rows:
            if counted:
                await count_destroyed(tx, month=month, kind=kind, holders=row["held_by"])
            if kind is Kind.CONCERN:
                flag = flagrows.read_flag(row)
                await self._chain.append(tx, box(flag.id, flag.holders, "destroyed"))
        event = KEPT[kind].event
        if event is not None:
            await self._audit.append(tx, event=event, role="service", to_the_week=True)


async def count_destroyed(
    tx: Transaction, *, month: str, kind: Kind, holders: str = "", count: int = 1
) -> None:
    """So many more that were destroyed because their time was over."""
    row = {"month": month, "kind": kind.value, "holders": holders, "count": count}
    await tx.execute(_COUNT, row)


async def forget_records(tx: Transaction, tombstones: Sequence[Tombstone]) -> None:
    """Delete every row of destroyed records (storage/forgetting.py). May be repeated."""
    for kind, kept in KEPT.items():
        ids = [{"id": each.reference} for each in tombstones if each.erased is kept.erased]
        if ids and kept.erased is Erased.DISCLOSURE:
            await tx.many(_REFUSED, ids)
        if ids:
            # Wraps, events, replies and papers go with it: the schema says ON DELETE CASCADE.
            await tx.many(f"DELETE FROM {TABLES[kind]} WHERE id = :id", ids)  # noqa: S608 -- names of our own
        if ids and kept.erased is Erased.ENTRY:
            await tx.execute(_UNUSED_NAMES)


def month_of(seconds: float) -> str:
    """The month of a time as `2027-03`, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m")
