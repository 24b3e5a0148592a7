"""Messages on real files: bounded pages, bounded memory, and caches that may be dropped."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.wire import Direction
from intake.headers import read_header
from intake.outbox import Act, ChatId, Outgoing
from intake.ports import Durable, Posting
from storage.caserows import CaseRows
from storage.heads import Heads
from storage.messages import PAGE_BYTES, MessageLane, StoredMessages
from storage.slots import COUNTER_END, EPOCH_END, last, place, slot
from storage.transaction import Transaction
from tests.fakes.house import House, Talk, on_sqlite
from tests.fakes.rooms import close_of


@given(st.integers(0, EPOCH_END - 1), st.sampled_from(Direction), st.integers(0, COUNTER_END - 1))
def test_a_slot_is_its_place_and_fits_sqlite(
    epoch: int, direction: Direction, counter: int
) -> None:
    number = slot(epoch=epoch, direction=direction, counter=counter)
    assert 0 <= number < 2**63
    assert place(number) == (epoch, direction, counter)
    assert number <= last(epoch=epoch, direction=direction)


def test_slots_sort_by_epoch_direction_and_counter() -> None:
    places = [(e, d, c) for e in (1, 2) for d in Direction for c in (1, 2, COUNTER_END - 1)]
    numbers = [slot(epoch=e, direction=d, counter=c) for e, d, c in places]
    assert numbers == sorted(numbers)


def test_a_place_out_of_range_has_no_slot() -> None:
    for epoch, counter in ((EPOCH_END, 1), (1, COUNTER_END), (-1, 1)):
        with pytest.raises(ValueError, match="out of range"):
            slot(epoch=epoch, direction=Direction.FROM_STUDENT, counter=counter)


async def write(house: House, talk: Talk, size: int = 400) -> object:
    message = talk.by_student.next(size=size)
    return (await house.rooms.write(talk.student.account.id, talk.case, message)).verdict


async def test_attack_25_a_page_is_bounded_in_bytes(home: Path) -> None:
    async with on_sqlite(home) as house:
        talk = await house.talk()
        for _ in range(40):
            await write(house, talk, 60_000)
        after, seen = 0, 0
        while True:
            page, _ = await house.rooms.read(
                talk.student.account.id, talk.case, epoch=1, after=(after, 1), limit=200
            )
            assert sum(len(m.message) for m in page.messages) <= PAGE_BYTES
            seen += len(page.messages)
            if not page.more:
                break
            assert page.messages
            after = page.messages[-1].counter
        assert seen == 40


async def test_rooms_in_memory_are_bounded_and_may_be_dropped(home: Path) -> None:
    async with on_sqlite(home) as house:
        assert house.core is not None
        rows = CaseRows(house.core.fields)
        heads = Heads(rows=rows, kept=2)
        messages = StoredMessages(store=house.core.store, heads=heads, outbox=house.core.outbox)
        talks = [await house.talk() for _ in range(6)]
        for talk in talks * 2:
            assert await messages.room(talk.case) is not None
            assert sum(heads.get(t.case) is not None for t in talks) <= 2


async def test_a_closed_room_that_is_read_again_is_not_kept(home: Path) -> None:
    async with on_sqlite(home) as house:
        assert house.core is not None
        heads = Heads(rows=CaseRows(house.core.fields))
        messages = StoredMessages(store=house.core.store, heads=heads, outbox=house.core.outbox)
        talk = await house.talk()
        assert await write(house, talk) == Durable(new=True)
        signed = close_of(talk.student.device, talk.case, talk.record, by="student")
        await house.closing.close(talk.student.account, talk.case, signed)
        for _ in range(2):
            room = await messages.room(talk.case)
            assert room is not None
            assert room.heads[0].counter == 1
            page = await messages.after(
                talk.case, epoch=1, record=talk.record, counters=(0, 1), limit=200
            )
            assert page is not None
            assert [each.counter for each in page.messages] == [1]
            assert heads.get(talk.case) is None


async def at_rest(house: House) -> None:
    """Looks until they are done at once: the first of all never is."""
    assert house.core is not None
    for _ in range(1000):
        await house.core.store.glance(lambda _: None)
        if house.core.store.at_rest:
            return
    raise AssertionError("looks still change threads")


async def test_a_room_that_is_not_in_memory_is_at_hand_while_nothing_is_written(home: Path) -> None:
    async with on_sqlite(home) as house:
        assert house.core is not None
        store = house.core.store
        heads = Heads(rows=CaseRows(house.core.fields))
        messages = StoredMessages(store=store, heads=heads, outbox=house.core.outbox)
        talk = await house.talk()
        assert await write(house, talk) == Durable(new=True)
        halfway, go_on = asyncio.Event(), asyncio.Event()

        async def slow(tx: Transaction) -> None:
            await tx.one("SELECT 1")
            halfway.set()
            await go_on.wait()

        writing = asyncio.create_task(store.write(slow))
        await halfway.wait()
        assert messages.room_at_hand(talk.case) is None
        go_on.set()
        await writing
        await at_rest(house)
        room = messages.room_at_hand(talk.case)
        assert room is not None
        assert room == await house.messages.room(talk.case)
        assert [head.counter for head in room.heads] == [1, 1]
        assert heads.get(talk.case) is not None


async def test_many_rooms_at_once_share_commits_and_keep_their_order(home: Path) -> None:
    async with on_sqlite(home) as house:
        talks = [await house.talk() for _ in range(8)]

        async def chat(talk: Talk) -> None:
            for _ in range(25):
                assert await write(house, talk) == Durable(new=True)

        await asyncio.gather(*(chat(talk) for talk in talks))
        for talk in talks:
            page, heads = await house.rooms.read(
                talk.student.account.id, talk.case, epoch=1, after=(0, 1), limit=200
            )
            assert [m.counter for m in page.messages] == list(range(1, 26))
            assert heads.student.hash == talk.by_student.head.hash


async def test_a_page_and_its_heads_are_of_one_moment(home: Path) -> None:
    """Found by a crowd: heads older than the page beside them look like a roll-back."""
    async with on_sqlite(home) as house:
        talk = await house.talk()

        async def look() -> None:
            while len(looks) < 40:
                page, heads = await house.rooms.read(
                    talk.student.account.id, talk.case, epoch=1, after=(0, 1), limit=200
                )
                looks.append((len(page.messages), heads.student.counter))

        async def chat() -> None:
            for _ in range(150):
                if len(looks) < 40:
                    await write(house, talk)

        looks: list[tuple[int, int]] = []
        await asyncio.gather(chat(), look(), look())
        assert [counter for _, counter in looks] == [count for count, _ in looks]
        assert looks[-1] > looks[0]


async def test_a_message_and_a_close_at_once_leave_no_message_after_the_close(home: Path) -> None:
    async with on_sqlite(home) as house:
        for lag in range(6):
            talk = await house.talk()
            signed = close_of(talk.student.device, talk.case, talk.record, by="student")

            async def later(talk: Talk = talk, signed: bytes = signed, lag: int = lag) -> None:
                for _ in range(lag):
                    await asyncio.sleep(0)
                await house.closing.close(talk.student.account, talk.case, signed)

            outcome, closed = await asyncio.gather(
                write(house, talk), later(), return_exceptions=True
            )
            assert closed is None
            heads = await house.messages.heads(talk.case, 1, talk.record)
            assert heads is not None
            assert heads[0].counter == (1 if outcome == Durable(new=True) else 0)


async def test_a_notice_that_comes_with_a_message_is_told_to_whoever_sends(home: Path) -> None:
    async with on_sqlite(home) as house:
        talk = await house.talk()
        assert house.core is not None
        outbox, looks = house.core.outbox, []
        outbox.on_put(lambda: looks.append(asyncio.create_task(outbox.due(now=house.clock.now()))))
        house.notices.back(talk.worker.account.id)
        for row in await house.core.outbox.due(now=house.clock.now()):
            await house.core.outbox.done(row.id)
        assert await write(house, talk) == Durable(new=True)
        (rows,) = await asyncio.gather(*looks)
        assert [row.outgoing.chat for row in rows] == [talk.worker.device.telegram]


async def test_a_message_that_owes_a_notice_or_whose_room_is_not_there_is_not_at_hand(
    home: Path,
) -> None:
    async with on_sqlite(home) as house:
        assert house.core is not None
        heads = Heads(rows=CaseRows(house.core.fields))
        messages = StoredMessages(store=house.core.store, heads=heads, outbox=house.core.outbox)
        lane = MessageLane(heads=heads, outbox=house.core.outbox)
        talk = await house.talk()
        message = talk.by_student.next(size=400)
        writer = talk.student.account.id
        posting = Posting(talk.case, writer, read_header(message), message, ())
        assert not lane.at_hand(posting)
        assert await messages.room(talk.case) is not None
        assert lane.at_hand(posting)
        owed = Outgoing(chat=ChatId(5), act=Act.SEND, text="chat-help")
        assert not lane.at_hand(posting._replace(owed=(owed,)))
