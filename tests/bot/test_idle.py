"""What an idle connection waits with: as asyncio's own, and nothing kept while nothing waits."""

import asyncio
import gc
from collections import deque

import pytest

from bot.idle import Arrivals, Writable


def deques(found: object) -> int:
    return sum(isinstance(each, deque) for each in gc.get_referents(found))


async def taken(arrivals: Arrivals) -> object:
    while arrivals.empty():
        await arrivals.come()
    return arrivals.get_nowait()


async def test_arrivals_are_taken_in_order_and_leave_nothing() -> None:
    arrivals = Arrivals()
    for event in range(100):
        arrivals.put_nowait(event)
    assert not arrivals.empty()
    assert [await taken(arrivals) for _ in range(100)] == list(range(100))
    assert arrivals.empty()
    assert deques(arrivals) == 0
    with pytest.raises(asyncio.QueueEmpty):
        arrivals.get_nowait()


async def test_a_taker_waits_for_what_comes() -> None:
    arrivals = Arrivals()
    taking = asyncio.create_task(taken(arrivals))
    await asyncio.sleep(0)
    assert not taking.done()
    arrivals.put_nowait("first")
    arrivals.put_nowait("second")
    assert await taking == "first"
    assert await taken(arrivals) == "second"


async def test_what_comes_for_a_taker_who_was_cancelled_is_the_next_ones() -> None:
    arrivals = Arrivals()
    taking = asyncio.create_task(taken(arrivals))
    await asyncio.sleep(0)
    arrivals.put_nowait("it")
    taking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await taking
    arrivals.put_nowait("more")
    assert [await taken(arrivals), await taken(arrivals)] == ["it", "more"]


async def test_everybody_waits_until_it_is_writable_again() -> None:
    writable = Writable()
    await writable.wait()
    writable.clear()
    writable.clear()
    waiting = [asyncio.create_task(writable.wait()) for _ in range(2)]
    await asyncio.sleep(0)
    assert not writable.is_set()
    assert not any(each.done() for each in waiting)
    waiting.pop().cancel()
    writable.set()
    writable.set()
    await waiting[0]
    assert writable.is_set()
    assert not any(isinstance(each, asyncio.Event) for each in gc.get_referents(writable))
