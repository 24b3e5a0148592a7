"""Enrolling, starting over, and what is had by a fetch key, over HTTP: attacks 13 and 45."""

import asyncio
from pathlib import Path

import httpx
import pytest

import crypto
from handlers.web.fields import decode, encode
from people.accounts import AccountState, Role, Side
from people.keys import Kind
from policy.wording import Variant
from tests.fakes.devices import Device
from tests.fakes.stores import on_sqlite
from tests.fakes.web import FETCH_KEY, Staffed, Web, notice

SIGNED_OUT = (401, {"error": "signed_out"})
NOT_FOUND = (404, {"error": "not_found"})


def shape(response: httpx.Response) -> tuple[int, object]:
    return response.status_code, response.json()


async def test_a_student_enrols_once_and_is_who_they_are(web: Web) -> None:
    device = Device(7)
    answer = await web.enrol(device, keys=web.keys_body(Kind.CLOUD))
    me = await web.ok("GET", "/api/me", answer["token"])
    assert me == answer["me"]
    assert (me["side"], me["role"], me["state"], me["name"]) == ("student", "student", "active", "")
    assert (me["kinds"], me["revision"], me["chat"]) == (["cloud"], 1, True)
    assert len(me["consents"]) == 1
    launch = await web.launch(device)
    again = await web.call("POST", "/api/enrol", launch, await web.enrol_body(device, launch))
    assert shape(again) == (409, {"error": "exists"})


@pytest.mark.parametrize("said", [{}, {"start_over": False}, {"start_over": True}])
async def test_who_has_no_account_is_answered_alike_starting_over_or_not(
    web: Web, said: dict[str, bool]
) -> None:
    me = (await web.enrol(Device(7), **said))["me"]
    assert (me["role"], me["state"], me["kinds"], me["revision"]) == ("student", "active", [], 0)
    assert len(me["consents"]) == 1


async def test_a_student_without_any_key_starts_over_as_somebody_new(web: Web) -> None:
    old, session = await web.student(7)
    await web.ok("PUT", "/api/me/keys/cloud", session, one_key(web))
    await web.ok("PUT", "/api/me/bundle", session, {"blob": encode(b"old"), "revision": 1})
    fetch = {"kind": "cloud", "fetch_key": encode(FETCH_KEY)}
    await web.ok("POST", "/api/keys/fetch", await web.launch(old), fetch)

    fresh = Device(7)
    answer = await web.enrol(fresh, start_over=True)
    assert (answer["me"]["kinds"], answer["me"]["revision"]) == ([], 0)
    assert len(answer["me"]["consents"]) == 1
    assert shape(await web.call("GET", "/api/me", session)) == SIGNED_OUT
    launch = await web.launch(old)
    proof = encode(old.sign_in(await web.challenge(launch)))
    assert shape(await web.call("POST", "/api/sessions", launch, {"proof": proof})) == SIGNED_OUT
    assert shape(await web.call("POST", "/api/keys/fetch", launch, fetch)) == NOT_FOUND
    assert await web.sign_in(fresh)


async def test_starting_over_that_is_refused_leaves_everything(web: Web) -> None:
    old, session = await web.student(7)
    fresh = Device(7)
    launch = await web.launch(fresh)
    body = await web.enrol_body(fresh, launch, start_over=True)
    for changed, status in (
        ({"proof": body["consent"]}, 401),
        ({"consent": encode(old.consent(notice(Variant.ADULT)))}, 400),
        ({"start_over": 1}, 400),
        ({"start_over": "true"}, 400),
        ({"invite": encode(bytes(16))}, 400),
    ):
        again = await web.enrol_body(fresh, launch, start_over=True)
        response = await web.call("POST", "/api/enrol", launch, again | changed)
        assert response.status_code == status, changed
        assert (await web.call("GET", "/api/me", session)).status_code == 200


async def test_staff_never_start_over(staffed: Staffed) -> None:
    web, made = staffed
    for role in (Role.WORKER, Role.COORDINATOR):
        device, session = made[role]
        fresh = Device.staff(device.telegram, role)
        launch = await web.launch(fresh)
        for more in ({}, {"invite": encode(bytes(16))}):
            body = await web.enrol_body(fresh, launch, start_over=True, **more)
            response = await web.call("POST", "/api/enrol", launch, body)
            assert shape(response) == (409, {"error": "exists"})
        assert (await web.call("GET", "/api/me", session)).status_code == 200


def one_key(web: Web) -> dict[str, object]:
    """A bundle key under one secret, as `PUT /api/me/keys` takes it."""
    made = web.keys_body(Kind.CLOUD)["wrapped"]
    assert isinstance(made, list)
    return {name: value for name, value in made[0].items() if name != "kind"}


async def test_nothing_is_stored_before_somebody_agrees(tmp_path: Path) -> None:
    async with on_sqlite(tmp_path) as stores:
        web = Web(stores)
        device = Device(7_373_737_373)
        launch = await web.launch(device)
        await web.challenge(launch)
        await web.ok("POST", "/api/keys/salt", launch, {"kind": "cloud"})
        await web.call("POST", "/api/keys/fetch", launch, {"kind": "cloud", "fetch_key": "A" * 43})
        found = await stores.people.find(side=Side.STUDENT, telegram=device.telegram)  # type: ignore[arg-type]
        assert found is None
        assert (await stores.team.audit_head()).row == 0
    raw = b"".join(
        path.read_bytes()
        for path in [tmp_path / "peerlink.db", tmp_path / "peerlink.db-wal"]
        if path.exists()
    )
    assert device.installation.public not in raw


async def test_enrolment_is_refused_unless_everything_fits(web: Web) -> None:
    made = await web.holders()
    token = made[Role.COORDINATOR][1]
    invite = (
        await web.ok(
            "POST",
            "/api/team/invites",
            token,
            {"role": "worker", "label": "Worker", "under18": False},
        )
    )["token"]
    student, worker = Device(1), Device.staff(2, Role.WORKER)
    adult, staff = notice(Variant.ADULT), notice(Variant.STAFF)
    holder_key = crypto.BoxSecret.generate().public

    async def status(device: Device, **more: object) -> tuple[int, str]:
        launch = await web.launch(device)
        body = await web.enrol_body(device, launch, **more)
        response = await web.call("POST", "/api/enrol", launch, body)
        return response.status_code, response.json()["error"]

    async def role_key() -> tuple[int, str]:
        launch = await web.launch(worker)
        proof = encode(worker.enrol(await web.challenge(launch), role_key=holder_key))
        body = await web.enrol_body(worker, launch, invite=invite) | {"proof": proof}
        response = await web.call("POST", "/api/enrol", launch, body)
        return response.status_code, response.json()["error"]

    malformed = (400, "malformed")
    assert await status(student, consent=encode(student.consent(staff))) == malformed
    assert await status(student, consent=encode(student.consent(bytes(32)))) == malformed
    assert await status(student, consent=encode(student.consent(adult, action="no"))) == malformed
    assert await status(student, consent=encode(worker.consent(adult))) == malformed
    assert await status(student, name="Student 1") == malformed
    assert await status(student, invite=invite) == malformed
    assert await status(student, keys=web.keys_body(Kind.KIT)) == malformed
    assert await status(student, keys=web.keys_body(Kind.CLOUD, Kind.CLOUD)) == malformed
    assert await status(student, proof=encode(b"x")) == (401, "signed_out")
    assert await status(worker) == (404, "not_found")
    assert await status(worker, invite=encode(bytes(16))) == (404, "not_found")
    assert await status(worker, invite=invite, keys=None) == malformed
    assert await status(worker, invite=invite, keys=web.keys_body(Kind.KIT)) == malformed
    assert await status(worker, invite=invite, name="\u202eWorker") == (400, "name")
    assert await status(worker, invite=invite, name=None) == (400, "name")
    assert await status(worker, invite=invite, consent=encode(worker.consent(adult))) == malformed
    assert await role_key() == malformed
    assert (await web.enrol(worker, invite=invite))["me"]["state"] == "waiting"
    assert await status(Device.staff(3, Role.WORKER), invite=invite) == (404, "not_found")


async def test_attack_13_a_bundle_is_had_by_its_fetch_key_only(web: Web) -> None:
    device = Device(1)
    answer = await web.enrol(device, keys=web.keys_body(Kind.CLOUD))
    launch = await web.launch(device.another())
    salt = await web.ok("POST", "/api/keys/salt", launch, {"kind": "cloud"})
    assert (salt["memory"], salt["passes"], salt["lanes"]) == (65_536, 3, 1)
    right = {"kind": "cloud", "fetch_key": encode(FETCH_KEY)}
    fetched = await web.ok("POST", "/api/keys/fetch", launch, right)
    assert decode(fetched["blob"]) == b"sealed bundle"
    assert fetched["revision"] == 1
    wrong = {"kind": "cloud", "fetch_key": encode(bytes(32))}
    for _ in range(5):
        assert shape(await web.call("POST", "/api/keys/fetch", launch, wrong)) == NOT_FOUND
    limited = await web.call("POST", "/api/keys/fetch", launch, right)
    assert limited.status_code == 429
    assert limited.json()["error"] == "slow_down"
    assert 0 < limited.json()["retry_after"] <= 3600
    # Another launch, even another installation, is the same person.
    again = await web.launch(device.another())
    assert (await web.call("POST", "/api/keys/fetch", again, right)).status_code == 429
    web.clock.pass_(3601)
    fresh = await web.launch(device)
    assert (await web.call("POST", "/api/keys/fetch", fresh, right)).status_code == 200
    assert answer["me"]["kinds"] == ["cloud"]


async def test_attack_13_the_limit_holds_for_tries_at_once(web: Web) -> None:
    device = Device(1)
    await web.enrol(device, keys=web.keys_body(Kind.CLOUD))
    launch = await web.launch(device)
    wrong = {"kind": "cloud", "fetch_key": encode(bytes(32))}
    answers = await asyncio.gather(
        *(web.call("POST", "/api/keys/fetch", launch, wrong) for _ in range(20))
    )
    assert sorted(a.status_code for a in answers) == [404] * 5 + [429] * 15


async def test_attack_45_known_and_unknown_look_alike(web: Web) -> None:
    known, unknown = Device(1), Device(2)
    await web.enrol(known, keys=web.keys_body(Kind.CLOUD))
    answers = {}
    for device in (known, unknown):
        launch = await web.launch(device)
        seen: list[tuple[object, ...]] = []
        for kind in ("cloud", "words"):
            first = await web.ok("POST", "/api/keys/salt", launch, {"kind": kind})
            again = await web.ok("POST", "/api/keys/salt", await web.launch(device), {"kind": kind})
            assert first == again
            body = {"kind": kind, "fetch_key": encode(bytes(32))}
            for _ in range(6):
                response = await web.call("POST", "/api/keys/fetch", launch, body)
                seen.append((response.status_code, response.headers.raw, response.text))
            seen.append((len(first["salt"]), first["memory"]))
        proof = encode(
            device.sign_in(await web.challenge(launch), key=crypto.SigningKey.generate())
        )
        response = await web.call("POST", "/api/sessions", launch, {"proof": proof})
        seen.append((response.status_code, response.headers.raw, response.text))
        answers[device.telegram] = seen
    assert answers[1] == answers[2]


async def test_attack_45_a_suspended_member_is_as_unknown(staffed: Staffed) -> None:
    web, made = staffed
    worker, session = made[Role.WORKER]
    account = decode((await web.ok("GET", "/api/me", session))["account"])
    await web.stores.team.set_state(
        account,  # type: ignore[arg-type]
        was=AccountState.ACTIVE,
        state=AccountState.SUSPENDED,
        by=Role.COORDINATOR,
    )
    launch = await web.launch(worker)
    body = {"kind": "kit", "fetch_key": encode(FETCH_KEY)}
    assert shape(await web.call("POST", "/api/keys/fetch", launch, body)) == NOT_FOUND
    proof = encode(worker.sign_in(await web.challenge(launch)))
    response = await web.call("POST", "/api/sessions", launch, {"proof": proof})
    assert shape(response) == SIGNED_OUT


async def test_a_device_learns_what_an_invite_is_for_and_nothing_of_used_ones(web: Web) -> None:
    links = await web.services.set_up.links()
    manager = Device.staff(1, Role.MANAGER)
    invite = encode(links[Role.MANAGER])
    launch = await web.launch(manager)
    assert await web.ok("POST", "/api/invite", launch, {"invite": invite}) == {"role": "manager"}
    unknown = await web.call("POST", "/api/invite", launch, {"invite": encode(bytes(16))})
    await web.enrol(manager, invite=invite)
    used = await web.call("POST", "/api/invite", launch, {"invite": invite})
    student = await web.call(
        "POST", "/api/invite", await web.launch(Device(7)), {"invite": encode(links[Role.DEPUTY])}
    )
    assert shape(unknown) == shape(used) == shape(student) == NOT_FOUND
