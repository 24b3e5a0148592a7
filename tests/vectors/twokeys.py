"""Crafts a ciphertext that plain XChaCha20-Poly1305 opens under two keys (attack 11).
For one negative vector only: slow, and no use to anybody but a test."""

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as plain_open
from nacl.exceptions import CryptoError as SodiumError

_PRIME = (1 << 130) - 5
_WORD = 0xFFFFFFFF
_CLAMP = 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
_TAG = 1 << 128
_CONSTANTS = (0x61707865, 0x3320646E, 0x79622D32, 0x6B206574)


def opens_under_both(*, first: bytes, second: bytes, nonce: bytes, ad: bytes) -> bytes:
    """48 bytes of ciphertext and tag that open under both 32-byte keys."""
    keys = [_poly_key(key, nonce) for key in (first, second)]
    for attempt in range(1000):
        crafted = _craft(keys, ad=ad, attempt=attempt)
        if crafted is not None and all(_opens(crafted, ad, nonce, key) for key in (first, second)):
            return crafted
    raise AssertionError("no such ciphertext was found")


def _craft(keys: list[tuple[int, int]], *, ad: bytes, attempt: int) -> bytes | None:
    """Fix the first block, solve the second so that both tags agree, if it is a block."""
    fixed = attempt.to_bytes(16, "little")
    lengths = len(ad).to_bytes(8, "little") + (32).to_bytes(8, "little")
    blocks = [ad[at : at + 16].ljust(16, b"\0") for at in range(0, len(ad), 16)] + [fixed]
    (r1, s1), (r2, s2) = keys
    known = [_known(blocks, lengths, r) for r, _ in keys]
    for wraps in range(-4, 5):
        difference = (s2 - s1 + wraps * _TAG - known[0] + known[1]) % _PRIME
        block = difference * pow(r1 * r1 - r2 * r2, -1, _PRIME) % _PRIME
        if _TAG <= block < 2 * _TAG:
            tag = ((known[0] + block * r1 * r1) % _PRIME + s1) % _TAG
            return fixed + (block - _TAG).to_bytes(16, "little") + tag.to_bytes(16, "little")
    return None


def _known(blocks: list[bytes], lengths: bytes, r: int) -> int:
    """Poly1305's sum without the block that is to be solved (the last before the lengths)."""
    total = 0
    for block in blocks:
        total = (total + int.from_bytes(block, "little") + _TAG) * r % _PRIME
    return (total * r * r + (int.from_bytes(lengths, "little") + _TAG) * r) % _PRIME


def _opens(crafted: bytes, ad: bytes, nonce: bytes, key: bytes) -> bool:
    try:
        plain_open(crafted, ad, nonce, key)
    except SodiumError:
        return False
    return True


def _poly_key(key: bytes, nonce: bytes) -> tuple[int, int]:
    """Poly1305's r and s: the first 32 bytes of the XChaCha20 stream."""
    mixed = _rounds(_state(key, nonce[:16]))
    inner = b"".join(word.to_bytes(4, "little") for word in mixed[:4] + mixed[12:])
    start = _state(inner, bytes(8) + nonce[16:])
    stream = [(a + b) & _WORD for a, b in zip(_rounds(start), start, strict=True)]
    raw = b"".join(word.to_bytes(4, "little") for word in stream[:8])
    return int.from_bytes(raw[:16], "little") & _CLAMP, int.from_bytes(raw[16:], "little")


def _state(key: bytes, tail: bytes) -> list[int]:
    raw = key + tail
    words = [int.from_bytes(raw[at : at + 4], "little") for at in range(0, len(raw), 4)]
    return [*_CONSTANTS, *words]


def _rounds(start: list[int]) -> list[int]:
    """ChaCha20's twenty rounds (RFC 8439 section 2.3), without the final addition."""
    s = list(start)
    columns = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)]
    diagonals = [(0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]
    for _ in range(10):
        for a, b, c, d in columns + diagonals:
            for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                s[x] = (s[x] + s[y]) & _WORD
                s[z] ^= s[x]
                s[z] = (s[z] << turn | s[z] >> (32 - turn)) & _WORD
    return s
