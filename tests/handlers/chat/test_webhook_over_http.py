"""The webhook over real HTTP: who is refused and how, and that 200 means durable."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from handlers.chat.webhook import MAX_BODY, PATH, SECRET_HEADER, register_webhook
from tests.handlers.chat import updates
from tests.handlers.chat.station import SECRET, Station, a_webhook, until

CANARY = "canary"


@pytest.fixture
async def door(station: Station) -> AsyncIterator[httpx.AsyncClient]:
    """A client at the webhook that does not know the secret by itself."""
    async with (
        a_webhook(station.ingest) as origin,
        httpx.AsyncClient(base_url=origin, trust_env=False) as client,
    ):
        yield client


async def knock(
    door: httpx.AsyncClient, body: bytes, *, secret: str | bytes | None = SECRET
) -> httpx.Response:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    return await door.post(PATH, content=body, headers=headers)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "secret",
    [None, "", "wrong", SECRET + "x", SECRET[:-1], SECRET.upper(), "\xff".encode("latin-1")],
)
async def test_attack_18_without_the_secret_everything_is_refused_alike(
    station: Station, door: httpx.AsyncClient, secret: str | bytes | None
) -> None:
    for body in (json.dumps(updates.text(CANARY)).encode(), b"not json", b""):
        answer = await knock(door, body, secret=secret)
        assert (answer.status_code, answer.content) == (403, b"")
    assert station.outbox.accepted == set()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"canary", 400),
        (b"\xff\xfe\x00", 400),
        (b"[]", 400),
        (b'"canary"', 400),
        (b"{}", 400),
        (b'{"update_id": "canary"}', 400),
        (b'{"update_id": true}', 400),
        (b'{"update_id": 1.5}', 400),
        (b'{"update_id": -1}', 400),
        (b'{"update_id": 99999999999999999999}', 400),
        (b"[" * 100_000, 400),
        (b'{"update_id": 1, "x": ' + b'{"x":' * 50_000, 400),
        (b" " * (MAX_BODY + 1), 413),
    ],
)
async def test_attack_25_what_is_no_update_is_refused_and_echoes_nothing(
    station: Station, door: httpx.AsyncClient, body: bytes, status: int
) -> None:
    answer = await knock(door, body)
    assert (answer.status_code, answer.content) == (status, b"")
    assert station.outbox.accepted == set()
    assert station.outbox.waiting == []


async def test_an_endless_body_is_cut_off(door: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(1_000):
            yield b" " * 65_536

    try:
        answer = await door.post(PATH, content=endless(), headers={SECRET_HEADER: SECRET})
    except httpx.HTTPError:
        return  # the connection was closed under the sender
    assert answer.status_code == 413


async def test_a_body_that_never_ends_its_first_line_is_not_waited_for(
    station: Station, door: httpx.AsyncClient
) -> None:
    async def dripping() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(2)

    answer = await door.post(PATH, content=dripping(), headers={SECRET_HEADER: SECRET})
    assert (answer.status_code, answer.content) == (408, b"")
    assert station.outbox.accepted == set()


async def test_200_means_durable(station: Station, door: httpx.AsyncClient) -> None:
    body = json.dumps(updates.text("/help")).encode()
    station.outbox.failing = True
    refused = await knock(door, body)
    assert (refused.status_code, refused.content) == (503, b"")
    station.outbox.failing = False
    assert (await knock(door, body)).status_code == 200
    assert station.outbox.accepted == {1}
    assert [row.text for row in station.outbox.waiting] == ["chat-help"]


async def test_attack_26_the_same_update_twice_is_answered_once(
    station: Station, door: httpx.AsyncClient
) -> None:
    body = json.dumps(updates.text("/help")).encode()
    assert [(await knock(door, body)).status_code for _ in range(3)] == [200, 200, 200]
    assert len(station.outbox.waiting) == 1


@pytest.mark.parametrize(
    "payload",
    [
        {"update_id": 5, "message": {"canary": 1}},
        {"update_id": 5, "message": "canary"},
        {"update_id": 5, "callback_query": []},
        {"update_id": 5, "a_new_kind": {"text": "canary"}},
    ],
)
async def test_an_update_of_an_unknown_shape_is_noted_and_not_sent_for_ever(
    station: Station, door: httpx.AsyncClient, payload: dict[str, object]
) -> None:
    assert (await knock(door, json.dumps(payload).encode())).status_code == 200
    assert station.outbox.accepted == {5}
    assert station.outbox.waiting == []


async def test_only_posts_to_the_one_path_are_heard(door: httpx.AsyncClient) -> None:
    headers = {SECRET_HEADER: SECRET}
    assert (await door.get(PATH, headers=headers)).status_code == 405
    assert (await door.post("/other", headers=headers)).status_code == 404


async def test_telegram_delivers_through_the_webhook(station: Station) -> None:
    async with a_webhook(station.ingest) as origin, station.running(polling=False):
        await register_webhook(station.bot, public_url=origin, secret=SECRET)
        info = await station.bot.get_webhook_info()
        assert info.url == origin + PATH
        for fault in ("duplicate", "reorder"):
            station.world.faults.install(kind=fault)
        for text in ("/start", "hello", "/help"):
            station.phone.text(text)
        await until(lambda: len(station.said()) == 3)
        await station.quiet()
    assert len(station.said()) == 3


async def test_a_webhook_with_another_secret_delivers_nothing(station: Station) -> None:
    async with a_webhook(station.ingest) as origin, station.running(polling=False):
        await register_webhook(station.bot, public_url=origin, secret="another-secret-" * 2)
        station.phone.start()
        settings = station.world.webhook.info
        await until(lambda: "last_error_message" in settings())
        assert settings()["last_error_message"].endswith("403 Forbidden")
        await station.bot.delete_webhook()
    assert station.outbox.accepted == set()
