"""Reports that something went wrong, on the store (port: supervision/report_desk.py `ReportStore`).

One transaction for each step and no audit row: nothing that others may look at hears of a report.
Rules are supervision's.
"""

from collections.abc import Sequence
from typing import Final

import structlog

import crypto
from crypto import wire
from intake.outbox import Outgoing
from people.accounts import AccountId, Role
from storage import reportrows
from storage.casekeys import CaseKey, CaseKeys
from storage.clock import HOUR, Clock, hour_of
from storage.database import Row
from storage.errors import CaseErased
from storage.outbox import StoredOutbox
from storage.reportrows import ReportRows
from storage.rolesets import text_of
from storage.transaction import Params, Reads, Transaction
from storage.writer import Store
from supervision import reports
from supervision.errors import Exists, Full, NotFound, Stale
from supervision.report_desk import (
    OwnReport,
    ReportEventPage,
    ReportPage,
    ShownReport,
    StoredReportEvent,
)
from supervision.reports import NewReport, NewReportEvent, Report, ReportId

PAGE_BYTES: Final = 1024 * 1024
_log = structlog.get_logger("storage")

_INSERT: Final = """
INSERT INTO reports (id, state, holders, received, head, head_hash, sealed)
VALUES (:id, 'new', :holders, :received, 0, :head_hash, :sealed)
"""
_UPDATE: Final = """
UPDATE reports SET state = :state, head = :head, head_hash = :head_hash,
    ended = CASE WHEN :state = 'closed' THEN coalesce(ended, :ended) END
WHERE id = :id
"""
_REPORT: Final = "SELECT * FROM reports WHERE id = :id"
_PUT_WRAP: Final = (
    "INSERT INTO report_wraps (report, role, sealed) VALUES (:report, :role, :sealed)"
)
_WRAP: Final = "SELECT * FROM report_wraps WHERE report = :id AND role = :role"
_PUT_EVENT: Final = """
INSERT INTO report_events (report, number, mark, sealed, outcome)
VALUES (:report, :number, :mark, :sealed, :outcome)
"""
_PUT_AUTHOR: Final = """
INSERT INTO report_authors (report, look_up, account) VALUES (:report, :look_up, :account)
"""
_EVENTS: Final = """
SELECT * FROM report_events WHERE report = :id AND number > :after ORDER BY number LIMIT :limit
"""
_OUTCOMES: Final = """
SELECT * FROM report_events WHERE report = :id AND outcome IS NOT NULL ORDER BY number
"""
_OWN: Final = """
SELECT r.* FROM report_authors a JOIN reports r ON r.id = a.report
WHERE a.look_up = :author ORDER BY r.number
"""
_PAGE: Final = """
SELECT r.* FROM reports r JOIN report_wraps w ON w.report = r.id AND w.role = :role
WHERE :before IS NULL OR r.number < :before ORDER BY r.number DESC LIMIT :limit
"""


class SqlReports:
    """The port on the store; the notices that are owed are handed in by the wiring."""

    def __init__(
        self,
        *,
        store: Store,
        rows: ReportRows,
        keys: CaseKeys,
        outbox: StoredOutbox,
        clock: Clock,
    ) -> None:
        self._store = store
        self._rows = rows
        self._keys = keys
        self._outbox = outbox
        self._clock = clock

    async def keep(
        self, new: NewReport, *, author: AccountId, owed: Sequence[Outgoing] = ()
    ) -> bool:
        """As the port says; False when it was kept before."""
        try:
            # Durable before the row: a row without its key could never be read.
            key = await self._keys.create(self._rows.key_of(new.id))
        except CaseErased:
            raise Exists from None
        notices, look_up = self._outbox.sealed(owed), self._rows.author(author)

        async def unit(tx: Transaction) -> bool:
            kept = await tx.one(_REPORT, {"id": new.id})
            if kept is not None:
                await _refuse_other(tx, key, kept, new, look_up)
                return False
            found = await tx.one(
                "SELECT count(*) AS found FROM report_authors WHERE look_up = :author",
                {"author": look_up},
            )
            if found is not None and found["found"] >= reports.MOST_OF_ONE:
                raise Full
            await self._insert(tx, key, new)
            account = self._rows.seal_account(new.id, author)
            row = {"report": new.id, "look_up": look_up, "account": account}
            await tx.execute(_PUT_AUTHOR, row)
            await self._outbox.put_in(tx, notices)
            return True

        return await self._store.write(unit)

    async def _insert(self, tx: Transaction, key: CaseKey, new: NewReport) -> None:
        await tx.execute(
            _INSERT,
            {
                "id": new.id,
                "holders": text_of(new.wraps),
                "received": hour_of(self._clock.now()),
                "head_hash": wire.blob_hash(new.sealed),
                "sealed": reportrows.seal_report(key, new.id, new.sealed),
            },
        )
        wraps = [reportrows.seal_wrap(key, new.id, *each) for each in new.wraps.items()]
        await tx.many(_PUT_WRAP, wraps)

    async def own(self, author: AccountId) -> Sequence[OwnReport]:
        look_up = self._rows.author(author)

        async def query(reads: Reads) -> Sequence[OwnReport]:
            rows = await reads.all(_OWN, {"author": look_up})
            return [await self._own(reads, row) for row in rows]

        return await self._store.read(query)

    async def _own(self, reads: Reads, row: Row) -> OwnReport:
        report = reportrows.read_report(row)
        key = await self._keys.get(self._rows.key_of(report.id))
        told = [] if key is None else await reads.all(_OUTCOMES, {"id": report.id})
        outcomes = [] if key is None else [reportrows.open_outcome(key, each) for each in told]
        return OwnReport(report=report, outcomes=outcomes)

    async def page(self, role: Role, *, before: ReportId | None, limit: int) -> ReportPage:
        async def query(reads: Reads) -> ReportPage:
            number = None if before is None else await _number(reads, before, role)
            params = {"before": number, "role": role.value, "limit": limit + 1}
            rows, found, size = await reads.all(_PAGE, params), list[ShownReport](), 0
            for row in rows[:limit]:
                shown = await self._open(reads, row, role)
                size += len(shown.sealed or b"")
                if found and size > PAGE_BYTES:
                    return ReportPage(reports=found, more=True)
                found.append(shown)
            return ReportPage(reports=found, more=len(rows) > limit)

        return await self._store.read(query)

    async def events(
        self, report: ReportId, role: Role, *, after: int, limit: int
    ) -> ReportEventPage:
        key = await self._keys.get(self._rows.key_of(report))

        async def query(reads: Reads) -> ReportEventPage:
            row = await reads.one(_REPORT, {"id": report})
            if key is None or row is None or role not in reportrows.read_report(row).holders:
                raise NotFound
            rows = await reads.all(_EVENTS, {"id": report, "after": after, "limit": limit})
            found, size = list[StoredReportEvent](), 0
            for each in rows:
                event = reportrows.open_event(key, each)
                size += len(event.event)
                if found and size > PAGE_BYTES:
                    break
                found.append(event)
            return ReportEventPage(events=found, head=row["head"])

        return await self._store.read(query)

    async def author(self, report: ReportId) -> AccountId | None:
        """Whom an outcome is for: for the wiring's notice alone."""

        async def query(reads: Reads) -> AccountId | None:
            sql = "SELECT * FROM report_authors WHERE report = :report"
            row = await reads.one(sql, {"report": report})
            return None if row is None else self._rows.account(row)

        return await self._store.read(query)

    async def add(
        self, new: NewReportEvent, role: Role, *, owed: Sequence[Outgoing] = ()
    ) -> frozenset[Role] | None:
        """As the port says, with the notices that are owed then."""
        notices = self._outbox.sealed(owed)

        async def unit(tx: Transaction) -> frozenset[Role] | None:
            row = await tx.one(_REPORT, {"id": new.report})
            key = await self._keys.get(self._rows.key_of(new.report))
            if row is None or key is None:
                raise NotFound
            report = reportrows.read_report(row)
            if role not in report.holders:
                raise NotFound
            if (new.number, new.previous) != (report.head + 1, bytes(row["head_hash"])):
                await _refuse_other_event(tx, key, new)
                return None
            if report.head >= reports.MOST_EVENTS:
                raise Full
            await self._put(tx, key, new, after=reports.marked(report, new.mark))
            await self._outbox.put_in(tx, notices)
            return report.holders

        return await self._store.write(unit)

    async def _put(
        self, tx: Transaction, key: CaseKey, new: NewReportEvent, *, after: Report
    ) -> None:
        await tx.execute(_PUT_EVENT, reportrows.seal_event(key, new))
        row = {
            "id": new.report,
            "state": after.state.value,
            "head": after.head,
            "head_hash": wire.blob_hash(new.event),
            # The hour's end: what is closed now is kept from then on (protocol.md section 8).
            "ended": hour_of(self._clock.now()) + HOUR,
        }
        await tx.execute(_UPDATE, row)

    async def forget_author(self, account: AccountId) -> None:
        """Forget which reports are this account's: it is being erased."""
        params = {"author": self._rows.author(account)}

        async def unit(tx: Transaction) -> None:
            await tx.execute("DELETE FROM report_authors WHERE look_up = :author", params)

        await self._store.write(unit)

    async def forget_gone(self) -> int:
        """Forget whose a report is whose author's account is gone; how many."""

        async def unit(tx: Transaction) -> int:
            gone = []
            for row in await tx.all("SELECT * FROM report_authors"):
                account = self._rows.account(row)
                if await tx.one("SELECT 1 FROM accounts WHERE id = :id", {"id": account}) is None:
                    gone.append({"report": row["report"]})
            if gone:
                await tx.many("DELETE FROM report_authors WHERE report = :report", gone)
            return len(gone)

        return await self._store.write(unit)

    async def _open(self, reads: Reads, row: Row, role: Role) -> ShownReport:
        """A report for a holder: what cannot be opened any more is shown without its content."""
        report = reportrows.read_report(row)
        key = await self._keys.get(self._rows.key_of(report.id))
        wrap = await reads.one(_WRAP, {"id": report.id, "role": role.value})
        if key is None or wrap is None:
            return ShownReport(report=report)
        try:
            sealed = reportrows.open_report(key, row)
            return ShownReport(report=report, sealed=sealed, wrap=reportrows.open_wrap(key, wrap))
        except crypto.CryptoError:
            # One damaged row must not take the register with it, nor be told from any other.
            _log.error("row_damaged")
            return ShownReport(report=report)


async def _number(reads: Reads, report: ReportId, role: Role) -> int:
    row = await reads.one(_REPORT, {"id": report})
    if row is None or role not in reportrows.read_report(row).holders:
        raise NotFound
    number: int = row["number"]
    return number


async def _refuse_other(
    tx: Transaction, key: CaseKey, kept: Row, new: NewReport, look_up: bytes
) -> None:
    """Raises Exists unless what is kept are these very bytes, by the same author."""
    author = await tx.one("SELECT look_up FROM report_authors WHERE report = :id", {"id": new.id})
    wraps = await tx.all("SELECT * FROM report_wraps WHERE report = :id", {"id": new.id})
    try:
        opened = {Role(row["role"]): reportrows.open_wrap(key, row) for row in wraps}
        same = reportrows.open_report(key, kept) == new.sealed and opened == dict(new.wraps)
    except crypto.CryptoError:
        same = False
    if not same or author is None or bytes(author["look_up"]) != look_up:
        raise Exists


async def _refuse_other_event(tx: Transaction, key: CaseKey, new: NewReportEvent) -> None:
    """Raises Stale unless these very bytes stand at their place."""
    place: Params = {"id": new.report, "number": new.number}
    row = await tx.one("SELECT * FROM report_events WHERE report = :id AND number = :number", place)
    if row is None:
        raise Stale
    there = reportrows.open_event(key, row)
    outcome = None if row["outcome"] is None else reportrows.open_outcome(key, row)
    if (there.event, there.mark, outcome) != (new.event, new.mark, new.outcome):
        raise Stale
