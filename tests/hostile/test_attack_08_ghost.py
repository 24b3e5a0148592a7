"""Attack 8: nobody is added to a conversation or a request: the signature is refused."""

from collections.abc import Callable, Sequence

import pytest

import crypto
from client.api import Refused, b64, unb64
from client.asking import Story
from client.keys import KeyRing
from crypto import CryptoError, SigningKey, wire
from tests.hostile.proxy import Answer, Call
from tests.hostile.town import HELLO, LETTER, Stage

GHOST = KeyRing.generate(side="staff")


def third_member(body: wire.Epoch, by: SigningKey) -> bytes:
    """The record with a third member and a third wrap, signed by whoever."""
    ghost = wire.Member(
        role="worker",
        certificate=crypto.random_bytes(32),
        sign_key=wire.SignPublic(GHOST.sign.public),
        box_key=wire.BoxPublic(GHOST.box.public),
    )
    members = [m.encode() for m in (*body.members, ghost)]
    return signed(body, members, [*body.wraps, body.wraps[1]], by)


def second_wrap(body: wire.Epoch, by: SigningKey) -> bytes:
    """Two members, three wraps."""
    return signed(body, [m.encode() for m in body.members], [*body.wraps, bytes(32)], by)


def signed(
    body: wire.Epoch, members: Sequence[bytes], wraps: Sequence[bytes], by: SigningKey
) -> bytes:
    place = (body.case, body.number, body.previous, body.roster_version, body.roster_hash)
    encoded = crypto.encode("epoch", *place, list(members), list(wraps), body.made)
    return crypto.encode("signed", encoded, by.public, by.sign(encoded))


@pytest.mark.parametrize("crowd", [third_member, second_wrap], ids=lambda c: c.__name__)
async def test_attack_08_an_epoch_with_one_more_in_it_is_refused(
    on: Stage, crowd: Callable[[wire.Epoch, SigningKey], bytes]
) -> None:
    liar = await on.liar()
    student, worker = await on.student(via=liar), await on.worker()
    case = await student.ask(Story(text=LETTER))
    await worker.claim(case)
    room = await worker.accept(case, HELLO)
    body = room.conversation.joined.epoch.body
    # By the server's own key, and even by the worker's: a worker cannot bring anybody along.
    for by in (GHOST.sign, worker.person.ring.sign):
        record = b64(crowd(body, by))
        liar.on_answer(
            "GET /api/cases/[^/]+",
            lambda _, a, record=record: a.but(epochs=[a.json()["epochs"][0] | {"record": record}]),  # type: ignore[misc]
        )
        with pytest.raises(CryptoError):
            await student.enter(case)
    assert liar.asked("POST /api/cases/.*") == []
    liar.repent()
    assert [text for _, text in (await student.enter(case)).said()] == [HELLO]


@pytest.mark.parametrize("crowd", [third_member, second_wrap], ids=lambda c: c.__name__)
async def test_attack_08_the_service_takes_no_such_epoch_either(
    on: Stage, crowd: Callable[[wire.Epoch, SigningKey], bytes]
) -> None:
    liar = await on.liar()
    student, worker = await on.student(), await on.worker(via=liar)
    case = await student.ask(Story(text=LETTER))
    await worker.claim(case)

    def crowded(call: Call) -> Sequence[Call]:
        record = wire.open_signed(unb64(call.json()["record"]), wire.Epoch)
        return [call.but(record=b64(crowd(record.body, worker.person.ring.sign)))]

    liar.on_call("POST /api/cases/.*/accept", crowded)
    with pytest.raises(Refused, match="400 malformed"):
        await worker.accept(case, HELLO)
    assert (await student.person.api.case(case))["state"] == "claimed"


async def test_attack_08_a_ghost_among_the_recipients_breaks_the_students_signature(
    on: Stage,
) -> None:
    liar = await on.liar()
    student, worker = await on.student(via=liar), await on.worker()

    def one_more(call: Call) -> Sequence[Call]:
        ghost = {
            "certificate": b64(bytes([255] * 32)),
            "card": b64(crypto.box_to(recipient=GHOST.box.public, plaintext=b"x" * 200)),
            "letter": b64(crypto.box_to(recipient=GHOST.box.public, plaintext=b"x" * 200)),
        }
        return [call.but(wraps=[*call.json()["wraps"], ghost])]

    liar.on_call("POST /api/requests", one_more)
    with pytest.raises(Refused, match="400 malformed"):
        await student.ask(Story(text=LETTER))
    assert await worker.queue() == []


async def test_attack_08_a_member_whose_wrap_was_exchanged_is_refused(on: Stage) -> None:
    """The ghost's own epoch key in the student's wrap: the record does not name it."""
    liar = await on.liar()
    student, worker = await on.student(via=liar), await on.worker()
    case = await student.ask(Story(text=LETTER))
    letter = await worker.claim(case)
    room = await worker.accept(case, HELLO)
    body = room.conversation.joined.epoch.body
    planted = crypto.box_to(
        recipient=student.person.ring.box.public,
        plaintext=wire.EpochWrap(
            case=case,
            number=1,
            sign_key=body.student.sign_key,
            epoch_key=bytes(32),
            supervision=letter.supervision,
        ).encode(),
    )

    def exchanged(_: Call, answer: Answer) -> Answer:
        return answer.but(epochs=[answer.json()["epochs"][0] | {"wrap": b64(planted)}])

    liar.on_answer("GET /api/cases/[^/]+", exchanged)
    with pytest.raises(crypto.Refused, match="wrap"):
        await student.enter(case)
    assert liar.asked("POST /api/cases/.*") == []
