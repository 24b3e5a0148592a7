"""Attack 9: an older roster, another of the same version, or another suite is refused."""

from dataclasses import replace

import pytest

import crypto
from client.api import b64, unb64
from client.asking import Story
from crypto import wire
from tests.hostile.proxy import Answer
from tests.hostile.town import HELLO, LETTER, Stage, whats

CANARY = "canary-only-under-the-newest-roster"


async def test_attack_09_a_roster_rolled_back_is_refused_and_nothing_is_sent(on: Stage) -> None:
    liar = await on.liar()
    student = await on.student(via=liar)
    old = await student.person.api.get("/api/roster")
    # The second worker leaves; the device learns of it; the server then denies it.
    await (await on.holder()).suspend("Worker 2")
    await student.person.team()
    pinned = student.person.ring.others["roster"]
    liar.on_answer("GET /api/roster", lambda _, __: Answer.of(old))
    with pytest.raises(crypto.Refused, match="older"):
        await student.ask(Story(text=CANARY))
    assert liar.asked("(POST|PUT) /api/(requests|cases).*") == []
    assert student.person.ring.others["roster"] == pinned
    liar.repent()
    case = await student.ask(Story(text=LETTER))
    body = wire.open_signed(unb64((await student.person.api.case(case))["intake"]), wire.Intake)
    assert len(body.body.recipients) == 2  # the student's own entry and the worker who is left


async def test_attack_09_two_rosters_of_one_version_are_refused(on: Stage) -> None:
    liar = await on.liar()
    student = await on.student(via=liar)
    await student.person.team()
    coordinator = on.town.rings["coordinator"].sign
    newest = wire.open_signed(
        unb64((await student.person.api.get("/api/roster"))["roster"]), wire.Roster
    )
    # Even a holder's own signature does not make a second roster of a version good.
    twin = wire.signed(replace(newest.body, audit_row=newest.body.audit_row + 1), key=coordinator)
    liar.on_answer("GET /api/roster", lambda _, a: a.but(roster=b64(twin.raw)))
    with pytest.raises(crypto.Refused, match="two rosters"):
        await student.ask(Story(text=CANARY))
    unchained = replace(newest.body, version=newest.body.version + 1, previous=bytes([1] * 32))
    raw = wire.signed(unchained, key=coordinator).raw
    liar.on_answer("GET /api/roster", lambda _, a: a.but(roster=b64(raw)))
    with pytest.raises(crypto.Refused, match="does not follow"):
        await student.ask(Story(text=CANARY))
    assert liar.asked("(POST|PUT) /api/(requests|cases).*") == []


async def test_attack_09_an_expired_roster_stops_asking_and_not_reading(on: Stage) -> None:
    room = await on.room()
    on.clock.pass_(31 * 24 * 3600)
    await room.student.person.sign_in()
    await room.mine.catch_up()
    assert [text for _, text in room.mine.said()] == [HELLO]
    with pytest.raises(crypto.Refused, match="not of this time"):
        await room.student.person.team()
    up = await on.socket(room.student)
    await room.mine.say(up, "I can still write here.")
    assert room.mine.conversation.pending == []


async def test_attack_09_a_record_under_an_unknown_roster_is_refused(on: Stage) -> None:
    """The server shows a worker's epoch made under a roster that this device cannot see."""
    liar = await on.liar()
    student, worker = await on.student(via=liar), await on.worker()
    old = await student.person.api.get("/api/roster")
    case = await student.ask(Story(text=LETTER))
    await (await on.holder()).sign_roster()
    await worker.claim(case)
    await worker.accept(case, HELLO)
    liar.on_answer("GET /api/roster", lambda _, __: Answer.of(old))
    with pytest.raises(crypto.Refused, match="not known here"):
        await student.enter(case)
    assert liar.asked("POST /api/cases/.*") == []
    liar.repent()
    assert [text for _, text in (await student.enter(case)).said()] == [HELLO]


@pytest.mark.parametrize("suite", [0, 2, 2**53 - 1])
async def test_attack_09_another_suite_is_refused_on_both_ends(on: Stage, suite: int) -> None:
    room = await on.room()
    envelope = room.theirs.conversation.write("Downgraded.", now=int(on.clock.now()))
    header, message = wire.read_message(envelope.message)
    at = len(b"\x01\x0amessage-ad") + 4  # version, label, the first field's length
    assert header.raw[at : at + 8] == crypto.u64(1)
    numbered = header.raw[:at] + crypto.u64(suite) + header.raw[at + 8 :]
    spoiled = wire.Message(ad=numbered, sealed=message.sealed).encode()
    room.mine.take({"epoch": 1, "message": b64(spoiled)})
    assert whats(room.mine) == ["malformed"]
    answer = await room.down.send(case=b64(room.case), message=b64(spoiled))
    assert (answer["t"], answer["error"]) == ("refused", "malformed")
    await room.theirs.resend(room.down)
    await room.mine.catch_up()
    assert {text for _, text in room.mine.said()} == {HELLO, "Downgraded."}
