"""Attack 3: a tail that is kept back shows to its writer as not seen, and to nobody as read."""

from client.api import b64, unb64
from crypto import wire
from tests.hostile.proxy import Answer, Call, dropping
from tests.hostile.town import HELLO, S, Stage, W, whats


def upto(counter: int, first: Answer) -> object:
    """Answers as they were when the worker had said only so much."""
    heads = first.json()["heads"]

    def earlier(_: Call, answer: Answer) -> Answer:
        page = answer.json()
        kept = [m for m in page["messages"] if m["direction"] == 0 or m["counter"] <= counter]
        return answer.but(messages=kept, heads=heads)

    return earlier


async def test_attack_03_a_withheld_tail_is_not_seen(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    await room.mine.tell_seen(room.up)
    await room.mine.catch_up()
    first = liar.answers[-1][1]
    liar.on_frame("down", "message", dropping)
    liar.on_answer("GET .*/messages", upto(1, first))  # type: ignore[arg-type]
    await room.theirs.say(room.down, "Kept back.")
    await room.mine.catch_up()
    await room.mine.say(room.up, "Are you still there?")
    room.theirs.take(await room.down.event("message"))
    await room.theirs.catch_up()
    # The worker's screen: the first was seen, the second was not. Nobody is told otherwise.
    assert room.theirs.conversation.peer_saw == 1 < room.theirs.conversation.head(W).counter
    assert room.theirs.findings == []
    liar.repent()
    await room.mine.catch_up()
    assert (W, "Kept back.") in room.mine.said()
    await room.mine.tell_seen(room.up)
    await room.theirs.catch_up()
    assert room.theirs.conversation.peer_saw == 2


async def test_attack_03_a_tail_named_by_the_heads_but_withheld_is_a_gap(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    await room.theirs.say(room.down, "Kept back.")
    liar.on_answer("GET .*/messages", lambda _, answer: answer.but(messages=[]))
    await room.mine.catch_up()
    assert whats(room.mine) == ["gap"]
    assert [text for _, text in room.mine.said()] == [HELLO]


async def test_attack_03_a_server_that_forgets_what_was_read_is_a_roll_back(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    await room.mine.catch_up()
    early = liar.answers[-1][1].json()["heads"]
    await room.theirs.say(room.down, "Read, and then denied.")
    await room.mine.catch_up()
    assert room.mine.findings == []
    liar.on_answer("GET .*/messages", lambda _, answer: answer.but(messages=[], heads=early))
    await room.mine.catch_up()
    assert whats(room.mine) == ["rollback"]
    assert (W, "Read, and then denied.") in room.mine.said()


async def test_attack_03_a_body_withheld_without_its_writers_word_is_a_finding(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    await room.theirs.say(room.down, "One.")
    await room.theirs.say(room.down, "Two.")

    def bodiless(_: Call, answer: Answer) -> Answer:
        page = answer.json()
        for message in page["messages"]:
            if (message["direction"], message["counter"]) == (1, 2):
                header, _body = wire.read_message(unb64(message.pop("message")))
                message |= {"ad": b64(header.raw), "body_hash": b64(header.body)}
        return answer.but(messages=page["messages"])

    liar.on_answer("GET .*/messages", bodiless)
    await room.mine.catch_up()
    assert whats(room.mine) == ["missing"]
    assert [text for way, text in room.mine.said() if way is W] == [HELLO, "Two."]
    assert room.mine.conversation.peer_saw == 0
    assert not [text for way, text in room.mine.said() if way is S]
