"""Submitting and revising: what is refused, what is kept, who is offered it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import crypto
from crypto import wire
from intake import papers
from intake.errors import Conflict, Malformed, NotFound
from intake.requests import State
from tests.fakes.house import ADULT, UNDER_18, House, Person
from tests.fakes.rooms import case_id, intake_hash_of, request_of


async def refused(house: House, student: Person, request: wire.Request) -> str:
    with pytest.raises(Conflict) as error:
        await house.asking.submit(student.account, request)
    return error.value.code


async def test_a_request_waits_and_is_offered_to_its_recipients(house: House) -> None:
    student, worker, other = house.student(), house.worker(), house.worker()
    case, request = await house.ask(student, worker)
    offered = await house.claiming.queue(worker.account.id)
    assert [(o.case, o.intake, o.card) for o in offered] == [(case, request.intake, request.card)]
    assert offered[0].wrap == request.wraps[1].card
    assert await house.claiming.queue(other.account.id) == []


async def test_the_same_request_sent_again_is_kept_once(house: House) -> None:
    student, worker = house.student(), house.worker()
    request = house.request(student, worker)
    first = await house.asking.submit(student.account, request)
    assert await house.asking.submit(student.account, request) == first
    assert len(await house.cases.of_student(student.account.id)) == 1


async def test_a_student_has_one_live_request(house: House) -> None:
    student, worker = house.student(), house.worker()
    await house.ask(student, worker)
    assert await refused(house, student, house.request(student, worker)) == "exists"


async def test_another_students_case_id_cannot_be_taken(house: House) -> None:
    student, other, worker = house.student(), house.student(), house.worker()
    case, _ = await house.ask(student, worker)
    assert await refused(house, other, house.request(other, worker, case=case)) == "exists"
    kept = await house.cases.find(case)
    assert kept is not None
    assert kept.student == student.account.id


async def test_no_request_while_intake_is_shut(house: House) -> None:
    student, worker = house.student(), house.worker()
    house.team.open = False
    assert await refused(house, student, house.request(student, worker)) == "shut"
    assert await house.cases.of_student(student.account.id) == []


async def test_attack_09_a_request_under_another_roster_is_refused(house: House) -> None:
    student, worker = house.student(), house.worker()
    request = house.request(student, worker)
    house.team.version = 2
    assert await refused(house, student, request) == "roster"


async def test_a_recipient_outside_the_roster_is_refused(house: House) -> None:
    student, worker = house.student(), house.worker()
    request = house.request(student, worker)
    house.team.workers.clear()
    assert await refused(house, student, request) == "roster"


async def test_under_18_only_workers_certified_for_it_are_asked(house: House) -> None:
    student = house.student(wording=UNDER_18)
    plain, certified = house.worker(), house.worker(under18=True)
    both = house.request(student, plain, certified)
    assert await refused(house, student, both) == "roster"
    case, _ = await house.ask(student, certified)
    assert await house.cases.find(case) is not None


async def test_the_newest_receipt_decides(house: House) -> None:
    student, worker = house.student(wording=ADULT), house.worker()
    device, account = student.device, student.account
    await house.accounts.add_consent(account.id, device.consent(ADULT, action="withdraw"))
    assert await refused(house, student, house.request(student, worker)) == "consent"
    await house.accounts.add_consent(account.id, device.consent(ADULT))
    await house.accounts.add_consent(account.id, device.consent(ADULT, scope="contact"))
    await house.ask(student, worker)


async def test_nobody_meets_their_own_request(house: House) -> None:
    worker, other = house.worker(telegram=8_200_000_001), house.worker()
    student = house.student(telegram=8_200_000_001)
    case, _ = await house.ask(student, worker, other)
    assert await house.claiming.queue(worker.account.id) == []
    assert len(await house.claiming.queue(other.account.id)) == 1
    for step in (house.claiming.claim, house.claiming.release):
        with pytest.raises(NotFound):
            await step(worker.account.id, case)
    kept = await house.cases.find(case)
    assert kept is not None
    place = kept.recipient(worker.account.id)
    assert place is not None
    assert not await house.cases.papers(case, papers.wraps_of([place.place]))


async def test_asked_only_of_oneself_the_request_is_stuck(house: House) -> None:
    worker = house.worker(telegram=8_200_000_002)
    student = house.student(telegram=8_200_000_002)
    case, _ = await house.ask(student, worker)
    assert (await house.rooms.look(student.account.id, case)).stuck


def spoilers() -> dict[str, Callable[[wire.Request], wire.Request]]:
    blob = crypto.random_bytes(300)

    def wraps(request: wire.Request, **changes: Any) -> wire.Request:  # noqa: ANN401 -- any field
        first, *rest = request.wraps
        return replace(request, wraps=[first, replace(rest[0], **changes), *rest[1:]])

    def capsule(request: wire.Request, **changes: Any) -> wire.Request:  # noqa: ANN401 -- any field
        assert request.capsule is not None
        return replace(request, capsule=replace(request.capsule, **changes))

    return {
        "another card": lambda r: replace(r, card=blob),
        "another letter": lambda r: replace(r, letter=blob),
        "another card wrap": lambda r: wraps(r, card=blob),
        "another letter wrap": lambda r: wraps(r, letter=blob),
        "another recipient": lambda r: wraps(r, certificate=bytes([7]) * 32),
        "a wrap fewer": lambda r: replace(r, wraps=r.wraps[:-1]),
        "a wrap more": lambda r: replace(r, wraps=[*r.wraps, r.wraps[-1]]),
        "no capsule": lambda r: replace(r, capsule=None),
        "another sealed capsule": lambda r: capsule(r, sealed=blob),
        "another half": lambda r: capsule(
            r, halves=(blob, *(r.capsule.halves[1:] if r.capsule else ()))
        ),
        "half a record": lambda r: replace(r, intake=r.intake[:-1]),
        "a record with a bit flipped": lambda r: replace(
            r, intake=r.intake[:90] + bytes([r.intake[90] ^ 1]) + r.intake[91:]
        ),
        "no record": lambda r: replace(r, intake=b""),
    }


@pytest.mark.parametrize("name", spoilers())
async def test_what_was_not_signed_is_refused(house: House, name: str) -> None:
    student, worker = house.student(), house.worker()
    request = spoilers()[name](house.request(student, worker))
    with pytest.raises(Malformed):
        await house.asking.submit(student.account, request)
    assert await house.cases.of_student(student.account.id) == []


async def test_a_request_signed_by_somebody_else_is_refused(house: House) -> None:
    student, other, worker = house.student(), house.student(), house.worker()
    with pytest.raises(Malformed):
        await house.asking.submit(student.account, house.request(other, worker))


async def test_anothers_capsule_is_refused(house: House) -> None:
    student, worker = house.student(), house.worker()
    request = house.request(student, worker)
    elsewhere = house.request(student, worker)
    with pytest.raises(Malformed):
        await house.asking.submit(student.account, replace(request, capsule=elsewhere.capsule))


async def test_the_capsule_is_left_out_only_while_none_can_be_made(house: House) -> None:
    student, worker = house.student(), house.worker()
    case = wire.CaseId(crypto.random_bytes(16))
    without = request_of(student.device, case, house.team.now(), to=[worker.place], capsule=False)
    with pytest.raises(Malformed):
        await house.asking.submit(student.account, without)
    first = request_of(student.device, case, house.team.now(), to=[worker.place])
    await house.asking.submit(student.account, first)
    revised = request_of(
        student.device, case, house.team.now(), to=[worker.place], before=first, capsule=False
    )
    with pytest.raises(Malformed):
        await house.asking.revise(student.account, case, revised)
    house.team.complete = False
    await house.asking.revise(student.account, case, revised)


async def test_a_first_request_is_revision_1(house: House) -> None:
    student, worker = house.student(), house.worker()
    first = house.request(student, worker)
    case = wire.open_signed(first.intake, wire.Intake).body.case
    second = request_of(student.device, case, house.team.now(), to=[worker.place], before=first)
    with pytest.raises(Malformed):
        await house.asking.submit(student.account, second)


def next_of(house: House, student: Person, before: wire.Request, *to: Person) -> wire.Request:
    case = wire.open_signed(before.intake, wire.Intake).body.case
    return request_of(
        student.device, case, house.team.now(), to=[w.place for w in to], before=before
    )


async def test_a_revision_replaces_everything(house: House) -> None:
    student, first, second = house.student(), house.worker(), house.worker()
    case, request = await house.ask(student, first, second)
    revised = next_of(house, student, request, second)
    await house.asking.revise(student.account, case, revised)
    assert await house.claiming.queue(first.account.id) == []
    offered = await house.claiming.queue(second.account.id)
    assert [(o.intake, o.card) for o in offered] == [(revised.intake, revised.card)]
    view = await house.rooms.look(student.account.id, case)
    assert (view.intake, view.letter) == (revised.intake, revised.letter)
    assert view.card_wrap == revised.wraps[0].card
    # The first recipient's place is the second's now; the second place is nobody's.
    assert not await house.cases.papers(case, papers.wraps_of([2]))


async def test_the_same_revision_sent_again_changes_nothing(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, request = await house.ask(student, worker)
    revised = next_of(house, student, request, worker)
    await house.asking.revise(student.account, case, revised)
    await house.asking.revise(student.account, case, revised)
    kept = await house.cases.find(case)
    assert kept is not None
    assert (kept.revision, kept.intake_hash) == (2, intake_hash_of(revised))


async def test_a_revision_of_something_older_is_stale(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, request = await house.ask(student, worker)
    await house.asking.revise(student.account, case, next_of(house, student, request, worker))
    with pytest.raises(Conflict, match="meantime") as error:
        await house.asking.revise(student.account, case, next_of(house, student, request, worker))
    assert error.value.code == "stale"


async def test_no_revision_once_claimed(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, request = await house.ask(student, worker)
    await house.claiming.claim(worker.account.id, case)
    with pytest.raises(Conflict) as error:
        await house.asking.revise(student.account, case, next_of(house, student, request, worker))
    assert error.value.code == "claimed"
    view = await house.rooms.look(student.account.id, case)
    assert view.intake == request.intake


async def test_somebody_elses_request_is_not_found(house: House) -> None:
    student, other, worker = house.student(), house.student(), house.worker()
    case, request = await house.ask(student, worker)
    theirs = next_of(house, student, request, worker)
    for unknown in (case, case_id()):
        with pytest.raises(NotFound):
            await house.asking.revise(other.account, unknown, theirs)


async def test_who_recused_stays_out_of_a_revision(house: House) -> None:
    student, worker, other = house.student(), house.worker(), house.worker()
    case, request = await house.ask(student, worker, other)
    await house.claiming.recuse(worker.account.id, case)
    await house.claiming.pass_by(other.account.id, case)
    await house.asking.revise(
        student.account, case, next_of(house, student, request, worker, other)
    )
    assert await house.claiming.queue(worker.account.id) == []
    assert len(await house.claiming.queue(other.account.id)) == 1
    kept = await house.cases.find(case)
    assert kept is not None
    assert kept.state is State.WAITING
    place = kept.recipient(worker.account.id)
    assert place is not None
    assert not await house.cases.papers(case, papers.wraps_of([place.place]))
