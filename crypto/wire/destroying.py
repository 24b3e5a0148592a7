"""What the service says it has destroyed because its keeping time was over (protocol.md section 8).
Counts and the rule, and nobody."""

from dataclasses import dataclass, field
from typing import ClassVar

from crypto.hashing import derive
from crypto.signing import SigningKey
from crypto.wire.ids import TEXT, U64, part
from crypto.wire.structure import Structure

__all__ = ["Destroyed", "Destruction", "Disposed", "Purged", "destruction_key"]


@dataclass(frozen=True, kw_only=True, repr=False)
class Destruction(Structure):
    """Ended conversations and contacts that were due by `until` (Unix seconds), all destroyed.

    `profile` and `days`: the policy and the keeping time that they were due by.
    """

    LABEL: ClassVar[str] = "destruction"
    profile: str = field(metadata=part(TEXT))
    days: int = field(metadata=part(U64))
    until: int = field(metadata=part(U64))
    conversations: int = field(metadata=part(U64))
    contacts: int = field(metadata=part(U64))
    made: int = field(metadata=part(U64))


@dataclass(frozen=True, kw_only=True, repr=False)
class Destroyed(Structure):
    """As `Purged`, of before reports and enquiries were counted: it says nothing of them."""

    LABEL: ClassVar[str] = "destroyed"
    profile: str = field(metadata=part(TEXT))
    month: str = field(metadata=part(TEXT))
    reader: str = field(metadata=part(TEXT))
    days: int = field(metadata=part(U64))
    records_days: int = field(metadata=part(U64))
    conversations: int = field(metadata=part(U64))
    contacts: int = field(metadata=part(U64))
    concerns: int = field(metadata=part(U64))
    notes: int = field(metadata=part(U64))
    disclosures: int = field(metadata=part(U64))
    made: int = field(metadata=part(U64))


@dataclass(frozen=True, kw_only=True, repr=False)
class Purged(Structure):
    """As `Disposed`, of before audits of case records were counted: it says nothing of them."""

    LABEL: ClassVar[str] = "purged"
    profile: str = field(metadata=part(TEXT))
    month: str = field(metadata=part(TEXT))
    reader: str = field(metadata=part(TEXT))
    days: int = field(metadata=part(U64))
    records_days: int = field(metadata=part(U64))
    conversations: int = field(metadata=part(U64))
    contacts: int = field(metadata=part(U64))
    concerns: int = field(metadata=part(U64))
    notes: int = field(metadata=part(U64))
    disclosures: int = field(metadata=part(U64))
    reports: int = field(metadata=part(U64))
    enquiries: int = field(metadata=part(U64))
    made: int = field(metadata=part(U64))


@dataclass(frozen=True, kw_only=True, repr=False)
class Disposed(Structure):
    """What was destroyed because its time was over: at once (`month` empty) or in a month, UTC.

    `reader`: the role for whom it counts, which holds all the concerns, disclosures and reports in
    it; empty for the operator's own, which counts everybody's. `days` and `records_days`: the
    keeping times of conversations and of everything else under the policy `profile`.
    """

    LABEL: ClassVar[str] = "disposed"
    profile: str = field(metadata=part(TEXT))
    month: str = field(metadata=part(TEXT))
    reader: str = field(metadata=part(TEXT))
    days: int = field(metadata=part(U64))
    records_days: int = field(metadata=part(U64))
    conversations: int = field(metadata=part(U64))
    contacts: int = field(metadata=part(U64))
    concerns: int = field(metadata=part(U64))
    notes: int = field(metadata=part(U64))
    disclosures: int = field(metadata=part(U64))
    reports: int = field(metadata=part(U64))
    enquiries: int = field(metadata=part(U64))
    audits: int = field(metadata=part(U64))
    made: int = field(metadata=part(U64))


def destruction_key(audit_key: bytes) -> SigningKey:
    """The key that the service signs these with."""
    return SigningKey(derive("pl.destroyed", key=audit_key, data=b""))
