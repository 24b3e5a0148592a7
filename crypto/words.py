"""Bytes as words that people can write down or read aloud (BIP39's English list).
Secrets have twelve words with a checksum; words to compare have none."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from crypto.errors import MalformedStructure
from crypto.hashing import digest

__all__ = [
    "comparison_words",
    "fingerprint",
    "fingerprint_words",
    "request_name",
    "secret_from_words",
    "tag_name",
    "wordlist",
    "words_of_secret",
]

_BITS = 11
_SECRET_BYTES = 16
_CHECKSUM_BITS = 4
_SECRET_WORDS = 12
_LONGEST_TEXT = 400


@cache
def wordlist() -> tuple[str, ...]:
    """The 2,048 words, in order."""
    return tuple((Path(__file__).parent / "wordlist.txt").read_text("ascii").split())


def words_of_secret(secret: bytes) -> tuple[str, ...]:
    """Twelve words of 16 bytes (BIP39: 4 bits of SHA-256 as a checksum)."""
    if len(secret) != _SECRET_BYTES:
        raise MalformedStructure("A secret in words has 16 bytes.")
    number = int.from_bytes(secret, "big") << _CHECKSUM_BITS | _checksum(secret)
    return _words(number, count=_SECRET_WORDS)


def secret_from_words(text: str) -> bytes:
    """The 16 bytes of twelve words, whatever their case, with spaces or commas between.

    MalformedStructure for another count, an unknown word or a checksum that does not fit.
    """
    typed = unicodedata.normalize("NFKD", text[: _LONGEST_TEXT + 1]).lower().strip()
    words = re.split(r"[\s,]+", typed) if len(text) <= _LONGEST_TEXT else []
    places = _places()
    if len(words) != _SECRET_WORDS or any(word not in places for word in words):
        raise MalformedStructure("These are not twelve words of the list.")
    number = 0
    for word in words:
        number = number << _BITS | places[word]
    secret = (number >> _CHECKSUM_BITS).to_bytes(_SECRET_BYTES, "big")
    if number & ((1 << _CHECKSUM_BITS) - 1) != _checksum(secret):
        raise MalformedStructure("One of the words, or their order, is wrong.")
    return secret


def comparison_words(*, sign_key: bytes, box_key: bytes, role_key: bytes = b"") -> Sequence[str]:
    """Eight words in which two screens agree about a person's keys (section 2.3)."""
    return _leading(digest("pl.compare", sign_key + box_key + role_key), count=8)


def fingerprint(root: bytes) -> bytes:
    """The 16 bytes that stand for a root key in links (section 2.3)."""
    return digest("pl.root", root)[:16]


def fingerprint_words(root: bytes) -> Sequence[str]:
    """The root's fingerprint as eight words (section 2.3)."""
    return _leading(fingerprint(root), count=8)


def request_name(case: bytes) -> Sequence[str]:
    """The two words by which workers talk about a request (section 10)."""
    return _leading(digest("pl.name", case), count=2)


def tag_name(tag: bytes, *, count: int = 2) -> Sequence[str]:
    """A supervision tag's first words (section 11); `count` is 2 to 11."""
    return _leading(tag, count=count)


def _leading(data: bytes, *, count: int) -> tuple[str, ...]:
    """The first `count` times 11 bits, most significant first."""
    return _words(int.from_bytes(data, "big") >> (8 * len(data) - _BITS * count), count=count)


def _words(number: int, *, count: int) -> tuple[str, ...]:
    shifts = range(_BITS * (count - 1), -1, -_BITS)
    return tuple(wordlist()[number >> shift & 2047] for shift in shifts)


@cache
def _places() -> dict[str, int]:
    return {word: place for place, word in enumerate(wordlist())}


def _checksum(secret: bytes) -> int:
    return hashlib.sha256(secret).digest()[0] >> (8 - _CHECKSUM_BITS)
