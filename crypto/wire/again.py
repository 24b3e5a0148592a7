"""Talking again with the same worker: what both devices derive for it (protocol.md section 25).
Whether it is said, and to whom, is the clients'."""

from typing import Final

from crypto.codec import u64
from crypto.hashing import derive
from crypto.wire.ids import RecordHash

__all__ = ["again_tag", "again_word"]

_TAG_BYTES: Final = 16


def again_tag(*, epoch_key: bytes, record: RecordHash) -> bytes:
    """By which the answers of an epoch's two members meet, 16 bytes."""
    return derive("pl.again", key=epoch_key, data=record + u64(0), size=_TAG_BYTES)


def again_word(*, epoch_key: bytes, record: RecordHash) -> bytes:
    """By which the student knows the worker's yes, 32 bytes."""
    return derive("pl.again", key=epoch_key, data=record + u64(1))
