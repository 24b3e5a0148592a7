"""An audit of case records by an appointed person: a sample, until a day, on record (R15; §24).

What is boxed to the auditor is handed out while the audit lasts and destroyed when it is over; what
they found stays with the case, for the holders.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

import structlog

from crypto.wire import CaseId, CertificateId
from crypto.wire.case_record import MOST_RECORD_ENTRIES, RECORD_READERS
from intake import papers
from intake.errors import Conflict, Malformed, NotFound
from intake.ports import Cases, Change
from intake.recording import HolderEntry, Recording
from intake.requests import Case
from people.accounts import Account, Role
from people.clock import Clock

LONGEST_SECONDS: Final = 31 * 24 * 3600
MOST_SAMPLES: Final = 50
MOST_RUNNING: Final = 20
"""Audits of one role that have not ended: nobody else's is crowded out by them."""
LISTED_AT_ONCE: Final = 20
_log = structlog.get_logger("intake.quality")


@dataclass(frozen=True, kw_only=True)
class QualityAudit:
    """Who looks at which records until when (Unix seconds). `ended`: its wraps are destroyed."""

    id: bytes = field(repr=False)
    certificate: CertificateId = field(repr=False)
    by: Role
    until: int
    cases: tuple[CaseId, ...] = field(default=(), repr=False)
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A record of an audit. `finding`: a holder's own box of what was found; the auditor has none,
    and `judged` alone."""

    case: CaseId = field(repr=False)
    judged: bool
    finding: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class AuditView:
    """An audit as holders and its auditor see it, without what is erased, past its time or the
    reader's own as a student."""

    audit: QualityAudit
    samples: Sequence[Sample]


Step = Callable[[QualityAudit], QualityAudit]


class QualityAudits(Protocol):
    """Where audits are kept, without what is in the records."""

    async def keep(self, audit: QualityAudit, *, most: int) -> None:
        """Keep a new one, on record; the same again changes nothing.

        Raises Conflict `exists`, or `full` where `most` of this role have not ended.
        """
        ...

    async def change(self, audit: bytes, step: Step) -> QualityAudit:
        """Change one. Raises NotFound, or what `step` raises."""
        ...

    async def find(self, audit: bytes) -> QualityAudit | None:
        """One by its id."""
        ...

    async def running(self) -> Sequence[QualityAudit]:
        """All that have not ended, newest first: as many as `keep` lets there be."""
        ...

    async def page(self, *, before: bytes | None, limit: int) -> Sequence[QualityAudit]:
        """Newest first, or those before one of them. Raises NotFound for one that is none."""
        ...

    async def due(self, *, now: int) -> Sequence[QualityAudit]:
        """Those whose time is over and whose wraps are not destroyed, the oldest 200."""
        ...


class Auditors(Protocol):
    """Who is an auditor now."""

    async def certificates(self, account: Account) -> frozenset[CertificateId]:
        """An auditor's certificates that count now; empty for everybody else."""
        ...

    async def counts(self, certificate: CertificateId) -> bool:
        """Whether this is an auditor's certificate that counts now."""
        ...


class Auditing:
    """Appoints, hands out, takes findings, and ends."""

    def __init__(
        self,
        *,
        cases: Cases,
        recording: Recording,
        audits: QualityAudits,
        auditors: Auditors,
        clock: Clock,
    ) -> None:
        self._cases = cases
        self._recording = recording
        self._audits = audits
        self._auditors = auditors
        self._clock = clock
        # One process serves: letting out and ending take turns here, so that no wrap is put after
        # the sweep looked, and nobody would ever look for it again.
        self._turn = asyncio.Lock()

    def _now(self) -> int:
        return int(self._clock.now())

    async def begin(
        self, holder: Account, audit: bytes, *, certificate: CertificateId, until: int
    ) -> None:
        """Appoint an auditor until a time at most 31 days ahead; nothing is boxed to them yet.

        Raises NotFound, Malformed, Conflict `stale` (no auditor's certificate now), `exists`,
        `full`.
        """
        await self._recording.check_listed(holder)
        now = self._now()
        if not now < until <= now + LONGEST_SECONDS:
            raise Malformed
        if not await self._auditors.counts(certificate):
            raise Conflict("stale")
        made = QualityAudit(id=audit, certificate=certificate, by=holder.role, until=until)
        await self._audits.keep(made, most=MOST_RUNNING)

    async def sample(
        self, holder: Account, audit: bytes, case_id: CaseId, wraps: Sequence[bytes]
    ) -> None:
        """Let the auditor read a record: its first entries, a wrap for each. Again replaces them.

        Raises NotFound, Malformed, Conflict `over`, `full`.
        """
        case = await self._recording.readable(holder, case_id)
        held = 0 if case.recorded is None else case.recorded.count
        if not 1 <= len(wraps) <= held:
            raise Malformed

        def step(found: QualityAudit) -> QualityAudit:
            self._check_on(found)
            if case_id in found.cases:
                return found
            if len(found.cases) >= MOST_SAMPLES:
                raise Conflict("full")
            return replace(found, cases=(*found.cases, case_id))

        put = {papers.audit_wrap(audit, n): wrap for n, wrap in enumerate(wraps, start=1)}
        drop = _wraps_of(audit) - put.keys()
        change = _changed("record.sampled", holder.role.value, put=put, drop=drop)
        async with self._turn:
            # First who is to lose it again, then the wraps: a crash between leaves none behind.
            await self._audits.change(audit, step)
            await self._cases.change(case_id, change)

    async def listed(
        self, account: Account, *, before: bytes | None = None
    ) -> tuple[Sequence[AuditView], bool]:
        """A page for coordinator and manager; an auditor's own, all that last. Newest first, and
        whether there are more. Raises NotFound."""
        if account.role is Role.AUDITOR:
            own = await self._auditors.certificates(account)
            found = await self._audits.running()
            mine = [each for each in found if each.certificate in own and self._is_on(each)]
            return [await self._view(each, account, RECORD_READERS[0]) for each in mine], False
        await self._check_reader(account)
        found = await self._audits.page(before=before, limit=LISTED_AT_ONCE + 1)
        shown = found[:LISTED_AT_ONCE]
        views = [await self._view(each, account, account.role.value) for each in shown]
        return views, len(found) > len(shown)

    async def look(self, auditor: Account, audit: bytes, case_id: CaseId) -> Sequence[HolderEntry]:
        """A record's entries with the auditor's wraps; that they looked is on record first."""
        await self._theirs(auditor, audit, case_id)
        case = await self._cases.change(case_id, _changed("record.audited", auditor.role.value))
        return await self._recording.wrapped(case, lambda n: papers.audit_wrap(audit, n))

    async def judge(
        self, auditor: Account, audit: bytes, case_id: CaseId, boxes: Mapping[str, bytes]
    ) -> None:
        """What was found, boxed to each of the two holders; again replaces it. Raises Malformed."""
        await self._theirs(auditor, audit, case_id)
        if set(boxes) != set(RECORD_READERS):
            raise Malformed
        put = {papers.audit_finding(audit, role): box for role, box in boxes.items()}
        await self._cases.change(case_id, _changed("record.judged", auditor.role.value, put=put))

    async def sweep(self) -> int:
        """Destroy the wraps of audits whose time is over; of how many.

        One that fails is left for the next time and does not stop the others.
        """
        done = 0
        for each in await self._audits.due(now=self._now()):
            try:
                async with self._turn:
                    await self._end(each.id)
                done += 1
            except Exception as error:  # noqa: BLE001 -- one damaged case must not stop the others
                _log.warning("sweep_failed", error=type(error).__name__)
        return done

    async def _end(self, audit: bytes) -> None:
        # As it is now: a record may have been let out since it was found to be due.
        found = await self._audits.find(audit)
        drop = _changed("record.audit_ended", "service", drop=_wraps_of(audit))
        for case_id in () if found is None else found.cases:
            try:
                await self._cases.change(case_id, drop)
            except NotFound:
                continue  # erased, and the wraps with it
        await self._audits.change(audit, lambda each: replace(each, ended=True))

    def _is_on(self, audit: QualityAudit) -> bool:
        return not audit.ended and self._now() < audit.until

    def _check_on(self, audit: QualityAudit) -> None:
        if not self._is_on(audit):
            raise Conflict("over")

    async def _theirs(self, auditor: Account, audit: bytes, case_id: CaseId) -> None:
        own = await self._auditors.certificates(auditor)
        each = await self._audits.find(audit)
        theirs = each is not None and each.certificate in own and case_id in each.cases
        if each is None or not theirs or not self._is_on(each):
            raise NotFound
        if not await self._readable(auditor, case_id):
            raise NotFound

    async def _readable(self, reader: Account, case_id: CaseId) -> bool:
        """As for the record itself: not past its time, and nobody's own as a student."""
        case = await self._cases.find(case_id)
        return case is not None and await self._recording.may_read(reader, case)

    async def _check_reader(self, holder: Account) -> None:
        if holder.role.value not in RECORD_READERS:
            raise NotFound
        await self._recording.check_listed(holder)

    async def _view(self, audit: QualityAudit, reader: Account, role: str) -> AuditView:
        samples = []
        name = papers.audit_finding(audit.id, role)
        shown = reader.role is not Role.AUDITOR
        for case_id in audit.cases:
            if not await self._readable(reader, case_id):
                continue
            finding = (await self._cases.papers(case_id, frozenset({name}))).get(name)
            samples.append(
                Sample(
                    case=case_id,
                    judged=finding is not None,
                    finding=finding if shown else None,
                )
            )
        return AuditView(audit=audit, samples=samples)


def _wraps_of(audit: bytes) -> frozenset[str]:
    numbers = range(1, MOST_RECORD_ENTRIES + 1)
    return frozenset(papers.audit_wrap(audit, number) for number in numbers)


def _changed(
    event: str,
    role: str,
    *,
    put: Mapping[str, bytes] | None = None,
    drop: frozenset[str] = frozenset(),
) -> Callable[[Case], Change]:
    return lambda case: Change(case=case, event=event, role=role, put=put or {}, drop=drop)
