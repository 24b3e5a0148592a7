"""Flags over HTTP: receipts, the inbox of two, the deputy's late part, events of both at once."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import crypto
from crypto import wire
from handlers.web.fields import encode
from storage.flagchain import verify_flags
from tests.fakes.safeguarding import (
    HOLDERS,
    Scene,
    a_flag,
    an_event,
    head_of,
    safeguarding,
    wrap_of,
)
from tests.fakes.supervising import TIMES

MISSING = (404, {"error": "not_found"})


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with safeguarding(tmp_path) as made:
        yield made


async def send(scene: Scene, flag: dict[str, Any], who: str = "worker") -> httpx.Response:
    return await scene.call(who, "POST", "/api/flags", flag)


async def receipt(scene: Scene, flag: dict[str, Any], who: str = "worker") -> str:
    answer = await scene.call(who, "POST", "/api/flags/receipt", {"id": flag["id"]})
    assert answer.status_code == 200
    return str(answer.json()["state"])


@pytest.mark.parametrize("author", ["worker", "student"])
@pytest.mark.parametrize("left_out", ["", "coordinator", "manager"])
async def test_a_flag_reaches_its_two_holders_and_nobody_else(
    scene: Scene, author: str, left_out: str
) -> None:
    flag = a_flag(left_out)
    assert (await send(scene, flag, author)).status_code == 201
    assert (await send(scene, flag, author)).status_code == 201
    holders = wire.flag_holders(left_out)
    for role in HOLDERS:
        found = await scene.flags(role)
        if role not in holders:
            assert found == []
            continue
        assert [each["id"] for each in found] == [flag["id"]]
        assert found[0]["sealed"] == flag["sealed"]
        assert found[0]["wrap"] == wrap_of(flag, role)
        assert (found[0]["state"], found[0]["head"]) == ("sent", 0)
        assert found[0]["received_hour"] % 3600 == 0
    for who in ("worker", "student", "consultant", "auditor"):
        answer = await scene.call(who, "GET", "/api/flags")
        assert (answer.status_code, answer.json()) == MISSING
    told = {encode(account) for kind, account in scene.live.told if kind == "queue" and account}
    assert told == {scene.accounts[role] for role in holders}
    assert [kind for kind, _ in scene.live.told if kind == "team"] == []
    events = f"/api/flags/{flag['id']}/events"
    for role in set(HOLDERS) - set(holders):
        answer = await scene.call(role, "GET", events)
        assert (answer.status_code, answer.json()) == MISSING
        body, _ = an_event(1, head_of(flag), "acknowledged")
        answer = await scene.call(role, "POST", events, body)
        assert (answer.status_code, answer.json()) == MISSING


async def test_another_flag_under_the_same_id_is_refused_and_changes_nothing(scene: Scene) -> None:
    flag = a_flag()
    await send(scene, flag)
    other = a_flag() | {"id": flag["id"]}
    answer = await send(scene, other, "student")
    assert (answer.status_code, answer.json()) == (409, {"error": "exists"})
    assert (await scene.flags("manager"))[0]["sealed"] == flag["sealed"]


@pytest.mark.parametrize("who", ["coordinator", "manager", "deputy", "consultant", "auditor"])
async def test_holders_and_visitors_raise_none(scene: Scene, who: str) -> None:
    answer = await send(scene, a_flag(), who)
    assert (answer.status_code, answer.json()) == MISSING


@pytest.mark.parametrize(
    "change",
    [
        {"late": None},
        {"wraps": [{"role": "coordinator", "wrap": "AAAA"}] * 2},
        {"wraps": [{"role": r, "wrap": "AAAA"} for r in ("coordinator", "deputy")]},
        {"case": "A" * 22},
        {"sealed": encode(bytes(140 * 1024 + 1))},
        {"id": "A" * 21},
    ],
)
async def test_what_is_no_flag_is_refused(scene: Scene, change: dict[str, Any]) -> None:
    answer = await send(scene, a_flag() | change)
    assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})
    assert await scene.flags("coordinator") == []


async def test_the_receipt_says_one_word_to_whoever_knows_the_id(scene: Scene) -> None:
    flag = a_flag()
    assert await receipt(scene, flag) == "gone"
    await send(scene, flag)
    for who in ("worker", "student", "deputy"):
        assert await receipt(scene, flag, who) == "sent"
    body, _ = an_event(1, head_of(flag), "acknowledged")
    path = f"/api/flags/{flag['id']}/events"
    assert (await scene.call("manager", "POST", path, body)).status_code == 201
    assert await receipt(scene, flag) == "received"
    assert await receipt(scene, a_flag()) == "gone"


async def test_events_written_at_once_are_all_kept(scene: Scene) -> None:
    flag = a_flag()
    await send(scene, flag)
    path = f"/api/flags/{flag['id']}/events"
    first, after_first = an_event(1, head_of(flag), "acknowledged")
    other, _ = an_event(1, head_of(flag))
    assert (await scene.call("coordinator", "POST", path, first)).status_code == 201
    refused = await scene.call("manager", "POST", path, other)
    kept = {"number": 1, "event": first["event"], "mark": "acknowledged"}
    assert refused.status_code == 409
    assert refused.json() == {"error": "changed", "head": 1, "events": [kept]}
    assert (await scene.call("coordinator", "POST", path, first)).json() == {"number": 1}
    behind = other | {"number": 2, "previous": encode(after_first)}
    assert (await scene.call("manager", "POST", path, behind)).status_code == 201
    far = await scene.call("manager", "POST", path, other | {"number": 9})
    assert (far.status_code, far.json()["head"], far.json()["events"]) == (409, 2, [])
    page = (await scene.call("manager", "GET", path)).json()
    assert [each["event"] for each in page["events"]] == [first["event"], other["event"]]
    rest = (await scene.call("coordinator", "GET", f"{path}?after=1")).json()
    assert [each["number"] for each in rest["events"]] == [2]
    assert rest["head"] == 2


@pytest.mark.parametrize(
    ("marks", "state"),
    [
        ([""], "sent"),
        (["closed"], "sent"),
        (["opened"], "sent"),
        (["acknowledged"], "acknowledged"),
        (["acknowledged", "closed"], "closed"),
        (["acknowledged", "closed", "", "acknowledged"], "closed"),
        (["acknowledged", "closed", "opened"], "acknowledged"),
    ],
)
async def test_the_servers_state_moves_by_marks(scene: Scene, marks: list[str], state: str) -> None:
    flag = a_flag()
    await send(scene, flag)
    previous = head_of(flag)
    for number, mark in enumerate(marks, 1):
        body, previous = an_event(number, previous, mark)
        answer = await scene.call("manager", "POST", f"/api/flags/{flag['id']}/events", body)
        assert answer.status_code == 201
    (found,) = await scene.flags("coordinator")
    assert (found["state"], found["head"]) == (state, len(marks))


async def stages(scene: Scene) -> list[str]:
    """How long the one flag has stayed unacknowledged, as its two holders are told."""
    return [(await scene.flags(role))[0]["stage"] for role in ("coordinator", "manager")]


async def test_attack_42_unanswered_it_is_told_again_and_then_the_deputy_can_open_it(
    scene: Scene,
) -> None:
    flag = a_flag()
    await send(scene, flag)
    late = f"/api/flags/{flag['id']}/late"
    scene.live.told.clear()
    assert await scene.sweep(TIMES.first - 1) == 0
    assert await stages(scene) == ["fresh", "fresh"]
    assert await scene.sweep(1) == 1
    assert await stages(scene) == ["told_again", "told_again"]
    told = {encode(account) for _, account in scene.live.told if account}
    assert told == {scene.accounts["coordinator"], scene.accounts["manager"]}
    assert await scene.sweep(TIMES.second - TIMES.first - 1) == 0
    for role in HOLDERS:
        assert (await scene.call(role, "POST", late)).status_code == 404
    assert await scene.flags("deputy") == []
    scene.live.told.clear()
    assert await scene.sweep(1) == 1
    assert await stages(scene) == ["overdue", "overdue"]
    assert scene.accounts["deputy"] in {encode(a) for _, a in scene.live.told if a}
    assert await scene.flags("deputy") == [{"id": flag["id"], "overdue": True}]
    for role in ("coordinator", "manager"):
        assert (await scene.call(role, "POST", late)).status_code == 404
    opened = (await scene.call("deputy", "POST", late)).json()
    assert opened == {**flag["late"], "sealed": flag["sealed"]}
    (row,) = await scene.flags("deputy")
    assert (row["released_to_deputy"], "sealed" in row, "wrap" in row) == (True, False, False)
    body, _ = an_event(1, head_of(flag), "acknowledged")
    path = f"/api/flags/{flag['id']}/events"
    assert (await scene.call("deputy", "POST", path, body)).status_code == 201
    assert (await scene.call("deputy", "POST", late)).status_code == 200
    (row,) = await scene.flags("manager")
    assert (row["released_to_deputy"], row["state"]) == (True, "acknowledged")
    events = [event for _, event, role in await scene.accesses("manager") if role == "deputy"]
    assert events[:2] == ["seen", "late part handed out"]
    assert await scene.accesses("deputy") == []


async def test_acknowledged_in_time_it_never_becomes_the_deputys(scene: Scene) -> None:
    flag = a_flag()
    await send(scene, flag)
    await scene.sweep(TIMES.first)
    body, _ = an_event(1, head_of(flag), "acknowledged")
    await scene.call("manager", "POST", f"/api/flags/{flag['id']}/events", body)
    assert await scene.sweep(TIMES.second) == 0
    assert await scene.flags("deputy") == []
    assert (await scene.call("deputy", "POST", f"/api/flags/{flag['id']}/late")).status_code == 404


async def test_acknowledged_after_the_second_time_the_late_part_is_shut_again(
    scene: Scene,
) -> None:
    flag = a_flag()
    await send(scene, flag)
    await scene.sweep(TIMES.first)
    await scene.sweep(TIMES.second)
    body, _ = an_event(1, head_of(flag), "acknowledged")
    await scene.call("manager", "POST", f"/api/flags/{flag['id']}/events", body)
    assert await scene.flags("deputy") == []
    assert (await scene.call("deputy", "POST", f"/api/flags/{flag['id']}/late")).status_code == 404


@pytest.mark.parametrize("left_out", ["coordinator", "manager"])
async def test_attack_42_a_flag_about_a_holder_never_reaches_them(
    scene: Scene, left_out: str
) -> None:
    flag = a_flag(left_out)
    await send(scene, flag)
    for seconds in (TIMES.first, TIMES.second, TIMES.second):
        await scene.sweep(seconds)
        assert await scene.flags(left_out) == []
        late = await scene.call(left_out, "POST", f"/api/flags/{flag['id']}/late")
        assert (late.status_code, late.json()) == MISSING
    told = {encode(account) for _, account in scene.live.told if account}
    assert scene.accounts[left_out] not in told
    assert await scene.accesses(left_out) == []
    assert len(await scene.flags("deputy")) == 1


async def test_attack_20_a_holder_whom_the_roster_no_longer_lists(scene: Scene) -> None:
    flag = a_flag()
    await send(scene, flag)
    assert len(await scene.flags("manager")) == 1
    coordinator = scene.tokens["coordinator"]
    team = await scene.web.ok("GET", "/api/team", coordinator)
    team["members"] = [m for m in team["members"] if m["role"] != "manager"]
    signed = scene.web.next_roster(team, by=scene.devices["coordinator"])
    await scene.web.ok("POST", "/api/team/roster", coordinator, {"roster": encode(signed)})
    path = f"/api/flags/{flag['id']}/events"
    body, _ = an_event(1, head_of(flag), "acknowledged")
    for method, each, sent in (("GET", "/api/flags", None), ("GET", path, None)):
        answer = await scene.call("manager", method, each, sent)
        assert (answer.status_code, answer.json()) == MISSING
    assert (await scene.call("manager", "POST", path, body)).status_code == 404
    assert len(await scene.flags("coordinator")) == 1


async def test_flags_come_in_pages_that_count_nothing(scene: Scene) -> None:
    mine = [a_flag() for _ in range(3)]
    for flag in (*mine[:2], a_flag("coordinator"), mine[2]):
        await send(scene, flag)
    first = (await scene.call("coordinator", "GET", "/api/flags?limit=2")).json()
    assert [each["id"] for each in first["flags"]] == [mine[2]["id"], mine[1]["id"]]
    assert first["more"] is True
    last = first["flags"][-1]["id"]
    rest = (await scene.call("coordinator", "GET", f"/api/flags?before={last}")).json()
    assert ([each["id"] for each in rest["flags"]], rest["more"]) == ([mine[0]["id"]], False)
    unknown = encode(crypto.random_bytes(16))
    assert (
        await scene.call("coordinator", "GET", f"/api/flags?before={unknown}")
    ).status_code == 404


async def test_the_other_chain_hears_nothing_and_the_own_one_verifies(
    scene: Scene, tmp_path: Path
) -> None:
    before = (await scene.web.ok("GET", "/api/audit", scene.tokens["auditor"]))["rows"]
    flag = a_flag()
    await send(scene, flag)
    await scene.flags("coordinator")
    await scene.flags("coordinator")
    body, _ = an_event(1, head_of(flag), "acknowledged")
    await scene.call("manager", "POST", f"/api/flags/{flag['id']}/events", body)
    rows = await scene.accesses("manager")
    assert [(event, role) for _, event, role in rows] == [
        ("raised", "author"),
        ("seen", "coordinator"),
        ("acknowledged", "manager"),
    ]
    assert {encode(name) for name, _, _ in rows} == {flag["id"]}
    after = (await scene.web.ok("GET", "/api/audit", scene.tokens["auditor"]))["rows"]
    new = [row["event"] for row in after if row not in before]
    assert set(new) <= {"audit.seen"}
    stores = scene.web.stores
    assert stores.file is not None
    keys = stores.file.keys
    await stores.file.store.checkpoint()
    copy = tmp_path / "copy.db"
    copy.write_bytes((tmp_path / "peerlink.db").read_bytes())
    assert verify_flags(copy, keys=keys).rows == 3
    for change, broken in (
        ("UPDATE flag_accesses SET boxes = CAST(x'00' || boxes AS BLOB) WHERE number = 2", 2),
        ("DELETE FROM flag_accesses WHERE number = 1", 1),
        ("UPDATE flag_accesses SET boxes = x'00' WHERE number = 3", 3),
        ("UPDATE flag_accesses SET number = 7 WHERE number = 3", 3),
    ):
        copy.write_bytes((tmp_path / "peerlink.db").read_bytes())
        raw = sqlite3.connect(copy)
        raw.execute(change)
        raw.commit()
        raw.close()
        assert verify_flags(copy, keys=keys).broken == broken, change
