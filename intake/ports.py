"""What the student's side needs from others, as small Protocols. No implementation lives here.

storage implements `Cases` and `Messages`, supervision's data stand behind `Team`, the sockets
behind `Live`; the wiring joins them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from crypto.wire import CaseId, Direction, Head, Place, RecordHash
from intake.conversations import Behind, Room
from intake.counting import Counted
from intake.matching import Roster
from intake.outbox import Outgoing
from intake.requests import Case
from people.accounts import AccountId
from people.rekeying import Rekeyed
from people.sessions import SessionId


class Stored(NamedTuple):
    """A message as kept. Taken back, `body_hash` is set and `message` is its `ad` alone (§7).

    A named tuple, because one is made for every message (crypto/wire/place.py).
    """

    epoch: int
    direction: Direction
    counter: int
    message: bytes
    body_hash: bytes | None = None

    def __repr__(self) -> str:
        return f"Stored(epoch={self.epoch}, direction={self.direction}, counter={self.counter})"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One step of a case, carried out whole or not at all.

    `put` and `drop` are papers by name; `event` and `role` name the audit row; `owed` are the
    notices it causes; `first` is the message that opens an epoch; `rekeyed` are the student's
    new keys, where the step changes them; `counted` is what the step adds to the week's numbers.
    """

    case: Case
    event: str
    role: str
    put: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    drop: frozenset[str] = frozenset()
    owed: Sequence[Outgoing] = ()
    first: Stored | None = None
    rekeyed: Rekeyed | None = None
    counted: Sequence[Counted] = ()


Decide = Callable[[Case], Change | None]
"""Pure: the case as it is → the step to take, None to leave all as it is, or an exception."""


class Cases(Protocol):
    """Cases and their papers. Every step is one transaction with its audit row and notices."""

    async def create(self, change: Change) -> None:
        """Keep a new case. Raises Conflict("exists") when its id is taken or was erased, or when
        the student has a live case already; a contact, when this holder has an open one about
        this case."""
        ...

    async def change(self, case: CaseId, decide: Decide) -> Case:
        """Load a case, decide and carry out, one after another for all callers.

        Returns the case as it is then. Raises NotFound, or what `decide` raises, having
        changed nothing.
        """
        ...

    async def find(self, case: CaseId) -> Case | None:
        """The case with this id, or None."""
        ...

    async def papers(self, case: CaseId, names: frozenset[str]) -> Mapping[str, bytes]:
        """Those of the named papers that are kept; empty when the case is erased."""
        ...

    async def of_student(self, student: AccountId) -> Sequence[Case]:
        """A student's cases and contacts, newest first."""
        ...

    async def of_worker(self, worker: AccountId) -> Sequence[Case]:
        """The cases that a worker has claimed or talks in, a holder's contacts; newest first."""
        ...

    async def pending(self, *, limit: int) -> Sequence[Case]:
        """Requests that wait or are claimed, oldest first."""
        ...

    async def seeking(self, *, limit: int) -> Sequence[Case]:
        """Open cases whose student looks for another worker, oldest first."""
        ...

    async def declared(self, *, limit: int) -> Sequence[Case]:
        """Cases that a worker put before the holders, oldest first."""
        ...

    async def recorded(self, *, before: CaseId | None, limit: int) -> Sequence[Case]:
        """Cases with a record, the newest first; those before that one."""
        ...

    async def count_open(self) -> int:
        """How many conversations are open; contacts are counted nowhere (§14)."""
        ...

    async def due(self, *, now: int, erase: int, limit: int) -> Sequence[CaseId]:
        """Cases with something to do by now (intake/lapses.py), the longest overdue first.

        Closed ones only where that time had come by `erase`, another clock's now.
        """
        ...

    async def lapse(self, case: CaseId, *, erase: int) -> None:
        """Erase a closed case whose time is over by `erase`, unless something holds it (§8)."""
        ...

    async def erase(self, case: CaseId) -> None:
        """Destroy the case's key, leave a tombstone and delete its rows (§8). May be repeated."""
        ...


class Posting(NamedTuple):
    """A message to be appended: by whom, its header, its bytes, and the notices it causes."""

    case: CaseId
    writer: AccountId
    header: Place
    message: bytes
    owed: Sequence[Outgoing] = ()

    def __repr__(self) -> str:
        return f"Posting({self.header!r})"


@dataclass(frozen=True, kw_only=True)
class Durable:
    """The message is kept. `new` is False when the same bytes were there before."""

    new: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """Messages after a cursor, in counter order per direction; `more` when there are others.

    `heads` are the epoch's, student's first, of the moment at which the messages were read: a
    device takes older ones for a roll-back, and newer ones for a gap.
    """

    messages: Sequence[Stored]
    more: bool
    heads: tuple[Head, Head]


Posted = Callable[[Durable | Behind | None, Exception | None], None]
"""Told once what became of a posting: a verdict, or the error that `append` would raise."""


class Messages(Protocol):
    """Conversations' messages and heads."""

    async def room(self, case: CaseId) -> Room | None:
        """The room of a case with an epoch, or None. Usually from memory."""
        ...

    def room_at_hand(self, case: CaseId) -> Room | None:
        """As `room`, if it can be had without waiting; None says nothing."""
        ...

    async def append(self, posting: Posting) -> Durable | Behind:
        """Keep a message if it is the next one (intake/conversations.py `accept`).

        Answers when it is durable. Raises NotFound when the writer is no member (any more) or
        the case is not open.
        """
        ...

    def post(self, posting: Posting, told: Posted) -> None:
        """As `append`, without waiting: the next posting of the same writer may follow at once.

        Postings are judged in the order in which they were handed in.
        """
        ...

    async def heads(self, case: CaseId, epoch: int, record: RecordHash) -> tuple[Head, Head] | None:
        """Both heads of an epoch with this record hash, or None when there is no such epoch."""
        ...

    async def after(
        self,
        case: CaseId,
        *,
        epoch: int,
        record: RecordHash,
        counters: tuple[int, int],
        limit: int,
    ) -> Page | None:
        """Messages of an epoch above these counters per direction, at most `limit` in all.

        None when there is no such epoch with this record hash.
        """
        ...

    async def unsend(self, case: CaseId, *, writer: AccountId, epoch: int, counter: int) -> None:
        """Drop the body of one's own message, keeping `ad` and body hash.

        Taken back already: nothing happens. Raises NotFound, or Conflict("seen").
        """
        ...


class Team(Protocol):
    """What intake must know of the team."""

    async def roster(self) -> Roster | None:
        """The roster in force now, or None when there is none or it has expired."""
        ...

    async def revoked(self, account: AccountId) -> bool:
        """Whether the newest roster, in force or expired, lists no certificate of theirs.

        They have no grace (protocol.md §3.2). Asked for every message: from memory.
        """
        ...

    def revoked_at_hand(self, account: AccountId) -> bool | None:
        """As `revoked`, if the team is in memory; else None."""
        ...

    async def newest(self) -> Roster | None:
        """The newest roster, in force or expired: what goes for workers who stay (§6)."""
        ...

    async def all_workers(self) -> Sequence[AccountId]:
        """Every worker who was ever certified, whatever became of them."""
        ...

    async def intake_open(self) -> bool:
        """Whether new requests are taken: team complete, roster in force, not paused."""
        ...


class Fitness(Protocol):
    """What the team knows of a worker beyond their certificate (R29)."""

    async def lacking(self, worker: AccountId) -> str | None:
        """Why they may take no new request now: `agreement`, `training`; None when nothing is
        lacking. Conversations that are open go on whatever it says."""
        ...


class Signs(Protocol):
    """Signs of life of staff: the day of their last use, and nothing finer (section 17)."""

    async def last_day(self, account: AccountId) -> int | None:
        """Days since 1970-01-01, or None when nothing is known."""
        ...


class Live(Protocol):
    """Who is looking right now, and telling them. Telling never waits and never fails."""

    def present(self, account: AccountId) -> bool:
        """Whether the account has an open socket."""
        ...

    def message(self, account: AccountId, case: CaseId, message: Stored) -> None:
        """A message became durable."""
        ...

    def case(self, account: AccountId, case: CaseId) -> None:
        """A case of theirs changed."""
        ...

    def queue(self, account: AccountId) -> None:
        """The worker's queue changed."""
        ...

    def team(self) -> None:
        """What holders see of the requests changed."""
        ...


class OwnSockets(Protocol):
    """What holds open sockets, told when a person's other sessions ended."""

    def end_others(self, account: AccountId, *, but: SessionId) -> None:
        """Close every socket of an account but those of one session."""
        ...
