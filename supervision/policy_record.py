"""What becomes of the policy (R28, R30): versions in force, their approval, reviews and when due.

Pure rules over the rows and the port that keeps them. What a policy says is policy/'s business; who
approves it and how often it is looked at again is given by the profile in force.
"""

import calendar
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, Protocol

from people.accounts import AccountId, Role
from policy.wording import Variant

DAY: Final = 24 * 3600
REMIND_BEFORE: Final = 30 * DAY
"""How long before a review is due the coordinator is told, and how often again until it is done."""
SHOWN_ROWS: Final = 200


class PolicyEvent(StrEnum):
    """What a row records."""

    SHOWN = "shown"  # a version came into force here
    APPROVED = "approved"  # whom the policy names approved it
    REVIEWED = "reviewed"  # it was looked at again
    REMINDED = "reminded"  # the coordinator was told that a review is due


@dataclass(frozen=True, kw_only=True)
class PolicyInForce:
    """The version that people are shown now; `digest` is its text's.

    `approver` must have approved it before requests are taken; `review_months` is how often it is
    looked at again. None where the profile does not say.
    """

    profile: str
    digest: bytes
    approver: str | None = None
    review_months: int | None = None
    notices: Mapping[bytes, Variant] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PolicyRow:
    """One row. Times are Unix seconds; `role` is empty for what the service did itself."""

    digest: bytes
    event: PolicyEvent
    at: int
    role: str
    decided: int | None = None


class PolicyStore(Protocol):
    """Where the rows are. Each change is one transaction; what a person did has its audit row."""

    async def rows(self, profile: str) -> Sequence[PolicyRow]:
        """Every row of a profile, the oldest first."""
        ...

    async def begin(self, policy: PolicyInForce, *, at: int) -> None:
        """Keep that this version and its notices are shown, once."""
        ...

    async def under_18(self) -> frozenset[bytes]:
        """The digests of every notice for people under 18 that was ever shown."""
        ...

    async def add(self, profile: str, row: PolicyRow, *, by: Role) -> None:
        """Keep a row; an approval that is there already stays as it is."""
        ...

    async def remind(self, profile: str, row: PolicyRow, *, tell: Collection[AccountId]) -> None:
        """Keep a reminder, with the content-free notices that it owes."""
        ...


def approved(policy: PolicyInForce, rows: Sequence[PolicyRow]) -> bool:
    """Whether requests may be taken under this version (R28)."""
    return policy.approver is None or any(
        row.event is PolicyEvent.APPROVED and row.digest == policy.digest for row in rows
    )


def review_due(policy: PolicyInForce, rows: Sequence[PolicyRow]) -> int | None:
    """When the policy is to be looked at again (R30), Unix seconds; None where it does not say.

    Counted from the newest approval or review of any version, else from the first one shown.
    """
    if policy.review_months is None or not rows:
        return None
    kept = (PolicyEvent.APPROVED, PolicyEvent.REVIEWED)
    looked = [row.decided for row in rows if row.event in kept and row.decided is not None]
    return months_after(max(looked, default=rows[0].at), policy.review_months)


def reminder_due(policy: PolicyInForce, rows: Sequence[PolicyRow], *, now: int) -> bool:
    """Whether the coordinator is to be told (again) that a review is due."""
    due = review_due(policy, rows)
    if due is None or now < due - REMIND_BEFORE:
        return False
    told = [row.at for row in rows if row.event is PolicyEvent.REMINDED]
    return not told or abs(now - max(told)) >= REMIND_BEFORE


def months_after(start: int, months: int) -> int:
    """The same day and time so many months later; the month's last day where it has no such day."""
    at = datetime.fromtimestamp(start, UTC)
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    day = min(at.day, calendar.monthrange(year, month + 1)[1])
    return int(at.replace(year=year, month=month + 1, day=day).timestamp())
