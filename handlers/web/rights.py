"""A student's rights over what is theirs: how long it is kept, having it erased (docs/api.md).

No rule lives here.
"""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from crypto.wire import CaseId
from handlers.web.auth import Student
from handlers.web.desk import DeskDep
from handlers.web.fields import Id, Shape, Small

router = APIRouter()


class EraseBody(Shape):
    """A signed erase (protocol.md §8)."""

    erase: Small


class DegreeBody(Shape):
    """The month in which one's degree ends, as `2028-06`, or null."""

    month: Annotated[str, Field(max_length=7)] | None


class DegreeAnswer(Shape):
    """What one said, or null; `asked` is false where the policy does not count by it."""

    asked: bool
    month: str | None


@router.get("/api/me/degree")
async def degree(caller: Student, desk: DeskDep) -> DegreeAnswer:
    """What one said, and whether it is asked at all."""
    month = await desk.degrees.said(caller.account)
    return DegreeAnswer(asked=desk.degrees.asked, month=month)


@router.put("/api/me/degree", status_code=204)
async def say_degree(body: DegreeBody, caller: Student, desk: DeskDep) -> None:
    """Say it, or take it back; what has ended already follows."""
    await desk.degrees.say(caller.account, body.month)


@router.post("/api/cases/{case}/erase", status_code=204)
async def erase(caller: Student, desk: DeskDep, case: Id, body: EraseBody) -> None:
    """Destroy one's own case or contact. Once it is gone: 404, as for any other id."""
    await desk.erasing.conversation(caller.account, CaseId(case), body.erase)


@router.post("/api/me/erase", status_code=204)
async def erase_everything(caller: Student, desk: DeskDep, body: EraseBody) -> None:
    """Destroy one's account and everything in it; this session ends with it."""
    await desk.erasing.everything(caller.account, body.erase)
