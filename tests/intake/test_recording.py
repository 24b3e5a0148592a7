"""What a worker keeps of a case, and who is given it (R10; protocol.md section 24)."""

from dataclasses import replace

import pytest

from crypto import wire
from crypto.wire.case_record import MOST_RECORD_ENTRIES, record_chain
from crypto.wire.ids import ZEROS
from intake.errors import Conflict, Malformed, NotFound
from intake.ports import Change
from intake.recording import NewEntry
from intake.requests import Recorded
from people.accounts import Role
from tests.fakes.cases import MemoryCases
from tests.fakes.contacts import holder_of
from tests.fakes.devices import Device
from tests.fakes.house import House, Talk
from tests.fakes.recording import entry_of, recording_of
from tests.fakes.rooms import close_of


@pytest.fixture
async def talk(house: House) -> Talk:
    return await house.talk()


async def first_entry(house: House, talk: Talk) -> NewEntry:
    """The record's first, kept."""
    case = await house.cases.find(talk.case)
    assert case is not None
    made = entry_of(talk.case, epoch=case.record_hash)
    assert await recording_of(house).add(talk.worker.account.id, talk.case, made) == 1
    return made


async def test_both_read_what_the_worker_wrote_and_holders_their_wraps(
    house: House, talk: Talk
) -> None:
    recording = recording_of(house)
    made = await first_entry(house, talk)
    assert await recording.add(talk.worker.account.id, talk.case, made) == 1
    for person in (talk.student, talk.worker):
        kept = await recording.read(person.account.id, talk.case)
        assert kept.items == [made.item]
        assert kept.head == Recorded(count=1, head=record_chain(made.item))
    for telegram, role in enumerate((Role.COORDINATOR, Role.MANAGER), start=1):
        holder = holder_of(house, role=role, telegram=telegram)
        shown, more = await recording.listed(holder.account, before=None)
        assert ([case.id for case in shown], more) == ([talk.case], False)
        (entry,) = await recording.look(holder.account, talk.case)
        assert (entry.item, entry.wrap) == (made.item, made.wraps[role.value])


async def test_that_it_was_written_and_read_is_on_record(memory_house: House) -> None:
    talk = await memory_house.talk()
    await first_entry(memory_house, talk)
    holder = holder_of(memory_house, telegram=1)
    await recording_of(memory_house).look(holder.account, talk.case)
    assert isinstance(memory_house.cases, MemoryCases)
    assert memory_house.cases.events[-2:] == [
        ("record.written", "worker"),
        ("record.read", "coordinator"),
    ]


async def test_entries_follow_one_another(house: House, talk: Talk) -> None:
    recording, worker = recording_of(house), talk.worker.account.id
    made = await first_entry(house, talk)
    case = await house.cases.find(talk.case)
    assert case is not None
    good = entry_of(talk.case, epoch=case.record_hash, number=2, previous=record_chain(made.item))
    for place in (
        {"number": 3, "previous": record_chain(made.item)},
        {"number": 2, "previous": bytes([1]) * 32},
        {"number": 1, "previous": ZEROS},
    ):
        wrong = entry_of(talk.case, epoch=case.record_hash, **place)  # type: ignore[arg-type]
        with pytest.raises(Conflict):
            await recording.add(worker, talk.case, wrong)
    before = wire.RecordHash(bytes([2]) * 32)
    with pytest.raises(Conflict):
        await recording.add(
            worker,
            talk.case,
            entry_of(talk.case, epoch=before, number=2, previous=record_chain(made.item)),
        )
    assert await recording.add(worker, talk.case, good) == 2


async def test_a_record_has_an_end(house: House, talk: Talk) -> None:
    full = Recorded(count=MOST_RECORD_ENTRIES, head=bytes([1]) * 32)
    found = await house.cases.find(talk.case)
    assert found is not None
    await house.cases.change(
        talk.case,
        lambda case: Change(
            case=replace(case, recorded=full), event="record.written", role="worker"
        ),
    )
    entry = entry_of(talk.case, epoch=found.record_hash)
    with pytest.raises(Conflict) as caught:
        await recording_of(house).add(talk.worker.account.id, talk.case, entry)
    assert caught.value.code == "full"


async def test_nobody_else_writes_or_reads(house: House, talk: Talk) -> None:
    recording = recording_of(house)
    await first_entry(house, talk)
    case = await house.cases.find(talk.case)
    assert case is not None
    other, stranger = house.worker(), house.student()
    entry = entry_of(talk.case, epoch=case.record_hash)
    for somebody in (other, stranger, talk.student):
        with pytest.raises(NotFound):
            await recording.add(somebody.account.id, talk.case, entry)
    for somebody in (other, stranger):
        with pytest.raises(NotFound):
            await recording.read(somebody.account.id, talk.case)


@pytest.mark.parametrize("roles", [(), ("coordinator",), ("coordinator", "manager", "deputy")])
async def test_each_entry_is_for_both_holders_and_no_other(
    house: House, talk: Talk, roles: tuple[str, ...]
) -> None:
    case = await house.cases.find(talk.case)
    assert case is not None
    wraps = dict.fromkeys(roles, b"w" * 100)
    entry = entry_of(talk.case, epoch=case.record_hash, wraps=wraps)
    with pytest.raises(Malformed):
        await recording_of(house).add(talk.worker.account.id, talk.case, entry)


async def test_closed_the_student_and_the_holders_read_on(house: House, talk: Talk) -> None:
    recording = recording_of(house)
    made = await first_entry(house, talk)
    signed = close_of(talk.worker.device, talk.case, talk.record, by="worker")
    await house.closing.close(talk.worker.account, talk.case, signed)
    assert (await recording.read(talk.student.account.id, talk.case)).items == [made.item]
    with pytest.raises(NotFound):
        await recording.read(talk.worker.account.id, talk.case)
    holder = holder_of(house, telegram=1)
    assert len(await recording.look(holder.account, talk.case)) == 1


async def test_a_holder_who_is_unlisted_or_the_student_reads_nothing(
    house: House, talk: Talk
) -> None:
    recording = recording_of(house)
    await first_entry(house, talk)
    unlisted = house.accounts.add(Device.staff(77, Role.MANAGER))
    themselves = holder_of(house, telegram=talk.student.device.telegram)
    with pytest.raises(NotFound):
        await recording.listed(unlisted, before=None)
    for holder in (unlisted, themselves.account):
        with pytest.raises(NotFound):
            await recording.look(holder, talk.case)
    assert await recording.listed(themselves.account, before=None) == ([], False)


async def test_the_list_goes_on_behind_its_page(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.recording.LISTED_AT_ONCE", 1)
    cases = []
    for _ in range(2):
        talk = await house.talk()
        await first_entry(house, talk)
        cases.append(talk.case)
    holder = holder_of(house, telegram=1)
    recording = recording_of(house)
    first, more = await recording.listed(holder.account, before=None)
    assert ([case.id for case in first], more) == ([cases[1]], True)
    rest, more = await recording.listed(holder.account, before=cases[1])
    assert ([case.id for case in rest], more) == ([cases[0]], False)


async def test_erased_nothing_of_it_is_left(house: House, talk: Talk) -> None:
    await first_entry(house, talk)
    await house.cases.erase(talk.case)
    holder = holder_of(house, telegram=1)
    assert await recording_of(house).listed(holder.account, before=None) == ([], False)
    assert await house.cases.papers(talk.case, frozenset({"record/1"})) == {}
