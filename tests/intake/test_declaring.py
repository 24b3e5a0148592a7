"""What workers declare, without a word, and what holders decide (R25, R26; protocol.md §22)."""

from dataclasses import dataclass

import pytest

from crypto import wire
from intake import papers
from intake.declaring import Declaring
from intake.errors import Malformed, NotFound
from intake.notices import STAFF_BUTTONS, STUDENT_BUTTONS
from intake.requests import Concern, Declared, State
from people.accounts import Role
from tests.fakes.contacts import holder_of
from tests.fakes.declaring import declaring_of, notice_of
from tests.fakes.house import House, Person
from tests.fakes.known import RecordingLive
from tests.fakes.rooms import case_id, close_of


@dataclass
class Asked:
    """A request that two workers may take, and two holders."""

    house: House
    declaring: Declaring
    student: Person
    first: Person
    second: Person
    coordinator: Person
    deputy: Person
    case: wire.CaseId
    request: wire.Request

    async def queue(self, worker: Person) -> list[wire.CaseId]:
        return [each.case for each in await self.house.claiming.queue(worker.account.id)]

    async def declare(self, worker: Person, what: Concern = Concern.CONFLICT) -> None:
        await self.declaring.declare(worker.account.id, self.case, what)

    async def listed(self, holder: Person | None = None) -> list[wire.CaseId]:
        found = await self.declaring.declared((holder or self.coordinator).account)
        return [each.id for each in found]


@pytest.fixture
async def asked(house: House) -> Asked:
    student, first, second = house.student(), house.worker(), house.worker()
    case, request = await house.ask(student, first, second)
    return Asked(
        house=house,
        declaring=declaring_of(house),
        student=student,
        first=first,
        second=second,
        coordinator=holder_of(house, telegram=1),
        deputy=holder_of(house, role=Role.DEPUTY, telegram=2),
        case=case,
        request=request,
    )


async def test_a_conflict_waits_for_the_holders_and_is_nobodys(asked: Asked) -> None:
    await asked.house.claiming.claim(asked.first.account.id, asked.case)
    for _ in range(2):
        await asked.declare(asked.first)
    assert await asked.queue(asked.first) == await asked.queue(asked.second) == []
    with pytest.raises(NotFound):
        await asked.house.claiming.claim(asked.second.account.id, asked.case)
    (found,) = await asked.declaring.declared(asked.coordinator.account)
    hour = int(asked.house.clock.now()) // 3600 * 3600
    assert found.declared == Declared(what=Concern.CONFLICT, hour=hour)
    view = await asked.house.rooms.look(asked.student.account.id, asked.case)
    assert (view.case.state, view.cannot_act) == (State.WAITING, None)
    staff = [r.chat for r in await asked.house.owed() if r.buttons == STAFF_BUTTONS]
    holders = {asked.coordinator.device.telegram, asked.deputy.device.telegram}
    assert holders <= set(staff)


async def test_dismissed_it_is_for_the_others_again(asked: Asked) -> None:
    await asked.declare(asked.first)
    await asked.declaring.dismiss(asked.deputy.account, asked.case)
    assert await asked.listed() == []
    assert await asked.queue(asked.first) == []
    assert await asked.queue(asked.second) == [asked.case]
    with pytest.raises(NotFound):
        await asked.declaring.dismiss(asked.deputy.account, asked.case)


async def test_the_notice_ends_it_and_says_nothing_else(asked: Asked) -> None:
    await asked.declare(asked.first)
    notice = notice_of(asked.coordinator, asked.request)
    for _ in range(2):
        assert await asked.declaring.cannot_act(asked.coordinator.account, notice) == asked.case
    view = await asked.house.rooms.look(asked.student.account.id, asked.case)
    assert (view.case.state, view.case.closed_by) == (State.CLOSED, "service")
    assert (view.cannot_act, view.close, view.case.declared) == (notice, None, None)
    assert await asked.listed() == []
    (row,) = [r for r in await asked.house.owed() if r.chat == asked.student.device.telegram]
    assert row.buttons == STUDENT_BUTTONS
    kept = await asked.house.cases.papers(asked.case, papers.wraps_of([1, 2]))
    assert kept == {}
    await asked.house.ask(asked.student, asked.second)


async def test_an_open_conversation_goes_on_until_then(house: House) -> None:
    talk = await house.talk()
    declaring = declaring_of(house)
    manager = holder_of(house, role=Role.MANAGER, telegram=3)
    await declaring.declare(talk.worker.account.id, talk.case, Concern.CONFLICT)
    await house.rooms.write(talk.worker.account.id, talk.case, talk.by_worker.next())
    await declaring.cannot_act(manager.account, notice_of(manager, talk.request))
    with pytest.raises(NotFound):
        await house.rooms.write(talk.worker.account.id, talk.case, talk.by_worker.next())
    with pytest.raises(NotFound):
        await house.rooms.look(talk.worker.account.id, talk.case)
    assert (await house.rooms.look(talk.student.account.id, talk.case)).case.closed_by == "service"


async def test_conduct_is_told_of_a_conversation_and_outlives_its_end(house: House) -> None:
    talk = await house.talk()
    declaring = declaring_of(house, cannot_act=False)
    holder = holder_of(house, telegram=3)
    await declaring.declare(talk.worker.account.id, talk.case, Concern.CONDUCT)
    signed = close_of(talk.worker.device, talk.case, talk.record, by="worker")
    await house.closing.close(talk.worker.account, talk.case, signed)
    (found,) = await declaring.declared(holder.account)
    assert (found.id, found.state) == (talk.case, State.CLOSED)
    await declaring.dismiss(holder.account, talk.case)
    assert await declaring.declared(holder.account) == []


async def test_a_student_who_goes_takes_the_question_along(asked: Asked) -> None:
    await asked.declare(asked.first)
    intake = wire.intake_hash(wire.open_signed(asked.request.intake, wire.Intake))
    signed = close_of(asked.student.device, asked.case, intake, by="student")
    await asked.house.closing.close(asked.student.account, asked.case, signed)
    assert await asked.listed() == []
    notice = notice_of(asked.coordinator, asked.request)
    with pytest.raises(NotFound):
        await asked.declaring.cannot_act(asked.coordinator.account, notice)


async def test_nobody_else_declares_or_decides(asked: Asked) -> None:
    stranger = asked.house.worker()
    for worker, case, what in (
        (stranger, asked.case, Concern.CONFLICT),
        (asked.first, asked.case, Concern.CONDUCT),  # no conversation of theirs yet
        (asked.first, case_id(), Concern.CONFLICT),
    ):
        with pytest.raises(NotFound):
            await asked.declaring.declare(worker.account.id, case, what)
    await asked.house.claiming.claim(asked.first.account.id, asked.case)
    with pytest.raises(NotFound):  # another's now
        await asked.declare(asked.second)
    await asked.declare(asked.first)
    asked.house.team.holders = [h for h in asked.house.team.holders if h.account == bytes(16)]
    for holder in (asked.coordinator, asked.deputy):
        with pytest.raises(NotFound):
            await asked.listed(holder)
        with pytest.raises(NotFound):
            await asked.declaring.dismiss(holder.account, asked.case)
        notice = notice_of(holder, asked.request)
        with pytest.raises(NotFound):
            await asked.declaring.cannot_act(holder.account, notice)


async def test_a_notice_that_is_not_the_holders_own_is_refused(asked: Asked) -> None:
    coordinator, deputy = asked.coordinator, asked.deputy
    for notice in (
        notice_of(deputy, asked.request),
        notice_of(coordinator, asked.request, by=deputy),
        notice_of(deputy, asked.request, by=coordinator),
        b"notice",
    ):
        with pytest.raises(Malformed):
            await asked.declaring.cannot_act(coordinator.account, notice)
    other = asked.house.request(asked.student, asked.second, case=asked.case)
    with pytest.raises(NotFound):
        await asked.declaring.cannot_act(coordinator.account, notice_of(coordinator, other))


async def test_where_the_policy_has_no_such_notice_there_is_none(asked: Asked) -> None:
    declaring = declaring_of(asked.house, cannot_act=False)
    with pytest.raises(NotFound):
        await declaring.declare(asked.first.account.id, asked.case, Concern.CONFLICT)
    with pytest.raises(NotFound):
        await declaring.cannot_act(
            asked.coordinator.account, notice_of(asked.coordinator, asked.request)
        )
    assert await asked.queue(asked.first) == [asked.case]


async def test_a_holder_does_not_decide_about_themselves(house: House) -> None:
    student, worker = house.student(telegram=77), house.worker()
    holder = holder_of(house, telegram=77)
    case, request = await house.ask(student, worker)
    declaring = declaring_of(house)
    await declaring.declare(worker.account.id, case, Concern.CONFLICT)
    assert await declaring.declared(holder.account) == []
    with pytest.raises(NotFound):
        await declaring.cannot_act(holder.account, notice_of(holder, request))


async def test_a_students_device_is_not_nudged_by_a_word_to_the_holders(
    asked: Asked, house: House
) -> None:
    talk = await house.talk()
    live: RecordingLive = house.live  # type: ignore[assignment]
    live.told.clear()
    await asked.declare(asked.first)
    await asked.declaring.dismiss(asked.coordinator.account, asked.case)
    await asked.declaring.declare(talk.worker.account.id, talk.case, Concern.CONDUCT)
    students = {("case", asked.student.account.id), ("case", talk.student.account.id)}
    assert not students & set(live.told)
    assert ("team", None) in live.told
    # A claim that ends by it is seen, and so they look.
    await house.claiming.claim(asked.second.account.id, asked.case)
    live.told.clear()
    await asked.declare(asked.second)
    assert ("case", asked.student.account.id) in live.told
