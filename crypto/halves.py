"""A secret in two halves of which one alone says nothing (protocol.md sections 3.4, 5.1).
To whom the halves go is decided elsewhere."""

import secrets

from crypto.errors import BadKey
from crypto.hashing import Random

__all__ = ["join", "split"]


def split(secret: bytes, random: Random = secrets.token_bytes) -> tuple[bytes, bytes]:
    """a (random) and b = secret xor a. Draws as many bytes as the secret has."""
    first = random(len(secret))
    return first, join(secret, first)


def join(first: bytes, second: bytes) -> bytes:
    """The secret of two halves; BadKey if their lengths differ."""
    if len(first) != len(second):
        raise BadKey
    return bytes(a ^ b for a, b in zip(first, second, strict=True))
