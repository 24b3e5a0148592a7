"""A clock that never goes back: what expired stays expired when the machine's clock is set back.

For rights that end with time (launch data, sessions, invites); never for what is destroyed by
time, where an hour too many cannot be taken back (attack 35). Kept coarsely in the database.
"""

from collections.abc import Callable
from typing import Final

import structlog

from storage.clock import Clock
from storage.kepttime import keep_time, kept_time
from storage.transaction import Transaction
from storage.writer import Store

Ticks = Callable[[], float]
"""Seconds that pass while the process runs, whatever the wall clock does (`time.monotonic`)."""

WARN_SECONDS: Final = 3600
SURE_SECONDS: Final = 3600
SLACK_SECONDS: Final = 60
"""What a clock may be corrected by without being another one."""
_NAME: Final = "newest"

_log = structlog.get_logger()


class OnwardClock:
    """The machine's clock while it goes on; the time that must have passed where it went back.

    A clock that jumped ahead is believed for good only once it has gone on for an hour: until
    then it may be put right again. After a restart it begins at the newest sure time that was
    kept.
    """

    def __init__(self, *, store: Store, clock: Clock, ticks: Ticks) -> None:
        self._store = store
        self._clock = clock
        self._ticks = ticks
        self._since = ticks()
        self._steady = clock.now() - self._since
        """By how much the machine's clock has been ahead of the ticks since `_since`."""
        self._sure = -self._since
        """By how much the sure time is."""

    async def load(self) -> None:
        """Begin where an earlier run left off."""
        kept = await kept_time(self._store, _NAME) or 0
        self._sure = max(self._sure, kept - self._ticks())

    def now(self) -> float:
        """Unix seconds, never less than the newest sure time and what has passed since."""
        return max(self._clock.now(), self._sure_time())

    def _sure_time(self) -> float:
        tick = self._ticks()
        ahead = self._clock.now() - tick
        if abs(ahead - self._steady) > SLACK_SECONDS:
            self._steady, self._since = ahead, tick
        if tick - self._since >= SURE_SECONDS:
            self._sure = max(self._sure, self._steady)
        return tick + self._sure

    async def keep(self) -> None:
        """Remember the newest time, and say in the log when the machine's clock is behind it."""
        sure = self._sure_time()
        behind = sure - self._clock.now()
        if behind > WARN_SECONDS:
            _log.warning("clock.behind", hours=int(behind // 3600))
        await keep_time(self._store, _NAME, sure)

    async def forget(self) -> None:
        """Believe the machine's clock again: it was ahead, and was put right.

        Sessions that were used in what is the future now end: they would outlive their time.
        """
        now = self._clock.now()

        async def unit(tx: Transaction) -> None:
            await tx.execute("DELETE FROM meta WHERE name = :name", {"name": _NAME})
            await tx.execute("DELETE FROM sessions WHERE used > :now", {"now": int(now)})

        await self._store.write(unit)
        self._sure = -self._ticks()
