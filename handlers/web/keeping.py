"""How long things are kept: what falls due, postponing, holds, certificates (docs/api.md)."""

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import Field

from handlers.web.auth import Holder, Lead
from handlers.web.fields import Id, Shape
from handlers.web.supervision import SupervisionDep
from supervision.flags import FlagId
from supervision.keeping import Hold, HoldId, Keeping, Kind, Month, Postponement, Terms, Why

router = APIRouter()

KindName = Literal[
    "concern", "note", "disclosure", "report", "enquiry", "audit", "conversation", "contact"
]
WhyName = Literal["incident", "complaint", "legal", "audit", "unfinished"]
Seconds = Annotated[int, Field(ge=0, lt=2**53)]
MonthName = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class PostponeBody(Shape):
    """Nothing of a kind is destroyed before this second."""

    kind: KindName
    until: Seconds
    reason: WhyName


class HoldBody(Shape):
    """One thing by its id, or all that ended in a period. `concern`: of a conversation, the one
    that names it."""

    id: Id
    reason: WhyName
    kind: KindName | None = None
    reference: Id | None = None
    since: Seconds | None = None
    until: Seconds | None = None
    concern: Id | None = None


class MonthAnswer(Shape):
    """How many of a kind, in a month."""

    month: str
    kind: KindName
    count: int


class PostponedAnswer(Shape):
    """A postponement in force."""

    kind: KindName
    until: int
    reason: WhyName
    hour: int


class HoldAnswer(Shape):
    """A hold; what single thing it holds is not repeated."""

    id: Id
    state: Literal["asked", "held", "ending", "ended"]
    reason: WhyName
    asked_by: str
    agreed_by: str | None = None
    ending_by: str | None = None
    hour: int
    kind: KindName | None = None
    since: int | None = None
    until: int | None = None


class OpenAnswer(Shape):
    """How many have been open for longer than a year."""

    kind: KindName
    count: int


class KeepingAnswer(Shape):
    """What a holder sees."""

    conversation_days: int
    record_days: int
    due: list[MonthAnswer]
    open_long: list[OpenAnswer]
    destroyed: list[MonthAnswer]
    postponed: list[PostponedAnswer]
    holds: list[HoldAnswer]


@router.get("/api/keeping", response_model_exclude_none=True)
async def keeping(caller: Holder, supervision: SupervisionDep) -> KeepingAnswer:
    """What falls due, was destroyed, is postponed, is held: counts and kinds, never whose."""
    desk = supervision.keeping
    return _answer(await desk.keeping(caller.account), desk.terms)


@router.post("/api/keeping/postponements", status_code=204)
async def postpone(body: PostponeBody, caller: Lead, supervision: SupervisionDep) -> None:
    """The lead postpones a kind."""
    new = Postponement(kind=Kind(body.kind), until=body.until, reason=Why(body.reason))
    await supervision.keeping.postpone(caller.account, new)


@router.post("/api/keeping/holds", status_code=204)
async def hold(body: HoldBody, caller: Holder, supervision: SupervisionDep) -> None:
    """A holder asks for a hold."""
    new = Hold(
        id=HoldId(body.id),
        reason=Why(body.reason),
        asked_by=caller.account.role,
        kind=None if body.kind is None else Kind(body.kind),
        reference=body.reference,
        since=body.since,
        until=body.until,
    )
    concern = None if body.concern is None else FlagId(body.concern)
    await supervision.keeping.ask(caller.account, new, concern=concern)


@router.post("/api/keeping/holds/{hold}/agree", status_code=204)
async def agree(hold: Id, caller: Holder, supervision: SupervisionDep) -> None:
    """Another holder agrees."""
    await supervision.keeping.agree(caller.account, HoldId(hold))


@router.post("/api/keeping/holds/{hold}/end", status_code=204)
async def end(hold: Id, caller: Holder, supervision: SupervisionDep) -> None:
    """One of the two asks for its end, the other agrees; or the asker takes it back."""
    await supervision.keeping.end(caller.account, HoldId(hold))


@router.get("/api/keeping/certificates/{month}")
async def certificate(month: MonthName, caller: Lead, supervision: SupervisionDep) -> Response:
    """What was destroyed in a month that is over, signed: a file for `peerlink certificate`."""
    text = await supervision.keeping.certificate(caller.account, month)
    return Response(text, media_type="application/json")


def _answer(found: Keeping, terms: Terms) -> KeepingAnswer:
    return KeepingAnswer(
        conversation_days=terms.conversation_days,
        record_days=terms.days[Kind.CONCERN],
        due=_months(found.due),
        open_long=[OpenAnswer(kind=k.value, count=n) for k, n in found.open_long.items() if n],
        destroyed=_months(found.destroyed),
        postponed=[
            PostponedAnswer(kind=p.kind.value, until=p.until, reason=p.reason.value, hour=p.hour)
            for p in found.postponed
        ],
        holds=[_hold(each) for each in found.holds],
    )


def _months(found: Sequence[Month]) -> list[MonthAnswer]:
    return [MonthAnswer(month=m.month, kind=m.kind.value, count=m.count) for m in found]


def _hold(found: Hold) -> HoldAnswer:
    return HoldAnswer(
        id=found.id,
        state=found.state.value,
        reason=found.reason.value,
        asked_by=found.asked_by.value,
        agreed_by=None if found.agreed_by is None else found.agreed_by.value,
        ending_by=None if found.ending_by is None else found.ending_by.value,
        hour=found.hour,
        kind=None if found.kind is None else found.kind.value,
        since=found.since,
        until=found.until,
    )
