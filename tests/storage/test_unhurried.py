"""The clock that destroying goes by: attack 35, a wrong clock destroys nothing early."""

from pathlib import Path

from storage.layout import Layout
from storage.opening import Core, open_core
from tests.fakes.clock import FixedClock

DAY = 24 * 3600
YEAR = 365 * DAY
START = 1_800_000_000


async def opened(home: Path, clock: FixedClock) -> Core:
    return await open_core(layout=Layout.at(home), clock=clock, ticks=clock.ticks)


def later(core: Core) -> int:
    return int(core.unhurried.now()) - START


async def test_attack_35_a_jump_ahead_is_believed_after_three_days(tmp_path: Path) -> None:
    clock = FixedClock(START)
    core = await opened(tmp_path / "data", clock)
    try:
        assert (later(core), core.unhurried.waiting) == (0, False)
        clock.pass_(5 * DAY)
        assert later(core) == 5 * DAY
        clock.jump(10 * YEAR)
        assert (later(core), core.unhurried.waiting) == (5 * DAY, True)
        clock.pass_(2 * DAY)
        assert later(core) == 7 * DAY
        clock.pass_(DAY)
        assert (later(core), core.unhurried.waiting) == (10 * YEAR + 8 * DAY, False)
    finally:
        await core.close()


async def test_attack_35_small_jumps_add_up_and_bring_no_more_than_a_day(tmp_path: Path) -> None:
    clock = FixedClock(START)
    core = await opened(tmp_path / "data", clock)
    try:
        for _ in range(50):
            clock.jump(20 * 3600)
            clock.pass_(60)
            assert later(core) <= DAY + 3600
            assert core.unhurried.now() <= clock.now()
        assert core.unhurried.waiting
        # Put right, it goes on from where it would have been.
        clock.jump(-50 * 20 * 3600)
        clock.pass_(5 * DAY)
        assert (later(core), core.unhurried.waiting) == (5 * DAY + 3000, False)
    finally:
        await core.close()


async def test_a_clock_that_gains_a_little_is_followed_for_good(tmp_path: Path) -> None:
    clock = FixedClock(START)
    core = await opened(tmp_path / "data", clock)
    try:
        for _ in range(200):
            clock.jump(120)
            clock.pass_(4 * DAY)
            assert not core.unhurried.waiting
    finally:
        await core.close()


async def test_attack_35_put_right_in_time_nothing_came_of_it(tmp_path: Path) -> None:
    clock = FixedClock(START)
    core = await opened(tmp_path / "data", clock)
    try:
        clock.jump(YEAR)
        clock.pass_(2 * DAY)
        clock.jump(-YEAR)
        clock.pass_(3 * DAY)
        assert later(core) == 5 * DAY
        # Behind: nothing is destroyed before the machine's own clock says so either.
        clock.jump(-4 * DAY)
        assert later(core) == DAY
    finally:
        await core.close()


async def test_attack_35_it_is_remembered_and_a_long_stop_waits_for_a_word(tmp_path: Path) -> None:
    clock = FixedClock(START)
    core = await opened(tmp_path / "data", clock)
    await core.unhurried.keep()
    await core.close()
    clock.jump(YEAR)
    core = await opened(tmp_path / "data", clock)
    try:
        assert (later(core), core.unhurried.waiting) == (0, True)
        await core.unhurried.keep()
        await core.unhurried.believe()
        assert (later(core), core.unhurried.waiting) == (YEAR, False)
    finally:
        await core.close()


async def test_a_short_stop_is_no_jump(tmp_path: Path) -> None:
    clock = FixedClock(START)
    core = await opened(tmp_path / "data", clock)
    await core.unhurried.keep()
    await core.close()
    clock.jump(DAY - 60)
    core = await opened(tmp_path / "data", clock)
    try:
        assert (later(core), core.unhurried.waiting) == (DAY - 60, False)
    finally:
        await core.close()
