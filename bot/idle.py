"""What a WebSocket connection waits with, small while nothing comes.

Most sockets are idle most of the time, and each of asyncio's deques takes 760 bytes empty: its
queue and its event have five of them. Here there is one, as long as something waits in it.
"""

import asyncio
from collections import deque
from typing import Any

Arrival = Any
"""An ASGI event."""


class Arrivals:
    """The events that came and were not taken yet, in order, for one taker.

    What uvicorn asks of an `asyncio.Queue`, but for waiting: `come` is awaited, then `get_nowait`
    called, which is a coroutine less for each socket.
    """

    __slots__ = ("_coming", "_events")

    def __init__(self) -> None:
        self._events: deque[Arrival] | None = None
        self._coming: asyncio.Future[None] | None = None

    def put_nowait(self, event: Arrival) -> None:
        """One more has come."""
        if self._events is None:
            self._events = deque()
        self._events.append(event)
        if self._coming is not None and not self._coming.done():
            self._coming.set_result(None)

    def empty(self) -> bool:
        """Whether nothing waits."""
        return self._events is None

    @property
    def awaited(self) -> bool:
        """Whether somebody waits for one; nothing has come then."""
        return self._coming is not None and not self._coming.done()

    def come(self) -> asyncio.Future[None]:
        """Done when the next one comes; to be looked at again then."""
        self._coming = asyncio.get_running_loop().create_future()
        return self._coming

    def get_nowait(self) -> Arrival:
        """Take the oldest. Raises asyncio.QueueEmpty."""
        if self._events is None:
            raise asyncio.QueueEmpty
        event = self._events.popleft()
        if not self._events:
            self._events = None
        return event


class Writable:
    """As an `asyncio.Event` that is nearly always set: it is made into one while it is not."""

    __slots__ = ("_blocked",)

    def __init__(self) -> None:
        self._blocked: asyncio.Event | None = None

    def is_set(self) -> bool:
        """Whether nobody needs to wait."""
        return self._blocked is None

    def clear(self) -> None:
        """Let whoever comes wait."""
        if self._blocked is None:
            self._blocked = asyncio.Event()

    def set(self) -> None:
        """Let whoever waits go on."""
        if self._blocked is not None:
            self._blocked.set()
            self._blocked = None

    async def wait(self) -> None:
        """Return once it is set."""
        if self._blocked is not None:
            await self._blocked.wait()
