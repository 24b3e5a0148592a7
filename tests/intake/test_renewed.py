"""A certificate is renewed while a request sealed to the old one waits (protocol.md §25)."""

from dataclasses import replace

import pytest

from intake.errors import Conflict, Malformed, NotFound
from intake.matching import stuck
from tests.fakes.handing import handover_for
from tests.fakes.house import House
from tests.fakes.rooms import acceptance_of


async def test_a_renewal_does_not_strand_a_request(house: House) -> None:
    student, worker, other = house.student(), house.worker(), house.worker()
    case, request = await house.ask(student, worker, other)
    worker = house.renew(worker)
    found = await house.cases.find(case)
    assert found is not None
    assert not stuck(found, house.team.now())
    assert [o.case for o in await house.claiming.queue(worker.account.id)] == [case]
    await house.claiming.claim(worker.account.id, case)
    # Renewed again between claiming and accepting; the claim stays theirs.
    worker = house.renew(worker)
    house.team.renewed = dict.fromkeys(house.team.renewed, worker.place)
    assert await house.claiming.release_unable() == 0
    sent, *_ = acceptance_of(worker.device, worker.place, student.device, request, house.team.now())
    await house.accepting.accept(worker.account, case, sent)


async def test_the_record_names_the_certificate_that_is_listed(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, request = await house.ask(student, worker)
    await house.claiming.claim(worker.account.id, case)
    old, worker = worker.place, house.renew(worker)
    sent, *_ = acceptance_of(worker.device, old, student.device, request, house.team.now())
    with pytest.raises(Malformed):
        await house.accepting.accept(worker.account, case, sent)


async def test_whoever_was_suspended_or_left_gets_nothing_by_it(house: House) -> None:
    student, worker, other = house.student(), house.worker(), house.worker()
    case, _ = await house.ask(student, worker)
    old = worker.place.certificate
    worker = house.renew(worker)
    house.team.renewed[old] = replace(house.team.renewed[old], active=False)
    with pytest.raises(NotFound):
        await house.claiming.claim(worker.account.id, case)
    # Nor does somebody else's certificate stand in its place.
    house.team.renewed[old] = other.place
    for person in (worker, other):
        with pytest.raises((NotFound, Conflict)):
            await house.claiming.claim(person.account.id, case)


async def test_a_renewal_does_not_strand_a_handover(house: House) -> None:
    other, third = house.worker(), house.worker()
    talk = await house.talk()
    await house.handing.seek(
        talk.student.account, talk.case, await handover_for(house, talk, other)
    )
    old, other = other.place.certificate, house.renew(other)
    assert [o.case for o in await house.handing.offered(other.account.id)] == [talk.case]
    await house.handing.take(other.account.id, talk.case)
    view = await house.rooms.look(talk.student.account.id, talk.case)
    assert view.sought is not None
    assert view.sought.willing == other.place.certificate
    # Suspended since: they are asked no more, and the student sees that nobody is.
    await house.handing.leave(other.account.id, talk.case)
    await house.handing.seek(
        talk.student.account, talk.case, await handover_for(house, talk, third)
    )
    third = house.renew(third)
    house.team.renewed = {
        name: replace(place, active=place.certificate == other.place.certificate)
        for name, place in house.team.renewed.items()
        if name != old
    }
    assert await house.handing.offered(third.account.id) == []
    with pytest.raises(NotFound):
        await house.handing.take(third.account.id, talk.case)
    view = await house.rooms.look(talk.student.account.id, talk.case)
    assert view.sought is not None
    assert (view.sought.willing, view.sought.nobody) == (None, True)
