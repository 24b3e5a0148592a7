"""A request for a conversation: card, letter, wraps, intake and capsule (protocol.md section 5).
Shapes only; what the server checks of them is in request.py."""

from dataclasses import dataclass, field
from typing import ClassVar, Final

from crypto.codec import choice, listed
from crypto.hashing import digest
from crypto.wire.ids import (
    BOX_KEY,
    BYTES16,
    BYTES32,
    BYTES32_OR_NONE,
    HOLDER,
    SIGN_KEY,
    STUDENT_ENTRY,
    TEXT,
    U64,
    ZEROS,
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
from crypto.wire.ways import check_ways

__all__ = [
    "PAIRS",
    "Capsule",
    "CapsuleAd",
    "CapsuleHalf",
    "CapsuleRecord",
    "CapsuleWays",
    "Card",
    "CardAd",
    "Intake",
    "IntakeWrap",
    "Letter",
    "LetterAd",
    "Recipient",
    "intake_hash",
]

PAIRS: Final = (("coordinator", "manager"), ("coordinator", "deputy"), ("manager", "deputy"))
"""The pairs of roles that hold a capsule's key, in the record's order."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Card(Structure):
    """What a worker sees of a request before claiming it."""

    LABEL: ClassVar[str] = "card"
    case: CaseId = field(metadata=part(BYTES16))
    revision: int = field(metadata=part(U64))
    topic: str = field(metadata=part(TEXT))
    help: str = field(metadata=part(TEXT))
    know: str = field(metadata=part(TEXT))
    name: str = field(metadata=part(TEXT))
    age: str = field(metadata=part(choice("adult", "under18")))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))
    box_key: BoxPublic = field(metadata=part(BOX_KEY))


@dataclass(frozen=True, kw_only=True, repr=False)
class Letter(Structure):
    """The first letter and the case's supervision secret."""

    LABEL: ClassVar[str] = "letter"
    case: CaseId = field(metadata=part(BYTES16))
    revision: int = field(metadata=part(U64))
    text: str = field(metadata=part(TEXT))
    supervision: bytes = field(metadata=part(BYTES32))


@dataclass(frozen=True, kw_only=True, repr=False)
class CardAd(Structure):
    """The associated data of a sealed card."""

    LABEL: ClassVar[str] = "card-ad"
    case: CaseId = field(metadata=part(BYTES16))
    revision: int = field(metadata=part(U64))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))


@dataclass(frozen=True, kw_only=True, repr=False)
class LetterAd(Structure):
    """The associated data of a sealed letter."""

    LABEL: ClassVar[str] = "letter-ad"
    case: CaseId = field(metadata=part(BYTES16))
    revision: int = field(metadata=part(U64))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))


@dataclass(frozen=True, kw_only=True, repr=False)
class IntakeWrap(Structure):
    """A card's or letter's key, for one recipient."""

    LABEL: ClassVar[str] = "intake-wrap"
    purpose: str = field(metadata=part(choice("card", "letter")))
    case: CaseId = field(metadata=part(BYTES16))
    revision: int = field(metadata=part(U64))
    certificate: CertificateId = field(metadata=part(BYTES32))
    key: bytes = field(metadata=part(BYTES32))


@dataclass(frozen=True, kw_only=True, repr=False)
class Recipient(Structure):
    """One who can be asked, and the hashes of the two boxes for them."""

    LABEL: ClassVar[str] = "recipient"
    certificate: CertificateId = field(metadata=part(BYTES32))
    card_wrap: BlobHash = field(metadata=part(BYTES32))
    letter_wrap: BlobHash = field(metadata=part(BYTES32))


@dataclass(frozen=True, kw_only=True, repr=False)
class Intake(Structure):
    """The signed record of a request. `capsule` is empty where none could be made."""

    LABEL: ClassVar[str] = "intake"
    case: CaseId = field(metadata=part(BYTES16))
    revision: int = field(metadata=part(U64))
    previous: bytes = field(metadata=part(BYTES32))
    roster_version: int = field(metadata=part(U64))
    roster_hash: RosterHash = field(metadata=part(BYTES32))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))
    box_key: BoxPublic = field(metadata=part(BOX_KEY))
    card: BlobHash = field(metadata=part(BYTES32))
    letter: BlobHash = field(metadata=part(BYTES32))
    recipients: tuple[Recipient, ...] = field(metadata=part(listed(nested(Recipient))))
    capsule: bytes = field(metadata=part(BYTES32_OR_NONE))

    def check(self) -> None:
        """Revisions from 1; the student's own entry, then at least one worker, ascending."""
        require(self.revision >= 1, "Revisions count from 1.")
        require((self.previous == ZEROS) == (self.revision == 1), "Only the first has no previous.")
        named = [recipient.certificate for recipient in self.recipients]
        require(named == sorted(set(named)), "Recipients ascend.")
        require(len(named) > 1 and named[0] == STUDENT_ENTRY, "A request reaches somebody.")


@dataclass(frozen=True, kw_only=True, repr=False)
class Capsule(Structure):
    """Who a student is, for two holders together to open."""

    LABEL: ClassVar[str] = "capsule"
    case: CaseId = field(metadata=part(BYTES16))
    version: int = field(metadata=part(U64))
    telegram_id: str = field(metadata=part(TEXT))
    telegram_name: str = field(metadata=part(TEXT))
    name: str = field(metadata=part(TEXT))
    phone: str = field(metadata=part(TEXT))
    place: str = field(metadata=part(TEXT))
    someone: str = field(metadata=part(TEXT))


@dataclass(frozen=True, kw_only=True, repr=False)
class CapsuleWays(Capsule):
    """The same of a student who said by which ways they may be reached (R5)."""

    LABEL: ClassVar[str] = "capsule-ways"
    ways: str = field(metadata=part(TEXT))

    def check(self) -> None:
        """What was said of ways is some of them, or none."""
        check_ways(self.ways)


@dataclass(frozen=True, kw_only=True, repr=False)
class CapsuleAd(Structure):
    """The associated data of a sealed capsule."""

    LABEL: ClassVar[str] = "capsule-ad"
    case: CaseId = field(metadata=part(BYTES16))
    version: int = field(metadata=part(U64))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))


@dataclass(frozen=True, kw_only=True, repr=False)
class CapsuleHalf(Structure):
    """Half of a capsule's key, for one role of one pair."""

    LABEL: ClassVar[str] = "capsule-half"
    case: CaseId = field(metadata=part(BYTES16))
    version: int = field(metadata=part(U64))
    pair: str = field(metadata=part(choice(*["+".join(pair) for pair in PAIRS])))
    role: str = field(metadata=part(HOLDER))
    role_key_version: int = field(metadata=part(U64))
    sealed: BlobHash = field(metadata=part(BYTES32))
    half: bytes = field(metadata=part(BYTES32))


@dataclass(frozen=True, kw_only=True, repr=False)
class CapsuleRecord(Structure):
    """The signed record of a capsule: its sealed text and six boxes."""

    LABEL: ClassVar[str] = "capsule-record"
    case: CaseId = field(metadata=part(BYTES16))
    version: int = field(metadata=part(U64))
    sealed: BlobHash = field(metadata=part(BYTES32))
    halves: tuple[BlobHash, ...] = field(metadata=part(listed(BYTES32)))

    def check(self) -> None:
        """Two halves for each pair."""
        require(len(self.halves) == 2 * len(PAIRS), "A capsule has six halves.")


def intake_hash(intake: Signed[Intake]) -> RecordHash:
    """What a later revision, epoch 1 and a close call an intake."""
    return RecordHash(digest("pl.epoch", intake.raw))
