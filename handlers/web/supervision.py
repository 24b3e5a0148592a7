"""What the endpoints of the coordinator's side are given, beside `Services`. Built by the wiring.

No logic lives here.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI
from starlette.requests import HTTPConnection

from handlers.web.limits import Limits
from intake.accesses import MyRecord
from supervision.audit_log import AuditLog
from supervision.disclosure_desk import DisclosureDesk
from supervision.enquiries import EnquiryDesk
from supervision.entry_desk import EntryDesk
from supervision.file_desk import FileDesk
from supervision.flag_desk import FlagDesk
from supervision.keeping_desk import KeepingDesk
from supervision.numbers import NumbersDesk
from supervision.passing import PassDesk
from supervision.policy_desk import PolicyDesk
from supervision.report_desk import ReportDesk


@dataclass(frozen=True, kw_only=True)
class Supervision:
    """The services of the coordinator's side.

    `raising`, `receipts` and `looking` bound how often one account raises flags, asks what became
    of one, and has its own record put together (`record`: the student's view of all this).
    `reporting` bounds reports and notes of enquiries.
    """

    entries: EntryDesk
    audit: AuditLog
    numbers: NumbersDesk
    flags: FlagDesk
    raising: Limits
    receipts: Limits
    disclosures: DisclosureDesk
    record: MyRecord
    looking: Limits
    policy: PolicyDesk
    file: FileDesk
    keeping: KeepingDesk
    passing: PassDesk
    reports: ReportDesk
    enquiries: EnquiryDesk
    reporting: Limits


def install(app: FastAPI, supervision: Supervision) -> None:
    """Give an application its coordinator's side."""
    app.state.supervision = supervision


async def supervision_of(connection: HTTPConnection) -> Supervision:
    """The coordinator's side of the application that a request came to."""
    supervision = connection.app.state.supervision
    if not isinstance(supervision, Supervision):
        raise TypeError
    return supervision


SupervisionDep = Annotated[Supervision, Depends(supervision_of)]
"""An endpoint's parameter of this type is given the coordinator's side."""
