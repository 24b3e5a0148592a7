"""Attack 7: what was sealed for one conversation, epoch or direction does not open in another."""

from dataclasses import replace

import pytest

from client.api import Json, b64, unb64
from client.asking import Story
from crypto import CryptoError, wire
from tests.hostile.proxy import Answer, Call
from tests.hostile.town import HELLO, LETTER, WORKERS, Room, Stage, whats


async def two_rooms(on: Stage) -> tuple[Room, Room]:
    liar = await on.liar()
    first = await on.room(student_via=liar)
    return first, await on.room(telegram=5002, worker=WORKERS[1])


def frame_of(message: bytes, **place: int) -> Json:
    return {"t": "message", "message": b64(message), **place}


async def test_attack_07_a_message_of_another_conversation_does_not_open(on: Stage) -> None:
    here, there = await two_rooms(on)
    foreign = await there.theirs.say(there.down, "Of another conversation.")
    here.mine.take(frame_of(foreign.message, epoch=1, direction=1, counter=2))
    assert whats(here.mine) == ["elsewhere"]

    header, message = wire.read_message(foreign.message)
    own = here.mine.conversation
    dressed = replace(
        header.ad,
        case=here.case,
        record=own.joined.record,
        previous=own.head(wire.Direction.FROM_WORKER).hash,
        seen_hash=own.head(wire.Direction.FROM_STUDENT).hash,
        seen_counter=0,
    )
    spliced = wire.Message(ad=dressed.encode(), sealed=message.sealed).encode()
    here.mine.take(frame_of(spliced, epoch=1, direction=1, counter=2))
    assert whats(here.mine) == ["elsewhere", "unreadable"]
    assert [text for _, text in here.mine.said()] == [HELLO]
    await here.theirs.say(here.down, "Of this one.")
    await here.mine.catch_up()
    assert {text for _, text in here.mine.said()} == {HELLO, "Of this one."}


@pytest.mark.parametrize("change", [{"direction": 0}, {"epoch": 2}, {"counter": 3}])
async def test_attack_07_a_message_turned_round_or_moved_does_not_open(
    on: Stage, change: dict[str, int]
) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    envelope = await room.theirs.say(room.down, "For you, at this place.")
    header, message = wire.read_message(envelope.message)
    other = room.mine.conversation.head(wire.Direction.FROM_STUDENT)
    more = {"previous": other.hash, "counter": 1} if "direction" in change else {}
    if "epoch" in change:
        more = {"carried": (bytes(40), bytes(40)), "counter": 1}
    moved = replace(header.ad, **(more | change))  # type: ignore[arg-type]
    spliced = wire.Message(ad=moved.encode(), sealed=message.sealed).encode()
    room.mine.take(frame_of(spliced, epoch=1, direction=1, counter=2))
    assert len(room.mine.findings) == 1
    assert [text for _, text in room.mine.said()] == [HELLO]
    if "direction" not in change:
        # The service has no place for it either.
        answer = await room.up.send(case=b64(room.case), message=b64(spliced))
        assert answer["t"] == "behind"
    await room.mine.catch_up()
    assert {text for _, text in room.mine.said()} == {HELLO, "For you, at this place."}


async def test_attack_07_cards_letters_and_wraps_of_another_request_do_not_open(on: Stage) -> None:
    liar = await on.liar()
    worker = await on.worker(via=liar)
    one, two = await on.student(5001), await on.student(5002)
    first, second = await one.ask(Story(text=LETTER)), await two.ask(Story(text="Another."))
    queue = await worker.person.api.get("/api/queue")
    offers = {unb64(offer["case"]): offer for offer in queue["requests"]}
    for part in ("card", "wrap", "intake"):
        mixed = offers[first] | {part: offers[second][part]}
        liar.on_answer("GET /api/queue", lambda _, a, mixed=mixed: a.but(requests=[mixed]))  # type: ignore[misc]
        with pytest.raises(CryptoError):
            await worker.queue()
    liar.repent()
    found = await worker.person.api.post(f"/api/queue/{b64(second)}/claim")

    def spliced(part: str) -> None:
        def rule(_: Call, answer: Answer) -> Answer:
            return answer.but(**{part: found[part]})

        liar.on_answer("POST /api/queue/.*/claim", rule)

    for part in ("letter", "wraps", "intake"):
        spliced(part)
        with pytest.raises(CryptoError):
            await worker.claim(first)
    liar.repent()
    # A card in the letter's place: purposes are part of what is sealed.
    crossed = {"letter": offers[first]["card"], "wraps": {"letter": offers[first]["wrap"]}}
    liar.on_answer("POST /api/queue/.*/claim", lambda _, a: a.but(**crossed))
    with pytest.raises(CryptoError):
        await worker.claim(first)
    liar.repent()
    assert (await worker.claim(first)).text == LETTER


async def test_attack_07_an_epoch_wrap_of_another_conversation_is_refused(on: Stage) -> None:
    liar = await on.liar()
    student, worker = await on.student(via=liar), await on.worker()
    case = await student.ask(Story(text=LETTER))
    await worker.claim(case)
    await worker.accept(case, HELLO)
    there = await on.room(telegram=5002, worker=WORKERS[1])
    other = (await there.student.person.api.case(there.case))["epochs"][0]
    for part in ({"wrap": other["wrap"]}, {"record": other["record"]}, other):
        liar.on_answer(
            "GET /api/cases/[^/]+",
            lambda _, a, part=part: a.but(epochs=[a.json()["epochs"][0] | part]),  # type: ignore[misc]
        )
        with pytest.raises(CryptoError):
            await student.enter(case)
    assert liar.asked("POST /api/cases/.*") == []
    liar.repent()
    assert [text for _, text in (await student.enter(case)).said()] == [HELLO]
