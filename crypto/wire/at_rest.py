"""Digests, keys and associated data of what the server stores (protocol.md sections 2.2 and 8).
The keys come in as arguments; where they live is storage's business."""

from dataclasses import dataclass, field
from typing import ClassVar

from crypto.hashing import derive, digest
from crypto.wire.ids import BYTES, TEXT, U64, part
from crypto.wire.structure import Structure

__all__ = [
    "AuditRow",
    "FieldAd",
    "audit_hash",
    "decoy_salt",
    "field_key",
    "lookup_digest",
    "verifier",
]


@dataclass(frozen=True, kw_only=True, repr=False)
class FieldAd(Structure):
    """The associated data of one sealed field: `column` is `table.column`."""

    LABEL: ClassVar[str] = "field-ad"
    column: str = field(metadata=part(TEXT))
    row: bytes = field(metadata=part(BYTES))


@dataclass(frozen=True, kw_only=True, repr=False)
class AuditRow(Structure):
    """One row of the audit chain; `hour` is Unix time in hours, `case` a sealed reference."""

    LABEL: ClassVar[str] = "audit-row"
    number: int = field(metadata=part(U64))
    hour: int = field(metadata=part(U64))
    event: str = field(metadata=part(TEXT))
    role: str = field(metadata=part(TEXT))
    case: bytes = field(metadata=part(BYTES))


def audit_hash(*, key: bytes, previous: bytes, row: AuditRow) -> bytes:
    """The row's hash; 32 zero bytes come before the first."""
    return derive("pl.audit", key=key, data=previous + row.encode())


def lookup_digest(*, key: bytes, side: str, telegram_id: int) -> bytes:
    """By which an account is found."""
    return derive("pl.lookup", key=key, data=f"{side}\0{telegram_id}".encode())


def decoy_salt(*, key: bytes, side: str, telegram_id: int, kind: str) -> bytes:
    """The 16-byte salt of what does not exist, the same each time."""
    return derive("pl.decoy", key=key, data=f"{side}\0{telegram_id}\0{kind}".encode(), size=16)


def field_key(*, key: bytes, column: str) -> bytes:
    """The key that one column's fields are sealed under; `column` is `table.column`."""
    return derive("pl.field", key=key, data=column.encode())


def verifier(fetch_key: bytes) -> bytes:
    """What the server keeps to recognise a fetch key."""
    return digest("pl.verifier", fetch_key)
