"""The service's clock a day ahead, a day behind, and right again, over a whole room (attack 35).

What expires by the devices' own clocks is tests/hostile/test_roster_time.py's.
"""

from pathlib import Path

import pytest

from client.access import Person
from client.api import Refused
from client.asking import Story
from client.live import LiveRoom
from client.student import Student
from storage.audit import verify_running
from tests.hostile.town import Room, Stage, Town, build, stage

DAY = 86_400


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return build(tmp_path_factory.mktemp("town") / "data")


async def turn(on: Stage, seconds: int) -> None:
    """The clock is another, and everything that goes by the clock has its turn."""
    on.clock.pass_(seconds)
    for timer in on.run.service.timers.timers:
        await timer.job()


async def ended(on: Stage) -> Student:
    """Somebody whose case was closed, and is kept for its time."""
    student = await on.student(5002)
    case = await student.ask(Story(text="A letter."))
    await student.close(case)
    return student


async def in_again(person: Person) -> None:
    """A session of a day ago has ended; the keys are good."""
    with pytest.raises(Refused):
        await person.api.get("/api/me")
    await person.sign_in()


async def they_talk(on: Stage, room: Room, text: str) -> None:
    """Each writes, and both rooms hold all of it."""
    for someone, live in ((room.student, room.mine), (room.worker, room.theirs)):
        await live.say(await on.socket(someone), text)
    for live in (room.mine, room.theirs):
        await live.catch_up()
        assert live.findings == []
    assert _texts(room.mine) == _texts(room.theirs)
    assert _texts(room.mine).count(text) == 2


def _texts(live: LiveRoom) -> list[str]:
    return [text for _, text in live.said()]


async def test_attack_35_a_day_either_way_ends_and_erases_nothing(
    town: Town, tmp_path: Path
) -> None:
    async with stage(town, tmp_path / "data") as on:
        room, other = await on.room(), await ended(on)
        await turn(on, DAY)
        for person in (room.student.person, room.worker.person, other.person):
            await in_again(person)
        await they_talk(on, room, "A day ahead.")
        await turn(on, -2 * DAY)
        for person in (room.student.person, room.worker.person):
            await person.sign_in()
        await they_talk(on, room, "A day behind.")
        await turn(on, DAY)
        for someone in (room.student, room.worker, other):
            await someone.person.sign_in()
        await they_talk(on, room, "Right again.")
        assert [case["state"] for case in await other.person.api.cases()] == ["closed"]
        assert [case["state"] for case in await room.student.person.api.cases()] == ["open"]
        core = on.run.core
        assert (await verify_running(core.store, keys=core.keys)).holds


async def test_attack_35_yesterdays_launch_is_over_a_day_ahead(town: Town, tmp_path: Path) -> None:
    async with stage(town, tmp_path / "data") as on:
        student = await on.student(5003)
        old = student.person.launches()
        await turn(on, DAY)
        student.person.launches = lambda: old
        with pytest.raises(Refused) as refused:
            await student.person.sign_in()
        assert refused.value.status == 401
