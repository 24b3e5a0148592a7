"""Shifts over HTTP: the rota, workers' own strength, what is said to who waits, and the pause."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from handlers.web.fields import encode
from people.accounts import Role
from tests.fakes.devices import Device
from tests.fakes.office import Office
from tests.fakes.rooms import close_of
from tests.fakes.shifts import LATE_SECONDS, LEAD_SECONDS, ON_CALL, ZONE

HOUR = 3600


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    made = Office()
    yield made
    await made.web.http.aclose()


async def forget(office: Office) -> None:
    """Nothing is owed any more, and nobody was told a moment ago."""
    while rows := await office.outbox.due(now=office.clock.now()):
        for row in rows:
            await office.outbox.done(row.id)


class Scene:
    """A team with two workers, and a student."""

    def __init__(self, office: Office, team: dict[Role, tuple[Device, str]]) -> None:
        self.office = office
        self.team = team
        self.lead = team[Role.COORDINATOR][1]
        self.worker, self.token = team[Role.WORKER]

    async def account(self, token: str) -> str:
        return str((await self.office.web.ok("GET", "/api/me", token))["account"])

    async def code(self, method: str, path: str, token: str, body: object = None) -> Any:  # noqa: ANN401
        answer = await self.office.web.call(method, path, token, body)
        return answer.status_code, (answer.json() if answer.content else {}).get("error")

    async def keep(self, *slots: dict[str, object], version: int = 1, **more: object) -> None:
        body = {"version": version, "hours": [], "slots": [*slots], "changes": []} | more
        await self.office.web.ok("PUT", "/api/rota", self.lead, body)

    def today(self, hours: float) -> dict[str, object]:
        """From an hour ago until so many hours from now, every week on this day."""
        now = datetime.fromtimestamp(self.office.clock.now(), ZONE)
        minute = now.hour * 60
        return {
            "weekday": now.weekday(),
            "begins": minute - 60,
            "ends": minute + int(hours * 60),
        }

    async def wait(self, case: bytes, token: str) -> dict[str, Any]:
        return dict(await self.office.web.ok("GET", f"/api/cases/{encode(case)}/wait", token))


@pytest.fixture
async def scene(office: Office) -> Scene:
    return Scene(office, await office.staff())


async def test_the_coordinator_keeps_the_rota_and_workers_and_holders_read_it(scene: Scene) -> None:
    web = scene.office.web
    me = await scene.account(scene.token)
    await scene.keep({"worker": me} | scene.today(2))
    for token in (scene.token, scene.lead, scene.team[Role.DEPUTY][1]):
        found = await web.ok("GET", "/api/rota", token)
        assert (found["zone"], found["version"]) == ("Europe/London", 1)
        assert [each["account"] for each in found["workers"]] == [me]
        assert [shift["worker"] for shift in found["shifts"]] == [me, me][: len(found["shifts"])]
        assert found["shifts"][0]["begins"] < scene.office.clock.now() < found["shifts"][0]["ends"]
        assert found["on_call"] == {
            "name": ON_CALL.name,
            "call": ON_CALL.call,
            "hours": ON_CALL.hours,
        }
    body = {"version": 2, "hours": [], "slots": [], "changes": []}
    for token in (scene.token, scene.team[Role.MANAGER][1]):
        assert await scene.code("PUT", "/api/rota", token, body) == (404, "not_found")


async def test_a_rota_that_is_behind_or_wrong_is_refused(scene: Scene) -> None:
    me = await scene.account(scene.token)
    await scene.keep({"worker": me} | scene.today(2))
    empty = {"version": 2, "hours": [], "slots": [], "changes": []}
    assert await scene.code("PUT", "/api/rota", scene.lead, empty | {"version": 1}) == (
        409,
        "stale",
    )
    nobody = encode(b"n" * 16)
    for wrong in (
        {"slots": [{"worker": nobody} | scene.today(2)]},
        {"slots": [{"worker": await scene.account(scene.lead)} | scene.today(2)]},
        {"changes": [{"day": "2027-02-30", "worker": me}]},
        {"changes": [{"day": "tomorrow!!", "worker": me}]},
        {"changes": [{"day": "2027-01-20", "worker": me, "begins": 60}]},
        {"hours": [{"weekday": 7, "begins": 0, "ends": 60}]},
        {"hours": [{"weekday": 0, "begins": 0, "ends": 1441}]},
        {"hours": [{"weekday": 0, "begins": 0, "ends": 60}] * 51},
    ):
        refused = await scene.code("PUT", "/api/rota", scene.lead, empty | wrong)
        assert refused == (400, "malformed"), wrong
    assert scene.office.rota.kept.version == 1


async def test_days_that_are_over_go_from_the_rota(scene: Scene) -> None:
    me = await scene.account(scene.token)
    days = ("2026-12-31", "2027-01-14", "2027-01-20")
    await scene.keep(changes=[{"day": day, "worker": me} for day in days])
    found = await scene.office.web.ok("GET", "/api/rota", scene.token)
    assert [change["day"] for change in found["changes"]] == ["2027-01-14", "2027-01-20"]


async def test_who_waits_is_told_whether_somebody_is_here_and_when_next(scene: Scene) -> None:
    student, token = await scene.office.web.student()
    case, _ = await scene.office.ask(student, token, scene.worker)
    assert (await scene.wait(case, token))["kept"] is False
    now = int(scene.office.clock.now())
    await scene.keep({"worker": await scene.account(scene.token)} | scene.today(2))
    here = await scene.wait(case, token)
    assert (here["kept"], here["here"], here["until"]) == (True, True, now + 2 * HOUR)
    scene.office.clock.pass_(2 * HOUR)
    away = await scene.wait(case, token)
    assert (away["here"], away["next"]) == (False, now + 7 * 24 * HOUR - HOUR)
    assert "until" not in away


async def test_only_those_whom_the_request_went_to_count(scene: Scene) -> None:
    other, session = await scene.office.another_worker(scene.team, 4711)
    student, token = await scene.office.web.student()
    case, _ = await scene.office.ask(student, token, scene.worker)
    await scene.keep({"worker": await scene.account(session)} | scene.today(2))
    found = await scene.wait(case, token)
    assert (found["kept"], found["here"], "next" in found) == (True, False, False)
    assert other.account().id != scene.worker.account().id


async def test_stepping_back_does_not_show_in_what_the_student_is_told(scene: Scene) -> None:
    student, token = await scene.office.web.student()
    case, _ = await scene.office.ask(student, token, scene.worker)
    await scene.keep({"worker": await scene.account(scene.token)} | scene.today(2))
    before = await scene.wait(case, token)
    await scene.office.web.ok("POST", f"/api/queue/{encode(case)}/recuse", scene.token, {})
    assert await scene.wait(case, token) == before


async def test_a_wait_is_the_students_own_and_over_once_there_is_a_room(scene: Scene) -> None:
    student, token = await scene.office.web.student()
    _, stranger = await scene.office.web.student(2)
    case, _ = await scene.office.ask(student, token, scene.worker)
    path = f"/api/cases/{encode(case)}/wait"
    assert await scene.code("GET", path, stranger) == (404, "not_found")
    assert await scene.code("GET", path, scene.token) == (404, "not_found")
    found = await scene.office.cases.find(case)
    assert found is not None
    await scene.keep({"worker": await scene.account(scene.token)} | scene.today(2))
    assert (await scene.wait(case, token))["kept"]
    close = encode(close_of(student, case, found.intake_hash, by="student"))
    await scene.office.web.ok("POST", f"/api/cases/{encode(case)}/close", token, {"close": close})
    # A device may ask a moment too late: no error, and nothing of who is here any more.
    told = await scene.wait(case, token)
    assert [told[name] for name in ("kept", "here", "minutes", "late")] == [False, False, 0, False]
    assert await scene.code("GET", path, stranger) == (404, "not_found")


async def test_nobody_has_more_at_once_than_they_chose(scene: Scene) -> None:
    web = scene.office.web
    await web.ok("PUT", "/api/duty", scene.token, {"limit": 1})
    cases = []
    for number in (1, 2):
        student, token = await web.student(number)
        case, _ = await scene.office.ask(student, token, scene.worker)
        cases.append(encode(case))
    await web.ok("POST", f"/api/queue/{cases[0]}/claim", scene.token, {})
    load = (await web.ok("GET", "/api/queue", scene.token))["load"]
    assert (load["open"], load["limit"], load["most"]) == (1, 1, 3)
    path = f"/api/queue/{cases[1]}/claim"
    assert await scene.code("POST", path, scene.token, {}) == (409, "full")
    await web.ok("POST", f"/api/queue/{cases[0]}/claim", scene.token, {})
    for limit in (0, 4):
        assert await scene.code("PUT", "/api/duty", scene.token, {"limit": limit}) == (
            400,
            "malformed",
        )
    await web.ok("PUT", "/api/duty", scene.token, {"limit": 3})
    await web.ok("POST", path, scene.token, {})


async def test_who_rests_takes_nothing_new_and_only_holders_see_until_when(scene: Scene) -> None:
    web, now = scene.office.web, int(scene.office.clock.now())
    student, token = await web.student()
    case, _ = await scene.office.ask(student, token, scene.worker)
    me = await scene.account(scene.token)
    await scene.keep({"worker": me} | scene.today(8))
    for until in (now, now - 1, now + 61 * 24 * HOUR):
        body = {"until": until}
        assert await scene.code("POST", "/api/duty/rest", scene.token, body) == (400, "malformed")
    await web.ok("POST", "/api/duty/rest", scene.token, {"until": now + 600})
    path = f"/api/queue/{encode(case)}/claim"
    assert await scene.code("POST", path, scene.token, {}) == (409, "resting")
    assert (await scene.wait(case, token))["here"] is False
    assert (await web.ok("GET", "/api/rota", scene.token))["away"] == []
    away = (await web.ok("GET", "/api/rota", scene.lead))["away"]
    assert away == [{"worker": me, "until": now + 600}]
    scene.office.clock.pass_(600)
    assert "resting_until" not in (await web.ok("GET", "/api/queue", scene.token))["load"]
    await web.ok("POST", path, scene.token, {})


async def test_who_has_to_stop_gives_claims_back_and_the_coordinator_is_told(scene: Scene) -> None:
    web, office = scene.office.web, scene.office
    student, token = await web.student()
    case, _ = await office.ask(student, token, scene.worker)
    path = f"/api/queue/{encode(case)}/claim"
    await web.ok("POST", path, scene.token, {})
    await forget(office)
    await web.ok("POST", "/api/duty/stop", scene.token, {})
    lead = scene.team[Role.COORDINATOR][0].telegram
    (row,) = [row for row in office.outbox.waiting if row.chat == lead]
    assert (row.text, row.data) == ("chat-update", {})
    assert (await web.ok("GET", f"/api/cases/{encode(case)}", token))["state"] == "waiting"
    assert await scene.code("POST", path, scene.token, {}) == (409, "resting")
    away = (await web.ok("GET", "/api/rota", scene.lead))["away"]
    assert away == [{"worker": await scene.account(scene.token)}]
    await forget(office)
    office.house.notices.back(scene.team[Role.COORDINATOR][0].account().id)
    await web.ok("POST", "/api/duty/stop", scene.token, {})
    assert not [row for row in office.outbox.waiting if row.chat == lead]
    await web.ok("POST", "/api/duty/back", scene.token, {})
    await web.ok("POST", path, scene.token, {})


async def test_a_long_wait_is_said_and_nudges_once_each(scene: Scene) -> None:
    office = scene.office
    student, token = await office.web.student()
    case, _ = await office.ask(student, token, scene.worker)
    await scene.keep({"worker": await scene.account(scene.token)} | scene.today(8))
    chats = {
        "student": student.telegram,
        "worker": scene.worker.telegram,
        "lead": scene.team[Role.COORDINATOR][0].telegram,
    }

    async def told() -> set[str]:
        await forget(office)
        await office.desk.shifts.waits.sweep()
        return {
            who for who, chat in chats.items() if chat in {r.chat for r in office.outbox.waiting}
        }

    office.clock.pass_(LATE_SECONDS - 1)
    assert await told() == set()
    assert (await scene.wait(case, token))["late"] is False
    office.clock.pass_(1)
    assert await told() == {"student", "worker"}
    assert (await scene.wait(case, token))["late"] is True
    office.clock.pass_(LEAD_SECONDS - LATE_SECONDS)
    assert await told() == {"lead"}
    office.clock.pass_(HOUR)
    assert await told() == set()


async def test_where_nobody_is_on_shift_the_coordinator_hears_at_once(scene: Scene) -> None:
    office = scene.office
    student, token = await office.web.student()
    await office.ask(student, token, scene.worker)
    office.clock.pass_(LATE_SECONDS)
    await forget(office)
    await office.desk.shifts.waits.sweep()
    chats = {row.chat for row in office.outbox.waiting}
    assert scene.team[Role.COORDINATOR][0].telegram in chats
    assert scene.worker.telegram not in chats


async def test_a_pause_ends_by_itself_at_the_time_that_was_said(scene: Scene) -> None:
    web, now = scene.office.web, int(scene.office.clock.now())
    for until in (now, now + 367 * 24 * HOUR):
        body: dict[str, object] = {"paused": True, "until": until}
        assert await scene.code("PUT", "/api/now/intake", scene.lead, body) == (400, "malformed")
    body = {"paused": True, "until": now + HOUR}
    await web.ok("PUT", "/api/now/intake", scene.lead, body)
    found = await web.ok("GET", "/api/service")
    assert (found["intake"], found["again"]) == ("paused", now + HOUR)
    assert (await web.ok("GET", "/api/now", scene.lead))["paused_until"] == now + HOUR
    scene.office.clock.pass_(HOUR)
    found = await web.ok("GET", "/api/service")
    assert (found["intake"], "again" in found) == ("open", False)
