"""Builds the chat side: Telegram's client, the way in (webhook or polling) and the courier.

Only construction and order of starting; what is said is in handlers/chat and policy.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import structlog
from starlette.routing import Route
from telegram import User
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from handlers.chat.courier import Courier
from handlers.chat.ingest import Ingest
from handlers.chat.links import Links
from handlers.chat.poller import Poller
from handlers.chat.profile import publish
from handlers.chat.render import Renderer
from handlers.chat.webhook import register_webhook, webhook_route
from intake.outbox import Outbox, Updates
from policy.crisis import Crisis
from policy.texts import Texts
from policy.wording import Wordings

CONNECTIONS: Final = 32
TELEGRAM_SECONDS: Final = 60.0
"""Pause between attempts to reach Telegram at start."""

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Words:
    """All wording, loaded and checked once."""

    texts: Texts
    crisis: Crisis
    wordings: Wordings


@dataclass(frozen=True, kw_only=True)
class ChatSide:
    """The bot in the chat: `run` until cancelled."""

    bot: ExtBot[Any]
    courier: Courier
    route: Route | None
    _poller: Poller | None
    _start: Callable[[], Awaitable[None]]

    async def run(self) -> None:
        """Reach Telegram (again and again until it answers), then send and receive."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.courier.run())
                await self._start()
                if self._poller is not None:
                    await self._poller.run()
        finally:
            await self.bot.shutdown()


def make_bot(*, token: str, api: str) -> ExtBot[Any]:
    """The Bot API client; `api` is its origin without a trailing slash."""
    return ExtBot(
        token=token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        rate_limiter=AIORateLimiter(max_retries=0),
        request=HTTPXRequest(connection_pool_size=CONNECTIONS),
        get_updates_request=HTTPXRequest(connection_pool_size=2),
    )


async def who_am_i(bot: ExtBot[Any]) -> User:
    """The bot's own account, asked until Telegram answers."""
    while True:
        try:
            await bot.initialize()
        except TelegramError as error:
            log.warning("telegram_unreachable", error=type(error).__name__)
            await asyncio.sleep(TELEGRAM_SECONDS)
        else:
            return bot.bot


def build_chat(
    *,
    bot: ExtBot[Any],
    words: Words,
    updates: Updates,
    outbox: Outbox,
    public_url: str | None,
    webhook_secret: str | None,
    clock: Callable[[], float],
    random: Random,
) -> ChatSide:
    """The chat side over these stores. A `webhook_secret` means webhook, None means polling."""
    links = Links(base=public_url)
    renderer = Renderer(
        texts=words.texts, crisis=words.crisis, wordings=words.wordings, links=links
    )
    renderer.check()
    courier = Courier(bot=bot, outbox=outbox, renderer=renderer, clock=clock, random=random)
    ingest = Ingest(updates=updates, outbox=outbox, choose=words.texts.choose, owed=courier.wake)

    async def start() -> None:
        await publish(bot, texts=words.texts, crisis=words.crisis, links=links)
        if webhook_secret is not None and public_url is not None:
            await _register(bot, public_url=public_url, secret=webhook_secret)

    hooked = webhook_secret is not None
    return ChatSide(
        bot=bot,
        courier=courier,
        route=webhook_route(secret=webhook_secret, ingest=ingest) if webhook_secret else None,
        _poller=None if hooked else Poller(bot=bot, ingest=ingest, random=random),
        _start=start,
    )


async def _register(bot: ExtBot[Any], *, public_url: str, secret: str) -> None:
    while True:
        try:
            await register_webhook(bot, public_url=public_url, secret=secret)
        except TelegramError as error:
            log.warning("webhook_not_set", error=type(error).__name__)
            await asyncio.sleep(TELEGRAM_SECONDS)
        else:
            return
