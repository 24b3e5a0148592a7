"""Disclosures over HTTP: halves only as §13 says, refusals final, auditors, who it is closed to."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import crypto
from crypto import wire
from crypto.wire import CaseId
from handlers.web.fields import decode, encode
from supervision.disclosure_ports import HeldCapsule
from tests.fakes.safeguarding import Scene, safeguarding
from tests.fakes.supervising import DAYS

MISSING = (404, {"error": "not_found"})
CASE = crypto.random_bytes(16)
HALVES = [bytes([65 + place]) * 100 for place in range(6)]


class OneCapsule:
    """Implements `Capsules`: one case has one, while it lives."""

    def __init__(self) -> None:
        self.alive = True

    async def capsule(self, case: CaseId) -> HeldCapsule | None:
        if case != CASE or not self.alive:
            return None
        return HeldCapsule(
            version=3, intake=b"intake", record=b"record", sealed=b"sealed", halves=HALVES
        )


CAPSULES = OneCapsule()


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    CAPSULES.alive = True
    async with safeguarding(tmp_path, capsules=CAPSULES) as made:
        yield made


def a_record(requester: str = "coordinator", approver: str = "manager") -> dict[str, Any]:
    return {
        "id": encode(crypto.random_bytes(16)),
        "case": encode(CASE),
        "capsule_version": 3,
        "mark": encode(crypto.random_bytes(16)),
        "requester": requester,
        "approver": approver,
        "record": encode(crypto.random_bytes(500)),
        "wraps": [
            {"role": role, "wrap": encode(crypto.random_bytes(200))}
            for role in (requester, approver)
        ],
        "tell": wire.NEVER,
        "note": encode(crypto.random_bytes(200)),
        "closed_to": [],
    }


async def post(scene: Scene, who: str, body: dict[str, Any]) -> httpx.Response:
    return await scene.call(who, "POST", "/api/disclosures", body)


async def step(
    scene: Scene, who: str, record: dict[str, Any], name: str, body: object = None
) -> httpx.Response:
    method = {"half": "GET", "tell": "PUT"}.get(name, "POST")
    return await scene.call(who, method, f"/api/disclosures/{record['id']}/{name}", body)


async def listed(scene: Scene, who: str) -> Any:  # noqa: ANN401 -- JSON
    answer = await scene.call(who, "GET", "/api/disclosures")
    assert answer.status_code == 200
    return answer.json()["disclosures"]


APPROVE = {"decision": "approve", "part": encode(b"d" * 300), "release": encode(b"x" * 200)}
REFUSE = {"decision": "refuse", "part": encode(b"d" * 300)}
DONE = {"part": encode(b"c" * 300)}


async def test_attack_42_halves_are_handed_out_in_turn_and_to_nobody_else(scene: Scene) -> None:
    record = a_record()
    for _ in range(2):
        assert (await post(scene, "coordinator", record)).status_code == 201
    await nobody_but(scene, record, {"manager"})
    found = (await step(scene, "manager", record, "half")).json()
    assert found == {
        "half": encode(HALVES[1]),
        "capsule_record": encode(b"record"),
        "sealed_hash": encode(wire.blob_hash(b"sealed")),
    }
    approved = await step(scene, "manager", record, "decision", APPROVE)
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    assert (await step(scene, "manager", record, "decision", APPROVE)).status_code == 200
    await nobody_but(scene, record, {"coordinator"})
    opened = (await step(scene, "coordinator", record, "half")).json()
    assert opened == {
        "half": encode(HALVES[0]),
        "capsule_record": encode(b"record"),
        "release": APPROVE["release"],
        "decision": APPROVE["part"],
        "capsule": encode(b"sealed"),
        "intake": encode(b"intake"),
    }
    (row,) = await listed(scene, "coordinator")
    assert (row["state"], row["overdue"]) == ("opened", False)
    assert (await step(scene, "manager", record, "completion", DONE)).status_code == 404
    for _ in range(2):
        done = await step(scene, "coordinator", record, "completion", DONE)
        assert (done.status_code, done.json()["state"]) == (200, "completed")
    await nobody_but(scene, record, set())
    (row,) = await listed(scene, "manager")
    assert [part["n"] for part in row["parts"]] == [1, 2, 3]
    rows = (await scene.web.ok("GET", "/api/audit", scene.tokens["auditor"]))["rows"]
    events = [each["event"] for each in rows]
    assert events.count("capsule.half_shown") == 2
    assert events.count("capsule.opened") == 2
    assert events.count("disclosure.requested") == events.count("disclosure.completed") == 1


async def nobody_but(scene: Scene, record: dict[str, Any], may: set[str]) -> None:
    """Who is handed a half now; the requester's is asked for last, for it opens."""
    for who in ("worker", "student", "consultant", "auditor", "deputy", "manager", "coordinator"):
        answer = await step(scene, who, record, "half")
        assert answer.status_code == (200 if who in may else 404), who
        if who not in may:
            assert (answer.status_code, answer.json()) == MISSING


async def test_what_was_not_completed_is_overdue(scene: Scene) -> None:
    record = a_record()
    await post(scene, "coordinator", record)
    await step(scene, "manager", record, "decision", APPROVE)
    await step(scene, "coordinator", record, "half")
    await scene.sweep(DAYS * 24 * 3600 - 1)
    assert (await listed(scene, "manager"))[0]["overdue"] is False
    await scene.sweep(1)
    assert (await listed(scene, "manager"))[0]["overdue"] is True
    await step(scene, "coordinator", record, "completion", DONE)
    assert (await listed(scene, "manager"))[0]["overdue"] is False


async def test_the_third_holder_and_everybody_else_see_none_of_it(scene: Scene) -> None:
    record = a_record()
    await post(scene, "coordinator", record)
    told = {encode(account) for kind, account in scene.live.told if kind == "queue" and account}
    assert told == {scene.accounts["manager"]}
    assert await listed(scene, "deputy") == []
    assert await listed(scene, "auditor") == []
    for who in ("worker", "student", "consultant"):
        answer = await scene.call(who, "GET", "/api/disclosures")
        assert (answer.status_code, answer.json()) == MISSING
    for name, body in (
        ("decision", APPROVE),
        ("completion", DONE),
        ("withdraw", None),
        ("tell", {"tell": 0}),
        ("wraps", {"wraps": []}),
    ):
        answer = await step(scene, "deputy", record, name, body)
        assert (answer.status_code, answer.json()) == MISSING, name


async def test_a_refusal_is_final_for_its_ground(scene: Scene) -> None:
    record = a_record()
    await post(scene, "coordinator", record)
    refused = await step(scene, "manager", record, "decision", REFUSE)
    assert refused.json()["state"] == "refused"
    for name, who, body in (
        ("decision", "manager", APPROVE),
        ("withdraw", "coordinator", None),
        ("completion", "coordinator", DONE),
    ):
        answer = await step(scene, who, record, name, body)
        assert (answer.status_code, answer.json()) == (409, {"error": "changed"}), name
    await nobody_but(scene, record, set())
    for requester, approver in (("coordinator", "manager"), ("manager", "deputy")):
        again = a_record(requester, approver) | {"mark": record["mark"]}
        answer = await post(scene, requester, again)
        assert (answer.status_code, answer.json()) == (409, {"error": "refused"})
    assert (await post(scene, "coordinator", a_record())).status_code == 201


async def test_withdrawn_before_it_is_opened_and_never_after(scene: Scene) -> None:
    record, other = a_record(), a_record()
    for each in (record, other):
        await post(scene, "coordinator", each)
        await step(scene, "manager", each, "decision", APPROVE)
    assert (await step(scene, "manager", record, "withdraw")).status_code == 404
    for _ in range(2):
        assert (await step(scene, "coordinator", record, "withdraw")).status_code == 200
    await nobody_but(scene, record, set())
    await step(scene, "coordinator", other, "half")
    assert (await step(scene, "coordinator", other, "withdraw")).status_code == 409


@pytest.mark.parametrize(
    ("who", "change", "expected"),
    [
        ("manager", {}, 400),
        ("deputy", {}, 400),
        ("coordinator", {"approver": "coordinator"}, 400),
        ("coordinator", {"approver": "deputy"}, 400),  # the wraps say otherwise
        ("coordinator", {"capsule_version": 2}, 404),
        ("coordinator", {"case": "A" * 22}, 404),
        ("coordinator", {"name": "x"}, 400),
        ("worker", {}, 404),
        ("auditor", {}, 404),
    ],
)
async def test_records_that_are_refused(
    scene: Scene, who: str, change: dict[str, Any], expected: int
) -> None:
    assert (await post(scene, who, a_record() | change)).status_code == expected
    assert await listed(scene, "coordinator") == []


async def test_other_content_under_the_same_id_is_refused(scene: Scene) -> None:
    record = a_record()
    await post(scene, "coordinator", record)
    for other in (a_record("manager", "coordinator"), a_record("manager", "deputy")):
        answer = await post(scene, "manager", other | {"id": record["id"]})
        assert (answer.status_code, answer.json()) == (409, {"error": "exists"})
    assert len(await listed(scene, "manager")) == 1
    assert await listed(scene, "deputy") == []


async def test_a_release_goes_with_an_approval_alone(scene: Scene) -> None:
    record = a_record()
    await post(scene, "coordinator", record)
    for body in (REFUSE | {"release": APPROVE["release"]}, REFUSE | {"decision": "approve"}):
        assert (await step(scene, "manager", record, "decision", body)).status_code == 400
    assert (await step(scene, "coordinator", record, "decision", APPROVE)).status_code == 404


async def test_the_telling_is_moved_until_it_was_told(scene: Scene) -> None:
    record = a_record()
    await post(scene, "coordinator", record)
    await step(scene, "manager", record, "decision", APPROVE)
    await step(scene, "coordinator", record, "half")
    later = int(scene.web.clock.now()) + 100
    for who in ("manager", "coordinator"):
        assert (await step(scene, who, record, "tell", {"tell": later})).json()["tell"] == later
    await step(scene, "coordinator", record, "tell", {"tell": 0})
    answer = await step(scene, "manager", record, "tell", {"tell": wire.NEVER})
    assert (answer.status_code, answer.json()) == (409, {"error": "told"})


async def certificate_of(scene: Scene, who: str) -> str:
    signed = scene.web.certificates[scene.devices[who].sign.public]
    return encode(wire.certificate_id(wire.open_signed(signed, wire.Certificate)))


async def test_an_auditor_reads_what_was_sealed_to_them(scene: Scene) -> None:
    record = a_record()
    await post(scene, "coordinator", record)
    auditor = await certificate_of(scene, "auditor")
    wraps = {"wraps": [{"certificate": auditor, "wrap": encode(b"w" * 90)}]}
    worker = {"wraps": [{"certificate": await certificate_of(scene, "worker"), "wrap": "AAAA"}]}
    assert (await step(scene, "manager", record, "wraps", worker)).status_code == 409
    assert (await step(scene, "manager", record, "wraps", wraps)).status_code == 204
    (row,) = await listed(scene, "auditor")
    assert (row["wrap"], "case" in row) == (encode(b"w" * 90), False)
    assert decode(row["parts"][0]["sealed"]) == decode(record["record"])


async def test_what_is_closed_to_somebody_is_not_handed_to_them(scene: Scene) -> None:
    auditor = await certificate_of(scene, "auditor")
    record = a_record() | {"closed_to": [auditor]}
    await post(scene, "coordinator", record)
    wraps = {"wraps": [{"certificate": auditor, "wrap": encode(b"w" * 90)}]}
    assert (await step(scene, "coordinator", record, "wraps", wraps)).status_code == 400
    assert await listed(scene, "auditor") == []
    for who in ("coordinator", "manager"):
        named = a_record() | {"closed_to": [await certificate_of(scene, who)]}
        assert (await post(scene, "coordinator", named)).status_code == 400


async def test_a_capsule_that_is_gone_is_opened_by_nobody(scene: Scene) -> None:
    record = a_record()
    await post(scene, "coordinator", record)
    await step(scene, "manager", record, "decision", APPROVE)
    CAPSULES.alive = False
    await nobody_but(scene, record, set())
    (row,) = await listed(scene, "coordinator")
    assert row["state"] == "approved"


async def test_attack_20_a_holder_whom_the_roster_no_longer_lists(scene: Scene) -> None:
    record = a_record()
    await post(scene, "coordinator", record)
    coordinator = scene.tokens["coordinator"]
    team = await scene.web.ok("GET", "/api/team", coordinator)
    team["members"] = [m for m in team["members"] if m["role"] != "manager"]
    signed = scene.web.next_roster(team, by=scene.devices["coordinator"])
    await scene.web.ok("POST", "/api/team/roster", coordinator, {"roster": encode(signed)})
    assert (await scene.call("manager", "GET", "/api/disclosures")).status_code == 404
    assert (await step(scene, "manager", record, "half")).status_code == 404
    assert (await step(scene, "manager", record, "decision", APPROVE)).status_code == 404


async def test_what_is_closed_to_somebody_stays_so_when_they_renew(scene: Scene) -> None:
    """R22: the list names people, whatever certificate they have by now."""
    before = await certificate_of(scene, "auditor")
    record = a_record() | {"closed_to": [before]}
    await post(scene, "coordinator", record)
    (row,) = await listed(scene, "coordinator")
    assert row["closed_to"] == [before]
    coordinator, token = scene.devices["coordinator"], scene.tokens["coordinator"]
    await scene.web.certify(token, scene.devices["auditor"], by=coordinator.sign)
    await scene.web.sign_roster(token, coordinator)
    renewed = await certificate_of(scene, "auditor")
    assert renewed != before
    wraps = {"wraps": [{"certificate": renewed, "wrap": encode(b"w" * 90)}]}
    assert (await step(scene, "coordinator", record, "wraps", wraps)).status_code == 400
    assert await listed(scene, "auditor") == []


async def test_which_capsule_a_record_can_name_is_told_to_holders_alone(scene: Scene) -> None:
    path = f"/api/disclosures/capsules/{encode(CASE)}"
    for who in ("coordinator", "manager", "deputy"):
        assert (await scene.call(who, "GET", path)).json() == {"version": 3}
    for who in ("worker", "student", "consultant", "auditor"):
        answer = await scene.call(who, "GET", path)
        assert (answer.status_code, answer.json()) == MISSING
    random = encode(crypto.random_bytes(16))
    answer = await scene.call("coordinator", "GET", f"/api/disclosures/capsules/{random}")
    assert (answer.status_code, answer.json()) == MISSING


async def reminded(scene: Scene, seconds: int) -> set[str]:
    """Who is told after so long, by one turn of the reminders."""
    scene.web.clock.pass_(seconds)
    scene.live.told.clear()
    await scene.web.app.state.supervision.disclosures.sweep()
    return {encode(account) for _, account in scene.live.told if account}


async def test_who_opened_is_reminded_until_they_say_what_was_done(scene: Scene) -> None:
    record, period = a_record(), DAYS * 86_400
    await post(scene, "coordinator", record)
    await step(scene, "manager", record, "decision", APPROVE)
    assert await reminded(scene, 0) == set()
    scene.tokens["coordinator"] = await scene.web.sign_in(scene.devices["coordinator"])
    await step(scene, "coordinator", record, "half")
    assert await reminded(scene, period - 1) == set()
    assert await reminded(scene, 1) == {scene.accounts["coordinator"]}
    assert await reminded(scene, 60) == set()
    assert await reminded(scene, period) == {scene.accounts["coordinator"]}
    scene.tokens["coordinator"] = await scene.web.sign_in(scene.devices["coordinator"])
    (row,) = await listed(scene, "coordinator")
    assert row["overdue"]
    # Looking again and moving the telling begin nothing anew.
    await step(scene, "coordinator", record, "half")
    await step(scene, "coordinator", record, "tell", {"tell": 0})
    assert await reminded(scene, 60) == set()
    await step(scene, "coordinator", record, "completion", DONE)
    assert await reminded(scene, 2 * period) == set()
