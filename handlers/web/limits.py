"""Token buckets: how often one account or one launch may ask. In memory, bounded."""

from collections import OrderedDict
from collections.abc import Hashable
from math import ceil
from typing import Final

from handlers.web.errors import ApiError
from people.clock import Clock

DEFAULT_BURST: Final = 480
DEFAULT_PER_SECOND: Final = 16.0
"""A holder's desk asks some ten things at each nudge, and one may come every few seconds."""
DEFAULT_KEPT: Final = 20_000
LOOK_SECONDS: Final = 1.0
"""Between two looks for buckets that are full again: every frame spends."""


class Limits:
    """One bucket per key, as long as it is not full again: a full one is as one that never was.

    The least lately used is dropped when too many are kept. That forgets how much somebody had
    used up: an attacker would need `kept` accounts of their own within the time a bucket takes to
    fill again, and gains one burst.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        burst: int = DEFAULT_BURST,
        per_second: float = DEFAULT_PER_SECOND,
        kept: int = DEFAULT_KEPT,
    ) -> None:
        self._clock = clock
        self._burst = burst
        self._rate = per_second
        self._kept = kept
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        self._looked = 0.0

    def spend(self, key: Hashable, *, cost: float = 1.0) -> None:
        """Take from a key's bucket. Raises 429 `slow_down` with the seconds until it has enough."""
        now = self._clock.now()
        if not 0.0 <= now - self._looked < LOOK_SECONDS:
            self._drop_full(now)
        left: float = self._burst
        bucket = self._buckets.pop(key, None)
        if bucket is not None:
            before, at = bucket
            # A clock set back must not empty a bucket for good.
            held = before + (now - at) * self._rate if now > at else before
            left = min(left, held)
        enough = left >= cost
        self._buckets[key] = (left - cost if enough else left, now)
        if len(self._buckets) > self._kept:
            self._buckets.popitem(last=False)
        if not enough:
            raise ApiError(429, "slow_down", retry_after=ceil((cost - left) / self._rate))

    def _drop_full(self, now: float) -> None:
        self._looked = now
        # In order of their last use, and none takes longer to fill than an empty one.
        while self._buckets:
            _, at = next(iter(self._buckets.values()))
            if now - at < self._burst / self._rate:
                return
            self._buckets.popitem(last=False)

    def __len__(self) -> int:
        """How many buckets are kept."""
        return len(self._buckets)
