"""R14 where a policy counts from the end of the degree: the student's month decides. One check."""

from datetime import UTC, datetime

from intake.degrees import end_of_month
from intake.errors import NotFound
from policy.profiles import load_profile
from tests.fakes.degrees import degrees_of
from tests.policies.setting import house_under, refuses_async

DAY = 24 * 3600


async def after_degree(name: str) -> None:
    """That month's end and the policy's days; under the others nobody is asked."""
    retention, house = load_profile(name).retention, house_under(name)
    asked = retention.rule == "after-degree"
    degrees = degrees_of(house, days=retention.days if asked else None)
    student, now = house.student().account, int(house.clock.now())
    month = f"{datetime.fromtimestamp(now, UTC).year + 3}-06"
    if not asked:
        assert await refuses_async(NotFound, degrees.say(student, month))
        return
    await degrees.say(student, month)
    until = await degrees.until(student.id, ended=now)
    assert until - end_of_month(month) == (retention.days or 0) * DAY
