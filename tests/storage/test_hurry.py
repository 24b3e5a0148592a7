"""Rows that are carried out in the turn in which they came: as safe, and told once."""

import asyncio

import pytest

from storage.lane import BRIEF
from storage.transaction import Transaction
from storage.writer import Store
from tests.storage.hurrying import Told, listening, stored
from tests.storage.lanes import Envelope, Envelopes

pytestmark = pytest.mark.usefixtures("patience")


async def test_a_few_rows_are_told_before_the_turn_ends(quick: Store, lane: Envelopes) -> None:
    told: Told = []
    quick.hold()
    for talk, counter in ((1, 2), (1, 9), (2, 2), (1, 3)):
        quick.post(lane, Envelope(talk=talk, counter=counter), listening(told))
    assert told == []
    quick.hurry()
    assert [answer for answer, _ in told] == [2, None, 2, 3]
    assert [error and error.__name__ for _, error in told] == [None, "OutOfOrder", None, None]
    assert await stored(quick) == [(1, 1), (2, 1), (1, 2), (2, 2), (1, 3)]
    assert len(told) == 4


async def test_what_is_told_is_told_between_begin_and_end(quick: Store, lane: Envelopes) -> None:
    said: list[object] = []
    quick.around_telling(lambda: said.append("begin"), lambda: said.append("end"))
    quick.hold()
    quick.post(lane, Envelope(talk=1, counter=2), lambda answer, _: said.append(answer))
    quick.hurry()
    assert said == ["begin", 2, "end"]


async def test_nothing_came_and_nothing_happens(quick: Store) -> None:
    quick.hold()
    quick.hurry()
    quick.hurry()
    assert await stored(quick) == []


async def test_many_rows_are_the_tasks(quick: Store, lane: Envelopes) -> None:
    told: Told = []
    quick.hold()
    for counter in range(2, 3 + BRIEF):
        quick.post(lane, Envelope(talk=1, counter=counter), listening(told))
    quick.hurry()
    assert told == []
    assert await quick.append(lane, Envelope(talk=2, counter=2)) == 2
    assert [answer for answer, _ in told] == list(range(2, 3 + BRIEF))


@pytest.mark.parametrize("beside", ["unit", "query", "cold row", "another lane"])
async def test_what_has_to_wait_takes_all_with_it(
    quick: Store, lane: Envelopes, beside: str
) -> None:
    told: Told = []

    async def unit(tx: Transaction) -> int:
        return await tx.execute("DELETE FROM envelope WHERE talk = 2")

    async def one() -> object:
        match beside:
            case "unit":
                return await quick.write(unit)
            case "query":
                return await stored(quick)
            case "cold row":
                return await quick.append(lane, Envelope(talk=3, counter=1))
        return await quick.append(Envelopes(), Envelope(talk=4, counter=1))

    quick.hold()
    quick.post(lane, Envelope(talk=1, counter=2), listening(told))
    waiting = asyncio.create_task(one())
    await asyncio.sleep(0)
    quick.hurry()
    assert told == []
    await waiting
    assert told == [(2, None)]
    assert (1, 2) in await stored(quick)


async def test_while_a_group_is_written_rows_wait(quick: Store, lane: Envelopes) -> None:
    told: Told = []
    halfway, go_on = asyncio.Event(), asyncio.Event()

    async def slow(tx: Transaction) -> None:
        await tx.execute("INSERT INTO note (id) VALUES (1)")
        halfway.set()
        await go_on.wait()

    writing = asyncio.create_task(quick.write(slow))
    await halfway.wait()
    quick.hold()
    quick.post(lane, Envelope(talk=1, counter=2), listening(told))
    quick.hurry()
    assert told == []
    go_on.set()
    await writing
    assert await stored(quick) == [(1, 1), (2, 1), (1, 2)]
    assert told == [(2, None)]


async def test_a_row_that_the_table_refuses_harms_no_other(quick: Store, lane: Envelopes) -> None:
    """What stands there already and the head does not know: the task tells them apart."""
    await quick.upkeep(
        lambda raw: (
            raw.execute("INSERT INTO envelope (talk, counter, body) VALUES (1, 2, x'00')").rowcount
        )
    )
    told: Told = []
    quick.hold()
    for talk, counter in ((2, 2), (1, 2), (2, 3)):
        quick.post(lane, Envelope(talk=talk, counter=counter), listening(told))
    quick.hurry()
    assert told == []
    assert await stored(quick) == [(1, 1), (2, 1), (1, 2), (2, 2), (2, 3)]
    assert told == [(2, None), (2, None), (3, None)]


async def test_attack_33_a_full_disk_acknowledges_nothing(quick: Store, lane: Envelopes) -> None:
    forgotten: list[bool] = []
    quick.on_rollback(lambda: forgotten.append(True))
    pages = await quick.upkeep(lambda raw: raw.execute("PRAGMA page_count").fetchone()[0])
    await quick.upkeep(lambda raw: raw.execute(f"PRAGMA max_page_count={pages + 5}").fetchone())
    told: Told = []
    counter = 1
    while not forgotten:
        counter += 1
        quick.hold()
        quick.post(lane, Envelope(talk=1, counter=counter, body=b"x" * 1000), listening(told))
        quick.hurry()
        await asyncio.sleep(0)
    assert [answer for answer, _ in told] == [*range(2, counter), None]
    assert told[-1][1] is not None
    assert told[-1][1].__name__ == "StorageUnavailable"
    kept = [(1, 1), (2, 1), *((1, n) for n in range(2, counter))]
    assert await stored(quick) == kept
    await quick.upkeep(lambda raw: raw.execute(f"PRAGMA max_page_count={pages + 50}").fetchone())
    again = Envelope(talk=1, counter=counter, body=b"x" * 1000)
    assert await quick.append(lane, again) == counter
    assert await stored(quick) == [*kept, (1, counter)]


async def test_a_caller_that_fails_when_told_stops_nobody(quick: Store, lane: Envelopes) -> None:
    def fail(*_: object) -> None:
        raise LookupError

    told: Told = []
    quick.hold()
    quick.post(lane, Envelope(talk=1, counter=2), fail)
    quick.post(lane, Envelope(talk=1, counter=3), listening(told))
    quick.hurry()
    assert told == [(3, None)]


async def test_what_a_caller_posts_when_told_is_carried_out(quick: Store, lane: Envelopes) -> None:
    told: Told = []
    later = asyncio.Event()

    def last(answer: int | None, _: Exception | None) -> None:
        told.append((answer, None))
        later.set()

    def next_one(_: int | None, error: Exception | None) -> None:
        assert error is None
        quick.post(lane, Envelope(talk=1, counter=3), last)

    quick.hold()
    quick.post(lane, Envelope(talk=1, counter=2), next_one)
    quick.hurry()
    await asyncio.wait_for(later.wait(), 5)
    assert told == [(3, None)]


async def test_a_store_that_is_closed_hurries_nothing(quick: Store, lane: Envelopes) -> None:
    told: Told = []
    quick.hold()
    quick.post(lane, Envelope(talk=1, counter=2), listening(told))
    closing = asyncio.create_task(quick.close())
    await asyncio.sleep(0)
    quick.hurry()
    await closing
    assert told == [(2, None)]
