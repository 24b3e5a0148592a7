"""The policy over HTTP: what anyone may ask, the record, approving, reviewing, being reminded."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from handlers.web.fields import encode
from people.accounts import Role
from supervision.policy_desk import PolicyDesk
from supervision.policy_record import DAY, PolicyInForce, months_after
from tests.fakes.known import RecordingLive
from tests.fakes.stores import on_sqlite
from tests.fakes.supervising import supervision_over
from tests.fakes.web import SETTINGS, Web

DIGEST = b"p" * 32
CITY = PolicyInForce(profile="city", digest=DIGEST, approver="trustees", review_months=12)
UCL = PolicyInForce(profile="ucl", digest=DIGEST)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A team under a policy."""

    web: Web
    desk: PolicyDesk
    tokens: dict[Role, str]

    @property
    def lead(self) -> str:
        return self.tokens[Role.COORDINATOR]


@pytest.fixture
async def scene(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    policy: PolicyInForce = getattr(request, "param", CITY)
    async with on_sqlite(tmp_path) as stores:
        supervision = supervision_over(stores, policy=policy, live=RecordingLive())
        web = Web(stores, supervision=supervision)
        await supervision.policy.begin()
        team = await web.whole_team()
        tokens = {role: token for role, (_, token) in team.items()}
        yield Scene(web=web, desk=supervision.policy, tokens=tokens)
        await web.http.aclose()


def decision(scene: Scene, *, digest: bytes = DIGEST, day: int = 0) -> dict[str, object]:
    return {"digest": encode(digest), "decided": int(scene.web.clock.now()) + day * DAY}


async def test_anyone_may_ask_who_else_can_help(web: Web) -> None:
    (shout,) = SETTINGS.signposts.signposts
    assert await web.ok("GET", "/api/signposts") == {
        "recheck_days": SETTINGS.signposts.recheck_days,
        "signposts": [
            {
                "code": shout.code,
                "category": shout.category,
                "language": "en",
                "name": shout.name,
                "what": shout.what,
                "hours": "",
                "where": "",
                "said": [{"language": "ar", "name": "x", "what": "y", "hours": "", "where": ""}],
                "text": shout.text,
                "text_word": shout.text_word,
                "checked": shout.checked,
            }
        ],
    }


async def test_anyone_may_ask_whom_to_call_here_and_elsewhere(web: Web) -> None:
    service = await web.ok("GET", "/api/service")
    (here,), line = service["crisis"], SETTINGS.crisis[0]
    assert here == {
        "language": "en",
        "name": line.name,
        "hours": line.hours,
        "note": line.note,
        "call": line.call,
    }
    (ireland,) = service["elsewhere"]["countries"]
    assert (service["elsewhere"]["page"], ireland["country"]) == ("lines.example.org", "IE")
    (emergency,) = ireland["crisis"]
    assert (emergency["call"], emergency["checked"]) == ("112", "2026-01-31")
    assert emergency["said"] == [{"language": "ar", "name": "x", "hours": "y", "note": ""}]
    digest = encode(SETTINGS.policy.digest)
    assert service["policy_texts"] == [{"language": "en", "digest": digest}]


async def test_anyone_may_ask_which_policy_is_in_force(web: Web) -> None:
    line = SETTINGS.policy
    assert await web.ok("GET", "/api/policy") == {
        "profile": line.profile,
        "digest": encode(line.digest),
        "grounds": list(line.grounds),
        "recipients": list(line.recipients),
        "statistics": list(line.statistics),
    }
    service = await web.ok("GET", "/api/service")
    assert (service["policy"], service["policy_digest"]) == (line.profile, encode(line.digest))
    assert service["switches"] == []


async def test_every_holder_reads_the_record_and_only_the_lead_adds_to_it(scene: Scene) -> None:
    for role in (Role.COORDINATOR, Role.MANAGER, Role.DEPUTY):
        found = await scene.web.ok("GET", "/api/policy/record", scene.tokens[role])
        assert (found["approved"], found["approver"]) == (False, "trustees")
        assert [row["event"] for row in found["rows"]] == ["shown"]
    for role in (Role.MANAGER, Role.DEPUTY, Role.WORKER):
        for path in ("approvals", "reviews"):
            answer = await scene.web.call(
                "POST", f"/api/policy/{path}", scene.tokens[role], decision(scene)
            )
            assert answer.status_code == 404
    answer = await scene.web.call("GET", "/api/policy/record", scene.tokens[Role.WORKER])
    assert answer.status_code == 404


async def test_an_approval_is_recorded_once_with_its_day_and_an_audit_row(scene: Scene) -> None:
    before = await scene.desk.approved()
    body = decision(scene, day=-3)
    for _ in range(2):
        found = await scene.web.ok("POST", "/api/policy/approvals", scene.lead, body)
    assert (before, await scene.desk.approved()) == (False, True)
    assert found["approved"]
    assert [row["event"] for row in found["rows"]] == ["approved", "shown"]
    assert found["rows"][0]["decided"] == body["decided"]
    assert found["rows"][0]["role"] == "coordinator"
    assert found["review_due"] == months_after(int(str(body["decided"])), 12)
    rows = (await scene.web.ok("GET", "/api/audit", scene.lead))["rows"]
    assert [row["event"] for row in rows].count("policy.approved") == 1


async def test_another_version_or_a_day_to_come_is_refused(scene: Scene) -> None:
    for path in ("approvals", "reviews"):
        stale = decision(scene, digest=b"q" * 32)
        answer = await scene.web.call("POST", f"/api/policy/{path}", scene.lead, stale)
        assert (answer.status_code, answer.json()) == (409, {"error": "stale"})
        answer = await scene.web.call(
            "POST", f"/api/policy/{path}", scene.lead, decision(scene, day=2)
        )
        assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})
    found = await scene.web.ok("GET", "/api/policy/record", scene.lead)
    assert [row["event"] for row in found["rows"]] == ["shown"]


@pytest.mark.parametrize("scene", [UCL], indirect=True)
async def test_where_the_policy_names_nobody_there_is_nothing_to_approve(scene: Scene) -> None:
    answer = await scene.web.call("POST", "/api/policy/approvals", scene.lead, decision(scene))
    assert answer.status_code == 404
    assert await scene.desk.approved()
    found = await scene.web.ok("POST", "/api/policy/reviews", scene.lead, decision(scene))
    assert "review_due" not in found
    assert found["approved"]


async def test_the_coordinator_is_reminded_of_a_review_until_it_is_done(scene: Scene) -> None:
    web = scene.web
    await web.ok("POST", "/api/policy/approvals", scene.lead, decision(scene))
    due = months_after(int(web.clock.now()), 12)
    assert not await scene.desk.sweep()
    web.clock.seconds = due - 30 * DAY
    assert await scene.desk.sweep()
    assert not await scene.desk.sweep()
    web.clock.seconds = due
    assert await scene.desk.sweep()
    record = await scene.desk.record()
    assert [row.event.value for row in record.rows] == ["approved", "shown"]
    actor = (await web.services.team.team()).members[0].account
    assert actor.role is Role.COORDINATOR
    await scene.desk.review(actor, DIGEST, decided=due)
    web.clock.seconds = due + 31 * DAY
    assert not await scene.desk.sweep()
    assert (await scene.desk.record()).review_due == months_after(due, 12)
