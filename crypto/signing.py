"""Ed25519 signatures, verified strictly (protocol.md section 1; RFC 8032).
Signs bytes; which structures are signed is wire/'s business."""

import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from nacl.bindings import (
    crypto_core_ed25519_is_valid_point,
    crypto_sign,
    crypto_sign_BYTES,
    crypto_sign_open,
    crypto_sign_seed_keypair,
)
from nacl.exceptions import CryptoError as SodiumError

from crypto.errors import BadKey, BadSignature
from crypto.hashing import KEY_BYTES, Random

__all__ = ["SIGNATURE_BYTES", "SigningKey", "check_sign_key", "verify"]

SIGNATURE_BYTES: int = crypto_sign_BYTES
_IDENTITY = b"\x01" + bytes(31)
_KEYS_REMEMBERED: Final = 4096
"""Public keys whose soundness is remembered: half of a verification's time, and it never changes.
Some hundred bytes each."""


@dataclass(frozen=True, repr=False)
class SigningKey:
    """An Ed25519 seed (32 bytes, else BadKey) and its public key."""

    seed: bytes
    public: bytes = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Derive the public half once."""
        if len(self.seed) != KEY_BYTES:
            raise BadKey
        object.__setattr__(self, "public", crypto_sign_seed_keypair(self.seed)[0])

    @classmethod
    def generate(cls, random: Random = secrets.token_bytes) -> "SigningKey":
        """A new key. Draws 32 bytes: the seed."""
        return cls(random(KEY_BYTES))

    def sign(self, data: bytes) -> bytes:
        """The 64-byte signature over `data`."""
        return crypto_sign(data, self.seed + self.public)[:SIGNATURE_BYTES]

    def __repr__(self) -> str:
        return "<SigningKey>"


def check_sign_key(public: bytes) -> None:
    """BadKey unless a canonical point of the prime-order subgroup, not its identity."""
    if len(public) != KEY_BYTES or not _is_sound(public):
        raise BadKey


@lru_cache(maxsize=_KEYS_REMEMBERED)
def _is_sound(public: bytes) -> bool:
    """What libsodium says of these 32 bytes."""
    return crypto_core_ed25519_is_valid_point(public)


def verify(*, key: bytes, data: bytes, signature: bytes) -> None:
    """Return if `signature` is `key`'s over `data`; else BadSignature (BadKey for the key).

    libsodium refuses S >= L and a non-canonical R. With a key from the prime-order subgroup R
    lies there too, so only the identity is left to refuse.
    """
    check_sign_key(key)
    if len(signature) != SIGNATURE_BYTES or signature[:32] == _IDENTITY:
        raise BadSignature
    try:
        crypto_sign_open(signature + data, key)
    except SodiumError:
        raise BadSignature from None
