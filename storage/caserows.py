"""A case as one sealed row: what the columns show, and what only the field key opens.

Encoding and sealing only; transactions are cases.py's.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import structlog

import crypto
from crypto.wire import CaseId, CertificateId, RecordHash
from intake.lapses import due
from intake.requests import (
    Case,
    Concern,
    Declared,
    First,
    Otherwise,
    Recipient,
    Recorded,
    Seeking,
    State,
)
from people.accounts import AccountId
from storage.clock import DAY, hour_of
from storage.database import Row, SqlValue
from storage.fields import Fields
from storage.moments import moment, read_moment
from storage.transaction import Reads

_log = structlog.get_logger("storage.cases")

LABEL: Final = "case-row"
CONTACT: Final = "contact-row"
MOVING: Final = "case-moving"
"""A case whose worker may change: most never are, and their rows stay as they were."""
SEEKING: Final = "case-seeking"
WISHED: Final = "case-wished"
"""A case whose student asked for somebody first, or paused: few ever do."""
FIRST: Final = "case-first"
DECLARED: Final = "declared-row"
RECORDED: Final = "recorded-row"
RECIPIENT: Final = "case-recipient"
_RECIPIENT_FIELDS: Final = (
    crypto.U64,
    crypto.fixed(16),
    crypto.fixed(32),
    crypto.FLAG,
    crypto.FLAG,
)
_FIELDS: Final = (
    crypto.TEXT,  # state
    crypto.fixed(16),  # student
    crypto.fixed(32),  # student_sign
    crypto.fixed(32),  # student_box
    crypto.U64,  # revision
    crypto.fixed(32),  # intake_hash
    crypto.listed(crypto.BYTES),  # recipients
    crypto.U64,  # submitted
    crypto.U64,  # changed
    crypto.FLAG,  # others_kept
    crypto.optional(16),  # worker
    crypto.optional(8),  # claimed_until
    crypto.U64,  # epoch
    crypto.optional(32),  # record_hash
    crypto.optional(8),  # opened
    crypto.FLAG,  # acknowledged
    crypto.TEXT,  # closed_by
    crypto.optional(8),  # keep_until
)
_CONTACT_FIELDS: Final = (crypto.fixed(16), crypto.BYTES)  # about, the case row
_CONTACT_HEAD: Final = crypto.encode(CONTACT)
_MOVING_FIELDS: Final = (
    crypto.listed(crypto.BYTES),  # seeking: none or one
    crypto.optional(8),  # unattended
    crypto.BYTES,  # the case row
)
_MOVING_HEAD: Final = crypto.encode(MOVING)
_SEEKING_FIELDS: Final = (
    crypto.fixed(32),  # record
    crypto.optional(32),  # paper
    crypto.listed(crypto.BYTES),  # asked
    crypto.U64,  # since
    crypto.U64,  # times
    crypto.optional(16),  # willing
)
_WISHED_FIELDS: Final = (
    crypto.listed(crypto.BYTES),  # first: none or one
    crypto.optional(8),  # paused
    crypto.BYTES,  # the case row
)
_WISHED_HEAD: Final = crypto.encode(WISHED)
_FIRST_FIELDS: Final = (crypto.fixed(16), crypto.TEXT, crypto.optional(8), crypto.FLAG)
_DECLARED_FIELDS: Final = (crypto.TEXT, crypto.U64, crypto.BYTES)  # what, hour, the case row
_DECLARED_HEAD: Final = crypto.encode(DECLARED)
_RECORDED_FIELDS: Final = (crypto.U64, crypto.fixed(32), crypto.BYTES)  # count, head, the case row
_RECORDED_HEAD: Final = crypto.encode(RECORDED)


class CaseRows:
    """Makes rows of cases and cases of rows."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def student(self, account: AccountId) -> bytes:
        """The digest by which a student's cases are found."""
        return self._fields.named("case-student", account)

    def worker(self, account: AccountId) -> bytes:
        """The digest by which a worker's cases are found."""
        return self._fields.named("case-worker", account)

    def about(self, case: Case) -> bytes | None:
        """Of a contact, the digest that only one open contact of this holder about this case has.

        A case has none: rows of both kinds are told apart by it.
        """
        if case.about is None:
            return None
        return self._fields.named("contact", case.about + (case.worker or b""))

    def row(self, case: Case) -> dict[str, SqlValue]:
        """The columns of `cases` but `conversation`."""
        return {
            "case_id": case.id,
            "state": case.state.value,
            "student": self.student(case.student),
            "worker": None if case.worker is None else self.worker(case.worker),
            "due": due(case),
            "ended": case.changed // DAY * DAY if case.state is State.CLOSED else None,
            "about": self.about(case),
            "seeking": None if case.sought is None else hour_of(case.sought.since),
            "declared": int(case.declared is not None),
            "recorded": 0 if case.recorded is None else case.recorded.count,
            "body": self._fields.seal(
                table="cases", column="body", row_key=case.id, value=_encode(case)
            ),
        }

    def case(self, row: Row) -> Case:
        """The case in a row of `case_id, body`. Raises crypto.CryptoError when it was altered."""
        case_id = CaseId(bytes(row["case_id"]))
        body = self._fields.open(table="cases", column="body", row_key=case_id, sealed=row["body"])
        return _decode(case_id, body)

    async def load(self, reads: Reads, case: CaseId) -> tuple[int, Case] | None:
        """The conversation number and the case, or None."""
        return await reads.look(lambda raw: self.read(raw, case))

    def read(self, raw: sqlite3.Connection, case: CaseId) -> tuple[int, Case] | None:
        """As `load`, within a look."""
        row = raw.execute(
            "SELECT conversation, case_id, body FROM cases WHERE case_id = :case", {"case": case}
        ).fetchone()
        return None if row is None else (row["conversation"], self.case(row))

    def cases(self, rows: Sequence[Row]) -> list[Case]:
        """The cases of several rows. One that was altered is left out, and the log says that there
        is one: it must not take everybody else's queue with it."""
        found = []
        for row in rows:
            try:
                found.append(self.case(row))
            except crypto.CryptoError:
                _log.error("row_damaged")
        return found


def _encode(case: Case) -> bytes:
    row = _encode_case(case)
    if case.first is not None or case.paused is not None:
        first = [] if case.first is None else [_encode_first(case.first)]
        row = crypto.encode(WISHED, first, moment(case.paused), row)
    if case.seeking is not None or case.unattended is not None:
        seeking = [] if case.seeking is None else [_encode_seeking(case.seeking)]
        row = crypto.encode(MOVING, seeking, moment(case.unattended), row)
    if case.declared is not None:
        row = crypto.encode(DECLARED, case.declared.what.value, case.declared.hour, row)
    if case.recorded is not None:
        row = crypto.encode(RECORDED, case.recorded.count, case.recorded.head, row)
    return row if case.about is None else crypto.encode(CONTACT, case.about, row)


def _encode_case(case: Case) -> bytes:
    return crypto.encode(
        LABEL,
        case.state.value,
        case.student,
        case.student_sign,
        case.student_box,
        case.revision,
        case.intake_hash,
        _encode_recipients(case.recipients),
        case.submitted,
        case.changed,
        int(case.others_kept),
        case.worker or b"",
        moment(case.claimed_until),
        case.epoch,
        case.record_hash,
        moment(case.opened),
        int(case.acknowledged),
        case.closed_by or "",
        moment(case.keep_until),
    )


def _encode_recipients(recipients: Sequence[Recipient]) -> list[bytes]:
    return [
        crypto.encode(RECIPIENT, r.place, r.account, r.certificate, int(r.passed), int(r.recused))
        for r in recipients
    ]


def _encode_first(first: First) -> bytes:
    return crypto.encode(
        FIRST, first.account, first.otherwise.value, moment(first.until), int(first.fallen)
    )


def _decode_first(item: bytes) -> First:
    account, otherwise, until, fallen = crypto.decode(item, label=FIRST, fields=_FIRST_FIELDS)
    return First(
        account=AccountId(account),
        otherwise=Otherwise(otherwise),
        until=read_moment(until),
        fallen=fallen,
    )


def _encode_seeking(seeking: Seeking) -> bytes:
    return crypto.encode(
        SEEKING,
        seeking.record,
        seeking.paper,
        _encode_recipients(seeking.asked),
        seeking.since,
        seeking.times,
        seeking.willing or b"",
    )


def _decode_seeking(item: bytes) -> Seeking:
    record, paper, asked, since, times, willing = crypto.decode(
        item, label=SEEKING, fields=_SEEKING_FIELDS
    )
    return Seeking(
        record=RecordHash(record),
        paper=paper,
        asked=tuple(_recipient(each) for each in asked),
        since=since,
        times=times,
        willing=AccountId(willing) if willing else None,
    )


def _decode(case_id: CaseId, body: bytes) -> Case:
    if body.startswith(_RECORDED_HEAD):
        count, head, row = crypto.decode(body, label=RECORDED, fields=_RECORDED_FIELDS)
        return replace(_decode(case_id, row), recorded=Recorded(count=count, head=head))
    if body.startswith(_DECLARED_HEAD):
        what, hour, row = crypto.decode(body, label=DECLARED, fields=_DECLARED_FIELDS)
        declared = Declared(what=Concern(what), hour=hour)
        return replace(_decode(case_id, row), declared=declared)
    if body.startswith(_MOVING_HEAD):
        seeking, unattended, row = crypto.decode(body, label=MOVING, fields=_MOVING_FIELDS)
        return replace(
            _decode(case_id, row),
            seeking=_decode_seeking(seeking[0]) if seeking else None,
            unattended=read_moment(unattended),
        )
    if body.startswith(_WISHED_HEAD):
        first, paused, row = crypto.decode(body, label=WISHED, fields=_WISHED_FIELDS)
        return replace(
            _decode_case(case_id, row),
            first=_decode_first(first[0]) if first else None,
            paused=read_moment(paused),
        )
    if not body.startswith(_CONTACT_HEAD):
        return _decode_case(case_id, body)
    about, row = crypto.decode(body, label=CONTACT, fields=_CONTACT_FIELDS)
    return replace(_decode(case_id, row), about=CaseId(about))


def _decode_case(case_id: CaseId, body: bytes) -> Case:
    values: tuple[Any, ...] = crypto.decode(body, label=LABEL, fields=_FIELDS)
    state, student, sign, box, revision, intake_hash, recipients, submitted, changed = values[:9]
    others, worker, until, epoch, record_hash, opened, acked, closed_by, keep = values[9:]
    return Case(
        id=case_id,
        state=State(state),
        student=AccountId(student),
        student_sign=sign,
        student_box=box,
        revision=revision,
        intake_hash=intake_hash,
        recipients=tuple(_recipient(item) for item in recipients),
        submitted=submitted,
        changed=changed,
        others_kept=others,
        worker=AccountId(worker) if worker else None,
        claimed_until=read_moment(until),
        epoch=epoch,
        record_hash=record_hash,
        opened=read_moment(opened),
        acknowledged=acked,
        closed_by=closed_by or None,
        keep_until=read_moment(keep),
    )


def _recipient(item: bytes) -> Recipient:
    place, account, certificate, passed, recused = crypto.decode(
        item, label=RECIPIENT, fields=_RECIPIENT_FIELDS
    )
    return Recipient(
        place=place,
        account=AccountId(account),
        certificate=CertificateId(certificate),
        passed=passed,
        recused=recused,
    )
