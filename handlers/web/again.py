"""Talking again with the same worker: what each side says of it; pausing (docs/api.md)."""

from typing import Annotated, Final

from fastapi import APIRouter
from pydantic import Field

from crypto.wire import CaseId
from handlers.web.auth import Raiser, Student
from handlers.web.desk import DeskDep
from handlers.web.fields import Id, Key, Shape
from handlers.web.services import ServicesDep
from intake.again import MOST, Answer, speaks
from intake.errors import Malformed
from intake.pausing import MOST_DAYS

router = APIRouter()

TAGS_A_CALL: Final = 10
"""So many tags asked about count as one more call: each is looked up twice (attack 36)."""


class AnswerBody(Shape):
    """One's answer about a conversation; `instead`: the tag of the one that it takes the place of.

    `word` is a worker's, and only theirs.
    """

    tag: Id
    word: Key | None = None
    instead: Id | None = None


class TagsBody(Shape):
    """Tags that one gave oneself."""

    tags: Annotated[list[Id], Field(max_length=MOST)]


class MetLine(Shape):
    """A tag that a worker gave, too, with their word."""

    tag: Id
    word: Key


class MetAnswer(Shape):
    """Those of the tags asked about that were met; `rota`: there is one at all."""

    met: list[MetLine]
    rota: bool


class PauseBody(Shape):
    """For how many days."""

    days: Annotated[int, Field(ge=1, le=MOST_DAYS)]


@router.put("/api/again", status_code=204)
async def say(caller: Raiser, desk: DeskDep, body: AnswerBody) -> None:
    """Keep one's answer; 409 `full`."""
    answer = Answer(tag=body.tag, word=body.word or b"")
    if not speaks(caller.account, answer):
        raise Malformed
    await desk.shifts.again.say(caller.account, answer, instead=body.instead or b"")


@router.delete("/api/again/{tag}", status_code=204)
async def drop(caller: Raiser, desk: DeskDep, tag: Id) -> None:
    """Take one's answer back; where there is none, nothing."""
    await desk.shifts.again.drop(caller.account, tag)


@router.post("/api/again/met")
async def met(caller: Student, desk: DeskDep, services: ServicesDep, body: TagsBody) -> MetAnswer:
    """Which of one's own tags were met by a worker who may be asked now."""
    cost = len(body.tags) // TAGS_A_CALL
    services.limits.spend(("account", caller.account.id), cost=cost)
    found = await desk.shifts.again.met(caller.account.id, body.tags)
    here = await desk.shifts.rota.here(())
    return MetAnswer(met=[MetLine(tag=each.tag, word=each.word) for each in found], rota=here.kept)


@router.delete("/api/requests/{case}/first", status_code=204)
async def everybody(caller: Student, desk: DeskDep, case: Id) -> None:
    """Ask everybody after all."""
    await desk.shifts.firsts.everybody(caller.account.id, CaseId(case))


@router.put("/api/cases/{case}/pause", status_code=204)
async def pause(caller: Student, desk: DeskDep, case: Id, body: PauseBody) -> None:
    """Be left in peace for so many days."""
    await desk.shifts.pausing.pause(caller.account.id, CaseId(case), body.days)


@router.delete("/api/cases/{case}/pause", status_code=204)
async def resume(caller: Student, desk: DeskDep, case: Id) -> None:
    """Go on."""
    await desk.shifts.pausing.resume(caller.account.id, CaseId(case))
