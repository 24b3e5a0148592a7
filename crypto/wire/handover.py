"""Handing a conversation over: what is signed, sealed and said for it (protocol.md section 17).
Shapes and what needs no secret; which worker may follow is section 6's (succession.py)."""

from dataclasses import dataclass, field
from typing import ClassVar, Final

from crypto.codec import bounded, choice, fixed, listed
from crypto.errors import Refused
from crypto.wire.ids import (
    BYTES,
    BYTES16,
    BYTES32,
    BYTES32_OR_NONE,
    FLAG,
    SIGN_KEY,
    U64,
    BlobHash,
    CaseId,
    CertificateId,
    RecordHash,
    RosterHash,
    SignPublic,
    blob_hash,
    part,
)
from crypto.wire.messages import LONGEST_TEXT
from crypto.wire.structure import Signed, Structure, nested, open_signed, require
from crypto.wire.ways import check_ways

__all__ = [
    "SHARED_FIELDS",
    "Earlier",
    "EarlierLine",
    "Handover",
    "HandoverAd",
    "HandoverRecipient",
    "HandoverWrap",
    "Proposal",
    "Shared",
    "SharedField",
    "Wish",
    "open_handover",
    "open_wish",
]

SHARED_FIELDS: Final = ("name", "phone", "place", "someone", "ways")
_LONGEST_FIELD: Final = 200


@dataclass(frozen=True, kw_only=True, repr=False)
class HandoverRecipient(Structure):
    """A worker who is asked to go on with a conversation, and their box with the card's key."""

    LABEL: ClassVar[str] = "handover-recipient"
    certificate: CertificateId = field(metadata=part(BYTES32))
    wrap: BlobHash = field(metadata=part(BYTES32))


@dataclass(frozen=True, kw_only=True, repr=False)
class Handover(Structure):
    """The student's wish for another worker from this epoch on; signed by the student."""

    LABEL: ClassVar[str] = "handover"
    case: CaseId = field(metadata=part(BYTES16))
    previous: RecordHash = field(metadata=part(BYTES32))
    roster_version: int = field(metadata=part(U64))
    roster_hash: RosterHash = field(metadata=part(BYTES32))
    card: BlobHash = field(metadata=part(BYTES32))
    recipients: tuple[HandoverRecipient, ...] = field(
        metadata=part(listed(nested(HandoverRecipient)))
    )
    made: int = field(metadata=part(U64))

    def check(self) -> None:
        """At least one worker, ascending."""
        named = [recipient.certificate for recipient in self.recipients]
        require(bool(named) and named == sorted(set(named)), "Recipients ascend.")


@dataclass(frozen=True, kw_only=True, repr=False)
class HandoverAd(Structure):
    """The associated data of the card that goes with it."""

    LABEL: ClassVar[str] = "handover-ad"
    case: CaseId = field(metadata=part(BYTES16))
    previous: RecordHash = field(metadata=part(BYTES32))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))


@dataclass(frozen=True, kw_only=True, repr=False)
class HandoverWrap(Structure):
    """The card's key, for one of the workers who are asked."""

    LABEL: ClassVar[str] = "handover-wrap"
    case: CaseId = field(metadata=part(BYTES16))
    previous: RecordHash = field(metadata=part(BYTES32))
    certificate: CertificateId = field(metadata=part(BYTES32))
    key: bytes = field(metadata=part(BYTES32))


@dataclass(frozen=True, kw_only=True, repr=False)
class Proposal(Structure):
    """A worker's proposal, a paper: somebody else, or the one with this certificate."""

    LABEL: ClassVar[str] = "proposal"
    case: CaseId = field(metadata=part(BYTES16))
    certificate: bytes = field(metadata=part(BYTES32_OR_NONE))
    standing: bool = field(metadata=part(FLAG))


@dataclass(frozen=True, kw_only=True, repr=False)
class EarlierLine(Structure):
    """A message of an earlier epoch as it was sent, and the key that opens it alone."""

    LABEL: ClassVar[str] = "earlier-line"
    epoch: int = field(metadata=part(U64))
    message: bytes = field(metadata=part(BYTES))
    key: bytes = field(metadata=part(fixed(64)))


@dataclass(frozen=True, kw_only=True, repr=False)
class Earlier(Structure):
    """What a student lets the next worker have of before, a paper."""

    LABEL: ClassVar[str] = "earlier"
    case: CaseId = field(metadata=part(BYTES16))
    card: bytes = field(metadata=part(BYTES))
    letter_key: bytes = field(metadata=part(BYTES32_OR_NONE))
    summary: str = field(metadata=part(bounded(0, LONGEST_TEXT)))
    lines: tuple[EarlierLine, ...] = field(metadata=part(listed(nested(EarlierLine))))


@dataclass(frozen=True, kw_only=True, repr=False)
class SharedField(Structure):
    """One thing that a student tells about who they are."""

    LABEL: ClassVar[str] = "shared-field"
    what: str = field(metadata=part(choice(*SHARED_FIELDS)))
    value: str = field(metadata=part(bounded(1, _LONGEST_FIELD)))

    def check(self) -> None:
        """By which ways they may be reached has its own words (R5)."""
        if self.what == "ways":
            check_ways(self.value)


@dataclass(frozen=True, kw_only=True, repr=False)
class Shared(Structure):
    """What a student tells their worker of who they are, a paper; without fields, taken back."""

    LABEL: ClassVar[str] = "shared"
    case: CaseId = field(metadata=part(BYTES16))
    fields: tuple[SharedField, ...] = field(metadata=part(listed(nested(SharedField))))

    def check(self) -> None:
        """Each field once, in the specification's order."""
        places = [SHARED_FIELDS.index(item.what) for item in self.fields]
        require(places == sorted(set(places)), "Fields stand once each, in their order.")


@dataclass(frozen=True, kw_only=True, repr=False)
class Wish(Structure):
    """A student's wish that one worker be asked first; signed with the request's sign key."""

    LABEL: ClassVar[str] = "wish"
    case: CaseId = field(metadata=part(BYTES16))
    certificate: CertificateId = field(metadata=part(BYTES32))


def open_handover(
    data: bytes, *, card: bytes, wraps: tuple[bytes, ...], student: SignPublic
) -> Signed[Handover]:
    """A signed handover with what it names, by this student.

    Raises Refused for another signer or other blobs, or what reading does.
    """
    signed = open_signed(data, Handover)
    if signed.key != student:
        raise Refused("The handover is signed by somebody else.")
    named = tuple(recipient.wrap for recipient in signed.body.recipients)
    if signed.body.card != blob_hash(card) or named != tuple(map(blob_hash, wraps)):
        raise Refused("The handover names other papers.")
    return signed


def open_wish(data: bytes, *, case: CaseId, student: SignPublic) -> CertificateId:
    """Whose turn a student wishes first. Raises Refused, or what reading does."""
    signed = open_signed(data, Wish)
    if (signed.key, signed.body.case) != (student, case):
        raise Refused("The wish is somebody else's.")
    return signed.body.certificate
