"""The clock that never goes back, over a real store (attack 35)."""

from pathlib import Path

import pytest
import structlog

from storage.kepttime import KEPT_SECONDS
from storage.layout import Layout
from storage.onward import OnwardClock
from storage.opening import Core, open_core
from tests.fakes.clock import FixedClock

DAY = 24 * 3600
START = 1_800_000_000


async def opened(home: Path, clock: FixedClock) -> Core:
    return await open_core(layout=Layout.at(home), clock=clock, ticks=clock.ticks)


def later(clock: OnwardClock) -> int:
    return int(clock.now()) - START


async def test_it_goes_with_the_machines_clock_and_never_back(tmp_path: Path) -> None:
    clock = FixedClock(START)
    core = await opened(tmp_path / "data", clock)
    try:
        onward = core.onward
        assert later(onward) == 0
        clock.pass_(DAY)
        assert later(onward) == DAY
        clock.pass_(-DAY)
        assert later(onward) == DAY
        # Time passes all the same: nothing is kept alive by a clock that stands wrong.
        clock.pass_(50)
        assert later(onward) == DAY + 50
        clock.pass_(3 * DAY)
        assert later(onward) == 4 * DAY + 50
        clock.jump(2 * DAY)
        assert later(onward) == 5 * DAY + 50
    finally:
        await core.close()


async def test_a_jump_ahead_counts_at_once_and_for_good_after_an_hour(tmp_path: Path) -> None:
    clock = FixedClock(START)
    core = await opened(tmp_path / "data", clock)
    try:
        onward = core.onward
        clock.pass_(DAY)
        assert later(onward) == DAY
        clock.jump(30 * DAY)
        assert later(onward) == 31 * DAY
        clock.pass_(3000)
        await onward.keep()
        # Put right within the hour: it was a mistake, and nobody is shut out by it.
        clock.jump(-30 * DAY)
        assert later(onward) == DAY + 3000
        clock.jump(30 * DAY)
        later(onward)
        clock.pass_(3601)
        later(onward)
        clock.jump(-30 * DAY)
        assert later(onward) == 31 * DAY + 6601
    finally:
        await core.close()


async def test_a_first_hour_is_not_sure_yet(tmp_path: Path) -> None:
    clock = FixedClock(START)
    core = await opened(tmp_path / "data", clock)
    try:
        clock.pass_(1800)
        assert later(core.onward) == 1800
        clock.pass_(-1800)
        assert later(core.onward) == 0
    finally:
        await core.close()


async def test_after_a_restart_it_begins_where_it_was_kept_coarsely(tmp_path: Path) -> None:
    clock = FixedClock(START + 7)
    core = await opened(tmp_path / "data", clock)
    clock.pass_(DAY)
    await core.onward.keep()
    await core.close()
    clock.pass_(-DAY)
    core = await opened(tmp_path / "data", clock)
    try:
        assert 7 + DAY - KEPT_SECONDS < later(core.onward) <= 7 + DAY
        assert int(core.onward.now()) % KEPT_SECONDS == 0
        with structlog.testing.capture_logs() as logs:
            await core.onward.keep()
        assert [(log["event"], log["hours"]) for log in logs] == [("clock.behind", 23)]
    finally:
        await core.close()


@pytest.mark.parametrize("restarted", [False, True])
async def test_an_operator_can_say_that_the_clock_was_ahead(
    tmp_path: Path, restarted: bool
) -> None:
    clock = FixedClock(START + 30 * DAY)
    core = await opened(tmp_path / "data", clock)
    clock.pass_(DAY)
    await core.onward.keep()
    clock.pass_(-31 * DAY)
    await core.onward.forget()
    if restarted:
        await core.close()
        core = await opened(tmp_path / "data", clock)
    try:
        assert later(core.onward) == 0
    finally:
        await core.close()
