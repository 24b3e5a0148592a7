"""What workers put before the holders without a word, and what holders decide (docs/api.md).

Whom a conflict is with is asked nowhere and answered nowhere.
"""

from typing import Literal

from fastapi import APIRouter

from crypto.wire import CaseId
from handlers.web.auth import Holder, Worker
from handlers.web.cases import STATES, StateName
from handlers.web.desk import DeskDep
from handlers.web.fields import Count, Id, Key, Shape, Small
from intake.requests import Concern

router = APIRouter()


class DeclarationAnswer(Shape):
    """A case that waits for a holder's word: what it is, since which hour, and how it stands."""

    case: Id
    what: Literal["conflict", "conduct"]
    hour: Count
    state: StateName
    intake_hash: Key


class DeclarationsAnswer(Shape):
    """All of them, oldest first."""

    declarations: list[DeclarationAnswer]


class CannotActBody(Shape):
    """A signed notice that the service cannot act."""

    notice: Small


@router.post("/api/queue/{case}/conflict", status_code=204)
async def conflict(caller: Worker, desk: DeskDep, case: Id) -> None:
    """Say that this one may be the other side of a dispute. Not with whom."""
    await desk.declaring.declare(caller.account.id, CaseId(case), Concern.CONFLICT)


@router.post("/api/cases/{case}/conduct", status_code=204)
async def conduct(caller: Worker, desk: DeskDep, case: Id) -> None:
    """Ask the holders to look at how somebody behaves. Not at what was said."""
    await desk.declaring.declare(caller.account.id, CaseId(case), Concern.CONDUCT)


@router.get("/api/declarations")
async def declarations(caller: Holder, desk: DeskDep) -> DeclarationsAnswer:
    """What waits for a holder's word."""
    found = await desk.declaring.declared(caller.account)
    return DeclarationsAnswer(
        declarations=[
            DeclarationAnswer(
                case=case.id,
                what=case.declared.what.value,
                hour=case.declared.hour,
                state=STATES[case.state],
                intake_hash=case.intake_hash,
            )
            for case in found
            if case.declared is not None
        ]
    )


@router.post("/api/declarations/{case}/dismiss", status_code=204)
async def dismiss(caller: Holder, desk: DeskDep, case: Id) -> None:
    """Nothing follows; a request that waited for it is offered again."""
    await desk.declaring.dismiss(caller.account, CaseId(case))


@router.post("/api/cannot-act", status_code=204)
async def cannot_act(caller: Holder, desk: DeskDep, body: CannotActBody) -> None:
    """End a request with the notice that the service cannot act."""
    await desk.declaring.cannot_act(caller.account, body.notice)
