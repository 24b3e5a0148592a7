"""What the supervision queue needs from its store, and what it is given. No rule lives here.

Whoever wrote an entry is in none of these shapes: the store alone knows whom to answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from crypto.wire import CertificateId
from people.accounts import AccountId, Role
from supervision.entries import Entry, EntryId, EntryState, NewEntry, Pseudonym
from supervision.errors import TeamError


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who looks. `certificates` are a consultant's own: their wraps are by certificate."""

    role: Role
    certificates: frozenset[CertificateId] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An entry as a reader gets it, with their wrap and how many replies it has."""

    entry: Entry
    sealed: bytes = field(repr=False)
    wrap: bytes = field(repr=False)
    replies: int


@dataclass(frozen=True, kw_only=True)
class EntryPage:
    """Entries in the order in which they came. `cursor` asks for those after them."""

    entries: Sequence[Shown]
    more: bool
    cursor: int


@dataclass(frozen=True, kw_only=True)
class OwnEntry:
    """What its writer sees again of an entry: not the text; `replies` are boxed to them."""

    id: EntryId
    name: Pseudonym
    state: EntryState
    written_week: str
    replies: Sequence[bytes] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A change of an entry. `event` names the audit row; `wraps` are all that consultants have
    of it from then on, by certificate."""

    entry: Entry
    event: str
    wraps: Mapping[CertificateId, bytes] = field(default_factory=dict, repr=False)


Decide = Callable[[Entry], Step]
"""Pure: the entry as it is → the step to take, or an exception."""


class EntryChanged(TeamError):
    """The entry is not as the caller thought: here it is as it is now."""

    def __init__(self, *, shown: Shown, reader: Reader) -> None:
        super().__init__("The entry changed meanwhile.")
        self.shown = shown
        self.reader = reader


class EntryStore(Protocol):
    """Where entries are kept. Each call that changes or shows one is one transaction with its
    audit row, which carries the week and no reference (protocol.md §16)."""

    async def write(self, new: NewEntry, *, writer: AccountId, week: str) -> Pseudonym:
        """Keep a new entry and return its tag's name; the same bytes again change nothing.

        Raises Exists (other content under the id), Full (too many of one writer in a week),
        NoName.
        """
        ...

    async def own(self, writer: AccountId) -> Sequence[OwnEntry]:
        """The entries of this writer, newest first."""
        ...

    async def page(self, reader: Reader, *, after: int, limit: int) -> EntryPage:
        """Entries after a cursor that this reader has a wrap of, a consultant's on the agenda."""
        ...

    async def look(self, entry: EntryId, *, reader: Reader) -> Shown:
        """One of them. Raises NotFound."""
        ...

    async def change(self, entry: EntryId, decide: Decide, *, reader: Reader) -> Shown:
        """Decide and carry out, one after another for all callers; the entry as it is then.

        Raises NotFound, or what `decide` raises, having changed nothing.
        """
        ...

    async def answer(self, entry: EntryId, box: bytes, *, by: Role) -> None:
        """Keep a reply, once; the writer is owed a content-free notice in the same transaction.

        Raises NotFound, Full.
        """
        ...


class EntrySockets(Protocol):
    """What holders have open, told to ask again."""

    def team(self) -> None:
        """What holders see changed."""
        ...
