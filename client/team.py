"""What a holder's device makes: certificates, rosters, root changes, backups (protocol.md 3).
Judging a roster needs no secret and is in crypto.wire; nothing here talks to a server."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import crypto
from crypto import BoxSecret, Random, Refused, SigningKey, wire
from crypto.wire import (
    HOLDERS,
    Backup,
    BackupHalf,
    Certificate,
    RootChange,
    Roster,
    Signed,
    Team,
)

__all__ = [
    "Applicant",
    "MadeBackup",
    "certify",
    "change_root",
    "make_backup",
    "make_roster",
    "open_backup_half",
    "restore",
]

_SERIAL_BYTES: Final = 16
_HOLDER_DAYS: Final = 730
_DAYS: Final = {"worker": 180, "consultant": 180, "auditor": 30}
_ROSTER_DAYS: Final = 30


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """Whom to certify: the keys are those whose words were compared."""

    role: str
    name: str
    sign_key: bytes
    box_key: bytes
    role_key: bytes = b""
    role_key_version: int = 0
    under18: bool = False


def certify(
    applicant: Applicant, *, by: SigningKey, now: int, random: Random = secrets.token_bytes
) -> Signed[Certificate]:
    """A certificate from now on: holders by the root, everybody else by a holder.

    Draws 16 bytes of serial.
    """
    days = _DAYS.get(applicant.role, _HOLDER_DAYS)
    body = Certificate(
        serial=random(_SERIAL_BYTES),
        role=applicant.role,
        name=applicant.name,
        sign_key=wire.SignPublic(applicant.sign_key),
        box_key=wire.BoxPublic(applicant.box_key),
        role_key=applicant.role_key,
        role_key_version=applicant.role_key_version,
        under18=applicant.under18,
        not_before=now,
        not_after=now + days * wire.DAY,
    )
    return wire.signed(body, key=by)


def make_roster(
    certificates: Collection[Signed[Certificate]],
    *,
    root: wire.SignPublic,
    before: wire.RosterPin | None,
    audit: tuple[int, bytes],
    by: SigningKey,
    now: int,
) -> Signed[Roster]:
    """The next roster, of these certificates; `audit` is the audit chain's row and head."""
    body = Roster(
        version=before.version + 1 if before else 1,
        previous=before.hash if before else wire.ZEROS,
        issued=now,
        expires=now + _ROSTER_DAYS * wire.DAY,
        root=root,
        certificates=tuple(sorted(wire.certificate_id(item) for item in certificates)),
        audit_row=audit[0],
        audit_head=audit[1],
    )
    return wire.signed(body, key=by)


def change_root(*, old: SigningKey, new: SigningKey, number: int) -> Signed[RootChange]:
    """The old root's word that the new one follows; numbers count from 1."""
    body = RootChange(
        number=number, root=wire.SignPublic(new.public), previous=wire.SignPublic(old.public)
    )
    return wire.signed(body, key=old)


@dataclass(frozen=True, kw_only=True)
class MadeBackup:
    """A signed backup record and its two boxes, in the roles' order."""

    record: Signed[Backup]
    halves: tuple[bytes, bytes]


def make_backup(
    *,
    role: str,
    version: int,
    secret: bytes,
    team: Team,
    by: SigningKey,
    random: Random = secrets.token_bytes,
) -> MadeBackup:
    """Half of a role key's secret (or the root's seed, role `root`) to each of the others.

    Draws 32 bytes for the first half, then an ephemeral secret for each box. Raises Refused
    while the roster lacks one of the others.
    """
    owner = "coordinator" if role == "root" else role
    parts = crypto.split(secret, random)
    boxes = []
    for to, part in zip([name for name in HOLDERS if name != owner], parts, strict=True):
        holder = team.holder(to)
        if holder is None:
            raise Refused("The roster lacks a holder.")
        half = BackupHalf(role=role, version=version, to=to, half=part).encode()
        boxes.append(crypto.box_to(recipient=holder.role_key, plaintext=half, random=random))
    hashes = tuple(wire.blob_hash(box) for box in boxes)
    record = wire.signed(Backup(role=role, version=version, halves=hashes), key=by)
    return MadeBackup(record=record, halves=(boxes[0], boxes[1]))


def open_backup_half(boxed: bytes, *, secret: BoxSecret, to: str) -> BackupHalf:
    """What another holder can give back; Refused if it was meant for another role."""
    half = BackupHalf.decode(crypto.box_open(secret=secret, boxed=boxed))
    if half.to != to:
        raise Refused("The half was made for another role.")
    return half


def restore(halves: Sequence[BackupHalf]) -> bytes:
    """The secret of two halves of one backup; Refused if they do not belong together."""
    if len(halves) != 2 or len({(half.role, half.version) for half in halves}) != 1:  # noqa: PLR2004 - two is the scheme
        raise Refused("The halves do not belong together.")
    if halves[0].to == halves[1].to:
        raise Refused("The halves do not belong together.")
    return crypto.join(halves[0].half, halves[1].half)
