"""A student's own record, opened from the server's bundle with their keys alone (R13).

Reads lines that were fetched before; nothing here talks to a server.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from client.api import Api, Json, b64, unb64
from client.asking import open_letter
from client.epochs import Joined
from client.history import accepted_last, reopen_known, rows_of
from client.keys import KeyRing
from client.live import LiveRoom
from client.recording import member_key, read_record
from client.reports import NotedReport, open_outcome
from client.sharing import ledger_of
from crypto import CryptoError, Refused, wire
from crypto.wire import STUDENT_ENTRY, Author, CaseId, Direction, Intake, Team
from crypto.wire.case_record import RecordEntry
from crypto.wire.reports import ReportOutcome

__all__ = ["Export", "Exported", "ExportedReport", "open_export"]

_FIRST: Final = ["me", "accesses", "reports"]


@dataclass(frozen=True, kw_only=True)
class Exported:
    """One conversation. `letter` is None of a contact; `said` stands, by who wrote it.

    `record` is what its workers kept of it (section 24), None for an entry that does not open.
    """

    case: CaseId
    letter: str | None = field(repr=False)
    said: Sequence[tuple[Direction, str]] = field(repr=False)
    consents: wire.Ledger = field(default_factory=wire.Ledger, repr=False)
    record: Sequence[RecordEntry | None] = field(default=(), repr=False)
    whole: bool


@dataclass(frozen=True, kw_only=True)
class ExportedReport:
    """A report of one's own (section 23): how far it came, and each thing told with who told it.

    What was written is in nobody's copy: only its holders can open it. `told` is None for what does
    not open, an author None where it is not certain. `at` (Unix seconds) and `kind` are None of
    one whose note these keys lack; nothing told opens then.
    """

    id: bytes
    kind: str | None = field(repr=False)
    at: int | None
    state: str
    told: Sequence[tuple[ReportOutcome, Author | None] | None] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Export:
    """Everything of a bundle: `me` and `accesses` as docs/api.md says."""

    me: Json = field(repr=False)
    accesses: Json = field(repr=False)
    reports: Sequence[ExportedReport]
    conversations: Sequence[Exported]


class _Kept(Api):
    """The pages of one case, answered as the server answered them."""

    def __init__(self, pages: Sequence[Json]) -> None:
        self._pages = pages

    async def messages(
        self,
        case: bytes,  # noqa: ARG002 - there is one
        *,
        epoch: int,
        after: Sequence[int],
        limit: int = 200,  # noqa: ARG002 - all of it is at hand
    ) -> Json:
        """The epoch's messages beyond `after`, all at once."""
        pages = [page for page in self._pages if page["heads"]["epoch"] == epoch]
        if not pages:
            raise Refused("The bundle lacks an epoch's messages.")
        fresh = [m for p in pages for m in p["messages"] if m["counter"] > after[m["direction"]]]
        return {"messages": fresh, "heads": pages[-1]["heads"], "more": False}


async def open_export(text: str, *, ring: KeyRing, team: Team | None = None) -> Export:
    """Open a bundle. Raises Refused when it was cut short or is not this person's.

    Without a team nobody's word about a report is certain.
    """
    try:
        lines: list[Json] = [json.loads(line) for line in text.splitlines()]
        kinds = [line["t"] for line in lines]
    except (ValueError, KeyError, TypeError):
        raise Refused("This is no bundle.") from None
    if kinds[: len(_FIRST)] != _FIRST or kinds[-1] != "end" or kinds.count("end") != 1:
        raise Refused("The bundle is not whole.")
    cases: list[tuple[Json, list[Json], list[Json]]] = []
    for line in lines[len(_FIRST) : -1]:
        if line["t"] == "case":
            cases.append((line["content"], [], []))
        elif cases:
            _, pages, records = cases[-1]
            (records if line["t"] == "record" else pages).append(line["content"])
    return Export(
        me=lines[0]["content"],
        accesses=lines[1]["content"],
        reports=[_reported(each, ring, team) for each in lines[2]["content"]["reports"]],
        conversations=[await _opened(*kept, ring=ring) for kept in cases],
    )


def _reported(found: Json, ring: KeyRing, team: Team | None) -> ExportedReport:
    name = unb64(found["id"])
    note = NotedReport.read(ring.others.get(NotedReport.name(name)))
    told = [_told(unb64(each), note, report=name, team=team) for each in found["outcomes"]]
    return ExportedReport(
        id=name,
        kind=None if note is None else note.kind,
        at=None if note is None else note.written,
        state=found["state"],
        told=told,
    )


def _told(
    boxed: bytes, note: NotedReport | None, *, report: bytes, team: Team | None
) -> tuple[ReportOutcome, Author | None] | None:
    if note is None:
        return None
    try:
        return open_outcome(boxed, report=report, reply=note.reply, team=team)
    except CryptoError:
        return None


async def _opened(
    found: Json, pages: Sequence[Json], records: Sequence[Json], *, ring: KeyRing
) -> Exported:
    case = CaseId(unb64(found["case"]))
    rows = rows_of(found)
    joined = reopen_known(rows, ring=ring, newest=accepted_last(ring, case, rows))
    letter = _letter(found, ring) if "intake" in found else None
    if not joined:
        return Exported(case=case, letter=letter, said=(), whole=not found["epochs"])

    async def follow(_: Json, __: object) -> Sequence[object]:
        return ()

    room = await LiveRoom.read(joined, api=_Kept(pages), now=int, follow=follow)  # type: ignore[arg-type]
    record, fits = _record(records, joined, case)
    whole = not room.findings and len(joined) == len(found["epochs"]) and fits
    return Exported(
        case=case,
        letter=letter,
        said=room.said(),
        consents=ledger_of(room),
        record=record,
        whole=whole,
    )


def _record(
    records: Sequence[Json], joined: Sequence[Joined], case: CaseId
) -> tuple[Sequence[RecordEntry | None], bool]:
    """The case's record, and whether all of it is there and opens."""
    items = [unb64(item) for each in records for item in each["entries"]]
    told = sum(each["count"] for each in records)
    try:
        opened = read_record(
            items, case=case, key=lambda item: member_key(item, joined=joined), team=None
        )
    except CryptoError:
        return (), False
    entries = [None if each is None else each.entry for each in opened]
    return entries, len(entries) == told and None not in entries


def _letter(found: Json, ring: KeyRing) -> str:
    intake = wire.open_signed(unb64(found["intake"]), Intake)
    box = dict(ring.identities).get(intake.key)
    if box is None or b64(intake.body.case) != found["case"]:
        raise Refused("The request is not one's own.")
    opened = open_letter(
        unb64(found["letter"]),
        wrap=unb64(found["wraps"]["letter"]),
        intake=intake,
        box=box,
        me=STUDENT_ENTRY,
    )
    return opened.text
