"""A case for the two who are in it: looking, reading, taking back, closing (docs/api.md)."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query

from crypto.wire import CaseId
from crypto.wire import Head as ChainHead
from handlers.web.auth import Member
from handlers.web.desk import DeskDep
from handlers.web.fields import Blob, Count, Id, Key, Shape, Small
from intake.absence import Absent
from intake.declaring import SERVICE
from intake.ports import Stored
from intake.requests import Case, Party, State
from intake.rooms import PAGE_LIMIT
from intake.views import EpochHeads, View

router = APIRouter()

StateName = Literal["waiting", "claimed", "open", "closed"]
PartyName = Literal["student", "worker", "holder"]
EnderName = Literal["student", "worker", "holder", "service"]
KindName = Literal["case", "contact"]
PARTIES: Final[Mapping[Party, PartyName]] = {
    Party.STUDENT: "student",
    Party.WORKER: "worker",
    Party.HOLDER: "holder",
}
ABSENT: Final[Mapping[Absent, Literal["gone", "silent"]]] = {
    Absent.GONE: "gone",
    Absent.SILENT: "silent",
}
STATES: Final[Mapping[State, StateName]] = {
    State.WAITING: "waiting",
    State.CLAIMED: "claimed",
    State.OPEN: "open",
    State.CLOSED: "closed",
}


class CaseLine(Shape):
    """One's own case or contact in a list. `changed`: when its state last did, Unix seconds."""

    case: Id
    kind: KindName
    state: StateName
    role: PartyName
    changed: int


class CaseList(Shape):
    """One's own cases and contacts, newest first."""

    cases: list[CaseLine]


class WrapsAnswer(Shape):
    """One's own wraps of the request's keys."""

    card: Small | None = None
    letter: Small | None = None


class EpochAnswer(Shape):
    """A signed epoch record, one's own wrap of its key, and the statements it came with."""

    record: Blob
    wrap: Small
    member_change: Small | None = None
    key_change: Small | None = None


class HeadAnswer(Shape):
    """The newest message of a direction; counter 0 and the genesis hash before the first."""

    counter: int
    hash: Key


class HeadsAnswer(Shape):
    """Both heads of an epoch."""

    epoch: int
    student: HeadAnswer
    worker: HeadAnswer


class SoughtAnswer(Shape):
    """The student looks for another worker: what was signed, who would, or that nobody is left."""

    handover: Blob
    since: int
    willing: Key | None = None
    nobody: bool


class CaseAnswer(Shape):
    """A case as one of its two sees it: own papers only. A contact has no `intake`, but its own."""

    case: Id
    kind: KindName
    state: StateName
    stuck: bool
    intake: Blob | None = None
    contact: Small | None = None
    card: Blob | None = None
    letter: Blob | None = None
    wraps: WrapsAnswer
    earlier: list[Blob] | None = None
    epochs: list[EpochAnswer]
    acknowledged: bool
    heads: list[HeadsAnswer]
    closed_by: EnderName | None = None
    close: Small | None = None
    cannot_act: Small | None = None
    keep_until: int | None = None
    sought: SoughtAnswer | None = None
    absent: Literal["gone", "silent"] | None = None
    paused_until: int | None = None


class MessageAnswer(Shape):
    """A message; taken back, `ad` and `body_hash` in place of `message`."""

    epoch: int
    direction: Literal[0, 1]
    counter: int
    message: Blob | None = None
    ad: Small | None = None
    body_hash: Key | None = None


class PageAnswer(Shape):
    """Messages in counter order per direction, the student's first, and the epoch's heads."""

    messages: list[MessageAnswer]
    heads: HeadsAnswer
    more: bool


class CloseBody(Shape):
    """A signed close."""

    close: Small


class UnsendBody(Shape):
    """Which of one's own messages."""

    epoch: Count
    counter: Count


def head_of(head: ChainHead) -> HeadAnswer:
    """A head as it is answered."""
    return HeadAnswer(counter=head.counter, hash=head.hash)


def heads_of(heads: EpochHeads) -> HeadsAnswer:
    """Both heads as they are answered."""
    return HeadsAnswer(
        epoch=heads.epoch, student=head_of(heads.student), worker=head_of(heads.worker)
    )


def case_of(view: View) -> CaseAnswer:
    """A view as it is answered."""
    case = view.case
    return CaseAnswer(
        case=case.id,
        kind=kind_of(case),
        state=STATES[case.state],
        stuck=view.stuck,
        intake=view.intake,
        contact=view.contact,
        card=view.card,
        letter=view.letter,
        wraps=WrapsAnswer(card=view.card_wrap, letter=view.letter_wrap),
        earlier=list(view.earlier) or None,
        epochs=[
            EpochAnswer(
                record=paper.record,
                wrap=paper.wrap,
                member_change=paper.member_change,
                key_change=paper.key_change,
            )
            for paper in view.epochs
        ],
        acknowledged=case.acknowledged,
        heads=[heads_of(heads) for heads in view.heads],
        closed_by=_closed_by(case),
        close=view.close,
        cannot_act=view.cannot_act,
        keep_until=case.keep_until,
        sought=_sought(view),
        absent=None if view.absent is None else ABSENT[view.absent],
        paused_until=case.paused,
    )


def _sought(view: View) -> SoughtAnswer | None:
    found = view.sought
    if found is None:
        return None
    return SoughtAnswer(
        handover=found.handover, since=found.since, willing=found.willing, nobody=found.nobody
    )


def kind_of(case: Case) -> KindName:
    """What it is: a student's request with all that came of it, or a holder's contact."""
    return "contact" if case.is_contact else "case"


def _closed_by(case: Case) -> EnderName | None:
    if case.closed_by is None:
        return None
    if case.closed_by == SERVICE:
        return "service"
    named = {part.value: name for part, name in PARTIES.items()}
    return named.get(case.closed_by, "worker")


def message_of(message: Stored) -> MessageAnswer:
    """A message as it is answered."""
    kept = message.body_hash is None
    return MessageAnswer(
        epoch=message.epoch,
        direction=0 if message.direction == 0 else 1,
        counter=message.counter,
        message=message.message if kept else None,
        ad=None if kept else message.message,
        body_hash=message.body_hash,
    )


@router.get("/api/cases")
async def mine(caller: Member, desk: DeskDep) -> CaseList:
    """One's own cases and contacts."""
    found = await desk.rooms.mine(caller.account.id)
    return CaseList(
        cases=[
            CaseLine(
                case=case.id,
                kind=kind_of(case),
                state=STATES[case.state],
                role=PARTIES[part],
                changed=case.changed,
            )
            for case, part in found
        ]
    )


@router.get("/api/cases/{case}", response_model_exclude_none=True)
async def look(caller: Member, desk: DeskDep, case: Id) -> CaseAnswer:
    """A case of one's own; anybody else's is not found."""
    return case_of(await desk.rooms.look(caller.account.id, CaseId(case)))


@router.get("/api/cases/{case}/messages", response_model_exclude_none=True)
async def read(
    caller: Member,
    desk: DeskDep,
    case: Id,
    epoch: Annotated[int, Query(ge=1, lt=2**53)],
    after0: Annotated[int, Query(ge=0, lt=2**53)] = 0,
    after1: Annotated[int, Query(ge=0, lt=2**53)] = 0,
    limit: Annotated[int, Query(ge=1, le=PAGE_LIMIT)] = PAGE_LIMIT,
) -> PageAnswer:
    """Messages of an epoch after a cursor per direction."""
    page, heads = await desk.rooms.read(
        caller.account.id, CaseId(case), epoch=epoch, after=(after0, after1), limit=limit
    )
    return PageAnswer(
        messages=[message_of(message) for message in page.messages],
        heads=heads_of(heads),
        more=page.more,
    )


@router.post("/api/cases/{case}/close", status_code=204)
async def close(caller: Member, desk: DeskDep, case: Id, body: CloseBody) -> None:
    """End a case: a student at any time, a worker once it is open, a contact's holder."""
    await desk.closing.close(caller.account, CaseId(case), body.close)


@router.post("/api/cases/{case}/unsend", status_code=204)
async def unsend(caller: Member, desk: DeskDep, case: Id, body: UnsendBody) -> None:
    """Have the server drop the body of one's own message; 409 `seen`."""
    await desk.rooms.unsend(caller.account.id, CaseId(case), epoch=body.epoch, counter=body.counter)
