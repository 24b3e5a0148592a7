"""Consultants and auditors (protocol.md §16): how they come in, what they see, when it ends."""

import pytest

import crypto
from crypto import wire
from handlers.web.fields import encode
from people.accounts import VISITORS, Role
from tests.fakes.devices import DAY, Device, certificate_id
from tests.fakes.office import Office
from tests.fakes.web import Staffed

DOORS = {Role.CONSULTANT: "/api/entries", Role.AUDITOR: "/api/audit"}
"""A route of each role's own."""


def resigned(signed: bytes, *, days: int, by: crypto.SigningKey) -> bytes:
    """The certificate with another end, signed again: more than the structure lets anyone make."""
    body = wire.open_signed(signed, wire.Certificate).body
    raw = body.encode()[:-8] + crypto.u64(body.not_before + days * DAY)
    paper = wire.signed(body, key=by)
    return paper.raw.replace(body.encode(), raw).replace(paper.raw[-64:], by.sign(raw))


@pytest.mark.parametrize("role", VISITORS)
async def test_a_visitor_comes_in_by_invite_certificate_and_roster(
    staffed: Staffed, role: Role
) -> None:
    web, team = staffed
    coordinator, token = team[Role.COORDINATOR]
    device, session = await web.invited(token, role, telegram=7_300_000_001)
    door = DOORS[role]
    me = await web.ok("GET", "/api/me", session)
    assert (me["role"], me["state"]) == (role.value, "waiting")
    assert (await web.call("GET", door, session)).status_code == 404
    await web.certify(token, device, by=coordinator.sign)
    # Certified, but no roster lists them: nobody's device would know them yet.
    assert (await web.call("GET", door, session)).status_code == 404
    assert (await web.ok("GET", "/api/me", session))["state"] == "waiting"
    await web.sign_roster(token, coordinator)
    await web.ok("GET", door, session)
    assert (await web.ok("GET", "/api/me", session))["state"] == "active"
    listed = (await web.ok("GET", "/api/roster", session))["certificates"]
    assert encode(web.certificates[device.sign.public]) in listed
    for other in set(DOORS.values()) - {door}:
        assert (await web.call("GET", other, session)).status_code == 404


@pytest.mark.parametrize("role", VISITORS)
async def test_access_ends_with_the_certificate_at_the_next_request(
    staffed: Staffed, role: Role
) -> None:
    web, team = staffed
    device, session = await web.visitor(team, role)
    _, token = team[Role.COORDINATOR]
    signed = web.certificates[device.sign.public]
    ends = wire.open_signed(signed, wire.Certificate).body.not_after
    for at, status in ((ends - 1, 200), (ends, 404), (ends + DAY, 404)):
        web.clock.seconds = at
        session = await web.sign_in(device)
        assert (await web.call("GET", DOORS[role], session)).status_code == status
        assert (await web.ok("GET", "/api/me", session))["account"]
    token = await web.sign_in(team[Role.COORDINATOR][0])
    assert (await web.ok("GET", "/api/team", token))["members"]


@pytest.mark.parametrize("role", VISITORS)
async def test_who_leaves_the_roster_or_is_suspended_is_out(staffed: Staffed, role: Role) -> None:
    web, team = staffed
    coordinator, token = team[Role.COORDINATOR]
    _, session = await web.visitor(team, role)
    account = (await web.ok("GET", "/api/me", session))["account"]
    await web.ok("GET", DOORS[role], session)
    seen = await web.ok("GET", "/api/team", token)
    others = [m for m in seen["members"] if m["account"] != account]
    without = web.next_roster({**seen, "members": others}, by=coordinator)
    await web.ok("POST", "/api/team/roster", token, {"roster": encode(without)})
    assert (await web.call("GET", DOORS[role], session)).status_code == 404
    await web.sign_roster(token, coordinator)
    await web.ok("GET", DOORS[role], session)
    await web.ok("POST", f"/api/team/members/{account}/suspend", token)
    assert (await web.call("GET", DOORS[role], session)).status_code == 401


@pytest.mark.parametrize(("role", "days"), [(Role.AUDITOR, 32), (Role.CONSULTANT, 201)])
async def test_longer_than_their_role_may_be_nobody_is_certified(
    staffed: Staffed, role: Role, days: int
) -> None:
    web, team = staffed
    coordinator, token = team[Role.COORDINATOR]
    device, _ = await web.invited(token, role, telegram=7_300_000_001)
    right = web.certificate(device, by=coordinator.sign, days=days - 1)
    long = resigned(right, days=days, by=coordinator.sign)
    answer = await web.call("POST", "/api/team/certificates", token, {"certificate": encode(long)})
    assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})
    same = resigned(right, days=days - 1, by=coordinator.sign)
    await web.ok("POST", "/api/team/certificates", token, {"certificate": encode(same)})


@pytest.mark.parametrize("role", VISITORS)
async def test_a_visitor_is_certified_by_a_holder_and_by_nobody_else(
    staffed: Staffed, role: Role
) -> None:
    web, team = staffed
    coordinator, token = team[Role.COORDINATOR]
    device, _ = await web.invited(token, role, telegram=7_300_000_001)
    for by in (web.roots["root"], team[Role.WORKER][0].sign, device.sign):
        signed = web.certificate(device, by=by)
        answer = await web.call(
            "POST", "/api/team/certificates", token, {"certificate": encode(signed)}
        )
        assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})
    await web.certify(token, device, by=coordinator.sign)


async def test_visitors_are_invited_for_no_under_18s_and_holders_not_at_all(
    staffed: Staffed,
) -> None:
    web, team = staffed
    token = team[Role.COORDINATOR][1]
    for role, under18 in (
        ("auditor", True),
        ("consultant", True),
        ("deputy", False),
        ("student", False),
    ):
        body = {"role": role, "label": "Somebody", "under18": under18}
        answer = await web.call("POST", "/api/team/invites", token, body)
        assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})


async def test_a_visitor_is_no_recipient_and_opens_no_intake() -> None:
    office = Office()
    team = await office.staff()
    roster = await office.roster()
    visitors = [
        await office.web.visitor(team, role, telegram=7_300_000_001 + n)
        for n, role in enumerate(VISITORS)
    ]
    after = await office.roster()
    assert set(after.workers) == set(roster.workers)
    student, token = await office.web.student()
    worker = team[Role.WORKER][0]
    request = await office.request(student, worker)
    sent = wire.open_signed(request.intake, wire.Intake).body
    for device, _ in visitors:
        visitor = certificate_id(office.web.certificates[device.sign.public])
        assert visitor not in {recipient.certificate for recipient in sent.recipients}
        assert visitor not in after.workers
    await office.web.ok("GET", "/api/queue", team[Role.WORKER][1])
    assert (await office.web.ok("GET", "/api/service"))["intake"] == "open"
    account = (await office.web.ok("GET", "/api/me", team[Role.WORKER][1]))["account"]
    coordinator = team[Role.COORDINATOR][1]
    await office.web.ok("POST", f"/api/team/members/{account}/suspend", coordinator)
    # Two visitors are left, and no worker.
    assert (await office.web.ok("GET", "/api/now", coordinator))["why_shut"] == ["no_worker"]
    assert (await office.web.ok("GET", "/api/me", token))["role"] == "student"


async def test_a_visitor_has_no_role_key(staffed: Staffed) -> None:
    web, team = staffed
    token = team[Role.COORDINATOR][1]
    body = {"role": "auditor", "label": "Auditor", "under18": False}
    issued = await web.ok("POST", "/api/team/invites", token, body)
    device = Device.staff(7_300_000_001, Role.AUDITOR)
    launch = await web.launch(device)
    proof = device.enrol(await web.challenge(launch), role_key=device.role_box.public)
    body = await web.enrol_body(device, launch, invite=issued["token"], proof=encode(proof))
    answer = await web.call("POST", "/api/enrol", launch, body)
    assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})
