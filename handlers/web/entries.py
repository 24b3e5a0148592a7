"""Supervision entries: workers write, supervisors read, move and answer (docs/api.md).

No shape here has a field for a student, a case or whoever wrote: a test walks them all.
"""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from crypto.wire import CertificateId
from handlers.web.auth import EntryReader, Supervisor, Worker
from handlers.web.fields import BoxedReply, Count, Id, Key, SealedEntry, Shape, Small
from handlers.web.supervision import SupervisionDep
from people.accounts import Role
from supervision.entries import EntryEvent, EntryId, NewEntry, Tag
from supervision.entry_ports import EntryChanged, Reader, Shown
from supervision.errors import Malformed

router = APIRouter()

AT_ONCE: Final = 50
MOST_CONSULTANTS: Final = 20

TermName = Annotated[str, Field(pattern=r"^[0-9]{4}-[123]$", min_length=6, max_length=6)]
StateName = Literal["new", "review", "discussed", "closed"]


class RoleWrap(Shape):
    """An entry's key, boxed to the role key of a role that reads entries."""

    role: Literal["coordinator", "manager"]
    wrap: Small


class ConsultantWrap(Shape):
    """An entry's key, boxed to the box key of this certificate's consultant."""

    certificate: Key
    wrap: Small


class EntryBody(Shape):
    """A new entry. `tag` is what the device derived for this term."""

    id: Id
    tag: Id
    term: TermName
    sealed: SealedEntry
    wraps: Annotated[list[RoleWrap], Field(min_length=2, max_length=2)]


class NamedAnswer(Shape):
    """The words by which the entry is talked about."""

    name: str


class ReplyAnswer(Shape):
    """A reply, boxed to the writer."""

    box: BoxedReply


class OwnEntryAnswer(Shape):
    """One's own entry as its writer sees it again: never the text."""

    id: Id
    name: str
    state: StateName
    written_week: str
    replies: list[ReplyAnswer]


class OwnEntriesAnswer(Shape):
    """One's own entries, newest first."""

    entries: list[OwnEntryAnswer]


class EntryAnswer(Shape):
    """An entry with the caller's own wrap. A consultant is told of no agenda: all theirs are."""

    id: Id
    tag: Id
    term: str
    name: str
    week: str
    state: StateName
    revision: int
    agenda: bool | None = None
    sealed: SealedEntry
    wrap: Small
    replies: int


class EntriesAnswer(Shape):
    """A page of entries; `cursor` asks for what came after it."""

    entries: list[EntryAnswer]
    more: bool
    cursor: int


class MoveBody(Shape):
    """What happens to an entry of this revision."""

    event: Literal["take", "discuss", "close", "reopen"]
    revision: Count


class AgendaBody(Shape):
    """Whether an entry of this revision is on the agenda; `wraps` for the consultants if so."""

    on: bool
    revision: Count
    wraps: Annotated[list[ConsultantWrap], Field(max_length=MOST_CONSULTANTS)]


class ReplyBody(Shape):
    """A reply, boxed to the box key in the entry's certificate."""

    box: BoxedReply


@router.post("/api/entries", status_code=201)
async def write(body: EntryBody, caller: Worker, supervision: SupervisionDep) -> NamedAnswer:
    """Write an entry; 409 `exists`, `term` or `full`."""
    name = await supervision.entries.write(
        caller.account,
        NewEntry(
            id=EntryId(body.id),
            tag=Tag(body.tag),
            term=body.term,
            sealed=body.sealed,
            wraps={wrap.role: wrap.wrap for wrap in body.wraps},
        ),
    )
    return NamedAnswer(name=name)


@router.get("/api/entries/mine")
async def mine(caller: Worker, supervision: SupervisionDep) -> OwnEntriesAnswer:
    """One's own entries, with the replies to them."""
    return OwnEntriesAnswer(
        entries=[
            OwnEntryAnswer(
                id=own.id,
                name=own.name,
                state=own.state.value,
                written_week=own.written_week,
                replies=[ReplyAnswer(box=box) for box in own.replies],
            )
            for own in await supervision.entries.own(caller.account)
        ]
    )


@router.get("/api/entries", response_model_exclude_none=True)
async def listed(
    caller: EntryReader,
    supervision: SupervisionDep,
    after: Annotated[Count, Query()] = 0,
    limit: Annotated[int, Query(ge=1, le=AT_ONCE)] = AT_ONCE,
) -> EntriesAnswer:
    """The entries that one may read, oldest first."""
    page = await supervision.entries.page(caller.account, after=after, limit=limit)
    return EntriesAnswer(
        entries=[entry_of(shown, caller.account.role) for shown in page.entries],
        more=page.more,
        cursor=page.cursor,
    )


@router.post("/api/entries/{entry}/state", response_model_exclude_none=True)
async def move(
    entry: Id, body: MoveBody, caller: Supervisor, supervision: SupervisionDep
) -> EntryAnswer:
    """Take, discuss, close or reopen; 409 `changed` with the entry as it is."""
    shown = await supervision.entries.move(
        caller.account, EntryId(entry), EntryEvent(body.event), revision=body.revision
    )
    return entry_of(shown, caller.account.role)


@router.put("/api/entries/{entry}/agenda", response_model_exclude_none=True)
async def agenda(
    entry: Id, body: AgendaBody, caller: Supervisor, supervision: SupervisionDep
) -> EntryAnswer:
    """Put on the agenda or take off it; 409 `changed` with the entry as it is, or `stale`."""
    wraps = {CertificateId(each.certificate): each.wrap for each in body.wraps}
    if len(wraps) != len(body.wraps):
        raise Malformed
    shown = await supervision.entries.mark(
        caller.account, EntryId(entry), on=body.on, revision=body.revision, wraps=wraps
    )
    return entry_of(shown, caller.account.role)


@router.post("/api/entries/{entry}/replies", status_code=201)
async def reply(
    entry: Id, body: ReplyBody, caller: Supervisor, supervision: SupervisionDep
) -> None:
    """Answer the writer, whoever it is; 409 `full`."""
    await supervision.entries.answer(caller.account, EntryId(entry), body.box)


def entry_of(shown: Shown, role: Role) -> EntryAnswer:
    """An entry for a reader."""
    entry = shown.entry
    return EntryAnswer(
        id=entry.id,
        tag=entry.tag,
        term=entry.term,
        name=entry.name,
        week=entry.week,
        state=entry.state.value,
        revision=entry.revision,
        agenda=None if role is Role.CONSULTANT else entry.agenda,
        sealed=shown.sealed,
        wrap=shown.wrap,
        replies=shown.replies,
    )


async def changed(_: Request, error: Exception) -> JSONResponse:
    """How an entry that changed meanwhile is answered: with the entry."""
    if not isinstance(error, EntryChanged):
        raise TypeError
    reader: Reader = error.reader
    answer = entry_of(error.shown, reader.role).model_dump(mode="json", exclude_none=True)
    return JSONResponse({"error": "changed", "entry": answer}, status_code=409)
