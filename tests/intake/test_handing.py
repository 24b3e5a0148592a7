"""Looking for another worker: who is asked, who answers, what is refused, who fell silent (§17)."""

import asyncio
from dataclasses import replace

import pytest

from crypto import wire
from crypto.wire import Direction
from intake import papers
from intake.absence import DAY_SECONDS, Absent
from intake.errors import Conflict, Malformed, NotFound
from intake.handing import SentHandover, Stood
from intake.numbers import standing
from intake.requests import Case
from tests.fakes.epochs import caller, hand_over, next_for
from tests.fakes.handing import handover_for
from tests.fakes.house import SILENT_DAYS, UNDER_18, House, Person, Talk
from tests.fakes.rooms import close_of


async def seek(house: House, talk: Talk, *to: Person) -> SentHandover:
    sent = await handover_for(house, talk, *to)
    await house.handing.seek(talk.student.account, talk.case, sent)
    return sent


async def case_of(house: House, talk: Talk) -> Case:
    found = await house.cases.find(talk.case)
    assert found is not None
    return found


async def offered(house: House, worker: Person) -> list[tuple[bytes, bool]]:
    return [(o.wrap, o.mine) for o in await house.handing.offered(worker.account.id)]


async def refused(
    house: House, talk: Talk, sent: SentHandover, error: type[Exception], by: Person | None = None
) -> str:
    before = await case_of(house, talk)
    with pytest.raises(error) as raised:
        await house.handing.seek((by or talk.student).account, talk.case, sent)
    assert await case_of(house, talk) == before
    return raised.value.code if isinstance(raised.value, Conflict) else ""


async def test_whoever_is_asked_sees_their_own_wrap_and_one_of_them_takes_it(house: House) -> None:
    other, third, stranger = house.worker(), house.worker(), house.worker()
    talk = await house.talk()
    sent = await seek(house, talk, other, third)
    await house.handing.seek(talk.student.account, talk.case, sent)
    order = sorted((other, third), key=lambda worker: worker.place.certificate)
    for worker, wrap in zip(order, sent.wraps, strict=True):
        assert await offered(house, worker) == [(wrap, False)]
    assert await offered(house, stranger) == await offered(house, talk.worker) == []
    with pytest.raises(NotFound):
        await house.handing.take(stranger.account.id, talk.case)
    await house.handing.take(other.account.id, talk.case)
    await house.handing.take(other.account.id, talk.case)
    with pytest.raises(Conflict) as taken:
        await house.handing.take(third.account.id, talk.case)
    assert taken.value.code == "taken"
    assert [mine for _, mine in await offered(house, other)] == [True]
    assert await offered(house, third) == []
    view = await house.rooms.look(talk.student.account.id, talk.case)
    assert view.sought is not None
    assert view.sought.handover == sent.handover
    assert view.sought.willing == other.place.certificate
    theirs = await house.rooms.look(talk.worker.account.id, talk.case)
    assert theirs.sought is None


async def test_of_two_at_once_one_takes_it(house: House) -> None:
    workers = [house.worker() for _ in range(4)]
    talk = await house.talk()
    await seek(house, talk, *workers)
    answers = await asyncio.gather(
        *(house.handing.take(worker.account.id, talk.case) for worker in workers),
        return_exceptions=True,
    )
    assert sorted(str(type(a).__name__) for a in answers) == ["Conflict"] * 3 + ["NoneType"]


async def test_who_passes_is_asked_no_more_and_the_student_sees_when_nobody_is_left(
    house: House,
) -> None:
    other, third = house.worker(), house.worker()
    talk = await house.talk()
    await seek(house, talk, other, third)
    await house.handing.take(other.account.id, talk.case)
    for worker in (other, third):
        await house.handing.leave(worker.account.id, talk.case)
        await house.handing.leave(worker.account.id, talk.case)
        assert await offered(house, worker) == []
        with pytest.raises(NotFound):
            await house.handing.take(worker.account.id, talk.case)
    view = await house.rooms.look(talk.student.account.id, talk.case)
    assert view.sought is not None
    assert (view.sought.willing, view.sought.nobody) == (None, True)
    # Asked again they see it again.
    await seek(house, talk, other)
    assert len(await offered(house, other)) == 1
    assert await offered(house, third) == []


async def test_nothing_stays_once_the_worker_changed_or_it_ended(house: House) -> None:
    other = house.worker()
    for end in ("stop", "move", "close", "renew"):
        talk = await house.talk()
        await seek(house, talk, other)
        await house.handing.take(other.account.id, talk.case)
        if end == "stop":
            await house.handing.stop(talk.student.account, talk.case)
            await house.handing.stop(talk.student.account, talk.case)
        elif end == "move":
            made = await hand_over(house, talk, to=other)
            await house.next_epochs.make(caller(talk.student), talk.case, made.sent)
        elif end == "renew":
            made = await next_for(house, talk, by=talk.worker)
            await house.next_epochs.make(caller(talk.worker), talk.case, made.sent)
        else:
            record = (await case_of(house, talk)).record_hash
            close = close_of(talk.student.device, talk.case, record, by="student")
            await house.closing.close(talk.student.account, talk.case, close)
        assert await offered(house, other) == []
        assert not await house.cases.papers(talk.case, papers.of_handover(3))
        assert (await case_of(house, talk)).sought is None
        with pytest.raises(NotFound):
            await house.handing.take(other.account.id, talk.case)


async def test_refused_is_what_the_student_did_not_sign_or_the_roster_does_not_have(
    house: House,
) -> None:
    other = house.worker()
    talk = await house.talk()
    good = await handover_for(house, talk, other)
    theirs = await handover_for(house, talk, other, by=talk.worker.device)
    await refused(house, talk, theirs, Malformed)
    await refused(house, talk, replace(good, card=b"x" * 400), Malformed)
    await refused(house, talk, replace(good, wraps=(*good.wraps, b"x")), Malformed)
    await refused(
        house, talk, await _of(house, talk, other, case=wire.CaseId(bytes(16))), Malformed
    )
    stale = await _of(house, talk, other, previous=wire.RecordHash(bytes(32)))
    assert await refused(house, talk, stale, Conflict) == "stale"
    assert await refused(house, talk, await _of(house, talk, talk.worker), Conflict) == "roster"
    older = await _of(house, talk, other, roster_version=99)
    assert await refused(house, talk, older, Conflict) == "roster"
    for somebody in (house.student(), talk.worker, other):
        await refused(house, talk, good, NotFound, by=somebody)
    house.team.leave(other.account.id)
    assert await refused(house, talk, good, Conflict) == "roster"


async def _of(house: House, talk: Talk, *to: Person, **changes: object) -> SentHandover:
    return await handover_for(house, talk, *to, by=None, **changes)


async def test_under_18s_and_ones_own_other_side(house: House) -> None:
    able, not_able = house.worker(under18=True), house.worker()
    talk = await house.talk()
    await house.accounts.add_consent(talk.student.account.id, talk.student.device.consent(UNDER_18))
    assert await refused(house, talk, await _of(house, talk, able, not_able), Conflict) == "roster"
    self_too = house.worker(under18=True, telegram=talk.student.device.telegram)
    await seek(house, talk, able, self_too)
    assert len(await offered(house, able)) == 1
    assert await offered(house, self_too) == []
    with pytest.raises(NotFound):
        await house.handing.take(self_too.account.id, talk.case)


async def test_colleagues_and_who_has_room(house: House) -> None:
    me, free, full, gone = (house.worker() for _ in range(4))
    for _ in range(3):
        case, _request = await house.ask(house.student(), full)
        await house.claiming.claim(full.account.id, case)
    house.team.suspend(gone.account.id)
    found = await house.handing.colleagues(me.account.id)
    assert {c.certificate: c.free for c in found} == {
        free.place.certificate: True,
        full.place.certificate: False,
    }


async def test_what_stood_is_said_to_who_holds_it_and_to_no_others(house: House) -> None:
    other = house.worker()
    talk = await house.talk()
    message = talk.by_student.next()
    await house.rooms.write(talk.student.account.id, talk.case, message)
    head = talk.by_student.head
    made = await hand_over(house, talk, to=other)
    await house.next_epochs.make(caller(talk.student), talk.case, made.sent)
    true = Stood(epoch=1, direction=Direction.FROM_STUDENT, counter=head.counter, hash=head.hash)
    asked = [
        true,
        replace(true, hash=wire.ChainHash(bytes(32))),
        replace(true, direction=Direction.FROM_WORKER),
        replace(true, counter=head.counter + 1),
        replace(true, counter=0),
        replace(true, epoch=2),
        replace(true, epoch=9),
    ]
    found = await house.handing.stood(other.account.id, talk.case, asked)
    assert found == [True] + [False] * (len(asked) - 1)
    for somebody in (talk.worker, house.student(), house.worker()):
        with pytest.raises(NotFound):
            await house.handing.stood(somebody.account.id, talk.case, [true])


@pytest.mark.parametrize("how", ["suspended", "left", "silent"])
async def test_a_student_whose_worker_is_absent_is_told_once(house: House, how: str) -> None:
    other = house.worker()
    talk = await house.talk()
    today = int(house.clock.now()) // DAY_SECONDS
    house.signs.days[talk.worker.account.id] = today - SILENT_DAYS
    assert await house.absence.sweep() == 0
    assert await _unattended(house) == 0
    if how == "suspended":
        house.team.suspend(talk.worker.account.id)
    elif how == "left":
        house.team.leave(talk.worker.account.id)
    else:
        house.signs.days[talk.worker.account.id] = today - SILENT_DAYS - 1
    assert await house.absence.sweep() == 1
    assert await house.absence.sweep() == 0
    assert await _unattended(house) == 1
    view = await house.rooms.look(talk.student.account.id, talk.case)
    assert view.absent is (Absent.SILENT if how == "silent" else Absent.GONE)
    assert [row.text for row in await house.owed() if row.buttons == "update"] == ["chat-update"]
    # Nobody writes in vain: what is written waits for whoever comes.
    await house.rooms.write(talk.student.account.id, talk.case, talk.by_student.next())
    await seek(house, talk, other)
    await house.handing.take(other.account.id, talk.case)
    made = await hand_over(house, talk, to=other)
    await house.next_epochs.make(caller(talk.student), talk.case, made.sent)
    assert await _unattended(house) == 0
    assert (await case_of(house, talk)).unattended is None


async def test_a_worker_who_comes_back_is_back(house: House) -> None:
    talk = await house.talk()
    today = int(house.clock.now()) // DAY_SECONDS
    house.signs.days[talk.worker.account.id] = today - SILENT_DAYS - 1
    await house.absence.sweep()
    house.signs.days[talk.worker.account.id] = today
    assert await house.absence.sweep() == 1
    assert (await case_of(house, talk)).unattended is None
    view = await house.rooms.look(talk.student.account.id, talk.case)
    assert view.absent is None


async def _unattended(house: House) -> int:
    found = await standing(
        cases=house.cases, team=house.team, clock=house.clock, absence=house.absence
    )
    return found.unattended
