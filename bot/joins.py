"""Where intake and supervision meet: each sees the other through its own small port only.

Adapters and nothing else: the two packages do not import each other, so the wiring joins them.
"""

from collections.abc import Collection, Mapping, Sequence

from crypto.wire import BoxPublic, CaseId, CertificateId, SignPublic
from intake import numbers, papers
from intake.absence import Absence
from intake.losing import Losing
from intake.matching import Listed, Roster
from intake.notices import STAFF_BUTTONS, Notices
from intake.ports import Cases, Live
from intake.ports import Team as IntakeTeam
from people.accounts import AccountId, Role
from people.clock import Clock
from people.enrolment import NewAccount
from people.launch import Binding
from people.sessions import LiveSockets
from storage.accounts import SqlAccounts
from storage.cases import StoredCases
from storage.disclosures import SqlDisclosures
from storage.entries import SqlEntries
from storage.flags import SqlFlags
from storage.policyrecord import SqlPolicy
from supervision import disclosure_ports
from supervision.disclosure_ports import (
    DisclosurePage,
    DisclosureReader,
    DueReminder,
    HeldCapsule,
    KeptDisclosure,
)
from supervision.disclosures import DisclosureId, NewDisclosure
from supervision.entries import EntryId, NewEntry, Pseudonym
from supervision.entry_ports import Decide, EntryPage, OwnEntry, Reader, Shown
from supervision.flag_ports import (
    Box,
    EventPage,
    FlagPage,
    LateFlag,
    NewEvent,
    Overdue,
    Tell,
)
from supervision.flags import Flag, FlagId, NewFlag
from supervision.holding import accounts_of
from supervision.intake_gate import Intake
from supervision.policy_record import PolicyInForce, PolicyRow
from supervision.ports import Counts, Team
from supervision.rosters import InForce, ListedMember
from supervision.team import TeamDesk


class TeamForIntake:
    """Intake's `Team`: the workers of the roster in force, and whether requests are taken."""

    def __init__(self) -> None:
        self._desk: TeamDesk | None = None
        self._listed: tuple[Team, frozenset[AccountId]] | None = None

    def join(self, desk: TeamDesk) -> None:
        """Say whose team it is. Called once by the wiring, before anything is served."""
        self._desk = desk

    async def roster(self) -> Roster | None:
        """The roster in force, or None."""
        return await self._read(await self._joined().roster())

    async def newest(self) -> Roster | None:
        """The newest roster, in force or expired, or None."""
        return await self._read(await self._joined().newest_roster())

    async def _read(self, found: InForce | None) -> Roster | None:
        if found is None:
            return None
        accounts = {m.account.id: m.account for m in (await self._joined().team()).members}

        def read(members: Sequence[ListedMember]) -> Mapping[CertificateId, Listed]:
            return {
                listed.certificate: Listed(
                    account=listed.account,
                    certificate=listed.certificate,
                    sign_key=SignPublic(accounts[listed.account].keys.sign),
                    box_key=BoxPublic(accounts[listed.account].keys.box),
                    under18=listed.under18,
                    active=listed.active,
                )
                for listed in members
            }

        workers = read(found.workers)
        return Roster(
            version=found.version,
            hash=found.hash,
            workers=workers,
            renewed={
                earlier: workers[listed.certificate]
                for listed in found.workers
                for earlier in listed.earlier
            },
            complete=found.complete,
            holders=read(found.holders),
        )

    async def revoked(self, account: AccountId) -> bool:
        """Whether the newest roster, in force or expired, lists no certificate of theirs."""
        return self._left_out(account, await self._joined().team())

    def revoked_at_hand(self, account: AccountId) -> bool | None:
        """As `revoked`, if the team is in memory; else None."""
        team = self._joined().team_at_hand()
        return None if team is None else self._left_out(account, team)

    def _left_out(self, account: AccountId, team: Team) -> bool:
        if team.roster is None:
            return False
        if self._listed is None or self._listed[0] is not team:
            ids = set(team.roster.body.certificates)
            listed = frozenset(c.account for c in team.certificates if c.id in ids)
            self._listed = team, listed
        return account not in self._listed[1]

    async def all_workers(self) -> Sequence[AccountId]:
        """Every worker who was ever certified."""
        members = (await self._joined().team()).members
        theirs = [m.account for m in members if m.account.role is Role.WORKER]
        return [account.id for account in theirs]

    async def leads(self) -> Sequence[AccountId]:
        """Whose the coordinator's role is now, as intake's `Leads` says."""
        return accounts_of(await self._joined().team(), {Role.COORDINATOR})

    async def intake_open(self) -> bool:
        """Whether new requests are taken."""
        return await self._joined().intake() is Intake.OPEN

    def _joined(self) -> TeamDesk:
        if self._desk is None:
            raise LookupError("the team was not joined")
        return self._desk


class StartingOver:
    """People's `EnrolmentStore`: a student who starts over leaves what is live in the same step.

    One transaction of the store loses the account, closes the case and enrols the new account;
    sockets end, and the worker is told, once it is durable.
    """

    def __init__(
        self, *, accounts: SqlAccounts, cases: StoredCases, losing: Losing, sockets: LiveSockets
    ) -> None:
        self._accounts = accounts
        self._cases = cases
        self._losing = losing
        self._sockets = sockets

    async def enrol(self, new: NewAccount) -> None:
        """As the port says."""
        old = new.replaces
        if old is None:
            await self._accounts.enrol(new)
            return
        async with self._losing.leaving(old) as decide:
            await self._accounts.enrol(
                new, also=lambda tx: self._cases.change_live_in(tx, old, decide)
            )
        self._sockets.end_account(old)

    async def bind(self, binding: Binding) -> None:
        """As the port says."""
        await self._accounts.bind(binding)


class AnsweredEntries:
    """Supervision's `EntryStore`: a reply's writer is told, content-free, in the same transaction.

    Who that is comes from the store here and goes to the notice alone.
    """

    def __init__(self, *, entries: SqlEntries, notices: Notices, live: Live) -> None:
        self._entries = entries
        self._notices = notices
        self._live = live

    async def write(self, new: NewEntry, *, writer: AccountId, week: str) -> Pseudonym:
        """As the port says."""
        return await self._entries.write(new, writer=writer, week=week)

    async def own(self, writer: AccountId) -> Sequence[OwnEntry]:
        """As the port says."""
        return await self._entries.own(writer)

    async def page(self, reader: Reader, *, after: int, limit: int) -> EntryPage:
        """As the port says."""
        return await self._entries.page(reader, after=after, limit=limit)

    async def look(self, entry: EntryId, *, reader: Reader) -> Shown:
        """As the port says."""
        return await self._entries.look(entry, reader=reader)

    async def change(self, entry: EntryId, decide: Decide, *, reader: Reader) -> Shown:
        """As the port says."""
        return await self._entries.change(entry, decide, reader=reader)

    async def answer(self, entry: EntryId, box: bytes, *, by: Role) -> None:
        """As the port says."""
        writer = await self._entries.writer(entry)
        told = [] if writer is None else [writer]
        async with self._notices.announcing(told, buttons=STAFF_BUTTONS) as notice:
            if not await self._entries.answer(entry, box, by=by, owed=notice.rows):
                notice.take_back()
        for account in told:
            self._live.queue(account)


class ToldFlags:
    """Supervision's `FlagStore`: its holders are told, content-free, in the same transaction."""

    def __init__(self, *, flags: SqlFlags, notices: Notices) -> None:
        self._flags = flags
        self._notices = notices

    async def keep(self, new: NewFlag, *, due: int, box: Box, tell: Collection[AccountId]) -> None:
        """As the port says."""
        async with self._notices.announcing(tell, buttons=STAFF_BUTTONS) as notice:
            if not await self._flags.keep(new, due=due, box=box, owed=notice.rows):
                notice.take_back()

    async def state(self, flag: FlagId) -> Flag | None:
        """As the port says."""
        return await self._flags.state(flag)

    async def page(self, role: Role, *, before: FlagId | None, limit: int, box: Box) -> FlagPage:
        """As the port says."""
        return await self._flags.page(role, before=before, limit=limit, box=box)

    async def late(self, flag: FlagId, *, box: Box) -> LateFlag:
        """As the port says."""
        return await self._flags.late(flag, box=box)

    async def events(self, flag: FlagId, role: Role, *, after: int, limit: int) -> EventPage:
        """As the port says."""
        return await self._flags.events(flag, role, after=after, limit=limit)

    async def add(self, new: NewEvent, role: Role, *, box: Box) -> bool:
        """As the port says."""
        return await self._flags.add(new, role, box=box)

    async def due(self, *, now: int, limit: int) -> Sequence[FlagId]:
        """As the port says."""
        return await self._flags.due(now=now, limit=limit)

    async def advance(self, flag: FlagId, step: Overdue, *, box: Box, tell: Tell) -> bool:
        """As the port says."""
        found = await self._flags.state(flag)
        after = None if found is None else step(found)
        if after is None:
            return False
        async with self._notices.announcing(tell(after), buttons=STAFF_BUTTONS) as notice:
            done = await self._flags.advance(flag, step, box=box, owed=notice.rows)
            if not done:
                notice.take_back()
        return done


class ToldDisclosures:
    """Supervision's `DisclosureStore`: the other holder is told, content-free, with each step."""

    def __init__(self, *, disclosures: SqlDisclosures, notices: Notices) -> None:
        self._disclosures = disclosures
        self._notices = notices

    async def keep(self, new: NewDisclosure, *, tell: Collection[AccountId]) -> None:
        """As the port says."""
        async with self._notices.announcing(tell, buttons=STAFF_BUTTONS) as notice:
            if not await self._disclosures.keep(new, owed=notice.rows):
                notice.take_back()

    async def look(self, disclosure: DisclosureId) -> KeptDisclosure | None:
        """As the port says."""
        return await self._disclosures.look(disclosure)

    async def page(
        self, reader: DisclosureReader, *, before: DisclosureId | None, limit: int
    ) -> DisclosurePage:
        """As the port says."""
        return await self._disclosures.page(reader, before=before, limit=limit)

    async def change(
        self,
        disclosure: DisclosureId,
        decide: disclosure_ports.Decide,
        *,
        by: Role,
        tell: Collection[AccountId],
    ) -> KeptDisclosure:
        """As the port says."""
        async with self._notices.announcing(tell, buttons=STAFF_BUTTONS) as notice:
            kept, done = await self._disclosures.change(disclosure, decide, by=by, owed=notice.rows)
            if not done:
                notice.take_back()
        return kept

    async def wrap(
        self, disclosure: DisclosureId, wraps: Mapping[CertificateId, bytes], *, by: Role
    ) -> None:
        """As the port says."""
        await self._disclosures.wrap(disclosure, wraps, by=by)

    async def due(self, *, now: int, limit: int) -> Sequence[DueReminder]:
        """As the port says."""
        return await self._disclosures.due(now=now, limit=limit)

    async def reminded(self, due: DueReminder, *, again: int, tell: Collection[AccountId]) -> bool:
        """As the port says."""
        async with self._notices.announcing(tell, buttons=STAFF_BUTTONS) as notice:
            done = await self._disclosures.reminded(due, again=again, owed=notice.rows)
            if not done:
                notice.take_back()
        return done


class CapsulesOfCases:
    """Supervision's `Capsules`: a case's sealed capsule and halves, and nothing else of it."""

    def __init__(self, cases: Cases) -> None:
        self._cases = cases

    async def capsule(self, case: CaseId) -> HeldCapsule | None:
        """As the port says."""
        found = await self._cases.find(case)
        halves = [papers.half(place) for place in range(papers.HALVES)]
        names = {papers.INTAKE, papers.CAPSULE, papers.CAPSULE_RECORD, *halves}
        kept = await self._cases.papers(case, frozenset(names))
        if found is None or set(kept) != names:
            return None
        return HeldCapsule(
            version=found.revision,
            intake=kept[papers.INTAKE],
            record=kept[papers.CAPSULE_RECORD],
            sealed=kept[papers.CAPSULE],
            halves=[kept[name] for name in halves],
        )


class CountsForTeam:
    """Supervision's `CaseCounts`: requests in numbers, with no case and no person."""

    def __init__(self, *, cases: Cases, team: IntakeTeam, clock: Clock, absence: Absence) -> None:
        self._cases = cases
        self._team = team
        self._clock = clock
        self._absence = absence

    async def counts(self) -> Counts:
        """How requests stand now."""
        found = await numbers.standing(
            cases=self._cases, team=self._team, clock=self._clock, absence=self._absence
        )
        return Counts(
            waiting=found.waiting,
            claimed=found.claimed,
            open=found.open,
            stuck=found.stuck,
            oldest_minutes=found.oldest_minutes,
            unattended=found.unattended,
        )


class ToldPolicy:
    """Supervision's `PolicyStore`: a reminder is kept together with the notice that it owes."""

    def __init__(self, *, policy: SqlPolicy, notices: Notices) -> None:
        self._policy = policy
        self._notices = notices

    async def rows(self, profile: str) -> Sequence[PolicyRow]:
        """As the port says."""
        return await self._policy.rows(profile)

    async def begin(self, policy: PolicyInForce, *, at: int) -> None:
        """As the port says."""
        await self._policy.begin(policy, at=at)

    async def under_18(self) -> frozenset[bytes]:
        """As the port says."""
        return await self._policy.under_18()

    async def add(self, profile: str, row: PolicyRow, *, by: Role) -> None:
        """As the port says."""
        await self._policy.add(profile, row, by=by)

    async def remind(self, profile: str, row: PolicyRow, *, tell: Collection[AccountId]) -> None:
        """As the port says."""
        async with self._notices.announcing(tell, buttons=STAFF_BUTTONS) as notice:
            await self._policy.remind(profile, row, owed=notice.rows)
