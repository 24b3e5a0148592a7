"""Attack 25: oversize, slow, deep, NUL, bidi, zalgo, bad UTF-8: a clear 4xx that echoes nothing."""

import asyncio
import json
from collections.abc import AsyncIterator
from math import ceil

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from handlers.web.body import MAX_BODY, MAX_DEPTH, MAX_REQUEST_BODY, bound_of, too_deep
from handlers.web.errors import ApiError, Faults
from handlers.web.fields import decode, encode
from handlers.web.limits import Limits
from people.accounts import Role
from storage.errors import StorageUnavailable
from tests.characters import ANY
from tests.fakes.clock import FixedClock
from tests.fakes.web import Web

CANARY = "canary-8f3a1c"
MALFORMED = {"error": "malformed"}
JSON = {"Content-Type": "application/json"}


async def post(web: Web, content: bytes, *, path: str = "/api/launch", **headers: str) -> object:
    response = await web.http.post(path, content=content, headers=JSON | headers)
    assert CANARY not in response.text
    assert CANARY not in str(response.headers.raw)
    return response.status_code, response.json()


BAD = {
    "not JSON": CANARY.encode(),
    "bad UTF-8": b'{"side": "\xff\xfe' + CANARY.encode() + b'"}',
    "NUL": b'{"side": "\x00"}',
    "UTF-16": json.dumps({"side": CANARY}).encode("utf-16"),
    "lone surrogate": b'{"side": "\\ud800", "init_data": "\\udfff", "device_key": "'
    + b"A" * 43
    + b'", "proof": "AA"}',
    "unknown field": json.dumps({CANARY: CANARY}).encode(),
    "wrong types": json.dumps(
        {"side": 1, "init_data": [], "device_key": {}, "proof": None}
    ).encode(),
    "deep list": b"[" * 50_000,
    "deep object": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "a list": b"[]",
    "a number": b"1e999",
    "a long number": b"9" * 100_000,
    "NaN": b'{"side": NaN}',
    "nothing": b"",
    "padded base64": json.dumps(
        {"init_data": "x", "side": "student", "device_key": "A" * 43 + "=", "proof": "AA"}
    ).encode(),
    "not canonical base64": json.dumps(
        {"init_data": "x", "side": "student", "device_key": "A" * 42 + "B", "proof": "AA"}
    ).encode(),
    "long launch data": json.dumps(
        {"init_data": "x" * 4097, "side": "student", "device_key": "A" * 43, "proof": "AA"}
    ).encode(),
}


@pytest.mark.parametrize("why", sorted(BAD))
async def test_attack_25_bad_bodies_are_malformed(web: Web, why: str) -> None:
    assert await post(web, BAD[why]) == (400, MALFORMED)


async def test_attack_25_a_body_of_another_type_is_malformed(web: Web) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x"):
        headers = {"Content-Type": kind}
        response = await web.http.post("/api/launch", content=b"{}", headers=headers)
        assert (response.status_code, response.json()) == (400, MALFORMED)


async def test_attack_25_oversize_is_refused_while_it_streams(web: Web) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 16_384
            yield b" " * 16_384

    response = await web.http.post("/api/launch", content=endless(), headers=JSON)
    assert (response.status_code, response.json()) == (413, {"error": "too_large"})
    assert sent <= MAX_BODY + 2 * 16_384
    said = await web.http.post("/api/launch", content=b" " * (MAX_BODY + 1), headers=JSON)
    assert said.status_code == 413
    for wrong in ("-1", "1e9", "99999999999999999999999999", "x"):
        headers = JSON | {"Content-Length": wrong}
        response = await web.http.post("/api/launch", content=endless(), headers=headers)
        assert response.status_code == 413
    assert await post(web, b" " * MAX_BODY) == (400, MALFORMED)


def test_attack_25_requests_have_a_larger_bound_and_nothing_else() -> None:
    assert bound_of("/api/requests") == bound_of("/api/requests/AAAA") == MAX_REQUEST_BODY
    assert bound_of("/api/requestsx") == bound_of("/api/enrol") == bound_of("/") == MAX_BODY


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "\u200b",
        "a\x00b",
        "\u202egnp",
        "\u2066x\u2069",
        "a" + "\u0301" * 40,
        "x" * 61,
        "\ufeffx",
        "\U000e0041x",
        "\ue000",
    ],
)
async def test_attack_25_labels_that_hide_or_overrun_are_refused(web: Web, name: str) -> None:
    token = (await web.holders())[Role.COORDINATOR][1]
    body = {"role": "worker", "label": name, "under18": False}
    response = await web.call("POST", "/api/team/invites", token, body)
    assert (response.status_code, response.json()) == (400, {"error": "name"})
    assert (await web.ok("GET", "/api/team", token))["invites"] == []


async def test_attack_25_a_path_that_is_no_id_is_malformed(web: Web) -> None:
    token = (await web.whole_team())[Role.COORDINATOR][1]
    for value in (CANARY, "%00", "A" * 23, "A" * 5000, "%f0%9f%92%a3", "AAAAAAAAAAAAAAAAAAAAAB"):
        response = await web.call("POST", f"/api/team/members/{value}/suspend", token)
        assert (response.status_code, response.json()) == (400, MALFORMED)


async def test_a_slow_body_is_given_up(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.web.body.BODY_SECONDS", 0.05)

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(1)
        yield b"}"

    response = await web.http.post("/api/launch", content=slow(), headers=JSON)
    assert (response.status_code, response.json()) == (400, MALFORMED)


async def test_a_fault_is_answered_and_logged_without_its_message(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(web.stores.people, "get", broken)
    with structlog.testing.capture_logs() as logs:
        response = await web.http.get("/health")
    assert (response.status_code, response.json()) == (500, {"error": "fault"})
    assert logs == [{"event": "fault", "error": "RuntimeError", "log_level": "error"}]


async def test_a_fault_after_the_answer_began_is_kept_from_the_servers_log() -> None:
    async def app(_: object, __: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator]
        raise RuntimeError(CANARY)

    sent: list[object] = []

    async def send(message: object) -> None:
        sent.append(message)

    with structlog.testing.capture_logs() as logs:
        await Faults(app)({"type": "http"}, None, send)  # type: ignore[arg-type]
    assert len(sent) == 1
    assert CANARY not in str(logs)


async def test_a_store_that_cannot_answer_is_unavailable(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unavailable(*_: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(web.stores.people, "get", unavailable)
    response = await web.http.get("/health")
    assert (response.status_code, response.json()) == (503, {"error": "unavailable"})


def test_limits_are_per_key_bounded_and_refill() -> None:
    clock = FixedClock()
    limits = Limits(clock=clock, burst=3, per_second=0.5, kept=10)
    for _ in range(3):
        limits.spend("one")
    with pytest.raises(ApiError) as caught:
        limits.spend("one")
    assert (caught.value.status, caught.value.code, caught.value.retry_after) == (
        429,
        "slow_down",
        2,
    )
    limits.spend("two")
    clock.pass_(2)
    limits.spend("one")
    clock.pass_(-1000)
    with pytest.raises(ApiError):
        limits.spend("one")
    clock.pass_(1002)
    limits.spend("one")
    for number in range(1000):
        limits.spend(number)
    assert len(limits) == 10


def test_a_bucket_that_is_full_again_is_not_kept() -> None:
    clock = FixedClock()
    limits = Limits(clock=clock, burst=3, per_second=0.5)
    for number in range(50):
        limits.spend(number, cost=3)
    clock.pass_(5)
    limits.spend("last")
    assert len(limits) == 51
    clock.pass_(1)
    limits.spend("last")
    assert len(limits) == 1


STEP = st.tuples(st.sampled_from([0, 1, 2, 5, 6, 9]), st.sampled_from("abc"), st.integers(1, 3))


@given(steps=st.lists(STEP, max_size=40))
def test_who_is_slowed_down_is_told_the_same_as_if_all_buckets_were_kept(
    steps: list[tuple[int, str, int]],
) -> None:
    clock = FixedClock()
    limits = Limits(clock=clock, burst=3, per_second=0.5)
    full, at = dict.fromkeys("abc", 3.0), dict.fromkeys("abc", clock.now())
    for seconds, key, cost in steps:
        clock.pass_(seconds)
        full[key] = min(3.0, full[key] + max(0.0, clock.now() - at[key]) * 0.5)
        at[key] = clock.now()
        enough = full[key] >= cost
        full[key] -= cost if enough else 0
        if enough:
            limits.spend(key, cost=cost)
            continue
        with pytest.raises(ApiError) as refused:
            limits.spend(key, cost=cost)
        assert refused.value.retry_after == ceil((cost - full[key]) / 0.5)


async def test_one_account_is_slowed_down_and_others_are_not(web: Web) -> None:
    other = Web(web.stores, burst=20)
    _, token = await other.student()
    _, second = await other.student(2)
    statuses = [(await other.call("GET", "/api/me", token)).status_code for _ in range(22)]
    assert statuses[:20] == [200] * 20
    limited = await other.call("GET", "/api/me", token)
    assert limited.status_code == 429
    assert limited.json() == {"error": "slow_down", "retry_after": 1}
    assert limited.headers["retry-after"] == "1"
    assert (await other.call("GET", "/api/me", second)).status_code == 200


@given(st.binary(max_size=200))
def test_base64_reads_back_what_it_wrote(data: bytes) -> None:
    assert decode(encode(data)) == data


@given(st.text(ANY, max_size=50))
def test_base64_has_one_spelling(text: str) -> None:
    try:
        data = decode(text)
    except ValueError:
        return
    assert encode(data) == text


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='[]{}"\\ab,:', max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(alphabet='[]{}"\\', max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max((depth(inner) for inner in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((depth(inner) for inner in value), default=0)
    return 0


@given(values, st.integers(min_value=0, max_value=MAX_DEPTH + 2))
def test_depth_is_counted_as_json_nests(value: object, wrap: int) -> None:
    for _ in range(wrap):
        value = [value]
    assert too_deep(json.dumps(value).encode()) == (depth(value) > MAX_DEPTH)


@given(st.binary(max_size=300))
def test_depth_of_nonsense_is_bounded_and_never_fails(body: bytes) -> None:
    assert too_deep(body) in {True, False}
