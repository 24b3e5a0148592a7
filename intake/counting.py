"""What the service itself counts of requests, by week (protocol.md §15): names and bands, pure.

A count is written in the transaction of its event and says nothing of the case.
"""

from enum import StrEnum
from typing import Final

HOUR_SECONDS: Final = 3600


class Counted(StrEnum):
    """The service's own counters. A wait lasts from asking until a worker's first words."""

    REQUESTS = "requests"
    CLAIMS = "claims"
    WITHDRAWALS = "withdrawals"  # ended by the student before anybody wrote
    WAIT_1H = "wait_1h"
    WAIT_4H = "wait_4h"
    WAIT_24H = "wait_24h"
    WAIT_LONGER = "wait_longer"


BANDS: Final = (
    (HOUR_SECONDS, Counted.WAIT_1H),
    (4 * HOUR_SECONDS, Counted.WAIT_4H),
    (24 * HOUR_SECONDS, Counted.WAIT_24H),
)
"""Each band's end in seconds, exclusive, with its counter."""


def waited(seconds: int) -> Counted:
    """The band of a wait."""
    for end, band in BANDS:
        if seconds < end:
            return band
    return Counted.WAIT_LONGER
