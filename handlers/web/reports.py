"""Reports that something went wrong: writing one, what came of it, and the holders' register (R31).

No shape here has a field for an author, a student or a case. Whoever holds none of a report is
answered as for one that does not exist.
"""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from handlers.web.auth import Holder, Member
from handlers.web.fields import (
    BoxedOutcome,
    Count,
    Id,
    Key,
    SealedReport,
    SealedReportEvent,
    Shape,
    Small,
)
from handlers.web.supervision import Supervision, SupervisionDep
from people.accounts import Account, Role
from supervision.errors import Malformed
from supervision.report_desk import ShownReport
from supervision.reports import NewReport, NewReportEvent, ReportId, ReportMark

router = APIRouter()

AT_ONCE: Final = 50

HolderName = Literal["coordinator", "manager", "deputy"]
MarkName = Literal["", "looked", "told", "closed", "opened"]
StateName = Literal["new", "looked", "told", "closed"]


class ReportWrap(Shape):
    """A report's key, boxed to the role key of one of its two holders."""

    role: HolderName
    wrap: Small


class ReportBody(Shape):
    """A new report."""

    id: Id
    sealed: SealedReport
    wraps: Annotated[list[ReportWrap], Field(min_length=2, max_length=2)]


class OwnReportAnswer(Shape):
    """How far a report of one's own has come, and what one was told, boxed to its reply key."""

    id: Id
    state: StateName
    outcomes: list[BoxedOutcome]


class OwnReportsAnswer(Shape):
    """All of them, oldest first."""

    reports: list[OwnReportAnswer]


class ReportAnswer(Shape):
    """A report for one of its holders; without content where it cannot be opened any more."""

    id: Id
    sealed: SealedReport | None = None
    wrap: Small | None = None
    received_hour: Count
    state: StateName
    head: Count


class ReportsAnswer(Shape):
    """Reports, the newest first; the last one's id asks for those before it."""

    reports: list[ReportAnswer]
    more: bool


class ReportEventAnswer(Shape):
    """An event at its place."""

    number: Count
    event: SealedReportEvent
    mark: MarkName


class ReportEventsAnswer(Shape):
    """Events in order; `head` is how many there are."""

    events: list[ReportEventAnswer]
    head: Count


class ReportEventBody(Shape):
    """The next event, behind the one whose hash `previous` is; `outcome` exactly with `told`."""

    number: Annotated[int, Field(ge=1, lt=2**53)]
    previous: Key
    event: SealedReportEvent
    mark: MarkName
    outcome: BoxedOutcome | None = None


@router.post("/api/reports", status_code=201)
async def write(body: ReportBody, caller: Member, supervision: SupervisionDep) -> None:
    """Say that something went wrong; the same bytes again: the same."""
    supervision.reporting.spend(caller.account.id)
    wraps = {Role(wrap.role): wrap.wrap for wrap in body.wraps}
    if len(wraps) != len(body.wraps):
        raise Malformed
    new = NewReport(id=ReportId(body.id), sealed=body.sealed, wraps=wraps)
    await supervision.reports.write(caller.account, new)


@router.get("/api/reports/mine")
async def mine(caller: Member, supervision: SupervisionDep) -> OwnReportsAnswer:
    """What came of one's own reports."""
    return await own_reports(caller.account, supervision)


@router.get("/api/reports", response_model_exclude_none=True)
async def listed(
    caller: Holder,
    supervision: SupervisionDep,
    before: Annotated[Id | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=AT_ONCE)] = AT_ONCE,
) -> ReportsAnswer:
    """The reports of one's own role, the newest first, or those before one of them."""
    after = None if before is None else ReportId(before)
    page = await supervision.reports.page(caller.account, before=after, limit=limit)
    return ReportsAnswer(reports=[_report(shown) for shown in page.reports], more=page.more)


@router.get("/api/reports/{report}/events")
async def events(
    report: Id,
    caller: Holder,
    supervision: SupervisionDep,
    after: Annotated[Count, Query()] = 0,
    limit: Annotated[int, Query(ge=1, le=AT_ONCE)] = AT_ONCE,
) -> ReportEventsAnswer:
    """A report's events after a number."""
    desk = supervision.reports
    page = await desk.events(caller.account, ReportId(report), after=after, limit=limit)
    return ReportEventsAnswer(
        events=[
            ReportEventAnswer(number=each.number, event=each.event, mark=each.mark.value)
            for each in page.events
        ],
        head=page.head,
    )


@router.post("/api/reports/{report}/events", status_code=201)
async def add(
    report: Id, body: ReportEventBody, caller: Holder, supervision: SupervisionDep
) -> None:
    """Write the next event (again: the same); 409 `stale` where another came first."""
    new = NewReportEvent(
        report=ReportId(report),
        number=body.number,
        previous=body.previous,
        event=body.event,
        mark=ReportMark(body.mark),
        outcome=body.outcome,
    )
    await supervision.reports.add(caller.account, new)


async def own_reports(author: Account, supervision: Supervision) -> OwnReportsAnswer:
    """Somebody's own reports as they are sealed; also a part of a student's copy."""
    found = await supervision.reports.own(author)
    return OwnReportsAnswer(
        reports=[
            OwnReportAnswer(
                id=each.report.id, state=each.report.state.value, outcomes=list(each.outcomes)
            )
            for each in found
        ]
    )


def _report(shown: ShownReport) -> ReportAnswer:
    report = shown.report
    return ReportAnswer(
        id=report.id,
        sealed=shown.sealed,
        wrap=shown.wrap,
        received_hour=report.received,
        state=report.state.value,
        head=report.head,
    )
