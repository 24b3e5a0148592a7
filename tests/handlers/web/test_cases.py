"""Requests, queue and cases over HTTP: the whole path, the codes, and what strangers see."""

from collections.abc import AsyncIterator

import pytest

from crypto import wire
from handlers.web.fields import decode, encode
from people.accounts import Role
from policy.wording import Variant
from tests.fakes.devices import Device
from tests.fakes.office import Office, request_body
from tests.fakes.rooms import (
    acceptance_of,
    ack_of,
    case_id,
    close_of,
    listed,
    request_of,
    roster_of,
)
from tests.fakes.shifts import REST_HOURS, SILENT_CLOSE_DAYS
from tests.fakes.web import notice


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    made = Office()
    yield made
    await made.web.http.aclose()


async def code(office: Office, method: str, path: str, token: str, body: object = None) -> object:
    """Status and error code of a refusal."""
    response = await office.web.call(method, path, token, body)
    return response.status_code, response.json()["error"]


async def test_the_whole_path_from_request_to_erasable_case(office: Office) -> None:
    team = await office.staff()
    worker, worker_token = team[Role.WORKER]
    student, token = await office.web.student()
    case, request = await office.ask(student, token, worker)
    at = f"/api/cases/{encode(case)}"

    waiting = await office.web.ok("GET", at, token)
    assert (waiting["state"], waiting["stuck"], waiting["epochs"]) == ("waiting", False, [])
    assert decode(waiting["wraps"]["letter"]) == request.wraps[0].letter
    assert "closed_by" not in waiting

    queue = await office.web.ok("GET", "/api/queue", worker_token)
    assert queue["load"] == {
        "open": 0,
        "limit": 3,
        "most": 3,
        "stopped": False,
        "rest_hours": REST_HOURS,
        "silent_days": SILENT_CLOSE_DAYS,
    }
    assert queue["requests"] == [
        {
            "case": encode(case),
            "intake": encode(request.intake),
            "card": encode(request.card),
            "wrap": encode(request.wraps[1].card),
            "waiting_minutes": 0,
        }
    ]

    claimed = await office.web.ok("POST", f"/api/queue/{encode(case)}/claim", worker_token, {})
    assert (claimed["state"], decode(claimed["letter"])) == ("claimed", request.letter)
    assert decode(claimed["wraps"]["letter"]) == request.wraps[1].letter

    sent, by_worker, _ = acceptance_of(
        worker, await office.listed(worker), student, request, await office.roster()
    )
    body = {
        "record": encode(sent.record),
        "wraps": [encode(sent.student_wrap), encode(sent.worker_wrap)],
        "message": encode(sent.message),
    }
    response = await office.web.call("POST", f"{at}/accept", worker_token, body)
    assert response.status_code == 201

    ack = {"ack": encode(ack_of(student, case, by_worker.record))}
    response = await office.web.call("POST", f"{at}/ack", token, ack)
    assert response.status_code == 204

    opened = await office.web.ok("GET", at, token)
    assert (opened["state"], opened["acknowledged"]) == ("open", True)
    assert opened["epochs"] == [{"record": encode(sent.record), "wrap": encode(sent.student_wrap)}]
    assert opened["heads"][0]["worker"] == {
        "counter": 1,
        "hash": encode(by_worker.head.hash),
    }
    page = await office.web.ok("GET", f"{at}/messages?epoch=1", token)
    assert page["messages"] == [
        {"epoch": 1, "direction": 1, "counter": 1, "message": encode(sent.message)}
    ]
    assert page["more"] is False

    await office.web.ok("POST", f"{at}/unsend", worker_token, {"epoch": 1, "counter": 1})
    page = await office.web.ok("GET", f"{at}/messages?epoch=1", token)
    whole = wire.Message.decode(sent.message)
    assert page["messages"] == [
        {
            "epoch": 1,
            "direction": 1,
            "counter": 1,
            "ad": encode(whole.ad),
            "body_hash": encode(wire.body_hash(whole.sealed)),
        }
    ]

    assert (await office.web.ok("GET", "/api/cases", worker_token))["cases"] == [
        {
            "case": encode(case),
            "kind": "case",
            "state": "open",
            "role": "worker",
            "changed": int(office.clock.now()),
        }
    ]
    close = {"close": encode(close_of(worker, case, by_worker.record, by="worker"))}
    await office.web.ok("POST", f"{at}/close", worker_token, close)
    closed = await office.web.ok("GET", at, token)
    assert (closed["state"], closed["closed_by"]) == ("closed", "worker")
    assert closed["keep_until"] > office.clock.now()
    assert await code(office, "GET", at, worker_token) == (404, "not_found")
    assert (await office.web.ok("GET", "/api/cases", worker_token))["cases"] == []


async def test_codes_of_a_request(office: Office) -> None:
    student, token = await office.web.student()
    nobody = Device.staff(1, Role.WORKER)
    # Without a team there is no roster to ask anybody under.
    request = request_of(student, case_id(), roster_of([]), to=[listed(nobody, nobody.account())])
    assert await code(office, "POST", "/api/requests", token, request_body(request)) == (
        409,
        "shut",
    )
    team = await office.staff()
    worker, _ = team[Role.WORKER]
    assert await code(office, "POST", "/api/requests", token, request_body(request)) == (
        409,
        "roster",
    )
    case, first = await office.ask(student, token, worker)
    another = request_body(await office.request(student, worker))
    assert await code(office, "POST", "/api/requests", token, another) == (409, "exists")
    again = await office.web.call("POST", "/api/requests", token, request_body(first))
    assert again.status_code == 201
    place = await office.listed(worker)
    second = request_of(student, case, await office.roster(), to=[place], before=first)
    at = f"/api/requests/{encode(case)}"
    assert (await office.web.call("PUT", at, token, request_body(second))).status_code == 204
    stale = request_of(student, case, await office.roster(), to=[place], before=first)
    assert await code(office, "PUT", at, token, request_body(stale)) == (409, "stale")
    _, worker_token = team[Role.WORKER]
    await office.web.ok("POST", f"/api/queue/{encode(case)}/claim", worker_token, {})
    third = request_of(student, case, await office.roster(), to=[place], before=second)
    assert await code(office, "PUT", at, token, request_body(third)) == (409, "claimed")


async def test_paused_intake_is_shut(office: Office) -> None:
    team = await office.staff()
    worker, _ = team[Role.WORKER]
    student, token = await office.web.student()
    request = request_body(await office.request(student, worker))
    await office.web.ok("PUT", "/api/now/intake", team[Role.COORDINATOR][1], {"paused": True})
    assert await code(office, "POST", "/api/requests", token, request) == (409, "shut")


async def test_under_18_needs_a_worker_certified_for_it(office: Office) -> None:
    team = await office.staff()
    worker, _ = team[Role.WORKER]
    student = Device(7_000_000_018)
    launch = await office.web.launch(student)
    consent = encode(student.consent(notice(Variant.UNDER_18)))
    body = await office.web.enrol_body(student, launch, consent=consent)
    token = (await office.web.ok("POST", "/api/enrol", launch, body))["token"]
    request = request_body(await office.request(student, worker))
    assert await code(office, "POST", "/api/requests", token, request) == (409, "roster")


async def test_two_workers_claim_one_request(office: Office) -> None:
    team = await office.staff()
    worker, worker_token = team[Role.WORKER]
    other, other_token = await office.another_worker(team, 7_200_000_009)
    student, token = await office.web.student()
    case, _ = await office.ask(student, token, worker, other)
    at = f"/api/queue/{encode(case)}/claim"
    await office.web.ok("POST", at, worker_token, {})
    assert await code(office, "POST", at, other_token, {}) == (409, "taken")
    assert (await office.web.ok("GET", "/api/queue", other_token))["requests"] == []
    await office.web.ok("POST", f"/api/queue/{encode(case)}/release", worker_token, {})
    await office.web.ok("POST", at, other_token, {})
    assert await code(office, "GET", f"/api/cases/{encode(case)}", worker_token) == (
        404,
        "not_found",
    )


async def test_attack_20_a_suspended_worker_is_denied_at_the_next_request(
    office: Office,
) -> None:
    team = await office.staff()
    worker = team[Role.WORKER]
    student = await office.web.student()
    case, _, _ = await office.open_room(student, worker)
    account = (await office.web.ok("GET", "/api/me", worker[1]))["account"]
    coordinator = team[Role.COORDINATOR][1]
    await office.web.ok("POST", f"/api/team/members/{account}/suspend", coordinator, {})
    for path in (f"/api/cases/{encode(case)}", "/api/queue", "/api/cases"):
        assert await code(office, "GET", path, worker[1]) == (401, "signed_out")


async def test_holders_see_numbers_and_no_case(office: Office) -> None:
    team = await office.staff()
    worker, _ = team[Role.WORKER]
    student, token = await office.web.student()
    case, _ = await office.ask(student, token, worker)
    coordinator = team[Role.COORDINATOR][1]
    assert (await office.web.ok("GET", "/api/cases", coordinator))["cases"] == []
    for path in (f"/api/cases/{encode(case)}", f"/api/cases/{encode(case)}/messages?epoch=1"):
        assert await code(office, "GET", path, coordinator) == (404, "not_found")
    assert await code(office, "GET", "/api/queue", coordinator) == (404, "not_found")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?epoch=0",
        "?epoch=-1",
        "?epoch=one",
        "?epoch=1&after0=-1",
        "?epoch=1&limit=0",
        "?epoch=1&limit=201",
        f"?epoch={2**53}",
        "?epoch=1&after1=" + "9" * 400,
    ],
)
async def test_attack_25_a_cursor_out_of_range_is_malformed(office: Office, query: str) -> None:
    team = await office.staff()
    student = await office.web.student()
    case, _, _ = await office.open_room(student, team[Role.WORKER])
    path = f"/api/cases/{encode(case)}/messages{query}"
    assert await code(office, "GET", path, student[1]) == (400, "malformed")


async def test_attack_25_a_request_of_wrong_shape_is_malformed_and_echoes_nothing(
    office: Office,
) -> None:
    team = await office.staff()
    worker, _ = team[Role.WORKER]
    student, token = await office.web.student()
    good = request_body(await office.request(student, worker))
    canary = "canary-9f3a"
    spoils: list[object] = [
        {},
        [],
        canary,
        good | {"more": canary},
        good | {"card": canary + "="},
        good | {"card": 7},
        good | {"wraps": []},
        good | {"wraps": [canary] * 2},
        good | {"wraps": good["wraps"] * 300},  # type: ignore[operator] # a list
        good | {"intake": encode(bytes(70_000))},
        good | {"capsule": {}},
        good | {"letter": encode(bytes(100_000))},
        good | {"card": "\u202e\x00" + canary},
    ]
    for spoiled in spoils:
        response = await office.web.call("POST", "/api/requests", token, spoiled)
        assert (response.status_code, response.json()) == (400, {"error": "malformed"})
        assert canary not in response.text
    assert (await office.web.ok("GET", "/api/cases", token))["cases"] == []
