"""The life of a request and the case it becomes: one pure, exhaustive table.

States, events and what the server knows about a case live here. Who may cause an event, and
what is kept at rest, live elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from crypto.wire import BoxPublic, CaseId, CertificateId, RecordHash, SignPublic
from people.accounts import AccountId


class State(StrEnum):
    """Where a case stands. `ABSENT` is before the first request, `GONE` after erasure."""

    ABSENT = "absent"
    WAITING = "waiting"
    CLAIMED = "claimed"
    OPEN = "open"
    CLOSED = "closed"
    GONE = "gone"


class Event(StrEnum):
    """What can happen to a case (protocol.md sections 5 to 7) or a contact (section 14)."""

    SUBMITTED = "submitted"
    CONTACTED = "contacted"
    REVISED = "revised"
    CLAIMED = "claimed"
    RELEASED = "released"
    LAPSED = "lapsed"
    ACCEPTED = "accepted"
    ACKNOWLEDGED = "acknowledged"
    RENEWED = "renewed"
    SOUGHT = "sought"
    UNSOUGHT = "unsought"
    WILLING = "willing"
    UNWILLING = "unwilling"
    UNATTENDED = "unattended"
    ATTENDED = "attended"
    CLOSED_BY_STUDENT = "closed_by_student"
    CLOSED_BY_WORKER = "closed_by_worker"
    CLOSED_BY_HOLDER = "closed_by_holder"
    CLOSED_BY_SERVICE = "closed_by_service"
    KEYS_LOST = "keys_lost"
    ERASED = "erased"


TRANSITIONS: Final[Mapping[tuple[State, Event], State]] = MappingProxyType(
    {
        (State.ABSENT, Event.SUBMITTED): State.WAITING,
        (State.ABSENT, Event.CONTACTED): State.OPEN,
        (State.WAITING, Event.REVISED): State.WAITING,
        (State.WAITING, Event.CLAIMED): State.CLAIMED,
        (State.CLAIMED, Event.RELEASED): State.WAITING,
        (State.CLAIMED, Event.LAPSED): State.WAITING,
        (State.CLAIMED, Event.ACCEPTED): State.OPEN,
        (State.OPEN, Event.ACKNOWLEDGED): State.OPEN,
        (State.OPEN, Event.RENEWED): State.OPEN,
        (State.OPEN, Event.SOUGHT): State.OPEN,
        (State.OPEN, Event.UNSOUGHT): State.OPEN,
        (State.OPEN, Event.WILLING): State.OPEN,
        (State.OPEN, Event.UNWILLING): State.OPEN,
        (State.OPEN, Event.UNATTENDED): State.OPEN,
        (State.OPEN, Event.ATTENDED): State.OPEN,
        (State.WAITING, Event.CLOSED_BY_STUDENT): State.CLOSED,
        (State.CLAIMED, Event.CLOSED_BY_STUDENT): State.CLOSED,
        (State.OPEN, Event.CLOSED_BY_STUDENT): State.CLOSED,
        (State.OPEN, Event.CLOSED_BY_WORKER): State.CLOSED,
        (State.OPEN, Event.CLOSED_BY_HOLDER): State.CLOSED,
        (State.WAITING, Event.CLOSED_BY_SERVICE): State.CLOSED,
        (State.CLAIMED, Event.CLOSED_BY_SERVICE): State.CLOSED,
        (State.OPEN, Event.CLOSED_BY_SERVICE): State.CLOSED,
        (State.WAITING, Event.KEYS_LOST): State.CLOSED,
        (State.CLAIMED, Event.KEYS_LOST): State.CLOSED,
        (State.OPEN, Event.KEYS_LOST): State.CLOSED,
        (State.CLOSED, Event.ERASED): State.GONE,
    }
)

LIVE: Final = frozenset({State.WAITING, State.CLAIMED, State.OPEN})
"""A student has at most one case in these states, beside contacts (protocol.md section 14)."""


class IllegalTransition(Exception):
    """The event does not fit the state; nothing changed. Callers say what it means to people."""

    def __init__(self, state: State, event: Event) -> None:
        super().__init__(f"{event} does not fit {state}")
        self.state = state
        self.event = event


def after(state: State, event: Event) -> State:
    """The state that follows. Raises IllegalTransition for every pair not in the table."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalTransition(state, event) from None


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """A worker to whom a request is sealed, at this place in the intake record (from 1).

    `passed`: they hid it from themselves. `recused`: their wraps are gone, silently; so it is
    with a worker's own request as a student, whose wraps are never kept.
    """

    place: int
    account: AccountId = field(repr=False)
    certificate: CertificateId = field(repr=False)
    passed: bool = False
    recused: bool = False


class Concern(StrEnum):
    """What a worker may put before the holders about a case, without a word (R25)."""

    CONFLICT = "conflict"
    CONDUCT = "conduct"


@dataclass(frozen=True, kw_only=True)
class Declared:
    """That a worker put this before the holders, and in which hour (Unix seconds)."""

    what: Concern
    hour: int


class Otherwise(StrEnum):
    """When a request that asks for one worker first goes to everybody (section 25)."""

    AFTER = "after"
    SHIFT = "shift"
    WAIT = "wait"


@dataclass(frozen=True, kw_only=True)
class First:
    """The worker whom a student asks for first. `until`: Unix seconds, with `AFTER` alone.

    `fallen`: it is everybody's for good; why is kept nowhere.
    """

    account: AccountId = field(repr=False)
    otherwise: Otherwise
    until: int | None = None
    fallen: bool = False


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """How far a case's record goes (section 24): how many entries, the newest one's chain hash."""

    count: int
    head: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Seeking:
    """A student looks for another worker (section 17), from the epoch with this record hash on.

    `paper` is the signed handover's hash, `asked` to whom it is sealed, at their places in it (from
    1); nobody is asked any more once the student took it back. `willing` would take it. `times`
    counts the handovers of this epoch.
    """

    record: RecordHash = field(repr=False)
    paper: bytes = field(repr=False)
    asked: tuple[Recipient, ...] = field(repr=False)
    since: int
    times: int = 1
    willing: AccountId | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the server knows of a case: who is in it and where it stands, nothing of what is said.

    Times are Unix seconds. `record_hash` is that of the newest epoch, `intake_hash` that of the
    newest intake record (protocol.md sections 5 and 6). `worker` is who claimed, then who talks;
    it goes when a claim ends or the case closes. `claimed_until` is when a claim lapses;
    `others_kept`: wraps of workers who did not claim are still kept. `closed_by` is a party,
    `lost` when the student lost every key, or `service` when it cannot act. While `declared` is a
    conflict, the request is offered to nobody.

    A contact (section 14) is a case with `about`, the case whose student a holder writes to: the
    holder stands in the worker's place, `intake_hash` is that of the case's request, and there
    are no recipients.

    `seeking`: the student looks for another worker. `unattended`: since when the student was told
    that theirs is gone or silent (section 17). `recorded`: there is a case record.
    `first`: whom a request asks for before all others;
    `paused`: until when the student wants to be left in peace (section 25).
    """

    id: CaseId
    state: State
    student: AccountId = field(repr=False)
    student_sign: SignPublic = field(repr=False)
    student_box: BoxPublic = field(repr=False)
    revision: int
    intake_hash: RecordHash = field(repr=False)
    recipients: tuple[Recipient, ...] = field(repr=False)
    submitted: int
    changed: int
    others_kept: bool = True
    worker: AccountId | None = field(default=None, repr=False)
    claimed_until: int | None = None
    epoch: int = 0
    record_hash: RecordHash = field(default=RecordHash(b""), repr=False)
    opened: int | None = None
    acknowledged: bool = False
    closed_by: str | None = None
    keep_until: int | None = None
    about: CaseId | None = None
    declared: Declared | None = None
    seeking: Seeking | None = None
    unattended: int | None = None
    recorded: Recorded | None = None
    first: First | None = None
    paused: int | None = None

    @property
    def sought(self) -> Seeking | None:
        """What stands of looking for somebody: of the newest epoch, with anybody asked."""
        found = self.seeking
        stands = found is not None and found.record == self.record_hash and found.asked
        return found if stands and self.state is State.OPEN else None

    @property
    def held(self) -> bool:
        """Whether it waits for the holders' word, and for no worker."""
        return self.declared is not None and self.declared.what is Concern.CONFLICT

    @property
    def is_contact(self) -> bool:
        """Whether a holder began it (section 14)."""
        return self.about is not None

    def recipient(self, account: AccountId) -> Recipient | None:
        """That worker's entry, or None when the request was never sealed to them."""
        return next((r for r in self.recipients if r.account == account), None)

    def with_recipient(self, changed: Recipient) -> "Case":
        """The case with one recipient's entry replaced."""
        return replace(
            self,
            recipients=tuple(changed if r.place == changed.place else r for r in self.recipients),
        )

    def pauses(self, *, at: int) -> bool:
        """Whether the student has paused the conversation at this moment (Unix seconds)."""
        return self.paused is not None and at < self.paused

    def newest_hash(self) -> RecordHash:
        """What a `close` names: the newest epoch's hash, or the intake's while there is none."""
        return self.record_hash if self.epoch else self.intake_hash


def advance(case: Case, event: Event, *, now: int) -> Case:
    """The case after an event; only state and time of change move. Raises IllegalTransition."""
    return replace(case, state=after(case.state, event), changed=now)


def as_of(case: Case, *, now: int) -> Case:
    """The case as it is by the clock: a claim ends at its time, not when somebody notices."""
    if case.state is not State.CLAIMED or case.claimed_until is None or now < case.claimed_until:
        return case
    return replace(advance(case, Event.LAPSED, now=now), worker=None, claimed_until=None)


class Party(StrEnum):
    """In which part somebody is in a case."""

    STUDENT = "student"
    WORKER = "worker"
    HOLDER = "holder"  # in the worker's place of a contact


def party(case: Case, account: AccountId, *, now: int) -> Party | None:
    """The part of an account in a case by the clock, or None: then there is nothing for it here.

    The student's ends with the case's keeping time, the other's with claim or conversation.
    """
    if account == case.student:
        over = case.keep_until is not None and now >= case.keep_until
        return None if over or case.state is State.GONE else Party.STUDENT
    live = as_of(case, now=now)
    if live.worker != account or live.state not in LIVE:
        return None
    return Party.HOLDER if case.is_contact else Party.WORKER
