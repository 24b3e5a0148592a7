"""A server that says that a case has ended: only a word signed by somebody in it proves that."""

from collections.abc import Callable

import pytest

from client.api import b64
from client.asking import Story
from client.closing import Ending
from crypto import SigningKey, wire
from tests.hostile.proxy import Answer, AnswerRule, Call
from tests.hostile.town import LETTER, Room, Stage

CASE = "GET /api/cases/[^/]+"
UNPROVEN = Ending(by=None)


async def test_the_one_who_ended_it_is_named_by_their_own_word(on: Stage) -> None:
    student = await on.student()
    case = await student.ask(Story(text=LETTER))
    assert await student.ending(case) is None
    await student.close(case)
    assert await student.ending(case) == Ending(by="student")
    room = await on.room(telegram=5002)
    assert await room.student.ending(room.case, room.mine) is None
    await room.worker.close(room.case)
    assert await room.student.ending(room.case, room.mine) == Ending(by="worker")


async def test_after_new_keys_ones_own_word_counts_by_either(on: Stage) -> None:
    room = await on.room()
    await room.student.change_keys(room.mine)
    await room.student.close(room.case)
    assert await room.student.ending(room.case, room.mine) == Ending(by="student")


def closed_by_the_server(_: Call, answer: Answer) -> Answer:
    """Nobody has signed anything."""
    return answer.but(state="closed", closed_by="worker")


def signed(room: Room, key: SigningKey, **other: object) -> AnswerRule:
    """Closed, with a statement that this key signed."""
    fits = {"case": room.case, "record": room.mine.conversation.joined.record, "by": "worker"}
    body = wire.Close(**(fits | {"time": 1} | other))  # type: ignore[arg-type]
    close = b64(wire.signed(body, key=key).raw)
    return lambda _, answer: answer.but(state="closed", closed_by="worker", close=close)


LIES: dict[str, Callable[[Room], AnswerRule]] = {
    "nothing signed": lambda _: closed_by_the_server,
    "no statement": lambda _: lambda __, a: a.but(state="closed", close=b64(b"x" * 40)),
    "a stranger": lambda room: signed(room, SigningKey.generate()),
    "another epoch": lambda room: signed(
        room, room.worker.person.ring.sign, record=wire.RecordHash(bytes(32))
    ),
    "another case": lambda room: signed(
        room, room.worker.person.ring.sign, case=wire.CaseId(bytes(16))
    ),
    "the student's part": lambda room: signed(room, room.worker.person.ring.sign, by="student"),
}


@pytest.mark.parametrize("name", LIES)
async def test_the_servers_bare_word_is_shown_as_that(on: Stage, name: str) -> None:
    liar = await on.liar()
    room = await on.room(student_via=liar)
    liar.on_answer(CASE, LIES[name](room))
    assert await room.student.ending(room.case, room.mine) == UNPROVEN
    true = signed(room, room.worker.person.ring.sign)
    liar.on_answer(CASE, true)
    assert await room.student.ending(room.case, room.mine) == Ending(by="worker")
    liar.repent()
    assert await room.student.ending(room.case, room.mine) is None
