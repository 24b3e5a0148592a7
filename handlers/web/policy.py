"""The policy's record: how it stands for every holder, approving and reviewing for the lead."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from handlers.web.auth import Holder, Lead
from handlers.web.fields import Key, Shape
from handlers.web.supervision import SupervisionDep
from supervision.policy_desk import PolicyRecord

router = APIRouter()


class DecisionBody(Shape):
    """What was decided elsewhere about the version with this digest, and on what day."""

    digest: Key
    decided: Annotated[int, Field(ge=0, lt=2**53)]


class PolicyRowAnswer(Shape):
    """One row; `role` is empty for what the service did itself."""

    digest: Key
    event: Literal["shown", "approved", "reviewed", "reminded"]
    at: int
    role: str
    decided: int | None = None


class PolicyRecordAnswer(Shape):
    """The version in force, whether requests may be taken under it, and what was recorded."""

    profile: str
    digest: Key
    approver: str | None = None
    approved: bool
    review_months: int | None = None
    review_due: int | None = None
    rows: list[PolicyRowAnswer]


@router.get("/api/policy/record", response_model_exclude_none=True)
async def record(_: Holder, supervision: SupervisionDep) -> PolicyRecordAnswer:
    """How the policy stands."""
    return _answer(await supervision.policy.record())


@router.post("/api/policy/approvals", status_code=201, response_model_exclude_none=True)
async def approve(
    body: DecisionBody, caller: Lead, supervision: SupervisionDep
) -> PolicyRecordAnswer:
    """Whom the policy names approved this version; 409 `stale` for another, 404 without them."""
    return _answer(
        await supervision.policy.approve(caller.account, body.digest, decided=body.decided)
    )


@router.post("/api/policy/reviews", status_code=201, response_model_exclude_none=True)
async def review(
    body: DecisionBody, caller: Lead, supervision: SupervisionDep
) -> PolicyRecordAnswer:
    """This version was looked at again; 409 `stale` for another."""
    return _answer(
        await supervision.policy.review(caller.account, body.digest, decided=body.decided)
    )


def _answer(found: PolicyRecord) -> PolicyRecordAnswer:
    policy = found.policy
    return PolicyRecordAnswer(
        profile=policy.profile,
        digest=policy.digest,
        approver=policy.approver,
        approved=found.approved,
        review_months=policy.review_months,
        review_due=found.review_due,
        rows=[
            PolicyRowAnswer(
                digest=row.digest,
                event=row.event.value,
                at=row.at,
                role=row.role,
                decided=row.decided,
            )
            for row in found.rows
        ],
    )
