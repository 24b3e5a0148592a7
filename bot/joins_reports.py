"""Where reports and enquiries meet notices. Adapters and nothing else, as joins.py."""

from collections.abc import Collection, Sequence

from intake.notices import STAFF_BUTTONS, STUDENT_BUTTONS, Notices
from people.accounts import AccountId, Accounts, Role
from storage.opening import Core
from storage.reportrows import ReportRows
from storage.reports import SqlReports
from supervision.report_desk import OwnReport, ReportEventPage, ReportPage
from supervision.reports import NewReport, NewReportEvent, ReportId, ReportMark


def reports_of(core: Core) -> SqlReports:
    """Reports on an open core."""
    return SqlReports(
        store=core.store,
        rows=ReportRows(core.fields),
        keys=core.case_keys,
        outbox=core.outbox,
        clock=core.clock,
    )


class ToldReports:
    """Supervision's `ReportStore`: who is owed a notice gets it in the same transaction.

    Whose a report is comes from the store here and goes to the notice alone.
    """

    def __init__(self, *, reports: SqlReports, accounts: Accounts, notices: Notices) -> None:
        self._reports = reports
        self._accounts = accounts
        self._notices = notices

    async def keep(self, new: NewReport, *, author: AccountId, tell: Collection[AccountId]) -> None:
        """As the port says."""
        async with self._notices.announcing(tell, buttons=STAFF_BUTTONS) as notice:
            if not await self._reports.keep(new, author=author, owed=notice.rows):
                notice.take_back()

    async def own(self, author: AccountId) -> Sequence[OwnReport]:
        """As the port says."""
        return await self._reports.own(author)

    async def page(self, role: Role, *, before: ReportId | None, limit: int) -> ReportPage:
        """As the port says."""
        return await self._reports.page(role, before=before, limit=limit)

    async def events(
        self, report: ReportId, role: Role, *, after: int, limit: int
    ) -> ReportEventPage:
        """As the port says."""
        return await self._reports.events(report, role, after=after, limit=limit)

    async def add(self, new: NewReportEvent, role: Role) -> frozenset[Role] | None:
        """As the port says."""
        told, buttons = await self._told(new)
        async with self._notices.announcing(told, buttons=buttons) as notice:
            holders = await self._reports.add(new, role, owed=notice.rows)
            if holders is None:
                notice.take_back()
        return holders

    async def forget_gone(self) -> int:
        """As the port says."""
        return await self._reports.forget_gone()

    async def _told(self, new: NewReportEvent) -> tuple[Sequence[AccountId], str]:
        """Whom an outcome is for, and which button their notice has."""
        if new.mark is not ReportMark.TOLD:
            return [], STAFF_BUTTONS
        author = await self._reports.author(new.report)
        account = None if author is None else await self._accounts.get(author)
        if account is None:
            return [], STAFF_BUTTONS
        student = account.role is Role.STUDENT
        return [account.id], STUDENT_BUTTONS if student else STAFF_BUTTONS
