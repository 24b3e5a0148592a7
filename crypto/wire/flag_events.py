"""What holders do with a flag: a signed chain and the state it comes to (protocol.md section 12).
The state is computed by devices from opened events; the server sees marks only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from crypto.codec import BYTES, U64, bounded, choice, u64
from crypto.errors import Refused
from crypto.hashing import derive, digest
from crypto.wire.authors import Author, holder_author
from crypto.wire.ids import BYTES16, BYTES32, part
from crypto.wire.roster import Team
from crypto.wire.structure import Signed, Structure, require

__all__ = [
    "FLAG_EVENTS",
    "FLAG_MARKS",
    "FLAG_OUTCOMES",
    "FLAG_STATES",
    "LARGEST_FLAG_EVENT",
    "FlagEvent",
    "FlagEventAd",
    "after_flag_event",
    "check_flag_event",
    "flag_chain",
    "flag_event_key",
    "flag_mark",
    "flag_state",
]

LARGEST_FLAG_EVENT: Final = 40 * 1024
"""Bytes of a sealed event."""
FLAG_STATES: Final = ("sent", "acknowledged", "discussing", "decided", "closed")
FLAG_EVENTS: Final = ("acknowledge", "discuss", "note", "decide", "close", "reopen")
FLAG_OUTCOMES: Final = ("none", "consent", "disclosure")
FLAG_MARKS: Final = ("acknowledged", "closed", "opened", "")
_MARKS: Final[Mapping[str, str]] = {
    "acknowledge": "acknowledged",
    "close": "closed",
    "reopen": "opened",
}
_AFTER: Final[Mapping[tuple[str, str], str]] = {
    ("sent", "acknowledge"): "acknowledged",
    ("sent", "note"): "sent",
    ("acknowledged", "discuss"): "discussing",
    ("acknowledged", "note"): "acknowledged",
    ("discussing", "note"): "discussing",
    ("discussing", "decide"): "decided",
    ("decided", "discuss"): "discussing",
    ("decided", "note"): "decided",
    ("decided", "close"): "closed",
    ("closed", "reopen"): "discussing",
}


@dataclass(frozen=True, kw_only=True, repr=False)
class FlagEvent(Structure):
    """One step, at its place in the chain; signed by the certificate's sign key."""

    LABEL: ClassVar[str] = "flag-event"
    flag: bytes = field(metadata=part(BYTES16))
    number: int = field(metadata=part(U64))
    previous: bytes = field(metadata=part(BYTES32))
    kind: str = field(metadata=part(choice(*FLAG_EVENTS)))
    outcome: str = field(metadata=part(choice(*FLAG_OUTCOMES, "")))
    note: str = field(metadata=part(bounded(0, 8_000)))
    certificate: bytes = field(metadata=part(BYTES))
    made: int = field(metadata=part(U64))

    def check(self) -> None:
        """Numbers from 1; an outcome exactly where something is decided; a note says something."""
        require(self.number >= 1, "Events count from 1.")
        decides = self.kind == "decide"
        require(bool(self.outcome) == decides, "A decision alone has an outcome.")
        require(self.kind != "note" or bool(self.note), "A note says something.")


@dataclass(frozen=True, kw_only=True, repr=False)
class FlagEventAd(Structure):
    """The associated data of a sealed event."""

    LABEL: ClassVar[str] = "flag-event-ad"
    flag: bytes = field(metadata=part(BYTES16))
    number: int = field(metadata=part(U64))
    previous: bytes = field(metadata=part(BYTES32))


def flag_chain(blob: bytes) -> bytes:
    """What the next event names as previous, after this sealed event (or the sealed flag)."""
    return digest("pl.flagchain", blob)


def flag_event_key(*, flag_key: bytes, number: int) -> bytes:
    """The key that one event is sealed under."""
    return derive("pl.flagevent", key=flag_key, data=u64(number))


def flag_mark(kind: str) -> str:
    """What goes openly with an event of this kind; empty for most."""
    return _MARKS.get(kind, "")


def after_flag_event(state: str, kind: str) -> str | None:
    """The state after an event, or None where the table does not allow it: a note, then."""
    return _AFTER.get((state, kind))


def flag_state(kinds: Iterable[str]) -> str:
    """The state that a flag comes to by these events, in the chain's order."""
    state = "sent"
    for kind in kinds:
        state = after_flag_event(state, kind) or state
    return state


def check_flag_event(
    event: Signed[FlagEvent], *, flag: bytes, number: int, previous: bytes, mark: str, team: Team
) -> Author:
    """Which holder made an event that stands at this place of the chain, under this mark.

    Raises Refused, or what reading raises: it is shown as not certain, and counts as a note.
    """
    body = event.body
    if (body.flag, body.number, body.previous) != (flag, number, previous):
        raise Refused("The event belongs elsewhere.")
    if flag_mark(body.kind) != mark:
        raise Refused("The event's mark says something else.")
    return holder_author(body.certificate, key=event.key, team=team)
