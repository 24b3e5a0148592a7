"""Acknowledging, closing, and what time does afterwards: which wraps go, and when."""

import pytest

from crypto import wire
from intake import papers
from intake.errors import Malformed, NotFound
from intake.requests import State
from tests.fakes.house import RETENTION_DAYS, House, Talk
from tests.fakes.rooms import ack_of, case_id, close_of, intake_hash_of, request_of

EVERYTHING = papers.of_request(9) | {
    papers.CLOSE,
    papers.ack(1),
    papers.epoch(1),
    papers.epoch_wrap(1, "student"),
    papers.epoch_wrap(1, "worker"),
}


async def kept(house: House, case: wire.CaseId) -> set[str]:
    return set(await house.cases.papers(case, frozenset(EVERYTHING)))


async def state_of(house: House, case: wire.CaseId) -> State:
    found = await house.cases.find(case)
    assert found is not None
    return found.state


async def close(house: House, talk: Talk, *, by: str) -> None:
    person = talk.student if by == "student" else talk.worker
    signed = close_of(person.device, talk.case, talk.record, by=by)
    await house.closing.close(person.account, talk.case, signed)


async def test_acknowledging_takes_the_others_wraps(house: House) -> None:
    other = house.worker()
    talk = await house.talk(other)
    found = await house.cases.find(talk.case)
    assert found is not None
    theirs, mine = (found.recipient(p.account.id) for p in (other, talk.worker))
    assert theirs is not None
    assert mine is not None
    assert papers.card_wrap(theirs.place) in await kept(house, talk.case)
    signed = ack_of(talk.student.device, talk.case, talk.record)
    for _ in range(2):
        await house.closing.acknowledge(talk.student.account, talk.case, signed)
    left = await kept(house, talk.case)
    assert not left & papers.wraps_of([theirs.place])
    assert papers.wraps_of([mine.place, papers.OWN]) <= left
    assert papers.ack(1) in left
    assert (await house.rooms.look(talk.worker.account.id, talk.case)).case.acknowledged


async def test_without_it_they_go_after_72_hours(house: House) -> None:
    other = house.worker()
    talk = await house.talk(other)
    found = await house.cases.find(talk.case)
    assert found is not None
    theirs = found.recipient(other.account.id)
    assert theirs is not None
    house.clock.pass_(72 * 3600 - 1)
    assert await house.lapses.sweep() == 0
    assert papers.wraps_of([theirs.place]) <= await kept(house, talk.case)
    house.clock.pass_(1)
    assert await house.lapses.sweep() == 1
    assert not papers.wraps_of([theirs.place]) & await kept(house, talk.case)
    assert await house.lapses.sweep() == 0


async def test_an_acknowledgement_that_does_not_fit_is_refused(house: House) -> None:
    talk = await house.talk()
    student = talk.student
    for signed in (
        ack_of(student.device, talk.case, bytes(32)),
        ack_of(student.device, talk.case, talk.record, number=2),
        ack_of(student.device, case_id(), talk.record),
        ack_of(talk.worker.device, talk.case, talk.record),
        close_of(student.device, talk.case, talk.record, by="student"),
        b"",
    ):
        with pytest.raises(Malformed):
            await house.closing.acknowledge(student.account, talk.case, signed)
    signed = ack_of(student.device, talk.case, talk.record)
    for person in (talk.worker, house.student()):
        with pytest.raises(NotFound):
            await house.closing.acknowledge(person.account, talk.case, signed)


@pytest.mark.parametrize("by", ["student", "worker"])
async def test_closing_takes_every_wrap_of_a_worker(house: House, by: str) -> None:
    other = house.worker()
    talk = await house.talk(other)
    await close(house, talk, by=by)
    left = await kept(house, talk.case)
    assert not left & papers.wraps_of([1, 2])
    assert papers.epoch_wrap(1, "worker") not in left
    assert papers.wraps_of([papers.OWN]) | {papers.epoch_wrap(1, "student")} <= left
    for person in (talk.worker, other):
        with pytest.raises(NotFound):
            await house.rooms.look(person.account.id, talk.case)
        with pytest.raises(NotFound):
            await house.rooms.read(person.account.id, talk.case, epoch=1, after=(0, 0), limit=9)
    view = await house.rooms.look(talk.student.account.id, talk.case)
    assert (view.case.state, view.case.closed_by) == (State.CLOSED, by)
    page, _ = await house.rooms.read(
        talk.student.account.id, talk.case, epoch=1, after=(0, 0), limit=9
    )
    assert len(page.messages) == 1


async def test_closing_again_changes_nothing(house: House) -> None:
    talk = await house.talk()
    await close(house, talk, by="student")
    before = await house.cases.find(talk.case)
    house.clock.pass_(86_400)
    await close(house, talk, by="student")
    assert await house.cases.find(talk.case) == before
    with pytest.raises(NotFound):
        await close(house, talk, by="worker")


async def test_a_waiting_or_claimed_request_is_cancelled_by_closing(house: House) -> None:
    for claim in (False, True):
        student, worker = house.student(), house.worker()
        case, request = await house.ask(student, worker)
        if claim:
            await house.claiming.claim(worker.account.id, case)
        signed = close_of(student.device, case, intake_hash_of(request), by="student")
        await house.closing.close(student.account, case, signed)
        assert await state_of(house, case) is State.CLOSED
        assert not await kept(house, case) & papers.wraps_of([1])
        assert await house.claiming.queue(worker.account.id) == []
        with pytest.raises(NotFound):
            await house.claiming.claim(worker.account.id, case)
        # The next request may come at once.
        await house.ask(student, worker)


async def test_a_worker_closes_only_what_is_open(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, request = await house.ask(student, worker)
    await house.claiming.claim(worker.account.id, case)
    signed = close_of(worker.device, case, intake_hash_of(request), by="worker")
    with pytest.raises(NotFound):
        await house.closing.close(worker.account, case, signed)
    assert await state_of(house, case) is State.CLAIMED


async def test_a_close_that_does_not_fit_is_refused(house: House) -> None:
    talk = await house.talk()
    student, worker = talk.student, talk.worker
    asked = intake_hash_of(talk.request)
    for signed in (
        close_of(student.device, talk.case, asked, by="student"),
        close_of(student.device, talk.case, talk.record, by="worker"),
        close_of(worker.device, talk.case, talk.record, by="student"),
        close_of(student.device, case_id(), talk.record, by="student"),
        ack_of(student.device, talk.case, talk.record),
        b"",
    ):
        with pytest.raises(Malformed):
            await house.closing.close(student.account, talk.case, signed)
    stranger = house.student()
    with pytest.raises(NotFound):
        await house.closing.close(
            stranger.account,
            talk.case,
            close_of(stranger.device, talk.case, talk.record, by="student"),
        )
    assert await state_of(house, talk.case) is State.OPEN


async def test_no_revision_after_closing(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, request = await house.ask(student, worker)
    signed = close_of(student.device, case, intake_hash_of(request), by="student")
    await house.closing.close(student.account, case, signed)
    revised = request_of(student.device, case, house.team.now(), to=[worker.place], before=request)
    with pytest.raises(NotFound):
        await house.asking.revise(student.account, case, revised)


async def test_a_closed_case_is_erased_when_its_time_is_over(house: House) -> None:
    talk = await house.talk()
    await close(house, talk, by="worker")
    found = await house.cases.find(talk.case)
    assert found is not None
    assert found.keep_until is not None
    until = found.keep_until
    assert until % 86_400 == 0
    assert 0 <= until - (house.clock.now() + RETENTION_DAYS * 86_400) < 86_400
    house.clock.seconds = until - 1
    assert await house.lapses.sweep() == 0
    assert (await house.rooms.look(talk.student.account.id, talk.case)).case.id == talk.case
    house.clock.seconds = until
    # Gone for its reader by the clock, before anybody sweeps.
    with pytest.raises(NotFound):
        await house.rooms.look(talk.student.account.id, talk.case)
    assert await house.lapses.sweep() == 0
    house.clock.seconds = until + 86_400
    assert await house.lapses.sweep() == 1
    assert await house.cases.find(talk.case) is None
    assert await kept(house, talk.case) == set()
    assert await house.rooms.mine(talk.student.account.id) == []


async def test_an_erased_case_id_is_not_used_again(house: House) -> None:
    talk = await house.talk()
    await close(house, talk, by="student")
    await house.cases.erase(talk.case)
    with pytest.raises(Exception, match="meantime"):
        await house.asking.submit(
            talk.student.account, house.request(talk.student, talk.worker, case=talk.case)
        )


async def test_attack_35_a_clock_set_back_erases_nothing_early(house: House) -> None:
    talk = await house.talk()
    await close(house, talk, by="student")
    house.clock.pass_(-86_400)
    assert await house.lapses.sweep() == 0
    house.clock.pass_(2 * 86_400)
    assert await house.lapses.sweep() == 0
    assert await state_of(house, talk.case) is State.CLOSED


async def test_attack_35_a_clock_a_day_ahead_erases_nothing_early(house: House) -> None:
    talk = await house.talk()
    await close(house, talk, by="student")
    found = await house.cases.find(talk.case)
    assert found is not None
    assert found.keep_until is not None
    house.clock.seconds = found.keep_until - 60 + 86_400
    assert await house.lapses.sweep() == 0
    house.clock.seconds = found.keep_until - 60
    assert (await house.rooms.look(talk.student.account.id, talk.case)).case.id == talk.case
