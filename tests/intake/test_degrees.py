"""Keeping until the end of a degree and a year (R14): the day follows, and no clock hurries it."""

from datetime import UTC, datetime

import pytest

from intake.closing import Closing
from intake.degrees import LONGEST_DAYS, SOONEST_DAYS, Degrees, end_of_month
from intake.errors import Malformed, NotFound
from intake.lapses import MARGIN_SECONDS, Lapses
from tests.fakes.clock import FixedClock
from tests.fakes.degrees import degrees_of
from tests.fakes.house import RETENTION_DAYS, House, Talk
from tests.fakes.rooms import close_of

DAY = 24 * 3600


def month_in(house: House, months: int) -> str:
    """The month so many from now."""
    today = datetime.fromtimestamp(house.clock.now(), UTC)
    count = today.year * 12 + today.month - 1 + months
    return f"{count // 12}-{count % 12 + 1:02}"


async def end(house: House, degrees: Degrees | None, talk: Talk) -> int:
    """The student ends it; the day until which it is kept."""
    closing = Closing(
        cases=house.cases,
        team=house.team,
        notices=house.notices,
        live=house.live,
        clock=house.clock,
        retention_days=RETENTION_DAYS,
        degrees=degrees,
    )
    signed = close_of(talk.student.device, talk.case, talk.record, by="student")
    await closing.close(talk.student.account, talk.case, signed)
    return await day_of(house, talk)


async def day_of(house: House, talk: Talk) -> int:
    case = await house.cases.find(talk.case)
    assert case is not None
    assert case.keep_until is not None
    assert case.keep_until % DAY == 0
    return case.keep_until


async def test_without_a_month_the_deployments_days_hold(house: House) -> None:
    talk, now = await house.talk(), int(house.clock.now())
    day = await end(house, degrees_of(house), talk)
    assert 0 <= day - now - RETENTION_DAYS * DAY < DAY


async def test_a_conversation_is_kept_until_the_degree_ended_and_a_year(house: House) -> None:
    degrees, talk = degrees_of(house), await house.talk()
    month = month_in(house, 20)
    await degrees.say(talk.student.account, month)
    assert await degrees.said(talk.student.account) == month
    assert await end(house, degrees, talk) == end_of_month(month) + 365 * DAY
    # What has ended follows another month, and taking it back.
    later = month_in(house, 30)
    await degrees.say(talk.student.account, later)
    assert await day_of(house, talk) == end_of_month(later) + 365 * DAY
    await degrees.say(talk.student.account, None)
    now = int(house.clock.now())
    assert 0 <= await day_of(house, talk) - now - RETENTION_DAYS * DAY < DAY


async def test_neither_at_once_nor_for_ever(house: House) -> None:
    past, far = await house.talk(), await house.talk()
    degrees, now = degrees_of(house), int(house.clock.now())
    await degrees.say(past.student.account, month_in(house, -12))
    assert 0 <= await end(house, degrees, past) - now - SOONEST_DAYS * DAY <= DAY
    await degrees.say(far.student.account, month_in(house, 108))
    assert await end(house, degrees, far) - now <= LONGEST_DAYS * DAY + DAY
    for month in (month_in(house, -13), month_in(house, 109), "2028-13", "2028-6", "", "28-06"):
        with pytest.raises(Malformed):
            await degrees.say(far.student.account, month)


async def test_only_a_policy_that_asks_knows_of_it(house: House) -> None:
    degrees, talk = degrees_of(house, days=None), await house.talk()
    with pytest.raises(NotFound):
        await degrees.say(talk.student.account, month_in(house, 1))
    assert not degrees.asked
    assert await degrees.said(talk.student.account) is None
    now = int(house.clock.now())
    assert 0 <= await end(house, degrees, talk) - now - RETENTION_DAYS * DAY < DAY


async def test_attack_35_no_clock_brings_the_day_forward(house: House) -> None:
    degrees, talk = degrees_of(house), await house.talk()
    await degrees.say(talk.student.account, month_in(house, 24))
    day = await end(house, degrees, talk)
    slow = FixedClock(house.clock.now())
    lapses = Lapses(cases=house.cases, claiming=house.claiming, clock=house.clock, destroying=slow)
    house.clock.pass_(10 * 366 * DAY)  # years ahead, and the slow clock does not believe it
    await lapses.sweep()
    assert await house.cases.find(talk.case) is not None
    slow.pass_(day + MARGIN_SECONDS - slow.now() - 1)
    await lapses.sweep()
    assert await house.cases.find(talk.case) is not None
    slow.pass_(2)
    await lapses.sweep()
    assert await house.cases.find(talk.case) is None


def test_a_month_ends_with_its_last_second() -> None:
    for month, first in (("2028-06", (2028, 7)), ("2028-12", (2029, 1))):
        assert end_of_month(month) == int(datetime(*first, 1, tzinfo=UTC).timestamp())
