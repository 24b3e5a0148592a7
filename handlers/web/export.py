"""A student's own record as the server has it, sealed, in one bundle of lines (docs/api.md, R13).

Opened by their device or the reference client; one line at a time is in memory. No rule lives here.
"""

import json
from collections.abc import AsyncIterator
from typing import Final

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from handlers.web.accesses import accesses
from handlers.web.auth import Student
from handlers.web.case_records import record_of
from handlers.web.cases import PageAnswer, case_of, heads_of, message_of
from handlers.web.desk import Desk, DeskDep
from handlers.web.me import me_of
from handlers.web.reports import own_reports
from handlers.web.services import ServicesDep
from handlers.web.supervision import SupervisionDep
from intake.errors import NotFound
from intake.rooms import PAGE_LIMIT
from intake.views import View
from people.accounts import AccountId

router = APIRouter()

VERSION: Final = 2


@router.get("/api/me/export", response_class=StreamingResponse)
async def export(
    caller: Student, services: ServicesDep, desk: DeskDep, supervision: SupervisionDep
) -> StreamingResponse:
    """Everything of one's own, a line of JSON each; whole when its last line says `end`."""
    mine = await me_of(caller.account, services)
    found = await accesses(caller, supervision)
    reports = await own_reports(caller.account, supervision)
    first: list[tuple[str, BaseModel]] = [("me", mine), ("accesses", found), ("reports", reports)]
    return StreamingResponse(
        _lines(caller.account.id, desk, first=first), media_type="application/x-ndjson"
    )


async def _lines(
    student: AccountId, desk: Desk, *, first: list[tuple[str, BaseModel]]
) -> AsyncIterator[bytes]:
    for kind, answer in first:
        yield _line(kind, answer)
    for case, _ in await desk.rooms.mine(student):
        try:
            view = await desk.rooms.look(student, case.id)
            yield _line("case", case_of(view))
            async for page in _pages(student, desk, view):
                yield page
            if view.case.recorded is not None:
                kept = await desk.recording.read(student, view.case.id)
                yield _line("record", record_of(kept))
        except NotFound:
            continue  # erased meanwhile
    yield json.dumps({"t": "end", "version": VERSION}).encode() + b"\n"


async def _pages(student: AccountId, desk: Desk, view: View) -> AsyncIterator[bytes]:
    for heads in view.heads:
        after, more = (0, 0), True
        while more:
            page, now = await desk.rooms.read(
                student, view.case.id, epoch=heads.epoch, after=after, limit=PAGE_LIMIT
            )
            answer = PageAnswer(
                messages=[message_of(each) for each in page.messages],
                heads=heads_of(now),
                more=page.more,
            )
            yield _line("messages", answer)
            reached = list(after)
            for each in page.messages:
                reached[each.direction] = each.counter
            more = page.more and (reached[0], reached[1]) != after
            after = (reached[0], reached[1])


def _line(kind: str, answer: BaseModel) -> bytes:
    """`{"t": kind, "content": answer}`; messages and a record belong to the newest case before."""
    content = answer.model_dump_json(exclude_none=True)
    return f'{{"t":"{kind}","content":{content}}}\n'.encode()
