"""One's own account over HTTP: keys, bundle, consents, sessions."""

from handlers.web.fields import encode
from people.accounts import Role
from people.keys import Kind
from people.sessions import MOST_SESSIONS
from policy.wording import Variant
from tests.fakes.devices import Device
from tests.fakes.web import Web, notice

KEY = {"salt": encode(bytes(16)), "verifier": encode(bytes(32)), "wrapped": encode(b"w" * 120)}


async def test_a_student_keeps_their_key_later_and_changes_it(web: Web) -> None:
    _, token = await web.student()
    assert (await web.ok("GET", "/api/me", token))["kinds"] == []
    await web.ok("PUT", "/api/me/keys/words", token, KEY)
    await web.ok("PUT", "/api/me/keys/cloud", token, KEY)
    await web.ok("PUT", "/api/me/bundle", token, {"blob": encode(b"one"), "revision": 1})
    me = await web.ok("GET", "/api/me", token)
    assert (me["kinds"], me["revision"]) == (["cloud", "words"], 1)
    for revision in (1, 3):
        body = {"blob": encode(b"no"), "revision": revision}
        response = await web.call("PUT", "/api/me/bundle", token, body)
        assert (response.status_code, response.json()) == (409, {"error": "stale"})
    for kind in ("words", "cloud"):
        await web.ok("DELETE", f"/api/me/keys/{kind}", token)
    assert (await web.call("DELETE", "/api/me/keys/cloud", token)).status_code == 404
    assert (await web.call("PUT", "/api/me/keys/kit", token, KEY)).status_code == 400
    assert (await web.call("PUT", "/api/me/keys/other", token, KEY)).status_code == 400


async def test_staff_never_lose_their_last_way_in(web: Web) -> None:
    token = (await web.holders())[Role.COORDINATOR][1]
    await web.ok("DELETE", "/api/me/keys/passphrase", token)
    response = await web.call("DELETE", "/api/me/keys/kit", token)
    assert (response.status_code, response.json()) == (409, {"error": "last"})
    await web.ok("PUT", f"/api/me/keys/{Kind.PASSPHRASE.value}", token, KEY)
    await web.ok("DELETE", "/api/me/keys/kit", token)


async def test_consents_are_receipts_one_after_another(web: Web) -> None:
    device, token = await web.student()
    given = device.consent(bytes(32), scope="phone", recipient="my worker")
    taken_back = device.consent(bytes(32), action="withdraw", scope="phone")
    under18 = device.consent(notice(Variant.UNDER_18))
    for signed in (given, taken_back, given, under18):
        await web.ok("POST", "/api/me/consents", token, {"consent": encode(signed)})
    consents = (await web.ok("GET", "/api/me", token))["consents"]
    assert consents[1:] == [encode(given), encode(taken_back), encode(under18)]
    refused = [
        Device(1).consent(bytes(32), scope="phone"),
        device.consent(bytes(32)),  # agreeing to a conversation names a notice
        device.consent(notice(Variant.STAFF)),
        device.consent(bytes(32), scope="phone", action=""),
        device.consent(bytes(32), scope="phone", recipient="a\u202eb"),
        device.consent(bytes(32), scope="phone", recipient="x" * 201),
        device.consent(bytes(32), scope="x" * 41),
        b"nothing",
    ]
    for number, signed in enumerate(refused):
        body = {"consent": encode(signed)}
        response = await web.call("POST", "/api/me/consents", token, body)
        assert (response.status_code, response.json()) == (400, {"error": "malformed"}), number
    assert (await web.ok("GET", "/api/me", token))["consents"] == consents


async def test_consents_are_bounded(web: Web) -> None:
    device, token = await web.student()
    statuses = set()
    for number in range(200):
        signed = device.consent(bytes(32), scope=f"scope-{number}")
        body = {"consent": encode(signed)}
        statuses.add(
            (number < 199, (await web.call("POST", "/api/me/consents", token, body)).status_code)
        )
    assert statuses == {(True, 204), (False, 409)}


async def test_sessions_end_by_hand_and_elsewhere(web: Web) -> None:
    device, first = await web.student()
    second, third = await web.sign_in(device), await web.sign_in(device)
    assert await web.ok("DELETE", "/api/sessions/others", third) == {"ended": 2}
    assert len(web.sockets.sessions) == 2
    for token in (first, second):
        assert (await web.call("GET", "/api/me", token)).status_code == 401
    await web.ok("DELETE", "/api/session", third)
    assert (await web.call("GET", "/api/me", third)).status_code == 401


async def test_a_changed_secret_signs_everybody_else_out(web: Web) -> None:
    device, mine = await web.student()
    await web.ok("PUT", "/api/me/keys/words", mine, KEY)
    other = await web.sign_in(device)
    await web.ok("PUT", "/api/me/keys/cloud", mine, KEY)
    await web.ok("GET", "/api/me", other)
    await web.ok("PUT", "/api/me/keys/words", mine, KEY)
    assert (await web.call("GET", "/api/me", other)).status_code == 401
    assert len(web.sockets.sessions) == 1
    again = await web.sign_in(device)
    await web.ok("DELETE", "/api/me/keys/cloud", mine)
    assert (await web.call("GET", "/api/me", again)).status_code == 401
    assert len(web.sockets.sessions) == 2
    await web.ok("GET", "/api/me", mine)


async def test_beyond_the_most_sessions_the_oldest_ends_with_its_sockets(web: Web) -> None:
    device, first = await web.student()
    tokens = [first]
    for _ in range(MOST_SESSIONS):
        web.clock.pass_(2)
        tokens.append(await web.sign_in(device))
    statuses = [(await web.call("GET", "/api/me", token)).status_code for token in tokens]
    assert statuses == [401] + [200] * MOST_SESSIONS
    assert len(web.sockets.sessions) == 1


async def test_sessions_idle_out_by_side_and_use_keeps_them(web: Web) -> None:
    made = await web.whole_team()
    worker = made[Role.WORKER][1]
    _, student = await web.student()
    for _ in range(4):
        web.clock.pass_(14 * 60)
        await web.ok("GET", "/api/me", worker)
    web.clock.pass_(16 * 60)
    assert (await web.call("GET", "/api/me", worker)).status_code == 401
    web.clock.pass_(-20 * 60)
    assert (await web.call("GET", "/api/me", worker)).status_code == 401, "ended for good"
    await web.ok("GET", "/api/me", student)
    web.clock.pass_(12 * 3600 + 1300)
    assert (await web.call("GET", "/api/me", student)).status_code == 401


async def test_a_session_ends_after_thirty_days_however_busy(web: Web) -> None:
    _, token = await web.student()
    for _ in range(90):
        web.clock.pass_(8 * 3600)
        last = await web.call("GET", "/api/me", token)
    assert last.status_code == 200
    web.clock.pass_(60)
    assert (await web.call("GET", "/api/me", token)).status_code == 401


async def test_attack_20_a_suspended_member_is_out_at_the_next_request(web: Web) -> None:
    made = await web.whole_team()
    coordinator = made[Role.COORDINATOR][1]
    worker, token = made[Role.WORKER]
    account = (await web.ok("GET", "/api/me", token))["account"]
    await web.ok("POST", f"/api/team/members/{account}/suspend", coordinator)
    assert (await web.call("GET", "/api/me", token)).status_code == 401
    assert [encode(told) for told in web.sockets.accounts] == [account]
    launch = await web.launch(worker)
    proof = encode(worker.sign_in(await web.challenge(launch)))
    assert (await web.call("POST", "/api/sessions", launch, {"proof": proof})).status_code == 401
    enrol = await web.enrol_body(worker, launch, invite=encode(bytes(16)))
    assert (await web.call("POST", "/api/enrol", launch, enrol)).status_code == 409


async def test_attack_20_nobody_promotes_themself(web: Web) -> None:
    made = await web.whole_team()
    worker, token = made[Role.WORKER]
    own = web.certificate(worker, by=worker.sign)
    body = {"certificate": encode(own)}
    assert (await web.call("POST", "/api/team/certificates", token, body)).status_code == 404
    as_manager = Device.staff(worker.telegram, Role.MANAGER)
    certificate = web.certificate(as_manager, by=worker.sign, name="Worker 1")
    body = {"root": encode(worker.sign.public), "certificate": encode(certificate)}
    assert (await web.call("POST", "/api/team/root", token, body)).status_code == 404
    account = (await web.ok("GET", "/api/me", token))["account"]
    response = await web.call("POST", f"/api/team/members/{account}/restore", token)
    assert response.status_code == 404
    assert (await web.ok("GET", "/api/me", token))["role"] == "worker"
