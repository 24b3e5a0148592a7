"""Attack 4: two continuations for the two sides are detected at the next message."""

from client.api import b64
from client.student import Student
from tests.hostile.proxy import Json
from tests.hostile.town import HELLO, S, Stage, W, whats


async def test_attack_04_two_continuations_are_found_at_the_next_message(on: Stage) -> None:
    """The phone is told that its message was kept; the worker is shown the laptop's instead."""
    liar = await on.liar()
    room = await on.room(student_via=liar)
    laptop = Student(person=on.person(5001, side="student"))
    laptop.person.change(room.student.person.ring)
    await laptop.person.sign_in()
    elsewhere = await laptop.enter(room.case)
    swallowed: list[Json] = []

    def swallow(frame: Json) -> list[Json]:
        swallowed.append(frame)
        return []

    liar.on_frame("up", "send", swallow)
    envelope = room.mine.conversation.write("What the phone wrote.", now=int(on.clock.now()))
    room.mine.acknowledged(envelope)
    up = await on.socket(laptop)
    await elsewhere.say(up, "What the laptop wrote.")
    await room.theirs.catch_up()
    assert (S, "What the laptop wrote.") in room.theirs.said()

    room.theirs.conversation.show(1)
    await room.theirs.say(room.down, "I read it.")
    room.mine.take(await room.up.event("message"))
    assert whats(room.mine) == ["fork"]
    assert (W, "I read it.") not in room.mine.said()
    assert (W, HELLO) in room.mine.said()


async def test_attack_04_the_reader_finds_two_messages_in_one_place(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    twin = await room.worker.enter(room.case)
    hidden = twin.conversation.write("The other one.", now=int(on.clock.now()))
    twin.acknowledged(hidden)
    later = twin.conversation.write("And its successor.", now=int(on.clock.now()))
    await room.theirs.say(room.down, "The one that was kept.")
    room.mine.take(await room.up.event("message"))
    for envelope in (hidden, later):
        frame = liar.frames[-1][1] | {"counter": envelope.counter}
        room.mine.take(frame | {"message": b64(envelope.message)})
    assert whats(room.mine) == ["fork"]
    assert [text for _, text in room.mine.said()] == [HELLO, "The one that was kept."]


async def test_attack_04_heads_that_name_another_chain_are_a_fork(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    other = {"counter": 1, "hash": b64(bytes(32))}
    liar.on_answer(
        "GET .*/messages",
        lambda _, answer: answer.but(heads=answer.json()["heads"] | {"worker": other}),
    )
    await room.mine.catch_up()
    assert whats(room.mine) == ["fork"]
    assert [text for _, text in room.mine.said()] == [HELLO]
