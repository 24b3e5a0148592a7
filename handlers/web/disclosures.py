"""Disclosures by two holders: record, decision, opening, completion (docs/api.md).

Whoever is neither of the two, or an auditor to whom it was sealed, is answered as for one that
does not exist.
"""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from crypto.wire import CaseId, CertificateId
from handlers.web.auth import AuditReader, Holder
from handlers.web.fields import Blob, Count, Id, Key, SealedPart, Shape, Small
from handlers.web.supervision import SupervisionDep
from people.accounts import Role
from supervision.disclosure_ports import ShownDisclosure
from supervision.disclosures import (
    Disclosure,
    DisclosureEvent,
    DisclosureId,
    NewDisclosure,
)
from supervision.errors import Malformed

router = APIRouter()

AT_ONCE: Final = 50
MOST_CLOSED: Final = 200
MOST_AUDITORS: Final = 20

HolderName = Literal["coordinator", "manager", "deputy"]
StateName = Literal["requested", "approved", "opened", "completed", "refused", "withdrawn"]


class HolderWrap(Shape):
    """A disclosure's key, boxed to the role key of one of the two."""

    role: HolderName
    wrap: Small


class AuditorWrap(Shape):
    """A disclosure's key, boxed to the box key of this certificate's auditor."""

    certificate: Key
    wrap: Small


class DisclosureBody(Shape):
    """A new record. `tell`: from when on the student reads `note`."""

    id: Id
    case: Id
    capsule_version: Annotated[int, Field(ge=1, lt=2**53)]
    mark: Id
    requester: HolderName
    approver: HolderName
    record: SealedPart
    wraps: Annotated[list[HolderWrap], Field(min_length=2, max_length=2)]
    tell: Count
    note: Blob
    closed_to: Annotated[list[Key], Field(max_length=MOST_CLOSED)]


class PartAnswer(Shape):
    """A sealed part: 1 the record, 2 the decision, 3 the completion."""

    n: Annotated[int, Field(ge=1, le=3)]
    sealed: SealedPart


class StandingAnswer(Shape):
    """How a disclosure stands after a step."""

    id: Id
    state: StateName
    revision: Count
    tell: Count


class DisclosureAnswer(Shape):
    """A disclosure with the caller's own wrap. An auditor knows neither case nor `closed_to`."""

    id: Id
    case: Id | None = None
    closed_to: list[Key] | None = None
    capsule_version: Count
    mark: Id
    requester: HolderName
    approver: HolderName
    state: StateName
    revision: Count
    wrap: Small
    parts: list[PartAnswer]
    made_hour: Count
    due: Count | None = None
    overdue: bool
    tell: Count


class DisclosuresAnswer(Shape):
    """Disclosures, the newest first; the last one's id asks for those before it."""

    disclosures: list[DisclosureAnswer]
    more: bool


class CapsuleAnswer(Shape):
    """The version of a case's capsule: of the request that it came with."""

    version: Annotated[int, Field(ge=1, lt=2**53)]


class HalfAnswer(Shape):
    """One's own half of a capsule's key; to the requester also what opens it."""

    half: Small
    capsule_record: Small
    sealed_hash: Key | None = None
    release: Small | None = None
    decision: SealedPart | None = None
    capsule: Blob | None = None
    intake: Blob | None = None


class DecisionBody(Shape):
    """The approver's sealed decision; `release` with an approval and only then."""

    decision: Literal["approve", "refuse"]
    part: SealedPart
    release: Small | None = None


class CompletionBody(Shape):
    """What was done, sealed."""

    part: SealedPart


class TellBody(Shape):
    """From when on the student reads of it."""

    tell: Count


class AuditorsBody(Shape):
    """Wraps for auditors."""

    wraps: Annotated[list[AuditorWrap], Field(max_length=MOST_AUDITORS)]


@router.post("/api/disclosures", status_code=201)
async def record(body: DisclosureBody, caller: Holder, supervision: SupervisionDep) -> None:
    """Record what is asked for, before anything is opened; 409 `refused`, `exists`, `full`."""
    wraps = {Role(wrap.role): wrap.wrap for wrap in body.wraps}
    if len(wraps) != len(body.wraps):
        raise Malformed
    new = NewDisclosure(
        id=DisclosureId(body.id),
        case=CaseId(body.case),
        capsule_version=body.capsule_version,
        mark=body.mark,
        requester=Role(body.requester),
        approver=Role(body.approver),
        record=body.record,
        wraps=wraps,
        tell=body.tell,
        note=body.note,
        closed_to=frozenset(CertificateId(each) for each in body.closed_to),
    )
    await supervision.disclosures.record(caller.account, new)


@router.get("/api/disclosures", response_model_exclude_none=True)
async def listed(
    caller: AuditReader,
    supervision: SupervisionDep,
    before: Annotated[Id | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=AT_ONCE)] = AT_ONCE,
) -> DisclosuresAnswer:
    """Those in which one's role asks or decides; an auditor's, those sealed to them."""
    start = None if before is None else DisclosureId(before)
    desk = supervision.disclosures
    page = await desk.page(caller.account, before=start, limit=limit)
    return DisclosuresAnswer(
        disclosures=[
            disclosure_of(shown, caller.account.role, now=desk.now()) for shown in page.disclosures
        ],
        more=page.more,
    )


@router.get("/api/disclosures/capsules/{case}")
async def capsule(case: Id, caller: Holder, supervision: SupervisionDep) -> CapsuleAnswer:
    """Which capsule a record about this case can name; nothing of it is shown."""
    version = await supervision.disclosures.capsule_version(caller.account, CaseId(case))
    return CapsuleAnswer(version=version)


@router.get("/api/disclosures/{disclosure}/half", response_model_exclude_none=True)
async def half(disclosure: Id, caller: Holder, supervision: SupervisionDep) -> HalfAnswer:
    """One's own half, on record: while it is one's turn, and never before."""
    found = await supervision.disclosures.half(caller.account, DisclosureId(disclosure))
    if found.release is None:
        return HalfAnswer(
            half=found.half,
            capsule_record=found.capsule.record,
            sealed_hash=found.capsule.sealed_hash,
        )
    return HalfAnswer(
        half=found.half,
        capsule_record=found.capsule.record,
        release=found.release,
        decision=found.decision,
        capsule=found.capsule.sealed,
        intake=found.capsule.intake,
    )


@router.post("/api/disclosures/{disclosure}/decision")
async def decision(
    disclosure: Id, body: DecisionBody, caller: Holder, supervision: SupervisionDep
) -> StandingAnswer:
    """Approve or refuse (the same bytes again: the same); 409 `changed`."""
    return standing_of(
        await supervision.disclosures.decide(
            caller.account,
            DisclosureId(disclosure),
            DisclosureEvent(body.decision),
            part=body.part,
            release=body.release,
        )
    )


@router.post("/api/disclosures/{disclosure}/completion")
async def completion(
    disclosure: Id, body: CompletionBody, caller: Holder, supervision: SupervisionDep
) -> StandingAnswer:
    """Say what was done (the same bytes again: the same); 409 `changed`."""
    name = DisclosureId(disclosure)
    return standing_of(await supervision.disclosures.complete(caller.account, name, body.part))


@router.post("/api/disclosures/{disclosure}/withdraw")
async def withdraw(disclosure: Id, caller: Holder, supervision: SupervisionDep) -> StandingAnswer:
    """Take one's own request back before anything is opened; 409 `changed`."""
    name = DisclosureId(disclosure)
    return standing_of(await supervision.disclosures.withdraw(caller.account, name))


@router.put("/api/disclosures/{disclosure}/tell")
async def tell(
    disclosure: Id, body: TellBody, caller: Holder, supervision: SupervisionDep
) -> StandingAnswer:
    """Say from when on the student reads of it; 409 `told` once they can."""
    name = DisclosureId(disclosure)
    return standing_of(await supervision.disclosures.tell(caller.account, name, body.tell))


@router.post("/api/disclosures/{disclosure}/wraps", status_code=204)
async def show_auditors(
    disclosure: Id, body: AuditorsBody, caller: Holder, supervision: SupervisionDep
) -> None:
    """Seal the record to auditors; 409 `stale` for a certificate that is no auditor's now."""
    wraps = {CertificateId(each.certificate): each.wrap for each in body.wraps}
    if len(wraps) != len(body.wraps):
        raise Malformed
    name = DisclosureId(disclosure)
    await supervision.disclosures.show_auditors(caller.account, name, wraps)


def disclosure_of(shown: ShownDisclosure, role: Role, *, now: int) -> DisclosureAnswer:
    """A disclosure for a reader."""
    found = shown.disclosure
    return DisclosureAnswer.model_validate(
        {
            "id": found.id,
            "case": found.case if found.of(role) else None,
            "closed_to": sorted(found.closed_to) if found.of(role) else None,
            "capsule_version": found.capsule_version,
            "mark": found.mark,
            "requester": found.requester.value,
            "approver": found.approver.value,
            "state": found.state.value,
            "revision": found.revision,
            "wrap": shown.wrap,
            "parts": [{"n": n, "sealed": sealed} for n, sealed in sorted(shown.parts.items())],
            "made_hour": found.made,
            "due": found.due,
            "overdue": found.overdue(now=now),
            "tell": found.tell,
        }
    )


def standing_of(found: Disclosure) -> StandingAnswer:
    """How it stands now."""
    return StandingAnswer(
        id=found.id, state=found.state.value, revision=found.revision, tell=found.tell
    )
