"""The sandbox as a running server, on loopback only.

Here: the socket, the server task, webhook deliveries, start and stop. Never here: routes.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn

from sandbox.app import PAGE, create_app
from sandbox.errors import SandboxError
from sandbox.launch import PAGE_HOST
from sandbox.world import World

STARTED_POLL_SECONDS = 0.01


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to whoever runs the sandbox, not to it."""
        yield


class Sandbox:
    """A world on a port. Use as `async with`, or start() and stop()."""

    def __init__(
        self, *, world: World, host: str = "127.0.0.1", port: int = 0, page: Path = PAGE
    ) -> None:
        """Raises SandboxError for any host that other machines could reach.

        `host` is a loopback address; port 0 lets the machine choose.
        """
        try:
            address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
        except ValueError:
            raise SandboxError("The sandbox listens on a loopback address only.") from None
        if not address.is_loopback:
            raise SandboxError("The sandbox listens on a loopback address only.")
        self.world = world
        self._host = str(address)
        self._port = port
        self._family = socket.AF_INET6 if address.version == 6 else socket.AF_INET  # noqa: PLR2004
        self._app = create_app(world, page=page)
        self._tasks: list[asyncio.Task[None]] = []
        self._server: _Server | None = None
        self._base_url = ""

    @property
    def base_url(self) -> str:
        """The numeric address, without a slash at the end; "" before start()."""
        return self._base_url

    @property
    def page_url(self) -> str:
        """The address for a browser, and for a Mini App's `frame-ancestors`.

        It is a name under `localhost`, which browsers resolve by themselves; base_url leads there.
        """
        if not self.world.own_origins:
            return self._base_url
        return f"http://{PAGE_HOST}:{self._base_url.rpartition(':')[2]}"

    @property
    def bot_base_url(self) -> str:
        """What python-telegram-bot takes as `base_url` (it appends the token)."""
        return f"{self._base_url}/bot"

    @property
    def bot_file_base_url(self) -> str:
        """What python-telegram-bot takes as `base_file_url`."""
        return f"{self._base_url}/file/bot"

    async def start(self) -> None:
        """Listen and serve; returns once requests are answered. SandboxError: port is taken."""
        listener = socket.socket(self._family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((self._host, self._port))
        except OSError:
            listener.close()
            raise SandboxError("The sandbox's port is taken; choose another.") from None
        port = listener.getsockname()[1]
        shown = f"[{self._host}]" if ":" in self._host else self._host
        self._base_url = f"http://{shown}:{port}"
        config = uvicorn.Config(
            self._app,
            lifespan="off",
            log_config=None,
            access_log=False,
            ws="websockets-sansio",
            ws_per_message_deflate=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config)
        serving = asyncio.create_task(self._server.serve(sockets=[listener]))
        self._tasks = [serving, asyncio.create_task(self.world.webhook.run())]
        while not self._server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has no event
            await asyncio.sleep(STARTED_POLL_SECONDS)

    async def stop(self) -> None:
        """Let everybody go and close the world's file."""
        self.world.updates.close()
        self.world.events.close()
        if self._server is not None:
            self._server.should_exit = True
            serving, deliveries = self._tasks
            deliveries.cancel()
            with suppress(asyncio.CancelledError):
                await deliveries
            await serving
            self._server = None
        self.world.close()

    async def wait(self) -> None:
        """Return when the server has ended, for whatever reason."""
        if self._tasks:
            await asyncio.wait({self._tasks[0]})

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        await self.stop()
