"""Sockets that have not said who they are yet: few at a time, whoever opens them (attack 36).

Only the bound lives here; how long each may take, and what hello is, is socket.py's.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

MOST_WAITING: Final = 256
"""A device says hello within a moment, so that many wait at once only when somebody floods."""


class Lobby:
    """Who waits, oldest first. One more than may makes the oldest's time run out at once.

    Refusing the newest instead would let whoever holds the places shut everybody out.
    """

    def __init__(self, *, most: int = MOST_WAITING) -> None:
        self._most = most
        self._waiting: dict[asyncio.Timeout, None] = {}

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @contextmanager
    def waits(self, limit: asyncio.Timeout) -> Iterator[None]:
        """A place for as long as the block runs; `limit` is the time-out around it."""
        while len(self._waiting) >= self._most:
            oldest = next(iter(self._waiting))
            del self._waiting[oldest]
            if not oldest.expired():
                oldest.reschedule(asyncio.get_running_loop().time())
        self._waiting[limit] = None
        try:
            yield
        finally:
            self._waiting.pop(limit, None)
