"""Case records: what a worker keeps of a case, for its student and two holders (docs/api.md).

Sealed items in and out; no rule lives here.
"""

import time
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from crypto.wire import CaseId
from handlers.web.auth import Member, Supervisor, Worker
from handlers.web.cases import STATES, StateName
from handlers.web.desk import DeskDep
from handlers.web.fields import Count, Id, Key, SealedRecordItem, Shape, Small
from intake.recording import Kept, NewEntry

router = APIRouter()


class RecordWrapBody(Shape):
    """An entry's key, boxed to a holder."""

    role: Literal["coordinator", "manager"]
    wrap: Small


class RecordBody(Shape):
    """The next entry."""

    item: SealedRecordItem
    wraps: Annotated[list[RecordWrapBody], Field(min_length=2, max_length=2)]


class RecordedAnswer(Shape):
    """The number under which it stands."""

    number: Count


class RecordAnswer(Shape):
    """The entries that one may have; how many there are, and the newest one's chain hash."""

    entries: list[SealedRecordItem]
    count: Count
    head: Key


class RecordLine(Shape):
    """A case with a record. `month`: that of its last change of state (`2027-03`)."""

    case: Id
    state: StateName
    month: str
    entries: Count


class RecordsAnswer(Shape):
    """The newest conversations first."""

    records: list[RecordLine]
    more: bool


class HolderEntryAnswer(Shape):
    """An entry with one's own wrap."""

    item: SealedRecordItem
    wrap: Small


class HolderRecordAnswer(Shape):
    """A record, the oldest entry first."""

    entries: list[HolderEntryAnswer]


def record_of(kept: Kept) -> RecordAnswer:
    """As it is answered, and stands in a student's bundle."""
    return RecordAnswer(entries=list(kept.items), count=kept.head.count, head=kept.head.head)


@router.post("/api/cases/{case}/record", status_code=201)
async def add(caller: Worker, desk: DeskDep, case: Id, body: RecordBody) -> RecordedAnswer:
    """Keep the next entry of a conversation of one's own."""
    wraps: dict[str, bytes] = {each.role: each.wrap for each in body.wraps}
    new = NewEntry(item=body.item, wraps=wraps)
    return RecordedAnswer(number=await desk.recording.add(caller.account.id, CaseId(case), new))


@router.get("/api/cases/{case}/record")
async def read(caller: Member, desk: DeskDep, case: Id) -> RecordAnswer:
    """What is kept of a case, for the two who are in it."""
    return record_of(await desk.recording.read(caller.account.id, CaseId(case)))


@router.get("/api/records")
async def records(
    caller: Supervisor, desk: DeskDep, before: Annotated[Id | None, Query()] = None
) -> RecordsAnswer:
    """Which cases have a record, without anybody's name."""
    last = None if before is None else CaseId(before)
    found, more = await desk.recording.listed(caller.account, before=last)
    lines = [
        RecordLine(
            case=each.id,
            state=STATES[each.state],
            month=time.strftime("%Y-%m", time.gmtime(each.changed)),
            entries=0 if each.recorded is None else each.recorded.count,
        )
        for each in found
    ]
    return RecordsAnswer(records=lines, more=more)


@router.get("/api/records/{case}")
async def look(caller: Supervisor, desk: DeskDep, case: Id) -> HolderRecordAnswer:
    """One of them. That it was looked at is on record, and in *My record*."""
    found = await desk.recording.look(caller.account, CaseId(case))
    return HolderRecordAnswer(
        entries=[HolderEntryAnswer(item=each.item, wrap=each.wrap) for each in found]
    )
