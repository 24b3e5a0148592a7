"""Keeping over HTTP: what falls due, postponing by the lead, holds by two, certificates."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import crypto
from handlers.web.fields import encode
from people.accounts import Role
from tests.fakes.known import RecordingLive
from tests.fakes.ready import beginning_with
from tests.fakes.safeguarding import a_flag
from tests.fakes.supervising import supervision_over
from tests.fakes.web import Web

DAY = 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A team, each by a token."""

    web: Web
    tokens: dict[Role, str]

    async def status(self, role: Role, path: str, body: object = None) -> int:
        """What a POST of a role is answered."""
        return (await self.web.call("POST", path, self.tokens[role], body or {})).status_code

    async def look(self, role: Role = Role.COORDINATOR) -> dict[str, list[dict[str, object]]]:
        """Keeping, as a role sees it."""
        found: dict[str, list[dict[str, object]]] = await self.web.ok(
            "GET", "/api/keeping", self.tokens[role]
        )
        return found


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with beginning_with(Web.whole_team, tmp_path) as (stores, ready):
        web = Web(stores, supervision=supervision_over(stores, live=RecordingLive()))
        team = ready.join(web)
        yield Scene(web=web, tokens={role: token for role, (_, token) in team.items()})
        await web.http.aclose()


async def test_the_lead_alone_postpones_and_only_within_a_year(scene: Scene) -> None:
    now = int(scene.web.clock.now())
    path = "/api/keeping/postponements"
    body = {"kind": "concern", "until": now + 30 * DAY, "reason": "complaint"}
    assert await scene.status(Role.MANAGER, path, body) == 404
    for wrong in (now - 1, now + 400 * DAY):
        assert await scene.status(Role.COORDINATOR, path, {**body, "until": wrong}) == 400
    unfit = {**body, "reason": "because of Student 1"}
    assert await scene.status(Role.COORDINATOR, path, unfit) == 400
    assert await scene.status(Role.COORDINATOR, path, body) == 204
    (row,) = (await scene.look(Role.DEPUTY))["postponed"]
    assert (row["kind"], row["until"], row["reason"]) == ("concern", body["until"], "complaint")


async def test_a_hold_takes_two_to_begin_and_the_same_two_to_end(scene: Scene) -> None:
    hold, path = encode(crypto.random_bytes(16)), "/api/keeping/holds"
    body = {"id": hold, "reason": "incident", "since": 5, "until": 9}
    for wrong in ({"since": 10}, {"kind": "note"}, {"until": None}):
        assert await scene.status(Role.MANAGER, path, {**body, **wrong}) == 400
    assert await scene.status(Role.MANAGER, path, body) == 204
    assert await scene.status(Role.MANAGER, path, body) == 409

    async def state() -> object:
        (row,) = (await scene.look())["holds"]
        return row["state"]

    assert await scene.status(Role.MANAGER, f"{path}/{hold}/agree") == 404
    assert await scene.status(Role.DEPUTY, f"{path}/{hold}/end") == 404
    assert await state() == "asked"
    assert await scene.status(Role.COORDINATOR, f"{path}/{hold}/agree") == 204
    assert await state() == "held"
    assert await scene.status(Role.DEPUTY, f"{path}/{hold}/end") == 404
    assert await scene.status(Role.COORDINATOR, f"{path}/{hold}/end") == 204
    assert await scene.status(Role.COORDINATOR, f"{path}/{hold}/end") == 404
    assert await state() == "ending"
    assert await scene.status(Role.MANAGER, f"{path}/{hold}/end") == 204
    assert await state() == "ended"
    for step in ("agree", "end"):
        assert await scene.status(Role.MANAGER, f"{path}/{hold}/{step}") == 404
    rows = (await scene.web.ok("GET", "/api/audit", scene.tokens[Role.COORDINATOR]))["rows"]
    assert [row["event"] for row in rows if row["event"].startswith("hold")] == [
        "hold.ended",
        "hold.ending",
        "hold.held",
        "hold.asked",
    ]


async def test_who_asked_takes_it_back_alone_before_anybody_agreed(scene: Scene) -> None:
    hold, concern = encode(crypto.random_bytes(16)), a_flag("manager")
    _, student = await scene.web.student()
    await scene.web.ok("POST", "/api/flags", student, concern)
    one = {"kind": "concern", "reference": concern["id"]}
    body = {"id": hold, "reason": "legal", **one}
    assert await scene.status(Role.DEPUTY, "/api/keeping/holds", body) == 204
    assert await scene.status(Role.DEPUTY, f"/api/keeping/holds/{hold}/end") == 204
    (row,) = (await scene.look())["holds"]
    assert (row["state"], row["kind"]) == ("ended", "concern")
    # What single thing it was about is told nobody.
    assert one["reference"] not in str(row)


async def test_only_a_month_that_is_over_is_certified_and_only_to_the_lead(scene: Scene) -> None:
    async def status(month: str, role: Role = Role.COORDINATOR) -> int:
        path = f"/api/keeping/certificates/{month}"
        return (await scene.web.call("GET", path, scene.tokens[role])).status_code

    assert await status("2026-01") == 200
    assert await status("2099-01") == 404
    assert await status("2026-01", Role.MANAGER) == 404
    assert await status("2026-13") == 400
