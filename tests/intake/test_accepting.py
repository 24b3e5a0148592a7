"""From a claim to an open room: one step, or none."""

from dataclasses import replace

import pytest

import crypto
from crypto import wire
from intake import papers
from intake.accepting import Acceptance
from intake.errors import Conflict, Malformed, NotFound
from intake.requests import State
from tests.fakes.house import CLAIM_SECONDS, House, Person
from tests.fakes.rooms import acceptance_of, request_of


async def claimed(house: House) -> tuple[wire.CaseId, wire.Request, Person, Person]:
    student, worker = house.student(), house.worker()
    case, request = await house.ask(student, worker)
    await house.claiming.claim(worker.account.id, case)
    return case, request, student, worker


def made(
    house: House, request: wire.Request, student: Person, worker: Person, **changes: object
) -> Acceptance:
    return acceptance_of(
        worker.device, worker.place, student.device, request, house.team.now(), **changes
    )[0]


def sent_hash(sent: Acceptance) -> wire.RecordHash:
    return wire.epoch_hash(wire.open_signed(sent.record, wire.Epoch))


async def still_claimed(house: House, case: wire.CaseId) -> None:
    """Nothing of a refused acceptance is left."""
    found = await house.cases.find(case)
    assert found is not None
    assert (found.state, found.epoch) == (State.CLAIMED, 0)
    assert await house.cases.papers(case, frozenset({papers.epoch(1)})) == {}
    assert await house.messages.room(case) is None


async def test_epoch_wraps_and_first_message_come_together(house: House) -> None:
    case, request, student, worker = await claimed(house)
    sent = made(house, request, student, worker)
    await house.accepting.accept(worker.account, case, sent)
    for person, wrap in ((student, sent.student_wrap), (worker, sent.worker_wrap)):
        view = await house.rooms.look(person.account.id, case)
        assert view.case.state is State.OPEN
        assert [(epoch.record, epoch.wrap) for epoch in view.epochs] == [(sent.record, wrap)]
        assert (view.heads[0].student.counter, view.heads[0].worker.counter) == (0, 1)
        page, _ = await house.rooms.read(person.account.id, case, epoch=1, after=(0, 0), limit=10)
        assert [message.message for message in page.messages] == [sent.message]


async def test_the_student_is_told_once(house: House) -> None:
    case, request, student, worker = await claimed(house)
    before = {row.chat for row in await house.owed()}
    await house.accepting.accept(worker.account, case, made(house, request, student, worker))
    owed = [row for row in await house.owed() if row.chat not in before]
    assert [(row.chat, row.text, row.buttons) for row in owed] == [
        (student.device.telegram, "chat-update", "update")
    ]


async def test_the_same_acceptance_again_changes_nothing(house: House) -> None:
    case, request, student, worker = await claimed(house)
    sent = made(house, request, student, worker)
    await house.accepting.accept(worker.account, case, sent)
    await house.accepting.accept(worker.account, case, sent)
    heads = await house.messages.heads(case, 1, sent_hash(sent))
    assert heads is not None
    assert heads[1].counter == 1


async def test_a_second_epoch_1_is_refused(house: House) -> None:
    case, request, student, worker = await claimed(house)
    first = made(house, request, student, worker)
    await house.accepting.accept(worker.account, case, first)
    with pytest.raises(Conflict):
        await house.accepting.accept(worker.account, case, made(house, request, student, worker))
    view = await house.rooms.look(student.account.id, case)
    assert [epoch.record for epoch in view.epochs] == [first.record]


async def test_after_the_claims_time_it_has_lapsed(house: House) -> None:
    case, request, student, worker = await claimed(house)
    house.clock.pass_(CLAIM_SECONDS)
    with pytest.raises(Conflict) as error:
        await house.accepting.accept(worker.account, case, made(house, request, student, worker))
    assert error.value.code == "lapsed"
    await still_claimed(house, case)


async def test_without_a_claim_it_has_lapsed(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, request = await house.ask(student, worker)
    with pytest.raises(Conflict) as error:
        await house.accepting.accept(worker.account, case, made(house, request, student, worker))
    assert error.value.code == "lapsed"


async def test_whoever_was_not_asked_finds_nothing(house: House) -> None:
    case, request, student, _ = await claimed(house)
    stranger = house.worker()
    sent = acceptance_of(
        stranger.device, stranger.place, student.device, request, house.team.now()
    )[0]
    with pytest.raises(NotFound):
        await house.accepting.accept(stranger.account, case, sent)
    await still_claimed(house, case)


async def test_a_record_for_the_revision_before_has_lapsed(house: House) -> None:
    case, request, student, worker = await claimed(house)
    sent = made(house, request, student, worker)
    await house.claiming.release(worker.account.id, case)
    revised = request_of(student.device, case, house.team.now(), to=[worker.place], before=request)
    await house.asking.revise(student.account, case, revised)
    await house.claiming.claim(worker.account.id, case)
    with pytest.raises(Conflict) as error:
        await house.accepting.accept(worker.account, case, sent)
    assert error.value.code == "lapsed"
    await still_claimed(house, case)


async def test_a_record_under_another_roster_is_refused(house: House) -> None:
    case, request, student, worker = await claimed(house)
    sent = made(house, request, student, worker)
    house.team.version = 2
    with pytest.raises(Conflict) as error:
        await house.accepting.accept(worker.account, case, sent)
    assert error.value.code == "roster"
    await still_claimed(house, case)


async def test_a_worker_suspended_after_claiming_opens_nothing(house: House) -> None:
    case, request, student, worker = await claimed(house)
    sent = made(house, request, student, worker)
    house.team.suspend(worker.account.id)
    with pytest.raises(Conflict):
        await house.accepting.accept(worker.account, case, sent)
    await still_claimed(house, case)


@pytest.mark.parametrize(
    "name", ["another student", "another worker", "ghost", "number", "case", "wrap", "signature"]
)
async def test_attack_08_what_the_record_does_not_say_is_refused(house: House, name: str) -> None:
    case, request, student, worker = await claimed(house)
    other = house.student()
    stranger = house.worker()
    body = wire.open_signed(made(house, request, student, worker).record, wire.Epoch).body
    ghost = replace(body.members[0], box_key=wire.BoxPublic(other.device.box.public))
    spoiled: dict[str, dict[str, object]] = {
        "another student": {
            "members": (
                replace(body.members[0], sign_key=wire.SignPublic(other.device.sign.public)),
                body.members[1],
            )
        },
        "another worker": {
            "members": (
                body.members[0],
                replace(body.members[1], certificate=stranger.place.certificate),
            )
        },
        "ghost": {"members": (ghost, body.members[1])},
        "number": {"number": 2},
        "case": {"case": wire.CaseId(bytes(16))},
    }
    sent = made(house, request, student, worker, **spoiled.get(name, {}))
    if name == "wrap":
        sent = replace(sent, student_wrap=crypto.random_bytes(250))
    if name == "signature":
        again = wire.open_signed(sent.record, wire.Epoch).body
        sent = replace(sent, record=wire.signed(again, key=stranger.device.sign).raw)
    with pytest.raises(Malformed):
        await house.accepting.accept(worker.account, case, sent)
    await still_claimed(house, case)


@pytest.mark.parametrize("name", ["second", "student's", "other record", "nothing"])
async def test_the_first_message_is_the_workers_first(house: House, name: str) -> None:
    case, request, student, worker = await claimed(house)
    sent, by_worker, by_student = acceptance_of(
        worker.device, worker.place, student.device, request, house.team.now()
    )
    message = {
        "second": by_worker.next(),
        "student's": by_student.next(),
        "other record": by_worker.next(counter=1, record=wire.RecordHash(bytes(32))),
        "nothing": b"",
    }[name]
    with pytest.raises(Malformed):
        await house.accepting.accept(worker.account, case, replace(sent, message=message))
    await still_claimed(house, case)
