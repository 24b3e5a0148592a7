"""Puts case records together, and their audits (R10, R15). Construction and one adapter only."""

from dataclasses import dataclass
from typing import Protocol

from bot.joins import TeamForIntake
from crypto.wire import CertificateId
from intake.ports import Cases
from intake.quality import Auditing
from intake.recording import Recording
from people.accounts import Account, Accounts, Role
from people.clock import Clock
from storage.opening import Core
from storage.recordaudits import SqlRecordAudits
from supervision import rosters
from supervision.keeping import Terms
from supervision.ports import TeamStore


class Stores(Protocol):
    """Of what the wiring has, the two that are needed here."""

    @property
    def accounts(self) -> Accounts:
        """Who there is."""
        ...

    @property
    def team(self) -> TeamStore:
        """The team and its certificates."""
        ...


class AuditorsOfTeam:
    """Intake's `Auditors` on the team: certificates that the newest roster lists and that count."""

    def __init__(self, *, team: TeamStore, clock: Clock) -> None:
        self._team = team
        self._clock = clock

    async def certificates(self, account: Account) -> frozenset[CertificateId]:
        """As the port says."""
        if account.role is not Role.AUDITOR:
            return frozenset()
        team = await self._team.team()
        found = rosters.visiting(team, account.id, now=int(self._clock.now()))
        return frozenset(each.id for each in found)

    async def counts(self, certificate: CertificateId) -> bool:
        """As the port says."""
        team = await self._team.team()
        for member in team.members:
            if certificate in await self.certificates(member.account):
                return True
        return False


@dataclass(frozen=True, kw_only=True)
class CaseRecords:
    """Both services."""

    recording: Recording
    auditing: Auditing


def build_records(
    *,
    core: Core,
    cases: Cases,
    joined: TeamForIntake,
    stores: Stores,
    clock: Clock,
    terms: Terms,
) -> CaseRecords:
    """Over the same cases as the conversations."""
    recording = Recording(cases=cases, team=joined, accounts=stores.accounts, clock=clock)
    auditing = Auditing(
        cases=cases,
        recording=recording,
        audits=SqlRecordAudits(
            store=core.store,
            fields=core.fields,
            audit=core.audit,
            clock=core.onward,
            terms=terms,
        ),
        auditors=AuditorsOfTeam(team=stores.team, clock=clock),
        # Whatever ends a right by time: it stays ended when the machine's clock is set back.
        clock=core.onward,
    )
    return CaseRecords(recording=recording, auditing=auditing)
