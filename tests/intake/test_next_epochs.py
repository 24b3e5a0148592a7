"""Later epochs at the server: who may make one, what moves, what is refused (attacks 8, 9)."""

import asyncio
from dataclasses import replace

import pytest

import crypto
from crypto import wire
from intake import next_epochs, papers
from intake.conversations import Behind
from intake.errors import Conflict, Malformed, NotFound
from intake.ports import Durable
from tests.fakes.devices import Device
from tests.fakes.epochs import hand_over, new_keys, next_for, student_of, worker_of
from tests.fakes.house import House, Talk
from tests.fakes.known import RecordingLive
from tests.fakes.rooms import acceptance_of, ack_of, close_of
from tests.intake.epochs import case_of, make, refused, write


@pytest.mark.parametrize("who", ["student", "worker"])
async def test_a_member_makes_the_next_epoch_and_the_room_moves(house: House, who: str) -> None:
    talk = await house.talk()
    by = talk.student if who == "student" else talk.worker
    last = talk.by_student.next()
    await write(house, talk, talk.student, last)
    made = await next_for(house, talk, by=by)
    await make(house, talk, by, made)
    assert (await case_of(house, talk)).epoch == 2
    # Both find it with their own wrap, and each epoch's heads.
    for person, place in ((talk.student, 0), (talk.worker, 1)):
        view = await house.rooms.look(person.account.id, talk.case)
        assert [e.wrap for e in view.epochs][1] == made.sent.wraps[place]
        assert [e.record for e in view.epochs][1] == made.sent.record
        assert [(h.epoch, h.student.counter, h.worker.counter) for h in view.heads] == [
            (1, 1, 1),
            (2, 0, 0),
        ]
        assert view.heads[0].student == talk.by_student.head
        assert view.heads[1].worker == made.by_worker.head
    assert isinstance(house.live, RecordingLive)
    told = {account for what, account in house.live.told if what == "case"}
    assert {talk.student.account.id, talk.worker.account.id} <= told


async def test_messages_of_the_epoch_before_are_answered_with_the_new_heads(house: House) -> None:
    talk = await house.talk()
    kept, late = talk.by_student.next(), talk.by_student.next()
    await write(house, talk, talk.student, kept)
    made = await next_for(house, talk, by=talk.worker)
    await make(house, talk, talk.worker, made)
    for message in (kept, late):
        verdict = await write(house, talk, talk.student, message)
        assert isinstance(verdict, Behind)
        assert (verdict.room.epoch, verdict.room.heads[0]) == (2, made.by_student.head)
    # What was accepted is still read in its epoch; nothing came after it.
    page, heads = await house.rooms.read(
        talk.worker.account.id, talk.case, epoch=1, after=(0, 0), limit=10
    )
    assert [m.message for m in page.messages if m.direction == 0] == [kept]
    assert (heads.epoch, heads.student.counter) == (1, 1)
    first = made.by_student.next(epoch=2, carried=(crypto.u64(1) + talk.by_student.head.hash,) * 2)
    assert await write(house, talk, talk.student, first) == Durable(new=True)
    page, heads = await house.rooms.read(
        talk.worker.account.id, talk.case, epoch=2, after=(0, 0), limit=10
    )
    assert [m.message for m in page.messages] == [first]
    with pytest.raises(NotFound):
        await house.rooms.read(talk.student.account.id, talk.case, epoch=3, after=(0, 0), limit=1)


async def test_the_same_bytes_again_change_nothing(house: House) -> None:
    talk = await house.talk()
    made = await next_for(house, talk, by=talk.student)
    await make(house, talk, talk.student, made)
    before = await case_of(house, talk)
    await make(house, talk, talk.student, made)
    assert await case_of(house, talk) == before


async def test_of_two_members_at_once_exactly_one_is_first(house: House) -> None:
    talk = await house.talk()
    made = [await next_for(house, talk, by=by) for by in (talk.student, talk.worker)]
    outcomes = await asyncio.gather(
        make(house, talk, talk.student, made[0]),
        make(house, talk, talk.worker, made[1]),
        return_exceptions=True,
    )
    (lost,) = [each for each in outcomes if isinstance(each, Conflict)]
    winner = made[outcomes.index(None)]
    assert (lost.code, lost.head) == ("stale", winner.hash)
    view = await house.rooms.look(talk.student.account.id, talk.case)
    assert [epoch.record for epoch in view.epochs][1:] == [winner.sent.record]


async def test_an_epoch_and_a_message_at_once_leave_no_message_after_it(house: House) -> None:
    talk = await house.talk()
    made = await next_for(house, talk, by=talk.worker)
    messages = [talk.by_student.next() for _ in range(5)]

    async def send() -> list[object]:
        return [await write(house, talk, talk.student, message) for message in messages]

    verdicts, _ = await asyncio.gather(send(), make(house, talk, talk.worker, made))
    kept = [v for v in verdicts if isinstance(v, Durable)]
    # What was acknowledged is all there, and the first refusal is the last word on this epoch.
    assert verdicts[: len(kept)] == kept
    heads = await house.messages.heads(talk.case, 1, talk.record)
    assert heads is not None
    assert heads[0].counter == len(kept)


async def test_a_record_after_another_than_the_newest_is_stale(house: House) -> None:
    talk = await house.talk()
    first = await next_for(house, talk, by=talk.student)
    second = await next_for(house, talk, by=talk.worker)
    await make(house, talk, talk.student, first)
    assert await refused(house, talk, talk.worker, second, Conflict) == "stale"


async def test_the_student_acknowledges_what_the_worker_made(house: House) -> None:
    talk = await house.talk(house.worker())
    student = talk.student
    await house.closing.acknowledge(
        student.account, talk.case, ack_of(student.device, talk.case, talk.record)
    )
    made = await next_for(house, talk, by=talk.worker)
    await make(house, talk, talk.worker, made)
    assert not (await case_of(house, talk)).acknowledged
    with pytest.raises(Malformed):
        await house.closing.acknowledge(
            student.account, talk.case, ack_of(student.device, talk.case, talk.record)
        )
    ack = ack_of(student.device, talk.case, made.hash, number=2)
    await house.closing.acknowledge(student.account, talk.case, ack)
    assert (await case_of(house, talk)).acknowledged


async def test_a_student_who_makes_an_epoch_has_accepted_the_one_before(house: House) -> None:
    other = house.worker()
    talk = await house.talk(other)
    place = (await case_of(house, talk)).recipient(other.account.id)
    assert place is not None
    names = papers.wraps_of([place.place])
    assert len(await house.cases.papers(talk.case, names)) == 2
    await make(house, talk, talk.student, await next_for(house, talk, by=talk.student))
    found = await case_of(house, talk)
    assert (found.acknowledged, found.others_kept) == (True, False)
    assert await house.cases.papers(talk.case, names) == {}


@pytest.mark.parametrize("roster", ["before's", "newest", "expired", "unknown", "older", "forged"])
async def test_attack_09_which_roster_a_record_may_name(house: House, roster: str) -> None:
    talk = await house.talk()
    old = house.team.now()
    house.team.version = 3
    named: dict[str, dict[str, object]] = {
        "before's": {"roster_version": old.version, "roster_hash": old.hash},
        "unknown": {"roster_version": 4},
        "older": {"roster_version": 0},
        "forged": {"roster_hash": wire.RosterHash(bytes(32))},
    }
    house.team.expired = roster == "expired"
    made = await next_for(house, talk, by=talk.student, **named.get(roster, {}))
    if roster in {"before's", "newest", "expired"}:
        await make(house, talk, talk.student, made)
        return
    error: type[Exception] = Malformed if roster == "older" else Conflict
    assert await refused(house, talk, talk.student, made, error) in {"roster", ""}


async def test_a_worker_who_stays_may_be_named_by_a_renewed_certificate(house: House) -> None:
    talk = await house.talk()
    renewed = replace(talk.worker.place, certificate=wire.CertificateId(b"\7" * 32))
    house.team.workers = [renewed]
    house.team.version = 2
    last = worker_of(talk.worker)
    foreign = replace(last, certificate=house.worker().place.certificate)
    made = await next_for(
        house, talk, by=talk.worker, members=(student_of(talk.student.device), foreign)
    )
    assert await refused(house, talk, talk.worker, made, Conflict) == "roster"
    own = replace(last, certificate=renewed.certificate)
    made = await next_for(
        house, talk, by=talk.worker, members=(student_of(talk.student.device), own)
    )
    await make(house, talk, talk.worker, made)
    assert (await case_of(house, talk)).worker == talk.worker.account.id


async def test_attack_08_whoever_is_no_member_makes_nothing(house: House) -> None:
    talk = await house.talk()
    stranger, other = house.worker(), house.student()
    for by in (stranger, other):
        await refused(house, talk, by, await next_for(house, talk, by=by), NotFound)
        # Nor does a member pass on what a stranger signed, or what the other member did.
        await refused(house, talk, talk.student, await next_for(house, talk, by=by), Malformed)
    made = await next_for(house, talk, by=talk.worker)
    await refused(house, talk, talk.student, made, Malformed)


@pytest.mark.parametrize(
    "name", ["ghost", "number", "case", "wraps", "worker's keys", "student's keys", "bytes"]
)
async def test_attack_08_what_the_record_does_not_say_is_refused(house: House, name: str) -> None:
    talk = await house.talk()
    student, worker = student_of(talk.student.device), worker_of(talk.worker)
    other = Device(1)
    spoiled: dict[str, dict[str, object]] = {
        "ghost": {"members": (student, worker, worker)},
        "number": {"number": 3},
        "case": {"case": wire.CaseId(bytes(16))},
        "worker's keys": {
            "members": (student, replace(worker, box_key=wire.BoxPublic(other.box.public)))
        },
        "student's keys": {"members": (student_of(other), worker)},
    }
    try:
        made = await next_for(house, talk, by=talk.student, **spoiled.get(name, {}))
    except crypto.CryptoError:
        assert name == "ghost"  # such a record cannot even be signed
        return
    if name == "wraps":
        made = replace(made, sent=replace(made.sent, wraps=made.sent.wraps[::-1]))
    if name == "bytes":
        made = replace(made, sent=replace(made.sent, record=made.sent.record[:-1]))
    await refused(house, talk, talk.student, made, Malformed)


async def test_a_statement_that_nothing_needs_is_refused(house: House) -> None:
    talk = await house.talk()
    plain = await next_for(house, talk, by=talk.student)
    changed = await new_keys(house, talk, to=Device(1))
    handed = await hand_over(house, talk, to=house.worker())
    for statement in (
        replace(plain.sent, new_keys=changed.sent.new_keys),
        replace(plain.sent, member_change=handed.sent.member_change),
    ):
        await refused(house, talk, talk.student, replace(plain, sent=statement), Malformed)


async def test_only_an_open_case_has_a_next_epoch(house: House) -> None:
    talk = await house.talk()
    made = await next_for(house, talk, by=talk.student)
    await house.closing.close(
        talk.student.account,
        talk.case,
        close_of(talk.student.device, talk.case, talk.record, by="student"),
    )
    await refused(house, talk, talk.student, made, NotFound)


async def test_a_revoked_worker_makes_no_epoch(house: House) -> None:
    talk = await house.talk()
    made = await next_for(house, talk, by=talk.worker)
    house.team.leave(talk.worker.account.id)
    await refused(house, talk, talk.worker, made, NotFound)


async def test_epochs_are_bounded_and_a_worker_cannot_use_up_the_students_way_out(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(next_epochs, "MOST_EPOCHS", 4)
    talk = await house.talk()
    first, second, third = (house.worker() for _ in range(3))
    await make(house, talk, talk.worker, await next_for(house, talk, by=talk.worker))
    plain = await next_for(house, talk, by=talk.worker)
    assert await refused(house, talk, talk.worker, plain, Conflict) == "full"
    for follower in (first, second):
        await make(house, talk, talk.student, await hand_over(house, talk, to=follower))
    last = await hand_over(house, talk, to=third)
    assert await refused(house, talk, talk.student, last, Conflict) == "full"


async def test_nothing_of_an_ended_epoch_is_taken_back(house: House) -> None:
    talk = await house.talk()
    await write(house, talk, talk.student, talk.by_student.next())
    await make(house, talk, talk.student, await next_for(house, talk, by=talk.student))
    with pytest.raises(Conflict) as error:
        await house.rooms.unsend(talk.student.account.id, talk.case, epoch=1, counter=1)
    assert error.value.code == "seen"


async def test_an_acceptance_sent_again_after_the_next_epoch_changes_nothing(
    house: House,
) -> None:
    student, worker = house.student(), house.worker()
    case, request = await house.ask(student, worker)
    await house.claiming.claim(worker.account.id, case)
    sent, by_worker, by_student = acceptance_of(
        worker.device, worker.place, student.device, request, house.team.now()
    )
    await house.accepting.accept(worker.account, case, sent)
    talk = Talk(
        case=case,
        request=request,
        student=student,
        worker=worker,
        by_student=by_student,
        by_worker=by_worker,
    )
    await make(house, talk, student, await next_for(house, talk, by=student))
    before = await case_of(house, talk)
    await house.accepting.accept(worker.account, case, sent)
    assert await case_of(house, talk) == before
