"""Which record may follow which within a case (protocol.md sections 6 and 7).
Needs no secret: server and devices judge alike. Wraps are opened by the members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crypto.errors import Refused
from crypto.wire.asking import Intake, intake_hash
from crypto.wire.epochs import (
    Close,
    Epoch,
    EpochAck,
    KeyChange,
    Member,
    MemberChange,
    epoch_hash,
)
from crypto.wire.ids import (
    STUDENT_ENTRY,
    CaseId,
    CertificateId,
    RecordHash,
    SignPublic,
    blob_hash,
)
from crypto.wire.structure import Signed, open_signed
from crypto.wire.team import Certificate

__all__ = [
    "Changes",
    "check_ack",
    "check_close",
    "check_first_epoch",
    "check_next_epoch",
    "open_epoch",
    "replaces",
]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """The student's signed statements that justify other members in an epoch."""

    worker: bytes | None = None
    student: bytes | None = None


NO_CHANGES: Final = Changes()
NOBODY: Final[Mapping[CertificateId, Certificate]] = {}


def replaces(later: Certificate, earlier: Certificate) -> bool:
    """Whether a worker's certificate stands in the place of an earlier one (section 25)."""
    same = (later.role, later.sign_key, later.box_key) == (
        earlier.role,
        earlier.sign_key,
        earlier.box_key,
    )
    return same and later.role == "worker" and later.under18 >= earlier.under18


def open_epoch(record: bytes, *, wraps: Sequence[bytes]) -> Signed[Epoch]:
    """A record signed by one of its members or a former one, and the wraps that it names."""
    epoch = open_signed(record, Epoch)
    if tuple(blob_hash(wrap) for wrap in wraps) != epoch.body.wraps:
        raise Refused("The wraps are not those of the record.")
    return epoch


def check_first_epoch(
    epoch: Signed[Epoch],
    *,
    intake: Signed[Intake],
    known: Mapping[CertificateId, Certificate] = NOBODY,
) -> None:
    """Epoch 1: by the worker, continuing this intake, with the intake's student.

    `known` are certificates by their ids, the worker's and earlier ones: a renewal stands in the
    place of one that the request was sealed to (section 25).
    """
    body, asked = epoch.body, intake.body
    if (body.case, body.number, body.previous) != (asked.case, 1, intake_hash(intake)):
        raise Refused("The record does not continue the request.")
    if body.worker.role != "worker":
        raise Refused("The second member is no worker.")
    if epoch.key != body.worker.sign_key:
        raise Refused("The record is signed by somebody else.")
    if (body.student.sign_key, body.student.box_key) != (asked.sign_key, asked.box_key):
        raise Refused("The record names another student.")
    named = [item.certificate for item in asked.recipients if item.certificate != STUDENT_ENTRY]
    if not _was_asked(CertificateId(body.worker.certificate), named=named, known=known):
        raise Refused("The worker was not asked.")
    _check_roster(body, version=asked.roster_version, hash_=asked.roster_hash)


def check_next_epoch(
    epoch: Signed[Epoch], *, before: Signed[Epoch], changes: Changes = NO_CHANGES
) -> None:
    """A later epoch: by a member of the one before, with changes only as the student signed."""
    body, last = epoch.body, before.body
    if (body.case, body.number, body.previous) != (last.case, last.number + 1, epoch_hash(before)):
        raise Refused("The record does not continue the conversation.")
    if epoch.key not in (last.student.sign_key, last.worker.sign_key):
        raise Refused("The record is signed by somebody else.")
    _check_roster(body, version=last.roster_version, hash_=last.roster_hash)
    if _keys(body.student) != _keys(last.student):
        _check_key_change(epoch, before=before, statement=changes.student)
    if body.worker.role != last.worker.role:
        raise Refused("The second member's role was changed.")
    if _keys(body.worker) != _keys(last.worker):
        if body.worker.role == "holder":
            raise Refused("A holder's letter stays this holder's.")
        _check_member_change(epoch, before=before, statement=changes.worker)


def check_ack(ack: bytes, *, epoch: Signed[Epoch]) -> Signed[EpochAck]:
    """The student's acceptance of exactly this epoch."""
    opened = open_signed(ack, EpochAck)
    expected = (epoch.body.case, epoch.body.number, epoch_hash(epoch))
    body = opened.body
    if (body.case, body.number, body.record) != expected:
        raise Refused("The acceptance is of another record.")
    if opened.key != epoch.body.student.sign_key:
        raise Refused("The acceptance is signed by somebody else.")
    return opened


def check_close(
    close: bytes,
    *,
    case: CaseId,
    record: RecordHash,
    student: SignPublic,
    worker: SignPublic | None,
    role: str = "worker",
) -> Signed[Close]:
    """A close of this case at its newest record; `worker` is None while waiting.

    `role` is the second member's: `holder` in a conversation that a holder began (section 14).
    """
    opened = open_signed(close, Close)
    body = opened.body
    if (body.case, body.record) != (case, record):
        raise Refused("The close is of another record.")
    keys = {"student": student, role: worker}
    if opened.key != keys.get(body.by):
        raise Refused("The close is signed by somebody else.")
    return opened


def _was_asked(
    certificate: CertificateId,
    *,
    named: Sequence[CertificateId],
    known: Mapping[CertificateId, Certificate],
) -> bool:
    if certificate in named:
        return True
    later = known.get(certificate)
    earlier = [known[name] for name in named if name in known]
    return later is not None and any(replaces(later, each) for each in earlier)


def _keys(member: Member) -> tuple[bytes, bytes]:
    return member.sign_key, member.box_key


def _check_roster(epoch: Epoch, *, version: int, hash_: bytes) -> None:
    """The team never goes back within a case (attack 9)."""
    if epoch.roster_version < version:
        raise Refused("The record stands under an older roster.")
    if epoch.roster_version == version and epoch.roster_hash != hash_:
        raise Refused("There are two rosters of one version.")


def _check_key_change(
    epoch: Signed[Epoch], *, before: Signed[Epoch], statement: bytes | None
) -> None:
    """New student keys need the old key's word, whatever the server says (attack 6)."""
    if statement is None:
        raise Refused("The student's keys were changed.")
    change = open_signed(statement, KeyChange)
    old = before.body.student.sign_key
    if change.key != old or change.body.old_sign_key != old:
        raise Refused("The change of keys is signed by somebody else.")
    named = (change.body.case, change.body.sign_key, change.body.box_key)
    if named != (epoch.body.case, *_keys(epoch.body.student)):
        raise Refused("The change of keys is of other keys.")


def _check_member_change(
    epoch: Signed[Epoch], *, before: Signed[Epoch], statement: bytes | None
) -> None:
    """Another worker needs the student's word, and the student makes the key."""
    student = before.body.student.sign_key
    if statement is None or epoch.key != student:
        raise Refused("The worker was changed.")
    change = open_signed(statement, MemberChange)
    if change.key != student:
        raise Refused("The change of worker is signed by somebody else.")
    named = (change.body.case, change.body.previous, change.body.certificate)
    if named != (epoch.body.case, epoch.body.previous, epoch.body.worker.certificate):
        raise Refused("The change of worker is of another worker.")
