"""Reports and enquiries over HTTP: who may, who is told, and that nobody else hears of one."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

import crypto
from crypto import wire
from handlers.web.fields import decode, encode
from tests.fakes.safeguarding import HOLDERS, Scene, safeguarding

MISSING = (404, {"error": "not_found"})
OTHERS = ("worker", "student", "consultant", "auditor")


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with safeguarding(tmp_path) as made:
        yield made


def a_report(left_out: str = "") -> dict[str, Any]:
    """A report of the right shape; what is inside is nobody's business here."""
    wraps = [
        {"role": role, "wrap": encode(crypto.random_bytes(200))}
        for role in wire.flag_holders(left_out)
    ]
    sealed = encode(crypto.random_bytes(400))
    return {"id": encode(crypto.random_bytes(16)), "sealed": sealed, "wraps": wraps}


def an_event(number: int, before: str, mark: str) -> dict[str, Any]:
    """The next event behind these sealed bytes."""
    body = {
        "number": number,
        "previous": encode(wire.blob_hash(decode(before))),
        "event": encode(crypto.random_bytes(300)),
        "mark": mark,
    }
    if mark == "told":
        body["outcome"] = encode(crypto.random_bytes(200))
    return body


async def written(scene: Scene, who: str, left_out: str = "") -> dict[str, Any]:
    report = a_report(left_out)
    for _ in range(2):  # again: the same
        assert (await scene.call(who, "POST", "/api/reports", report)).status_code == 201
    return report


async def register(scene: Scene, who: str) -> Any:  # noqa: ANN401 -- JSON
    return (await scene.web.ok("GET", "/api/reports", scene.tokens[who]))["reports"]


async def owed(scene: Scene) -> int:
    """How many messages to Telegram wait."""
    file = scene.web.stores.file
    assert file is not None
    row = await file.store.read(lambda reads: reads.one("SELECT count(*) AS found FROM outbox"))
    assert row is not None
    return int(row["found"])


@pytest.mark.parametrize("author", ["student", "worker", "deputy"])
@pytest.mark.parametrize("left_out", ["", "coordinator", "manager"])
async def test_a_report_reaches_its_two_holders_and_nobody_else(
    scene: Scene, author: str, left_out: str
) -> None:
    report = await written(scene, author, left_out)
    holders = wire.flag_holders(left_out)
    events = f"/api/reports/{report['id']}/events"
    for role in HOLDERS:
        found = await register(scene, role)
        if role in holders:
            assert [(each["id"], each["state"], each["head"]) for each in found] == [
                (report["id"], "new", 0)
            ]
            assert found[0]["received_hour"] % 3600 == 0
            continue
        assert found == []
        body = an_event(1, report["sealed"], "looked")
        for answer in (
            await scene.call(role, "GET", events),
            await scene.call(role, "POST", events, body),
        ):
            assert (answer.status_code, answer.json()) == MISSING
    for who in OTHERS:
        answer = await scene.call(who, "GET", "/api/reports")
        assert (answer.status_code, answer.json()) == MISSING
    told = {encode(account) for kind, account in scene.live.told if kind == "queue" and account}
    assert told == {scene.accounts[role] for role in holders}
    assert [kind for kind, _ in scene.live.told if kind == "team"] == []
    seen = await scene.web.ok("GET", "/api/audit", scene.tokens["auditor"])
    assert not any("report" in row["event"] for row in seen["rows"])


async def test_r31_the_outcome_is_told_to_who_reported_it_and_to_nobody_else(scene: Scene) -> None:
    report, other = await written(scene, "student"), await written(scene, "worker")
    events, before, owing = f"/api/reports/{report['id']}/events", report["sealed"], 0
    for number, mark in enumerate(("looked", "told", "closed"), start=1):
        early = an_event(number, before, "opened")
        refused = await scene.call("manager", "POST", events, early)
        assert (refused.status_code, refused.json()) == (409, {"error": "stale"})
        body, owing = an_event(number, before, mark), await owed(scene)
        for _ in range(2):
            assert (await scene.call("manager", "POST", events, body)).status_code == 201
        assert await owed(scene) == owing + (mark == "told")
        before = body["event"]
        if mark == "told":
            outcome = body["outcome"]
    mine = await scene.web.ok("GET", "/api/reports/mine", scene.tokens["student"])
    assert mine == {"reports": [{"id": report["id"], "state": "closed", "outcomes": [outcome]}]}
    theirs = await scene.web.ok("GET", "/api/reports/mine", scene.tokens["worker"])
    assert theirs == {"reports": [{"id": other["id"], "state": "new", "outcomes": []}]}
    page = await scene.web.ok("GET", events + "?after=1", scene.tokens["coordinator"])
    assert [each["mark"] for each in page["events"]] == ["told", "closed"]
    assert page["head"] == 3


async def test_an_outcome_comes_exactly_with_the_telling(scene: Scene) -> None:
    report = await written(scene, "student")
    events = f"/api/reports/{report['id']}/events"
    untold = an_event(1, report["sealed"], "looked") | {"outcome": encode(b"o" * 80)}
    silent = an_event(1, report["sealed"], "told")
    del silent["outcome"]
    for body in (untold, silent, silent | {"mark": "opened", "number": 0}):
        answer = await scene.call("manager", "POST", events, body)
        assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})
    same = a_report()
    same["wraps"][1]["role"] = same["wraps"][0]["role"]
    deputy = a_report("manager")
    deputy["wraps"] = [deputy["wraps"][1]] * 2
    for wrong in (same, deputy):
        answer = await scene.call("student", "POST", "/api/reports", wrong)
        assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})


async def test_r2_what_is_noted_of_an_enquiry_is_a_code_and_who_noted_it(scene: Scene) -> None:
    body = {"id": encode(crypto.random_bytes(16)), "kind": "parent", "channel": "phone"}
    for _ in range(2):
        assert (await scene.call("worker", "POST", "/api/enquiries", body)).status_code == 204
    for who in ("student", "consultant", "auditor"):
        answer = await scene.call(who, "POST", "/api/enquiries", body)
        assert (answer.status_code, answer.json()) == MISSING
    for wrong in ({"note": "Their mother."}, {"kind": "student"}, {"channel": ""}):
        answer = await scene.call("worker", "POST", "/api/enquiries", body | wrong)
        assert answer.status_code == 400
    for role in HOLDERS:
        (found,) = (await scene.web.ok("GET", "/api/enquiries", scene.tokens[role]))["enquiries"]
        assert found.pop("hour") % 3600 == 0
        name = (await scene.web.ok("GET", "/api/me", scene.tokens["worker"]))["name"]
        assert found == {"kind": "parent", "channel": "phone", "by": name}
    answer = await scene.call("worker", "GET", "/api/enquiries")
    assert (answer.status_code, answer.json()) == MISSING
    desk = scene.web.app.state.supervision.enquiries
    scene.web.clock.pass_(365 * 24 * 3600)
    assert await desk.sweep() == 0
    scene.web.clock.pass_(2 * 24 * 3600)
    assert await desk.sweep() == 1
