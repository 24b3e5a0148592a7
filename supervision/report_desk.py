"""The register of reports (protocol.md §23): writing one, what its author learns, holders' work.

Rules are in reports.py; this file joins each with one step of the store. Whoever is not a holder of
a report gets NotFound, whether there is one or not.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from people.accounts import Account, AccountId, Role
from supervision import reports
from supervision.errors import NotFound
from supervision.flag_ports import FlagSockets
from supervision.holding import accounts_of, holding
from supervision.ports import Team, TeamStore
from supervision.reports import NewReport, NewReportEvent, Report, ReportId, ReportMark


@dataclass(frozen=True, kw_only=True)
class ShownReport:
    """A report as one of its holders gets it; None where it cannot be opened any more."""

    report: Report
    sealed: bytes | None = field(default=None, repr=False)
    wrap: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """Reports, the newest first."""

    reports: Sequence[ShownReport]
    more: bool


@dataclass(frozen=True, kw_only=True)
class StoredReportEvent:
    """An event at its place in the report's chain."""

    number: int
    event: bytes = field(repr=False)
    mark: ReportMark


@dataclass(frozen=True, kw_only=True)
class ReportEventPage:
    """Events in order; `head` is how many there are."""

    events: Sequence[StoredReportEvent]
    head: int


@dataclass(frozen=True, kw_only=True)
class OwnReport:
    """A report as its author sees it: how far it came, and what they were told."""

    report: Report
    outcomes: Sequence[bytes] = field(repr=False)


class ReportStore(Protocol):
    """Where reports are kept; each call one transaction. No audit row: others read those."""

    async def keep(self, new: NewReport, *, author: AccountId, tell: Collection[AccountId]) -> None:
        """Keep a new report, and owe these a notice; the same bytes again change nothing.

        Raises Exists for other content under the id, Full for too many of one author.
        """
        ...

    async def own(self, author: AccountId) -> Sequence[OwnReport]:
        """An author's own, oldest first."""
        ...

    async def page(self, role: Role, *, before: ReportId | None, limit: int) -> ReportPage:
        """Reports that this role holds, below one of them. Raises NotFound for no such one."""
        ...

    async def events(
        self, report: ReportId, role: Role, *, after: int, limit: int
    ) -> ReportEventPage:
        """Events of a report that this role holds. Raises NotFound."""
        ...

    async def add(self, new: NewReportEvent, role: Role) -> frozenset[Role] | None:
        """Keep the next event, owing its author a notice of an outcome; whose the report is.

        None when these very bytes stand there already. Raises NotFound, Stale, Full.
        """
        ...

    async def forget_gone(self) -> int:
        """Forget whose a report is whose author's account is gone; how many."""
        ...


class ReportDesk:
    """Carries out what authors and holders do with reports."""

    def __init__(self, *, store: ReportStore, team: TeamStore, sockets: FlagSockets) -> None:
        self._store = store
        self._team = team
        self._sockets = sockets

    async def write(self, author: Account, new: NewReport) -> None:
        """Keep a report. The same bytes again: the same answer. Raises Malformed, Exists, Full."""
        reports.check_new(new)
        team = await self._team.team()
        roles = frozenset(new.wraps)
        # Whoever writes about themself need not be told that somebody did.
        told = [account for account in accounts_of(team, roles) if account != author.id]
        await self._store.keep(new, author=author.id, tell=told)
        self._push(team, roles)

    async def own(self, author: Account) -> Sequence[OwnReport]:
        """What came of one's own reports."""
        return await self._store.own(author.id)

    async def page(self, holder: Account, *, before: ReportId | None, limit: int) -> ReportPage:
        """The reports of a holder's role, the newest first. Raises NotFound."""
        await self._holding(holder)
        return await self._store.page(holder.role, before=before, limit=limit)

    async def events(
        self, holder: Account, report: ReportId, *, after: int, limit: int
    ) -> ReportEventPage:
        """A report's events after a number. Raises NotFound."""
        await self._holding(holder)
        return await self._store.events(report, holder.role, after=after, limit=limit)

    async def add(self, holder: Account, new: NewReportEvent) -> None:
        """Keep the next event. Raises NotFound, Malformed, Stale, Full."""
        team = await self._holding(holder)
        reports.check_event(new)
        holders = await self._store.add(new, holder.role)
        if holders is not None:
            self._push(team, holders)

    async def sweep(self) -> int:
        """Forget whose the reports of accounts that are gone were; an old backup brings it back."""
        return await self._store.forget_gone()

    async def _holding(self, holder: Account) -> Team:
        team = await self._team.team()
        if holding(team, holder.id) is None:
            raise NotFound
        return team

    def _push(self, team: Team, roles: Collection[Role]) -> None:
        for account in accounts_of(team, roles):
            self._sockets.queue(account)
