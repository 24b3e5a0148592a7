"""Later epochs by the reference client over real HTTP and the real socket (attacks 4, 6, 8, 9)."""

import asyncio
from dataclasses import replace

import pytest

import crypto
from client.access import Person
from client.api import Refused, b64, unb64
from client.epochs import Joined, make_next
from client.keys import KeyRing, Secret
from client.live import LiveRoom
from client.renewing import hand_over
from client.socket import Socket
from client.student import Student
from client.worker import Worker
from crypto import wire
from tests.client.test_holder import PASSPHRASE
from tests.hostile.proxy import Answer, AnswerRule, Call
from tests.hostile.town import HELLO, LETTER, S, Stage, W


def clean(*rooms: LiveRoom) -> None:
    """Nothing on record against the server."""
    assert [room.findings for room in rooms] == [[] for _ in rooms]


async def socket_of(on: Stage, person: Person) -> Socket:
    return await Socket.open(url=on.run.socket_url, token=person.api.token)


async def test_the_room_goes_on_in_the_next_epoch_and_reads_both(on: Stage) -> None:
    at = await on.room()
    await at.mine.say(at.up, "Before.")
    at.theirs.take(await at.down.event("message"))
    await at.worker.renew(at.theirs)
    assert (await at.up.event("case"))["case"] == b64(at.case)
    assert await at.mine.move_on()
    assert (at.mine.epoch, at.theirs.epoch) == (2, 2)
    await at.mine.say(at.up, "After.")
    at.theirs.take(await at.down.event("message"))
    await at.theirs.say(at.down, "Still here.")
    at.mine.take(await at.up.event("message"))
    everything = sorted([(S, "After."), (S, "Before."), (W, HELLO), (W, "Still here.")])
    assert sorted(at.mine.said()) == sorted(at.theirs.said()) == everything
    clean(at.mine, at.theirs)
    # Both come back to it from nothing but their own record.
    for someone in (at.student, at.worker):
        again = await someone.enter(at.case)
        assert (sorted(again.said()), again.epoch) == (everything, 2)
        clean(again)


async def test_what_was_not_accepted_goes_into_the_new_epoch_once(on: Stage) -> None:
    at = await on.room()
    await at.mine.say(at.up, "One.")
    lost = at.mine.conversation.write("Two.", now=at.mine.now())
    sent = await at.up.send(case=b64(at.case), message=b64(lost.message))
    assert sent["t"] == "ack"  # which never reached the device, as far as it knows
    at.mine.conversation.write("Three.", now=at.mine.now())
    await at.worker.renew(at.theirs)
    await at.mine.resend(at.up)
    assert at.mine.epoch == 2
    await at.theirs.catch_up()
    said = [text for way, text in at.theirs.said() if way is S]
    assert sorted(said) == ["One.", "Three.", "Two."]
    assert sorted(text for way, text in at.mine.said() if way is S) == sorted(said)
    page = await at.worker.person.api.messages(at.case, epoch=2, after=[0, 0])
    assert [m["counter"] for m in page["messages"] if m["direction"] == 0] == [1]
    clean(at.mine, at.theirs)


async def test_of_two_who_renew_at_once_one_is_first_and_the_other_follows(on: Stage) -> None:
    at = await on.room()
    await asyncio.gather(
        _say_into_a_renewal(at.mine, at.up),
        at.worker.renew(at.theirs),
        at.student.change_keys(at.mine),
    )
    for room in (at.mine, at.theirs):
        await room.move_on()
    # Whoever was second followed and then made another one on top.
    assert (at.mine.epoch, at.theirs.epoch) == (3, 3)
    await at.mine.resend(at.up)
    for room in (at.mine, at.theirs):
        await room.catch_up()
        assert [t for w, t in room.said() if w is S] == ["Meanwhile."]
    clean(at.mine, at.theirs)


async def _say_into_a_renewal(room: LiveRoom, socket: Socket) -> None:
    """Sent, and the answer is lost on the way."""
    envelope = room.conversation.write("Meanwhile.", now=room.now())
    answer = await socket.send(case=b64(room.case), message=b64(envelope.message))
    assert answer["t"] in {"ack", "behind"}


async def test_a_losing_record_is_answered_with_the_head(on: Stage) -> None:
    at = await on.room()
    late = at.mine.conversation.joined
    await at.worker.renew(at.theirs)
    body = {"record": b64(late.epoch.raw), "wraps": [b64(b"x" * 40)] * 2}
    with pytest.raises(Refused) as malformed:
        await at.student.person.api.post(f"/api/cases/{b64(at.case)}/epochs", body)
    assert malformed.value.status == 400
    made = await _plain_epoch(at.student, late)
    with pytest.raises(Refused) as refused:
        await at.student.person.api.post(f"/api/cases/{b64(at.case)}/epochs", made)
    assert (refused.value.status, refused.value.code) == (409, "stale")
    assert unb64(refused.value.answer["head"]) == at.theirs.conversation.joined.record


async def _plain_epoch(student: Student, before: Joined) -> dict[str, object]:
    made = make_next(
        ring=student.person.ring,
        before=before,
        members=(before.epoch.body.student, before.epoch.body.worker),
        team=await student.person.team(),
        now=student.person.now(),
    )
    return {"record": b64(made.joined.epoch.raw), "wraps": [b64(w) for w in made.wraps]}


# New keys


async def test_new_keys_bring_everything_along_and_shut_the_old_ones_out(on: Stage) -> None:
    at = await on.room()
    person = at.student.person
    old_words, new_words = Secret.generate("words"), Secret.generate("words")
    await person.keep(old_words)
    await at.mine.say(at.up, "Before.")
    old_ring, elsewhere = person.ring, on.person(5001, side="student")
    await elsewhere.recover(old_words)
    second = await socket_of(on, elsewhere)
    await at.student.change_keys(at.mine, kept=[new_words])
    # Every other session is over, this one goes on.
    assert (await second.event("signed_out"))["t"] == "signed_out"
    with pytest.raises(Refused) as gone:
        await elsewhere.api.get("/api/me")
    assert gone.value.status == 401
    await at.mine.say(at.up, "After.")
    await at.theirs.move_on()
    student = at.theirs.conversation.joined.epoch.body.student
    assert student.sign_key == person.ring.sign.public != old_ring.sign.public
    await at.theirs.say(at.down, "I see.")
    await at.mine.catch_up()
    everything = sorted([(S, "After."), (S, "Before."), (W, "I see."), (W, HELLO)])
    assert sorted(at.mine.said()) == sorted(at.theirs.said()) == everything
    clean(at.mine, at.theirs)
    # The old secret and the old keys open nothing; the new words bring back everything.
    thief = on.person(5001, side="student")
    with pytest.raises(Refused) as refused:
        await thief.recover(old_words)
    assert refused.value.status == 404
    thief.change(old_ring)
    with pytest.raises(Refused) as unknown:
        await thief.sign_in()
    assert unknown.value.status == 401
    fresh = Student(person=on.person(5001, side="student"))
    await fresh.person.recover(new_words)
    assert (await fresh.read_back(at.case)).text == LETTER
    again = await fresh.enter(at.case)
    assert sorted(again.said()) == everything
    clean(again)
    await second.close()


async def test_new_keys_twice_and_without_anything_kept(on: Stage) -> None:
    at = await on.room()
    for text in ("One.", "Two."):
        await at.student.change_keys(at.mine)
        await at.mine.say(at.up, text)
    assert sorted(at.student.person.ring.others).count("old/1") == 1
    assert "old/2" in at.student.person.ring.others
    again = await at.student.enter(at.case)
    assert (sorted(again.said()), again.epoch) == (
        [(S, "One."), (S, "Two."), (W, HELLO)],
        3,
    )
    returned = await at.worker.enter(at.case)
    assert sorted(returned.said()) == sorted(again.said())
    clean(again, returned)
    await at.student.close(at.case)
    assert sorted((await at.student.enter(at.case)).said()) == sorted(again.said())


async def test_a_bundle_that_moved_on_elsewhere_stops_the_change(on: Stage) -> None:
    at = await on.room()
    person = at.student.person
    words = Secret.generate("words")
    await person.keep(words)
    other = on.person(5001, side="student")
    await other.recover(words)
    await other.save()
    before = person.ring
    with pytest.raises(Refused) as refused:
        await at.student.change_keys(at.mine, kept=[Secret.generate("words")])
    assert (refused.value.status, refused.value.code) == (409, "revision")
    with pytest.raises(Refused) as left_out:
        await at.student.change_keys(at.mine)
    assert left_out.value.code == "revision"
    assert (person.ring.sign.public, at.mine.epoch) == (before.sign.public, 1)
    assert len((await person.api.case(at.case))["epochs"]) == 1


async def test_attack_06_a_server_that_says_the_keys_changed_is_refused(on: Stage) -> None:
    liar = await on.liar()
    at = await on.room(worker_via=liar)
    await at.student.change_keys(at.mine)
    # The word of the old key left out, or another's put in its place.
    forged = wire.KeyChange(
        case=at.case,
        old_sign_key=wire.SignPublic(KeyRing.generate(side="student").sign.public),
        sign_key=wire.SignPublic(at.student.person.ring.sign.public),
        box_key=wire.BoxPublic(at.student.person.ring.box.public),
    )
    by_stranger = b64(wire.signed(forged, key=crypto.SigningKey.generate()).raw)
    for statement in (None, by_stranger):
        liar.on_answer("GET /api/cases/[^/]*", _with_statement(statement))
        with pytest.raises(crypto.Refused):
            await at.theirs.move_on()
        with pytest.raises(ConnectionRefusedError):
            await _refused_quietly(at.theirs, at.down)
    assert at.theirs.epoch == 1
    liar.repent()
    assert await at.theirs.move_on()


def _with_statement(statement: str | None) -> AnswerRule:
    def lie(_: Call, answer: Answer) -> Answer:
        first, second = answer.json()["epochs"]
        return answer.but(epochs=[first, second | {"key_change": statement}])

    return lie


async def _refused_quietly(room: LiveRoom, socket: Socket) -> None:
    """A text of this device does not go into an epoch that it did not accept."""
    try:
        await room.say(socket, "Is it you?")
    except crypto.Refused:
        raise ConnectionRefusedError from None


async def test_attack_08_a_record_by_a_stranger_is_refused(on: Stage) -> None:
    liar = await on.liar()
    at = await on.room(student_via=liar)
    await at.worker.renew(at.theirs)
    stranger = crypto.SigningKey.generate()

    def lie(_: Call, answer: Answer) -> Answer:
        first, second = answer.json()["epochs"]
        body = wire.open_signed(unb64(second["record"]), wire.Epoch).body
        signed = wire.signed(body, key=stranger).raw
        return answer.but(epochs=[first, second | {"record": b64(signed)}])

    liar.on_answer("GET /api/cases/[^/]*", lie)
    with pytest.raises(crypto.Refused, match="somebody else"):
        await at.mine.move_on()
    assert liar.asked("POST /api/cases/[^/]*/ack")[1:] == []


async def test_attack_09_an_accepted_epoch_that_is_not_shown_is_a_roll_back(on: Stage) -> None:
    liar = await on.liar()
    at = await on.room(student_via=liar)
    await at.worker.renew(at.theirs)
    await at.mine.move_on()
    liar.on_answer(
        "GET /api/cases/[^/]*", lambda _, answer: answer.but(epochs=answer.json()["epochs"][:1])
    )
    with pytest.raises(crypto.Refused, match="missing"):
        await at.mine.move_on()
    # So it is for a device that comes back with nothing but the bundle.
    with pytest.raises(crypto.Refused, match="missing"):
        await at.student.enter(at.case)


async def test_attack_04_what_is_withheld_at_the_end_of_an_epoch_shows_in_the_next(
    on: Stage,
) -> None:
    liar = await on.liar()
    at = await on.room(worker_via=liar)
    await at.theirs.catch_up()
    honest = liar.answers[-1][1]
    await at.mine.say(at.up, "Withheld.")
    await at.student.change_keys(at.mine)
    await at.mine.say(at.up, "After.")
    # The worker's device is never shown the end of epoch 1, not even that there is one.
    liar.on_answer(
        "GET .*/messages", lambda call, answer: honest if "epoch=1&" in call.path else answer
    )
    await at.theirs.move_on()
    assert {finding.what for finding in at.theirs.findings} >= {"carried"}
    assert (S, "After.") not in at.theirs.said()


# Another worker


async def test_a_handover_by_the_student_ends_the_first_workers_access(on: Stage) -> None:
    at = await on.room()
    person = on.person(7002, side="staff")
    await person.recover(PASSPHRASE)
    follower = Worker(person=person)
    await at.mine.say(at.up, "To the first.")
    await at.student.hand_over(at.mine, to=await follower.name())
    with pytest.raises(Refused) as gone:
        await at.worker.enter(at.case)
    assert gone.value.status == 404
    with pytest.raises(ConnectionRefusedError):
        await at.theirs.say(at.down, "One more thing.")
    room = await follower.enter(at.case)
    assert (room.epoch, room.said()) == (2, [])
    down = await socket_of(on, person)
    await room.say(down, "Hello, I'm the next one.")
    await at.mine.catch_up()
    await at.mine.say(at.up, "Hello.")
    await room.catch_up()
    assert sorted(room.said()) == [(S, "Hello."), (W, "Hello, I'm the next one.")]
    assert sorted(at.mine.said()) == [
        (S, "Hello."),
        (S, "To the first."),
        (W, "Hello, I'm the next one."),
        (W, HELLO),
    ]
    clean(at.mine, room)
    # On another device of theirs, and of the student's.
    back = Worker(person=on.person(7002, side="staff"))
    await back.person.recover(PASSPHRASE)
    assert (await back.enter(at.case)).said() == room.said()
    # By what section 2.1 names alone, as where another client wrote the bundle.
    ring = back.person.ring
    assert ring.others[f"meta/joined/{at.case.hex()}"] == room.conversation.joined.record
    kept = {name: value for name, value in ring.others.items() if "accepted" not in name}
    back.person.change(replace(ring, others=kept))
    assert (await back.enter(at.case)).said() == room.said()
    clean(await at.student.enter(at.case))
    await down.close()


async def test_attack_08_only_the_student_hands_over(on: Stage) -> None:
    at = await on.room()
    team = await at.worker.person.team()
    other = next(
        identity for identity, held in team.certificates.items() if held.body.name == "Worker 2"
    )
    with pytest.raises(crypto.Refused):
        await hand_over(at.worker.person, at.theirs, to=other)
    found = await at.student.person.api.case(at.case)
    assert (found["state"], len(found["epochs"])) == ("open", 1)
