"""Vectors of bytes that must be refused, whoever they are from (attacks 7, 10 to 12).
Rosters and epochs that must be refused are in refusals.py."""

import hashlib

from nacl.bindings import crypto_core_ed25519_add, crypto_core_ed25519_scalar_reduce

import crypto
from crypto import wire
from crypto.sealing import SEAL_OVERHEAD
from tests.vectors.book import Book, draw, replay
from tests.vectors.twokeys import opens_under_both
from tests.vectors.world import CASE, HOLDERS, ROOT, STUDENT, WORKERS

FIELD_PRIME = 2**255 - 19
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493
ORDER_8 = (
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
)
LOW_ORDER_BOX = (0, 1, *ORDER_8, FIELD_PRIME - 1, FIELD_PRIME, FIELD_PRIME + 1)
SMALL_ORDER_SIGN = (
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
)


def write(book: Book) -> None:
    """All refusals that need no team."""
    _keys(book)
    _signatures(book)
    _seals(book)
    _boxes(book)
    _structures(book)
    _small(book)


def refuse(book: Book, name: str, do: str, **inputs: object) -> None:
    """A vector that must be refused when this is done with these inputs."""
    book.add("negative", name=name, do=do, **inputs)


def _keys(book: Book) -> None:
    for number, point in enumerate(LOW_ORDER_BOX):
        refuse(book, f"low-order box key {number}", "box_key", key=point.to_bytes(32, "little"))
    for number, key in enumerate(SMALL_ORDER_SIGN):
        refuse(book, f"small-order sign key {number}", "sign_key", key=bytes.fromhex(key))
    mixed = crypto_core_ed25519_add(STUDENT.sign.public, bytes.fromhex(SMALL_ORDER_SIGN[1]))
    refuse(book, "sign key of mixed order", "sign_key", key=mixed)
    beyond = (FIELD_PRIME + 3).to_bytes(32, "little")
    refuse(book, "non-canonical sign key", "sign_key", key=beyond)
    for size in (0, 31, 33):
        refuse(book, f"box key of {size} bytes", "box_key", key=bytes([9]) * size)
        refuse(
            book, f"sign key of {size} bytes", "sign_key", key=STUDENT.sign.public.ljust(33)[:size]
        )


def _signatures(book: Book) -> None:
    data, key = b"signed by Student 1", STUDENT.sign
    good = key.sign(data)
    beyond = int.from_bytes(good[32:], "little") + GROUP_ORDER
    refuse(
        book,
        "signature with S beyond the order",
        "verify",
        key=key.public,
        data=data,
        signature=good[:32] + beyond.to_bytes(32, "little"),
    )
    small = bytes.fromhex(SMALL_ORDER_SIGN[0])
    forged = small + bytes(32)
    refuse(book, "identity key signs anything", "verify", key=small, data=data, signature=forged)
    refuse(
        book,
        "signature with R the identity",
        "verify",
        key=key.public,
        data=data,
        signature=_with_identity_r(key, data),
    )
    refuse(book, "another text", "verify", key=key.public, data=data + b"!", signature=good)
    refuse(book, "another key", "verify", key=ROOT.public, data=data, signature=good)
    refuse(book, "a short signature", "verify", key=key.public, data=data, signature=good[:63])


def _with_identity_r(key: crypto.SigningKey, data: bytes) -> bytes:
    """R = identity and S = h·a satisfies the equation; strict verification refuses it."""

    raw = bytearray(hashlib.sha512(key.seed).digest()[:32])
    raw[0] &= 248
    raw[31] = raw[31] & 127 | 64
    identity = bytes.fromhex(SMALL_ORDER_SIGN[0])
    h = crypto_core_ed25519_scalar_reduce(hashlib.sha512(identity + key.public + data).digest())
    secret = int.from_bytes(raw, "little")
    return identity + (int.from_bytes(h, "little") * secret % GROUP_ORDER).to_bytes(32, "little")


def _seals(book: Book) -> None:
    nonce, ad = draw("two keys", 24), crypto.encode("field-ad", "t.c", b"1")
    keys = (draw("first key"), draw("second key"))
    expanded = [
        crypto.derive("pl.seal", key=key, data=len(ad).to_bytes(4, "big") + ad + nonce, size=64)
        for key in keys
    ]
    body = opens_under_both(first=expanded[0][:32], second=expanded[1][:32], nonce=nonce, ad=ad)
    sealed = nonce + expanded[0][32:] + body
    assert len(crypto.open_sealed(key=keys[0], ad=ad, sealed=sealed)) == len(body) - 16
    refuse(
        book,
        "opens under two keys but for the commitment",
        "open_sealed",
        key=keys[1],
        ad=ad,
        sealed=sealed,
        inner_keys=[item[:32] for item in expanded],
    )
    good = crypto.seal(key=keys[0], ad=ad, plaintext=b"x", random=replay(nonce))
    other = crypto.encode("field-ad", "t.c", b"2")
    cases = {
        "another key": (keys[1], ad, good),
        "another purpose": (keys[0], other, good),
        "a commitment of another key": (keys[0], ad, good[:24] + expanded[1][32:] + good[56:]),
        "no body": (keys[0], ad, good[: SEAL_OVERHEAD - 1]),
        "nothing": (keys[0], ad, b""),
        "a byte more": (keys[0], ad, good + b"\0"),
    }
    for name, (key, purpose, blob) in cases.items():
        refuse(book, f"seal: {name}", "open_sealed", key=key, ad=purpose, sealed=blob)


def _boxes(book: Book) -> None:
    secret, ephemeral = STUDENT.box, draw("ephemeral")
    good = crypto.box_to(recipient=secret.public, plaintext=b"x", random=replay(ephemeral))
    cases = {
        "for somebody else": (WORKERS["Worker 1"].box.secret, good),
        "with a low-order ephemeral key": (secret.secret, bytes(32) + good[32:]),
        "cut": (secret.secret, good[:47]),
        "a byte more": (secret.secret, good + b"\0"),
    }
    for name, (key, boxed) in cases.items():
        refuse(book, f"box: {name}", "box_open", secret=key, boxed=boxed)


def _structures(book: Book) -> None:
    close = wire.Close(case=CASE, record=wire.RecordHash(draw("r")), by="student", time=1)
    good = close.encode()
    fields = (close.case, close.record)
    bad = {
        "version 2": b"\x02" + good[1:],
        "another label": b"\x01\x05cloze" + good[7:],
        "an empty label": b"\x01\x00" + good[7:],
        "a byte left over": good + b"\0",
        "a field left over": good + bytes(4),
        "cut": good[:-1],
        "a field less": crypto.encode("close", *fields, "student"),
        "a field more": crypto.encode("close", *fields, "student", 1, b""),
        "a long case": crypto.encode("close", fields[0] + b"\0", fields[1], "student", 1),
        "a short hash": crypto.encode("close", fields[0], fields[1][:31], "student", 1),
        "a number of 7 bytes": crypto.encode("close", *fields, "student", bytes(7)),
        "a number of 2^53": crypto.encode(
            "close", *fields, "student", (1 << 53).to_bytes(8, "big")
        ),
        "text that is not UTF-8": crypto.encode("close", *fields, b"\xff", 1),
        "a role that is none": crypto.encode("close", *fields, "manager", 1),
        "a field beyond the end": good[:7] + b"\xff\xff\xff\xff" + good[11:],
        "nothing": b"",
    }
    for name, data in bad.items():
        refuse(book, f"structure: {name}", "decode", label="close", data=data)
    made = wire.signed(close, key=STUDENT.sign)
    refuse(book, "signed: expected otherwise", "open_signed", label="epoch-ack", data=made.raw)
    refuse(book, "signed: body alone", "open_signed", label="close", data=good)
    swapped = crypto.encode("signed", good, ROOT.public, STUDENT.sign.sign(good))
    refuse(book, "signed: by another", "open_signed", label="close", data=swapped)
    refuse(book, "signed: a byte left over", "open_signed", label="close", data=made.raw + b"\0")
    trailing = good + b"\0"
    inner = crypto.encode("signed", trailing, STUDENT.sign.public, STUDENT.sign.sign(trailing))
    refuse(book, "signed: body with a byte left over", "open_signed", label="close", data=inner)
    _contradictions(book)


def _contradictions(book: Book) -> None:
    """Structures whose fields fit one by one and not together."""
    entry = [wire.Entry(name=name, value=b"").encode() for name in ("a", "b")]
    worker, holder = WORKERS["Worker 1"], HOLDERS["manager"]
    assert holder.role is not None

    def cert(role: str, role_key: bytes, version: int, days: int) -> bytes:
        keys = (worker.sign.public, worker.box.public, role_key, version)
        return crypto.encode("certificate", bytes(16), role, "x", *keys, 0, 1, 1 + days * 86_400)

    text = {"id": bytes(16), "time": crypto.u64(1)}
    bad = {
        "entries unsorted": ("bundle", crypto.encode("bundle", "student", entry[::-1])),
        "an entry twice": ("bundle", crypto.encode("bundle", "student", [entry[0], entry[0]])),
        "a side that is none": ("bundle", crypto.encode("bundle", "both", [])),
        "a worker with a role key": (
            "certificate",
            cert("worker", holder.role.public, 1, 10),
        ),
        "a holder without a role key": ("certificate", cert("manager", b"", 0, 10)),
        "a worker for 201 days": ("certificate", cert("worker", b"", 0, 201)),
        "a certificate that ends before it begins": ("certificate", cert("worker", b"", 0, 0)),
        "an empty text": ("content", crypto.encode("content", "text", *text.values(), b"")),
        "8,001 characters": (
            "content",
            crypto.encode("content", "text", *text.values(), b"x" * 8001),
        ),
        "a seen with a body": ("content", crypto.encode("content", "seen", *text.values(), b"x")),
        "an unsend of nothing": (
            "content",
            crypto.encode("content", "unsend", *text.values(), b""),
        ),
        "a kind that is none": ("content", crypto.encode("content", "call", *text.values(), b"")),
    }
    for name, (label, data) in bad.items():
        refuse(book, f"contradiction: {name}", "decode", label=label, data=data)
    for name, change in {
        "suite 2": (2, 1, 0, 1),
        "direction 2": (1, 1, 2, 1),
        "counter 0": (1, 1, 0, 0),
    }.items():
        suite, epoch, direction, counter = change
        data = crypto.encode(
            "message-ad",
            suite,
            bytes(16),
            epoch,
            bytes(32),
            direction,
            counter,
            bytes(32),
            0,
            bytes(32),
            [],
        )
        refuse(book, f"header: {name}", "decode", label="message-ad", data=data)
    for name, (epoch, counter, items) in {
        "heads carried in epoch 1": (1, 1, 2),
        "heads carried late": (2, 2, 2),
        "heads not carried": (2, 1, 0),
        "one head carried": (2, 1, 1),
    }.items():
        data = crypto.encode(
            "message-ad",
            1,
            bytes(16),
            epoch,
            bytes(32),
            0,
            counter,
            bytes(32),
            0,
            bytes(32),
            [bytes(40)] * items,
        )
        refuse(book, f"header: {name}", "decode", label="message-ad", data=data)


def _small(book: Book) -> None:
    good = crypto.pad(b"x")
    bad = {
        "no mark": bytes(256),
        "nothing": b"",
        "too short": good[:-1],
        "too long": good + b"\0",
        "another byte": good[:-1] + b"\x01",
        "a longer bucket": b"x\x80".ljust(272, b"\0"),
    }
    for name, data in bad.items():
        refuse(book, f"padding: {name}", "unpad", data=data)
    weak = {
        "less memory": (65_535, 3, 1),
        "fewer passes": (65_536, 2, 1),
        "more lanes": (65_536, 3, 2),
        "no lane": (65_536, 3, 0),
        "more memory than a device has": (1_048_577, 3, 1),
        "passes without end": (65_536, 17, 1),
        "nothing": (0, 0, 0),
    }
    for name, (memory, passes, lanes) in weak.items():
        refuse(book, f"Argon2id: {name}", "wrapping", memory=memory, passes=passes, lanes=lanes)
    for name, words in {
        "checksum": "abandon " * 11 + "abandon",
        "eleven": "abandon " * 10 + "about",
        "unknown word": "abandon " * 11 + "peerlink",
    }.items():
        refuse(book, f"words: {name}", "words", words=words)
