"""Disclosures as the server knows them (protocol.md §13): types, states, who gets what when. Pure.

What is recorded, decided and done is in parts that devices seal; no half of a capsule goes to
anybody but as `half_for` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NewType

from crypto import wire
from crypto.wire import CaseId, CertificateId
from people.accounts import Role
from supervision.errors import IllegalDisclosureEvent, Malformed, NotFound

DisclosureId = NewType("DisclosureId", bytes)
"""16 random bytes made by the requester's device."""

DAY: Final = 24 * 3600
RECORD: Final = 1
DECISION: Final = 2
COMPLETION: Final = 3


class DisclosureState(StrEnum):
    """How far a disclosure has come."""

    REQUESTED = "requested"
    APPROVED = "approved"
    OPENED = "opened"
    COMPLETED = "completed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class DisclosureEvent(StrEnum):
    """What the two holders do with it."""

    APPROVE = "approve"
    REFUSE = "refuse"
    OPEN = "open"
    COMPLETE = "complete"
    WITHDRAW = "withdraw"


TRANSITIONS: Final[Mapping[tuple[DisclosureState, DisclosureEvent], DisclosureState]] = (
    MappingProxyType(
        {
            (DisclosureState.REQUESTED, DisclosureEvent.APPROVE): DisclosureState.APPROVED,
            (DisclosureState.REQUESTED, DisclosureEvent.REFUSE): DisclosureState.REFUSED,
            (DisclosureState.REQUESTED, DisclosureEvent.WITHDRAW): DisclosureState.WITHDRAWN,
            (DisclosureState.APPROVED, DisclosureEvent.OPEN): DisclosureState.OPENED,
            (DisclosureState.APPROVED, DisclosureEvent.WITHDRAW): DisclosureState.WITHDRAWN,
            (DisclosureState.OPENED, DisclosureEvent.OPEN): DisclosureState.OPENED,
            (DisclosureState.OPENED, DisclosureEvent.COMPLETE): DisclosureState.COMPLETED,
        }
    )
)


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """A disclosure without its content. Times are Unix seconds, `made` rounded to the hour.

    `due`: when the completion is; None before it was opened. `closed_to`: to whom it is not
    handed, whatever else they are (R22).
    """

    id: DisclosureId
    case: CaseId = field(repr=False)
    capsule_version: int
    mark: bytes = field(repr=False)
    requester: Role
    approver: Role
    state: DisclosureState
    revision: int
    made: int
    tell: int
    opened: int | None = None
    due: int | None = None
    closed_to: frozenset[CertificateId] = field(default=frozenset(), repr=False)

    def overdue(self, *, now: int) -> bool:
        """Whether it was opened and what was done is still not said."""
        return self.state is DisclosureState.OPENED and self.due is not None and now >= self.due

    def of(self, role: Role) -> bool:
        """Whether this role is one of the two."""
        return role in (self.requester, self.approver)


@dataclass(frozen=True, kw_only=True)
class NewDisclosure:
    """What the requester's device sends. `wraps` are the two holders', by role."""

    id: DisclosureId
    case: CaseId = field(repr=False)
    capsule_version: int
    mark: bytes = field(repr=False)
    requester: Role
    approver: Role
    record: bytes = field(repr=False)
    wraps: Mapping[Role, bytes] = field(repr=False)
    tell: int
    note: bytes = field(repr=False)
    closed_to: frozenset[CertificateId] = field(repr=False)


def after(state: DisclosureState, event: DisclosureEvent) -> DisclosureState:
    """The state after an event. Raises IllegalDisclosureEvent."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalDisclosureEvent(state.value, event.value) from None


BY: Final[Mapping[DisclosureEvent, str]] = MappingProxyType(
    {
        DisclosureEvent.APPROVE: "approver",
        DisclosureEvent.REFUSE: "approver",
        DisclosureEvent.OPEN: "requester",
        DisclosureEvent.COMPLETE: "requester",
        DisclosureEvent.WITHDRAW: "requester",
    }
)
"""Whose each step is."""


def advance(
    disclosure: Disclosure, event: DisclosureEvent, *, by: Role, now: int, days: int
) -> Disclosure:
    """The disclosure after an event. Raises NotFound for another's step, IllegalDisclosureEvent.

    Opened for the first time, the completion is due in so many days.
    """
    whose = disclosure.requester if BY[event] == "requester" else disclosure.approver
    if by is not whose:
        raise NotFound
    state = after(disclosure.state, event)
    moved = replace(disclosure, state=state, revision=disclosure.revision + 1)
    if event is DisclosureEvent.OPEN:
        if disclosure.state is DisclosureState.OPENED:
            return disclosure
        return replace(moved, opened=now, due=now + days * DAY)
    return moved


def check_new(new: NewDisclosure, *, by: Role) -> None:
    """Raises Malformed unless it is from its requester, for two different holders."""
    pair = {new.requester, new.approver}
    fits = by is new.requester and len(pair) == 2 and all(role.holds for role in pair)  # noqa: PLR2004 -- a pair
    if not fits or set(new.wraps) != pair or new.capsule_version < 1:
        raise Malformed
    if len(new.record) > wire.LARGEST_DISCLOSURE_PART:
        raise Malformed


def half_place(role: Role, other: Role) -> int:
    """Where this role's half of the pair's key stands among the six (protocol.md §5.1)."""
    for number, pair in enumerate(wire.PAIRS):
        if {role.value, other.value} == set(pair):
            return 2 * number + pair.index(role.value)
    raise Malformed
