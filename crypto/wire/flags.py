"""A safeguarding flag, sealed to two holders (protocol.md section 12).
Shapes and who wrote; what holders then do with it is in flag_events.py. Sealing is the client's."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from crypto.codec import BYTES, bounded, choice, listed
from crypto.errors import Refused
from crypto.hashing import derive
from crypto.wire.authors import Author, worker_author
from crypto.wire.ids import (
    BOX_KEY,
    BYTES16,
    BYTES32,
    FLAG,
    HOLDER,
    HOLDERS,
    SIGN_KEY,
    TEXT,
    U64,
    BlobHash,
    BoxPublic,
    CaseId,
    RecordHash,
    SignPublic,
    part,
)
from crypto.wire.roster import Team
from crypto.wire.structure import Signed, Structure, require

__all__ = [
    "ASKED",
    "LARGEST_FLAG",
    "Flag",
    "FlagAccess",
    "FlagAd",
    "FlagPart",
    "FlagRow",
    "FlagWrap",
    "check_flag",
    "flag_holders",
    "flag_row_hash",
]

ASKED: Final = "asked"
"""The ground of a flag that a student raises for themselves."""
LARGEST_FLAG: Final = 140 * 1024
"""Bytes of a sealed flag: 32,000 characters, a certificate and their padding."""
_LONGEST: Final = 32_000
_LEAVES_OUT: Final = ("coordinator", "manager", "")


@dataclass(frozen=True, kw_only=True, repr=False)
class Flag(Structure):
    """What is raised, by whom, about which case. `certificate` is empty from a student."""

    LABEL: ClassVar[str] = "flag"
    id: bytes = field(metadata=part(BYTES16))
    by: str = field(metadata=part(choice("worker", "student")))
    case: CaseId = field(metadata=part(BYTES16))
    intake: RecordHash = field(metadata=part(BYTES32))
    student_sign_key: SignPublic = field(metadata=part(SIGN_KEY))
    student_box_key: BoxPublic = field(metadata=part(BOX_KEY))
    certificate: bytes = field(metadata=part(BYTES))
    ground: str = field(metadata=part(bounded(1, 40)))
    urgent: bool = field(metadata=part(FLAG))
    said: str = field(metadata=part(TEXT))
    quotes: tuple[str, ...] = field(metadata=part(listed(TEXT)))
    wants: str = field(metadata=part(TEXT))
    told: str = field(metadata=part(TEXT))
    called: str = field(metadata=part(TEXT))
    left_out: str = field(metadata=part(choice(*_LEAVES_OUT)))
    written: int = field(metadata=part(U64))

    def check(self) -> None:
        """A worker's has a certificate, a student's the ground `asked`; 32,000 characters."""
        worker = self.by == "worker"
        require(bool(self.certificate) == worker, "A worker's flag alone has a certificate.")
        require((self.ground != ASKED) == worker, "A student's flag alone is asked for.")
        require(self.urgent or not self.called, "Who was called belongs to immediate danger.")
        texts = (self.said, *self.quotes, self.wants, self.told, self.called)
        require(sum(map(len, texts)) <= _LONGEST, "A flag has at most 32,000 characters.")


@dataclass(frozen=True, kw_only=True, repr=False)
class FlagAd(Structure):
    """The associated data of a sealed flag."""

    LABEL: ClassVar[str] = "flag-ad"
    id: bytes = field(metadata=part(BYTES16))


@dataclass(frozen=True, kw_only=True, repr=False)
class FlagWrap(Structure):
    """A flag's key, for one of its two holders."""

    LABEL: ClassVar[str] = "flag-wrap"
    id: bytes = field(metadata=part(BYTES16))
    role: str = field(metadata=part(HOLDER))
    role_key_version: int = field(metadata=part(U64))
    sealed: BlobHash = field(metadata=part(BYTES32))
    key: bytes = field(metadata=part(BYTES32))

    def check(self) -> None:
        """Role keys' versions count from 1."""
        require(self.role_key_version >= 1, "Role keys' versions count from 1.")


@dataclass(frozen=True, kw_only=True, repr=False)
class FlagPart(Structure):
    """The deputy's half of a flag's key; the other half is the server's `late`."""

    LABEL: ClassVar[str] = "flag-part"
    id: bytes = field(metadata=part(BYTES16))
    role_key_version: int = field(metadata=part(U64))
    sealed: BlobHash = field(metadata=part(BYTES32))
    half: bytes = field(metadata=part(BYTES32))

    def check(self) -> None:
        """Role keys' versions count from 1."""
        require(self.role_key_version >= 1, "Role keys' versions count from 1.")


@dataclass(frozen=True, kw_only=True, repr=False)
class FlagAccess(Structure):
    """What happened to a flag at the server, for its holders (section 16). Hours of Unix time."""

    LABEL: ClassVar[str] = "flag-access"
    flag: bytes = field(metadata=part(BYTES16))
    event: str = field(metadata=part(TEXT))
    role: str = field(metadata=part(TEXT))
    hour: int = field(metadata=part(U64))


@dataclass(frozen=True, kw_only=True, repr=False)
class FlagRow(Structure):
    """One row of the chain of flag accesses: a box for each of the flag's holders."""

    LABEL: ClassVar[str] = "flag-row"
    number: int = field(metadata=part(U64))
    boxes: tuple[BlobHash, ...] = field(metadata=part(listed(BYTES32)))


def flag_holders(left_out: str = "") -> Sequence[str]:
    """The two roles that a flag goes to: coordinator and manager, or the other and the deputy."""
    if left_out not in _LEAVES_OUT:
        raise Refused("Nobody else can be left out.")
    remaining = [role for role in HOLDERS if role != left_out]
    return remaining[:2]


def flag_row_hash(*, key: bytes, previous: bytes, row: FlagRow) -> bytes:
    """The row's hash under the audit key; 32 zero bytes come before the first."""
    return derive("pl.audit", key=key, data=previous + row.encode())


def check_flag(flag: Signed[Flag], *, team: Team) -> Author | None:
    """Who raised a flag: a worker, or None for the student whose keys it names.

    Raises Refused, or what reading raises: it is shown all the same, as not proven. That a
    student's keys are the case's shows only when a capsule of the case opens.
    """
    body = flag.body
    if body.by == "student":
        if flag.key != body.student_sign_key:
            raise Refused("The flag is signed by somebody else.")
        return None
    return worker_author(body.certificate, key=flag.key, team=team)
