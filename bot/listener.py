"""A uvicorn server among other tasks of one process: it leaves signals to whoever runs it.

Sockets and options live here; what is served does not.
"""

import asyncio
import contextlib
import gc
import socket
from collections.abc import Callable, Generator
from functools import partial
from typing import Any, Final, cast

import uvicorn
from starlette.types import ASGIApp

from bot.gathering import GatheringProtocol, Turn
from bot.requests import Requests
from bot.shown import Shown

FRAME_BYTES: Final = 128 * 1024
GRACE_SECONDS: Final = 1
"""How long requests may go on once it ends: what was taken in is a matter of milliseconds, what a
client has not finished sending is not waited for."""
POLL_SECONDS: Final = 0.02
YOUNG_OBJECTS: Final = 100_000
"""New objects before the collector looks at them (Python's own default is 700). Thousands of
messages in flight are some 80,000 that live for one commit: looking at those each 10,000 took a
fifth of a message's processor time."""
YOUNG_TICKS: Final = 100
"""uvicorn's ticks, a tenth of a second each, between two looks at new objects alone: every
connection of asyncio's that ends leaves a few that refer to one another, 0.6 kB, and tens of
thousands of them would come together before there are YOUNG_OBJECTS."""
WAVE_TICKS: Final = 10
WAVE_OBJECTS: Final = 5_000
"""So many new ones are looked at after WAVE_TICKS already: where hundreds of people come back in a
second, a look at what ten seconds brought took 90 ms, in which everybody waits; one at what one
second brought takes 20 to 40, and what was looked at is not looked at again."""
_YOUNG: Final = 1
"""The collector's generations up to this one."""


Sockets = Callable[..., asyncio.Protocol]
"""How WebSocket connections are served: uvicorn's own protocol, or one made from it."""


class PortTaken(Shown):
    """The address cannot be listened on. The message says which port and how to mend it."""


def bind(*, host: str, port: int, setting: str) -> socket.socket:
    """A socket on that port (0: any); `setting` is its name in the configuration.

    Raises PortTaken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio switches Nagle's algorithm off on such sockets only;
    # with it on, an answer waited 40 ms for the other end's delayed acknowledgement.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise PortTaken(
            f"{setting} {port} cannot be used: stop what uses it, or set another {setting} in .env"
        ) from None
    return bound


def _spare_the_collector() -> None:
    """What was built at the start stays for good: the cyclic collector need not walk through it.

    Measured: without this a quarter of a message's processor time went into collections that
    found nothing, because every message makes a few dozen short-lived objects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])


class Listener(uvicorn.Server):
    """Serves an application on a bound socket, from `run_here` until `end`.

    `turn`: the one of its sockets, shared with whoever knows when they have written last.
    """

    def __init__(
        self,
        *,
        app: ASGIApp,
        bound: socket.socket,
        turn: Turn | None = None,
        sockets: Sockets | None = None,
    ) -> None:
        sockets = sockets or partial(GatheringProtocol, turn=turn or Turn())
        super().__init__(
            uvicorn.Config(
                app,
                http=Requests,
                ws=cast("Any", sockets),  # it asks for no more than a call
                ws_max_size=FRAME_BYTES,
                ws_per_message_deflate=False,
                log_config=None,
                access_log=False,  # it would hold addresses and tokens
                server_header=False,
                date_header=False,
                proxy_headers=False,  # nobody is asked where they come from
                lifespan="off",
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        self._bound = bound

    async def run_here(self) -> None:
        """Serve until `end`."""
        _spare_the_collector()
        await self.serve(sockets=[self._bound])

    async def on_tick(self, counter: int) -> bool:
        """uvicorn's own, ten times a second, and now and then a look at new objects."""
        wave = counter % WAVE_TICKS == 0 and gc.get_count()[0] >= WAVE_OBJECTS
        if wave or counter % YOUNG_TICKS == 0:
            gc.collect(_YOUNG)
        return await super().on_tick(counter)

    async def ready(self) -> None:
        """Return once requests are answered."""
        while not self.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(POLL_SECONDS)

    def end(self) -> None:
        """Finish what is being answered and return from `run_here`."""
        self.should_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals are the process's business: it stops every listener, and the store last."""
        yield
