"""Writing and reading in a room: what is kept, what is refused, who hears of it."""

import asyncio
from typing import Any

import pytest

from crypto import wire
from intake.conversations import Behind
from intake.errors import Conflict, Malformed, NotFound
from intake.ports import Durable, Stored
from tests.fakes.house import House, Talk
from tests.fakes.known import RecordingLive
from tests.fakes.rooms import case_id, close_of


async def write(house: House, talk: Talk, message: bytes, *, worker: bool = False) -> object:
    person = talk.worker if worker else talk.student
    return (await house.rooms.write(person.account.id, talk.case, message)).verdict


async def all_of(house: House, talk: Talk) -> list[Stored]:
    page, _ = await house.rooms.read(
        talk.student.account.id, talk.case, epoch=1, after=(0, 0), limit=200
    )
    return list(page.messages)


async def test_both_write_at_once_and_nothing_contends(house: House) -> None:
    talk = await house.talk()
    mine = [talk.by_student.next() for _ in range(10)]
    theirs = [talk.by_worker.next() for _ in range(10)]

    async def send(messages: list[bytes], *, worker: bool) -> None:
        for message in messages:
            assert await write(house, talk, message, worker=worker) == Durable(new=True)

    await asyncio.gather(send(mine, worker=False), send(theirs, worker=True))
    kept = await all_of(house, talk)
    assert [m.message for m in kept if m.direction == 0] == mine
    assert [m.message for m in kept if m.direction == 1][1:] == theirs
    assert [m.counter for m in kept if m.direction == 0] == list(range(1, 11))


async def test_attack_01_the_same_bytes_again_are_acknowledged_and_kept_once(
    house: House,
) -> None:
    talk = await house.talk()
    messages = [talk.by_student.next() for _ in range(3)]
    for message in messages:
        await write(house, talk, message)
    for message in messages:
        assert await write(house, talk, message) == Durable(new=False)
    assert len(await all_of(house, talk)) == 4


async def test_two_tabs_send_the_same_message_at_once(house: House) -> None:
    talk = await house.talk()
    message = talk.by_student.next()
    verdicts = await asyncio.gather(*(write(house, talk, message) for _ in range(8)))
    assert sorted(str(v) for v in verdicts) == [str(Durable(new=False))] * 7 + [
        str(Durable(new=True))
    ]


async def test_two_devices_race_for_one_counter_and_one_is_behind(house: House) -> None:
    talk = await house.talk()
    one = talk.by_student.next()
    other = wire.Message(
        ad=wire.Message.decode(one).ad, sealed=wire.Message.decode(one).sealed[::-1]
    ).encode()
    verdicts = await asyncio.gather(write(house, talk, one), write(house, talk, other))
    assert [type(v) for v in verdicts] == [Durable, Behind]
    behind = verdicts[1]
    assert isinstance(behind, Behind)
    assert behind.room.heads[0] == talk.by_student.head


async def test_another_message_in_an_earlier_place_is_behind(house: House) -> None:
    talk = await house.talk()
    first = talk.by_student.next()
    await write(house, talk, first)
    await write(house, talk, talk.by_student.next())
    whole = wire.Message.decode(first)
    forged = wire.Message(ad=whole.ad, sealed=whole.sealed[::-1]).encode()
    assert isinstance(await write(house, talk, forged), Behind)
    assert (await all_of(house, talk))[0].message == first


@pytest.mark.parametrize(
    "spoiled",
    [
        {"counter": 2},
        {"counter": 40},
        {"previous": wire.ChainHash(bytes(32))},
        {"record": wire.RecordHash(bytes(32))},
        {"epoch": 2, "counter": 2},
        {"direction": 1},
        {"case": wire.CaseId(bytes(16))},
    ],
)
async def test_attack_07_what_belongs_elsewhere_is_answered_with_the_head(
    house: House, spoiled: dict[str, Any]
) -> None:
    talk = await house.talk()
    verdict = await write(house, talk, talk.by_student.next(**spoiled))
    assert isinstance(verdict, Behind)
    assert verdict.room.heads[0] == talk.by_student.head
    assert len(await all_of(house, talk)) == 1


async def test_a_worker_cannot_write_as_the_student(house: House) -> None:
    talk = await house.talk()
    assert isinstance(await write(house, talk, talk.by_student.next(), worker=True), Behind)
    assert len(await all_of(house, talk)) == 1


async def test_attack_19_a_strangers_room_is_not_found(house: House) -> None:
    talk = await house.talk()
    stranger, another = house.student(), house.worker()
    message = talk.by_student.next()
    for account in (stranger.account.id, another.account.id):
        for case in (talk.case, case_id()):
            with pytest.raises(NotFound):
                await house.rooms.write(account, case, message)
            with pytest.raises(NotFound):
                await house.rooms.look(account, case)
            with pytest.raises(NotFound):
                await house.rooms.read(account, case, epoch=1, after=(0, 0), limit=10)
            with pytest.raises(NotFound):
                await house.rooms.unsend(account, case, epoch=1, counter=1)


async def test_no_room_before_it_is_open(house: House) -> None:
    talk = await house.talk()
    student, worker = house.student(), house.worker()
    case, _ = await house.ask(student, worker)
    with pytest.raises(NotFound):
        await house.rooms.write(student.account.id, case, talk.by_student.next())


async def test_a_malformed_message_changes_nothing(house: House) -> None:
    talk = await house.talk()
    for message in (b"", b"\0" * 100, talk.by_student.next()[:-1] + b""):
        with pytest.raises(Malformed):
            await write(house, talk, message[:200])
    assert len(await all_of(house, talk)) == 1


async def test_nobody_writes_in_a_closed_case(house: House) -> None:
    talk = await house.talk()
    signed = close_of(talk.student.device, talk.case, talk.record, by="student")
    await house.closing.close(talk.student.account, talk.case, signed)
    for worker in (False, True):
        writer = talk.by_worker if worker else talk.by_student
        with pytest.raises(NotFound):
            await write(house, talk, writer.next(), worker=worker)
    assert len(await all_of(house, talk)) == 1


async def test_the_other_side_hears_of_a_message_once(house: House) -> None:
    talk = await house.talk()
    live = house.live
    assert isinstance(live, RecordingLive)
    message = talk.by_student.next()
    for _ in range(2):
        await write(house, talk, message)
    assert [(account, stored.message) for account, stored in live.messages] == [
        (talk.worker.account.id, message)
    ]


async def test_a_page_starts_at_the_cursor_and_says_when_there_is_more(house: House) -> None:
    talk = await house.talk()
    for _ in range(7):
        await write(house, talk, talk.by_student.next())
    for _ in range(4):
        await write(house, talk, talk.by_worker.next(), worker=True)
    seen: list[tuple[int, int]] = []
    after = [0, 0]
    pages = 0
    more = True
    while more:
        page, heads = await house.rooms.read(
            talk.student.account.id, talk.case, epoch=1, after=(after[0], after[1]), limit=4
        )
        assert 0 < len(page.messages) <= 4
        for message in page.messages:
            seen.append((message.direction, message.counter))
            after[message.direction] = message.counter
        more, pages = page.more, pages + 1
        assert pages < 10
    assert sorted(seen) == [(0, n) for n in range(1, 8)] + [(1, n) for n in range(1, 6)]
    assert (heads.student.counter, heads.worker.counter) == (7, 5)


async def test_an_epoch_that_is_not_there_is_not_found(house: House) -> None:
    talk = await house.talk()
    for epoch in (2, 9_999):
        with pytest.raises(NotFound):
            await house.rooms.read(
                talk.student.account.id, talk.case, epoch=epoch, after=(0, 0), limit=10
            )


async def test_unsend_keeps_header_and_hash_and_the_chain_goes_on(house: House) -> None:
    talk = await house.talk()
    first = talk.by_student.next()
    await write(house, talk, first)
    for _ in range(2):
        await house.rooms.unsend(talk.student.account.id, talk.case, epoch=1, counter=1)
    kept = (await all_of(house, talk))[0]
    whole = wire.Message.decode(first)
    assert (kept.message, kept.body_hash) == (whole.ad, wire.body_hash(whole.sealed))
    assert await write(house, talk, talk.by_student.next()) == Durable(new=True)
    assert await write(house, talk, first) == Durable(new=False)


async def test_no_unsend_once_seen(house: House) -> None:
    talk = await house.talk()
    await write(house, talk, talk.by_student.next())
    talk.by_worker.seen = talk.by_student.head
    await write(house, talk, talk.by_student.next())
    await write(house, talk, talk.by_worker.next(), worker=True)
    with pytest.raises(Conflict) as error:
        await house.rooms.unsend(talk.student.account.id, talk.case, epoch=1, counter=1)
    assert error.value.code == "seen"
    await house.rooms.unsend(talk.student.account.id, talk.case, epoch=1, counter=2)


async def test_nobody_unsends_what_is_not_theirs(house: House) -> None:
    talk = await house.talk()
    for counter in (1, 2, 1 << 39, 2**52):
        with pytest.raises(NotFound):
            await house.rooms.unsend(talk.student.account.id, talk.case, epoch=1, counter=counter)
    with pytest.raises(NotFound):
        await house.rooms.unsend(talk.worker.account.id, talk.case, epoch=2, counter=1)
    assert (await all_of(house, talk))[0].body_hash is None


async def test_ones_own_cases_are_listed_with_ones_part(house: House) -> None:
    talk = await house.talk()
    for person, part in ((talk.student, "student"), (talk.worker, "worker")):
        found = await house.rooms.mine(person.account.id)
        assert [(case.id, role) for case, role in found] == [(talk.case, part)]
    assert await house.rooms.mine(house.student().account.id) == []
