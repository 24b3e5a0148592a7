"""Launch data, challenges and signing in over HTTP: attacks 16 and 17. No enrolment here."""

import hashlib
import hmac
import urllib.parse
from pathlib import Path

import httpx
import pytest

import crypto
from handlers.web.fields import encode
from people.accounts import Role
from storage.secrets import ServiceKeys
from tests.fakes.clock import FixedClock
from tests.fakes.devices import BOT_TOKEN, Device
from tests.fakes.launchdata import launch_data
from tests.fakes.stores import on_sqlite
from tests.fakes.web import Web

SIGNED_OUT = (401, {"error": "signed_out"})
NOT_FOUND = (404, {"error": "not_found"})


def shape(response: httpx.Response) -> tuple[int, object]:
    return response.status_code, response.json()


async def try_launch(web: Web, device: Device, init_data: str) -> tuple[int, object]:
    body = web.launch_body(device, init_data=init_data)
    return shape(await web.call("POST", "/api/launch", body=body))


async def test_attack_16_forged_doubled_and_foreign_launch_data(web: Web) -> None:
    device = Device(1)
    at = int(web.clock.now())
    good = launch_data(1, at=at, token=BOT_TOKEN)
    pairs = urllib.parse.parse_qsl(good)
    bad = {
        "another bot's": launch_data(1, at=at, token="7000000002:AAother"),
        "changed user": good.replace("%3A1%2C", "%3A2%2C"),
        "no hash": urllib.parse.urlencode(pairs[:-1]),
        "short hash": good[:-2],
        "doubled field": good + "&auth_date=" + str(at),
        "doubled user": urllib.parse.urlencode([("user", '{"id":2}'), *pairs]),
        "added field": good + "&start_param=r_x",
        "empty": "",
        "nonsense": "\x00\u202e%%%=&&&",
        "huge date": launch_data(1, at=10**18, token=BOT_TOKEN),
        "no user": no_user(at),
        "a bot": bot_user(at),
        "deep user": launch_data(1, at=at, token=BOT_TOKEN, user="[" * 4000 + "]" * 4000)[:4096],
    }
    assert bad["changed user"] != good
    for why, init_data in bad.items():
        status, body = await try_launch(web, device, init_data)
        assert (status, body) == SIGNED_OUT, why
    assert (await try_launch(web, device, good))[0] == 200


def no_user(at: int) -> str:
    return signed_pairs({"auth_date": str(at), "query_id": "AA"})


def bot_user(at: int) -> str:
    user = '{"id":1,"first_name":"Person","is_bot":true}'
    return signed_pairs({"auth_date": str(at), "user": user})


def signed_pairs(pairs: dict[str, str]) -> str:
    lines = "\n".join(f"{key}={value}" for key, value in sorted(pairs.items()))
    secret = hmac.digest(b"WebAppData", BOT_TOKEN.encode(), hashlib.sha256)
    hash_ = hmac.digest(secret, lines.encode(), hashlib.sha256).hex()
    return urllib.parse.urlencode({**pairs, "hash": hash_})


async def test_attack_16_reordered_launch_data_is_no_second_ticket(web: Web) -> None:
    device = Device(1)
    good = device.init_data(at=web.clock.now())
    reordered = "&".join(reversed(good.split("&")))
    respelled = good.replace("%22", '"')
    assert (await try_launch(web, device, good))[0] == 200
    for other in (reordered, respelled, good.upper()):
        assert other != good
        for person in (device, device.another()):
            assert await try_launch(web, person, other) == SIGNED_OUT
    assert (await try_launch(web, device, good))[0] == 200


async def test_attack_17_expired_and_future_launch_data(web: Web) -> None:
    now = web.clock.now()
    for number, (age, status) in enumerate(
        [(3599, 200), (3601, 401), (86_400, 401), (-59, 200), (-61, 401), (-86_400, 401)]
    ):
        device = Device(number + 1)
        got = await try_launch(web, device, device.init_data(at=now - age))
        assert got[0] == status, age
    device = Device(99)
    init_data = device.init_data(at=now)
    assert (await try_launch(web, device, init_data))[0] == 200
    web.clock.pass_(3601)
    assert await try_launch(web, device, init_data) == SIGNED_OUT


async def test_attack_17_a_second_device_key_is_refused(web: Web) -> None:
    device = Device(1)
    init_data = device.init_data(at=web.clock.now())
    assert (await try_launch(web, device, init_data))[0] == 200
    assert (await try_launch(web, device, init_data))[0] == 200
    assert await try_launch(web, device.another(), init_data) == SIGNED_OUT
    side = web.launch_body(device, init_data=init_data, side="staff")
    assert shape(await web.call("POST", "/api/launch", body=side)) == SIGNED_OUT
    proof = encode(device.another().launch_proof(init_data))
    other = web.launch_body(device, init_data=init_data, proof=proof)
    assert shape(await web.call("POST", "/api/launch", body=other)) == SIGNED_OUT


async def test_attack_17_the_binding_outlives_a_restart(tmp_path: Path) -> None:
    keys, clock, device = ServiceKeys.fresh(), FixedClock(), Device(1)
    init_data = device.init_data(at=clock.now())
    async with on_sqlite(tmp_path, keys=keys, clock=clock) as stores:
        web = Web(stores)
        body = web.launch_body(device, init_data=init_data)
        launch = (await web.ok("POST", "/api/launch", body=body))["token"]
        await web.ok("POST", "/api/enrol", launch, await web.enrol_body(device, launch))
    async with on_sqlite(tmp_path, keys=keys, clock=clock) as stores:
        web = Web(stores)
        assert await try_launch(web, device.another(), init_data) == SIGNED_OUT
        assert (await try_launch(web, device, init_data))[0] == 200


async def test_one_person_does_not_fill_the_memory_of_launches(web: Web) -> None:
    device = Device(1)
    statuses = []
    for number in range(70):
        init_data = launch_data(1, at=int(web.clock.now()), token=BOT_TOKEN, n=str(number))
        statuses.append((await try_launch(web, device, init_data))[0])
    assert statuses == [200] * 60 + [429] * 10
    assert (await try_launch(web, Device(2), Device(2).init_data(at=web.clock.now())))[0] == 200
    web.clock.pass_(3700)
    fresh = device.init_data(at=web.clock.now())
    assert (await try_launch(web, device, fresh))[0] == 200


async def test_a_launch_token_ends_and_is_no_session(web: Web) -> None:
    device = Device(1)
    launch = await web.launch(device)
    assert (await web.call("GET", "/api/me", launch)).status_code == 401
    web.clock.pass_(901)
    assert shape(await web.call("POST", "/api/challenge", launch)) == SIGNED_OUT
    _, session = await web.student(2)
    assert shape(await web.call("POST", "/api/challenge", session)) == SIGNED_OUT


async def test_a_challenge_is_good_once_for_five_minutes_for_who_asked(web: Web) -> None:
    device, _ = await web.student()
    launch = await web.launch(device)

    async def sign_in(challenge: bytes, by: Device = device, token: str = launch) -> int:
        body = {"proof": encode(by.sign_in(challenge))}
        return (await web.call("POST", "/api/sessions", token, body)).status_code

    challenge = await web.challenge(launch)
    assert await sign_in(challenge) == 200
    assert await sign_in(challenge) == 401
    assert await sign_in(crypto.random_bytes(32)) == 401
    late = await web.challenge(launch)
    web.clock.pass_(301)
    assert await sign_in(late) == 401
    stolen = await web.challenge(launch)
    other, _ = await web.student(2)
    assert await sign_in(stolen, other, await web.launch(other)) == 401


async def test_signing_in_fails_alike_whatever_is_wrong(web: Web) -> None:
    device, _ = await web.student()
    launch = await web.launch(device)
    unknown = Device(77)
    stranger = await web.launch(unknown)
    key = crypto.SigningKey.generate()
    tries = [
        (launch, device.sign_in(await web.challenge(launch), key=key)),
        (launch, device.another().sign_in(await web.challenge(launch))),
        (launch, Device.staff(device.telegram, Role.WORKER).sign_in(await web.challenge(launch))),
        (launch, device.enrol(await web.challenge(launch))),
        (launch, b"nothing"),
        (stranger, unknown.sign_in(await web.challenge(stranger))),
    ]
    for token, proof in tries:
        response = await web.call("POST", "/api/sessions", token, {"proof": encode(proof)})
        assert shape(response) == SIGNED_OUT


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Basic " + "A" * 43, "Bearer " + "B" * 43]
)
async def test_a_token_that_is_none_is_signed_out(web: Web, header: str) -> None:
    for path in ("/api/me", "/api/team", "/api/roster"):
        response = await web.http.get(path, headers={"Authorization": header})
        assert shape(response) == SIGNED_OUT
