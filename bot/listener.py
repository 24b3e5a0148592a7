"""A uvicorn server among other tasks of one process: it leaves signals to whoever runs it.

Sockets and options live here; what is served does not.
"""

import contextlib
import socket
from collections.abc import Generator
from typing import Final

import uvicorn
from starlette.types import ASGIApp

FRAME_BYTES: Final = 128 * 1024
GRACE_SECONDS: Final = 3


class PortTaken(Exception):
    """The address cannot be listened on. The message says which port and how to mend it."""


class Listener(uvicorn.Server):
    """`serve` until `should_exit`; `port` is the one that the system gave where 0 was asked."""

    def __init__(self, *, app: ASGIApp, host: str, port: int, setting: str) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                ws="websockets-sansio",
                ws_max_size=FRAME_BYTES,
                ws_per_message_deflate=False,
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                lifespan="off",
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        self._socket = _bind(host, port, setting)
        self.port: int = self._socket.getsockname()[1]

    async def run_here(self) -> None:
        """Serve on the bound socket until told to stop."""
        await self.serve(sockets=[self._socket])

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals are the process's business: it stops every listener, and the store last."""
        yield


def _bind(host: str, port: int, setting: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise PortTaken(
            f"{setting} {port} cannot be used: stop what uses it, or set another {setting} in .env"
        ) from None
    return bound
