"""Time that is told to pass: for the sandbox, for what sleeps by its clock, and over a restart."""

import asyncio
import time
from pathlib import Path

import httpx
import pytest

from sandbox import Misuse, MovableClock, Sandbox, World

HOUR = 3600


async def test_what_sleeps_wakes_when_time_is_moved_past_it_and_not_before() -> None:
    clock = MovableClock()
    sleeping = asyncio.create_task(clock.sleep(2 * HOUR))
    await asyncio.sleep(0)
    clock.move(HOUR)
    await asyncio.sleep(0.01)
    assert not sleeping.done()
    clock.move(HOUR)
    await asyncio.wait_for(sleeping, 60)
    assert clock.now() == pytest.approx(time.time() + 2 * HOUR, abs=60)
    assert clock.ticks() == pytest.approx(time.monotonic() + 2 * HOUR, abs=60)


@pytest.mark.parametrize("seconds", [-1, 500 * 24 * HOUR])
def test_it_goes_neither_back_nor_too_far(seconds: int) -> None:
    clock = MovableClock()
    with pytest.raises(Misuse):
        clock.move(seconds)
    assert clock.ahead == 0


async def test_the_page_lets_time_pass_and_it_stays_so_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.db"
    async with (
        Sandbox(world=World(path, clock=MovableClock())) as sandbox,
        httpx.AsyncClient() as http,
    ):
        url = f"{sandbox.base_url}/sandbox/clock"
        answer = await http.post(url, json={"seconds": HOUR})
        assert answer.json()["now"] == pytest.approx(time.time() + HOUR, abs=60)
        for wrong in ({}, {"seconds": -1}, {"seconds": "1"}):
            assert (await http.post(url, json=wrong)).status_code == 400
    again = MovableClock()
    World(path, clock=again).close()
    assert again.ahead == HOUR


async def test_a_clock_of_ones_own_is_not_moved(sandbox: Sandbox) -> None:
    async with httpx.AsyncClient() as http:
        answer = await http.post(f"{sandbox.base_url}/sandbox/clock", json={"seconds": 1})
    assert answer.status_code == 400
