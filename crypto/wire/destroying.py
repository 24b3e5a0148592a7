"""What the service says it has destroyed because its keeping time was over (protocol.md section 8).
Counts and the rule, and nobody."""

from dataclasses import dataclass, field
from typing import ClassVar

from crypto.hashing import derive
from crypto.signing import SigningKey
from crypto.wire.ids import TEXT, U64, part
from crypto.wire.structure import Structure

__all__ = ["Destruction", "destruction_key"]


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


def destruction_key(audit_key: bytes) -> SigningKey:
    """The key that the service signs these with."""
    return SigningKey(derive("pl.destroyed", key=audit_key, data=b""))
