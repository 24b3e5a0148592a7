"""The shared vectors: made again they are the same, and all of them open or are refused.
The TypeScript client holds the same files to the same tests."""

import importlib
import json
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as plain_open

import crypto
from crypto import CryptoError, wire
from crypto.padding import padded_size
from crypto.wire.room_lock import RoomKept, RoomLock, lock_wrap_key
from tests.vectors.book import replay
from tests.vectors.make import HERE, make
from tests.vectors.world import STUDENT

Vector = Mapping[str, Any]
LABELS = {
    kind.LABEL: kind
    for module in pkgutil.iter_modules(wire.__path__, "crypto.wire.")
    for kind in vars(importlib.import_module(module.name)).values()
    if isinstance(kind, type) and issubclass(kind, wire.Structure) and kind is not wire.Structure
}


def vectors(page: str) -> list[Vector]:
    """A file's vectors."""
    found: list[Vector] = json.loads((HERE / f"{page}.json").read_text("utf-8"))["vectors"]
    assert found
    return found


def raw(text: str) -> bytes:
    """Bytes from hex."""
    return bytes.fromhex(text)


def named(page: str) -> pytest.MarkDecorator:
    """One test for each vector of a file."""
    return pytest.mark.parametrize(
        "vector", vectors(page), ids=lambda vector: str(vector.get("name", ""))
    )


def test_made_again_the_files_are_the_same_byte_for_byte() -> None:
    made = make()
    assert set(made) == {path.name for path in HERE.glob("*.json")}
    for name, text in made.items():
        assert Path(HERE / name).read_text("utf-8") == text, name


def test_every_structure_has_vectors() -> None:
    assert set(LABELS) == {vector["label"] for vector in vectors("structures")}


@named("structures")
def test_structures_decode_and_encode_to_the_same_bytes(vector: Vector) -> None:
    data = raw(vector["encoded"])
    assert LABELS[vector["label"]].decode(data).encode() == data
    assert crypto.encode(vector["label"], *[plain(item) for item in vector["fields"]]) == data


def plain(field: Vector) -> crypto.codec.Plain:
    """A field's value from its JSON form."""
    value = field["value"]
    if field["type"] == "bytes":
        return raw(value)
    if field["type"] == "list":
        return [raw(item) for item in value]
    assert isinstance(value, str | int)
    return value


@named("sealed")
def test_sealed_texts_are_made_and_open(vector: Vector) -> None:
    key, ad, content = (raw(vector[name]) for name in ("key", "ad", "content"))
    plaintext = crypto.pad(content) if vector["padded"] else content
    nonce = raw(vector["nonce"])
    sealed = crypto.seal(key=key, ad=ad, plaintext=plaintext, random=replay(nonce))
    assert sealed == raw(vector["sealed"])
    opened = crypto.open_sealed(key=key, ad=ad, sealed=sealed)
    assert (crypto.unpad(opened) if vector["padded"] else opened) == content


@named("boxed")
def test_boxes_are_made_and_open(vector: Vector) -> None:
    secret, content = crypto.BoxSecret(raw(vector["secret"])), raw(vector["content"])
    assert secret.public == raw(vector["recipient"])
    ephemeral = raw(vector["ephemeral"])
    boxed = crypto.box_to(recipient=secret.public, plaintext=content, random=replay(ephemeral))
    assert boxed == raw(vector["boxed"])
    assert crypto.box_open(secret=secret, boxed=boxed) == content


@named("signed")
def test_signed_structures_are_made_and_verify(vector: Vector) -> None:
    kind, key = LABELS[vector["label"]], crypto.SigningKey(raw(vector["seed"]))
    made = wire.signed(kind.decode(raw(vector["body"])), key=key)
    assert made.raw == raw(vector["signed"])
    opened = wire.open_signed(made.raw, kind)
    assert (opened.body, opened.key) == (made.body, raw(vector["key"]))


@named("digests")
def test_digests(vector: Vector) -> None:
    assert crypto.digest(vector["person"], raw(vector["data"])) == raw(vector["value"])


@named("derived")
def test_derived_keys(vector: Vector) -> None:
    value = raw(vector["value"])
    key, data = raw(vector["key"]), raw(vector["data"])
    assert crypto.derive(vector["person"], key=key, data=data, size=len(value)) == value


@named("padding")
def test_padding(vector: Vector) -> None:
    if "size" in vector:
        assert padded_size(vector["size"]) == vector["padded"]
        return
    assert crypto.pad(raw(vector["data"])) == raw(vector["result"])
    assert crypto.unpad(raw(vector["result"])) == raw(vector["data"])


@named("words")
def test_words(vector: Vector) -> None:
    words = tuple(vector["words"].split())
    if vector["name"] == "secret":
        assert crypto.words_of_secret(raw(vector["secret"])) == words
        assert crypto.secret_from_words(f"  {vector['words'].upper()}\n") == raw(vector["secret"])
    elif vector["name"] == "root":
        assert crypto.fingerprint(raw(vector["root"])) == raw(vector["fingerprint"])
        assert crypto.fingerprint_words(raw(vector["root"])) == words
    elif vector["name"] == "request":
        assert crypto.request_name(raw(vector["case"])) == words
    else:
        sign_key, box_key, role_key = (raw(key) for key in vector["keys"])
        compared = crypto.comparison_words(sign_key=sign_key, box_key=box_key, role_key=role_key)
        assert compared == words


@named("wrapping")
def test_wrapping(vector: Vector) -> None:
    if vector["passphrase"] is not None:
        assert crypto.passphrase_bytes(vector["passphrase"]) == raw(vector["secret"])
    wrapping = crypto.Wrapping(
        memory=vector["memory"], passes=vector["passes"], lanes=vector["lanes"]
    )
    secret, salt = raw(vector["secret"]), raw(vector["salt"])
    master = crypto.argon2id(secret=secret, salt=salt, wrapping=wrapping)
    assert master == raw(vector["master"])
    kind = vector["kind"].encode()
    fetch_key = crypto.derive("pl.fetch", key=master, data=kind)
    assert fetch_key == raw(vector["fetch_key"])
    assert wire.verifier(fetch_key) == raw(vector["verifier"])
    assert crypto.derive("pl.wrap", key=master, data=kind) == raw(vector["wrap_key"])


@named("locks")
def test_locks(vector: Vector) -> None:
    """Also: a lock key opens under no other parameters, a text under no other name."""
    assert crypto.passphrase_bytes(vector["typed"]) == raw(vector["secret"])
    cost = {name: vector[name] for name in ("memory", "passes", "lanes")}
    salt = raw(vector["salt"])
    master = crypto.argon2id(
        secret=raw(vector["secret"]), salt=salt, wrapping=crypto.Wrapping(**cost)
    )
    wrap_key = lock_wrap_key(master)
    assert (master, wrap_key) == (raw(vector["master"]), raw(vector["wrap_key"]))
    lock, kept = raw(vector["lock"]), raw(vector["kept"])
    ad = RoomLock(salt=salt, **cost).encode()
    lock_key = crypto.open_sealed(key=wrap_key, ad=ad, sealed=lock)
    assert lock_key == raw(vector["lock_key"])
    name = RoomKept(name=vector["name"]).encode()
    text = crypto.unpad(crypto.open_sealed(key=lock_key, ad=name, sealed=kept))
    assert text.decode() == vector["text"]
    for key, other, sealed in (
        (wrap_key, RoomLock(salt=salt, **{**cost, "passes": 4}).encode(), lock),
        (lock_key, RoomKept(name="wishes").encode(), kept),
    ):
        with pytest.raises(crypto.CryptoError):
            crypto.open_sealed(key=key, ad=other, sealed=sealed)


@named("halves")
def test_halves(vector: Vector) -> None:
    first, second = raw(vector["first"]), raw(vector["second"])
    assert crypto.split(raw(vector["secret"]), replay(first)) == (first, second)
    assert crypto.join(first, second) == raw(vector["secret"])


@named("keys")
def test_keys(vector: Vector) -> None:
    made: crypto.SigningKey | crypto.BoxSecret
    if "seed" in vector:
        made = crypto.SigningKey(raw(vector["seed"]))
    else:
        made = crypto.BoxSecret(raw(vector["secret"]))
    assert made.public == raw(vector["public"])


@named("messages")
def test_messages_open_and_chain(vector: Vector) -> None:
    header, message = wire.read_message(raw(vector["message"]))
    key = raw(vector["direction_key"])
    opened = crypto.open_sealed(key=key, ad=message.ad, sealed=message.sealed)
    assert wire.Content.decode(crypto.unpad(opened)).kind == vector["kind"]
    assert header.head.hash == raw(vector["chain"])


@named("requests")
def test_requests_are_accepted(vector: Vector) -> None:
    roster = vectors("rosters")[0]
    team = accept(roster)
    capsule = vector["capsule"]
    request = wire.Request(
        intake=raw(vector["intake"]),
        card=raw(vector["card"]),
        letter=raw(vector["letter"]),
        wraps=[
            wire.RecipientWraps(
                certificate=wire.CertificateId(raw(wrap["certificate"])),
                card=raw(wrap["card"]),
                letter=raw(wrap["letter"]),
            )
            for wrap in vector["wraps"]
        ],
        capsule=wire.CapsuleParts(
            record=raw(capsule["record"]),
            sealed=raw(capsule["sealed"]),
            halves=[raw(half) for half in capsule["halves"]],
        ),
    )
    workers = team.workers(now=roster["now"])
    intake = wire.check_request(request, roster=team.pin, workers=workers, before=None)
    assert intake.raw == request.intake
    bare = replace(request, capsule=None)
    with pytest.raises(crypto.Refused):
        wire.check_request(bare, roster=team.pin, workers=workers, before=None)


def accept(vector: Vector) -> wire.Team:
    """A roster vector, judged."""
    newest = vector["newest"]
    pin = newest and wire.RosterPin(
        version=newest["version"], hash=wire.RosterHash(raw(newest["hash"]))
    )
    return wire.accept_roster(
        roster=raw(vector["roster"]),
        certificates=[raw(item) for item in vector["certificates"]],
        root=wire.SignPublic(raw(vector["root"])),
        newest=pin,
        now=vector["now"],
    )


@named("rosters")
def test_rosters_are_accepted(vector: Vector) -> None:
    team = accept(vector)
    assert team.hash == raw(vector["hash"])
    assert len(team.workers(now=vector["now"])) == 2
    assert all(team.holder(role) for role in wire.HOLDERS)


def first_epoch(vector: Vector) -> None:
    """Judge an epoch 1."""
    record = wire.open_signed(raw(vector["record"]), wire.Epoch)
    intake = wire.open_signed(raw(vector["intake"]), wire.Intake)
    wire.check_first_epoch(record, intake=intake)


def next_epoch(vector: Vector) -> None:
    """Judge a later epoch."""
    words = [
        raw(vector[name]) if vector[name] else None for name in ("worker_change", "student_change")
    ]
    wire.check_next_epoch(
        wire.open_signed(raw(vector["record"]), wire.Epoch),
        before=wire.open_signed(raw(vector["before"]), wire.Epoch),
        changes=wire.Changes(worker=words[0], student=words[1]),
    )


@named("epochs")
def test_epochs_are_accepted(vector: Vector) -> None:
    (first_epoch if vector["name"] == "first" else next_epoch)(vector)


@pytest.mark.parametrize("vector", [each for each in vectors("epochs") if "epoch_key" in each])
def test_later_epochs_open_for_the_student(vector: Vector) -> None:
    epoch = wire.open_signed(raw(vector["record"]), wire.Epoch)
    wrap = next(
        raw(each["boxed"])
        for each in vectors("boxed")
        if wire.blob_hash(raw(each["boxed"])) == epoch.body.wraps[0]
    )
    opened = wire.EpochWrap.decode(
        crypto.box_open(secret=crypto.BoxSecret(raw(vector["secret"])), boxed=wrap)
    )
    assert opened.epoch_key == raw(vector["epoch_key"])
    assert opened.sign_key == crypto.SigningKey(raw(vector["seed"])).public


REFUSING: Mapping[str, Callable[[Vector], object]] = {
    "box_key": lambda v: crypto.check_box_key(raw(v["key"])),
    "sign_key": lambda v: crypto.check_sign_key(raw(v["key"])),
    "verify": lambda v: crypto.verify(
        key=raw(v["key"]), data=raw(v["data"]), signature=raw(v["signature"])
    ),
    "open_sealed": lambda v: crypto.open_sealed(
        key=raw(v["key"]), ad=raw(v["ad"]), sealed=raw(v["sealed"])
    ),
    "box_open": lambda v: crypto.box_open(
        secret=crypto.BoxSecret(raw(v["secret"])), boxed=raw(v["boxed"])
    ),
    "decode": lambda v: LABELS[v["label"]].decode(raw(v["data"])),
    "open_signed": lambda v: wire.open_signed(raw(v["data"]), LABELS[v["label"]]),
    "unpad": lambda v: crypto.unpad(raw(v["data"])),
    "wrapping": lambda v: crypto.Wrapping(memory=v["memory"], passes=v["passes"], lanes=v["lanes"]),
    "words": lambda v: crypto.secret_from_words(v["words"]),
    "roster": accept,
    "follow_root": lambda v: wire.follow_root(
        pinned=wire.SignPublic(raw(v["pinned"])), changes=[raw(each) for each in v["changes"]]
    ),
    "first_epoch": first_epoch,
    "next_epoch": next_epoch,
}


@named("negative")
def test_negative_vectors_are_refused(vector: Vector) -> None:
    with pytest.raises(CryptoError) as caught:
        REFUSING[vector["do"]](vector)
    assert str(caught.value)


def test_attack_10_low_order_points_are_refused_everywhere() -> None:
    for vector in vectors("negative"):
        key = raw(vector.get("key", ""))
        if vector["do"] == "box_key":
            with pytest.raises(crypto.BadKey):
                crypto.box_to(recipient=key, plaintext=b"x")
            with pytest.raises(crypto.CryptoError):
                member(box_key=key).encode()
        if vector["do"] == "sign_key":
            with pytest.raises(crypto.BadKey):
                crypto.verify(key=key, data=b"x", signature=bytes(64))
            with pytest.raises(crypto.CryptoError):
                member(sign_key=key).encode()


def member(*, sign_key: bytes | None = None, box_key: bytes | None = None) -> wire.Member:
    """A student with one bad key."""
    return wire.Member(
        role="student",
        certificate=b"",
        sign_key=wire.SignPublic(STUDENT.sign.public if sign_key is None else sign_key),
        box_key=wire.BoxPublic(STUDENT.box.public if box_key is None else box_key),
    )


def test_attack_11_plain_aead_opens_under_two_keys_and_the_commitment_does_not() -> None:
    vector = next(v for v in vectors("negative") if "inner_keys" in v)
    sealed, ad = raw(vector["sealed"]), raw(vector["ad"])
    for key in vector["inner_keys"]:
        assert plain_open(sealed[56:], ad, sealed[:24], raw(key))
    with pytest.raises(crypto.DoesNotOpen):
        crypto.open_sealed(key=raw(vector["key"]), ad=ad, sealed=sealed)


def test_attack_12_weak_parameters_from_the_server_are_refused() -> None:
    weak = [v for v in vectors("negative") if v["do"] == "wrapping"]
    for vector in weak:
        with pytest.raises(crypto.WeakParameters):
            REFUSING["wrapping"](vector)
    assert len(weak) >= 6
