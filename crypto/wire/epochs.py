"""Who is in a conversation, under which keys, from when, and its end (protocol.md 6 to 8).
Shapes only; which record may follow which is in succession.py."""

from dataclasses import dataclass, field
from typing import ClassVar

from crypto.codec import listed
from crypto.hashing import digest
from crypto.wire.ids import (
    BOX_KEY,
    BYTES16,
    BYTES32,
    BYTES32_OR_NONE,
    ERASED_WHAT,
    MEMBER_ROLE,
    SIGN_KEY,
    U64,
    BlobHash,
    BoxPublic,
    CaseId,
    CertificateId,
    RecordHash,
    RosterHash,
    SignPublic,
    part,
)
from crypto.wire.structure import Signed, Structure, nested, require

__all__ = [
    "Close",
    "Epoch",
    "EpochAck",
    "EpochWrap",
    "Erase",
    "KeyChange",
    "Member",
    "MemberChange",
    "epoch_hash",
]


@dataclass(frozen=True, kw_only=True, repr=False)
class EpochWrap(Structure):
    """An epoch's key and the case's supervision secret, for one member."""

    LABEL: ClassVar[str] = "epoch-wrap"
    case: CaseId = field(metadata=part(BYTES16))
    number: int = field(metadata=part(U64))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))
    epoch_key: bytes = field(metadata=part(BYTES32))
    supervision: bytes = field(metadata=part(BYTES32))


@dataclass(frozen=True, kw_only=True, repr=False)
class Member(Structure):
    """One member of an epoch; the student has no certificate."""

    LABEL: ClassVar[str] = "member"
    role: str = field(metadata=part(MEMBER_ROLE))
    certificate: bytes = field(metadata=part(BYTES32_OR_NONE))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))
    box_key: BoxPublic = field(metadata=part(BOX_KEY))


@dataclass(frozen=True, kw_only=True, repr=False)
class Epoch(Structure):
    """The signed record of an epoch: membership, and nothing about what is said."""

    LABEL: ClassVar[str] = "epoch"
    case: CaseId = field(metadata=part(BYTES16))
    number: int = field(metadata=part(U64))
    previous: RecordHash = field(metadata=part(BYTES32))
    roster_version: int = field(metadata=part(U64))
    roster_hash: RosterHash = field(metadata=part(BYTES32))
    members: tuple[Member, ...] = field(metadata=part(listed(nested(Member))))
    wraps: tuple[BlobHash, ...] = field(metadata=part(listed(BYTES32)))
    made: int = field(metadata=part(U64))

    @property
    def student(self) -> Member:
        """The first member."""
        return self.members[0]

    @property
    def worker(self) -> Member:
        """The second member: a worker, or the holder who wrote to the student (section 14)."""
        return self.members[1]

    def check(self) -> None:
        """A student without a certificate, a second with one, a wrap for each (attack 8)."""
        roles = [member.role for member in self.members]
        paired = roles in (["student", "worker"], ["student", "holder"])
        require(paired, "An epoch has a student, and a worker or a holder.")
        require(len(self.wraps) == len(roles), "Each member has a wrap.")
        certified = [bool(member.certificate) for member in self.members]
        require(certified == [False, True], "The second member alone has a certificate.")
        require(self.student.sign_key != self.worker.sign_key, "The members are two people.")
        require(self.number >= 1, "Epochs count from 1.")


@dataclass(frozen=True, kw_only=True, repr=False)
class EpochAck(Structure):
    """The student's device has accepted an epoch; signed by the student."""

    LABEL: ClassVar[str] = "epoch-ack"
    case: CaseId = field(metadata=part(BYTES16))
    number: int = field(metadata=part(U64))
    record: RecordHash = field(metadata=part(BYTES32))


@dataclass(frozen=True, kw_only=True, repr=False)
class MemberChange(Structure):
    """The student agrees to another worker; signed by the student."""

    LABEL: ClassVar[str] = "member-change"
    case: CaseId = field(metadata=part(BYTES16))
    previous: RecordHash = field(metadata=part(BYTES32))
    certificate: CertificateId = field(metadata=part(BYTES32))


@dataclass(frozen=True, kw_only=True, repr=False)
class KeyChange(Structure):
    """A student's new keys within a case; signed by the old sign key."""

    LABEL: ClassVar[str] = "key-change"
    case: CaseId = field(metadata=part(BYTES16))
    old_sign_key: SignPublic = field(metadata=part(SIGN_KEY))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))
    box_key: BoxPublic = field(metadata=part(BOX_KEY))


@dataclass(frozen=True, kw_only=True, repr=False)
class Close(Structure):
    """The end of a conversation or request; signed by the member that `by` names."""

    LABEL: ClassVar[str] = "close"
    case: CaseId = field(metadata=part(BYTES16))
    record: RecordHash = field(metadata=part(BYTES32))
    by: str = field(metadata=part(MEMBER_ROLE))
    time: int = field(metadata=part(U64))


@dataclass(frozen=True, kw_only=True, repr=False)
class Erase(Structure):
    """A student has what is theirs destroyed: one conversation, or the account and all in it."""

    LABEL: ClassVar[str] = "erase"
    what: str = field(metadata=part(ERASED_WHAT))
    id: bytes = field(metadata=part(BYTES16))
    time: int = field(metadata=part(U64))


def epoch_hash(epoch: Signed[Epoch]) -> RecordHash:
    """What a later epoch, a message and a close call an epoch."""
    return RecordHash(digest("pl.epoch", epoch.raw))
