"""A clock that goes faster than the machine's, the same in every process that is told of it.

For an hour's worth of people in minutes, with all that ends by the clock ending when it should.
"""

import asyncio
import time
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Hurry:
    """Goes `times` as fast since the moment `since` (Unix seconds of the machine's clock)."""

    since: float = 0.0
    times: float = 1.0

    def now(self) -> float:
        """Unix seconds."""
        return self.since + (time.time() - self.since) * self.times

    def ticks(self) -> float:
        """What has passed, as time.monotonic."""
        return time.monotonic() * self.times

    async def sleep(self, seconds: float) -> None:
        """As asyncio.sleep, by this clock."""
        await asyncio.sleep(seconds / self.times)


AS_IT_GOES = Hurry()
"""The machine's own time."""
