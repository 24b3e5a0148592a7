"""A case as one sealed row: what the columns show, and what only the field key opens.

Encoding and sealing only; transactions are cases.py's.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import structlog

import crypto
from crypto.wire import CaseId, CertificateId
from intake.lapses import due
from intake.requests import Case, Recipient, State
from people.accounts import AccountId
from storage.database import Row, SqlValue
from storage.fields import Fields
from storage.transaction import Reads

_log = structlog.get_logger("storage.cases")

LABEL: Final = "case-row"
CONTACT: Final = "contact-row"
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
            "about": self.about(case),
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
        row = await reads.one(
            "SELECT conversation, case_id, body FROM cases WHERE case_id = :case", {"case": case}
        )
        return None if row is None else (row["conversation"], self.case(row))

    def cases(self, rows: Sequence[Row]) -> list[Case]:
        """The cases of several rows. One that was altered is left out and logged by type only:
        it must not take everybody else's queue with it."""
        found = []
        for row in rows:
            try:
                found.append(self.case(row))
            except crypto.CryptoError as error:
                _log.error("case.row_damaged", kind=type(error).__name__)
        return found


def _encode(case: Case) -> bytes:
    row = _encode_case(case)
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
        [
            crypto.encode(
                RECIPIENT, r.place, r.account, r.certificate, int(r.passed), int(r.recused)
            )
            for r in case.recipients
        ],
        case.submitted,
        case.changed,
        int(case.others_kept),
        case.worker or b"",
        _moment(case.claimed_until),
        case.epoch,
        case.record_hash,
        _moment(case.opened),
        int(case.acknowledged),
        case.closed_by or "",
        _moment(case.keep_until),
    )


def _decode(case_id: CaseId, body: bytes) -> Case:
    if not body.startswith(_CONTACT_HEAD):
        return _decode_case(case_id, body)
    about, row = crypto.decode(body, label=CONTACT, fields=_CONTACT_FIELDS)
    return replace(_decode_case(case_id, row), about=CaseId(about))


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
        claimed_until=_read_moment(until),
        epoch=epoch,
        record_hash=record_hash,
        opened=_read_moment(opened),
        acknowledged=acked,
        closed_by=closed_by or None,
        keep_until=_read_moment(keep),
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


def _moment(value: int | None) -> bytes:
    return b"" if value is None else crypto.u64(value)


def _read_moment(data: bytes) -> int | None:
    return crypto.read_u64(data) if data else None
