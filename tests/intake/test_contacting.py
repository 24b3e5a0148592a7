"""A holder writes to a student: who may, about what, and who comes to know (protocol.md §14)."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from crypto import wire
from intake import papers
from intake.contacting import MOST_OF_A_CASE, Contacting, NewContact
from intake.errors import Conflict, Malformed, NotFound
from intake.next_epochs import NewKeys
from intake.notices import STUDENT_BUTTONS
from intake.ports import Durable
from intake.requests import Party, State
from people.accounts import AccountState, Role
from tests.fakes.contacts import (
    MadeContact,
    contact_of,
    contacting_of,
    holder_member,
    holder_of,
    member,
)
from tests.fakes.devices import Device
from tests.fakes.epochs import caller, next_of
from tests.fakes.house import RETENTION_DAYS, House, Person, Talk
from tests.fakes.known import RecordingLive
from tests.fakes.rooms import ack_of, close_of, intake_hash_of

DAY = 24 * 3600


@dataclass
class Letters:
    """A conversation going on, and two holders."""

    house: House
    contacting: Contacting
    talk: Talk
    coordinator: Person
    manager: Person

    def made(self, by: Person | None = None, **changes: Any) -> MadeContact:  # noqa: ANN401 -- fields
        student, request = self.talk.student, self.talk.request
        return contact_of(self.house, by or self.coordinator, student, request, **changes)

    async def write(self, sent: NewContact, by: Person | None = None) -> wire.CaseId:
        return await self.contacting.write((by or self.coordinator).account, sent)

    async def close(self, made: MadeContact, who: Person, *, by: str) -> None:
        signed = close_of(who.device, made.id, made.record, by=by)
        await self.house.closing.close(who.account, made.id, signed)

    async def mine(self, who: Person) -> list[tuple[wire.CaseId, Party, State]]:
        found = await self.house.rooms.mine(who.account.id)
        return [(case.id, part, case.state) for case, part in found]


@pytest.fixture
async def letters(house: House) -> Letters:
    talk = await house.talk()
    return Letters(
        house=house,
        contacting=contacting_of(house),
        talk=talk,
        coordinator=holder_of(house, telegram=1),
        manager=holder_of(house, role=Role.MANAGER, telegram=2),
    )


async def test_from_the_first_message_to_the_end(letters: Letters) -> None:
    house, student, coordinator = letters.house, letters.talk.student, letters.coordinator
    made = letters.made()
    for _ in range(2):
        assert await letters.write(made.sent) == made.id
    (notice,) = [row for row in await house.owed() if row.chat == student.device.telegram]
    assert notice.buttons == STUDENT_BUTTONS
    assert await letters.mine(coordinator) == [(made.id, Party.HOLDER, State.OPEN)]
    theirs = await letters.mine(student)
    assert theirs == [
        (made.id, Party.STUDENT, State.OPEN),
        (letters.talk.case, Party.STUDENT, State.OPEN),
    ]
    view = await house.rooms.look(student.account.id, made.id)
    assert (view.contact, view.intake) == (made.sent.contact, None)
    assert (view.epochs[0].record, view.epochs[0].wrap) == (made.sent.record, made.sent.wraps[0])
    assert not view.case.acknowledged
    own = await house.rooms.look(coordinator.account.id, made.id)
    assert own.epochs[0].wrap == made.sent.wraps[1]
    page, _ = await house.rooms.read(student.account.id, made.id, epoch=1, after=(0, 0), limit=9)
    assert [each.message for each in page.messages] == [made.sent.message]
    signed = ack_of(student.device, made.id, made.record)
    await house.closing.acknowledge(student.account, made.id, signed)
    for who, writer in ((student, made.by_student), (coordinator, made.by_holder)):
        written = await house.rooms.write(who.account.id, made.id, writer.next())
        assert isinstance(written.verdict, Durable)
    await letters.close(made, coordinator, by="holder")
    assert await letters.mine(coordinator) == []
    with pytest.raises(NotFound):
        await house.rooms.look(coordinator.account.id, made.id)
    over = await house.rooms.look(student.account.id, made.id)
    assert (over.case.closed_by, over.close is not None) == ("holder", True)
    # The conversation with the worker went on through all of it.
    written = await house.rooms.write(
        student.account.id, letters.talk.case, letters.talk.by_student.next()
    )
    assert isinstance(written.verdict, Durable)


async def test_nobody_else_comes_to_know(letters: Letters) -> None:
    house, made = letters.house, letters.made()
    assert isinstance(house.live, RecordingLive)
    open_before = await house.cases.count_open()
    house.live.told.clear()
    await letters.write(made.sent)
    await letters.close(made, letters.talk.student, by="student")
    told = {account for _, account in house.live.told}
    assert told == {letters.talk.student.account.id, letters.coordinator.account.id}
    assert await house.cases.count_open() == open_before
    again = letters.made()
    await letters.write(again.sent)
    for stranger in (letters.talk.worker, letters.manager):
        assert again.id not in {case for case, _, _ in await letters.mine(stranger)}
        with pytest.raises(NotFound):
            await house.rooms.look(stranger.account.id, again.id)
        with pytest.raises(NotFound):
            await house.rooms.write(stranger.account.id, again.id, again.by_holder.next())
        with pytest.raises(NotFound):
            await letters.close(again, stranger, by="holder")
        for step in (house.claiming.claim, house.claiming.recuse, house.claiming.release):
            with pytest.raises(NotFound):
                await step(stranger.account.id, again.id)
    assert (await house.claiming.load(letters.talk.worker.account.id)).open == 1


async def test_one_for_each_case_and_holder(letters: Letters) -> None:
    first, second = letters.made(), letters.made()
    await letters.write(first.sent)
    with pytest.raises(Conflict, match="meantime") as refused:
        await letters.write(second.sent)
    assert refused.value.code == "exists"
    other = letters.made(letters.manager)
    await letters.write(other.sent, letters.manager)
    await letters.close(first, letters.talk.student, by="student")
    # Sent again after it was declined, the same bytes are still the same.
    assert await letters.write(first.sent) == first.id
    await letters.write(second.sent)
    for _ in range(MOST_OF_A_CASE - 3):
        await letters.close(second, letters.coordinator, by="holder")
        second = letters.made()
        await letters.write(second.sent)
    await letters.close(second, letters.coordinator, by="holder")
    with pytest.raises(Conflict) as full:
        await letters.write(letters.made().sent)
    assert full.value.code == "full"


async def test_also_about_a_request_that_waits_or_is_over(letters: Letters) -> None:
    house = letters.house
    student, worker = house.student(), house.worker()
    case, request = await house.ask(student, worker)
    waiting = contact_of(house, letters.coordinator, student, request)
    await letters.write(waiting.sent)
    signed = close_of(student.device, case, intake_hash_of(request), by="student")
    await house.closing.close(student.account, case, signed)
    after = contact_of(house, letters.manager, student, request)
    await letters.write(after.sent, letters.manager)
    # A contact is no case of theirs: they may ask again beside it.
    await house.ask(student, worker)
    house.clock.pass_((RETENTION_DAYS + 3) * DAY)
    with pytest.raises(NotFound):
        await letters.write(contact_of(house, letters.coordinator, student, request).sent)
    await house.lapses.sweep()
    assert await house.cases.find(case) is None
    # It goes on when the case is gone.
    assert (await house.rooms.look(student.account.id, after.id)).case.state is State.OPEN


async def test_a_closed_one_is_kept_for_its_time_and_erased(letters: Letters) -> None:
    house, made = letters.house, letters.made()
    await letters.write(made.sent)
    await letters.close(made, letters.talk.student, by="student")
    assert (await house.rooms.look(letters.talk.student.account.id, made.id)).case.keep_until
    house.clock.pass_((RETENTION_DAYS + 3) * DAY)
    await house.lapses.sweep()
    assert await house.cases.find(made.id) is None
    assert await house.cases.papers(made.id, frozenset({papers.CONTACT})) == {}
    with pytest.raises(Conflict) as refused:
        await letters.write(replace(made.sent))
    assert refused.value.code == "exists"


@pytest.mark.parametrize(
    "changes",
    [
        {"contact": {"case": wire.CaseId(bytes(16))}},
        {"contact": {"intake": wire.RecordHash(b"\1" * 32)}},
    ],
    ids=["another case", "another request"],
)
async def test_what_is_about_nothing_here_is_not_found(
    letters: Letters, changes: dict[str, Any]
) -> None:
    with pytest.raises(NotFound):
        await letters.write(letters.made(**changes).sent)


async def test_a_contact_about_a_contact_is_not_found(letters: Letters) -> None:
    made = letters.made()
    await letters.write(made.sent)
    with pytest.raises(NotFound):
        await letters.write(letters.made(contact={"case": made.id}).sent)


async def test_only_the_holder_themselves_as_the_newest_roster_lists_them(
    letters: Letters,
) -> None:
    stranger = member("student", Device(9), b"")
    with pytest.raises(Malformed):
        await letters.write(letters.made(letters.manager).sent)
    with pytest.raises(Malformed):
        await letters.write(replace(letters.made().sent, wraps=(b"a", b"b")))
    with pytest.raises(Malformed):
        await letters.write(letters.made(number=2).sent)
    with pytest.raises(Malformed):
        await letters.write(replace(letters.made().sent, message=letters.talk.by_worker.next()))
    with pytest.raises(Conflict) as roster:
        await letters.write(letters.made(roster_version=9).sent)
    assert roster.value.code == "roster"
    with pytest.raises(Conflict) as stale:
        await letters.write(
            letters.made(members=(stranger, holder_member(letters.coordinator))).sent
        )
    assert stale.value.code == "stale"
    letters.house.team.expired = True
    await letters.write(letters.made().sent)
    letters.house.team.holders = [letters.manager.place]
    with pytest.raises(NotFound):
        await letters.write(letters.made().sent)


async def test_a_student_who_is_gone_cannot_be_written_to(letters: Letters) -> None:
    house, student = letters.house, letters.talk.student
    made = letters.made()
    await letters.write(made.sent)
    async with house.losing.leaving(student.account.id) as decide:
        for case in await house.cases.of_student(student.account.id):
            await house.cases.change(case.id, decide)
    for id_ in (made.id, letters.talk.case):
        found = await house.cases.find(id_)
        assert found is not None
        assert (found.state, found.closed_by, found.worker) == (State.CLOSED, "lost", None)
    kept = house.accounts.known[student.account.id]
    lost = replace(kept[0], state=AccountState.LOST)
    house.accounts.known[student.account.id] = (lost, *kept[1:])
    with pytest.raises(NotFound):
        await letters.write(letters.made().sent)


async def test_nobody_writes_to_themselves(letters: Letters) -> None:
    house = letters.house
    student, worker = house.student(telegram=1), house.worker()
    _, request = await house.ask(student, worker)
    with pytest.raises(NotFound):
        await letters.write(contact_of(house, letters.coordinator, student, request).sent)


async def test_its_key_is_renewed_by_its_two_and_its_holder_stays(letters: Letters) -> None:
    house, made = letters.house, letters.made()
    await letters.write(made.sent)
    last = wire.open_signed(made.sent.record, wire.Epoch).body
    roster = house.team.now()
    other = (last.student, holder_member(letters.manager))
    by = letters.talk.student
    handed = next_of(last, made.record, by=by.device, roster=roster, members=other)
    with pytest.raises(Malformed):
        await house.next_epochs.make(caller(by), made.id, handed.sent)
    worker = (last.student, member("worker", letters.coordinator.device, bytes(32)))
    turned = next_of(last, made.record, by=by.device, roster=roster, members=worker)
    with pytest.raises(Malformed):
        await house.next_epochs.make(caller(by), made.id, turned.sent)
    renewed = next_of(last, made.record, by=letters.coordinator.device, roster=roster)
    await house.next_epochs.make(caller(letters.coordinator), made.id, renewed.sent)
    view = await house.rooms.look(by.account.id, made.id)
    assert [paper.wrap for paper in view.epochs] == [made.sent.wraps[0], renewed.sent.wraps[0]]
    # Sent again, the first acceptance of the contact is the same still.
    assert await letters.write(made.sent) == made.id


async def test_its_students_keys_stay(letters: Letters) -> None:
    house, made, student = letters.house, letters.made(), letters.talk.student
    await letters.write(made.sent)
    new = Device(student.device.telegram)
    last = wire.open_signed(made.sent.record, wire.Epoch).body
    change = wire.KeyChange(
        case=made.id,
        old_sign_key=wire.SignPublic(student.device.sign.public),
        sign_key=wire.SignPublic(new.sign.public),
        box_key=wire.BoxPublic(new.box.public),
    )
    members = (member("student", new, b""), last.worker)
    next_ = next_of(last, made.record, by=student.device, roster=house.team.now(), members=members)
    statement = wire.signed(change, key=student.device.sign).raw
    keys = NewKeys(statement=statement, ack=ack_of(new, made.id, next_.hash, number=2))
    with pytest.raises(Malformed):
        await house.next_epochs.make(caller(student), made.id, replace(next_.sent, new_keys=keys))
