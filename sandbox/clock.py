"""A clock that can be told to go ahead, for the sandbox and the service in it.

Here: the machine's time and what was added to it. Never here: a way back, which a service whose
rights end by the clock would have to distrust.
"""

import asyncio
import time
from contextlib import suppress
from typing import Final

from sandbox.errors import Misuse

MOST_SECONDS: Final = 400 * 24 * 3600


class MovableClock:
    """Unix seconds, as a call or as `now()`; `sleep` ends early when time is moved past it."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self._moved = asyncio.Event()

    def __call__(self) -> float:
        return self.now()

    def now(self) -> float:
        """Unix seconds."""
        return time.time() + self.ahead

    def ticks(self) -> float:
        """What has passed, moved time included."""
        return time.monotonic() + self.ahead

    def move(self, seconds: float) -> None:
        """Let this much time pass at once. Raises Misuse for a way back, or far too much."""
        if not 0 <= seconds <= MOST_SECONDS - self.ahead:
            raise Misuse("The clock only goes ahead, by 400 days at most.")
        self.ahead += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """As asyncio.sleep, by this clock."""
        due = self.ticks() + seconds
        while (left := due - self.ticks()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), left)
