"""A case as one of its two may see it, and which papers that takes.

Who may see is decided by the callers; this only leaves out what is not theirs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crypto.wire import Head
from intake import papers
from intake.absence import Absent
from intake.matching import Roster, able
from intake.requests import Case, Party, State


@dataclass(frozen=True, kw_only=True)
class EpochHeads:
    """Both heads of one epoch."""

    epoch: int
    student: Head
    worker: Head


@dataclass(frozen=True, kw_only=True)
class EpochPaper:
    """A signed epoch record, the reader's own wrap of it, and the statements it came with."""

    record: bytes = field(repr=False)
    wrap: bytes = field(repr=False)
    member_change: bytes | None = field(default=None, repr=False)
    key_change: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class SoughtView:
    """How looking for another worker stands, for the student alone.

    `willing` is the certificate by which who would go on is listed now; `nobody`: all who were
    asked said no, or may not any more.
    """

    handover: bytes = field(repr=False)
    since: int
    willing: bytes | None = field(default=None, repr=False)
    nobody: bool = False


@dataclass(frozen=True, kw_only=True)
class View:
    """`Case` of docs/api.md. Papers that are not the reader's, or gone, are None.

    `earlier`: records of the epochs before the reader joined; `heads` are of `epochs`. A contact
    has no request and so no `intake`, but its own paper (protocol.md section 14). `sought` and
    `absent` (section 17) are the student's.
    """

    case: Case
    stuck: bool
    intake: bytes | None = field(repr=False)
    contact: bytes | None = field(default=None, repr=False)
    card: bytes | None = field(repr=False)
    letter: bytes | None = field(repr=False)
    card_wrap: bytes | None = field(repr=False)
    letter_wrap: bytes | None = field(repr=False)
    earlier: Sequence[bytes] = field(repr=False)
    epochs: Sequence[EpochPaper] = field(repr=False)
    close: bytes | None = field(default=None, repr=False)
    cannot_act: bytes | None = field(default=None, repr=False)
    heads: Sequence[EpochHeads]
    sought: SoughtView | None = None
    absent: Absent | None = None


def place_of(case: Case, part: Party) -> int | None:
    """Where the reader's own wraps stand among the request's; None for who was not asked."""
    if part is Party.STUDENT:
        return papers.OWN
    # Only who followed another worker was perhaps not a recipient.
    recipient = None if case.worker is None else case.recipient(case.worker)
    return None if recipient is None else recipient.place


def seat(part: Party) -> str:
    """Whose epoch wraps are the reader's: the second member's have one name, whoever it is."""
    return "student" if part is Party.STUDENT else "worker"


def names_for(case: Case, part: Party) -> frozenset[str]:
    """The papers that this reader's view is made of."""
    numbers = range(1, case.epoch + 1)
    place = place_of(case, part)
    return frozenset(
        {papers.INTAKE, papers.CONTACT, papers.CARD, papers.LETTER, papers.CLOSE}
        | {papers.HANDOVER, papers.CANNOT_ACT}
        | (frozenset() if place is None else papers.wraps_of([place]))
        | {papers.epoch(number) for number in numbers}
        | {papers.epoch_wrap(number, seat(part)) for number in numbers}
        | {papers.member_change(number) for number in numbers}
        | {papers.key_change(number) for number in numbers}
    )


def joined(case: Case, part: Party, found: Mapping[str, bytes]) -> Sequence[int]:
    """The epochs that this reader has a wrap of."""
    numbers = range(1, case.epoch + 1)
    return [number for number in numbers if papers.epoch_wrap(number, seat(part)) in found]


def sought_of(
    case: Case, part: Party, handover: bytes | None, roster: Roster | None
) -> SoughtView | None:
    """How looking for somebody stands, of the paper that says so."""
    seeking = case.sought
    if seeking is None or part is not Party.STUDENT or handover is None:
        return None
    willing = next((r for r in seeking.asked if r.account == seeking.willing), None)
    # By the certificate that is listed now: that is what the next epoch names (section 25).
    listed = None if willing is None or roster is None else roster.standing(willing.certificate)
    known = listed or willing
    return SoughtView(
        handover=handover,
        since=seeking.since,
        willing=None if known is None else known.certificate,
        nobody=willing is None and not any(able(r, roster) for r in seeking.asked),
    )


def view_of(
    case: Case,
    part: Party,
    found: Mapping[str, bytes],
    *,
    stuck: bool,
    heads: Sequence[EpochHeads],
    sought: SoughtView | None = None,
    absent: Absent | None = None,
) -> View:
    """The view made of the papers that `names_for` named."""
    place = place_of(case, part)
    own = joined(case, part, found)
    return View(
        case=case,
        stuck=stuck and case.state is State.WAITING,
        intake=found.get(papers.INTAKE),
        contact=found.get(papers.CONTACT),
        card=found.get(papers.CARD),
        letter=found.get(papers.LETTER),
        card_wrap=None if place is None else found.get(papers.card_wrap(place)),
        letter_wrap=None if place is None else found.get(papers.letter_wrap(place)),
        earlier=[found[papers.epoch(n)] for n in range(1, case.epoch + 1) if n not in own],
        epochs=[
            EpochPaper(
                record=found[papers.epoch(number)],
                wrap=found[papers.epoch_wrap(number, seat(part))],
                member_change=found.get(papers.member_change(number)),
                key_change=found.get(papers.key_change(number)),
            )
            for number in own
        ],
        close=found.get(papers.CLOSE),
        cannot_act=found.get(papers.CANNOT_ACT),
        heads=heads,
        sought=sought,
        absent=absent,
    )
