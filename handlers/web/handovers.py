"""Looking for another worker, and workers' answers (docs/api.md, protocol.md section 17)."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from crypto.wire import CaseId, ChainHash, Direction
from handlers.web.auth import Member, Student, Worker
from handlers.web.desk import DeskDep
from handlers.web.fields import Blob, Count, Id, Key, Shape, Small
from intake.handing import SentHandover, Stood

router = APIRouter()

MOST_ASKED = 512
MOST_LINES = 200


class HandoverBody(Shape):
    """A signed handover, its sealed card and a wrap for each recipient, in the record's order."""

    handover: Blob
    card: Blob
    wraps: Annotated[list[Small], Field(min_length=1, max_length=MOST_ASKED)]


class OfferedAnswer(Shape):
    """A conversation that looks for somebody. `mine`: one said that one would go on with it."""

    case: Id
    handover: Blob
    card: Blob
    wrap: Small
    waiting_minutes: int
    mine: bool


class ColleagueAnswer(Shape):
    """Another worker, and whether they have room for one more conversation."""

    certificate: Key
    free: bool


class HandoversAnswer(Shape):
    """What one is asked to go on with, oldest first, and whom one could name oneself."""

    handovers: list[OfferedAnswer]
    colleagues: list[ColleagueAnswer]


class StoodBody(Shape):
    """A message of an earlier epoch: its place and chain hash."""

    epoch: Count
    direction: Literal[0, 1]
    counter: Count
    hash: Key


class StoodQuestion(Shape):
    """Of which messages one asks."""

    messages: Annotated[list[StoodBody], Field(min_length=1, max_length=MOST_LINES)]


class StoodAnswer(Shape):
    """Whether each stands at its place, in the order asked."""

    stood: list[bool]


@router.put("/api/cases/{case}/handover", status_code=204)
async def seek(caller: Student, desk: DeskDep, case: Id, body: HandoverBody) -> None:
    """Ask for another worker; 409 `stale` (with `head`) or `roster`."""
    sent = SentHandover(handover=body.handover, card=body.card, wraps=tuple(body.wraps))
    await desk.handing.seek(caller.account, CaseId(case), sent)


@router.delete("/api/cases/{case}/handover", status_code=204)
async def stop(caller: Student, desk: DeskDep, case: Id) -> None:
    """Ask for nobody any more."""
    await desk.handing.stop(caller.account, CaseId(case))


@router.post("/api/cases/{case}/stood")
async def stood(caller: Member, desk: DeskDep, case: Id, body: StoodQuestion) -> StoodAnswer:
    """Whether messages of earlier epochs stand where somebody says."""
    asked = [
        Stood(
            epoch=each.epoch,
            direction=Direction(each.direction),
            counter=each.counter,
            hash=ChainHash(each.hash),
        )
        for each in body.messages
    ]
    return StoodAnswer(stood=list(await desk.handing.stood(caller.account.id, CaseId(case), asked)))


@router.get("/api/handovers")
async def offered(caller: Worker, desk: DeskDep) -> HandoversAnswer:
    """The conversations that one is asked to go on with, and one's colleagues."""
    found = await desk.handing.offered(caller.account.id)
    colleagues = await desk.handing.colleagues(caller.account.id)
    return HandoversAnswer(
        handovers=[
            OfferedAnswer(
                case=each.case,
                handover=each.handover,
                card=each.card,
                wrap=each.wrap,
                waiting_minutes=each.waiting_minutes,
                mine=each.mine,
            )
            for each in found
        ],
        colleagues=[ColleagueAnswer(certificate=c.certificate, free=c.free) for c in colleagues],
    )


@router.post("/api/handovers/{case}/take", status_code=204)
async def take(caller: Worker, desk: DeskDep, case: Id) -> None:
    """Say that one would go on with it; 409 `taken`."""
    await desk.handing.take(caller.account.id, CaseId(case))


@router.post("/api/handovers/{case}/pass", status_code=204)
async def leave(caller: Worker, desk: DeskDep, case: Id) -> None:
    """Say that one would not, or not after all."""
    await desk.handing.leave(caller.account.id, CaseId(case))
