"""The chat's own parts put together against the sandbox over real HTTP, as the wiring does.

The store is the fake that keeps the same contract; everything else is the real thing.
"""

import asyncio
import hashlib
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

import uvicorn
from starlette.applications import Starlette
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from handlers.chat.courier import Courier
from handlers.chat.ingest import Ingest
from handlers.chat.links import Links
from handlers.chat.poller import Poller
from handlers.chat.render import Renderer
from handlers.chat.webhook import webhook_route
from intake.outbox import Outgoing
from policy.crisis import load_crisis
from policy.texts import Texts
from policy.wording import Terms, Wordings
from sandbox import Sandbox, World
from sandbox.acts import Phone
from tests.fakes.outbox import MemoryOutbox

SECRET = "a-secret-that-only-telegram-knows"
HOUR = 3600.0

Json = dict[str, Any]


class MovingClock:
    """The sandbox's clock: real time, and what a test adds to it."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass(frozen=True, kw_only=True)
class Station:
    """One bot with its people. `phone` is the first student's."""

    sandbox: Sandbox
    world: World
    clock: MovingClock
    bot: ExtBot[int]
    outbox: MemoryOutbox
    ingest: Ingest
    courier: Courier
    poller: Poller
    renderer: Renderer
    phone: Phone

    def chat(self, phone: Phone | None = None) -> list[Json]:
        """The messages of a private chat, oldest first."""
        person = (phone or self.phone).person.id
        return sorted(self.world.messages.of(person), key=lambda one: int(one["message_id"]))

    def said(self, phone: Phone | None = None) -> list[Json]:
        """What the bot said in a private chat."""
        return [one for one in self.chat(phone) if one["from"]["is_bot"]]

    def calls(self, method: str) -> list[Json]:
        """What the bot asked of Telegram, by method."""
        return [call.values for call in self.world.calls if call.method.lower() == method.lower()]

    @asynccontextmanager
    async def running(self, *, polling: bool = True) -> AsyncIterator[None]:
        """The courier at work, and the poller unless a webhook brings the updates."""
        tasks = [asyncio.create_task(self.courier.run())]
        if polling:
            tasks.append(asyncio.create_task(self.poller.run()))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def quiet(self) -> None:
        """Until nothing waits, neither at Telegram nor here."""
        await until(lambda: not self.world.updates.pending() and not self.outbox.waiting)

    def new_courier(self) -> Courier:
        """Another one on the same outbox, as after a restart."""
        return a_courier(bot=self.bot, outbox=self.outbox, renderer=self.renderer)


async def until(condition: Callable[[], bool], *, seconds: float = 60.0) -> None:
    """Wait for something to become true; fails when it does not."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.01)


def a_renderer(base: str | None) -> Renderer:
    texts = Texts.load()

    def digest(text: bytes) -> bytes:
        return hashlib.blake2b(text, digest_size=32).digest()

    return Renderer(
        texts=texts,
        crisis=load_crisis(),
        wordings=Wordings.of(
            texts=texts, digest=digest, terms=Terms(profile="ucl", retention_days=180)
        ),
        links=Links(base=base),
    )


async def all_of_it(_outgoing: Outgoing) -> bool:
    """Nobody said no."""
    return True


def a_courier(
    *,
    bot: ExtBot[int],
    outbox: MemoryOutbox,
    renderer: Renderer,
    wanted: Callable[[Outgoing], Awaitable[bool]] = all_of_it,
) -> Courier:
    return Courier(
        bot=bot,
        outbox=outbox,
        renderer=renderer,
        clock=time.time,
        random=Random(1),  # noqa: S311 - jitter
        wanted=wanted,
    )


def a_bot(sandbox: Sandbox) -> ExtBot[int]:
    """Short time-outs, so that a test of one does not take long."""
    return ExtBot(
        token=sandbox.world.bot_token,
        base_url=sandbox.bot_base_url,
        base_file_url=sandbox.bot_file_base_url,
        request=HTTPXRequest(read_timeout=1.5, connect_timeout=20, write_timeout=20),
        get_updates_request=HTTPXRequest(read_timeout=20),
        rate_limiter=AIORateLimiter(max_retries=0),
    )


@asynccontextmanager
async def a_station(*, base: str | None = "https://peerlink.example.org") -> AsyncIterator[Station]:
    """A sandbox on a free port and a bot in it."""
    clock = MovingClock()
    world = World(None, clock=clock)
    async with Sandbox(world=world) as sandbox, a_bot(sandbox) as bot:
        outbox, renderer = MemoryOutbox(), a_renderer(base)
        courier = a_courier(bot=bot, outbox=outbox, renderer=renderer)
        ingest = Ingest(
            updates=outbox, outbox=outbox, choose=renderer.texts.choose, owed=courier.wake
        )
        yield Station(
            sandbox=sandbox,
            world=world,
            clock=clock,
            bot=bot,
            outbox=outbox,
            ingest=ingest,
            courier=courier,
            poller=Poller(bot=bot, ingest=ingest, random=Random(1), hold=2),  # noqa: S311 - jitter
            renderer=renderer,
            phone=Phone(world=world, person_id=world.people.named("Student 1").id),
        )


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def a_webhook(ingest: Ingest) -> AsyncIterator[str]:
    """The webhook's route on a free port; gives its origin."""
    app = Starlette(routes=[webhook_route(secret=SECRET, ingest=ingest, patience=0.5)])
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False)
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        await until(lambda: server.started)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving
