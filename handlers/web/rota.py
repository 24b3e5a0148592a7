"""The rota's endpoints: read by workers and holders, kept by the coordinator (docs/api.md)."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from handlers.web.auth import Crew, Lead
from handlers.web.desk import DeskDep
from handlers.web.fields import Id, Key, Shape
from people.accounts import AccountId
from supervision.errors import Malformed
from supervision.rota import (
    DAY_MINUTES,
    MOST_CHANGES,
    MOST_HOURS,
    MOST_SLOTS,
    DayChange,
    Hours,
    Rota,
    Slot,
)
from supervision.rota_desk import Seen

router = APIRouter()

Minute = Annotated[int, Field(ge=0, le=DAY_MINUTES)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", min_length=10, max_length=10)]


class HoursShape(Shape):
    """On a weekday (0 is Monday), minutes of the day; an end not after the beginning is on the
    next day."""

    weekday: Annotated[int, Field(ge=0, le=6)]
    begins: Minute
    ends: Minute


class SlotShape(HoursShape):
    """A worker's shift of every week."""

    worker: Id


class ChangeShape(Shape):
    """On one day a worker is away, or with times is here then as well."""

    day: Day
    worker: Id
    begins: Minute | None = None
    ends: Minute | None = None


class RotaBody(Shape):
    """The next version."""

    version: Annotated[int, Field(ge=1, lt=2**53)]
    hours: Annotated[list[HoursShape], Field(max_length=MOST_HOURS)]
    slots: Annotated[list[SlotShape], Field(max_length=MOST_SLOTS)]
    changes: Annotated[list[ChangeShape], Field(max_length=MOST_CHANGES)]


class WorkerShape(Shape):
    """Whom the rota can name; the name is the certificate's."""

    account: Id
    certificate: Key


class ShiftShape(Shape):
    """Somebody is here, Unix seconds."""

    worker: Id
    begins: int
    ends: int


class SpanShape(Shape):
    """From `begins` to before `ends`, Unix seconds."""

    begins: int
    ends: int


class AwayShape(Shape):
    """Takes nothing new until then, or until they say so."""

    worker: Id
    until: int | None = None


class OnCallShape(Shape):
    """Whom workers call when they need somebody now."""

    name: str
    call: str
    hours: str


class RotaAnswer(Shape):
    """The rota, and what it says of the next seven days."""

    zone: str
    version: int
    hours: list[HoursShape]
    slots: list[SlotShape]
    changes: list[ChangeShape]
    workers: list[WorkerShape]
    shifts: list[ShiftShape]
    gaps: list[SpanShape]
    away: list[AwayShape]
    on_call: OnCallShape | None = None


@router.get("/api/rota", response_model_exclude_none=True)
async def rota(caller: Crew, desk: DeskDep) -> RotaAnswer:
    """The whole rota; who rests is for holders alone."""
    seen = await desk.shifts.rota.look()
    on_call = desk.shifts.on_call
    return RotaAnswer(
        zone=seen.zone,
        version=seen.rota.version,
        hours=[
            HoursShape(weekday=h.weekday, begins=h.begins, ends=h.ends) for h in seen.rota.hours
        ],
        slots=[_slot(each) for each in seen.rota.slots],
        changes=[
            ChangeShape(day=c.day.isoformat(), worker=c.worker, begins=c.begins, ends=c.ends)
            for c in seen.rota.changes
        ],
        workers=[
            WorkerShape(account=account, certificate=certificate.id)
            for account, certificate in seen.workers.items()
        ],
        shifts=[
            ShiftShape(worker=s.worker, begins=s.span.begins, ends=s.span.ends) for s in seen.shifts
        ],
        gaps=[SpanShape(begins=gap.begins, ends=gap.ends) for gap in seen.gaps],
        away=_away(seen) if caller.account.role.holds else [],
        on_call=None
        if on_call is None
        else OnCallShape(name=on_call.name, call=on_call.call, hours=on_call.hours),
    )


@router.put("/api/rota", status_code=204)
async def keep(body: RotaBody, caller: Lead, desk: DeskDep) -> None:
    """Keep the next version; 409 `stale` when another was kept meanwhile."""
    await desk.shifts.rota.keep(
        caller.account,
        Rota(
            version=body.version,
            hours=tuple(_hours(each) for each in body.hours),
            slots=tuple(
                Slot(worker=AccountId(each.worker), hours=_hours(each)) for each in body.slots
            ),
            changes=tuple(_change(each) for each in body.changes),
        ),
    )


def _away(seen: Seen) -> list[AwayShape]:
    return [AwayShape(worker=each.worker, until=each.until) for each in seen.away]


def _slot(slot: Slot) -> SlotShape:
    hours = slot.hours
    return SlotShape(
        worker=slot.worker, weekday=hours.weekday, begins=hours.begins, ends=hours.ends
    )


def _hours(shape: HoursShape) -> Hours:
    return Hours(weekday=shape.weekday, begins=shape.begins, ends=shape.ends)


def _change(shape: ChangeShape) -> DayChange:
    """Raises Malformed for a day that is none, or one time without the other."""
    try:
        day = date.fromisoformat(shape.day)
    except ValueError:
        raise Malformed from None
    if (shape.begins is None) != (shape.ends is None):
        raise Malformed
    return DayChange(day=day, worker=AccountId(shape.worker), begins=shape.begins, ends=shape.ends)
