"""A student's request: making it, changing it, acknowledging the answer (docs/api.md)."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from crypto.wire import CapsuleParts, CaseId, CertificateId, RecipientWraps, Request
from handlers.web.auth import Student
from handlers.web.desk import DeskDep
from handlers.web.fields import Blob, Id, Key, Shape, Small
from intake.first import MOST_HOURS, Wished
from intake.requests import Otherwise

router = APIRouter()

MOST_WRAPS = 513
"""The student's own and 512 workers."""


class WrapBody(Shape):
    """Card and letter key, boxed to one recipient; 32 zero bytes stand for the student."""

    certificate: Key
    card: Small
    letter: Small


class CapsuleBody(Shape):
    """The identity capsule (protocol.md §5.1)."""

    record: Small
    sealed: Blob
    halves: Annotated[list[Small], Field(min_length=6, max_length=6)]


class RequestBody(Shape):
    """A request, as signed in `intake` (protocol.md §5). The student's own wrap comes first."""

    intake: Blob
    card: Blob
    letter: Blob
    wraps: Annotated[list[WrapBody], Field(min_length=2, max_length=MOST_WRAPS)]
    capsule: CapsuleBody | None = None

    def sent(self) -> Request:
        """As intake takes it."""
        capsule = None
        if self.capsule is not None:
            capsule = CapsuleParts(
                record=self.capsule.record,
                sealed=self.capsule.sealed,
                halves=tuple(self.capsule.halves),
            )
        return Request(
            intake=self.intake,
            card=self.card,
            letter=self.letter,
            wraps=tuple(
                RecipientWraps(
                    certificate=CertificateId(wrap.certificate), card=wrap.card, letter=wrap.letter
                )
                for wrap in self.wraps
            ),
            capsule=capsule,
        )


class FirstBody(Shape):
    """Whom it asks first: the signed wish, the tag that both gave, and when it is everybody's."""

    wish: Small
    tag: Id
    otherwise: Literal["after", "shift", "wait"]
    hours: Annotated[int, Field(ge=1, le=MOST_HOURS)] | None = None


class NewRequestBody(RequestBody):
    """A first revision."""

    first: FirstBody | None = None

    def wished(self) -> Wished | None:
        """As intake takes it."""
        first = self.first
        if first is None:
            return None
        return Wished(
            wish=first.wish,
            tag=first.tag,
            otherwise=Otherwise(first.otherwise),
            hours=first.hours,
        )


class Made(Shape):
    """The id of what was begun, as its record says."""

    case: Id


class AckBody(Shape):
    """A signed epoch-ack."""

    ack: Small


@router.post("/api/requests", status_code=201)
async def make(caller: Student, desk: DeskDep, body: NewRequestBody) -> Made:
    """Keep a request and offer it; 409 `exists`, `shut`, `roster`, `consent` or `again`."""
    return Made(case=await desk.asking.submit(caller.account, body.sent(), body.wished()))


@router.put("/api/requests/{case}", status_code=204)
async def change(caller: Student, desk: DeskDep, case: Id, body: RequestBody) -> None:
    """Replace a request that nobody has claimed; 409 `claimed`, `stale`, `roster`, `consent`."""
    await desk.asking.revise(caller.account, CaseId(case), body.sent())


@router.post("/api/cases/{case}/ack", status_code=204)
async def acknowledge(caller: Student, desk: DeskDep, case: Id, body: AckBody) -> None:
    """The student's device accepted the worker's epoch."""
    await desk.closing.acknowledge(caller.account, CaseId(case), body.ack)
