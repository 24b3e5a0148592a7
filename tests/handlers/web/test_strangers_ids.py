"""Attack 19 where an id is in a query or a body: a stranger's is as a random one, or a taken one.

Whoever makes something chooses its id. One that is taken is refused or does nothing; what is there
stays as it was and is shown to nobody more. The kinds are listed in test_kinds.py.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest

import crypto
from handlers.web.fields import encode
from tests.fakes.safeguarding import Scene, a_flag, safeguarding
from tests.handlers.web.matrix import seen
from tests.handlers.web.test_disclosures import CAPSULES, a_record
from tests.handlers.web.test_holds_unseen import a_hold
from tests.handlers.web.test_reports import a_report

EXISTS: Final = (409, {"error": "exists"})
NOT_FOUND: Final = (404, {"error": "not_found"})


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    CAPSULES.alive = True
    async with safeguarding(tmp_path, capsules=CAPSULES) as made:
        yield made


async def told(scene: Scene, who: str, method: str, path: str, body: Any = None) -> Any:  # noqa: ANN401
    answer = await scene.call(who, method, path, body)
    return answer.status_code, answer.json() if answer.content else None


def random_id() -> str:
    return encode(crypto.random_bytes(16))


async def test_a_page_before_a_strangers_object_is_as_before_a_random_one(scene: Scene) -> None:
    flag, record = a_flag("coordinator"), a_record("manager", "deputy")
    assert (await scene.call("worker", "POST", "/api/flags", flag)).status_code == 201
    assert (await scene.call("manager", "POST", "/api/disclosures", record)).status_code == 201
    for path, made in (("/api/flags", flag), ("/api/disclosures", record)):
        # Whose it is asks in this way.
        assert (await told(scene, "manager", "GET", f"{path}?before={made['id']}"))[0] == 200
        for who in ("coordinator", "worker", "student"):
            found = [
                await scene.call(who, "GET", f"{path}?before={name}")
                for name in (random_id(), made["id"])
            ]
            assert seen(found[0]) == seen(found[1]), (path, who)
            assert (found[0].status_code, found[0].json()) == NOT_FOUND


async def test_an_invite_is_withdrawn_by_holders_alone(scene: Scene) -> None:
    body = {"role": "worker", "label": "Worker 9", "under18": False}
    issued = await scene.web.ok("POST", "/api/team/invites", scene.tokens["coordinator"], body)
    for who in ("worker", "student", "consultant", "auditor"):
        found = [
            await scene.call(who, "DELETE", f"/api/team/invites/{name}")
            for name in (random_id(), issued["id"])
        ]
        assert seen(found[0]) == seen(found[1]), who
        assert found[0].status_code == 404
    invites = (await scene.web.ok("GET", "/api/team", scene.tokens["coordinator"]))["invites"]
    assert [each["id"] for each in invites] == [issued["id"]]


async def test_a_report_under_a_strangers_id_changes_nothing(scene: Scene) -> None:
    report = a_report("coordinator")
    assert (await scene.call("student", "POST", "/api/reports", report)).status_code == 201
    before = (await scene.call("manager", "GET", "/api/reports")).json()
    for left_out in ("coordinator", ""):
        other = a_report(left_out) | {"id": report["id"]}
        assert await told(scene, "worker", "POST", "/api/reports", other) == EXISTS
    assert await told(scene, "worker", "POST", "/api/reports", report) == EXISTS
    assert (await scene.call("manager", "GET", "/api/reports")).json() == before
    for who, path in (("worker", "/api/reports/mine"), ("coordinator", "/api/reports")):
        assert (await scene.call(who, "GET", path)).json()["reports"] == []


async def test_an_enquiry_under_a_strangers_id_changes_nothing(scene: Scene) -> None:
    body = {"id": random_id(), "kind": "parent", "channel": "phone"}
    assert (await scene.call("worker", "POST", "/api/enquiries", body)).status_code == 204
    before = (await scene.call("manager", "GET", "/api/enquiries")).json()
    assert len(before["enquiries"]) == 1
    other = body | {"kind": "press", "channel": "person"}
    assert (await scene.call("deputy", "POST", "/api/enquiries", other)).status_code == 204
    assert (await scene.call("manager", "GET", "/api/enquiries")).json() == before


async def test_a_hold_under_the_id_of_one_that_is_hidden_changes_nothing(scene: Scene) -> None:
    flag = a_flag("coordinator")
    assert (await scene.call("worker", "POST", "/api/flags", flag)).status_code == 201
    hold = a_hold(kind="concern", reference=flag["id"])
    assert (await scene.call("manager", "POST", "/api/keeping/holds", hold)).status_code == 204
    before = (await scene.call("deputy", "GET", "/api/keeping")).json()
    assert [each["id"] for each in before["holds"]] == [hold["id"]]
    own = a_hold(kind="conversation", reference=random_id()) | {"id": hold["id"]}
    assert await told(scene, "coordinator", "POST", "/api/keeping/holds", own) == EXISTS
    assert (await scene.call("coordinator", "GET", "/api/keeping")).json()["holds"] == []
    assert (await scene.call("deputy", "GET", "/api/keeping")).json() == before
