"""How long things are kept, and what keeps them longer (R14, protocol.md §8): kinds, times. Pure.

Conversations have their day in their own row; records are what is filed under no case.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, NewType

from people.accounts import Role
from supervision.errors import Malformed, NotFound

DAY: Final = 24 * 3600
MARGIN_SECONDS: Final = DAY
"""Destroying waits a day beyond the keeping time, as for conversations (attack 35)."""
LONGEST_POSTPONED_DAYS: Final = 366
OPEN_LONG_DAYS: Final = 365
"""What has been open for longer is counted out to its holders. It is never destroyed."""
MOST_HOLDS: Final = 300
"""Asked for by one role and not ended: nobody else's are crowded out by them."""
MOST_ENDED: Final = 200
"""Ended ones of one role that are still listed; what was done stays on record."""

HoldId = NewType("HoldId", bytes)
"""16 random bytes made by the asking device."""


class Kind(StrEnum):
    """What is kept for a time of its own."""

    CONCERN = "concern"
    NOTE = "note"
    DISCLOSURE = "disclosure"
    REPORT = "report"
    ENQUIRY = "enquiry"
    AUDIT = "audit"
    CONVERSATION = "conversation"
    CONTACT = "contact"


RECORDS: Final = (Kind.CONCERN, Kind.NOTE, Kind.DISCLOSURE, Kind.REPORT)
"""What has a key of its own and an end. An enquiry has neither: codes, from their hour on. Of an
audit of case records (R15) it is the list of what was looked at, from the audit's end on."""
AS_REPORTS: Final = frozenset({Kind.ENQUIRY, Kind.AUDIT})
"""Kept as long as reports."""
BY_PERIOD: Final = frozenset({Kind.REPORT, Kind.ENQUIRY, Kind.AUDIT})
"""Held by a period alone. A hold is shown to all three holders: one of a single report would tell
whoever it is about that there is one. An audit stays with any conversation that it names."""


class Why(StrEnum):
    """Why something is kept longer. No words: a reason in words could say about whom."""

    INCIDENT = "incident"
    COMPLAINT = "complaint"
    LEGAL = "legal"
    AUDIT = "audit"
    UNFINISHED = "unfinished"


class HoldState(StrEnum):
    """How far two holders have agreed. Only `held` and `ending` hold anything."""

    ASKED = "asked"
    HELD = "held"
    ENDING = "ending"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A deployment's keeping times: `days` from a record's end, by kind of RECORDS."""

    days: Mapping[Kind, int]
    conversation_days: int

    def days_of(self, kind: Kind) -> int:
        """Days from its end (an enquiry's hour) for which this is kept; of no conversation."""
        return self.days[Kind.REPORT if kind in AS_REPORTS else kind]

    def ended_by(self, kind: Kind, *, now: int) -> int:
        """What ended at this Unix second or before is to be destroyed `now`."""
        return now - self.days_of(kind) * DAY - MARGIN_SECONDS

    def audits_shown(self, *, now: int) -> int:
        """Those that ended by this second are shown to nobody any more `now`."""
        return self.ended_by(Kind.AUDIT, now=now) + MARGIN_SECONDS

    @property
    def case_shift(self) -> int:
        """Seconds from a conversation's end to when it is destroyed."""
        return self.conversation_days * DAY + MARGIN_SECONDS


@dataclass(frozen=True, kw_only=True)
class Postponement:
    """Nothing of a kind is destroyed before `until`. Times are Unix seconds."""

    kind: Kind
    until: int
    reason: Why
    hour: int = 0


@dataclass(frozen=True, kw_only=True)
class Hold:
    """One thing, or all that ended from `since` to `until`, is kept until two agree to end it.

    `known_to`: of a hold because of a concern, who may read that; None for all three.
    """

    id: HoldId
    reason: Why
    asked_by: Role
    state: HoldState = HoldState.ASKED
    agreed_by: Role | None = None
    ending_by: Role | None = None
    hour: int = 0
    kind: Kind | None = None
    reference: bytes | None = field(default=None, repr=False)
    since: int | None = None
    until: int | None = None
    known_to: frozenset[Role] | None = None

    def shown_to(self, role: Role) -> bool:
        """Whether this role is told of it: of a concern's, who may read that, and nobody else."""
        return self.known_to is None or role in self.known_to


@dataclass(frozen=True, kw_only=True)
class Month:
    """How many of a kind fall due in a month (`2027-03`)."""

    month: str
    kind: Kind
    count: int


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """What a holder sees: counts and kinds of what this role may know of, never whose."""

    due: Sequence[Month]
    open_long: Mapping[Kind, int]
    destroyed: Sequence[Month]
    postponed: Sequence[Postponement]
    holds: Sequence[Hold]


def check_postponement(new: Postponement, *, now: int) -> None:
    """Raises Malformed unless it ends in the future, and within a year."""
    if not now < new.until <= now + LONGEST_POSTPONED_DAYS * DAY:
        raise Malformed


def check_hold(new: Hold, *, concern: bytes | None) -> None:
    """Raises Malformed unless it names one thing of a kind that may be, or a period; `concern`:
    with a conversation."""
    one = new.kind is not None and new.reference is not None
    period = new.since is not None and new.until is not None and new.since <= new.until
    nothing_else = (new.kind, new.reference) == (None, None) or (new.since, new.until) == (
        None,
        None,
    )
    if one == period or not nothing_else:
        raise Malformed
    if new.kind in BY_PERIOD:
        raise Malformed
    if concern is not None and new.kind is not Kind.CONVERSATION:
        raise Malformed


def agreed(hold: Hold, *, by: Role) -> Hold:
    """The hold once another holder agreed. Raises NotFound for whoever asked or is not told of
    it, or another state."""
    if hold.state is not HoldState.ASKED or by is hold.asked_by or not hold.shown_to(by):
        raise NotFound
    return replace(hold, state=HoldState.HELD, agreed_by=by)


def ended(hold: Hold, *, by: Role) -> Hold:
    """One step towards its end: the asker takes it back, or one of the two asks and the other
    agrees. Raises NotFound for anybody else, and for whoever asked for the end already."""
    if hold.state is HoldState.ASKED and by is hold.asked_by:
        return replace(hold, state=HoldState.ENDED, ending_by=by)
    if by not in {hold.asked_by, hold.agreed_by} or by is hold.ending_by:
        raise NotFound
    if hold.state is HoldState.HELD:
        return replace(hold, state=HoldState.ENDING, ending_by=by)
    if hold.state is HoldState.ENDING:
        return replace(hold, state=HoldState.ENDED)
    raise NotFound
