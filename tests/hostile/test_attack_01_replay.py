"""Attack 1: whatever the server sends again is rejected, and nothing changes by it."""

from client.api import b64
from crypto.wire import Direction
from tests.hostile.proxy import Call, replaying
from tests.hostile.town import HELLO, S, Stage, W


async def test_attack_01_replayed_frames_change_nothing_on_the_device(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    liar.on_frame("down", "message", replaying)
    for text in ("One.", "Two."):
        await room.theirs.say(room.down, text)
    frames = [await room.up.event("message") for _ in range(4)]
    for frame in frames:
        room.mine.take(frame)
    before = [room.mine.conversation.head(way) for way in Direction]
    for frame in frames[::-1] + frames:
        room.mine.take(frame)
    assert [room.mine.conversation.head(way) for way in Direction] == before
    assert [text for _, text in room.mine.said()] == [HELLO, "One.", "Two."]
    assert room.mine.findings == []


async def test_attack_01_an_old_page_again_changes_nothing(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    await room.theirs.say(room.down, "One.")
    await room.mine.catch_up()
    pages = [answer for call, answer in liar.answers if call.path.partition("?")[0].endswith("es")]
    said, head = room.mine.said(), room.mine.conversation.head(W)
    for page in pages:
        for message in page.json()["messages"]:
            room.mine.take({"t": "message", **message})
    assert (room.mine.said(), room.mine.conversation.head(W)) == (said, head)
    assert room.mine.findings == []


async def test_attack_01_calls_and_envelopes_sent_twice_have_one_effect(on: Stage) -> None:
    liar = await on.liar()

    def again(call: Call) -> list[Call]:
        return [call, call]

    liar.on_call("(POST|PUT) /api/(requests|cases|me/consents).*", again)
    liar.on_frame("up", "send", replaying)
    room = await on.room(student_via=liar)
    await room.mine.say(room.up, "Only once.")
    await room.theirs.catch_up()
    assert room.theirs.said().count((S, "Only once.")) == 1
    assert room.theirs.conversation.head(S).counter == 1
    assert room.mine.findings == room.theirs.findings == []
    found = await room.student.person.api.case(room.case)
    assert found["state"] == "open"
    assert len(await room.student.person.api.cases()) == 1


async def test_attack_01_a_sign_in_heard_once_is_of_no_use_to_anybody(on: Stage) -> None:
    """The server cannot replay what it heard into another session: challenges are used once."""
    liar = await on.liar()
    worker = await on.worker(via=liar)
    (call,) = liar.asked("POST /api/sessions")
    thief = on.person(7001, side="staff")
    await thief.launch()
    for token in (thief.api.token, dict(call.headers)["authorization"].removeprefix("Bearer ")):
        answer = await on.run.http[0].post(
            on.run.url + "/api/sessions",
            content=call.body,
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        assert (answer.status_code, answer.json()) == (401, {"error": "signed_out"})
    assert b64(worker.person.device.public) not in answer.text
