"""Rows that are carried out at the end of the turn in which they came: as safe, and told once."""

import asyncio

import pytest

from storage.lane import BRIEF
from storage.transaction import Transaction
from storage.writer import Store
from tests.storage.hurrying import Told, listening, stored, turn
from tests.storage.lanes import Envelope, Envelopes

pytestmark = pytest.mark.usefixtures("patience")


async def test_a_few_rows_are_told_before_the_turn_ends(quick: Store, lane: Envelopes) -> None:
    told: Told = []
    for talk, counter in ((1, 2), (1, 9), (2, 2), (1, 3)):
        quick.post(lane, Envelope(talk=talk, counter=counter), listening(told))
    assert told == []
    await turn()
    assert [answer for answer, _ in told] == [2, None, 2, 3]
    assert [error and error.__name__ for _, error in told] == [None, "OutOfOrder", None, None]
    assert await stored(quick) == [(1, 1), (2, 1), (1, 2), (2, 2), (1, 3)]
    assert len(told) == 4


async def test_what_is_told_is_told_between_begin_and_end(quick: Store, lane: Envelopes) -> None:
    said: list[object] = []
    quick.around_telling(lambda: said.append("begin"), lambda: said.append("end"))
    quick.post(lane, Envelope(talk=1, counter=2), lambda answer, _: said.append(answer))
    await turn()
    assert said == ["begin", 2, "end"]


async def test_what_comes_from_many_in_one_turn_is_told_together(
    quick: Store, lane: Envelopes
) -> None:
    """As messages of several sockets are, and not each with a commit of its own."""
    said: list[object] = []
    quick.around_telling(lambda: said.append("begin"), lambda: said.append("end"))

    def come(talk: int, counter: int) -> None:
        envelope = Envelope(talk=talk, counter=counter)
        quick.post(lane, envelope, lambda answer, _: said.append((talk, answer)))

    loop = asyncio.get_running_loop()
    for talk, counter in ((1, 2), (2, 2), (1, 3)):
        loop.call_soon(come, talk, counter)
    await turn()
    assert said == []
    await turn()
    assert said == ["begin", (1, 2), (2, 2), (1, 3), "end"]


async def test_many_rows_are_the_tasks(quick: Store, lane: Envelopes) -> None:
    told: Told = []
    for counter in range(2, 3 + BRIEF):
        quick.post(lane, Envelope(talk=1, counter=counter), listening(told))
    await turn()
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

    waiting = asyncio.create_task(one())  # it comes in the turn of the row
    quick.post(lane, Envelope(talk=1, counter=2), listening(told))
    await turn()
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
    quick.post(lane, Envelope(talk=1, counter=2), listening(told))
    await turn()
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
    for talk, counter in ((2, 2), (1, 2), (2, 3)):
        quick.post(lane, Envelope(talk=talk, counter=counter), listening(told))
    await turn()
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
        quick.post(lane, Envelope(talk=1, counter=counter, body=b"x" * 1000), listening(told))
        await turn()
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
    quick.post(lane, Envelope(talk=1, counter=2), fail)
    quick.post(lane, Envelope(talk=1, counter=3), listening(told))
    await turn()
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

    quick.post(lane, Envelope(talk=1, counter=2), next_one)
    await turn()
    await asyncio.wait_for(later.wait(), 5)
    assert told == [(3, None)]


async def test_a_store_that_is_closed_hurries_nothing(quick: Store, lane: Envelopes) -> None:
    told: Told = []
    closing = asyncio.create_task(quick.close())
    quick.post(lane, Envelope(talk=1, counter=2), listening(told))
    await turn()
    assert told == []
    await closing
    assert told == [(2, None)]
