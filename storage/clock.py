"""The time as the store asks for it. No dates, zones or calendars live here."""

import time
from typing import Protocol

HOUR = 3600
DAY = 24 * HOUR
WEEK = 7 * DAY


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


def week_of(seconds: float) -> int:
    """Unix seconds rounded down to Monday, 0:00 UTC."""
    # The first of January 1970 was a Thursday.
    monday = 4 * DAY
    return (int(seconds) - monday) // WEEK * WEEK + monday
