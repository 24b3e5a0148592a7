"""The time as the store asks for it. No dates, zones or calendars live here."""

import time
from typing import Protocol

HOUR = 3600


class Clock(Protocol):
    """Where times come from; tests hand in a fixed one."""

    def now(self) -> float:
        """Unix seconds."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> float:
        return time.time()


def hour_of(seconds: float) -> int:
    """Unix seconds rounded down to the hour: how the store keeps times it need not know better."""
    return int(seconds) // HOUR * HOUR
