"""What happens by the clock: lapsed claims, erasures that are due, old sessions and update ids.

Each job says itself what is due; a failing one is logged and tried again at its next turn.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

Job = Callable[[], Awaitable[object]]
Sleep = Callable[[float], Awaitable[None]]

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Timer:
    """A job and how many seconds lie between two of its turns.

    `at_once`: whether the first comes at once; else after as many seconds.
    """

    kind: str
    seconds: float
    job: Job
    at_once: bool = True


@dataclass(frozen=True, kw_only=True)
class Timers:
    """Runs every timer until cancelled.

    `sleep` waits so many seconds of the clock that the jobs go by.
    """

    timers: Sequence[Timer]
    sleep: Sleep = asyncio.sleep

    async def run(self) -> None:
        """Never returns by itself."""
        async with asyncio.TaskGroup() as tasks:
            for timer in self.timers:
                tasks.create_task(_keep(timer, self.sleep))


async def _keep(timer: Timer, sleep: Sleep) -> None:
    if not timer.at_once:
        await sleep(timer.seconds)
    while True:
        try:
            await timer.job()
        except Exception:  # one bad turn must not stop erasing and releasing for good
            log.exception("timer_failed", kind=timer.kind)
        await sleep(timer.seconds)
