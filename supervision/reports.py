"""Reports that something went wrong, as the server knows them (protocol.md §23, R31). Pure.

No field here, and none in the API, could hold what a report is about or who anybody in it is. The
server moves by open marks alone; what holders write is in events that devices seal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NewType

from crypto.wire.reports import (
    LARGEST_REPORT,
    LARGEST_REPORT_EVENT,
    LARGEST_REPORT_OUTCOME,
    report_holders,
)
from people.accounts import Role
from supervision.errors import Malformed, Stale

ReportId = NewType("ReportId", bytes)
"""16 random bytes made by the author's device."""

MOST_EVENTS: Final = 1000
MOST_OF_ONE: Final = 50
"""Reports of one author that are kept at once: without a bound one device could fill the disk."""
FOR: Final = frozenset(
    frozenset(Role(name) for name in report_holders(left_out))
    for left_out in ("", "coordinator", "manager")
)
"""Whose a report can be: coordinator's and manager's, or the other's and the deputy's."""


class ReportState(StrEnum):
    """How far a report has come."""

    NEW = "new"
    LOOKED = "looked"
    TOLD = "told"
    CLOSED = "closed"


class ReportMark(StrEnum):
    """What goes openly with an event."""

    NONE = ""
    LOOKED = "looked"
    TOLD = "told"
    CLOSED = "closed"
    OPENED = "opened"


TRANSITIONS: Final[Mapping[tuple[ReportState, ReportMark], ReportState]] = MappingProxyType(
    {
        (ReportState.NEW, ReportMark.LOOKED): ReportState.LOOKED,
        (ReportState.LOOKED, ReportMark.TOLD): ReportState.TOLD,
        (ReportState.TOLD, ReportMark.TOLD): ReportState.TOLD,
        (ReportState.TOLD, ReportMark.CLOSED): ReportState.CLOSED,
        (ReportState.CLOSED, ReportMark.OPENED): ReportState.LOOKED,
        **{(state, ReportMark.NONE): state for state in ReportState},
    }
)


@dataclass(frozen=True, kw_only=True)
class NewReport:
    """What the author's device sends. `wraps` are the holders', by role."""

    id: ReportId
    sealed: bytes = field(repr=False)
    wraps: Mapping[Role, bytes] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report without its content. `received` is an hour; `head` counts its events."""

    id: ReportId
    state: ReportState
    holders: frozenset[Role]
    received: int
    head: int


@dataclass(frozen=True, kw_only=True)
class NewReportEvent:
    """An event as a holder's device wrote it; `outcome` is boxed to the author."""

    report: ReportId
    number: int
    previous: bytes = field(repr=False)
    event: bytes = field(repr=False)
    mark: ReportMark
    outcome: bytes | None = field(default=None, repr=False)


def check_new(new: NewReport) -> None:
    """Raises Malformed unless exactly its two holders have wraps."""
    if frozenset(new.wraps) not in FOR or len(new.sealed) > LARGEST_REPORT:
        raise Malformed


def check_event(new: NewReportEvent) -> None:
    """Raises Malformed unless an outcome comes exactly when the author is told."""
    outcome = new.outcome
    if (outcome is not None) != (new.mark is ReportMark.TOLD):
        raise Malformed
    if len(new.event) > LARGEST_REPORT_EVENT or len(outcome or b"") > LARGEST_REPORT_OUTCOME:
        raise Malformed


def marked(report: Report, mark: ReportMark) -> Report:
    """The report after one more event. Raises Stale where the table does not allow it.

    So none is closed whose author was not told what came of it (R31).
    """
    after = TRANSITIONS.get((report.state, mark))
    if after is None:
        raise Stale
    return replace(report, state=after, head=report.head + 1)
