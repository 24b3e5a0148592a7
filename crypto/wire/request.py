"""What can be checked of a request, a capsule and a backup without any secret (protocol.md 3.4, 5).
The server calls these before it keeps anything; opening is the recipients' work."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from crypto.errors import Refused
from crypto.wire.asking import CapsuleRecord, Intake, intake_hash
from crypto.wire.ids import (
    STUDENT_ENTRY,
    ZEROS,
    BlobHash,
    CertificateId,
    SignPublic,
    blob_hash,
)
from crypto.wire.roster import RosterPin
from crypto.wire.structure import Signed, open_signed
from crypto.wire.team import Backup

__all__ = [
    "LARGEST_BLOB",
    "CapsuleParts",
    "RecipientWraps",
    "Request",
    "check_backup",
    "check_capsule",
    "check_request",
]

LARGEST_BLOB: Final = 128 * 1024
"""Bytes of a sealed card, letter or capsule."""
_LARGEST_BOX: Final = 4096


@dataclass(frozen=True, kw_only=True)
class RecipientWraps:
    """The two boxes for one recipient of a request."""

    certificate: CertificateId
    card: bytes
    letter: bytes


@dataclass(frozen=True, kw_only=True)
class CapsuleParts:
    """A signed capsule record, the sealed capsule and its six boxes."""

    record: bytes
    sealed: bytes
    halves: Sequence[bytes]


@dataclass(frozen=True, kw_only=True)
class Request:
    """Everything that a student's device sends to ask for a conversation."""

    intake: bytes
    card: bytes
    letter: bytes
    wraps: Sequence[RecipientWraps]
    capsule: CapsuleParts | None


def check_request(
    request: Request,
    *,
    roster: RosterPin,
    workers: Collection[CertificateId],
    before: Signed[Intake] | None,
) -> Signed[Intake]:
    """The verified intake of a request under this roster, to some of these workers.

    `before` is the revision that this one replaces. Raises Refused, or what reading raises.
    """
    intake = open_signed(request.intake, Intake)
    body = intake.body
    if intake.key != body.sign_key:
        raise Refused("The request is signed with another key.")
    if (body.roster_version, body.roster_hash) != (roster.version, roster.hash):
        raise Refused("The request was made under another roster.")
    named = [recipient.certificate for recipient in body.recipients]
    if any(name != STUDENT_ENTRY and name not in workers for name in named):
        raise Refused("The request names somebody who cannot be asked.")
    _check_succession(intake, before=before)
    _check_blobs((request.card, request.letter), hashes=(body.card, body.letter))
    _check_wraps(request.wraps, intake=body)
    _check_its_capsule(request.capsule, intake=body)
    return intake


def check_capsule(parts: CapsuleParts, *, sign_key: SignPublic) -> Signed[CapsuleRecord]:
    """The verified record of a capsule that this student signed and these blobs belong to."""
    record = open_signed(parts.record, CapsuleRecord)
    if record.key != sign_key:
        raise Refused("The capsule is signed with another key.")
    _check_blobs((parts.sealed,), hashes=(record.body.sealed,))
    _check_blobs(parts.halves, hashes=record.body.halves, largest=_LARGEST_BOX)
    return record


def check_backup(
    record: bytes, *, halves: Sequence[bytes], role: str, version: int, sign_key: SignPublic
) -> Signed[Backup]:
    """The verified backup record of this role key, by its holder. The root's role is `root`."""
    backup = open_signed(record, Backup)
    if backup.key != sign_key or (backup.body.role, backup.body.version) != (role, version):
        raise Refused("The backup is of another key, or by another person.")
    _check_blobs(halves, hashes=backup.body.halves, largest=_LARGEST_BOX)
    return backup


def _check_succession(intake: Signed[Intake], *, before: Signed[Intake] | None) -> None:
    body = intake.body
    if before is None:
        if body.revision != 1 or body.previous != ZEROS:
            raise Refused("The request is a revision of nothing.")
        return
    follows = body.revision == before.body.revision + 1 and body.previous == intake_hash(before)
    same = (body.case, body.sign_key, body.box_key) == (
        before.body.case,
        before.body.sign_key,
        before.body.box_key,
    )
    if not (follows and same):
        raise Refused("The request does not continue the one before.")


def _check_blobs(
    blobs: Sequence[bytes], *, hashes: Sequence[BlobHash], largest: int = LARGEST_BLOB
) -> None:
    if any(len(blob) > largest for blob in blobs):
        raise Refused("A part is too large.")
    if tuple(blob_hash(blob) for blob in blobs) != tuple(hashes):
        raise Refused("A part is not the one that was signed.")


def _check_wraps(wraps: Sequence[RecipientWraps], *, intake: Intake) -> None:
    if [wrap.certificate for wrap in wraps] != [item.certificate for item in intake.recipients]:
        raise Refused("The wraps are for other recipients.")
    _check_blobs(
        [box for wrap in wraps for box in (wrap.card, wrap.letter)],
        hashes=[box for item in intake.recipients for box in (item.card_wrap, item.letter_wrap)],
        largest=_LARGEST_BOX,
    )


def _check_its_capsule(capsule: CapsuleParts | None, *, intake: Intake) -> None:
    if capsule is None:
        if intake.capsule:
            raise Refused("The capsule is missing.")
        return
    record = check_capsule(capsule, sign_key=intake.sign_key)
    if intake.capsule != blob_hash(record.raw):
        raise Refused("The capsule is not the one that was signed.")
    if (record.body.case, record.body.version) != (intake.case, intake.revision):
        raise Refused("The capsule belongs to another request.")
