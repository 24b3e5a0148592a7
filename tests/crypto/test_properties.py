"""Properties of every primitive and structure, with Hypothesis; and nonces that do not repeat."""

from contextlib import suppress
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import crypto
from crypto import BoxSecret, CryptoError, DoesNotOpen, SigningKey, wire
from tests.characters import ANY
from tests.crypto.test_vectors import LABELS, raw, vectors

SECRET, OTHER = BoxSecret(b"\x07" * 32), BoxSecret(b"\x08" * 32)
SIGN = SigningKey(b"\x09" * 32)
keys = st.binary(min_size=32, max_size=32)
some = st.binary(max_size=2000)


@given(key=keys, ad=some, plaintext=some)
def test_open_of_seal_is_the_plaintext(key: bytes, ad: bytes, plaintext: bytes) -> None:
    sealed = crypto.seal(key=key, ad=ad, plaintext=plaintext)
    assert len(sealed) == len(plaintext) + crypto.SEAL_OVERHEAD
    assert crypto.open_sealed(key=key, ad=ad, sealed=sealed) == plaintext


@given(key=keys, other=keys, ad=some, plaintext=some)
def test_another_key_does_not_open(key: bytes, other: bytes, ad: bytes, plaintext: bytes) -> None:
    sealed = crypto.seal(key=key, ad=ad, plaintext=plaintext)
    if key != other:
        with pytest.raises(DoesNotOpen):
            crypto.open_sealed(key=other, ad=ad, sealed=sealed)
    with pytest.raises(DoesNotOpen):
        crypto.open_sealed(key=key, ad=ad + b"\0", sealed=sealed)


@given(plaintext=some)
def test_box_open_of_box_to_is_the_plaintext(plaintext: bytes) -> None:
    boxed = crypto.box_to(recipient=SECRET.public, plaintext=plaintext)
    assert len(boxed) == len(plaintext) + crypto.BOX_OVERHEAD
    assert crypto.box_open(secret=SECRET, boxed=boxed) == plaintext
    with pytest.raises(DoesNotOpen):
        crypto.box_open(secret=OTHER, boxed=boxed)


@given(data=some, other=some)
def test_a_signature_holds_for_its_text_alone(data: bytes, other: bytes) -> None:
    signature = SIGN.sign(data)
    crypto.verify(key=SIGN.public, data=data, signature=signature)
    if data != other:
        with pytest.raises(crypto.BadSignature):
            crypto.verify(key=SIGN.public, data=other, signature=signature)


@given(data=st.binary(max_size=70_000))
@settings(max_examples=50)
def test_unpad_of_pad_is_the_data_and_sizes_say_little(data: bytes) -> None:
    padded = crypto.pad(data)
    assert crypto.unpad(padded) == data
    assert len(padded) >= 256
    assert len(padded) <= max(256, (len(data) + 1) * 1.12)


@given(data=some)
def test_unpad_takes_only_what_pad_gives(data: bytes) -> None:
    try:
        plain = crypto.unpad(data)
    except crypto.MalformedStructure:
        return
    assert crypto.pad(plain) == data


@given(secret=st.binary(min_size=16, max_size=16))
def test_words_give_their_secret_back(secret: bytes) -> None:
    assert crypto.secret_from_words(" ".join(crypto.words_of_secret(secret))) == secret


@pytest.mark.parametrize("between", [" ", ", ", ",", "\n", "\u00a0 "])
def test_words_are_read_as_people_type_them(between: str) -> None:
    words = crypto.words_of_secret(bytes(range(16)))
    assert crypto.secret_from_words(f" {between.join(words).title()}\n") == bytes(range(16))


@given(text=st.text(ANY, min_size=12, max_size=500))
def test_other_words_are_refused_and_not_echoed(text: str) -> None:
    with pytest.raises(crypto.MalformedStructure) as caught:
        crypto.secret_from_words(text)
    assert text not in str(caught.value)


@given(secret=some)
def test_halves_give_their_secret_back(secret: bytes) -> None:
    assert crypto.join(*crypto.split(secret)) == secret


@given(number=st.integers(min_value=-5, max_value=1 << 60))
def test_u64_goes_there_and_back_or_is_refused(number: int) -> None:
    if 0 <= number < 1 << 53:
        assert crypto.read_u64(crypto.u64(number)) == number
    else:
        with pytest.raises(crypto.MalformedStructure):
            crypto.u64(number)


@given(
    label=st.text("abc-", min_size=1, max_size=9),
    body=some,
    text=st.text(ANY, max_size=99),
    number=st.integers(min_value=0, max_value=(1 << 53) - 1),
    items=st.lists(some, max_size=9),
)
def test_decode_of_encode_is_the_fields(
    label: str, body: bytes, text: str, number: int, items: list[bytes]
) -> None:
    data = crypto.encode(label, body, text, number, items)
    types = (crypto.BYTES, crypto.TEXT, crypto.U64, crypto.listed(crypto.BYTES))
    assert crypto.decode(data, label=label, fields=types) == (body, text, number, tuple(items))
    with pytest.raises(crypto.MalformedStructure):
        crypto.decode(data, label=label + "x", fields=types)
    with pytest.raises(crypto.MalformedStructure):
        crypto.decode(data, label=label, fields=types[:-1])


@given(label=st.sampled_from(sorted(LABELS)), data=some)
def test_no_bytes_make_a_decoder_fail_otherwise_than_by_refusing(label: str, data: bytes) -> None:
    head = bytes((1, len(label))) + label.encode()
    for tried in (data, head + data):
        with suppress(CryptoError):
            assert LABELS[label].decode(tried).encode() == tried


@given(data=st.data())
def test_a_changed_structure_is_refused_or_is_its_own_one_encoding(data: st.DataObject) -> None:
    vector = data.draw(st.sampled_from(vectors("structures")))
    encoded = bytearray(raw(vector["encoded"]))
    place = data.draw(st.integers(0, min(len(encoded), 4000) - 1))
    encoded[place] ^= data.draw(st.integers(1, 255))
    with suppress(CryptoError):
        assert LABELS[vector["label"]].decode(bytes(encoded)).encode() == bytes(encoded)


def test_no_structure_shows_its_content_in_its_representation() -> None:
    for vector in vectors("structures"):
        made = LABELS[vector["label"]].decode(raw(vector["encoded"]))
        assert repr(made) == f"<{vector['label']}>"
        kind: Any = made
        assert fields(kind)


def test_every_structure_is_bounded() -> None:
    with pytest.raises(crypto.MalformedStructure):
        crypto.encode("x", bytes(1024 * 1024))
    with pytest.raises(crypto.MalformedStructure):
        crypto.encode("x", [b""] * 1025)
    with pytest.raises(crypto.MalformedStructure):
        crypto.split_items(bytes(4 * 1025))
    huge = b"\x01\x07message" + bytes(1024 * 1024)
    with pytest.raises(crypto.MalformedStructure):
        wire.Message.decode(huge)


@pytest.mark.slow
def test_attack_14_no_nonce_repeats_in_a_million_seals() -> None:
    key = crypto.random_bytes(32)
    nonces = {crypto.seal(key=key, ad=b"", plaintext=b"")[:24] for _ in range(1_000_000)}
    assert len(nonces) == 1_000_000
