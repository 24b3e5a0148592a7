"""When paced messages are sent: each of many writers one in every so many seconds.

At a moment of its own, as people who know nothing of one another, so that some meet; or evenly
spaced over all writers, so that none ever do.
"""

import random
from collections.abc import Sequence


def moments(
    *, writers: int, turns: int, seconds: float, seed: int | None
) -> Sequence[tuple[float, int]]:
    """When, in seconds from the beginning, and which writer; `turns` for each, in order.

    `seed` draws each moment within its turn, the same for all that are compared; None spaces all
    evenly.
    """
    drawn = random.Random(seed)  # noqa: S311 - nobody gains by knowing it
    return sorted(
        ((turn + (number / writers if seed is None else drawn.random())) * seconds, number)
        for number in range(writers)
        for turn in range(turns)
    )
