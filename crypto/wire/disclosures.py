"""The record of a disclosure, its decision and its completion (protocol.md section 13).
Shapes and states; who may have signed them is in disclosing.py. Sealing is the client's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from crypto.codec import BYTES, bounded, choice, listed, u64
from crypto.errors import BadKey
from crypto.hashing import KEY_BYTES, derive, digest
from crypto.wire.asking import PAIRS
from crypto.wire.ids import (
    BYTES16,
    BYTES32,
    HOLDER,
    TEXT,
    U64,
    BlobHash,
    CaseId,
    part,
)
from crypto.wire.structure import Signed, Structure, require

__all__ = [
    "CAPSULE_FIELDS",
    "DISCLOSURE_PARTS",
    "DISCLOSURE_STATES",
    "LARGEST_DISCLOSURE_PART",
    "NEVER",
    "CapsuleRelease",
    "Completion",
    "Decision",
    "Disclosure",
    "DisclosureAd",
    "DisclosureNote",
    "DisclosureWrap",
    "GroundMark",
    "after_disclosure_event",
    "disclosure_hash",
    "disclosure_part_key",
    "ground_mark",
    "holder_pair",
    "release_mask",
]

CAPSULE_FIELDS: Final = ("telegram-id", "telegram-name", "name", "phone", "place", "someone")
"""What of a capsule can be passed on, in its order."""
DISCLOSURE_PARTS: Final = {"record": 1, "decision": 2, "completion": 3}
"""The number under which each part is sealed."""
LARGEST_DISCLOSURE_PART: Final = 160 * 1024
"""Bytes of a sealed part."""
NEVER: Final = (1 << 53) - 1
"""A `tell` that waits until a holder lifts it."""
DISCLOSURE_STATES: Final = (
    "requested",
    "approved",
    "opened",
    "completed",
    "refused",
    "withdrawn",
)
_AFTER: Final[Mapping[tuple[str, str], str]] = {
    ("requested", "approve"): "approved",
    ("requested", "refuse"): "refused",
    ("requested", "withdraw"): "withdrawn",
    ("approved", "open"): "opened",
    ("approved", "withdraw"): "withdrawn",
    ("opened", "open"): "opened",
    ("opened", "complete"): "completed",
}
_MARK_BYTES: Final = 16
_LONGEST: Final = 32_000
_MOST_RECIPIENTS: Final = 20
_PAIR_NAMES: Final = tuple("+".join(pair) for pair in PAIRS)
_RECIPIENTS: Final = listed(bounded(1, 200))
_FIELDS: Final = listed(choice(*CAPSULE_FIELDS))


def _require_told_to(recipients: tuple[str, ...], fields: tuple[str, ...], *, least: int) -> None:
    """At most 20 recipients, each once; fields in the capsule's order, each once."""
    fits = least <= len(recipients) <= _MOST_RECIPIENTS and len(set(recipients)) == len(recipients)
    require(fits, "A disclosure has a few recipients.")
    ordered = [name for name in CAPSULE_FIELDS if name in fields]
    require(list(fields) == ordered and len(fields) >= least, "Fields are a capsule's, in order.")


@dataclass(frozen=True, kw_only=True, repr=False)
class Disclosure(Structure):
    """The record, made before anything is opened: it names nobody. Signed by the requester."""

    LABEL: ClassVar[str] = "disclosure"
    id: bytes = field(metadata=part(BYTES16))
    flag: bytes = field(metadata=part(BYTES16))
    case: CaseId = field(metadata=part(BYTES16))
    capsule_version: int = field(metadata=part(U64))
    ground: str = field(metadata=part(bounded(1, 40)))
    outline: str = field(metadata=part(TEXT))
    aim: str = field(metadata=part(TEXT))
    recipients: tuple[str, ...] = field(metadata=part(_RECIPIENTS))
    fields: tuple[str, ...] = field(metadata=part(_FIELDS))
    consulted: str = field(metadata=part(TEXT))
    told: str = field(metadata=part(choice("told", "not-told")))
    wishes: str = field(metadata=part(TEXT))
    why_not: str = field(metadata=part(TEXT))
    requester: str = field(metadata=part(HOLDER))
    approver: str = field(metadata=part(HOLDER))
    certificate: bytes = field(metadata=part(BYTES))
    made: int = field(metadata=part(U64))

    def check(self) -> None:
        """Two different holders; told needs wishes, not told needs why not; nothing left blank."""
        require(self.requester != self.approver, "Two different holders disclose.")
        require(self.capsule_version >= 1, "Capsule versions count from 1.")
        told = self.told == "told"
        fits = bool(self.wishes) if told else bool(self.why_not)
        require(fits, "The student's wishes are recorded, or why they were not asked.")
        texts = (self.outline, self.aim, self.consulted, self.wishes, self.why_not)
        require(all(texts[:3]), "A record says what, what for and who was consulted.")
        require(sum(map(len, texts)) <= _LONGEST, "A record has at most 32,000 characters.")
        _require_told_to(self.recipients, self.fields, least=1)


@dataclass(frozen=True, kw_only=True, repr=False)
class Decision(Structure):
    """The other holder's reasoned word on exactly this record; signed by the approver."""

    LABEL: ClassVar[str] = "decision"
    id: bytes = field(metadata=part(BYTES16))
    record: bytes = field(metadata=part(BYTES32))
    decision: str = field(metadata=part(choice("approve", "refuse")))
    reasons: str = field(metadata=part(bounded(1, 8_000)))
    certificate: bytes = field(metadata=part(BYTES))
    made: int = field(metadata=part(U64))


@dataclass(frozen=True, kw_only=True, repr=False)
class Completion(Structure):
    """What was done after opening, when and on whose responsibility; signed by the requester."""

    LABEL: ClassVar[str] = "completion"
    id: bytes = field(metadata=part(BYTES16))
    record: bytes = field(metadata=part(BYTES32))
    decision: bytes = field(metadata=part(BYTES32))
    done: str = field(metadata=part(bounded(1, 8_000)))
    by: str = field(metadata=part(bounded(1, 200)))
    at: int = field(metadata=part(U64))
    recipients: tuple[str, ...] = field(metadata=part(_RECIPIENTS))
    fields: tuple[str, ...] = field(metadata=part(_FIELDS))
    certificate: bytes = field(metadata=part(BYTES))
    made: int = field(metadata=part(U64))

    def check(self) -> None:
        """Who was told, and what: nobody and nothing where it came to that."""
        _require_told_to(self.recipients, self.fields, least=0)
        require(bool(self.recipients) == bool(self.fields), "Something is told to somebody.")


@dataclass(frozen=True, kw_only=True, repr=False)
class DisclosureAd(Structure):
    """The associated data of a sealed part."""

    LABEL: ClassVar[str] = "disclosure-ad"
    id: bytes = field(metadata=part(BYTES16))
    number: int = field(metadata=part(U64))


@dataclass(frozen=True, kw_only=True, repr=False)
class DisclosureWrap(Structure):
    """A disclosure's key, for requester or approver, or an auditor's box key (version 0)."""

    LABEL: ClassVar[str] = "disclosure-wrap"
    id: bytes = field(metadata=part(BYTES16))
    to: str = field(metadata=part(choice("coordinator", "manager", "deputy", "auditor")))
    role_key_version: int = field(metadata=part(U64))
    sealed: BlobHash = field(metadata=part(BYTES32))
    key: bytes = field(metadata=part(BYTES32))

    def check(self) -> None:
        """Holders' role keys have versions, an auditor has no role key."""
        fits = (self.role_key_version == 0) == (self.to == "auditor")
        require(fits, "Holders alone have role keys.")


@dataclass(frozen=True, kw_only=True, repr=False)
class GroundMark(Structure):
    """What a ground's mark is derived from, beside the flag key."""

    LABEL: ClassVar[str] = "mark"
    case: CaseId = field(metadata=part(BYTES16))
    ground: str = field(metadata=part(bounded(1, 40)))


@dataclass(frozen=True, kw_only=True, repr=False)
class CapsuleRelease(Structure):
    """The approver's half of a capsule's key, masked with this record and this decision."""

    LABEL: ClassVar[str] = "capsule-release"
    id: bytes = field(metadata=part(BYTES16))
    record: bytes = field(metadata=part(BYTES32))
    decision: bytes = field(metadata=part(BYTES32))
    pair: str = field(metadata=part(choice(*_PAIR_NAMES)))
    masked: bytes = field(metadata=part(BYTES32))


@dataclass(frozen=True, kw_only=True, repr=False)
class DisclosureNote(Structure):
    """What the student is told, from the record's `tell` on; signed by the requester."""

    LABEL: ClassVar[str] = "disclosure-note"
    id: bytes = field(metadata=part(BYTES16))
    ground: str = field(metadata=part(bounded(1, 40)))
    why: str = field(metadata=part(bounded(1, 8_000)))
    recipients: tuple[str, ...] = field(metadata=part(_RECIPIENTS))
    fields: tuple[str, ...] = field(metadata=part(_FIELDS))
    made: int = field(metadata=part(U64))

    def check(self) -> None:
        """Somebody is told something."""
        _require_told_to(self.recipients, self.fields, least=1)


def disclosure_hash(signed: Signed[Disclosure] | Signed[Decision]) -> bytes:
    """The record hash of a disclosure, or the decision hash of a decision."""
    return digest("pl.disclosure", signed.raw)


def disclosure_part_key(*, disclosure_key: bytes, number: int) -> bytes:
    """The key that part 1 (record), 2 (decision) or 3 (completion) is sealed under."""
    return derive("pl.disclose", key=disclosure_key, data=u64(number))


def ground_mark(*, flag_key: bytes, case: CaseId, ground: str) -> bytes:
    """16 bytes: the same for the same ground and case under one flag, else unlike."""
    data = GroundMark(case=case, ground=ground).encode()
    return derive("pl.ground", key=flag_key, data=data, size=_MARK_BYTES)


def release_mask(*, record: bytes, decision: bytes) -> bytes:
    """What a released half is masked with: this record and this decision, 32 bytes each."""
    if len(decision) != KEY_BYTES:
        raise BadKey
    return derive("pl.release", key=record, data=decision)


def holder_pair(one: str, other: str) -> str:
    """The name of the pair of these two roles, as capsule halves call it; KeyError for none."""
    names = {frozenset(pair): "+".join(pair) for pair in PAIRS}
    return names[frozenset((one, other))]


def after_disclosure_event(state: str, event: str) -> str | None:
    """The state after `approve`, `refuse`, `open`, `complete` or `withdraw`; None: not allowed."""
    return _AFTER.get((state, event))
