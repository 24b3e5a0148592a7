"""A worker's own strength, and how a student's wait stands (docs/api.md)."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from fastapi import APIRouter
from pydantic import Field

from crypto.wire import CaseId
from handlers.web.auth import Student, Worker
from handlers.web.desk import DeskDep
from handlers.web.fields import Id, Shape
from intake.requests import Otherwise
from intake.waiting import Wait

router = APIRouter()

OTHERWISE: Final[Mapping[Otherwise, Literal["after", "shift", "wait"]]] = {
    Otherwise.AFTER: "after",
    Otherwise.SHIFT: "shift",
    Otherwise.WAIT: "wait",
}


class LimitBody(Shape):
    """How many at once."""

    limit: Annotated[int, Field(ge=1, le=1000)]


class RestBody(Shape):
    """Until when, Unix seconds."""

    until: Annotated[int, Field(ge=0, lt=2**53)]


class FirstAnswer(Shape):
    """Whom one asked for first: what one chose, and when they are here. Never what they did."""

    otherwise: Literal["after", "shift", "wait"]
    ends: int | None = None
    here: bool
    until: int | None = None
    next: int | None = None


class WaitAnswer(Shape):
    """How a wait stands. Without a rota (`kept` false) nothing is known of who is here."""

    zone: str
    kept: bool
    here: bool
    until: int | None = None
    next: int | None = None
    minutes: int
    late: bool
    first: FirstAnswer | None = None


@router.put("/api/duty", status_code=204)
async def limit(body: LimitBody, caller: Worker, desk: DeskDep) -> None:
    """Choose how many at once."""
    await desk.shifts.duty.limit(caller.account.id, body.limit)


@router.post("/api/duty/rest", status_code=204)
async def rest(body: RestBody, caller: Worker, desk: DeskDep) -> None:
    """Take nothing new until then."""
    await desk.shifts.duty.rest(caller.account.id, body.until)


@router.post("/api/duty/stop", status_code=204)
async def stop(caller: Worker, desk: DeskDep) -> None:
    """Take nothing new until one says that one is back; the coordinator is told."""
    await desk.shifts.duty.stop(caller.account.id)


@router.post("/api/duty/back", status_code=204)
async def back(caller: Worker, desk: DeskDep) -> None:
    """Here again."""
    await desk.shifts.duty.back(caller.account.id)


@router.get("/api/cases/{case}/wait", response_model_exclude_none=True)
async def wait(caller: Student, desk: DeskDep, case: Id) -> WaitAnswer:
    """How one's own request stands while nobody has answered it."""
    found = await desk.shifts.waits.look(caller.account.id, CaseId(case))
    return WaitAnswer(
        zone=desk.shifts.zone,
        kept=found.here.kept,
        here=found.here.now,
        until=found.here.until,
        next=found.here.next,
        minutes=found.minutes,
        late=found.late,
        first=_first(found),
    )


def _first(found: Wait) -> FirstAnswer | None:
    first, here = found.first, found.first_here
    if first is None or here is None:
        return None
    return FirstAnswer(
        otherwise=OTHERWISE[first.otherwise],
        ends=first.until,
        here=here.now,
        until=here.until,
        next=here.next,
    )
