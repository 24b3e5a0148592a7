"""Supervision entries as the server knows them (protocol.md §11): types, states, names. Pure.

No field here, and none in the API, could hold a student, a case or the worker who wrote: the
writer's account is storage's alone, sealed and apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NewType

import crypto
from crypto import wire
from supervision.errors import IllegalEntryEvent, Malformed, WrongTerm

EntryId = NewType("EntryId", bytes)
"""16 random bytes made by the writer's device."""

Tag = NewType("Tag", bytes)
"""16 bytes that stand for one case in one term; whoever has the case's secret can make them."""

Pseudonym = NewType("Pseudonym", str)
"""Two words of a tag or more, by which an entry is talked about; unique within a term."""

READERS: Final = wire.ENTRY_READERS
"""The roles to whom every entry is sealed."""

_FEWEST_WORDS: Final = 2
_MOST_WORDS: Final = 11


class EntryState(StrEnum):
    """How far an entry has come."""

    NEW = "new"
    REVIEW = "review"
    DISCUSSED = "discussed"
    CLOSED = "closed"


class EntryEvent(StrEnum):
    """What its readers do with it."""

    TAKE = "take"
    DISCUSS = "discuss"
    CLOSE = "close"
    REOPEN = "reopen"


TRANSITIONS: Final[Mapping[tuple[EntryState, EntryEvent], EntryState]] = MappingProxyType(
    {
        (EntryState.NEW, EntryEvent.TAKE): EntryState.REVIEW,
        (EntryState.NEW, EntryEvent.CLOSE): EntryState.CLOSED,
        (EntryState.REVIEW, EntryEvent.DISCUSS): EntryState.DISCUSSED,
        (EntryState.REVIEW, EntryEvent.CLOSE): EntryState.CLOSED,
        (EntryState.DISCUSSED, EntryEvent.CLOSE): EntryState.CLOSED,
        (EntryState.DISCUSSED, EntryEvent.REOPEN): EntryState.REVIEW,
        (EntryState.CLOSED, EntryEvent.REOPEN): EntryState.REVIEW,
    }
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry without its content. `agenda`: it is to be talked about in the next session."""

    id: EntryId
    tag: Tag
    term: str
    name: Pseudonym
    week: str
    state: EntryState
    revision: int
    agenda: bool


@dataclass(frozen=True, kw_only=True)
class NewEntry:
    """What a worker's device sends. `wraps` are the readers', by role."""

    id: EntryId
    tag: Tag
    term: str
    sealed: bytes = field(repr=False)
    wraps: Mapping[str, bytes] = field(repr=False)


def advance(entry: Entry, event: EntryEvent) -> Entry:
    """The entry after an event, off the agenda. Raises IllegalEntryEvent."""
    try:
        state = TRANSITIONS[entry.state, event]
    except KeyError:
        raise IllegalEntryEvent(entry.state.value, event.value) from None
    return replace(entry, state=state, revision=entry.revision + 1, agenda=False)


def marked(entry: Entry, *, on: bool) -> Entry:
    """The entry put on the agenda, or taken off it. Raises IllegalEntryEvent.

    Only one in review can be on it. Put on again it gets new wraps (another consultant came).
    """
    event = "put on the agenda" if on else "taken off the agenda"
    if entry.state is not EntryState.REVIEW or (not on and not entry.agenda):
        raise IllegalEntryEvent(entry.state.value, event)
    return replace(entry, revision=entry.revision + 1, agenda=on)


def names_of(tag: Tag) -> Iterator[Pseudonym]:
    """A tag's names, the shortest first: each has one word more than the one before."""
    for count in range(_FEWEST_WORDS, _MOST_WORDS + 1):
        yield Pseudonym(" ".join(crypto.tag_name(tag, count=count)))


def check_new(new: NewEntry, *, now: int) -> None:
    """Raises Malformed unless exactly the readers have wraps, WrongTerm unless it is this term's.

    Ten minutes of clock difference are allowed.
    """
    if set(new.wraps) != set(READERS) or len(new.sealed) > wire.LARGEST_ENTRY:
        raise Malformed
    if new.term not in {wire.term_of(now - wire.CLOCK), wire.term_of(now + wire.CLOCK)}:
        raise WrongTerm
