"""Safeguarding flags: raising one, its receipt, and the inbox of its holders (docs/api.md).

No shape here has a field for an author, a student or a case. Whoever is no holder of a flag is
answered as for one that does not exist.
"""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from handlers.web.auth import Holder, Member, Raiser
from handlers.web.fields import Count, Id, Key, SealedEvent, SealedFlag, Shape, Small
from handlers.web.supervision import SupervisionDep
from people.accounts import Role
from supervision.errors import Malformed
from supervision.flag_ports import EventPage, FlagMoved, NewEvent, ShownFlag
from supervision.flags import FlagId, Late, Mark, NewFlag, Stage

router = APIRouter()

AT_ONCE: Final = 50

HolderName = Literal["coordinator", "manager", "deputy"]
MarkName = Literal["", "acknowledged", "closed", "opened"]
StateName = Literal["sent", "acknowledged", "closed"]
StageName = Literal["fresh", "told_again", "overdue"]


class FlagWrap(Shape):
    """A flag's key, boxed to the role key of one of its two holders."""

    role: HolderName
    wrap: Small


class LateBody(Shape):
    """The deputy's boxed part, and the half that the server keeps."""

    wrap: Small
    late: Key


class FlagBody(Shape):
    """A new flag."""

    id: Id
    sealed: SealedFlag
    wraps: Annotated[list[FlagWrap], Field(min_length=2, max_length=2)]
    late: LateBody | None = None


class ReceiptBody(Shape):
    """A flag's id, which its author's device knows."""

    id: Id


class ReceiptAnswer(Shape):
    """`received`: a holder has acknowledged it."""

    state: Literal["sent", "received", "gone"]


class FlagAnswer(Shape):
    """A flag for one of its holders.

    To the deputy, who is none of them: `id` and `overdue` while it is theirs to open; once they
    opened it, all but `sealed` and `wrap`, which come with the late part, each time on record.
    """

    id: Id
    overdue: bool | None = None
    sealed: SealedFlag | None = None
    wrap: Small | None = None
    received_hour: Count | None = None
    due: Count | None = None
    stage: StageName | None = None
    state: StateName | None = None
    head: Count | None = None
    released_to_deputy: bool | None = None
    late_open: bool | None = None


class FlagsAnswer(Shape):
    """Flags, the newest first; the last one's id asks for those before it."""

    flags: list[FlagAnswer]
    more: bool


class LateAnswer(Shape):
    """What the deputy opens a flag with that nobody acknowledged."""

    wrap: Small
    late: Key
    sealed: SealedFlag


class EventAnswer(Shape):
    """An event at its place."""

    number: Count
    event: SealedEvent
    mark: MarkName


class EventsAnswer(Shape):
    """Events in order; `head` is how many there are."""

    events: list[EventAnswer]
    head: Count


class EventBody(Shape):
    """The next event, behind the one whose hash `previous` is."""

    number: Annotated[int, Field(ge=1, lt=2**53)]
    previous: Key
    event: SealedEvent
    mark: MarkName


class PlaceAnswer(Shape):
    """Where the event stands."""

    number: Count


@router.post("/api/flags", status_code=201)
async def raise_flag(body: FlagBody, caller: Raiser, supervision: SupervisionDep) -> None:
    """Raise a flag; the same bytes again: the same. 409 `exists` for other content."""
    supervision.raising.spend(caller.account.id)
    wraps = {Role(wrap.role): wrap.wrap for wrap in body.wraps}
    if len(wraps) != len(body.wraps):
        raise Malformed
    late = None if body.late is None else Late(part=body.late.wrap, half=body.late.late)
    await supervision.flags.raise_flag(
        NewFlag(id=FlagId(body.id), sealed=body.sealed, wraps=wraps, late=late)
    )


@router.post("/api/flags/receipt")
async def receipt(body: ReceiptBody, caller: Member, supervision: SupervisionDep) -> ReceiptAnswer:
    """How far a flag has come; `gone` for every other id."""
    supervision.receipts.spend(caller.account.id)
    state = await supervision.flags.receipt(FlagId(body.id))
    return ReceiptAnswer.model_validate({"state": state})


@router.get("/api/flags", response_model_exclude_none=True)
async def listed(
    caller: Holder,
    supervision: SupervisionDep,
    before: Annotated[Id | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=AT_ONCE)] = AT_ONCE,
) -> FlagsAnswer:
    """The flags of one's own role, the newest first, or those before one of them."""
    after = None if before is None else FlagId(before)
    page = await supervision.flags.page(caller.account, before=after, limit=limit)
    role = caller.account.role
    return FlagsAnswer(flags=[flag_of(shown, role) for shown in page.flags], more=page.more)


@router.post("/api/flags/{flag}/late")
async def late(flag: Id, caller: Holder, supervision: SupervisionDep) -> LateAnswer:
    """As the deputy: a flag that nobody acknowledged in time. On record."""
    found = await supervision.flags.late(caller.account, FlagId(flag))
    return LateAnswer(wrap=found.late.part, late=found.late.half, sealed=found.sealed)


@router.get("/api/flags/{flag}/events")
async def events(
    flag: Id,
    caller: Holder,
    supervision: SupervisionDep,
    after: Annotated[Count, Query()] = 0,
    limit: Annotated[int, Query(ge=1, le=AT_ONCE)] = AT_ONCE,
) -> EventsAnswer:
    """A flag's events after a number."""
    page = await supervision.flags.events(caller.account, FlagId(flag), after=after, limit=limit)
    return events_of(page)


@router.post("/api/flags/{flag}/events", status_code=201)
async def add(
    flag: Id, body: EventBody, caller: Holder, supervision: SupervisionDep
) -> PlaceAnswer:
    """Write the next event (the same bytes again: the same); 409 `changed` with what is lacking."""
    new = NewEvent(
        flag=FlagId(flag),
        number=body.number,
        previous=body.previous,
        event=body.event,
        mark=Mark(body.mark),
    )
    await supervision.flags.add(caller.account, new)
    return PlaceAnswer(number=body.number)


def flag_of(shown: ShownFlag, role: Role) -> FlagAnswer:
    """A flag for a reader."""
    flag = shown.flag
    if not flag.readable_by(role):
        return FlagAnswer(id=flag.id, overdue=True)
    stages: dict[Stage, StageName] = {
        Stage.FRESH: "fresh",
        Stage.TOLD_AGAIN: "told_again",
        Stage.OVERDUE: "overdue",
    }
    return FlagAnswer(
        id=flag.id,
        sealed=shown.sealed,
        wrap=shown.wrap,
        received_hour=flag.received,
        due=flag.due,
        stage=stages[flag.stage],
        state=flag.state.value,
        head=flag.head,
        released_to_deputy=flag.released,
        late_open=flag.late_open,
    )


def events_of(page: EventPage) -> EventsAnswer:
    """Events for a reader."""
    return EventsAnswer(
        events=[
            EventAnswer(number=each.number, event=each.event, mark=each.mark.value)
            for each in page.events
        ],
        head=page.head,
    )


async def moved(_: Request, error: Exception) -> JSONResponse:
    """How an event is answered that others came before: with those."""
    if not isinstance(error, FlagMoved):
        raise TypeError
    answer = events_of(error.page).model_dump(mode="json")
    return JSONResponse({"error": "changed", **answer}, status_code=409)
