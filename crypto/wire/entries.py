"""What a worker writes for supervision, and what is answered (protocol.md section 11).
Shapes, tags and who wrote; nothing here has a field for a student. Sealing is the client's."""

from dataclasses import dataclass, field
from typing import ClassVar, Final

from crypto.codec import BYTES, bounded, choice
from crypto.hashing import derive
from crypto.wire.authors import Author, holder_author, worker_author
from crypto.wire.ids import BYTES16, BYTES32, TEXT, U64, BlobHash, part
from crypto.wire.periods import TERM
from crypto.wire.roster import Team
from crypto.wire.structure import Signed, Structure, require

__all__ = [
    "ENTRY_READERS",
    "LARGEST_ENTRY",
    "LARGEST_REPLY",
    "EntryAd",
    "EntryWrap",
    "Reply",
    "SupervisionEntry",
    "SupervisionTag",
    "check_entry",
    "check_reply",
    "supervision_tag",
]

ENTRY_READERS: Final = ("coordinator", "manager")
"""The roles to whom every entry is boxed, in this order."""
LARGEST_ENTRY: Final = 72 * 1024
"""Bytes of a sealed entry: 16,000 characters, a certificate and their padding."""
LARGEST_REPLY: Final = 40 * 1024
"""Bytes of a boxed reply."""
_LONGEST: Final = 16_000
_TAG_BYTES: Final = 16


@dataclass(frozen=True, kw_only=True, repr=False)
class SupervisionTag(Structure):
    """What a term's tag is derived from, beside the case's supervision secret."""

    LABEL: ClassVar[str] = "tag"
    term: str = field(metadata=part(TERM))


@dataclass(frozen=True, kw_only=True, repr=False)
class SupervisionEntry(Structure):
    """One entry: what happened, what is wished for, how the worker is (`own`)."""

    LABEL: ClassVar[str] = "supervision-entry"
    id: bytes = field(metadata=part(BYTES16))
    tag: bytes = field(metadata=part(BYTES16))
    term: str = field(metadata=part(TERM))
    theme: str = field(metadata=part(bounded(1, 40)))
    happened: str = field(metadata=part(TEXT))
    wish: str = field(metadata=part(TEXT))
    own: str = field(metadata=part(TEXT))
    written: int = field(metadata=part(U64))
    certificate: bytes = field(metadata=part(BYTES))

    def check(self) -> None:
        """The three texts together have 1 to 16,000 characters."""
        length = len(self.happened) + len(self.wish) + len(self.own)
        require(1 <= length <= _LONGEST, "An entry has 1 to 16,000 characters.")


@dataclass(frozen=True, kw_only=True, repr=False)
class EntryAd(Structure):
    """The associated data of a sealed entry."""

    LABEL: ClassVar[str] = "entry-ad"
    id: bytes = field(metadata=part(BYTES16))
    tag: bytes = field(metadata=part(BYTES16))
    term: str = field(metadata=part(TERM))


@dataclass(frozen=True, kw_only=True, repr=False)
class EntryWrap(Structure):
    """An entry's key, for a holder's role key or a consultant's box key (version 0)."""

    LABEL: ClassVar[str] = "entry-wrap"
    id: bytes = field(metadata=part(BYTES16))
    to: str = field(metadata=part(choice(*ENTRY_READERS, "consultant")))
    role_key_version: int = field(metadata=part(U64))
    sealed: BlobHash = field(metadata=part(BYTES32))
    key: bytes = field(metadata=part(BYTES32))

    def check(self) -> None:
        """Holders' role keys have versions, a consultant has no role key."""
        fits = (self.role_key_version == 0) == (self.to == "consultant")
        require(fits, "Holders alone have role keys.")


@dataclass(frozen=True, kw_only=True, repr=False)
class Reply(Structure):
    """A holder's answer to the writer of an entry; signed by the certificate's sign key."""

    LABEL: ClassVar[str] = "reply"
    entry: bytes = field(metadata=part(BYTES16))
    certificate: bytes = field(metadata=part(BYTES))
    text: str = field(metadata=part(bounded(1, 8_000)))
    written: int = field(metadata=part(U64))


def supervision_tag(*, secret: bytes, term: str) -> bytes:
    """The 16-byte tag of a case in a term, from the secret in its epoch wraps."""
    data = SupervisionTag(term=term).encode()
    return derive("pl.tag", key=secret, data=data, size=_TAG_BYTES)


def check_entry(entry: Signed[SupervisionEntry], *, team: Team) -> Author:
    """Who wrote an entry. Refused, or what reading raises: not certain who wrote this."""
    return worker_author(entry.body.certificate, key=entry.key, team=team)


def check_reply(reply: Signed[Reply], *, team: Team) -> Author:
    """Which holder answers. Refused, or what reading raises: not certain who wrote this."""
    return holder_author(reply.body.certificate, key=reply.key, team=team)
