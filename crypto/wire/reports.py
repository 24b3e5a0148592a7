"""Reports that something went wrong with the service, and what came of them (protocol.md 23).
Shapes, the table of states, and who wrote; sealing is the client's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from crypto.codec import BYTES, bounded, choice, listed
from crypto.errors import CryptoError, Refused
from crypto.wire.authors import Author, holder_author, worker_author
from crypto.wire.flags import flag_holders
from crypto.wire.ids import (
    BOX_KEY,
    BYTES16,
    BYTES32,
    HOLDER,
    U64,
    BlobHash,
    BoxPublic,
    part,
)
from crypto.wire.roster import Team
from crypto.wire.structure import Signed, Structure, require

__all__ = [
    "LARGEST_REPORT",
    "LARGEST_REPORT_EVENT",
    "LARGEST_REPORT_OUTCOME",
    "REPORT_EVENTS",
    "REPORT_KINDS",
    "REPORT_MARKS",
    "REPORT_STATES",
    "REPORT_TOLD",
    "Report",
    "ReportAd",
    "ReportEvent",
    "ReportEventAd",
    "ReportOutcome",
    "ReportWrap",
    "after_report_event",
    "check_report",
    "check_report_event",
    "report_holders",
    "report_mark",
]

LARGEST_REPORT: Final = 80 * 1024
"""Bytes of a sealed report: 16,000 characters, a certificate and their padding."""
LARGEST_REPORT_EVENT: Final = 40 * 1024
LARGEST_REPORT_OUTCOME: Final = 40 * 1024
REPORT_KINDS: Final = ("service", "worker", "holder", "data", "device", "recipient", "other")
REPORT_TOLD: Final = (
    "coordinator",
    "manager",
    "deputy",
    "student",
    "protection",
    "union",
    "university",
    "police",
)
"""Who was told, by role; `protection`: whose job data protection is."""
REPORT_STATES: Final = ("new", "looked", "told", "closed")
REPORT_EVENTS: Final = ("look", "note", "tell", "close", "reopen")
REPORT_MARKS: Final = ("looked", "told", "closed", "opened", "")
_MARKS: Final[Mapping[str, str]] = {
    "look": "looked",
    "tell": "told",
    "close": "closed",
    "reopen": "opened",
}
_AFTER: Final[Mapping[tuple[str, str], str]] = {
    ("new", "look"): "looked",
    ("looked", "tell"): "told",
    ("told", "tell"): "told",
    ("told", "close"): "closed",
    ("closed", "reopen"): "looked",
    **{(state, "note"): state for state in REPORT_STATES},
}
_LONGEST: Final = 8_000
report_holders = flag_holders
"""The two roles that a report goes to: as a flag's."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Report(Structure):
    """What went wrong. No field for a case, or for who anybody is; a student's is anonymous."""

    LABEL: ClassVar[str] = "report"
    id: bytes = field(metadata=part(BYTES16))
    by: str = field(metadata=part(choice("student", "staff")))
    kind: str = field(metadata=part(choice(*REPORT_KINDS)))
    said: str = field(metadata=part(bounded(1, _LONGEST)))
    done: str = field(metadata=part(bounded(0, _LONGEST)))
    told: tuple[str, ...] = field(metadata=part(listed(choice(*REPORT_TOLD))))
    left_out: str = field(metadata=part(choice("coordinator", "manager", "")))
    reply_key: BoxPublic = field(metadata=part(BOX_KEY))
    certificate: bytes = field(metadata=part(BYTES))
    written: int = field(metadata=part(U64))

    def check(self) -> None:
        """Staff have a certificate and say what was done; who was told stands in order, once."""
        staff = self.by == "staff"
        require(bool(self.certificate) == staff, "A report of staff alone has a certificate.")
        require(
            staff or not (self.done or self.told), "A student has told nobody and done nothing."
        )
        order = [REPORT_TOLD.index(role) for role in self.told]
        require(order == sorted(set(order)), "Who was told stands in order, once.")


@dataclass(frozen=True, kw_only=True, repr=False)
class ReportAd(Structure):
    """The associated data of a sealed report."""

    LABEL: ClassVar[str] = "report-ad"
    id: bytes = field(metadata=part(BYTES16))


@dataclass(frozen=True, kw_only=True, repr=False)
class ReportWrap(Structure):
    """A report's key, for one of its two holders."""

    LABEL: ClassVar[str] = "report-wrap"
    id: bytes = field(metadata=part(BYTES16))
    role: str = field(metadata=part(HOLDER))
    role_key_version: int = field(metadata=part(U64))
    sealed: BlobHash = field(metadata=part(BYTES32))
    key: bytes = field(metadata=part(BYTES32))

    def check(self) -> None:
        """Role keys' versions count from 1."""
        require(self.role_key_version >= 1, "Role keys' versions count from 1.")


@dataclass(frozen=True, kw_only=True, repr=False)
class ReportEvent(Structure):
    """One step of a holder's, at its place in the chain; signed by the certificate's sign key."""

    LABEL: ClassVar[str] = "report-event"
    report: bytes = field(metadata=part(BYTES16))
    number: int = field(metadata=part(U64))
    previous: BlobHash = field(metadata=part(BYTES32))
    kind: str = field(metadata=part(choice(*REPORT_EVENTS)))
    note: str = field(metadata=part(bounded(0, _LONGEST)))
    certificate: bytes = field(metadata=part(BYTES))
    made: int = field(metadata=part(U64))

    def check(self) -> None:
        """Numbers from 1; a note and an outcome say something."""
        require(self.number >= 1, "Events count from 1.")
        says = self.kind in {"note", "tell"}
        require(not says or bool(self.note), "A note or an outcome says something.")


@dataclass(frozen=True, kw_only=True, repr=False)
class ReportEventAd(Structure):
    """The associated data of a sealed event."""

    LABEL: ClassVar[str] = "report-event-ad"
    report: bytes = field(metadata=part(BYTES16))
    number: int = field(metadata=part(U64))
    previous: BlobHash = field(metadata=part(BYTES32))


@dataclass(frozen=True, kw_only=True, repr=False)
class ReportOutcome(Structure):
    """What came of it, for the author; boxed to the report's reply key, signed by a holder."""

    LABEL: ClassVar[str] = "report-outcome"
    report: bytes = field(metadata=part(BYTES16))
    text: str = field(metadata=part(bounded(1, _LONGEST)))
    certificate: bytes = field(metadata=part(BYTES))
    made: int = field(metadata=part(U64))


def report_mark(kind: str) -> str:
    """What goes openly with an event of this kind; empty for a note."""
    return _MARKS.get(kind, "")


def after_report_event(state: str, kind: str) -> str | None:
    """The state after an event, or None where the table does not allow it."""
    return _AFTER.get((state, kind))


def check_report(report: Signed[Report], *, team: Team) -> Author | None:
    """Which of the staff wrote it; None for a student's, of whom nothing is to be known.

    Raises Refused, or what reading raises: it is shown all the same, as not certain.
    """
    body = report.body
    if body.by == "student":
        return None
    return _first(
        lambda: worker_author(body.certificate, key=report.key, team=team),
        lambda: holder_author(body.certificate, key=report.key, team=team),
    )


def check_report_event(
    event: Signed[ReportEvent],
    *,
    report: bytes,
    number: int,
    previous: BlobHash,
    mark: str,
    team: Team,
) -> Author:
    """Which holder made an event that stands at this place of the chain, under this mark.

    Raises Refused, or what reading raises: it is shown as not certain, and moves nothing.
    """
    body = event.body
    if (body.report, body.number, body.previous) != (report, number, previous):
        raise Refused("The event belongs elsewhere.")
    if report_mark(body.kind) != mark:
        raise Refused("The event's mark says something else.")
    return holder_author(body.certificate, key=event.key, team=team)


def _first(*judges: Callable[[], Author]) -> Author:
    """The first that finds an author; what the last one raises."""
    for judge in judges[:-1]:
        try:
            return judge()
        except CryptoError:
            continue
    return judges[-1]()
