"""Certificates, the roster, the root's changes and key backups (protocol.md section 3).
Shapes and what they say of themselves; accepting a roster is in roster.py."""

from dataclasses import dataclass, field
from typing import ClassVar

from crypto.codec import choice, listed
from crypto.hashing import digest
from crypto.wire.ids import (
    BOX_KEY,
    BOX_KEY_OR_NONE,
    BYTES16,
    BYTES32,
    FLAG,
    HOLDER,
    HOLDERS,
    ROLE,
    SIGN_KEY,
    TEXT,
    U64,
    ZEROS,
    BlobHash,
    BoxPublic,
    CertificateId,
    RosterHash,
    SignPublic,
    part,
)
from crypto.wire.structure import Signed, Structure, require

__all__ = [
    "DAY",
    "Backup",
    "BackupHalf",
    "Certificate",
    "RootChange",
    "Roster",
    "certificate_id",
    "roster_hash",
]

DAY = 86_400
_DAYS = {"worker": 200, "consultant": 200, "auditor": 31}
_ROSTER_DAYS = 35


@dataclass(frozen=True, kw_only=True, repr=False)
class Certificate(Structure):
    """Who may do what until when. `not_before` inclusive, `not_after` exclusive, Unix seconds."""

    LABEL: ClassVar[str] = "certificate"
    serial: bytes = field(metadata=part(BYTES16))
    role: str = field(metadata=part(ROLE))
    name: str = field(metadata=part(TEXT))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))
    box_key: BoxPublic = field(metadata=part(BOX_KEY))
    role_key: bytes = field(metadata=part(BOX_KEY_OR_NONE))
    role_key_version: int = field(metadata=part(U64))
    under18: bool = field(metadata=part(FLAG))
    not_before: int = field(metadata=part(U64))
    not_after: int = field(metadata=part(U64))

    @property
    def is_holder(self) -> bool:
        """Whether the role is one that the root certifies."""
        return self.role in HOLDERS

    def check(self) -> None:
        """Role keys are for holders; everybody else's validity is limited (sections 3.1, 16)."""
        require(self.not_before < self.not_after, "A certificate ends after it begins.")
        if self.is_holder:
            fits = bool(self.role_key) and self.role_key_version >= 1
        else:
            fits = not self.role_key and self.role_key_version == 0
            longest = _DAYS[self.role] * DAY
            require(self.not_after - self.not_before <= longest, "A certificate is too long.")
        require(fits, "Holders have role keys, others have none.")


@dataclass(frozen=True, kw_only=True, repr=False)
class Roster(Structure):
    """Everyone certified at one time. Times in Unix seconds."""

    LABEL: ClassVar[str] = "roster"
    version: int = field(metadata=part(U64))
    previous: bytes = field(metadata=part(BYTES32))
    issued: int = field(metadata=part(U64))
    expires: int = field(metadata=part(U64))
    root: SignPublic = field(metadata=part(SIGN_KEY))
    certificates: tuple[CertificateId, ...] = field(metadata=part(listed(BYTES32)))
    audit_row: int = field(metadata=part(U64))
    audit_head: bytes = field(metadata=part(BYTES32))

    def check(self) -> None:
        """Versions from 1, ids ascending, at most 35 days."""
        require(self.version >= 1, "Roster versions count from 1.")
        require((self.previous == ZEROS) == (self.version == 1), "Only the first has no previous.")
        ascending = list(self.certificates) == sorted(set(self.certificates))
        require(ascending, "A roster's certificates ascend.")
        lifetime = self.expires - self.issued
        require(0 < lifetime <= _ROSTER_DAYS * DAY, "A roster lasts at most 35 days.")


@dataclass(frozen=True, kw_only=True, repr=False)
class RootChange(Structure):
    """Signed by the previous root: lets a device move its pin."""

    LABEL: ClassVar[str] = "root-change"
    number: int = field(metadata=part(U64))
    root: SignPublic = field(metadata=part(SIGN_KEY))
    previous: SignPublic = field(metadata=part(SIGN_KEY))

    def check(self) -> None:
        """Numbers count from 1 and the key does change."""
        require(self.number >= 1 and self.root != self.previous, "A root change changes the root.")


@dataclass(frozen=True, kw_only=True, repr=False)
class BackupHalf(Structure):
    """Half of a role key's secret (or of the root's seed), for another role."""

    LABEL: ClassVar[str] = "backup-half"
    role: str = field(metadata=part(choice(*HOLDERS, "root")))
    version: int = field(metadata=part(U64))
    to: str = field(metadata=part(HOLDER))
    half: bytes = field(metadata=part(BYTES32))


@dataclass(frozen=True, kw_only=True, repr=False)
class Backup(Structure):
    """The record that two halves were made; the hashes are of their boxes."""

    LABEL: ClassVar[str] = "backup"
    role: str = field(metadata=part(choice(*HOLDERS, "root")))
    version: int = field(metadata=part(U64))
    halves: tuple[BlobHash, ...] = field(metadata=part(listed(BYTES32)))

    def check(self) -> None:
        """There are two halves."""
        require(self.version >= 1 and len(self.halves) == 2, "A backup has two halves.")  # noqa: PLR2004 - two is the scheme


def certificate_id(certificate: Signed[Certificate]) -> CertificateId:
    """What rosters and epochs call a certificate."""
    return CertificateId(digest("pl.cert", certificate.raw))


def roster_hash(roster: Signed[Roster]) -> RosterHash:
    """What later rosters, intakes and epochs call a roster."""
    return RosterHash(digest("pl.roster", roster.raw))
