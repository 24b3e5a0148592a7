"""What a worker keeps of a case: dated events and actions (protocol.md section 24).
Shapes, keys, the chain and who wrote. Sealing to people is the client's."""

from dataclasses import dataclass, field
from typing import ClassVar, Final

from crypto.codec import BYTES, bounded, choice, listed
from crypto.errors import Refused
from crypto.hashing import derive, digest
from crypto.wire.authors import Author, worker_author
from crypto.wire.ids import BYTES16, BYTES32, HOLDERS, U64, ZEROS, CaseId, RecordHash, part
from crypto.wire.roster import Team
from crypto.wire.structure import Signed, Structure, nested, open_signed, require
from crypto.wire.team import Certificate

__all__ = [
    "FINDING_MARKS",
    "LARGEST_FINDING",
    "LARGEST_RECORD_ITEM",
    "MOST_RECORD_ENTRIES",
    "RECORD_KINDS",
    "RECORD_READERS",
    "EarlierEntry",
    "EarlierRecord",
    "RecordAd",
    "RecordEntry",
    "RecordFinding",
    "RecordItem",
    "RecordWrap",
    "check_finding",
    "check_record_entry",
    "record_chain",
    "record_key",
]

RECORD_READERS: Final = ("coordinator", "manager")
"""The roles to whom every entry is boxed, in this order."""
RECORD_KINDS: Final = (
    "contact",
    "signposted",
    "referred",
    "agreed",
    "no-reply",
    "handed-over",
    "closed",
    "other",
)
FINDING_MARKS: Final = ("complete", "relevant", "excess", "missing")
"""Whole; only what is relevant; holds more than it should; something lacks."""
MOST_RECORD_ENTRIES: Final = 100
LARGEST_FINDING: Final = 8192
"""Bytes of a boxed finding: 1,000 characters, a certificate and their padding."""
LARGEST_RECORD_ITEM: Final = 4096
"""Bytes of an item: 300 characters, a certificate and their padding."""
_LONGEST: Final = 300
_DAY: Final = 86_400


@dataclass(frozen=True, kw_only=True, repr=False)
class RecordAd(Structure):
    """The associated data of an entry: its place in the record, and the epoch of its key."""

    LABEL: ClassVar[str] = "record-ad"
    case: CaseId = field(metadata=part(BYTES16))
    number: int = field(metadata=part(U64))
    previous: bytes = field(metadata=part(BYTES32))
    epoch: RecordHash = field(metadata=part(BYTES32))

    def check(self) -> None:
        """The first entry alone has none before it."""
        require(1 <= self.number <= MOST_RECORD_ENTRIES, "A record has 1 to 100 entries.")
        require((self.previous == ZEROS) == (self.number == 1), "The first follows nothing.")


@dataclass(frozen=True, kw_only=True, repr=False)
class RecordItem(Structure):
    """An entry as it is sent and kept."""

    LABEL: ClassVar[str] = "record-item"
    ad: bytes = field(metadata=part(BYTES))
    sealed: bytes = field(metadata=part(BYTES))

    def check(self) -> None:
        """Its place is well formed."""
        RecordAd.decode(self.ad)

    @property
    def place(self) -> RecordAd:
        """Where it stands."""
        return RecordAd.decode(self.ad)


@dataclass(frozen=True, kw_only=True, repr=False)
class RecordEntry(Structure):
    """One event or action; signed by the worker's sign key. `day`: days since 1970-01-01."""

    LABEL: ClassVar[str] = "record-entry"
    ad: bytes = field(metadata=part(BYTES))
    kind: str = field(metadata=part(choice(*RECORD_KINDS)))
    day: int = field(metadata=part(U64))
    text: str = field(metadata=part(bounded(0, _LONGEST)))
    certificate: bytes = field(metadata=part(BYTES))
    written: int = field(metadata=part(U64))

    def check(self) -> None:
        """It has happened, and something else is said in words."""
        RecordAd.decode(self.ad)
        require(self.day * _DAY <= self.written + _DAY, "An entry is about what happened.")
        require(bool(self.text) or self.kind != "other", "Something else is said in words.")


@dataclass(frozen=True, kw_only=True, repr=False)
class RecordWrap(Structure):
    """An entry's key, for a holder's role key or an auditor's box key (version 0).

    `item` is the entry's chain hash.
    """

    LABEL: ClassVar[str] = "record-wrap"
    case: CaseId = field(metadata=part(BYTES16))
    number: int = field(metadata=part(U64))
    to: str = field(metadata=part(choice(*RECORD_READERS, "auditor")))
    role_key_version: int = field(metadata=part(U64))
    item: bytes = field(metadata=part(BYTES32))
    key: bytes = field(metadata=part(BYTES32))

    def check(self) -> None:
        """Holders' role keys have versions, an auditor has no role key."""
        fits = (self.role_key_version == 0) == (self.to == "auditor")
        require(fits, "Holders alone have role keys.")


@dataclass(frozen=True, kw_only=True, repr=False)
class EarlierEntry(Structure):
    """An entry as it is kept, with the key that opens it alone."""

    LABEL: ClassVar[str] = "earlier-entry"
    item: bytes = field(metadata=part(BYTES))
    key: bytes = field(metadata=part(BYTES32))

    def check(self) -> None:
        """It has a place in a record."""
        RecordItem.decode(self.item)


@dataclass(frozen=True, kw_only=True, repr=False)
class EarlierRecord(Structure):
    """What a student lets the next worker have of the record, a paper (section 17)."""

    LABEL: ClassVar[str] = "earlier-record"
    case: CaseId = field(metadata=part(BYTES16))
    entries: tuple[EarlierEntry, ...] = field(metadata=part(listed(nested(EarlierEntry))))

    def check(self) -> None:
        """An empty one is not sent."""
        require(bool(self.entries), "Something is handed on.")


@dataclass(frozen=True, kw_only=True, repr=False)
class RecordFinding(Structure):
    """What an auditor finds of a record up to an entry (`item`: its chain hash); signed by them."""

    LABEL: ClassVar[str] = "record-finding"
    audit: bytes = field(metadata=part(BYTES16))
    case: CaseId = field(metadata=part(BYTES16))
    item: bytes = field(metadata=part(BYTES32))
    mark: str = field(metadata=part(choice(*FINDING_MARKS)))
    comment: str = field(metadata=part(bounded(0, 1_000)))
    certificate: bytes = field(metadata=part(BYTES))
    made: int = field(metadata=part(U64))


def record_key(*, epoch_key: bytes, ad: bytes) -> bytes:
    """The key of one entry, from the key of the epoch in which it is written."""
    return derive("pl.record", key=epoch_key, data=ad)


def record_chain(item: bytes) -> bytes:
    """What the next entry, and a wrap, call an entry: 32 bytes."""
    return digest("pl.recordchain", item)


def check_record_entry(entry: Signed[RecordEntry], *, ad: bytes, team: Team) -> Author:
    """Who wrote an entry. Refused, or what reading raises: not certain who wrote this."""
    if entry.body.ad != ad:
        raise Refused("The entry is of another place.")
    return worker_author(entry.body.certificate, key=entry.key, team=team)


def check_finding(finding: Signed[RecordFinding], *, team: Team) -> Certificate:
    """The auditor's certificate. Refused, or what reading raises: not certain who found this.

    Signed by the root or by a listed holder; it may have ended since.
    """
    opened = open_signed(finding.body.certificate, Certificate)
    holders = [team.holder(role) for role in HOLDERS]
    issuers = [team.roster.body.root, *[holder.sign_key for holder in holders if holder]]
    if opened.body.role != "auditor" or opened.key not in issuers:
        raise Refused("The author is no certified auditor.")
    if opened.body.sign_key != finding.key:
        raise Refused("The finding is signed by somebody else.")
    return opened.body
