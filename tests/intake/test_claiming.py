"""The queue: exactly one takes a request, and stepping aside leaves no trace of why."""

import asyncio

import pytest

from intake import papers
from intake.claiming import OFFERED_AT_ONCE
from intake.errors import Conflict, NotFound
from intake.matching import stuck, waiting_minutes
from intake.numbers import standing
from intake.requests import State
from tests.fakes.house import CLAIM_SECONDS, House, Person
from tests.fakes.rooms import acceptance_of, case_id


async def state_of(house: House, case: object) -> State:
    found = await house.cases.find(case)  # type: ignore[arg-type] # a CaseId
    assert found is not None
    return found.state


async def test_twenty_workers_claim_at_once_and_one_has_it(house: House) -> None:
    student = house.student()
    workers = [house.worker() for _ in range(20)]
    case, _ = await house.ask(student, *workers)

    async def attempt(worker: Person) -> str:
        try:
            await house.claiming.claim(worker.account.id, case)
        except Conflict as error:
            return error.code
        return "claimed"

    outcomes = await asyncio.gather(*(attempt(worker) for worker in workers))
    assert sorted(outcomes) == ["claimed"] + ["taken"] * 19
    winner = workers[outcomes.index("claimed")]
    found = await house.cases.find(case)
    assert found is not None
    assert found.worker == winner.account.id
    for worker in workers:
        assert await house.claiming.queue(worker.account.id) == []


async def test_a_long_queue_is_answered_oldest_first_and_bounded(house: House) -> None:
    worker = house.worker()
    asked = []
    for _ in range(OFFERED_AT_ONCE + 3):
        case, _ = await house.ask(house.student(), worker)
        asked.append(case)
        house.clock.pass_(1)
    offered = [each.case for each in await house.claiming.queue(worker.account.id)]
    assert offered == asked[:OFFERED_AT_ONCE]
    await house.claiming.claim(worker.account.id, asked[0])
    offered = [each.case for each in await house.claiming.queue(worker.account.id)]
    assert offered == asked[1 : OFFERED_AT_ONCE + 1]


async def test_claiming_again_changes_nothing(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, _ = await house.ask(student, worker)
    first = await house.claiming.claim(worker.account.id, case)
    house.clock.pass_(60)
    again = await house.claiming.claim(worker.account.id, case)
    assert again == first


async def test_attack_19_whoever_was_not_asked_finds_nothing(house: House) -> None:
    student, worker, stranger = house.student(), house.worker(), house.worker()
    case, _ = await house.ask(student, worker)
    calls = house.claiming
    for step in (calls.claim, calls.release, calls.pass_by, calls.recuse):
        for unknown in (case, case_id()):
            with pytest.raises(NotFound):
                await step(stranger.account.id, unknown)
    assert await state_of(house, case) is State.WAITING


async def test_only_the_claimer_gets_the_letter_key(house: House) -> None:
    student, worker, other = house.student(), house.worker(), house.worker()
    case, request = await house.ask(student, worker, other)
    for asked in (worker, other):
        with pytest.raises(NotFound):
            await house.rooms.look(asked.account.id, case)
    await house.claiming.claim(worker.account.id, case)
    view = await house.rooms.look(worker.account.id, case)
    sent = {wrap.certificate: wrap for wrap in request.wraps}[worker.place.certificate]
    assert (view.card_wrap, view.letter_wrap) == (sent.card, sent.letter)
    assert view.letter == request.letter
    with pytest.raises(NotFound):
        await house.rooms.look(other.account.id, case)


async def test_a_claim_given_back_is_offered_again(house: House) -> None:
    student, worker, other = house.student(), house.worker(), house.worker()
    case, _ = await house.ask(student, worker, other)
    await house.claiming.claim(worker.account.id, case)
    with pytest.raises(NotFound):
        await house.claiming.release(other.account.id, case)
    await house.claiming.release(worker.account.id, case)
    assert len(await house.claiming.queue(other.account.id)) == 1
    with pytest.raises(NotFound):
        await house.rooms.look(worker.account.id, case)
    await house.claiming.claim(other.account.id, case)


async def test_a_claim_lapses_by_the_clock(house: House) -> None:
    student, worker, other = house.student(), house.worker(), house.worker()
    case, _ = await house.ask(student, worker, other)
    await house.claiming.claim(worker.account.id, case)
    house.clock.pass_(CLAIM_SECONDS - 1)
    with pytest.raises(Conflict):
        await house.claiming.claim(other.account.id, case)
    house.clock.pass_(1)
    # Nobody has swept: it waits all the same.
    assert len(await house.claiming.queue(other.account.id)) == 1
    with pytest.raises(NotFound):
        await house.rooms.look(worker.account.id, case)
    await house.claiming.claim(other.account.id, case)
    found = await house.cases.find(case)
    assert found is not None
    assert found.worker == other.account.id


async def test_the_sweep_ends_claims_whose_time_is_up(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, _ = await house.ask(student, worker)
    await house.claiming.claim(worker.account.id, case)
    assert await house.lapses.sweep() == 0
    house.clock.pass_(CLAIM_SECONDS)
    assert await house.lapses.sweep() == 1
    assert await state_of(house, case) is State.WAITING
    assert await house.lapses.sweep() == 0


async def test_passing_hides_and_keeps_nothing_from_others(house: House) -> None:
    student, worker, other = house.student(), house.worker(), house.worker()
    case, _ = await house.ask(student, worker, other)
    await house.claiming.pass_by(worker.account.id, case)
    await house.claiming.pass_by(worker.account.id, case)
    assert await house.claiming.queue(worker.account.id) == []
    with pytest.raises(NotFound):
        await house.claiming.claim(worker.account.id, case)
    assert len(await house.claiming.queue(other.account.id)) == 1


async def test_recusing_deletes_both_wraps(house: House) -> None:
    student, worker, other = house.student(), house.worker(), house.worker()
    case, _ = await house.ask(student, worker, other)
    found = await house.cases.find(case)
    assert found is not None
    place = found.recipient(worker.account.id)
    assert place is not None
    wraps = papers.wraps_of([place.place])
    assert len(await house.cases.papers(case, wraps)) == 2
    await house.claiming.recuse(worker.account.id, case)
    assert await house.cases.papers(case, wraps) == {}
    assert await house.claiming.queue(worker.account.id) == []


async def test_recusing_gives_a_claim_back(house: House) -> None:
    student, worker, other = house.student(), house.worker(), house.worker()
    case, _ = await house.ask(student, worker, other)
    await house.claiming.claim(worker.account.id, case)
    await house.claiming.recuse(worker.account.id, case)
    assert await state_of(house, case) is State.WAITING
    assert len(await house.claiming.queue(other.account.id)) == 1


async def test_stuck_when_nobody_is_left_who_could_open_it(house: House) -> None:
    student, worker, other = house.student(), house.worker(), house.worker()
    case, _ = await house.ask(student, worker, other)
    await house.claiming.pass_by(worker.account.id, case)
    assert not (await house.rooms.look(student.account.id, case)).stuck
    await house.claiming.recuse(other.account.id, case)
    assert (await house.rooms.look(student.account.id, case)).stuck
    numbers = await standing(
        cases=house.cases, team=house.team, clock=house.clock, absence=house.absence
    )
    assert (numbers.waiting, numbers.stuck) == (1, 1)


async def test_attack_20_a_suspended_worker_can_take_nothing(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, _ = await house.ask(student, worker)
    house.team.suspend(worker.account.id)
    assert await house.claiming.queue(worker.account.id) == []
    with pytest.raises(NotFound):
        await house.claiming.claim(worker.account.id, case)
    found = await house.cases.find(case)
    assert found is not None
    assert stuck(found, await house.team.roster())


async def test_suspension_gives_claims_back(house: House) -> None:
    student, worker, other = house.student(), house.worker(), house.worker()
    case, _ = await house.ask(student, worker, other)
    await house.claiming.claim(worker.account.id, case)
    assert await house.lapses.sweep() == 0
    house.team.suspend(worker.account.id)
    assert await house.lapses.sweep() == 1
    assert await state_of(house, case) is State.WAITING
    assert len(await house.claiming.queue(other.account.id)) == 1


async def test_an_expired_roster_stops_claims(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, _ = await house.ask(student, worker)
    house.team.expired = True
    assert await house.claiming.queue(worker.account.id) == []
    with pytest.raises(NotFound):
        await house.claiming.claim(worker.account.id, case)


async def test_waiting_is_rounded_down_to_five_minutes(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, _ = await house.ask(student, worker)
    found = await house.cases.find(case)
    assert found is not None
    for seconds, minutes in ((0, 0), (299, 0), (300, 5), (899, 10), (3600, 60), (-50, 0)):
        assert waiting_minutes(found, now=found.submitted + seconds) == minutes
    house.clock.pass_(601)
    assert (await house.claiming.queue(worker.account.id))[0].waiting_minutes == 10


async def test_load_counts_claims_and_conversations(house: House) -> None:
    talk = await house.talk()
    worker = talk.worker
    assert (await house.claiming.load(worker.account.id)).open == 1
    case, _ = await house.ask(house.student(), worker)
    await house.claiming.claim(worker.account.id, case)
    load = await house.claiming.load(worker.account.id)
    assert (load.open, load.limit) == (2, 3)


async def test_whoever_was_asked_learns_no_more_once_others_wraps_are_gone(house: House) -> None:
    other = house.worker()
    talk = await house.talk(other)
    with pytest.raises(Conflict):
        await house.claiming.claim(other.account.id, talk.case)
    house.clock.pass_(72 * 3600)
    assert await house.lapses.sweep() == 1
    with pytest.raises(NotFound):
        await house.claiming.claim(other.account.id, talk.case)


async def test_accepting_and_lapsing_at_the_same_moment_leave_one_of_both(house: House) -> None:
    for lag in (0, 1, 2, 5):
        student, worker = house.student(), house.worker()
        case, request = await house.ask(student, worker)
        await house.claiming.claim(worker.account.id, case)
        sent, _, _ = acceptance_of(
            worker.device, worker.place, student.device, request, house.team.now()
        )
        house.clock.pass_(CLAIM_SECONDS - 1)

        async def late(case: object = case, lag: int = lag) -> None:
            for _ in range(lag):
                await asyncio.sleep(0)
            house.clock.pass_(1)
            await house.claiming.lapse(case)  # type: ignore[arg-type] # a CaseId

        accepted, _ = await asyncio.gather(
            house.accepting.accept(worker.account, case, sent), late(), return_exceptions=True
        )
        found = await house.cases.find(case)
        assert found is not None
        if accepted is None:
            assert (found.state, found.epoch) == (State.OPEN, 1)
        else:
            assert isinstance(accepted, Conflict)
            assert (found.state, found.epoch, found.worker) == (State.WAITING, 0, None)
            assert await house.messages.room(case) is None
