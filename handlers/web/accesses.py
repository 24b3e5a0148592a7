"""*My record*: a student reads who came to what is theirs (docs/api.md). Never safety concerns."""

from fastapi import APIRouter

from handlers.web.auth import Student
from handlers.web.fields import Blob, Count, Id, Shape
from handlers.web.supervision import SupervisionDep

router = APIRouter()


class AccessAnswer(Shape):
    """One access: in which hour, in which role, and what it was."""

    hour: Count
    role: str
    what: str


class OpenedAnswer(Shape):
    """That one's identity was opened: the note about it, boxed to the student."""

    id: Id
    note: Blob
    hour: Count


class AccessesAnswer(Shape):
    """Everything, the newest first."""

    accesses: list[AccessAnswer]
    disclosures: list[OpenedAnswer]


@router.get("/api/me/accesses")
async def accesses(caller: Student, supervision: SupervisionDep) -> AccessesAnswer:
    """The accesses to one's own cases while they are kept."""
    supervision.looking.spend(caller.account.id)
    found = await supervision.record.of(caller.account.id)
    return AccessesAnswer(
        accesses=[
            AccessAnswer(hour=each.hour, role=each.role, what=each.what) for each in found.accesses
        ],
        disclosures=[
            OpenedAnswer(id=each.id, note=each.note, hour=each.hour) for each in found.opened
        ],
    )
