"""One's own account over HTTP: keys, bundle, consents, sessions."""

from crypto.wire import verifier
from handlers.web.fields import decode, encode
from people.accounts import Role, Side
from people.keys import Kind
from people.sessions import MOST_SESSIONS, Sessions
from policy.wording import Variant
from tests.fakes.devices import Device
from tests.fakes.web import Staffed, Web, notice

DAY = 24 * 3600
FETCH_KEY = b"f" * 32
FETCHED = verifier(FETCH_KEY)
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


async def test_notices_come_in_a_language_that_the_service_has(web: Web) -> None:
    _, token = await web.student()
    await web.ok("PUT", "/api/me/language", token, {"language": "ar"})
    for unknown in ("de", "AR", "", "ar\n", "../en"):
        response = await web.call("PUT", "/api/me/language", token, {"language": unknown})
        assert response.status_code == 400


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


async def test_where_one_is_signed_in_is_told_by_device_and_coarsely(web: Web) -> None:
    _, here = await web.student()
    (only,) = (await web.ok("GET", "/api/sessions", here))["devices"]
    assert only | {"device": ""} == {
        "device": "",
        "platform": "other",
        "since": int(web.clock.now()) // DAY * DAY,
        "used": "today",
        "windows": 1,
        "here": True,
    }


async def test_how_long_ago_is_a_day_a_week_or_longer(web: Web) -> None:
    """Asked of the sessions themselves: over HTTP nobody's lasts a week without use."""
    _, token = await web.student()
    caller = await web.services.sessions.check(decode(token))
    patient = Sessions(
        store=web.stores.sessions,
        sockets=web.sockets,
        clock=web.clock,
        random=bytes,
        idle_seconds=dict.fromkeys(Side, 30 * DAY),
    )
    said = []
    for days in (0, 1, 5, 1):
        web.clock.pass_(days * DAY)
        (shown,) = await patient.devices(caller)
        said.append((shown.used, shown.since % DAY))
    assert said == [("today", 0), ("week", 0), ("week", 0), ("earlier", 0)]
    web.clock.pass_(30 * DAY)
    assert await patient.devices(caller) == []


async def test_one_device_is_signed_out_or_all_others(web: Web) -> None:
    device, here = await web.student()
    window = await web.sign_in(device)
    phone = await web.sign_in(device.another(), "ios")
    web.clock.pass_(120)
    tablet = await web.sign_in(device.another(), "android")
    shown = (await web.ok("GET", "/api/sessions", here))["devices"]
    assert [(one["platform"], one["windows"], one["here"]) for one in shown] == [
        ("other", 2, True),
        ("android", 1, False),
        ("ios", 1, False),
    ]
    path = f"/api/sessions/{shown[2]['device']}"
    assert await web.ok("DELETE", path, here) == {"ended": 1}
    # A session that somebody stole is dead: nothing is answered, and its sockets were closed.
    for method, call in (("GET", "/api/me"), ("GET", "/api/sessions"), ("DELETE", path)):
        assert (await web.call(method, call, phone)).status_code == 401
    assert len(web.sockets.sessions) == 1
    assert (await web.call("DELETE", path, here)).status_code == 404
    await web.ok("GET", "/api/me", tablet)
    # Of the device itself its other windows go, and not the one that asks.
    assert await web.ok("DELETE", f"/api/sessions/{shown[0]['device']}", here) == {"ended": 1}
    assert (await web.call("GET", "/api/me", window)).status_code == 401
    assert await web.ok("DELETE", "/api/sessions/others", here) == {"ended": 1}
    assert (await web.call("GET", "/api/me", tablet)).status_code == 401
    await web.ok("GET", "/api/me", here)


async def test_a_device_that_was_sent_away_comes_back_by_a_secret_alone(web: Web) -> None:
    device, here = await web.student()
    await web.ok("PUT", "/api/me/keys/words", here, KEY | {"verifier": encode(FETCHED)})
    await web.ok("PUT", "/api/me/bundle", here, {"blob": encode(b"one"), "revision": 1})
    lost, taken = device.another(), device.another()
    tokens = [await web.sign_in(each) for each in (lost, taken)]
    shown = (await web.ok("GET", "/api/sessions", here))["devices"]
    own = [each["device"] for each in shown if not each["here"]]
    await web.ok("DELETE", f"/api/sessions/{own[0]}", here)
    assert await web.ok("DELETE", "/api/sessions/others", here) == {"ended": 1}
    for each, token in zip((lost, taken), tokens, strict=True):
        assert (await web.call("GET", "/api/me", token)).status_code == 401
        launch = await web.launch(each)
        proof = {"proof": encode(each.sign_in(await web.challenge(launch)))}
        answer = await web.call("POST", "/api/sessions", launch, proof)
        assert (answer.status_code, answer.json()) == (401, {"error": "signed_out"})
    # This device's own other windows were ended, too, and it may begin anew.
    await web.sign_in(device)
    launch = await web.launch(taken)
    wrong = {"kind": "words", "fetch_key": encode(bytes(32))}
    assert (await web.call("POST", "/api/keys/fetch", launch, wrong)).status_code == 404
    proof = {"proof": encode(taken.sign_in(await web.challenge(launch)))}
    assert (await web.call("POST", "/api/sessions", launch, proof)).status_code == 401
    await web.ok("POST", "/api/keys/fetch", launch, wrong | {"fetch_key": encode(FETCH_KEY)})
    await web.sign_in(taken)
    launch = await web.launch(lost)
    proof = {"proof": encode(lost.sign_in(await web.challenge(launch)))}
    assert (await web.call("POST", "/api/sessions", launch, proof)).status_code == 401


async def test_nobody_signs_anybody_elses_device_out(web: Web) -> None:
    device, mine = await web.student()
    other = Device(2, installation=device.installation)
    theirs = (await web.enrol(other))["token"]
    (shown,) = (await web.ok("GET", "/api/sessions", theirs))["devices"]
    (own,) = (await web.ok("GET", "/api/sessions", mine))["devices"]
    # One installation is not the same for two accounts.
    assert shown["device"] != own["device"]
    answer = await web.call("DELETE", f"/api/sessions/{shown['device']}", mine)
    assert (answer.status_code, answer.json()) == (404, {"error": "not_found"})
    await web.ok("GET", "/api/me", theirs)


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


async def test_sessions_idle_out_by_side_and_use_keeps_them(staffed: Staffed) -> None:
    web, made = staffed
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


async def test_attack_20_a_suspended_member_is_out_at_the_next_request(staffed: Staffed) -> None:
    web, made = staffed
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


async def test_attack_20_nobody_promotes_themself(staffed: Staffed) -> None:
    web, made = staffed
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
