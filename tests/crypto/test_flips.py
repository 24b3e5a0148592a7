"""Attack 15: every bit of every vector flipped, and nothing opens.

The files are listed from the directory: what opens and is in none of the four files whose bits
are flipped here makes the last test fail, whichever file it stands in.
"""

import re
from collections.abc import Iterator
from typing import Final

import pytest

import crypto
from crypto import CryptoError, wire
from tests.crypto.test_vectors import LABELS, raw, vectors
from tests.vectors.make import HERE

FLIPPED: Final = {"sealed": "sealed", "boxed": "boxed", "signed": "signed", "messages": "message"}
"""Files whose bits are flipped, and the field that opens."""
OPENS_NOTHING: Final = {
    "derived",
    "digests",
    "frames",
    "halves",
    "keys",
    "padding",
    "structures",
    "words",
}
"""Digests, keys, lengths, frames and bare encodings: nothing in them is sealed or signed."""
REFUSED: Final = {"negative"}
"""Whatever stands here is refused as it is, each for its own reason."""
SHORTEST: Final = 48
"""A sealed box around nothing; the shortest of what opens."""
HEX: Final = re.compile(r"(?:[0-9a-f]{2})+")


def flips(data: bytes) -> Iterator[bytes]:
    """The data with each of its bits flipped in turn."""
    changed = bytearray(data)
    for place in range(len(data)):
        for bit in range(8):
            changed[place] ^= 1 << bit
            yield bytes(changed)
            changed[place] ^= 1 << bit


def test_attack_15_no_sealed_vector_opens_with_a_bit_flipped() -> None:
    for vector in vectors("sealed"):
        key, ad, sealed = (raw(vector[name]) for name in ("key", "ad", "sealed"))
        cases = [(key, ad, flipped) for flipped in flips(sealed)]
        cases += [(key, flipped, sealed) for flipped in flips(ad)]
        cases += [(flipped, ad, sealed) for flipped in flips(key)]
        opened = 0
        for a_key, an_ad, a_sealed in cases:
            try:
                crypto.open_sealed(key=a_key, ad=an_ad, sealed=a_sealed)
                opened += 1
            except CryptoError:
                continue
        assert opened == 0, vector["name"]


def test_attack_15_no_boxed_vector_opens_with_a_bit_flipped() -> None:
    for vector in vectors("boxed"):
        secret = crypto.BoxSecret(raw(vector["secret"]))
        opened = 0
        for flipped in flips(raw(vector["boxed"])):
            try:
                crypto.box_open(secret=secret, boxed=flipped)
                opened += 1
            except CryptoError:
                continue
        assert opened == 0, vector["name"]


def test_attack_15_no_signed_vector_verifies_with_a_bit_flipped() -> None:
    inside = [data for v in vectors("boxed") if is_signed(data := raw(v["content"]))]
    for signed in {raw(v["signed"]) for v in vectors("signed")} | {crypto.unpad(d) for d in inside}:
        kind = LABELS[body_label(signed)]
        wire.open_signed(signed, kind)
        opened = 0
        for flipped in flips(signed):
            try:
                wire.open_signed(flipped, kind)
                opened += 1
            except CryptoError:
                continue
        assert opened == 0, kind.LABEL


def test_attack_15_no_message_vector_opens_with_a_bit_flipped() -> None:
    for vector in vectors("messages"):
        key, opened = raw(vector["direction_key"]), 0
        for flipped in flips(raw(vector["message"])):
            try:
                _, message = wire.read_message(flipped)
                crypto.open_sealed(key=key, ad=message.ad, sealed=message.sealed)
                opened += 1
            except CryptoError:
                continue
        assert opened == 0, vector["name"]


def label(data: bytes) -> str:
    """The label with which a structure begins; empty for anything else."""
    named = data[2 : 2 + data[1]] if data[0] == 1 else b""
    return named.decode() if named.isascii() and len(named) == data[1] else ""


def is_signed(data: bytes) -> bool:
    return len(data) >= SHORTEST and label(data) == "signed"


def body_label(signed: bytes) -> str:
    """What was signed."""
    return label(signed[2 + signed[1] + 4 :])


def blobs(value: object, name: str = "") -> Iterator[tuple[str, bytes]]:
    """Everything in a vector that could be sealed or signed, with its field's name."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from blobs(each, str(key))
    elif isinstance(value, list):
        for each in value:
            yield from blobs(each, name)
    elif isinstance(value, str) and len(value) >= 2 * SHORTEST and HEX.fullmatch(value):
        yield name, raw(value)


def may_open(name: str, data: bytes) -> bool:
    """A seal, a box, a signed structure or a message; a bare encoding opens nothing."""
    if (kind := label(data)) == "signed":
        return True
    return kind == "message" or (not kind and name != "content")


@pytest.mark.parametrize("page", sorted(path.stem for path in HERE.glob("*.json")))
def test_attack_15_whatever_opens_in_any_file_had_its_bits_flipped(page: str) -> None:
    flipped = {raw(each[field]) for name, field in FLIPPED.items() for each in vectors(name)}
    flipped |= {data for v in vectors("boxed") if is_signed(data := raw(v["content"]))}
    # The keys of single messages, flipped in test_handover.py.
    flipped |= {raw(v["key"]) for v in vectors("handovers") if v["do"] == "line"}
    if page in OPENS_NOTHING | REFUSED:
        return
    for vector in vectors(page):
        # Rows that say so are refused as they are, or prove nothing: their own tests hold them.
        if vector.get("fits") in {"nothing", "unproven"}:
            continue
        for name, data in blobs(vector):
            assert data in flipped or not may_open(name, data), (vector.get("name"), name)
