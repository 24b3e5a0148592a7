"""Enquiries from outside (R2): noting that the script was given, and the holders' list.

No shape here has a field for words, a name of who asked, or a case.
"""

from typing import Literal

from fastapi import APIRouter

from handlers.web.auth import Crew, Holder
from handlers.web.fields import Count, Id, Shape
from handlers.web.supervision import SupervisionDep
from supervision.enquiries import Channel, EnquiryId, Who

router = APIRouter()

WhoName = Literal["parent", "tutor", "press", "police", "court", "friend", "other"]
ChannelName = Literal["mail", "phone", "person", "message"]


class EnquiryBody(Shape):
    """Who asked in general, and how."""

    id: Id
    kind: WhoName
    channel: ChannelName


class EnquiryAnswer(Shape):
    """One that was noted; `by` is the name of who of the staff did, empty for one who left."""

    hour: Count
    kind: WhoName
    channel: ChannelName
    by: str


class EnquiriesAnswer(Shape):
    """The newest first."""

    enquiries: list[EnquiryAnswer]


@router.post("/api/enquiries", status_code=204)
async def note(body: EnquiryBody, caller: Crew, supervision: SupervisionDep) -> None:
    """Note that the script was given; again under the same id changes nothing."""
    supervision.reporting.spend(caller.account.id)
    await supervision.enquiries.note(
        caller.account, EnquiryId(body.id), kind=Who(body.kind), channel=Channel(body.channel)
    )


@router.get("/api/enquiries")
async def noted(caller: Holder, supervision: SupervisionDep) -> EnquiriesAnswer:
    """What was noted, at most the newest 500."""
    found = await supervision.enquiries.noted(caller.account)
    return EnquiriesAnswer(
        enquiries=[
            EnquiryAnswer(
                hour=each.enquiry.hour,
                kind=each.enquiry.kind.value,
                channel=each.enquiry.channel.value,
                by=each.name,
            )
            for each in found
        ]
    )
