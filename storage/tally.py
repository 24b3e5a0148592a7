"""The service's own counts by week, written in the transaction of what they count.

protocol.md section 15. A count has no reference to anything; what is counted is intake's.
"""

from collections.abc import Iterable
from typing import Final

from crypto.wire import week_of
from storage.clock import Clock
from storage.transaction import Params, Transaction

_ADD: Final = """
INSERT INTO number_counts (week, name, count) VALUES (:week, :name, 1)
ON CONFLICT (week, name) DO UPDATE SET count = number_counts.count + 1
"""


class Tally:
    """Counts inside other people's transactions."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    async def add(self, tx: Transaction, names: Iterable[str]) -> None:
        """One more of each, this week."""
        week = week_of(int(self._clock.now()))
        rows: list[Params] = [{"week": week, "name": name} for name in names]
        if rows:
            await tx.many(_ADD, rows)
