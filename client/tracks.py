"""One direction of an epoch as a device knows it: the chain so far (protocol.md section 7).
Only keeps; the rules for what may come next are in rooms.py."""

from dataclasses import dataclass, field

from client.screen_order import Place
from crypto.wire import ChainHash, Direction, Head, Header

__all__ = [
    "Broken",
    "Envelope",
    "Event",
    "Paper",
    "Seen",
    "Stated",
    "Text",
    "Track",
    "Unsent",
    "Withheld",
]


@dataclass(frozen=True, kw_only=True, repr=False)
class Text:
    """A text that can be shown. `time` is its writer's, in Unix seconds."""

    direction: Direction
    counter: int
    id: bytes
    time: int
    text: str


@dataclass(frozen=True, kw_only=True, repr=False)
class Stated:
    """A signed statement about consent (section 20); what it counts for is the ledger's."""

    direction: Direction
    counter: int
    raw: bytes


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The writer of this direction has been shown the other up to this counter."""

    direction: Direction
    upto: int


@dataclass(frozen=True, kw_only=True)
class Unsent:
    """The writer has taken this message back: hide it."""

    direction: Direction
    counter: int


@dataclass(frozen=True, kw_only=True, repr=False)
class Paper:
    """Something else than a text (protocol.md section 17): one structure, told by its label."""

    direction: Direction
    counter: int
    paper: bytes


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """A body is not there. Innocent only if the writer's `unsend` follows."""

    direction: Direction
    counter: int


Event = Text | Stated | Seen | Unsent | Paper | Withheld


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A finding that stays on record: one plain warning, with the crisis contacts.

    `what`: `elsewhere` (of another case, epoch or direction), `gap`, `fork`, `rollback`,
    `unreadable`, `malformed`, `seen` (goes back), `carried`, `missing` (a body without unsend).
    """

    what: str
    direction: Direction
    counter: int


@dataclass(frozen=True, kw_only=True, repr=False)
class Envelope:
    """An own message as it is sent and sent again, byte for byte."""

    counter: int
    id: bytes
    message: bytes
    head: Head


@dataclass
class Track:
    """The chain's heads by counter (0: genesis), and what hangs on them.

    `sure` is the last counter that a message which opened vouches for: bodies that are missing
    are believed only once something later continues the chain over them.
    """

    heads: list[Head]
    sure: int = 0
    seen: int = 0
    withheld: set[int] = field(default_factory=set)
    unsure: list[Header] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    ids: set[bytes] = field(default_factory=set)

    def append(self, header: Header, *, time: int) -> None:
        """The next one, read. `time`: its writer's word, 0 where there is no body."""
        self.heads.append(header.head)
        self.places.append(Place(seen=header.ad.seen_counter, time=time))

    @property
    def head(self) -> Head:
        """How far the chain has been read."""
        return self.heads[-1]

    @property
    def sure_head(self) -> Head:
        """How far it is vouched for."""
        return self.heads[self.sure]

    def holds(self, head: Head) -> bool:
        """Whether this head is on the chain."""
        return head.counter < len(self.heads) and self.hash_at(head.counter) == head.hash

    def hash_at(self, counter: int) -> ChainHash:
        """The chain hash at a counter that has been read."""
        return self.heads[counter].hash
