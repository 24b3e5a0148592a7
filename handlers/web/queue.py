"""A worker's queue: looking, claiming, giving back, stepping aside, accepting (docs/api.md)."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from crypto.wire import CaseId
from handlers.web.auth import Worker
from handlers.web.cases import CaseAnswer, case_of
from handlers.web.desk import DeskDep
from handlers.web.fields import Blob, Id, Shape, Small
from intake.accepting import Acceptance

router = APIRouter()


class OfferAnswer(Shape):
    """A waiting request: signed intake, sealed card, one's own wrap. Nothing that identifies."""

    case: Id
    intake: Blob
    card: Blob
    wrap: Small
    waiting_minutes: int
    wish: Small | None = None


class LoadAnswer(Shape):
    """Conversations one has, claimed ones included, how many one may have, and one's rest."""

    open: int
    limit: int
    most: int
    resting_until: int | None = None
    stopped: bool
    rest_hours: int
    silent_days: int


class QueueAnswer(Shape):
    """What one may claim, oldest first, and one's load."""

    requests: list[OfferAnswer]
    load: LoadAnswer


class AcceptBody(Shape):
    """Epoch 1, its wraps (the student's, the worker's) and the first message."""

    record: Blob
    wraps: Annotated[list[Small], Field(min_length=2, max_length=2)]
    message: Blob


@router.get("/api/queue", response_model_exclude_none=True)
async def queue(caller: Worker, desk: DeskDep) -> QueueAnswer:
    """The requests this worker may claim."""
    offered = await desk.claiming.queue(caller.account.id)
    load = await desk.shifts.duty.look(caller.account.id)
    return QueueAnswer(
        requests=[
            OfferAnswer(
                case=offer.case,
                intake=offer.intake,
                card=offer.card,
                wrap=offer.wrap,
                waiting_minutes=offer.waiting_minutes,
                wish=offer.wish,
            )
            for offer in offered
        ],
        load=LoadAnswer(
            open=load.open,
            limit=load.limit,
            most=load.most,
            resting_until=load.resting_until,
            stopped=load.stopped,
            rest_hours=load.rest_hours,
            silent_days=desk.shifts.silent_close_days,
        ),
    )


@router.post("/api/queue/{case}/claim", response_model_exclude_none=True)
async def claim(caller: Worker, desk: DeskDep, case: Id) -> CaseAnswer:
    """Take a request; 409 `taken`."""
    await desk.claiming.claim(caller.account.id, CaseId(case))
    return case_of(await desk.rooms.look(caller.account.id, CaseId(case)))


@router.post("/api/queue/{case}/pass", status_code=204)
async def pass_by(caller: Worker, desk: DeskDep, case: Id) -> None:
    """Hide a request from oneself, without a reason."""
    await desk.claiming.pass_by(caller.account.id, CaseId(case))


@router.post("/api/queue/{case}/recuse", status_code=204)
async def recuse(caller: Worker, desk: DeskDep, case: Id) -> None:
    """Have one's own wraps of a request deleted, silently."""
    await desk.claiming.recuse(caller.account.id, CaseId(case))


@router.post("/api/queue/{case}/release", status_code=204)
async def release(caller: Worker, desk: DeskDep, case: Id) -> None:
    """Give a claim back."""
    await desk.claiming.release(caller.account.id, CaseId(case))


@router.post("/api/cases/{case}/accept", status_code=201)
async def accept(caller: Worker, desk: DeskDep, case: Id, body: AcceptBody) -> None:
    """Open the room with a first message; 409 `lapsed` or `roster`."""
    sent = Acceptance(
        record=body.record,
        student_wrap=body.wraps[0],
        worker_wrap=body.wraps[1],
        message=body.message,
    )
    await desk.accepting.accept(caller.account, CaseId(case), sent)
