"""Attack 10: low-order points are refused wherever a key or a box comes from the server."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

import crypto
from client.api import Refused, b64, unb64
from client.asking import Story
from crypto import CryptoError, SigningKey, wire
from tests.hostile.forging import certificates
from tests.hostile.proxy import Answer, Call
from tests.hostile.town import HELLO, LETTER, Stage

CANARY = "canary-sealed-to-no-point-at-all"
POINTS = [
    bytes(32),
    (1).to_bytes(32, "little"),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    ((1 << 255) - 20).to_bytes(32, "little"),
    ((1 << 255) - 19).to_bytes(32, "little"),
    ((1 << 255) - 18).to_bytes(32, "little"),
]
"""Of Curve25519: the points whose order divides 8, in both spellings where there are two."""


async def test_attack_10_nothing_is_sealed_to_a_low_order_key_of_a_certificate(on: Stage) -> None:
    """Even a holder who helps the server cannot have a request sealed to such a key."""
    liar = await on.liar()
    student = await on.student(via=liar)
    by = on.town.rings["coordinator"].sign
    for point in POINTS:
        liar.on_answer("GET /api/roster", lambda _, a, point=point: with_key(a, point, by=by))  # type: ignore[misc]
        with pytest.raises(CryptoError):
            await student.ask(Story(text=CANARY))
    assert liar.asked("(POST|PUT) /api/(requests|cases).*") == []


async def test_attack_10_it_is_the_point_that_was_refused(on: Stage) -> None:
    """The same roster with an honest key in the same place is taken."""
    liar = await on.liar()
    student = await on.student(via=liar)
    by = on.town.rings["coordinator"].sign
    honest = crypto.BoxSecret.generate().public
    liar.on_answer("GET /api/roster", lambda _, a: with_key(a, honest, by=by))
    team = await student.person.team()
    assert honest in {c.body.box_key for c in team.certificates.values()}


def with_key(answer: Answer, box_key: bytes, *, by: SigningKey) -> Answer:
    """The roster answer with this box key in a worker's certificate, all signed by a holder."""
    kept = certificates(answer)
    last = next(c for c in kept if c.body.name == "Worker 2")
    rest = [c.raw for c in kept if c is not last] + [raw_signed(last.body, box_key=box_key, by=by)]
    named = sorted(crypto.digest("pl.cert", each) for each in rest)
    before = unb64(answer.json()["roster"])
    newest = wire.open_signed(before, wire.Roster).body
    body = replace(
        newest,
        version=newest.version + 1,
        previous=crypto.digest("pl.roster", before),
        certificates=tuple(wire.CertificateId(each) for each in named),
    )
    roster = wire.signed(body, key=by).raw
    return answer.but(roster=b64(roster), certificates=[b64(each) for each in rest])


def raw_signed(body: wire.Certificate, *, box_key: bytes, by: SigningKey) -> bytes:
    """A certificate with any bytes for a box key, which our own types would not make."""
    encoded = body.encode().replace(body.box_key, box_key)
    return crypto.encode("signed", encoded, by.public, by.sign(encoded))


async def test_attack_10_a_box_from_a_low_order_point_does_not_open(on: Stage) -> None:
    """A wrap whose key everybody knows, signed by a worker who helps the server."""
    liar = await on.liar()
    student, worker = await on.student(via=liar), await on.worker()
    case = await student.ask(Story(text=LETTER))
    await worker.claim(case)
    room = await worker.accept(case, HELLO)
    body = room.conversation.joined.epoch.body
    for point in POINTS:
        wrap = point + crypto.random_bytes(200)
        named = replace(body, wraps=(wire.blob_hash(wrap), body.wraps[1]))
        record = wire.signed(named, key=worker.person.ring.sign).raw
        served = [{"record": b64(record), "wrap": b64(wrap)}]
        liar.on_answer("GET /api/cases/[^/]+", lambda _, a, served=served: a.but(epochs=served))  # type: ignore[misc]
        with pytest.raises(CryptoError):
            await student.enter(case)
    assert liar.asked("POST /api/cases/.*") == []


async def test_attack_10_the_service_enrols_nobody_under_such_keys(on: Stage) -> None:
    liar = await on.liar()

    def weakened(call: Call) -> Sequence[Call]:
        proof = wire.open_signed(unb64(call.json()["proof"]), wire.Enrol).body
        encoded = proof.encode().replace(proof.box_key, POINTS[2])
        key = SigningKey.generate()
        encoded = encoded.replace(proof.sign_key, key.public)
        raw = crypto.encode("signed", encoded, key.public, key.sign(encoded))
        return [call.but(proof=b64(raw))]

    liar.on_call("POST /api/enrol", weakened)
    with pytest.raises(Refused) as refused:
        await on.student(via=liar)
    assert refused.value.status in {400, 401}
    liar.repent()
    assert (await on.student(via=liar)).person.api.token
