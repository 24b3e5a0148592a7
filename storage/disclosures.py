"""Disclosures on the store (port: supervision/disclosure_ports.py `DisclosureStore`).

One transaction for each step, with its audit row, which refers to the case while that has a key.
Rules are supervision's; what is checked here is only what two writers at once could break.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import structlog

import crypto
from crypto.wire import CaseId, CertificateId
from intake.outbox import Outgoing
from people.accounts import Role
from storage import disclosurerows as rows
from storage.audit import Audit
from storage.casekeys import CaseKey, CaseKeys
from storage.clock import HOUR, Clock, hour_of
from storage.database import Row
from storage.disclosurerows import NOTE, RELEASE, DisclosureRows
from storage.errors import CaseErased
from storage.outbox import StoredOutbox
from storage.transaction import Reads, Transaction
from storage.writer import Store
from supervision.disclosure_ports import (
    Decide,
    DisclosureChange,
    DisclosurePage,
    DisclosureReader,
    DueReminder,
    KeptDisclosure,
    ShownDisclosure,
)
from supervision.disclosures import (
    COMPLETION,
    DECISION,
    RECORD,
    Disclosure,
    DisclosureId,
    DisclosureState,
    NewDisclosure,
)
from supervision.errors import Exists, Full, NotFound, RefusedBefore

MOST_OF_A_CASE: Final = 100
PAGE_BYTES: Final = 1024 * 1024
_PARTS: Final = (RECORD, DECISION, COMPLETION)
_log = structlog.get_logger("storage.disclosures")

_INSERT: Final = """
INSERT INTO disclosures (id, about, mark, state, revision, requester, approver, made, opened, due,
    tell, body)
VALUES (:id, :about, :mark, :state, :revision, :requester, :approver, :made, :opened, :due, :tell,
    :body)
"""
_UPDATE: Final = """
UPDATE disclosures SET state = :state, revision = :revision, opened = :opened, due = :due,
    tell = :tell, remind = CASE WHEN :state = 'opened' THEN coalesce(remind, :due) END,
    ended = CASE WHEN :state IN ('completed', 'refused', 'withdrawn')
        THEN coalesce(ended, :ended) END
WHERE id = :id
"""
_DUE: Final = """
SELECT id, requester, remind FROM disclosures WHERE remind <= :now ORDER BY remind LIMIT :limit
"""
_ROW: Final = "SELECT * FROM disclosures WHERE id = :id"
_PUT: Final = """
INSERT INTO disclosure_papers (disclosure, name, sealed) VALUES (:disclosure, :name, :sealed)
ON CONFLICT (disclosure, name) DO UPDATE SET sealed = excluded.sealed
"""
_PAPERS: Final = "SELECT * FROM disclosure_papers WHERE disclosure = :id"
_PAGE: Final = """
SELECT * FROM disclosures
WHERE (:before IS NULL OR number < :before)
    AND (requester = :role OR approver = :role OR :role = 'auditor')
ORDER BY number DESC LIMIT 1000
"""


class SqlDisclosures:
    """The port on the store; the notices that are owed are handed in by the wiring."""

    def __init__(
        self,
        *,
        store: Store,
        named: DisclosureRows,
        keys: CaseKeys,
        audit: Audit,
        outbox: StoredOutbox,
        clock: Clock,
    ) -> None:
        self._store = store
        self._named = named
        self._keys = keys
        self._audit = audit
        self._outbox = outbox
        self._clock = clock
        self._seen: set[tuple[int, Role]] = set()

    async def keep(self, new: NewDisclosure, *, owed: Sequence[Outgoing] = ()) -> bool:
        """As the port says; False when it was kept before."""
        try:
            # Durable before the row: a row without its key could never be read.
            key = await self._keys.create(self._named.key_of(new.id))
        except CaseErased:
            raise Exists from None
        made = _made(new, hour=hour_of(self._clock.now()))
        papers = [rows.seal_paper(key, new.id, *each) for each in _papers_of(new).items()]
        notices = self._outbox.sealed(owed)

        async def unit(tx: Transaction) -> bool:
            kept = await tx.one(_ROW, {"id": new.id})
            if kept is not None:
                await _refuse_other(tx, key, kept, new)
                return False
            await self._refuse(tx, new)
            about = {"about": self._named.about(new.case)}
            await tx.execute(_INSERT, rows.row_of(key, made) | about)
            await tx.many(_PUT, papers)
            await self._record(tx, "disclosure.requested", new.requester, new.case)
            await self._outbox.put_in(tx, notices)
            return True

        return await self._store.write(unit)

    async def _refuse(self, tx: Transaction, new: NewDisclosure) -> None:
        refused = await tx.one(
            "SELECT 1 FROM disclosures WHERE mark = :mark AND state = 'refused' "
            "UNION ALL SELECT 1 FROM refusals WHERE mark = :mark",
            {"mark": new.mark},
        )
        if refused is not None:
            raise RefusedBefore
        count = await tx.one(
            "SELECT count(*) AS found FROM disclosures WHERE about = :about",
            {"about": self._named.about(new.case)},
        )
        if count is not None and count["found"] >= MOST_OF_A_CASE:
            raise Full

    async def look(self, disclosure: DisclosureId) -> KeptDisclosure | None:
        return await self._store.read(lambda reads: self._load(reads, disclosure))

    async def page(
        self, reader: DisclosureReader, *, before: DisclosureId | None, limit: int
    ) -> DisclosurePage:
        async def unit(tx: Transaction) -> DisclosurePage:
            number = None if before is None else await self._number(tx, before, reader)
            params = {"before": number, "role": reader.role.value}
            found, size = list[ShownDisclosure](), 0
            for row in await tx.all(_PAGE, params):
                shown = await self._show(tx, row, reader)
                if shown is None:
                    continue
                size += sum(map(len, shown.parts.values()))
                if len(found) == limit or (found and size > PAGE_BYTES):
                    return DisclosurePage(disclosures=found, more=True)
                found.append(shown)
            if found:
                await self._saw(tx, reader.role)
            return DisclosurePage(disclosures=found, more=False)

        return await self._store.write(unit)

    async def change(
        self,
        disclosure: DisclosureId,
        decide: Decide,
        *,
        by: Role,
        owed: Sequence[Outgoing] = (),
    ) -> tuple[KeptDisclosure, bool]:
        """As the port says, and whether anything was done."""
        notices = self._outbox.sealed(owed)

        async def unit(tx: Transaction) -> tuple[KeptDisclosure, bool]:
            key = await self._keys.get(self._named.key_of(disclosure))
            kept = await self._load(tx, disclosure)
            if kept is None or key is None:
                raise NotFound
            change = decide(kept)
            if change is None:
                return kept, False
            await _carry_out(tx, key, change, ended=hour_of(self._clock.now()) + HOUR)
            await self._record(tx, change.event, by, kept.disclosure.case)
            await self._outbox.put_in(tx, notices)
            after = await self._load(tx, disclosure)
            return (after or kept), True

        return await self._store.write(unit)

    async def wrap(
        self, disclosure: DisclosureId, wraps: Mapping[CertificateId, bytes], *, by: Role
    ) -> None:
        async def unit(tx: Transaction) -> None:
            key = await self._keys.get(self._named.key_of(disclosure))
            kept = await self._load(tx, disclosure)
            if kept is None or key is None:
                raise NotFound
            papers = [
                rows.seal_paper(key, disclosure, rows.auditor(name), value)
                for name, value in wraps.items()
            ]
            if papers:
                await tx.many(_PUT, papers)
            await self._record(tx, "disclosure.shown_to_auditors", by, kept.disclosure.case)

        await self._store.write(unit)

    async def due(self, *, now: int, limit: int) -> Sequence[DueReminder]:
        async def query(reads: Reads) -> Sequence[DueReminder]:
            return [
                DueReminder(
                    id=DisclosureId(bytes(row["id"])),
                    requester=Role(row["requester"]),
                    at=row["remind"],
                )
                for row in await reads.all(_DUE, {"now": now, "limit": limit})
            ]

        return await self._store.read(query)

    async def reminded(
        self, due: DueReminder, *, again: int, owed: Sequence[Outgoing] = ()
    ) -> bool:
        """As the port says."""
        notices = self._outbox.sealed(owed)

        async def unit(tx: Transaction) -> bool:
            row = await tx.one(_ROW, {"id": due.id})
            if row is None or row["remind"] != due.at:
                return False
            await tx.execute(
                "UPDATE disclosures SET remind = :again WHERE id = :id",
                {"id": due.id, "again": again},
            )
            await self._outbox.put_in(tx, notices)
            return True

        return await self._store.write(unit)

    async def _load(self, reads: Reads, disclosure: DisclosureId) -> KeptDisclosure | None:
        row = await reads.one(_ROW, {"id": disclosure})
        key = await self._keys.get(self._named.key_of(disclosure))
        if row is None or key is None:
            return None
        papers = await _papers(reads, key, disclosure)
        return KeptDisclosure(
            disclosure=rows.read(key, row),
            parts=_numbered(papers),
            release=papers.get(RELEASE),
        )

    async def _show(
        self, reads: Reads, row: Row, reader: DisclosureReader
    ) -> ShownDisclosure | None:
        """The disclosure for a reader, or None where it is not for them."""
        name = DisclosureId(bytes(row["id"]))
        key = await self._keys.get(self._named.key_of(name))
        if key is None:
            return None
        try:
            found = rows.read(key, row)
            papers = await _papers(reads, key, name)
        except crypto.CryptoError:
            # One damaged row must not take the others with it.
            _log.error("row_damaged")
            return None
        own = [rows.auditor(each) for each in reader.certificates]
        own = own if reader.role is Role.AUDITOR else [rows.wrap(reader.role)]
        wrap = next((papers[each] for each in own if each in papers), None)
        if wrap is None or reader.shut_out(found.closed_to):
            return None
        return ShownDisclosure(disclosure=found, wrap=wrap, parts=_numbered(papers))

    async def _number(
        self, reads: Reads, disclosure: DisclosureId, reader: DisclosureReader
    ) -> int:
        row = await reads.one(_ROW, {"id": disclosure})
        if row is None or await self._show(reads, row, reader) is None:
            raise NotFound
        number: int = row["number"]
        return number

    async def _saw(self, tx: Transaction, role: Role) -> None:
        """On record once an hour: a console that stands open asks every few seconds."""
        known = (hour_of(self._clock.now()), role)
        if known in self._seen:
            return
        await self._audit.append(tx, event="disclosures.seen", role=role.value)
        self._seen = {each for each in self._seen if each[0] == known[0]} | {known}
        tx.on_rollback(lambda: self._seen.discard(known))

    async def _record(self, tx: Transaction, event: str, role: Role, case: CaseId) -> None:
        key = await self._keys.get(case)
        await self._audit.append(tx, event=event, role=role.value, case=key)


async def _carry_out(
    tx: Transaction, key: CaseKey, change: DisclosureChange, *, ended: int
) -> None:
    await tx.execute(_UPDATE, rows.row_of(key, change.disclosure) | {"ended": ended})
    named = {rows.part(number): value for number, value in change.parts.items()}
    if change.release is not None:
        named[RELEASE] = change.release
    name = change.disclosure.id
    if named:
        await tx.many(_PUT, [rows.seal_paper(key, name, *each) for each in named.items()])


async def _papers(reads: Reads, key: CaseKey, disclosure: DisclosureId) -> Mapping[str, bytes]:
    found = await reads.all(_PAPERS, {"id": disclosure})
    return {row["name"]: rows.open_paper(key, row) for row in found}


def _numbered(papers: Mapping[str, bytes]) -> Mapping[int, bytes]:
    return {number: papers[rows.part(number)] for number in _PARTS if rows.part(number) in papers}


def _made(new: NewDisclosure, *, hour: int) -> Disclosure:
    return Disclosure(
        id=new.id,
        case=new.case,
        capsule_version=new.capsule_version,
        mark=new.mark,
        requester=new.requester,
        approver=new.approver,
        state=DisclosureState.REQUESTED,
        revision=1,
        made=hour,
        tell=new.tell,
        closed_to=new.closed_to,
    )


def _papers_of(new: NewDisclosure) -> Mapping[str, bytes]:
    wraps = {rows.wrap(role): wrap for role, wrap in new.wraps.items()}
    return {rows.part(RECORD): new.record, NOTE: new.note, **wraps}


async def _refuse_other(tx: Transaction, key: CaseKey, kept: Row, new: NewDisclosure) -> None:
    """Raises Exists unless what was asked for first are these very bytes."""
    try:
        papers = await _papers(tx, key, new.id)
        found = rows.read(key, kept)
    except crypto.CryptoError:
        raise Exists from None
    first = _papers_of(new)
    same = {name: papers.get(name) for name in first} == first
    pair = (found.case, found.mark, found.requester, found.approver, found.closed_to)
    if not same or pair != (new.case, new.mark, new.requester, new.approver, new.closed_to):
        raise Exists
