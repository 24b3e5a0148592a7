"""Attack 35: a server clock set back by a day revives no launch data, session or invite."""

from pathlib import Path

import pytest

from client.api import Refused
from client.holder import enrol_staff, fresh_kit
from client.keys import Secret
from client.student import Student
from tests.fakes.clock import FixedClock
from tests.fakes.launchdata import launch_data
from tests.hostile.inside import Inside, Line, inside
from tests.hostile.town import HOUR, START, Town, copy
from tests.service import BOT_TOKEN

DAY = 24 * HOUR


async def refused(at: Inside, *, token: str, launch: str) -> None:
    """What had its time stays out: by HTTP, by socket, and by the old launch data."""
    person = at.person(5001)
    person.api.token = token
    with pytest.raises(Refused) as ended:
        await person.api.get("/api/me")
    assert ended.value.status == 401
    line = Line(at.service.app)
    line.say({"t": "hello", "token": token})
    assert await line.ended() == 4401
    person.launches = lambda: launch
    with pytest.raises(Refused) as old:
        await person.launch()
    assert old.value.status == 401


@pytest.mark.parametrize("restarted", [False, True])
async def test_attack_35_what_has_expired_stays_so(
    town: Town, tmp_path: Path, restarted: bool
) -> None:
    clock, data = FixedClock(START + HOUR), copy(town, tmp_path / "data")
    async with inside(town, data, clock=clock) as at:
        student = Student(person=at.person(5001))
        await student.agree()
        token = student.person.api.token
        launch = launch_data(5001, at=int(clock.now()), token=BOT_TOKEN)
        clock.pass_(DAY)
        await at.core.onward.keep()
        clock.pass_(-DAY)
        if not restarted:
            await refused(at, token=token, launch=launch)
    if restarted:
        async with inside(town, data, clock=clock) as at:
            await refused(at, token=token, launch=launch)
            # Telegram's own clock is right: who opens the app now gets in all the same.
            fresh = at.person(5001)
            fresh.change(student.person.ring)
            fresh.launches = lambda: launch_data(5001, at=int(clock.now()) + DAY, token=BOT_TOKEN)
            await fresh.sign_in()


async def test_attack_35_an_invite_that_ran_out_is_of_no_use(town: Town, tmp_path: Path) -> None:
    clock, data = FixedClock(START + HOUR), copy(town, tmp_path / "data")
    async with inside(town, data, clock=clock) as at:
        coordinator = await at.staff("coordinator")
        made = await coordinator.api.post(
            "/api/team/invites", {"role": "worker", "label": "Worker 9", "under18": False}
        )
        clock.pass_(8 * DAY)
        await at.core.onward.keep()
        clock.pass_(-8 * DAY)
        person = at.person(7009, side="staff")
        person.launches = lambda: launch_data(7009, at=int(clock.now()) + 8 * DAY, token=BOT_TOKEN)
        kept = [Secret.passphrase("correct horse battery"), fresh_kit()]
        with pytest.raises(Refused) as gone:
            await enrol_staff(person, invite=made["token"], name="Worker 9", kept=kept)
        assert gone.value.status == 404
