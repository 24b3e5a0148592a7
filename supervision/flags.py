"""Safeguarding flags as the server knows them (protocol.md §12): types, marks, times. Pure.

No field here, and none in the API, could hold an author, a student or a case. What holders decide
is in events that devices seal; the server moves by their open marks alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final, NewType

from crypto import wire
from people.accounts import Role
from supervision.errors import Malformed

FlagId = NewType("FlagId", bytes)
"""16 random bytes made by the author's device; whoever has it may ask for the receipt."""

MOST_EVENTS: Final = 1000
"""Events of one flag: without a bound one device could fill the disk."""

BOTH: Final = frozenset({Role.COORDINATOR, Role.MANAGER})
LEFT_OUT: Final = frozenset(
    {frozenset({Role.COORDINATOR, Role.DEPUTY}), frozenset({Role.MANAGER, Role.DEPUTY})}
)
"""Who holds a flag that is about one of the two: the other, and the deputy."""


class FlagState(StrEnum):
    """How far a flag has come, as far as the server can tell."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"


class Mark(StrEnum):
    """What goes openly with an event."""

    NONE = ""
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"
    OPENED = "opened"


class Stage(IntEnum):
    """How long a flag has stayed unacknowledged."""

    FRESH = 0
    TOLD_AGAIN = 1  # the first configured time is over
    OVERDUE = 2  # the second: the deputy can open it where there is a late part


TRANSITIONS: Final[Mapping[tuple[FlagState, Mark], FlagState]] = MappingProxyType(
    {
        (FlagState.SENT, Mark.ACKNOWLEDGED): FlagState.ACKNOWLEDGED,
        (FlagState.ACKNOWLEDGED, Mark.CLOSED): FlagState.CLOSED,
        (FlagState.CLOSED, Mark.OPENED): FlagState.ACKNOWLEDGED,
    }
)


@dataclass(frozen=True, kw_only=True)
class Late:
    """The deputy's boxed part of a flag's key, and the half that the server keeps."""

    part: bytes = field(repr=False)
    half: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class NewFlag:
    """What the author's device sends. `wraps` are the holders', by role."""

    id: FlagId
    sealed: bytes = field(repr=False)
    wraps: Mapping[Role, bytes] = field(repr=False)
    late: Late | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Flag:
    """A flag without its content. Times are Unix seconds; `received` is rounded to the hour.

    `due`: when the next stage begins, None when nothing does by itself. `released`: the deputy
    has opened it. `head` counts its events.
    """

    id: FlagId
    state: FlagState
    stage: Stage
    holders: frozenset[Role]
    received: int
    due: int | None
    released: bool
    has_late: bool
    head: int

    @property
    def late_open(self) -> bool:
        """Whether the deputy may be handed the late part: overdue, or opened once already."""
        overdue = self.state is FlagState.SENT and self.stage is Stage.OVERDUE
        return self.has_late and (overdue or self.released)

    def readable_by(self, role: Role) -> bool:
        """Whether this role may read the flag and its events, and write some."""
        return role in self.holders or (role is Role.DEPUTY and self.has_late and self.released)

    def known_to(self, role: Role) -> bool:
        """Whether this role is told that the flag exists."""
        return self.readable_by(role) or (role is Role.DEPUTY and self.late_open)


@dataclass(frozen=True, kw_only=True)
class FlagTimes:
    """Seconds after which a flag that nobody acknowledged is told again, and is the deputy's."""

    first: int
    second: int


def check_new(new: NewFlag) -> None:
    """Raises Malformed unless exactly its holders have wraps, and a late part where it belongs."""
    roles = frozenset(new.wraps)
    fits = roles == BOTH if new.late is not None else roles in LEFT_OUT
    if not fits or len(new.sealed) > wire.LARGEST_FLAG:
        raise Malformed


def after(state: FlagState, mark: Mark) -> FlagState:
    """The state after an event with this mark; one that moves nothing changes nothing."""
    return TRANSITIONS.get((state, mark), state)


def marked(flag: Flag, mark: Mark) -> Flag:
    """The flag after one more event. Acknowledged, nothing is due any more."""
    state = after(flag.state, mark)
    due = flag.due if state is FlagState.SENT else None
    return replace(flag, state=state, due=due, head=flag.head + 1)


def overdue(flag: Flag, *, now: int, times: FlagTimes) -> Flag | None:
    """The flag at its next stage, or None while none is due.

    After a long pause of the service both stages follow each other, one call each: nobody is
    left out of being told.
    """
    if flag.state is not FlagState.SENT or flag.due is None or now < flag.due:
        return None
    if flag.stage is Stage.FRESH:
        due = flag.due + times.second - times.first
        return replace(flag, stage=Stage.TOLD_AGAIN, due=due)
    return replace(flag, stage=Stage.OVERDUE, due=None)


def told_of(flag: Flag) -> frozenset[Role]:
    """Whom a stage is announced to: its holders, and the deputy once it is theirs to open."""
    return flag.holders | ({Role.DEPUTY} if flag.late_open else set())
