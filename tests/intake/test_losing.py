"""A student who lost every key: their live case closes as lost, whatever state it was in."""

from dataclasses import replace

import pytest

from crypto import wire
from intake import papers
from intake.errors import NotFound
from intake.notices import STAFF_BUTTONS
from intake.requests import State
from people.accounts import AccountId
from tests.fakes.house import RETENTION_DAYS, House, Person
from tests.fakes.known import RecordingLive
from tests.fakes.rooms import close_of

DAY = 24 * 3600


async def lose(house: House, student: Person) -> None:
    """What the wiring does, without the account's own end."""
    async with house.losing.leaving(student.account.id) as decide:
        for case in await house.cases.of_student(student.account.id):
            await house.cases.change(case.id, decide)


async def the_case(house: House, case: wire.CaseId) -> tuple[State, AccountId | None, str | None]:
    found = await house.cases.find(case)
    assert found is not None
    return found.state, found.worker, found.closed_by


async def kept(house: House, case: wire.CaseId) -> set[str]:
    names = papers.of_request(9) | {papers.epoch(1), papers.CLOSE}
    names |= {papers.epoch_wrap(1, "student"), papers.epoch_wrap(1, "worker")}
    return set(await house.cases.papers(case, frozenset(names)))


async def test_a_waiting_request_goes_with_every_workers_wraps(house: House) -> None:
    student, *workers = house.student(), house.worker(), house.worker()
    case, _ = await house.ask(student, *workers)
    await lose(house, student)
    assert await the_case(house, case) == (State.CLOSED, None, "lost")
    assert not await kept(house, case) & papers.wraps_of([1, 2])
    for worker in workers:
        assert await house.claiming.queue(worker.account.id) == []
        with pytest.raises(NotFound):
            await house.claiming.claim(worker.account.id, case)


async def test_a_claimed_request_goes_and_the_worker_is_told(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, _ = await house.ask(student, worker)
    await house.claiming.claim(worker.account.id, case)
    await lose(house, student)
    assert await the_case(house, case) == (State.CLOSED, None, "lost")
    with pytest.raises(NotFound):
        await house.rooms.look(worker.account.id, case)
    assert isinstance(house.live, RecordingLive)
    assert ("case", worker.account.id) in house.live.told


async def test_a_conversation_ends_and_its_worker_keeps_no_wrap(house: House) -> None:
    other = house.worker()
    talk = await house.talk(other)
    before = {row.chat for row in await house.owed()}
    house.notices.back(talk.worker.account.id)
    await lose(house, talk.student)
    assert await the_case(house, talk.case) == (State.CLOSED, None, "lost")
    left = await kept(house, talk.case)
    assert not left & (papers.wraps_of([1, 2]) | {papers.epoch_wrap(1, "worker")})
    # The capsule stays for a disclosure; the student's own wraps stay sealed to the lost keys.
    assert papers.wraps_of([papers.OWN]) | {papers.epoch_wrap(1, "student")} <= left
    assert papers.CAPSULE in left
    assert papers.CLOSE not in left
    for worker in (talk.worker, other):
        with pytest.raises(NotFound):
            await house.rooms.look(worker.account.id, talk.case)
    notices = [row for row in await house.owed() if row.chat == talk.worker.device.telegram]
    assert [row.buttons for row in notices] == [STAFF_BUTTONS]
    assert {row.chat for row in await house.owed()} <= before | {talk.worker.device.telegram}


async def test_nobody_writes_in_it_any_more(house: House) -> None:
    talk = await house.talk()
    await lose(house, talk.student)
    for person, writer in ((talk.student, talk.by_student), (talk.worker, talk.by_worker)):
        with pytest.raises(NotFound):
            await house.rooms.write(person.account.id, talk.case, writer.next())


async def test_a_case_that_was_closed_stays_as_it_closed(house: House) -> None:
    talk = await house.talk()
    signed = close_of(talk.worker.device, talk.case, talk.record, by="worker")
    await house.closing.close(talk.worker.account, talk.case, signed)
    before = await house.cases.find(talk.case)
    house.clock.pass_(DAY)
    await lose(house, talk.student)
    assert await house.cases.find(talk.case) == before


async def test_a_lost_case_is_erased_at_its_time(house: House) -> None:
    talk = await house.talk()
    await lose(house, talk.student)
    found = await house.cases.find(talk.case)
    assert found is not None
    assert found.keep_until is not None
    assert 0 <= found.keep_until - (house.clock.now() + RETENTION_DAYS * DAY) < DAY
    house.clock.pass_(found.keep_until + DAY - house.clock.now())
    assert await house.lapses.sweep() == 1
    assert await house.cases.find(talk.case) is None
    assert await kept(house, talk.case) == set()


async def test_when_the_step_fails_nobody_is_told(house: House) -> None:
    talk = await house.talk()
    before = await house.cases.find(talk.case)
    assert isinstance(house.live, RecordingLive)
    told = list(house.live.told)
    house.notices.back(talk.worker.account.id)
    with pytest.raises(LookupError):
        async with house.losing.leaving(talk.student.account.id):
            raise LookupError
    assert await house.cases.find(talk.case) == before
    assert house.live.told == told
    assert house.notices.due(talk.worker.account.id)


async def test_who_has_no_live_case_leaves_nothing(house: House) -> None:
    student = house.student()
    async with house.losing.leaving(student.account.id) as decide:
        talk = await house.talk()
        found = await house.cases.find(talk.case)
        assert found is not None
        assert decide(replace(found, state=State.CLOSED)) is None
