"""Messages and the chain that each direction is (protocol.md section 7).
Opening and judging them is the client's work; the server reads headers only."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import ClassVar, Final, NamedTuple, Self

from crypto.codec import choice, fixed, listed, read_u64, u64
from crypto.errors import MalformedStructure
from crypto.hashing import derive, digest
from crypto.wire.ids import (
    BYTES,
    BYTES16,
    BYTES32,
    U64,
    ZEROS,
    BodyHash,
    CaseId,
    ChainHash,
    RecordHash,
    part,
)
from crypto.wire.structure import Structure, require

__all__ = [
    "LARGEST_MESSAGE",
    "LARGEST_PAPER",
    "LONGEST_TEXT",
    "SUITE",
    "UNKNOWN_HEAD",
    "Content",
    "Direction",
    "Head",
    "Message",
    "MessageAd",
    "TakenBack",
    "body_hash",
    "chain_hash",
    "direction_key",
    "genesis",
]

SUITE: Final = 1
LARGEST_MESSAGE: Final = 64 * 1024
LONGEST_TEXT: Final = 8_000
LARGEST_PAPER: Final = 60_000
_HEAD_BYTES: Final = 40


class Direction(IntEnum):
    """Who writes to whom."""

    FROM_STUDENT = 0
    FROM_WORKER = 1

    @property
    def other(self) -> "Direction":
        """The way back."""
        return Direction(1 - self)


class Head(NamedTuple):
    """How far a direction has come: the last counter (0: nothing) and its chain hash.

    A named tuple, since the server makes one for every message: a frozen dataclass takes five
    times as long.
    """

    counter: int
    hash: ChainHash

    def encode(self) -> bytes:
        """u64 ‖ hash, as `carried` holds it."""
        return u64(self.counter) + self.hash

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """Of exactly 40 bytes; MalformedStructure otherwise."""
        if len(data) != _HEAD_BYTES:
            raise MalformedStructure("A head has 40 bytes.")
        return cls(read_u64(data[:8]), ChainHash(data[8:]))


UNKNOWN_HEAD: Final = Head(0, ChainHash(ZEROS))
"""What a writer carries who was no member of the epoch before."""


@dataclass(frozen=True, kw_only=True, repr=False)
class MessageAd(Structure):
    """A message's header, and its associated data. `carried` has no items or two heads."""

    LABEL: ClassVar[str] = "message-ad"
    suite: int = field(metadata=part(U64))
    case: CaseId = field(metadata=part(BYTES16))
    epoch: int = field(metadata=part(U64))
    record: RecordHash = field(metadata=part(BYTES32))
    direction: int = field(metadata=part(U64))
    counter: int = field(metadata=part(U64))
    previous: ChainHash = field(metadata=part(BYTES32))
    seen_counter: int = field(metadata=part(U64))
    seen_hash: ChainHash = field(metadata=part(BYTES32))
    carried: tuple[bytes, ...] = field(metadata=part(listed(fixed(_HEAD_BYTES))))

    @property
    def seen(self) -> Head:
        """What of the other direction the writer had been shown."""
        return Head(self.seen_counter, self.seen_hash)

    @property
    def carried_heads(self) -> tuple[Head, Head] | None:
        """The writer's own head and the other's, in the epoch before; None when empty."""
        if not self.carried:
            return None
        return Head.decode(self.carried[0]), Head.decode(self.carried[1])

    def check(self) -> None:
        """The suite of this specification, and *carried* exactly where it belongs (attack 9)."""
        require(self.suite == SUITE, "This suite is unknown.")
        require(self.direction in (0, 1), "There are two directions.")
        require(self.epoch >= 1 and self.counter >= 1, "Epochs and counters start at 1.")
        carries = self.epoch > 1 and self.counter == 1
        require(len(self.carried) == (2 if carries else 0), "Heads are carried once.")
        for item in self.carried:
            Head.decode(item)


@dataclass(frozen=True, kw_only=True, repr=False)
class Message(Structure):
    """The envelope: an encoded header and the sealed content."""

    LABEL: ClassVar[str] = "message"
    ad: bytes = field(metadata=part(BYTES))
    sealed: bytes = field(metadata=part(BYTES))


@dataclass(frozen=True, kw_only=True)
class TakenBack:
    """What is left of a message whose body was dropped. `ad` is an encoded header."""

    ad: bytes
    body: BodyHash


@dataclass(frozen=True, kw_only=True, repr=False)
class Content(Structure):
    """What is sealed: `time` in Unix seconds, `body` as the kind says."""

    LABEL: ClassVar[str] = "content"
    kind: str = field(metadata=part(choice("text", "seen", "unsend", "paper", "consent")))
    id: bytes = field(metadata=part(BYTES16))
    time: int = field(metadata=part(U64))
    body: bytes = field(metadata=part(BYTES))

    def check(self) -> None:
        """Each kind's body."""
        if self.kind == "text":
            length = len(self.text)
            require(0 < length <= LONGEST_TEXT, "A text has 1 to 8,000 characters.")
        elif self.kind == "unsend":
            read_u64(self.body)
        elif self.kind == "paper":
            require(0 < len(self.body) <= LARGEST_PAPER, "A paper has 1 to 60,000 bytes.")
        elif self.kind == "consent":
            require(bool(self.body), "A consent has a body.")
        else:
            require(not self.body, "A seen has no body.")

    @property
    def text(self) -> str:
        """The body of a text."""
        try:
            return self.body.decode("utf-8")
        except UnicodeDecodeError:
            raise MalformedStructure("A text is not UTF-8.") from None


def body_hash(sealed: bytes) -> BodyHash:
    """By which the chain holds a body, so that the body can go."""
    return BodyHash(digest("pl.body", sealed))


def chain_hash(*, ad: bytes, body: BodyHash) -> ChainHash:
    """A message's place in the chain, from its encoded header and body hash."""
    return ChainHash(digest("pl.chain", ad + body))


def genesis(record: RecordHash, direction: Direction) -> Head:
    """Where a direction of an epoch starts."""
    return Head(0, ChainHash(digest("pl.genesis", record + u64(direction))))


def direction_key(*, epoch_key: bytes, record: RecordHash, direction: Direction) -> bytes:
    """The 32-byte key that one direction's messages are sealed under."""
    return derive("pl.direction", key=epoch_key, data=record + u64(direction))
