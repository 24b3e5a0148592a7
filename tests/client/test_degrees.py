"""The end of a degree over the whole service: said, kept over a restart, followed by what ended."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from client.api import Refused, b64
from client.asking import Story
from client.student import Student
from intake.degrees import end_of_month
from tests.client.test_holder import add_worker, set_up_team
from tests.fakes.clock import FixedClock
from tests.service import running

DAY = 24 * 3600


async def test_what_has_ended_is_kept_until_the_degree_and_a_year(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with running(data, policy="portsmouth") as run:
        holder = (await set_up_team(run))["coordinator"]
        await add_worker(run, holder, telegram_id=7001, name="Worker 1")
        student = Student(person=run.person(5001))
        await student.agree()
        case = await student.ask(Story(text="I don't know whom to tell."))
        api = student.person.api
        assert await api.get("/api/me/degree") == {"asked": True, "month": None}
        month = f"{datetime.fromtimestamp(run.clock.now(), UTC).year + 2}-06"
        await api.call("PUT", "/api/me/degree", {"month": month})
        await student.close(case)
        kept = (await api.get(f"/api/cases/{b64(case)}"))["keep_until"]
        assert kept == end_of_month(month) + 365 * DAY
        with pytest.raises(Refused, match="malformed"):
            await api.call("PUT", "/api/me/degree", {"month": "1999-01"})
    async with running(data, policy="portsmouth") as run:
        student.person.api = run.person(5001).api
        await student.person.launch()
        await student.person.sign_in()
        api = student.person.api
        assert await api.get("/api/me/degree") == {"asked": True, "month": month}
        later = f"{int(month[:4]) + 1}-06"
        await api.call("PUT", "/api/me/degree", {"month": later})
        kept = (await api.get(f"/api/cases/{b64(case)}"))["keep_until"]
        assert kept == end_of_month(later) + 365 * DAY
        await api.call("PUT", "/api/me/degree", {"month": None})
        assert await api.get("/api/me/degree") == {"asked": True, "month": None}


async def test_the_lead_sees_the_month_and_is_warned_by_it(tmp_path: Path) -> None:
    """What falls due stands under the degree's day, and moves with it; counts, never whose."""
    clock = FixedClock()
    async with running(tmp_path / "data", clock=clock, policy="portsmouth") as run:
        holder = (await set_up_team(run))["coordinator"]
        await add_worker(run, holder, telegram_id=7001, name="Worker 1")
        student = Student(person=run.person(5001))
        await student.agree()
        case = await student.ask(Story(text="I don't know whom to tell."))
        await student.close(case)

        async def due() -> list[dict[str, object]]:
            found: list[dict[str, object]] = (await holder.person.api.get("/api/keeping"))["due"]
            return found

        (unsaid,) = await due()
        for ahead in (2, 3):
            year = datetime.fromtimestamp(clock.now(), UTC).year + ahead
            month = f"{year}-06"
            await student.person.api.call("PUT", "/api/me/degree", {"month": month})
            # June's end and a year, and the day by which destroying waits (attack 35).
            day = datetime.fromtimestamp(end_of_month(month) + 366 * DAY, UTC)
            assert await due() == [{**unsaid, "month": day.strftime("%Y-%m")}]
        await student.person.api.call("PUT", "/api/me/degree", {"month": None})
        assert await due() == [unsaid]


async def test_another_policy_does_not_ask(tmp_path: Path) -> None:
    async with running(tmp_path / "data", policy="ucl") as run:
        student = Student(person=run.person(5001))
        await student.agree()
        api = student.person.api
        # Every device asks: that it is not asked for is an answer and no error.
        assert await api.get("/api/me/degree") == {"asked": False, "month": None}
        with pytest.raises(Refused, match="not_found"):
            await api.call("PUT", "/api/me/degree", {"month": "2030-06"})
