"""Rounds: a look at each of many things every so often, a few together, in a quiet moment.

A look of its own for each of a thousand sockets wakes the processor a thousand times for some
microseconds each, and costs several times what it does right after another; a message that comes
meanwhile waits. Here: whose turn is when. Never here: what a look is.
"""

import asyncio
import random
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

import structlog

Look = Callable[[], None]

MOMENTS: Final = 60
"""Of a round: at 15 seconds, each quarter of a second."""
SHORTEST_SECONDS: Final = 0.25
"""A round shorter than a few of these has fewer moments."""
TOGETHER: Final = 32
"""Looks in one turn of the loop: less than a millisecond of them."""
PUT_OFF: Final = 8
"""How often a moment waits for a quiet one, by an eighth of the time between two."""
_log = structlog.get_logger("web.rounds")


def _always() -> bool:
    return True


class Rounds:
    """Calls each look that joined every `seconds`, until it leaves.

    Who joins is given any moment of the round: those who came back together, after a restart, are
    not looked at together from then on. `quiet`: whether now is a good time; a moment waits for one
    until the next is due. A look that raises leaves its error's type in the log.
    """

    def __init__(self, *, seconds: float, quiet: Callable[[], bool] = _always) -> None:
        moments = max(1, min(MOMENTS, int(seconds / SHORTEST_SECONDS)))
        self._step = seconds / moments
        self._quiet = quiet
        self._moments: list[dict[Look, None]] = [{} for _ in range(moments)]
        self._of: dict[Look, int] = {}
        self._now = 0
        self._put_off = 0
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        """How many have joined."""
        return len(self._of)

    def join(self, look: Look) -> None:
        """Called for the first time within a round from now, then once in each; not twice in one,
        however often it joins."""
        if look in self._of:
            return
        moment = random.randrange(len(self._moments))  # noqa: S311 - nobody gains by knowing it
        self._of[look] = moment
        self._moments[moment][look] = None
        if self._timer is None:
            self._next(self._step)

    def leave(self, look: Look) -> None:
        """Not called any more; nothing when it had not joined."""
        moment = self._of.pop(look, None)
        if moment is not None:
            del self._moments[moment][look]

    def _next(self, seconds: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(seconds, self._turn)

    def _turn(self) -> None:
        if self._put_off < PUT_OFF and not self._quiet():
            self._put_off += 1
            self._next(self._step / PUT_OFF)
            return
        late = self._step * self._put_off / PUT_OFF
        self._put_off = 0
        self._now = (self._now + 1) % len(self._moments)
        self._look(iter(list(self._moments[self._now])))
        if self._of:
            self._next(self._step - late)
        else:
            self._timer = None

    def _look(self, looks: Iterator[Look]) -> None:
        some = list(islice(looks, TOGETHER))
        for look in some:
            if look not in self._of:
                continue
            try:
                look()
            except Exception as error:  # noqa: BLE001 -- the others' turn comes all the same
                _log.error("rounds.fault", error=type(error).__name__)
        if len(some) == TOGETHER:
            asyncio.get_running_loop().call_soon(self._look, looks)
