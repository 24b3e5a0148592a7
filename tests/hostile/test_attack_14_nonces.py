"""Attack 14: no nonce twice in a whole life of conversations, resent and resealed ones included.

A million seals alone are tried in tests/crypto; here it is what really left the devices.
"""

from client.api import unb64
from client.asking import Story
from client.keys import Secret
from client.student import Student
from crypto import wire
from tests.hostile.town import LETTER, Stage

NONCE = 24


async def test_attack_14_nothing_that_leaves_a_device_repeats_a_nonce(on: Stage) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar, worker_via=liar)
    laptop = Student(person=on.person(5001, side="student", via=liar))
    laptop.person.change(room.student.person.ring)
    await laptop.person.sign_in()
    elsewhere = await laptop.enter(room.case)
    up = await on.socket(laptop, via=liar)
    for number in range(20):
        text = "The same words every time."
        # Two devices at once: the second finds itself behind, and seals the same content again.
        await room.mine.say(room.up, text)
        await elsewhere.say(up, text)
        await room.theirs.catch_up()
        await room.theirs.say(room.down, text)
        await room.mine.catch_up()
        if number % 5 == 0:
            await room.mine.tell_seen(room.up)
    await room.student.person.keep(Secret.generate("words"))
    for _ in range(3):
        await room.student.person.save()
    other = await on.student(5002, via=liar)
    for text in (LETTER, LETTER, LETTER):
        await other.ask(Story(text=text))
    sealed = [unb64(f["message"]) for way, f in liar.frames if (way, f["t"]) == ("up", "send")]
    parts = {bytes(wire.read_message(each)[1].sealed) for each in sealed}
    for call in liar.calls:
        body = call.json() if call.body else {}
        parts |= {
            unb64(body[name]) for name in ("card", "letter", "blob", "wrapped") if name in body
        }
        if "capsule" in body:
            parts.add(unb64(body["capsule"]["sealed"]))
        if "message" in body:
            parts.add(bytes(wire.read_message(unb64(body["message"]))[1].sealed))
    assert len(parts) > 70
    assert len({part[:NONCE] for part in parts}) == len(parts)
    boxes = {
        wrap[name]
        for call in liar.calls
        if call.body and "capsule" in call.json()
        for wrap in call.json()["wraps"]
        for name in ("card", "letter")
    }
    assert len({box[:43] for box in boxes}) == len(boxes) > 0
