"""Argon2id and the parameters that a device accepts (protocol.md sections 1 and 2.2).
What the master key wraps is client code's business."""

import unicodedata
from dataclasses import dataclass

from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13

from crypto.errors import MalformedStructure, WeakParameters

__all__ = ["SALT_BYTES", "Wrapping", "argon2id", "passphrase_bytes"]

SALT_BYTES = 16
_MEMORY_KIB = range(64 * 1024, 1024 * 1024 + 1)
_PASSES = range(3, 17)


@dataclass(frozen=True, kw_only=True)
class Wrapping:
    """Argon2id's parameters: memory in KiB, passes, lanes.

    WeakParameters below section 1's, above what a device can be asked to bear (1 GiB,
    16 passes), or with other than one lane (attack 12).
    """

    memory: int = _MEMORY_KIB.start
    passes: int = _PASSES.start
    lanes: int = 1

    def __post_init__(self) -> None:
        """Refuse before anything is derived."""
        if self.memory not in _MEMORY_KIB or self.passes not in _PASSES or self.lanes != 1:
            raise WeakParameters


def argon2id(*, secret: bytes, salt: bytes, wrapping: Wrapping) -> bytes:
    """The 32-byte master key of `secret` and a 16-byte salt (WeakParameters otherwise)."""
    if len(salt) != SALT_BYTES:
        raise WeakParameters
    return crypto_pwhash_alg(
        32, secret, salt, wrapping.passes, wrapping.memory * 1024, crypto_pwhash_ALG_ARGON2ID13
    )


def passphrase_bytes(text: str) -> bytes:
    """A passphrase as the bytes to derive from: NFKC, UTF-8."""
    try:
        return unicodedata.normalize("NFKC", text).encode()
    except UnicodeEncodeError:
        raise MalformedStructure("This passphrase holds a character that is none.") from None
