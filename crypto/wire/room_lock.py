"""What a student's device keeps under a lock of its owner (protocol.md section 26).
Shapes and the one derivation; neither the server nor the reference client keeps any."""

from dataclasses import dataclass, field
from typing import ClassVar

from crypto.hashing import derive
from crypto.wire.ids import BYTES16, TEXT, U64, part
from crypto.wire.structure import Structure

__all__ = ["RoomKept", "RoomLock", "lock_wrap_key"]


@dataclass(frozen=True, kw_only=True, repr=False)
class RoomLock(Structure):
    """Associated data of the lock key under its owner's secret; memory in KiB."""

    LABEL: ClassVar[str] = "room-lock"
    salt: bytes = field(metadata=part(BYTES16))
    memory: int = field(metadata=part(U64))
    passes: int = field(metadata=part(U64))
    lanes: int = field(metadata=part(U64))


@dataclass(frozen=True, kw_only=True, repr=False)
class RoomKept(Structure):
    """Associated data of one kept text: the name under which it is kept."""

    LABEL: ClassVar[str] = "room-kept"
    name: str = field(metadata=part(TEXT))


def lock_wrap_key(master: bytes) -> bytes:
    """The key that seals the lock key; `master` is Argon2id's of the owner's secret."""
    return derive("pl.lock", key=master, data=b"")
