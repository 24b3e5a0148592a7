"""A student's rights over what is theirs: having it erased (docs/api.md). No rule lives here."""

from fastapi import APIRouter

from crypto.wire import CaseId
from handlers.web.auth import Student
from handlers.web.desk import DeskDep
from handlers.web.fields import Id, Shape, Small

router = APIRouter()


class EraseBody(Shape):
    """A signed erase (protocol.md §8)."""

    erase: Small


@router.post("/api/cases/{case}/erase", status_code=204)
async def erase(caller: Student, desk: DeskDep, case: Id, body: EraseBody) -> None:
    """Destroy one's own case or contact. Once it is gone: 404, as for any other id."""
    await desk.erasing.conversation(caller.account, CaseId(case), body.erase)


@router.post("/api/me/erase", status_code=204)
async def erase_everything(caller: Student, desk: DeskDep, body: EraseBody) -> None:
    """Destroy one's account and everything in it; this session ends with it."""
    await desk.erasing.everything(caller.account, body.erase)
