"""Audits of case records by an appointed person, until a day (docs/api.md, R15). No rule here."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from crypto.wire import CaseId, CertificateId
from handlers.web.auth import AuditReader, Supervisor
from handlers.web.case_records import HolderEntryAnswer, HolderRecordAnswer
from handlers.web.desk import DeskDep
from handlers.web.errors import not_found
from handlers.web.fields import BoxedFinding, Count, Id, Key, Shape, Small
from people.accounts import Role

router = APIRouter()


class AuditBody(Shape):
    """Who looks, and until when (Unix seconds)."""

    id: Id
    certificate: Key
    until: Count


class SampleBody(Shape):
    """A wrap for each of the record's first entries, in their order."""

    wraps: Annotated[list[Small], Field(min_length=1, max_length=100)]


class FindingBox(Shape):
    """What was found, boxed to a holder."""

    role: Literal["coordinator", "manager"]
    box: BoxedFinding


class FindingBody(Shape):
    """For both of the two."""

    boxes: Annotated[list[FindingBox], Field(min_length=2, max_length=2)]


class SampleAnswer(Shape):
    """A record of the audit; a holder's own box of what was found."""

    case: Id
    judged: bool
    finding: BoxedFinding | None = None


class RecordAuditAnswer(Shape):
    """An audit; `ended`: what was boxed to the auditor is destroyed."""

    id: Id
    certificate: Key
    until: Count
    ended: bool
    samples: list[SampleAnswer]


class RecordAuditsAnswer(Shape):
    """The newest first; the last one's id asks for those before it."""

    audits: list[RecordAuditAnswer]
    more: bool


@router.post("/api/record-audits", status_code=201)
async def begin(caller: Supervisor, desk: DeskDep, body: AuditBody) -> None:
    """Appoint an auditor for a time."""
    certificate = CertificateId(body.certificate)
    await desk.auditing.begin(caller.account, body.id, certificate=certificate, until=body.until)


@router.put("/api/record-audits/{audit}/records/{case}", status_code=204)
async def sample(caller: Supervisor, desk: DeskDep, audit: Id, case: Id, body: SampleBody) -> None:
    """Let the auditor read one record."""
    await desk.auditing.sample(caller.account, audit, CaseId(case), body.wraps)


@router.get("/api/record-audits")
async def audits(
    caller: AuditReader, desk: DeskDep, before: Annotated[Id | None, Query()] = None
) -> RecordAuditsAnswer:
    """For coordinator and manager, or those before one of them; an auditor's own."""
    found, more = await desk.auditing.listed(caller.account, before=before)
    return RecordAuditsAnswer(
        more=more,
        audits=[
            RecordAuditAnswer(
                id=each.audit.id,
                certificate=each.audit.certificate,
                until=each.audit.until,
                ended=each.audit.ended,
                samples=[
                    SampleAnswer(case=one.case, judged=one.judged, finding=one.finding)
                    for one in each.samples
                ],
            )
            for each in found
        ],
    )


@router.get("/api/record-audits/{audit}/records/{case}")
async def look(caller: AuditReader, desk: DeskDep, audit: Id, case: Id) -> HolderRecordAnswer:
    """One's own sample, opened by its auditor. That they looked is on record."""
    if caller.account.role is not Role.AUDITOR:
        raise not_found()
    found = await desk.auditing.look(caller.account, audit, CaseId(case))
    return HolderRecordAnswer(
        entries=[HolderEntryAnswer(item=each.item, wrap=each.wrap) for each in found]
    )


@router.put("/api/record-audits/{audit}/records/{case}/finding", status_code=204)
async def judge(caller: AuditReader, desk: DeskDep, audit: Id, case: Id, body: FindingBody) -> None:
    """What the auditor found, for the two holders."""
    if caller.account.role is not Role.AUDITOR:
        raise not_found()
    boxes: dict[str, bytes] = {each.role: each.box for each in body.boxes}
    await desk.auditing.judge(caller.account, audit, CaseId(case), boxes)
