"""H and K of the protocol, randomness and comparison (protocol.md section 1).
Digests only: nothing here encrypts, signs or parses."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from functools import cache

from crypto.errors import BadKey

__all__ = ["KEY_BYTES", "Random", "derive", "digest", "equal", "random_bytes"]

KEY_BYTES = 32
_PERSON_BYTES = 16

Random = Callable[[int], bytes]
"""Gives that many bytes: `secrets.token_bytes`, or fixed draws where a vector is made."""


def random_bytes(size: int) -> bytes:
    """`size` bytes from the operating system."""
    return secrets.token_bytes(size)


def equal(left: bytes, right: bytes) -> bool:
    """Compare in time that depends on the lengths only."""
    return hmac.compare_digest(left, right)


def digest(person: str, data: bytes) -> bytes:
    """H(person, data): unkeyed BLAKE2b, 32 bytes."""
    # Several for every message: a copy costs half of what beginning anew does.
    begun = _begun(person).copy()
    begun.update(data)
    return begun.digest()


def derive(person: str, *, key: bytes, data: bytes, size: int = 32) -> bytes:
    """K(person, key, data, size): BLAKE2b under a 32-byte key, `size` bytes (at most 64).

    Raises BadKey for a key of another length.
    """
    if len(key) != KEY_BYTES:
        raise BadKey
    return hashlib.blake2b(data, digest_size=size, key=key, person=_person(person)).digest()


@cache
def _begun(person: str) -> "hashlib.blake2b":
    return hashlib.blake2b(digest_size=32, person=_person(person))


@cache
def _person(name: str) -> bytes:
    """A purpose as 16 bytes. Longer ones would be a programmer's error, so ValueError."""
    raw = name.encode("ascii")
    if not 0 < len(raw) <= _PERSON_BYTES:
        raise ValueError("a person string has 1 to 16 ASCII bytes")
    return raw.ljust(_PERSON_BYTES, b"\0")
