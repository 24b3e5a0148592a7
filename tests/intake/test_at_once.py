"""What has nothing to wait for is handed in at once, with the same checks and to the same end."""

import asyncio

import pytest

from intake.conversations import Behind
from intake.errors import IntakeError, Malformed, NotFound
from intake.notices import QUIET_SECONDS
from intake.ports import Durable, Stored
from people.accounts import AccountId
from tests.fakes.house import House, Talk
from tests.fakes.known import RecordingLive
from tests.fakes.rooms import close_of


class Asked:
    """One message handed in at once, if it was."""

    def __init__(self, house: House, talk: Talk) -> None:
        self._house = house
        self._talk = talk
        self.answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()

    def told(self, verdict: Durable | Behind | None, kept: Stored, error: Exception | None) -> None:
        self.answer.set_result((verdict or error, kept.message))

    def by(self, account: AccountId, message: bytes) -> bool:
        return self._house.rooms.post_at_once(account, self._talk.case, message, self.told)


async def begun(house: House, *, here: bool = True) -> Talk:
    """A room that is in memory; both are here or both away."""
    talk = await house.talk()
    await house.messages.room(talk.case)
    assert isinstance(house.live, RecordingLive)
    if here:
        house.live.here |= {talk.student.account.id, talk.worker.account.id}
    return talk


async def kept(house: House, talk: Talk) -> list[Stored]:
    page, _ = await house.rooms.read(
        talk.student.account.id, talk.case, epoch=1, after=(0, 0), limit=200
    )
    return list(page.messages)


async def test_both_hear_what_became_of_it(house: House) -> None:
    talk = await begun(house)
    student, worker = talk.student.account.id, talk.worker.account.id
    for writer, by, to in ((talk.by_student, student, worker), (talk.by_worker, worker, student)):
        asked, message = Asked(house, talk), writer.next()
        assert asked.by(by, message)
        assert await asked.answer == (Durable(new=True), message)
        assert isinstance(house.live, RecordingLive)
        assert [(a, m.message) for a, m in house.live.messages[-1:]] == [(to, message)]
        assert message in [each.message for each in await kept(house, talk)]
        again = Asked(house, talk)
        assert again.by(by, message)
        assert await again.answer == (Durable(new=False), message)
        assert len(house.live.messages) == 1 + (by == worker)


async def test_a_message_that_owes_a_notice_waits_for_it(house: House) -> None:
    talk = await begun(house, here=False)
    house.clock.pass_(QUIET_SECONDS)
    before = await kept(house, talk)
    asked = Asked(house, talk)
    assert not asked.by(talk.student.account.id, talk.by_student.next())
    assert await kept(house, talk) == before
    assert not asked.answer.done()


@pytest.mark.parametrize("lacks", ["room", "team"])
async def test_what_is_not_in_memory_is_waited_for(
    house: House, monkeypatch: pytest.MonkeyPatch, lacks: str
) -> None:
    talk = await begun(house)
    port, name = {
        "room": (house.messages, "room_at_hand"),
        "team": (house.team, "revoked_at_hand"),
    }[lacks]
    monkeypatch.setattr(port, name, lambda _: None)
    asked = Asked(house, talk)
    assert not asked.by(talk.student.account.id, talk.by_student.next())
    assert not asked.answer.done()


def refusal(asked: Asked, account: AccountId, message: bytes) -> type[Exception] | None:
    """How it was refused at once; None when it waits, and is refused then."""
    try:
        assert not asked.by(account, message)
    except IntakeError as error:
        return type(error)
    return None


@pytest.mark.parametrize("why", ["closed", "stranger", "left", "malformed"])
async def test_what_is_refused_is_not_handed_in(house: House, why: str) -> None:
    talk = await begun(house)
    before = await kept(house, talk)
    by, message = talk.student.account.id, talk.by_student.next()
    expected: set[type[Exception] | None] = {NotFound}
    if why == "closed":
        signed = close_of(talk.student.device, talk.case, talk.record, by="student")
        await house.closing.close(talk.student.account, talk.case, signed)
        expected = {NotFound, None}  # it may have left the memory
    elif why == "stranger":
        by = house.student().account.id
    elif why == "left":
        by, message = talk.worker.account.id, talk.by_worker.next()
        house.team.leave(by)
    else:
        message, expected = message[:40], {Malformed}
    asked = Asked(house, talk)
    assert refusal(asked, by, message) in expected
    assert not asked.answer.done()
    assert await kept(house, talk) == before
