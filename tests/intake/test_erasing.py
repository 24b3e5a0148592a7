"""A student has a conversation, or everything, destroyed, from any state, by their word only."""

from collections.abc import Sequence

import pytest

import crypto
from crypto import wire
from intake import papers
from intake.errors import Conflict, Malformed, NotFound
from intake.notices import STAFF_BUTTONS
from tests.fakes.contacts import contact_of, contacting_of, holder_of
from tests.fakes.devices import Device
from tests.fakes.house import House, Person
from tests.fakes.known import RecordingLive

NOW = 1_800_000_000


def wish(device: Device, what: str, id_: bytes) -> bytes:
    return wire.signed(wire.Erase(what=what, id=id_, time=NOW), key=device.sign).raw


async def erase(house: House, student: Person, case: wire.CaseId) -> None:
    signed = wish(student.device, "conversation", case)
    await house.erasing.conversation(student.account, case, signed)


async def gone(house: House, case: wire.CaseId) -> bool:
    found = await house.cases.papers(case, papers.of_request(3) | {papers.epoch(1)})
    return await house.cases.find(case) is None and not found


async def test_a_waiting_request_is_gone_for_everybody(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, request = await house.ask(student, worker)
    await erase(house, student, case)
    assert await gone(house, case)
    assert await house.claiming.queue(worker.account.id) == []
    with pytest.raises(NotFound):
        await erase(house, student, case)
    # The student is free to ask again, and never under an id that was erased.
    await house.ask(student, worker)
    assert request.card


async def test_a_claimed_one_is_taken_from_the_worker(house: House) -> None:
    student, worker = house.student(), house.worker()
    case, _ = await house.ask(student, worker)
    await house.claiming.claim(worker.account.id, case)
    await erase(house, student, case)
    assert await gone(house, case)
    with pytest.raises(NotFound):
        await house.rooms.look(worker.account.id, case)
    assert isinstance(house.live, RecordingLive)
    assert ("case", worker.account.id) in house.live.told


async def test_an_open_conversation_ends_and_the_worker_is_owed_one_notice(house: House) -> None:
    talk = await house.talk()
    house.notices.back(talk.worker.account.id)
    await erase(house, talk.student, talk.case)
    assert await gone(house, talk.case)
    assert await house.messages.room(talk.case) is None
    with pytest.raises(NotFound):
        await house.rooms.write(talk.worker.account.id, talk.case, talk.by_worker.next())
    owed = [row for row in await house.owed() if row.chat == talk.worker.device.telegram]
    assert [row.buttons for row in owed] == [STAFF_BUTTONS]


async def test_a_contact_goes_alone_and_its_case_stays(house: House) -> None:
    talk = await house.talk()
    holder = holder_of(house, telegram=8_200_000_001)
    made = contact_of(house, holder, talk.student, talk.request)
    await contacting_of(house).write(holder.account, made.sent)
    await erase(house, talk.student, made.id)
    assert await gone(house, made.id)
    assert await house.cases.find(talk.case) is not None
    with pytest.raises(NotFound):
        await house.rooms.look(holder.account.id, made.id)


@pytest.mark.parametrize("who", ["worker", "stranger"])
async def test_nobody_else_erases_it(house: House, who: str) -> None:
    talk = await house.talk()
    other = talk.worker if who == "worker" else house.student()
    with pytest.raises(NotFound):
        await erase(house, other, talk.case)
    assert await house.cases.find(talk.case) is not None


async def test_a_word_that_is_not_about_this_or_not_theirs_erases_nothing(house: House) -> None:
    talk = await house.talk()
    device, account = talk.student.device, talk.student.account
    for signed in (
        wish(device, "everything", talk.case),
        wish(device, "conversation", crypto.random_bytes(16)),
        wish(talk.worker.device, "conversation", talk.case),
        wish(device, "conversation", talk.case)[:-1],
        b"",
    ):
        with pytest.raises(Malformed):
            await house.erasing.conversation(account, talk.case, signed)
    for signed in (
        wish(device, "conversation", account.id),
        wish(device, "everything", talk.worker.account.id),
        wish(talk.worker.device, "everything", account.id),
    ):
        with pytest.raises(Malformed):
            await house.erasing.everything(account, signed)
    assert await house.cases.find(talk.case) is not None


async def test_everything_takes_what_is_open_and_what_had_ended(house: House) -> None:
    talk = await house.talk()
    await erase(house, talk.student, talk.case)
    again, _ = await house.ask(talk.student, talk.worker)
    other = await house.talk()
    house.notices.back(talk.worker.account.id)
    signed = wish(talk.student.device, "everything", talk.student.account.id)
    await house.erasing.everything(talk.student.account, signed)
    assert await gone(house, again)
    assert await house.cases.find(other.case) is not None
    assert await house.cases.of_student(talk.student.account.id) == []


class HoldsAll:
    """Everything must be kept for now."""

    async def any_held(self, cases: Sequence[wire.CaseId]) -> bool:
        """All of it."""
        return bool(cases)


async def test_what_is_held_is_not_erased_and_its_student_is_told(house: House) -> None:
    talk = await house.talk()
    house.erasing._held = HoldsAll()
    with pytest.raises(Conflict, match="changed") as held:
        await erase(house, talk.student, talk.case)
    assert held.value.code == "held"
    signed = wish(talk.student.device, "everything", talk.student.account.id)
    with pytest.raises(Conflict):
        await house.erasing.everything(talk.student.account, signed)
    assert await house.cases.find(talk.case) is not None
