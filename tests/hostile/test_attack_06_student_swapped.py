"""Attack 6: a swapped student, or 'keys lost' claimed in an open case, is refused by the worker."""

from dataclasses import replace

import pytest

import crypto
from client.api import Json, Refused, b64, unb64
from client.asking import Story, ask
from client.keys import KeyRing
from crypto import CryptoError, wire
from tests.hostile.forging import boxed
from tests.hostile.proxy import Answer, Call
from tests.hostile.town import HELLO, LETTER, S, Stage

CANARY = "canary-only-for-the-student-who-asked"


async def test_attack_06_a_request_under_other_keys_does_not_open(on: Stage) -> None:
    liar = await on.liar()
    student, worker = await on.student(), await on.worker(via=liar)
    case = await student.ask(Story(text=LETTER))
    thief = KeyRing.generate(side="student")

    def resigned(signed: str) -> str:
        body = wire.open_signed(unb64(signed), wire.Intake).body
        named = replace(
            body,
            sign_key=wire.SignPublic(thief.sign.public),
            box_key=wire.BoxPublic(thief.box.public),
        )
        return b64(wire.signed(named, key=thief.sign).raw)

    def other_student(_: Call, answer: Answer) -> Answer:
        found = answer.json()
        return answer.but(
            requests=[r | {"intake": resigned(r["intake"])} for r in found["requests"]]
        )

    liar.on_answer("GET /api/queue", other_student)
    with pytest.raises(CryptoError):
        await worker.queue()
    liar.on_answer(
        "POST /api/queue/.*/claim", lambda _, a: a.but(intake=resigned(a.json()["intake"]))
    )
    with pytest.raises(CryptoError):
        await worker.claim(case)
    assert worker.letters == {}
    assert liar.asked("POST /api/cases/.*") == []
    liar.repent()
    assert (await worker.claim(case)).text == LETTER


async def test_attack_06_a_wholly_false_student_is_another_case_and_not_this_one(
    on: Stage,
) -> None:
    """The server may invent a student; it cannot put one into a request that exists."""
    liar = await on.liar()
    student, worker = await on.student(), await on.worker(via=liar)
    case = await student.ask(Story(text=LETTER))
    thief = KeyRing.generate(side="student")
    team = await student.person.team()
    false = ask(Story(text="x"), ring=thief, team=team, now=int(on.clock.now()))
    me = await worker.name()
    wraps = next(w for w in false.request.wraps if w.certificate == me)
    parts: Json = {"letter": b64(false.request.letter), "wraps": {"letter": b64(wraps.letter)}}

    def swapped(_: Call, answer: Answer) -> Answer:
        return answer.but(**parts)

    liar.on_answer("POST /api/queue/.*/claim", swapped)
    with pytest.raises(crypto.Refused):
        await worker.claim(case)
    assert worker.letters == {}


async def test_attack_06_keys_lost_in_an_open_case_is_refused(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(worker_via=liar)
    await room.mine.say(room.up, "It is still me.")
    await room.theirs.catch_up()
    thief = KeyRing.generate(side="student")
    before = room.theirs.conversation.joined.epoch.body
    student = replace(
        before.student,
        sign_key=wire.SignPublic(thief.sign.public),
        box_key=wire.BoxPublic(thief.box.public),
    )
    later = replace(
        before,
        number=2,
        previous=room.theirs.conversation.joined.record,
        members=(student, before.worker),
    )
    named, wraps = boxed(later, supervision=bytes(32))
    record = b64(wire.signed(named, key=thief.sign).raw)

    def lost(_: Call, answer: Answer) -> Answer:
        return answer.but(
            epochs=[*answer.json()["epochs"], {"record": record, "wrap": b64(wraps[1])}]
        )

    liar.on_answer("GET /api/cases/[^/]+", lost)
    sent = len(liar.left)
    with pytest.raises(CryptoError):
        await room.worker.enter(room.case)
    assert "message" not in liar.left[sent:]
    # The room that was open stays as it is: what verified is readable, what is new is refused.
    forged = {"epoch": 2, "direction": 0, "counter": 1, "message": b64(b"x")}
    room.theirs.take({"t": "message", "case": b64(room.case), **forged})
    assert {text for _, text in room.theirs.said()} == {HELLO, "It is still me."}
    assert room.theirs.epoch == 1


async def test_attack_06_the_service_takes_no_later_epoch_for_other_student_keys(
    on: Stage,
) -> None:
    """'Keys lost', says a worker's device: without the old key's word it is malformed."""
    room = await on.room()
    thief = KeyRing.generate(side="student")
    joined = room.theirs.conversation.joined
    student = replace(
        joined.epoch.body.student,
        sign_key=wire.SignPublic(thief.sign.public),
        box_key=wire.BoxPublic(thief.box.public),
    )
    later = replace(
        joined.epoch.body,
        number=2,
        previous=joined.record,
        members=(student, joined.epoch.body.worker),
    )
    named, wraps = boxed(later, supervision=joined.supervision)
    claimed = wire.KeyChange(
        case=room.case,
        old_sign_key=joined.epoch.body.student.sign_key,
        sign_key=student.sign_key,
        box_key=student.box_key,
    )
    ack = wire.EpochAck(case=room.case, number=2, record=wire.RecordHash(bytes(32)))
    forged = {
        "statement": b64(wire.signed(claimed, key=thief.sign).raw),
        "ack": b64(wire.signed(ack, key=thief.sign).raw),
    }
    path = f"/api/cases/{b64(room.case)}/epochs"
    for by, caller in ((room.worker.person.ring.sign, room.worker), (thief.sign, room.student)):
        record = b64(wire.signed(named, key=by).raw)
        for more in ({}, {"key_change": forged}):
            body = {"record": record, "wraps": [b64(w) for w in wraps]} | more
            with pytest.raises(Refused, match="400 malformed"):
                await caller.person.api.post(path, body)
    found = await room.student.person.api.case(room.case)
    assert len(found["epochs"]) == 1
    await room.mine.say(room.up, "It is still me.")
    await room.theirs.catch_up()
    assert (S, "It is still me.") in room.theirs.said()
    assert room.theirs.findings == []


async def test_attack_06_who_starts_over_reads_nothing_of_the_old_case(on: Stage) -> None:
    """Whoever holds the Telegram account, and the server with them, has new keys and no more."""
    room = await on.room()
    await room.mine.say(room.up, CANARY)
    thief = await on.student(6001)
    thief.person.launches = room.student.person.launches
    thief.person.change(KeyRing.generate(side="student"))
    await thief.agree(start_over=True)
    assert await thief.person.api.cases() == []
    papers = [p for p in on.run.core.layout.data.rglob("*") if p.is_file()]
    assert papers
    assert not any(CANARY.encode() in paper.read_bytes() for paper in papers)
    with pytest.raises(ConnectionRefusedError):
        await room.theirs.say(room.down, CANARY)
    assert (S, CANARY) in room.mine.said()
