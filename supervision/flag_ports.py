"""What the safeguarding inbox needs from its store, and what it is given. No rule lives here.

Whoever raised a flag is in none of these shapes, and the store does not know it either.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from people.accounts import AccountId, Role
from supervision.errors import TeamError
from supervision.flags import Flag, FlagId, Late, Mark, NewFlag


@dataclass(frozen=True, kw_only=True)
class ShownFlag:
    """A flag as a reader gets it. `sealed` and `wrap` are None for the deputy, who reads through
    the late part, each time on record."""

    flag: Flag
    sealed: bytes | None = field(default=None, repr=False)
    wrap: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class FlagPage:
    """Flags, the newest first."""

    flags: Sequence[ShownFlag]
    more: bool


@dataclass(frozen=True, kw_only=True)
class LateFlag:
    """What the deputy opens a flag with that nobody acknowledged."""

    sealed: bytes = field(repr=False)
    late: Late


@dataclass(frozen=True, kw_only=True)
class StoredEvent:
    """An event at its place in the flag's chain."""

    number: int
    event: bytes = field(repr=False)
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    """An event as a holder's device wrote it, behind the one that `previous` is the hash of."""

    flag: FlagId
    number: int
    previous: bytes = field(repr=False)
    event: bytes = field(repr=False)
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class EventPage:
    """Events in order; `head` is how many there are."""

    events: Sequence[StoredEvent]
    head: int


class FlagMoved(TeamError):
    """Other events came first: here they are."""

    def __init__(self, page: EventPage) -> None:
        super().__init__("Another event came first.")
        self.page = page


Box = Callable[[FlagId, Collection[Role], str], Sequence[bytes]]
"""A row of the flags' access chain (protocol.md §16): flag, its holders and the event, boxed to
each of these holders."""

Overdue = Callable[[Flag], Flag | None]
"""Pure: the flag as it is → the flag at its next stage, or None while none is due."""

Tell = Callable[[Flag], Collection[AccountId]]
"""Who is owed a content-free notice about a flag as it is now."""


class FlagStore(Protocol):
    """Where flags are kept. Each call that changes or shows one is one transaction with its row
    of the flags' own chain; nothing of it is in the other audit chain."""

    async def keep(self, new: NewFlag, *, due: int, box: Box, tell: Collection[AccountId]) -> None:
        """Keep a new flag, and owe these a notice; the same bytes again change nothing.

        Raises Exists for other content under the id.
        """
        ...

    async def state(self, flag: FlagId) -> Flag | None:
        """The flag, or None: for its receipt. Not on record, it shows nothing."""
        ...

    async def page(self, role: Role, *, before: FlagId | None, limit: int, box: Box) -> FlagPage:
        """Flags that this role is told of, below one of them. Raises NotFound for no such one."""
        ...

    async def late(self, flag: FlagId, *, box: Box) -> LateFlag:
        """The late part, once the deputy may have it; from then on it is released to them.

        Raises NotFound.
        """
        ...

    async def events(self, flag: FlagId, role: Role, *, after: int, limit: int) -> EventPage:
        """Events of a flag that this role may read. Raises NotFound."""
        ...

    async def add(self, new: NewEvent, role: Role, *, box: Box) -> bool:
        """Keep the next event; False when these very bytes stand there already.

        Raises NotFound; FlagMoved with what is lacking; Full.
        """
        ...

    async def due(self, *, now: int, limit: int) -> Sequence[FlagId]:
        """Flags of which a stage is due."""
        ...

    async def advance(self, flag: FlagId, step: Overdue, *, box: Box, tell: Tell) -> bool:
        """Carry out what `step` says, with the notices that are owed then; whether it was due."""
        ...


class FlagSockets(Protocol):
    """What one person has open, told to ask again. Never everybody: that would say too much."""

    def queue(self, account: AccountId) -> None:
        """Something of theirs changed."""
        ...
