"""Attack 15: every bit of every vector flipped, and nothing opens."""

from collections.abc import Iterator

import crypto
from crypto import CryptoError, wire
from tests.crypto.test_vectors import LABELS, raw, vectors


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
    for vector in vectors("signed"):
        kind = LABELS[vector["label"]]
        opened = 0
        for flipped in flips(raw(vector["signed"])):
            try:
                wire.open_signed(flipped, kind)
                opened += 1
            except CryptoError:
                continue
        assert opened == 0, vector["name"]


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
