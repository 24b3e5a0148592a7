"""The time that destroying goes by: never ahead of the machine's clock, and slow to believe it.

A clock that is wrong by years would otherwise destroy everything at once, which nothing brings
back (attack 35). What ends with time only for a while goes by onward.py.
"""

from typing import Final

import structlog

from storage.clock import Clock
from storage.kepttime import keep_time, kept_time
from storage.onward import Ticks
from storage.writer import Store

AT_ONCE_SECONDS: Final = 24 * 3600
"""A clock this far ahead, in all, of what last held is believed at once: erasing keeps a day's
margin."""
HELD_SECONDS: Final = 3 * 24 * 3600
"""For how long a clock must go on before it holds: somebody notices meanwhile."""
SLACK_SECONDS: Final = 60
_NAME: Final = "destroying"

_log = structlog.get_logger()


class UnhurriedClock:
    """Follows the machine's clock, and waits where it jumped ahead."""

    def __init__(self, *, store: Store, clock: Clock, ticks: Ticks) -> None:
        self._store = store
        self._clock = clock
        self._ticks = ticks
        self._ahead: float | None = None
        """By how much the believed time is ahead of the ticks; None before the first start."""
        self._held: float | None = None
        """The same of the time that held: from it jumps are added up, however small each is."""
        self._steady = 0.0
        self._since = 0.0
        """By how much the machine's clock has been ahead of the ticks, and since when."""

    async def load(self) -> None:
        """Begin where an earlier run left off; at a first start the machine's clock is believed."""
        kept, tick = await kept_time(self._store, _NAME), self._ticks()
        self._steady, self._since = self._clock.now() - tick, tick
        self._ahead = self._steady if kept is None else kept - tick
        self._held = self._ahead

    def now(self) -> float:
        """Unix seconds; never more than the machine's clock says."""
        return min(self._clock.now(), self._ticks() + self._believed())

    @property
    def waiting(self) -> bool:
        """Whether the machine's clock is so far ahead that it is not believed yet."""
        return self._clock.now() - self.now() > 0

    def _believed(self) -> float:
        tick = self._ticks()
        steady = self._clock.now() - tick
        if abs(steady - self._steady) > SLACK_SECONDS:
            self._steady, self._since = steady, tick
        if self._ahead is None or self._held is None:
            self._ahead = self._held = steady
        if tick - self._since >= HELD_SECONDS:
            self._held = max(self._held, steady)
        if steady <= self._held + AT_ONCE_SECONDS:
            self._ahead = max(self._ahead, steady)
        return self._ahead

    async def keep(self) -> None:
        """Remember how far time has come, and say in the log while the clock is not believed."""
        if self.waiting:
            _log.warning("clock.far_ahead", days=int((self._clock.now() - self.now()) // 86_400))
        await keep_time(self._store, _NAME, self.now())

    async def believe(self) -> None:
        """Somebody looked at the machine's clock and says that it is right."""
        self._ahead = self._held = self._clock.now() - self._ticks()
        await self.keep()
