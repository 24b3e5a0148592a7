"""Deliveries to a webhook.

Here: secret, retries, order, information. Never here: polling.
"""

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp
from telegram.error import BadRequest
from telegram.ext import ExtBot

from sandbox import Sandbox, World
from sandbox.acts import Phone

Serve = Callable[[ASGIApp], Awaitable[str]]
Eventually = Callable[..., Awaitable[None]]


class Hook:
    """A webhook that keeps what it gets and answers as it is told."""

    def __init__(self) -> None:
        self.got: list[dict[str, object]] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.reply: dict[str, object] | None = None
        self.hold: asyncio.Event | None = None

    async def receive(self, request: Request) -> Response:
        """One delivery."""
        self.got.append(await request.json())
        self.secrets.append(request.headers.get("x-telegram-bot-api-secret-token"))
        if self.hold:
            await self.hold.wait()
        status = self.statuses.pop(0) if self.statuses else 200
        if self.reply:
            return JSONResponse(self.reply)
        return Response(status_code=status)

    def texts(self) -> list[str]:
        return [one["message"]["text"] for one in self.got]  # type: ignore[index]


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
async def url(hook: Hook, serve: Serve) -> str:
    return await serve(Starlette(routes=[Route("/hook", hook.receive, methods=["POST"])])) + "/hook"


async def test_updates_are_pushed_with_the_secret_and_confirmed_by_200(
    bot: ExtBot[None], student: Phone, world: World, hook: Hook, url: str, eventually: Eventually
) -> None:
    student.text("before")
    await bot.set_webhook(url, secret_token="s3cret_-", max_connections=5)
    student.text("after")
    await eventually(lambda: len(world.updates) == 0)
    assert hook.texts() == ["before", "after"]
    assert hook.secrets == ["s3cret_-", "s3cret_-"]
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (url, 0, 5)
    assert info.last_error_date is None


async def test_a_failed_delivery_is_told_and_tried_again(
    bot: ExtBot[None],
    student: Phone,
    world: World,
    hook: Hook,
    url: str,
    eventually: Eventually,
) -> None:
    hook.statuses = [500]
    await bot.set_webhook(url)
    student.text("one")
    await eventually(lambda: world.webhook.info().get("last_error_message") is not None)
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 1
    assert info.last_error_message == ("Wrong response from the webhook: 500 Internal Server Error")
    await eventually(lambda: len(world.updates) == 0)
    assert hook.texts() == ["one", "one"]


async def test_nobody_listening_is_told(
    bot: ExtBot[None], student: Phone, world: World, eventually: Eventually
) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    student.text("one")
    await eventually(lambda: "last_error_message" in world.webhook.info())
    assert (await bot.get_webhook_info()).last_error_message == "Connection refused"


async def test_one_chat_waits_for_its_turn_and_another_does_not(
    bot: ExtBot[None],
    student: Phone,
    worker: Phone,
    hook: Hook,
    url: str,
    world: World,
    eventually: Eventually,
) -> None:
    hook.hold = asyncio.Event()
    await bot.set_webhook(url)
    student.text("s1")
    student.text("s2")
    worker.text("w1")
    await eventually(lambda: len(hook.got) == 2)
    await asyncio.sleep(0.1)
    assert sorted(hook.texts()) == ["s1", "w1"]
    hook.hold.set()
    await eventually(lambda: len(world.updates) == 0)
    assert hook.texts()[2:] == ["s2"]


async def test_pending_updates_can_be_dropped(
    bot: ExtBot[None], student: Phone, world: World, hook: Hook, url: str
) -> None:
    student.text("old")
    await bot.set_webhook(url, drop_pending_updates=True)
    assert len(world.updates) == 0
    student.text("new")
    await bot.delete_webhook(drop_pending_updates=True)
    assert len(world.updates) == 0
    assert "old" not in hook.texts()


async def test_a_call_in_the_answer_is_carried_out(
    bot: ExtBot[None], student: Phone, world: World, hook: Hook, url: str, eventually: Eventually
) -> None:
    chat = student.person.id
    hook.reply = {"method": "sendMessage", "chat_id": chat, "text": "from the hook"}
    await bot.set_webhook(url)
    student.start()
    await eventually(lambda: len(world.updates) == 0)
    assert [one["text"] for one in world.messages.of(chat)] == ["/start", "from the hook"]


async def test_results_are_described(sandbox: Sandbox, world: World) -> None:
    base = f"{sandbox.bot_base_url}{world.bot_token}"
    async with httpx.AsyncClient(trust_env=False) as client:
        said = []
        for method, values in (
            ("setWebhook", {"url": "http://127.0.0.1:9/h"}),
            ("setWebhook", {"url": "http://127.0.0.1:9/h"}),
            ("deleteWebhook", {}),
            ("deleteWebhook", {}),
        ):
            answer = await client.post(f"{base}/{method}", data=values)
            said.append(answer.json()["description"])
    assert said == [
        "Webhook was set",
        "Webhook is already set",
        "Webhook was deleted",
        "Webhook is already deleted",
    ]


@pytest.mark.parametrize(
    ("url", "secret", "expected"),
    [
        ("http://example.org/hook", None, "loopback addresses only"),
        ("ftp://127.0.0.1/hook", None, "https url must be provided"),
        ("http://127.0.0.1/hook", "no spaces", "unallowed characters"),
        ("http://127.0.0.1/hook", "x" * 257, "unallowed characters"),
        ("http://[127.0.0.1/hook", None, "invalid webhook url"),
    ],
)
async def test_a_bad_webhook_is_refused_and_nothing_set(
    bot: ExtBot[None], url: str, secret: str | None, expected: str
) -> None:
    with pytest.raises(BadRequest, match=expected):
        await bot.set_webhook(url, secret_token=secret)
    assert (await bot.get_webhook_info()).url == ""
