"""Accepting messages: the pure rule of docs/protocol.md §7, and what a room is to the server.

Heads, members and the rule for taking back live here. No bytes of content: the server cannot
open them and has no name for what is inside.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

from crypto.wire import CaseId, Direction, Head, Place, RecordHash
from intake.requests import State
from people.accounts import AccountId

# An enumeration looks a member up by its name at each use, several times for every message.
_STUDENTS: Final = Direction.FROM_STUDENT
_WORKERS: Final = Direction.FROM_WORKER


class Room(NamedTuple):
    """A case as the message path needs it: who may write where, and both heads.

    `heads` and `seen` are indexed by Direction; `seen[d]` is the counter of the other direction
    that the newest message of `d` says its writer has seen. Until `quiet_until` (Unix seconds)
    the student is owed no notice (section 25).
    """

    case: CaseId
    state: State
    student: AccountId
    worker: AccountId | None
    epoch: int
    record: RecordHash
    heads: tuple[Head, Head]
    seen: tuple[int, int] = (0, 0)
    quiet_until: int = 0

    def __repr__(self) -> str:
        return f"Room(state={self.state}, epoch={self.epoch})"

    def direction_of(self, account: AccountId) -> Direction | None:
        """The direction in which this account writes, or None when it is no member."""
        if account == self.student:
            return _STUDENTS
        return _WORKERS if account == self.worker else None

    def member(self, direction: Direction) -> AccountId | None:
        """Who writes in this direction."""
        return self.student if direction is Direction.FROM_STUDENT else self.worker


@dataclass(frozen=True, kw_only=True)
class Repeated:
    """The message is the head already, byte for byte."""


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A counter at or below the head that is not the head: compare with what is stored."""


@dataclass(frozen=True, kw_only=True)
class Behind:
    """Not head + 1 with the matching previous hash: the writer must read first. Nothing changed."""

    room: Room


Verdict = Room | Repeated | Earlier | Behind
"""A room: the message is the next one, and this is the room with it."""


def accept(room: Room, place: Place, direction: Direction) -> Verdict:
    """What becomes of a message from the member who writes in `direction` (§7).

    Only head + 1 with the head's chain hash moves the room. The chain hash covers every byte,
    so an equal hash is the same message again.
    """
    fits = (
        place.case == room.case
        and place.epoch == room.epoch
        and place.record == room.record
        and place.direction == direction
    )
    if not fits:
        return Behind(room=room)
    head = room.heads[direction]
    if place.counter == head.counter and place.chain == head.hash:
        return Repeated()
    if place.counter == head.counter + 1 and place.previous == head.hash:
        return _moved(room, place, direction)
    return Earlier() if 0 < place.counter < head.counter else Behind(room=room)


def _moved(room: Room, place: Place, direction: Direction) -> Room:
    # Once for every message: `_replace` looks every field up by name, and a named tuple's own
    # constructor is a call more.
    case, state, student, worker, epoch, record, heads, seen, quiet_until = room
    head = tuple.__new__(Head, (place.counter, place.chain))
    if direction == _STUDENTS:
        heads, seen = (head, heads[1]), (place.seen, seen[1])
    else:
        heads, seen = (heads[0], head), (seen[0], place.seen)
    return tuple.__new__(
        Room, (case, state, student, worker, epoch, record, heads, seen, quiet_until)
    )


def may_unsend(room: Room, *, direction: Direction, epoch: int, counter: int) -> bool:
    """Whether the writer may have a message's body dropped: not covered by the reader's *seen*.

    Of an epoch that has ended nothing can be taken back: the other's heads were carried over.
    """
    return epoch == room.epoch and counter > room.seen[direction.other]
