"""The team's endpoints over HTTP: from an empty service to an open one, and what is refused."""

from dataclasses import replace
from functools import partial

import pytest

import crypto
from crypto import wire
from handlers.web.fields import encode
from people.accounts import Role
from tests.fakes.devices import DAY, Device, roster, roster_hash
from tests.fakes.web import Staffed, Web


async def test_an_empty_service_opens_step_by_step(web: Web) -> None:
    assert (await web.ok("GET", "/api/service"))["intake"] == "shut"
    made = await web.holders()
    coordinator, token = made[Role.COORDINATOR]
    reasons = [(await web.ok("GET", "/api/now", token))["why_shut"]]
    await web.root(coordinator, token)
    reasons.append((await web.ok("GET", "/api/now", token))["why_shut"])
    for role in (Role.MANAGER, Role.DEPUTY):
        await web.certify(token, made[role][0])
    reasons.append((await web.ok("GET", "/api/now", token))["why_shut"])
    await web.sign_roster(token, coordinator)
    reasons.append((await web.ok("GET", "/api/now", token))["why_shut"])
    worker, _ = await web.worker(token)
    await web.certify(token, worker, by=coordinator.sign)
    await web.sign_roster(token, coordinator)
    reasons.append((await web.ok("GET", "/api/now", token))["why_shut"])
    assert reasons == [
        ["no_root", "holders", "no_roster", "no_worker"],
        ["holders", "no_roster", "no_worker"],
        ["no_roster", "no_worker"],
        ["no_worker"],
        [],
    ]
    assert (await web.ok("GET", "/api/service"))["intake"] == "open"


async def test_a_roster_without_a_holder_keeps_intake_shut(web: Web) -> None:
    # Under it no identity capsule could be made, whatever is certified meanwhile.
    made = await web.holders()
    coordinator, token = made[Role.COORDINATOR]
    await web.root(coordinator, token)
    worker, _ = await web.worker(token)
    await web.certify(token, worker, by=coordinator.sign)
    await web.sign_roster(token, coordinator)
    for role in (Role.MANAGER, Role.DEPUTY):
        await web.certify(token, made[role][0])
    assert (await web.ok("GET", "/api/now", token))["why_shut"] == ["holders"]
    assert (await web.ok("GET", "/api/service"))["intake"] == "shut"
    await web.sign_roster(token, coordinator)
    assert (await web.ok("GET", "/api/service"))["intake"] == "open"


async def test_pausing_and_an_expired_roster_close_intake(staffed: Staffed) -> None:
    web, made = staffed
    coordinator, token = made[Role.COORDINATOR]
    await web.ok("PUT", "/api/now/intake", token, {"paused": True})
    assert (await web.ok("GET", "/api/service"))["intake"] == "paused"
    assert (await web.ok("GET", "/api/now", token))["why_shut"] == ["paused"]
    await web.ok("PUT", "/api/now/intake", token, {"paused": False})
    web.clock.pass_(36 * DAY)
    assert (await web.ok("GET", "/api/service"))["intake"] == "shut"
    assert await web.services.team.roster() is None
    token = await web.sign_in(coordinator)
    assert (await web.ok("GET", "/api/now", token))["why_shut"] == ["roster_expired", "no_worker"]


async def test_everybody_signed_in_can_check_the_team(web: Web) -> None:
    _, student = await web.student()
    empty = await web.ok("GET", "/api/roster", student)
    assert empty == {"root_changes": [], "certificates": [], "earlier": []}
    await web.whole_team()
    seen = await web.ok("GET", "/api/roster", student)
    assert seen["root"] == encode(web.roots["root"].public)
    assert seen["roster"] == encode(web.rosters[-1])
    assert set(seen["certificates"]) == {encode(c) for c in web.certificates.values()}


async def test_a_renewed_certificate_leaves_the_earlier_one_readable(staffed: Staffed) -> None:
    web, made = staffed
    coordinator, token = made[Role.COORDINATOR]
    worker, session = made[Role.WORKER]
    before = web.certificates[worker.sign.public]
    web.clock.pass_(60)
    await web.certify(token, worker, by=coordinator.sign)
    after = web.certificates[worker.sign.public]
    assert (await web.ok("GET", "/api/me", session))["certificate"] == encode(after)
    team = await web.ok("GET", "/api/roster", session)
    assert encode(before) in team["certificates"]  # what the roster lists, until the next one
    assert encode(after) in team["earlier"]


async def test_holders_see_who_was_invited_for_what(web: Web) -> None:
    made = await web.holders()
    token = made[Role.MANAGER][1]
    assert (await web.call("GET", "/api/team", token)).status_code == 404  # not certified yet
    coordinator = made[Role.COORDINATOR][1]
    body = {"role": "worker", "label": "  Worker\u00a0 1 ", "under18": True}
    issued = await web.ok("POST", "/api/team/invites", coordinator, body)
    assert len(issued["token"]) == 22
    (invite,) = (await web.ok("GET", "/api/team", coordinator))["invites"]
    assert invite["label"] == "Worker 1"
    assert invite["under18"] is True
    assert "token" not in invite
    path = f"/api/team/invites/{issued['id']}"
    await web.ok("DELETE", path, coordinator)
    assert (await web.call("DELETE", path, coordinator)).status_code == 404
    device = Device.staff(5, Role.WORKER)
    launch = await web.launch(device)
    enrol = await web.enrol_body(device, launch, invite=issued["token"])
    assert (await web.call("POST", "/api/enrol", launch, enrol)).status_code == 404


async def test_first_links_are_given_once_and_again_only_on_asking(web: Web) -> None:
    set_up = web.services.set_up
    first = await set_up.links()
    assert set(first) == {Role.COORDINATOR, Role.MANAGER, Role.DEPUTY}
    assert await set_up.links() == {}
    again = await set_up.links(again=True)
    assert set(again) == set(first)
    device = Device.staff(9, Role.COORDINATOR)
    launch = await web.launch(device)
    lost = await web.enrol_body(device, launch, invite=encode(first[Role.COORDINATOR]))
    assert (await web.call("POST", "/api/enrol", launch, lost)).status_code == 404
    await web.enrol(device, invite=encode(again[Role.COORDINATOR]))
    assert set(await set_up.links(again=True)) == {Role.MANAGER, Role.DEPUTY}
    web.clock.pass_(8 * DAY)
    assert set(await set_up.links()) == {Role.MANAGER, Role.DEPUTY}


async def test_the_root_is_the_coordinators_and_made_once(web: Web) -> None:
    made = await web.holders()
    coordinator, token = made[Role.COORDINATOR]
    root = web.roots["root"]
    bad = [
        {"root": encode(bytes(32)), "certificate": encode(web.certificate(coordinator))},
        {
            "root": encode(root.public),
            "certificate": encode(web.certificate(coordinator, by=coordinator.sign)),
        },
        {
            "root": encode(root.public),
            "certificate": encode(web.certificate(coordinator, name="X")),
        },
    ]
    for body in bad:
        response = await web.call("POST", "/api/team/root", token, body)
        assert (response.status_code, response.json()) == (400, {"error": "malformed"})
    other = {
        "root": encode(root.public),
        "certificate": encode(web.certificate(made[Role.MANAGER][0])),
    }
    assert (await web.call("POST", "/api/team/root", token, other)).status_code == 404
    await web.root(coordinator, token)
    again = {"root": encode(root.public), "certificate": encode(web.certificate(coordinator))}
    response = await web.call("POST", "/api/team/root", token, again)
    assert (response.status_code, response.json()) == (409, {"error": "exists"})
    await web.certify(token, made[Role.MANAGER][0])
    manager = made[Role.MANAGER][1]
    assert (await web.call("POST", "/api/team/root", manager, again)).status_code == 404


async def test_certificates_are_refused_unless_they_fit(staffed: Staffed) -> None:
    web, made = staffed
    coordinator, token = made[Role.COORDINATOR]
    worker, _ = made[Role.WORKER]
    stranger = Device.staff(1, Role.WORKER)
    now_suspended = made[Role.DEPUTY][0]
    deputy_id = (await web.ok("GET", "/api/me", made[Role.DEPUTY][1]))["account"]
    await web.ok("POST", f"/api/team/members/{deputy_id}/suspend", token)
    cases = {
        "by the root": (web.certificate(worker), 400),
        "by another worker": (web.certificate(worker, by=worker.sign), 400),
        "by a suspended holder": (web.certificate(worker, by=now_suspended.sign), 400),
        "a holder by a holder": (
            web.certificate(made[Role.MANAGER][0], by=coordinator.sign),
            400,
        ),
        "another name": (web.certificate(worker, by=coordinator.sign, name="Other"), 400),
        "over already": (web.certificate(worker, by=coordinator.sign, starts=-101 * DAY), 400),
        "not yet": (web.certificate(worker, by=coordinator.sign, starts=DAY), 400),
        "nobody's keys": (web.certificate(stranger, by=coordinator.sign), 404),
        "no certificate": (b"nothing", 400),
    }
    for why, (signed, status) in cases.items():
        response = await web.call(
            "POST", "/api/team/certificates", token, {"certificate": encode(signed)}
        )
        assert response.status_code == status, why


async def test_rosters_are_refused_unless_they_follow(staffed: Staffed) -> None:
    web, made = staffed
    coordinator, token = made[Role.COORDINATOR]
    worker, _ = made[Role.WORKER]
    now = int(web.clock.now())
    root = web.roots["root"]
    everyone = list(web.certificates.values())
    stale = roster(everyone, root=root.public, by=coordinator.sign, now=now)
    response = await web.call("POST", "/api/team/roster", token, {"roster": encode(stale)})
    assert (response.status_code, response.json()) == (409, {"error": "stale"})

    team = await web.ok("GET", "/api/team", token)
    follows = partial(roster, version=2, previous=roster_hash(web.rosters[-1]), now=now)
    head = (team["audit"]["row"], crypto.random_bytes(32))
    workers = [web.certificates[worker.sign.public]]
    unknown = crypto.SigningKey.generate().public
    refused = [
        follows(everyone, root=root.public, by=worker.sign),
        follows(everyone, root=root.public, by=root),
        follows(everyone, root=unknown, by=coordinator.sign),
        follows(workers, root=root.public, by=coordinator.sign),
        follows(everyone, root=root.public, by=coordinator.sign, now=now - 1000),
        follows(everyone, root=root.public, by=coordinator.sign, audit=head),
        b"nothing",
    ]
    for number, signed in enumerate(refused):
        response = await web.call("POST", "/api/team/roster", token, {"roster": encode(signed)})
        assert (response.status_code, response.json()) == (400, {"error": "malformed"}), number
    await web.sign_roster(token, coordinator)


async def test_a_roster_leaves_out_whoever_is_suspended(staffed: Staffed) -> None:
    web, made = staffed
    coordinator, token = made[Role.COORDINATOR]
    _, worker = made[Role.WORKER]
    account = (await web.ok("GET", "/api/me", worker))["account"]
    with_them = web.next_roster(await web.ok("GET", "/api/team", token), by=coordinator)
    await web.ok("POST", f"/api/team/members/{account}/suspend", token)
    response = await web.call("POST", "/api/team/roster", token, {"roster": encode(with_them)})
    assert response.status_code == 400
    assert (await web.ok("GET", "/api/now", token))["why_shut"] == ["no_worker"]
    await web.sign_roster(token, coordinator)
    in_force = await web.services.team.roster()
    assert in_force is not None
    assert in_force.workers == ()


@pytest.mark.parametrize("again", [False, True])
async def test_restored_members_come_back_with_what_they_had(staffed: Staffed, again: bool) -> None:
    web, made = staffed
    coordinator, token = made[Role.COORDINATOR]
    worker, session = made[Role.WORKER]
    account = (await web.ok("GET", "/api/me", session))["account"]
    await web.ok("POST", f"/api/team/members/{account}/suspend", token)
    response = await web.call("POST", f"/api/team/members/{account}/suspend", token)
    assert (response.status_code, response.json()) == (409, {"error": "state"})
    if again:
        web.clock.pass_(120 * DAY)
        token = await web.sign_in(coordinator)
    await web.ok("POST", f"/api/team/members/{account}/restore", token)
    session = await web.sign_in(worker)
    state = (await web.ok("GET", "/api/me", session))["state"]
    assert state == ("waiting" if again else "active")


async def test_nobody_suspends_themself(staffed: Staffed) -> None:
    web, made = staffed
    token = made[Role.COORDINATOR][1]
    account = (await web.ok("GET", "/api/me", token))["account"]
    for step in ("suspend", "restore"):
        response = await web.call("POST", f"/api/team/members/{account}/{step}", token)
        assert (response.status_code, response.json()) == (409, {"error": "self"})


async def test_backups_are_their_holders_own(staffed: Staffed) -> None:
    web, made = staffed
    coordinator, token = made[Role.COORDINATOR]
    manager, _ = made[Role.MANAGER]
    halves = (b"first half", b"second half")

    def body(role: str, *, by: Device, version: int = 1, named: str = "") -> dict[str, object]:
        record = wire.Backup(
            role=named or role,
            version=version,
            halves=tuple(wire.blob_hash(half) for half in halves),
        )
        return {
            "role": role,
            "version": version,
            "record": encode(wire.signed(record, key=by.sign).raw),
            "halves": [encode(half) for half in halves],
        }

    await web.ok("PUT", "/api/team/backup", token, body("root", by=coordinator))
    await web.ok("PUT", "/api/team/backup", token, body("coordinator", by=coordinator, version=2))
    # Each version of a role's key has its own: a successor has those of before, too.
    await web.ok("PUT", "/api/team/backup", token, body("coordinator", by=coordinator))
    for bad in (
        body("manager", by=coordinator),
        body("coordinator", by=manager),
        body("coordinator", by=coordinator, named="manager"),
    ):
        assert (await web.call("PUT", "/api/team/backup", token, bad)).status_code == 400
    backups = (await web.ok("GET", "/api/team", token))["backups"]
    assert backups == [
        {"role": "coordinator", "version": 1},
        {"role": "coordinator", "version": 2},
        {"role": "root", "version": 1},
    ]


async def test_nobody_is_certified_under_a_key_that_another_has(staffed: Staffed) -> None:
    # Devices refuse a roster in which two share a key: one copied box key would stop everything.
    web, made = staffed
    (coordinator, token), (worker, _) = made[Role.COORDINATOR], made[Role.WORKER]
    issued = await web.ok(
        "POST", "/api/team/invites", token, {"role": "worker", "label": "W", "under18": False}
    )
    copied = replace(Device.staff(7_200_000_002, Role.WORKER), box=worker.box)
    await web.enrol(copied, invite=issued["token"])
    body = {"certificate": encode(web.certificate(copied, by=coordinator.sign))}
    response = await web.call("POST", "/api/team/certificates", token, body)
    assert (response.status_code, response.json()) == (400, {"error": "malformed"})
