"""Numbers, tables and the audit log over HTTP."""

import pytest

import crypto
from client.keys import KeyRing
from client.numbers import sign_table
from crypto import wire
from handlers.web.fields import encode
from people.accounts import Role
from supervision.audit_log import AT_ONCE
from tests.fakes.devices import DAY, Device
from tests.fakes.web import Staffed, Web

PERIOD = "2026-3"
"""The term before the one in which these tests stand."""

Team = dict[Role, tuple[Device, str]]


@pytest.fixture
def web(staffed: Staffed) -> Web:
    return staffed[0]


@pytest.fixture
async def team(staffed: Staffed) -> Team:
    web, made = staffed
    made[Role.AUDITOR] = await web.visitor(made, Role.AUDITOR)
    return made


def table(by: Device, *, name: str = "Theme", small: int = 3, period: str = PERIOD) -> str:
    ring = KeyRing(side="staff", sign=by.sign, box=by.box, others={})
    counts = {"Study": 12, "Home": small}
    return encode(sign_table(counts, period=period, name=name, ring=ring, now=1).raw)


async def test_a_week_goes_up_and_comes_to_the_lead(web: Web, team: Team) -> None:
    worker, lead = team[Role.WORKER][1], team[Role.COORDINATOR][1]
    box = encode(crypto.random_bytes(300))
    for sent in (encode(b"before"), box):
        await web.ok("PUT", "/api/numbers/2026-W52", worker, {"box": sent})
    found = await web.ok("GET", f"/api/numbers?period={PERIOD}", lead)
    assert found == {"vectors": [{"week": "2026-W52", "box": box}], "own": [], "frozen": False}
    for week, status, code in (
        (wire.week_of(int(web.clock.now())), 409, "period"),
        ("2020-W01", 409, "period"),
        ("2026-W60", 400, "malformed"),
        ("2026W01", 400, "malformed"),
    ):
        answer = await web.call("PUT", f"/api/numbers/{week}", worker, {"box": box})
        assert (answer.status_code, answer.json()) == (status, {"error": code}), week
    for period in ("2026-12", "0000-1", "2026-4", "x", ""):
        answer = await web.call("GET", f"/api/numbers?period={period}", lead)
        assert (answer.status_code, answer.json()) == (400, {"error": "malformed"}), period


async def test_a_period_is_frozen_once_and_released_by_the_lead(web: Web, team: Team) -> None:
    device, lead = team[Role.COORDINATOR]
    manager, worker = team[Role.MANAGER][1], team[Role.WORKER][1]
    week = {"box": encode(crypto.random_bytes(300))}
    await web.ok("PUT", "/api/numbers/2026-W52", worker, week)
    tables = [table(device), table(device, name="Outcome")]
    body = {"period": PERIOD, "tables": tables}
    frozen = {"period": PERIOD, "released": False, "tables": tables}
    assert (await web.call("GET", "/api/tables", manager)).json()["periods"] == []
    first = await web.call("POST", "/api/tables", lead, body)
    assert (first.status_code, first.json()) == (201, frozen)
    again = body | {"tables": [table(device, small=9)]}
    second = await web.call("POST", "/api/tables", lead, again)
    assert (second.status_code, second.json()) == (200, frozen)
    gone = await web.ok("GET", f"/api/numbers?period={PERIOD}", lead)
    assert gone == {"vectors": [], "own": [], "frozen": True}
    late = await web.call("PUT", "/api/numbers/2026-W52", worker, week)
    assert (late.status_code, late.json()) == (409, {"error": "frozen"})
    seen = {"kind": "term", "periods": [frozen]}
    assert await web.ok("GET", "/api/tables", lead) == seen
    assert await web.ok("GET", "/api/tables", manager) == {"kind": "term", "periods": []}
    for _ in range(2):
        await web.ok("POST", f"/api/tables/{PERIOD}/release", lead)
    seen["periods"] = [frozen | {"released": True}]
    assert await web.ok("GET", "/api/tables", manager) == seen
    missing = await web.call("POST", "/api/tables/2026-2/release", lead)
    assert (missing.status_code, missing.json()) == (404, {"error": "not_found"})


async def test_tables_that_are_not_to_be_frozen_are_refused(web: Web, team: Team) -> None:
    device, lead = team[Role.COORDINATOR]
    ring = KeyRing(side="staff", sign=device.sign, box=device.box, others={})
    counts = {"A": 1, "B": 8, "C": 8}
    leak = encode(sign_table(counts, period=PERIOD, name="Theme", ring=ring, now=1).raw)
    now = wire.term_of(int(web.clock.now()))
    for period, tables, status, code in (
        (PERIOD, [leak], 409, "telling"),
        (now, [table(device, period=now)], 409, "period"),
        (PERIOD, [table(device, period="2026-2")], 400, "malformed"),
        (PERIOD, [table(team[Role.MANAGER][0])], 400, "malformed"),
        (PERIOD, [table(device)] * 2, 400, "malformed"),
        (PERIOD, [], 400, "malformed"),
        ("2026-12", [table(device, period="2026-12")], 400, "malformed"),
    ):
        body = {"period": period, "tables": tables}
        answer = await web.call("POST", "/api/tables", lead, body)
        assert (answer.status_code, answer.json()) == (status, {"error": code})
    assert (await web.ok("GET", "/api/tables", lead))["periods"] == []


async def test_the_audit_log_is_numbers_hours_events_and_roles(web: Web, team: Team) -> None:
    auditor, manager = team[Role.AUDITOR][1], team[Role.MANAGER][1]
    page = await web.ok("GET", "/api/audit", auditor)
    assert (page["holds"], page["more"]) == (True, False)
    rows = page["rows"]
    assert [row["number"] for row in rows] == list(range(len(rows), 0, -1))
    assert {frozenset(row) for row in rows} == {frozenset({"number", "hour", "event", "role"})}
    # That an auditor began to look is on record; that a holder did, or turned a page, is not.
    assert (rows[0]["event"], rows[0]["role"]) == ("audit.seen", "auditor")
    assert (await web.ok("GET", "/api/audit", manager))["rows"] == rows
    older = await web.ok("GET", f"/api/audit?before={rows[3]['number']}", auditor)
    assert older["rows"] == rows[4:]
    assert (await web.ok("GET", "/api/audit?before=1", auditor))["rows"] == []


async def test_the_log_is_walked_page_by_page(web: Web, team: Team) -> None:
    token = team[Role.COORDINATOR][1]
    for number in range(AT_ONCE + 5):
        await web.ok("PUT", "/api/now/intake", token, {"paused": number % 2 == 0})
    found, before = [], ""
    while True:
        page = await web.ok("GET", f"/api/audit{before}", token)
        found += [row["number"] for row in page["rows"]]
        if not page["more"]:
            break
        before = f"?before={found[-1]}"
    assert found == list(range(found[0], 0, -1))
    assert len(found) > AT_ONCE


async def test_attack_43_a_chain_that_breaks_is_said_to_the_auditor(web: Web, team: Team) -> None:
    auditor = team[Role.AUDITOR][1]
    assert (await web.ok("GET", "/api/audit", auditor))["holds"] is True
    assert web.stores.file is not None
    await web.stores.file.store.upkeep(
        lambda raw: raw.execute("UPDATE audit SET role = 'worker' WHERE number = 2").rowcount
    )
    # Within the minute the verdict is the one before; after it the chain is walked again.
    assert (await web.ok("GET", "/api/audit", auditor))["holds"] is True
    web.clock.pass_(61)
    assert (await web.ok("GET", "/api/audit", auditor))["holds"] is False


async def test_nobody_else_sees_numbers_or_the_log(web: Web, team: Team) -> None:
    web.clock.pass_(DAY / 100)
    _, student = await web.student()
    for path, roles in (
        ("/api/audit", (Role.WORKER,)),
        (f"/api/numbers?period={PERIOD}", (Role.WORKER, Role.MANAGER, Role.AUDITOR)),
        ("/api/tables", (Role.WORKER, Role.AUDITOR)),
    ):
        for token in [student, *(team[role][1] for role in roles)]:
            answer = await web.call("GET", path, token)
            assert (answer.status_code, answer.json()) == (404, {"error": "not_found"})
