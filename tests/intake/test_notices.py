"""Content-free notices: one for each time away, none for who is looking."""

from dataclasses import replace

import pytest

from intake.errors import Conflict
from intake.notices import QUIET_SECONDS, STUDENT_BUTTONS, Wanted
from tests.fakes.house import House, Person, Talk
from tests.fakes.known import RecordingLive


async def told(house: House, person: Person) -> bool:
    return person.device.telegram in {row.chat for row in await house.owed()}


async def clear(house: House) -> None:
    if house.memory is not None:
        for row in await house.memory.due(now=house.clock.now()):
            await house.memory.done(row.id)
    if house.core is not None:
        for row in await house.core.outbox.due(now=house.clock.now()):
            await house.core.outbox.done(row.id)


async def quiet(house: House) -> Talk:
    """An open conversation, both away and told, and nothing left to send."""
    talk = await house.talk()
    await clear(house)
    return talk


async def write(house: House, talk: Talk) -> None:
    await house.rooms.write(talk.worker.account.id, talk.case, talk.by_worker.next())


async def test_attack_31_a_notice_is_the_constant_text(house: House) -> None:
    student, worker = house.student(), house.worker()
    await house.ask(student, worker)
    (row,) = await house.owed()
    assert (row.chat, row.text, row.buttons) == (
        worker.device.telegram,
        "chat-update",
        "update-desk",
    )
    assert row.data == {}


async def test_nobody_is_told_again_until_they_were_back(house: House) -> None:
    talk = await quiet(house)
    await write(house, talk)
    assert not await told(house, talk.student)
    house.notices.back(talk.student.account.id)
    await write(house, talk)
    assert await told(house, talk.student)


async def test_after_a_quarter_of_an_hour_they_are(house: House) -> None:
    talk = await quiet(house)
    house.clock.pass_(QUIET_SECONDS - 1)
    await write(house, talk)
    assert not await told(house, talk.student)
    house.clock.pass_(1)
    await write(house, talk)
    assert await told(house, talk.student)


async def test_who_is_looking_is_not_told(house: House) -> None:
    talk = await quiet(house)
    live = house.live
    assert isinstance(live, RecordingLive)
    live.here.add(talk.student.account.id)
    house.notices.back(talk.student.account.id)
    await write(house, talk)
    assert not await told(house, talk.student)


async def test_one_notice_waits_however_much_happens(house: House) -> None:
    talk = await quiet(house)
    for _ in range(3):
        house.clock.pass_(QUIET_SECONDS)
        await write(house, talk)
    assert len(await house.owed()) == 1
    await clear(house)
    assert not await told(house, talk.student)


async def test_a_message_that_changed_nothing_announces_nothing(house: House) -> None:
    talk = await quiet(house)
    house.notices.back(talk.student.account.id)
    await house.rooms.write(talk.worker.account.id, talk.case, talk.by_worker.next(counter=9))
    assert not await told(house, talk.student)
    # It did not count as told either.
    await write(house, talk)
    assert await told(house, talk.student)


async def test_a_refused_request_announces_nothing(house: House) -> None:
    student, worker = house.student(), house.worker()
    await house.ask(student, worker)
    await clear(house)
    house.notices.back(worker.account.id)
    with pytest.raises(Conflict):
        await house.ask(student, worker)
    assert await house.owed() == []
    assert house.notices.due(worker.account.id)


async def test_r5_who_said_no_is_sent_none_until_they_allow_it_again(house: House) -> None:
    talk = await quiet(house)
    student, shown = talk.student, b"w" * 32
    no = student.device.consent(shown, action="withdraw", scope="contact")
    await house.accounts.add_consent(student.account.id, no)
    house.notices.back(student.account.id)
    await write(house, talk)
    assert not await told(house, student)
    # They go on writing as ever, and the worker's notice is the worker's own.
    house.notices.back(talk.worker.account.id)
    await house.rooms.write(student.account.id, talk.case, talk.by_student.next())
    assert await told(house, talk.worker)
    yes = student.device.consent(shown, scope="contact")
    await house.accounts.add_consent(student.account.id, yes)
    house.notices.back(student.account.id)
    await write(house, talk)
    assert await told(house, student)


async def test_r5_a_no_said_while_a_notice_was_being_queued_counts_for_that_one(
    house: House,
) -> None:
    talk = await quiet(house)
    student, wanted = talk.student, Wanted(house.accounts)
    house.notices.back(student.account.id)
    async with house.notices.announcing([student.account.id], buttons=STUDENT_BUTTONS) as notice:
        (row,) = notice.rows
        assert await wanted(row)
        no = student.device.consent(bytes(32), action="withdraw", scope="contact")
        await house.accounts.add_consent(student.account.id, no)
    assert not await wanted(row)
    # What answers the person in the chat, and what is for the staff, is sent as ever.
    assert await wanted(replace(row, text="chat-help", key=""))
    assert await wanted(replace(row, buttons="update-desk"))
    yes = student.device.consent(bytes(32), scope="contact")
    await house.accounts.add_consent(student.account.id, yes)
    assert await wanted(row)
