"""Builds the chat side: Telegram's client, the way in (webhook or polling) and the courier.

Only construction and order of starting; what is said is in handlers/chat and policy.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from random import SystemRandom
from typing import Any, Final

import structlog
from starlette.routing import Route
from telegram import User
from telegram.error import InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.shown import Shown
from bot.telegram_side import TelegramSide
from bot.trust import authorities
from bot.words import Words
from handlers.chat.courier import Courier
from handlers.chat.ingest import Ingest
from handlers.chat.links import Links
from handlers.chat.poller import Poller
from handlers.chat.profile import publish
from handlers.chat.render import Complaints, Renderer
from handlers.chat.webhook import register_webhook, webhook_route
from intake.notices import Wanted
from storage.opening import Core

CONNECTIONS: Final = 32
TELEGRAM_SECONDS: Final = 60.0
"""The longest pause between attempts to reach Telegram at start; the first is a second."""

log = structlog.get_logger()


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
    trust = {"verify": authorities()}
    return ExtBot(
        token=token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        rate_limiter=AIORateLimiter(max_retries=0),
        request=HTTPXRequest(connection_pool_size=CONNECTIONS, httpx_kwargs=trust),
        get_updates_request=HTTPXRequest(connection_pool_size=2, httpx_kwargs=trust),
    )


class TokenRefused(Shown):
    """Telegram knows no bot with this token. The message says how to mend it."""


async def who_am_i(bot: ExtBot[Any]) -> User:
    """The bot's own account, asked until Telegram answers. Raises TokenRefused."""
    for pause in pauses():
        try:
            await bot.initialize()
        except InvalidToken:
            raise TokenRefused(
                "BOT_TOKEN is refused by Telegram: copy the whole token from BotFather again"
            ) from None
        except TelegramError as error:
            log.warning("telegram_unreachable", error=type(error).__name__)
            await asyncio.sleep(pause)
        else:
            break
    return bot.bot


def pauses() -> Iterator[float]:
    """Seconds between one attempt and the next, without end: a machine's network may come late."""
    pause = 1.0
    while True:
        yield pause
        pause = min(TELEGRAM_SECONDS, 2 * pause)


def build_chat(
    *, bot: ExtBot[Any], words: Words, core: Core, telegram: TelegramSide, wanted: Wanted
) -> ChatSide:
    """The chat side over this store: a webhook where the side has a secret, else polling."""
    links = Links(base=telegram.origin)
    named = words.complaints
    renderer = Renderer(
        texts=words.texts,
        crisis=words.crisis,
        wordings=words.wordings,
        links=links,
        complaints=None if named is None else Complaints(name=named.name, contact=named.contact),
    )
    renderer.check()
    chance = SystemRandom()
    courier = Courier(
        bot=bot,
        outbox=core.outbox,
        renderer=renderer,
        clock=core.clock.now,
        random=chance,
        wanted=wanted,
    )
    # Notices are written by others than the chat: they are to be sent at once too.
    core.outbox.on_put(courier.wake)
    ingest = Ingest(
        updates=core.updates,
        outbox=core.outbox,
        choose=words.texts.choose,
        owed=courier.wake,
    )
    secret, url = telegram.webhook_secret, telegram.origin

    async def start() -> None:
        await publish(bot, texts=words.texts, crisis=words.crisis, links=links)
        if secret is not None and url is not None:
            await _register(bot, public_url=url, secret=secret)

    return ChatSide(
        bot=bot,
        courier=courier,
        route=webhook_route(secret=secret, ingest=ingest) if secret is not None else None,
        _poller=Poller(bot=bot, ingest=ingest, random=chance) if secret is None else None,
        _start=start,
    )


async def _register(bot: ExtBot[Any], *, public_url: str, secret: str) -> None:
    for pause in pauses():
        try:
            await register_webhook(bot, public_url=public_url, secret=secret)
        except TelegramError as error:
            log.warning("webhook_not_set", error=type(error).__name__)
            await asyncio.sleep(pause)
        else:
            return
