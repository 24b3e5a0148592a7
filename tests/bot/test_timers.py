"""When the turns of what happens by the clock come."""

import asyncio

from bot.timers import Timer, Timers


class Day:
    """A clock's sleep that notes what happens, and ends after some of it."""

    def __init__(self, *, until: int) -> None:
        self.happened: list[str | float] = []
        self._until = until

    def job(self, name: str, *, fails: bool = False) -> Timer:
        async def turn() -> None:
            self._note(name)
            if fails:
                raise ValueError

        return Timer(kind=name, seconds=60.0, job=turn)

    async def sleep(self, seconds: float) -> None:
        self._note(seconds)
        await asyncio.sleep(0)

    def _note(self, what: str | float) -> None:
        if len(self.happened) == self._until:
            raise asyncio.CancelledError
        self.happened.append(what)


async def run(day: Day, timer: Timer) -> None:
    """Until the day has seen enough: its only timer is cancelled then."""
    await Timers(timers=(timer,), sleep=day.sleep).run()


async def test_the_first_turn_comes_at_once_and_then_after_each_pause() -> None:
    day = Day(until=4)
    await run(day, day.job("sweep"))
    assert day.happened == ["sweep", 60.0, "sweep", 60.0]


async def test_one_that_the_start_has_done_waits_first() -> None:
    day = Day(until=4)
    swept = day.job("sweep")
    await run(day, Timer(kind="later", seconds=5.0, job=swept.job, at_once=False))
    assert day.happened == [5.0, "sweep", 5.0, "sweep"]


async def test_a_bad_turn_does_not_stop_the_next() -> None:
    day = Day(until=3)
    await run(day, day.job("bad", fails=True))
    assert day.happened == ["bad", 60.0, "bad"]
