"""Ed25519 signing for launch data (RFC 8032, section 5.1), for the sandbox alone.

Here: the arithmetic, in plain Python: `nacl` belongs to `crypto`, which the sandbox may not
import. Never here: anything secret; it takes no care against timing and must not sign for us.
"""

import hashlib
from typing import Final

P: Final = 2**255 - 19
L: Final = 2**252 + 27742317777372353535851937790883648493
D: Final = -121665 * pow(121666, P - 2, P) % P
SEED_BYTES: Final = 32

Point = tuple[int, int, int, int]  # extended coordinates (X, Y, Z, T)


def _add(a: Point, b: Point) -> Point:
    e1 = (a[1] - a[0]) * (b[1] - b[0]) % P
    e2 = (a[1] + a[0]) * (b[1] + b[0]) % P
    e3 = 2 * a[3] * b[3] * D % P
    e4 = 2 * a[2] * b[2] % P
    e, f, g, h = e2 - e1, e4 - e3, e4 + e3, e2 + e1
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _base() -> Point:
    y = 4 * pow(5, P - 2, P) % P
    squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(squared, (P + 3) // 8, P)
    if (x * x - squared) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    x = P - x if x & 1 else x
    return (x, y, 1, x * y % P)


BASE: Final = _base()


def _times(scalar: int, point: Point) -> Point:
    result: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


def _encode(point: Point) -> bytes:
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _expand(seed: bytes) -> tuple[int, bytes]:
    digest = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little")
    scalar = (scalar & ((1 << 254) - 8)) | (1 << 254)
    return scalar, digest[32:]


def public_key(*, seed: bytes) -> bytes:
    """The 32-byte public key of a 32-byte seed."""
    return _encode(_times(_expand(seed)[0], BASE))


def sign(*, seed: bytes, message: bytes) -> bytes:
    """The 64-byte signature of a message."""
    scalar, prefix = _expand(seed)
    nonce = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % L
    point = _encode(_times(nonce, BASE))
    bound = hashlib.sha512(point + public_key(seed=seed) + message).digest()
    answer = (nonce + int.from_bytes(bound, "little") * scalar) % L
    return point + answer.to_bytes(32, "little")
