"""Audits of case records in memory, over a house's cases: the store and who is an auditor."""

from collections.abc import Sequence

from crypto.wire import CertificateId
from intake.errors import Conflict, NotFound
from intake.quality import Auditing, QualityAudit, Step
from people.accounts import Account
from tests.fakes.house import House
from tests.fakes.recording import recording_of

ENDED_AT_ONCE = 200


class MemoryAudits:
    """Implements `QualityAudits` and `Auditors`."""

    def __init__(self) -> None:
        self.rows: dict[bytes, QualityAudit] = {}
        self.listed: dict[CertificateId, Account] = {}

    async def keep(self, audit: QualityAudit, *, most: int) -> None:
        if audit.id not in self.rows:
            running = [each.by for each in await self.running()]
            if running.count(audit.by) >= most:
                raise Conflict("full")
        kept = self.rows.setdefault(audit.id, audit)
        if (kept.certificate, kept.until) != (audit.certificate, audit.until):
            raise Conflict("exists")

    async def change(self, audit: bytes, step: Step) -> QualityAudit:
        if audit not in self.rows:
            raise NotFound
        self.rows[audit] = step(self.rows[audit])
        return self.rows[audit]

    async def find(self, audit: bytes) -> QualityAudit | None:
        return self.rows.get(audit)

    async def running(self) -> Sequence[QualityAudit]:
        return [each for each in reversed(self.rows.values()) if not each.ended]

    async def page(self, *, before: bytes | None, limit: int) -> Sequence[QualityAudit]:
        names = list(reversed(self.rows))
        if before is not None and before not in self.rows:
            raise NotFound
        start = 0 if before is None else names.index(before) + 1
        return [self.rows[name] for name in names[start : start + limit]]

    async def due(self, *, now: int) -> Sequence[QualityAudit]:
        over = [each for each in self.rows.values() if not each.ended and each.until <= now]
        return over[:ENDED_AT_ONCE]

    async def certificates(self, account: Account) -> frozenset[CertificateId]:
        return frozenset(name for name, who in self.listed.items() if who.id == account.id)

    async def counts(self, certificate: CertificateId) -> bool:
        return certificate in self.listed


def auditing_of(house: House, audits: MemoryAudits | None = None) -> Auditing:
    """The service."""
    kept = audits or MemoryAudits()
    return Auditing(
        cases=house.cases,
        recording=recording_of(house),
        audits=kept,
        auditors=kept,
        clock=house.clock,
    )
