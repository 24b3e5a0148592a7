"""Attack 36 from inside: one student who asks and cancels, or revises, without end."""

import pytest

from crypto import wire
from intake.asking import DAY_SECONDS, MOST_A_DAY, MOST_REVISIONS
from intake.errors import TooOften
from tests.fakes.house import House, Person
from tests.fakes.rooms import close_of, intake_hash_of, request_of


async def ask_and_cancel(house: House, student: Person, worker: Person) -> None:
    case, request = await house.ask(student, worker)
    signed = close_of(student.device, case, intake_hash_of(request), by="student")
    await house.closing.close(student.account, case, signed)


async def test_attack_36_a_student_asks_only_so_often_in_a_day(house: House) -> None:
    student, other, worker = house.student(), house.student(), house.worker()
    for _ in range(MOST_A_DAY):
        await ask_and_cancel(house, student, worker)
        house.clock.pass_(60)
    with pytest.raises(TooOften) as error:
        await house.ask(student, worker)
    assert 0 < error.value.retry_after <= DAY_SECONDS
    await ask_and_cancel(house, other, worker)
    house.clock.pass_(error.value.retry_after)
    await ask_and_cancel(house, student, worker)


async def test_attack_36_a_request_is_revised_only_so_often(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, request = await house.ask(student, worker)

    def following(before: wire.Request) -> wire.Request:
        place = [worker.place]
        return request_of(student.device, case, house.team.now(), to=place, before=before)

    for _ in range(MOST_REVISIONS - 1):
        request = following(request)
        await house.asking.revise(student.account, case, request)
    with pytest.raises(TooOften):
        await house.asking.revise(student.account, case, following(request))
