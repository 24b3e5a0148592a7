"""Reports that something went wrong: written by a student or staff, looked into by holders
(protocol.md section 23). Seals and opens, and reads the chain of events; no network here."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

import crypto
from client.author import or_uncertain
from crypto import BoxSecret, CryptoError, MalformedStructure, Random, Refused, SigningKey, wire
from crypto.wire import Author, BlobHash, BoxPublic, Team
from crypto.wire.reports import (
    Report,
    ReportAd,
    ReportEvent,
    ReportEventAd,
    ReportOutcome,
    ReportWrap,
    after_report_event,
    check_report,
    check_report_event,
    report_holders,
    report_mark,
)

__all__ = [
    "NotedReport",
    "OpenedReport",
    "ReadReportEvent",
    "ReportHistory",
    "ReportRow",
    "ReportWords",
    "WrittenReport",
    "open_outcome",
    "open_report",
    "read_report_history",
    "seal_outcome",
    "seal_report_event",
    "write_report",
]

_ID_BYTES: Final = 16
_KEY_BYTES: Final = 32


@dataclass(frozen=True, kw_only=True, repr=False)
class ReportWords:
    """What the author says."""

    kind: str
    said: str
    done: str = ""
    told: tuple[str, ...] = ()
    left_out: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class WrittenReport:
    """A report as it is sent, and the secret by which its outcome is opened, which stays."""

    id: bytes
    sealed: bytes
    wraps: Mapping[str, bytes]
    reply: BoxSecret


@dataclass(frozen=True, kw_only=True, repr=False)
class NotedReport:
    """What the author's bundle keeps of a report: `written` in Unix seconds, never a word of it."""

    reply: BoxSecret
    written: int
    kind: str

    @staticmethod
    def name(report: bytes) -> str:
        """Its entry in the bundle."""
        return f"meta/report/{report.hex()}"

    def encode(self) -> bytes:
        """The entry's value."""
        return self.reply.secret + crypto.u64(self.written) + self.kind.encode()

    @classmethod
    def read(cls, value: bytes | None) -> Self | None:
        """The note in an entry; None without one, or where it is none."""
        if value is None or len(value) < _KEY_BYTES + 8:
            return None
        secret, at, kind = value[:_KEY_BYTES], value[_KEY_BYTES:][:8], value[_KEY_BYTES + 8 :]
        written = crypto.read_u64(at)
        return cls(reply=BoxSecret(secret), written=written, kind=kind.decode(errors="replace"))


@dataclass(frozen=True, kw_only=True, repr=False)
class OpenedReport:
    """A report read. `certain`: nothing contradicts it; `author` is None for a student's."""

    report: Report
    certain: bool
    author: Author | None
    key: bytes
    sealed: bytes


@dataclass(frozen=True, kw_only=True)
class ReportRow:
    """An event as the server keeps it."""

    number: int
    event: bytes
    mark: str


@dataclass(frozen=True, kw_only=True, repr=False)
class ReadReportEvent:
    """One row read. `event` is None where it is missing, `author` None where it is not certain."""

    number: int
    event: ReportEvent | None
    author: Author | None
    moved: bool


@dataclass(frozen=True, kw_only=True)
class ReportHistory:
    """A report's whole chain; the next event continues `number` and `head`."""

    state: str
    events: tuple[ReadReportEvent, ...]
    number: int
    head: BlobHash


def write_report(
    words: ReportWords,
    *,
    sign: SigningKey | None,
    certificate: bytes,
    team: Team,
    now: int,
    random: Random = secrets.token_bytes,
) -> WrittenReport:
    """A report for its two holders. A student gives no key and no certificate.

    Draws the id (16), the report key, the reply secret and, for a student, the seed (32 each),
    the nonce (24) and an ephemeral secret for each wrap. Refused while the roster lacks a holder.
    """
    name, key = random(_ID_BYTES), random(_KEY_BYTES)
    reply = BoxSecret(random(_KEY_BYTES))
    signer = sign or SigningKey(random(_KEY_BYTES))
    body = Report(
        id=name,
        by="staff" if certificate else "student",
        reply_key=BoxPublic(reply.public),
        certificate=certificate,
        written=now,
        **vars(words),
    )
    plaintext = crypto.pad(wire.signed(body, key=signer).raw)
    sealed = crypto.seal(key=key, ad=ReportAd(id=name).encode(), plaintext=plaintext, random=random)
    wraps = {}
    for role in report_holders(words.left_out):
        holder = team.holder(role)
        if holder is None:
            raise Refused("The roster lacks a holder.")
        wrap = ReportWrap(
            id=name,
            role=role,
            role_key_version=holder.role_key_version,
            sealed=wire.blob_hash(sealed),
            key=key,
        ).encode()
        wraps[role] = crypto.box_to(recipient=holder.role_key, plaintext=wrap, random=random)
    return WrittenReport(id=name, sealed=sealed, wraps=wraps, reply=reply)


def open_report(
    *, report: bytes, sealed: bytes, wrap: bytes, role: str, secret: BoxSecret, team: Team
) -> OpenedReport:
    """A report, as one of its holders; Refused (or what reading raises) if parts do not fit."""
    opened = ReportWrap.decode(crypto.box_open(secret=secret, boxed=wrap))
    if (opened.id, opened.role, opened.sealed) != (report, role, wire.blob_hash(sealed)):
        raise Refused("The wrap is of another report.")
    ad = ReportAd(id=report).encode()
    raw = crypto.unpad(crypto.open_sealed(key=opened.key, ad=ad, sealed=sealed))
    found = wire.open_signed(raw, Report)
    if found.body.id != report:
        raise Refused("Another report is inside.")
    if role not in report_holders(found.body.left_out):
        raise Refused("The report was not for this holder.")
    try:
        author, certain = check_report(found, team=team), True
    except CryptoError:
        author, certain = None, False
    return OpenedReport(
        report=found.body, certain=certain, author=author, key=opened.key, sealed=sealed
    )


def seal_report_event(
    kind: str,
    note: str,
    *,
    report: OpenedReport,
    after: ReportHistory,
    sign: SigningKey,
    certificate: bytes,
    now: int,
    random: Random = secrets.token_bytes,
) -> ReportRow:
    """An event for the next place of a history. Draws 24 bytes of nonce."""
    number, name = after.number + 1, report.report.id
    event = ReportEvent(
        report=name,
        number=number,
        previous=after.head,
        kind=kind,
        note=note,
        certificate=certificate,
        made=now,
    )
    sealed = crypto.seal(
        key=report.key,
        ad=ReportEventAd(report=name, number=number, previous=after.head).encode(),
        plaintext=crypto.pad(wire.signed(event, key=sign).raw),
        random=random,
    )
    return ReportRow(number=number, event=sealed, mark=report_mark(kind))


def read_report_history(
    rows: Sequence[ReportRow], *, report: OpenedReport, team: Team
) -> ReportHistory:
    """The chain from its beginning; MalformedStructure where the rows have a gap."""
    state, head = "new", wire.blob_hash(report.sealed)
    events = []
    for number, row in enumerate(rows, 1):
        if row.number != number:
            raise MalformedStructure("The chain of events has a gap.")
        event, author = _event(row, report=report, previous=head, team=team)
        counts = event is not None and author is not None
        after = after_report_event(state, event.kind) if event and counts else None
        read = ReadReportEvent(number=number, event=event, author=author, moved=after is not None)
        events.append(read)
        state, head = after or state, wire.blob_hash(row.event)
    return ReportHistory(state=state, events=tuple(events), number=len(events), head=head)


def seal_outcome(
    text: str,
    *,
    report: OpenedReport,
    sign: SigningKey,
    certificate: bytes,
    now: int,
    random: Random = secrets.token_bytes,
) -> bytes:
    """What came of it, boxed to the report's reply key. Draws an ephemeral secret (32)."""
    body = ReportOutcome(report=report.report.id, text=text, certificate=certificate, made=now)
    plaintext = crypto.pad(wire.signed(body, key=sign).raw)
    return crypto.box_to(recipient=report.report.reply_key, plaintext=plaintext, random=random)


def open_outcome(
    boxed: bytes, *, report: bytes, reply: BoxSecret, team: Team | None
) -> tuple[ReportOutcome, Author | None]:
    """What came of a report of one's own; no author where it is not certain who says so, as when
    there is no team to go by.

    Raises Refused, or what opening raises, where it is about another report or none.
    """
    raw = crypto.unpad(crypto.box_open(secret=reply, boxed=boxed))
    found = wire.open_signed(raw, ReportOutcome)
    if found.body.report != report:
        raise Refused("The outcome is another report's.")
    if team is None:
        return found.body, None
    judge = wire.holder_author
    author = or_uncertain(lambda: judge(found.body.certificate, key=found.key, team=team))
    return found.body, author


def _event(
    row: ReportRow, *, report: OpenedReport, previous: BlobHash, team: Team
) -> tuple[ReportEvent | None, Author | None]:
    name = report.report.id
    ad = ReportEventAd(report=name, number=row.number, previous=previous).encode()
    try:
        raw = crypto.unpad(crypto.open_sealed(key=report.key, ad=ad, sealed=row.event))
        event = wire.open_signed(raw, ReportEvent)
    except CryptoError:
        return None, None
    author = or_uncertain(
        lambda: check_report_event(
            event, report=name, number=row.number, previous=previous, mark=row.mark, team=team
        )
    )
    return event.body, author
