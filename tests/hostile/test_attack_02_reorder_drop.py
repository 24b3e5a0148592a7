"""Attack 2: reordered or dropped messages leave a visible gap; what fits stays readable."""

import asyncio

import pytest

from client.tracks import Broken
from tests.hostile.proxy import Answer, Call, Holding, dropping
from tests.hostile.town import HELLO, S, Stage, W, whats


async def test_attack_02_reordered_frames_show_a_gap_until_the_order_is_whole(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    liar.on_frame("down", "message", Holding(count=2))
    for text in ("One.", "Two."):
        await room.theirs.say(room.down, text)
    second = await room.up.event("message")
    room.mine.take(second)
    assert room.mine.findings == [Broken(what="gap", direction=W, counter=3)]
    assert [text for _, text in room.mine.said()] == [HELLO]
    room.mine.take(await room.up.event("message"))
    room.mine.take(second)
    assert [text for _, text in room.mine.said()] == [HELLO, "One.", "Two."]
    assert whats(room.mine) == ["gap"]


async def test_attack_02_a_dropped_frame_shows_at_the_next_one(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    liar.on_frame("down", "message", dropping)
    await room.theirs.say(room.down, "You shall not read this.")
    await liar.saw("down", "message")
    liar.repent()
    await room.theirs.say(room.down, "Did you read it?")
    room.mine.take(await room.up.event("message"))
    assert whats(room.mine) == ["gap"]
    assert [text for _, text in room.mine.said()] == [HELLO]
    await room.mine.catch_up()
    assert [text for _, text in room.mine.said()][1:] == [
        "You shall not read this.",
        "Did you read it?",
    ]


async def test_attack_02_a_hole_in_a_page_is_a_gap_and_the_rest_before_it_is_read(
    on: Stage,
) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    for text in ("One.", "Two.", "Three."):
        await room.theirs.say(room.down, text)

    def without_two(_: Call, answer: Answer) -> Answer:
        page = answer.json()
        kept = [m for m in page["messages"] if (m["direction"], m["counter"]) != (1, 3)]
        return answer.but(messages=kept[::-1])

    liar.on_answer("GET .*/messages", without_two)
    await room.mine.catch_up()
    assert whats(room.mine) == ["gap"]
    assert [text for _, text in room.mine.said()] == [HELLO, "One."]
    assert room.mine.conversation.head(W).counter == 2


async def test_attack_02_an_envelope_that_never_arrived_is_sent_again_as_it_was(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    liar.on_frame("up", "send", dropping)
    saying = asyncio.create_task(room.mine.say(room.up, "Lost on the way."))
    await liar.saw("up", "send")
    await room.up.close()
    with pytest.raises(ConnectionError):
        await saying
    (waiting,) = room.mine.conversation.pending
    liar.repent()
    await room.mine.resend(await on.socket(room.student, via=liar))
    assert room.mine.conversation.pending == []
    await room.theirs.catch_up()
    assert (S, "Lost on the way.") in room.theirs.said()
    assert room.theirs.conversation.head(S) == waiting.head
    assert room.mine.findings == room.theirs.findings == []


async def test_attack_02_a_server_that_always_has_more_does_not_hold_a_device_up(
    on: Stage,
) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    liar.on_answer("GET .*/messages", lambda _, answer: answer.but(messages=[], more=True))
    before = len(liar.calls)
    await room.mine.catch_up()
    assert len(liar.calls) - before <= 2
    assert [text for _, text in room.mine.said()] == [HELLO]
