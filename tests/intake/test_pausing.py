"""A pause: no notice, no silence counted, for a bounded time; the worker learns until when."""

import pytest

from intake.errors import Malformed, NotFound
from intake.pausing import MOST_DAYS
from intake.requests import State
from tests.fakes.handing import handover_for
from tests.fakes.house import SILENT_DAYS, House
from tests.fakes.rooms import close_of

DAY = 24 * 3600


async def test_nobody_is_sent_anything_about_it_until_then(house: House) -> None:
    talk = await house.talk()
    student, worker = talk.student.account.id, talk.worker.account.id
    house.clock.pass_(3600)
    until = int(house.clock.now()) + 3 * DAY
    await house.pausing.pause(student, talk.case, 3)
    before = len(await house.owed())
    await house.rooms.write(worker, talk.case, talk.by_worker.next())
    assert len(await house.owed()) == before
    for account in (student, worker):
        assert (await house.rooms.look(account, talk.case)).case.paused == until
    # The student's own words reach their worker as ever.
    await house.rooms.write(student, talk.case, talk.by_student.next())
    assert talk.worker.device.telegram in {row.chat for row in await house.owed()}
    await house.pausing.resume(student, talk.case)
    house.clock.pass_(3600)
    await house.rooms.write(worker, talk.case, talk.by_worker.next())
    assert talk.student.device.telegram in {row.chat for row in await house.owed()}


async def test_that_their_worker_ended_it_is_on_the_screen_and_not_in_a_notice(
    house: House,
) -> None:
    talk = await house.talk()
    student, worker = talk.student.account.id, talk.worker
    await house.pausing.pause(student, talk.case, 1)
    house.notices.back(student)
    signed = close_of(worker.device, talk.case, talk.record, by="worker")
    await house.closing.close(worker.account, talk.case, signed)
    assert (await house.rooms.look(student, talk.case)).case.state is State.CLOSED
    assert house.notices.due(student)


async def test_who_would_go_on_with_it_is_said_on_the_screen_and_not_by_a_notice(
    house: House,
) -> None:
    talk, other = await house.talk(), house.worker()
    student = talk.student
    sent = await handover_for(house, talk, other)
    await house.handing.seek(student.account, talk.case, sent)
    await house.pausing.pause(student.account.id, talk.case, 1)
    # They have seen all there was: whatever comes now is worth a notice.
    house.notices.back(student.account.id)
    await house.handing.take(other.account.id, talk.case)
    view = await house.rooms.look(student.account.id, talk.case)
    assert view.sought is not None
    assert view.sought.willing == other.place.certificate
    assert house.notices.due(student.account.id)
    # Once it is over they are told of the next answer as ever.
    house.clock.pass_(DAY)
    await house.handing.leave(other.account.id, talk.case)
    assert not house.notices.due(student.account.id)


async def test_it_ends_by_itself_and_nobody_is_told_late_that_their_worker_left(
    house: House,
) -> None:
    talk = await house.talk()
    student, worker = talk.student.account.id, talk.worker.account.id
    await house.pausing.pause(student, talk.case, 1)
    house.signs.days[worker] = int(house.clock.now()) // DAY - SILENT_DAYS - 2
    house.team.ever.add(worker)
    assert await house.absence.sweep() == 0
    house.clock.pass_(DAY)
    assert await house.absence.sweep() == 1


async def test_it_is_bounded_and_the_students_own(house: House) -> None:
    talk, stranger = await house.talk(), house.student()
    for days in (0, -1, MOST_DAYS + 1):
        with pytest.raises(Malformed):
            await house.pausing.pause(talk.student.account.id, talk.case, days)
    for account in (talk.worker.account.id, stranger.account.id):
        with pytest.raises(NotFound):
            await house.pausing.pause(account, talk.case, 1)
        with pytest.raises(NotFound):
            await house.pausing.resume(account, talk.case)
    waiting, _ = await house.ask(stranger, talk.worker)
    with pytest.raises(NotFound):
        await house.pausing.pause(stranger.account.id, waiting, 1)
