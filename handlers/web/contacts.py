"""A holder begins a conversation with the student of a case (docs/api.md, protocol.md §14).

The shapes only; from then on it is a case's room, served by cases.py.
"""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from handlers.web.auth import Holder
from handlers.web.desk import DeskDep
from handlers.web.fields import Blob, Shape, Small
from handlers.web.requests import Made
from intake.contacting import NewContact

router = APIRouter()


class ContactBody(Shape):
    """A signed contact, its epoch 1, the wraps (the student's, the holder's), a first message."""

    contact: Small
    record: Blob
    wraps: Annotated[list[Small], Field(min_length=2, max_length=2)]
    message: Blob


@router.post("/api/contacts", status_code=201)
async def write(caller: Holder, desk: DeskDep, body: ContactBody) -> Made:
    """Write to a student; 409 `roster`, `stale`, `exists` or `full`."""
    sent = NewContact(
        contact=body.contact,
        record=body.record,
        wraps=(body.wraps[0], body.wraps[1]),
        message=body.message,
    )
    return Made(case=await desk.contacting.write(caller.account, sent))
