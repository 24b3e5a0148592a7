"""X25519 box keys and sealed boxes (protocol.md section 1; RFC 7748).
A box says nothing about its sender: what needs a sender is signed elsewhere."""

import hashlib
import secrets
from dataclasses import dataclass, field

from nacl.bindings import (
    crypto_box_easy,
    crypto_box_seal_open,
    crypto_box_SEALBYTES,
    crypto_scalarmult,
    crypto_scalarmult_base,
)
from nacl.exceptions import CryptoError as SodiumError

from crypto.errors import BadKey, DoesNotOpen
from crypto.hashing import KEY_BYTES, Random

__all__ = ["BOX_OVERHEAD", "BoxSecret", "box_open", "box_to", "check_box_key"]

BOX_OVERHEAD: int = crypto_box_SEALBYTES
"""How many bytes longer than its plaintext a box is."""
_NONCE_BYTES = 24
# Any scalar finds a low-order point out: clamping makes it a multiple of the cofactor.
_PROBE = b"\x01" * KEY_BYTES


@dataclass(frozen=True, repr=False)
class BoxSecret:
    """An X25519 secret (32 bytes, else BadKey) and its public key."""

    secret: bytes
    public: bytes = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Derive the public half once."""
        if len(self.secret) != KEY_BYTES:
            raise BadKey
        object.__setattr__(self, "public", crypto_scalarmult_base(self.secret))

    @classmethod
    def generate(cls, random: Random = secrets.token_bytes) -> "BoxSecret":
        """A new secret. Draws 32 bytes."""
        return cls(random(KEY_BYTES))

    def __repr__(self) -> str:
        return "<BoxSecret>"


def check_box_key(public: bytes) -> None:
    """BadKey unless `public` is 32 bytes and not of low order (attack 10)."""
    if len(public) != KEY_BYTES:
        raise BadKey
    try:
        shared = crypto_scalarmult(_PROBE, public)
    except SodiumError:
        raise BadKey from None
    if not any(shared):
        raise BadKey


def box_to(*, recipient: bytes, plaintext: bytes, random: Random = secrets.token_bytes) -> bytes:
    """libsodium's sealed box to an X25519 public key; BadKey if that is of low order.

    Draws 32 bytes: the ephemeral secret. Assembled from its parts, because libsodium's own
    call draws inside and shared vectors need the draw.
    """
    check_box_key(recipient)
    ephemeral = BoxSecret.generate(random)
    nonce = hashlib.blake2b(ephemeral.public + recipient, digest_size=_NONCE_BYTES).digest()
    return ephemeral.public + crypto_box_easy(plaintext, nonce, recipient, ephemeral.secret)


def box_open(*, secret: BoxSecret, boxed: bytes) -> bytes:
    """The plaintext of a sealed box, or DoesNotOpen."""
    if len(boxed) < BOX_OVERHEAD:
        raise DoesNotOpen
    try:
        return crypto_box_seal_open(boxed, secret.public, secret.secret)
    except SodiumError:
        raise DoesNotOpen from None
