"""A sandbox on a free port and the real library that bots use.

Here: fixtures. Never here: expectations.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
import uvicorn
from starlette.types import ASGIApp
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from sandbox import Sandbox, World
from sandbox.acts import Phone
from tests.stopping import stopped_soon

__all__ = ["stopped_soon"]


class Clock:
    """A clock that a test can move."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        """Unix seconds."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return World(None, clock=clock)


@pytest.fixture
async def sandbox(world: World) -> AsyncIterator[Sandbox]:
    async with Sandbox(world=world) as running:
        yield running


def make_bot(sandbox: Sandbox, *, token: str | None = None) -> ExtBot[None]:
    request = HTTPXRequest(connection_pool_size=8, httpx_kwargs={"trust_env": False})
    polls = HTTPXRequest(connection_pool_size=2, httpx_kwargs={"trust_env": False})
    return ExtBot(
        token or sandbox.world.bot_token,
        base_url=sandbox.bot_base_url,
        base_file_url=sandbox.bot_file_base_url,
        request=request,
        get_updates_request=polls,
    )


@asynccontextmanager
async def running_bot(sandbox: Sandbox) -> AsyncIterator[ExtBot[None]]:
    made = make_bot(sandbox)
    await made.initialize()
    yield made
    await made.shutdown()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[ExtBot[None]]:
    async with running_bot(sandbox) as made:
        yield made


@pytest.fixture
def student(world: World) -> Phone:
    return Phone(world=world, person_id=world.people.named("Student 1").id)


@pytest.fixture
def worker(world: World) -> Phone:
    return Phone(world=world, person_id=world.people.named("Worker 1").id)


Serve = Callable[[ASGIApp], Awaitable[str]]


@asynccontextmanager
async def serving() -> AsyncIterator[Serve]:
    """Serves ASGI applications on free ports until the end; each call returns its address."""
    async with AsyncExitStack() as stack:

        async def run(app: ASGIApp) -> str:
            listener = socket.create_server(("127.0.0.1", 0))
            server = uvicorn.Server(
                uvicorn.Config(app, lifespan="off", log_config=None, timeout_graceful_shutdown=1)
            )
            task = asyncio.create_task(server.serve(sockets=[listener]))

            async def end() -> None:
                server.should_exit = True
                await task

            stack.push_async_callback(end)
            while not server.started:  # noqa: ASYNC110 - uvicorn has no event
                await asyncio.sleep(0.01)
            return f"http://127.0.0.1:{listener.getsockname()[1]}"

        yield run


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serve an ASGI application on a free port; returns its address."""
    async with serving() as run:
        yield run


async def until(condition: Callable[[], bool], *, seconds: float = 60.0) -> None:
    """Wait for a condition; fails the test when it does not come true."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - conditions come without events
            await asyncio.sleep(0.01)


@pytest.fixture
def eventually() -> Callable[..., Awaitable[None]]:
    return until
