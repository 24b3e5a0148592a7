"""Rounds: everybody once in each, spread over it, a few together, not while there is work to do."""

import asyncio
import itertools
import random
from collections.abc import Callable
from typing import Any, Final

import pytest
import structlog

from handlers.web.rounds import MOMENTS, PUT_OFF, TOGETHER, Rounds

ROUND: Final = 15.0


class Clock:
    """A loop's timers and turns, by hand."""

    def __init__(self) -> None:
        self.at = 0.0
        self.timers: list[tuple[float, Callable[..., None], tuple[Any, ...]]] = []
        self.turns: list[tuple[Callable[..., None], tuple[Any, ...]]] = []

    def call_later(self, seconds: float, call: Callable[..., None], *args: object) -> object:
        self.timers.append((self.at + seconds, call, args))
        return object()

    def call_soon(self, call: Callable[..., None], *args: object) -> None:
        self.turns.append((call, args))

    def run(self, *, until: float) -> None:
        """Everything that is due by then."""
        while self.timers and min(self.timers, key=lambda timer: timer[0])[0] <= until + 1e-9:
            first = min(self.timers, key=lambda timer: timer[0])
            self.timers.remove(first)
            self.at, call, args = first
            call(*args)
            while self.turns:
                self.turn()
        self.at = until

    def turn(self) -> None:
        """One turn of the loop."""
        turns, self.turns = self.turns, []
        for call, args in turns:
            call(*args)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(asyncio, "get_running_loop", lambda: made)
    return made


def looks_at(clock: Clock, seen: list[tuple[int, float]], number: int) -> Callable[[], None]:
    return lambda: seen.append((number, clock.at))


def test_everybody_is_looked_at_once_in_each_round_and_at_their_own_moment(clock: Clock) -> None:
    rounds, seen = Rounds(seconds=ROUND), list[tuple[int, float]]()
    for number in range(500):
        rounds.join(looks_at(clock, seen, number))
    clock.run(until=4 * ROUND)
    by_number: dict[int, list[float]] = {number: [] for number in range(500)}
    for number, at in seen:
        by_number[number].append(at)
    for moments in by_number.values():
        assert len(moments) == 4
        assert 0 < moments[0] <= ROUND
        assert {round(b - a, 6) for a, b in itertools.pairwise(moments)} == {ROUND}
    at_once: dict[float, int] = {}
    for moments in by_number.values():
        at_once[round(moments[0], 6)] = at_once.get(round(moments[0], 6), 0) + 1
    assert len(at_once) > MOMENTS * 0.8
    assert max(at_once.values()) < 40


def test_the_looks_of_a_moment_take_one_timer(clock: Clock) -> None:
    rounds = Rounds(seconds=ROUND)
    for number in range(500):
        rounds.join(looks_at(clock, [], number))
    assert len(clock.timers) == 1


def test_who_left_is_not_looked_at_and_an_empty_round_has_no_timer(clock: Clock) -> None:
    rounds, seen = Rounds(seconds=ROUND), list[tuple[int, float]]()
    looks = [looks_at(clock, seen, number) for number in range(3)]
    for look in looks:
        rounds.join(look)
        rounds.join(look)
    assert len(rounds) == 3
    clock.run(until=ROUND)
    assert sorted(number for number, _ in seen) == [0, 1, 2]
    for look in looks[:2] * 2:
        rounds.leave(look)
    clock.run(until=2 * ROUND)
    assert [number for number, _ in seen[3:]] == [2]
    rounds.leave(looks[2])
    clock.run(until=4 * ROUND)
    assert (len(seen), len(rounds), clock.timers) == (4, 0, [])
    rounds.join(looks[0])
    clock.run(until=5 * ROUND)
    assert [number for number, _ in seen[4:]] == [0]


def test_many_looks_of_a_moment_leave_the_loop_its_turns(clock: Clock) -> None:
    rounds, seen = Rounds(seconds=0.25), list[tuple[int, float]]()
    looks = [looks_at(clock, seen, number) for number in range(TOGETHER * 2 + 5)]
    for look in looks:
        rounds.join(look)
    _, turn, args = clock.timers.pop()
    turn(*args)
    assert len(seen) == TOGETHER
    # Who leaves meanwhile is not looked at; nobody else is left out.
    rounds.leave(looks[TOGETHER])
    clock.turn()
    assert len(seen) == 2 * TOGETHER - 1
    clock.turn()
    assert sorted(number for number, _ in seen) == [
        number for number in range(len(looks)) if number != TOGETHER
    ]
    assert clock.turns == []


def test_a_moment_waits_for_a_quiet_one_until_the_next_is_due(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = itertools.cycle(range(MOMENTS))
    monkeypatch.setattr(random, "randrange", lambda _: next(moments))
    quiet, seen = [False], list[tuple[int, float]]()
    rounds = Rounds(seconds=ROUND, quiet=lambda: quiet[0])
    for number in range(MOMENTS):
        rounds.join(looks_at(clock, seen, number))
    step = ROUND / MOMENTS
    clock.run(until=step * 1.999)
    assert seen == []
    clock.run(until=step * 2)
    # The moment after the one that waited is due at once, and may wait in its turn.
    assert seen == [(1, step * 2)]
    quiet[0] = True
    clock.run(until=step * 2 + step / PUT_OFF)
    assert seen[1:] == [(2, step * 2 + step / PUT_OFF)]
    # None of it moves the others.
    clock.run(until=ROUND)
    assert seen[2:] == [(number % MOMENTS, number * step) for number in range(3, MOMENTS + 1)]
    clock.run(until=2 * ROUND)
    assert seen[-MOMENTS:] == [
        (number % MOMENTS, ROUND + number * step) for number in range(1, MOMENTS + 1)
    ]


def test_a_look_that_fails_leaves_the_others_theirs(clock: Clock) -> None:
    def failing() -> None:
        raise ValueError("what somebody wrote")

    rounds, seen = Rounds(seconds=0.25), list[tuple[int, float]]()
    rounds.join(failing)
    rounds.join(looks_at(clock, seen, 1))
    with structlog.testing.capture_logs() as said:
        clock.run(until=0.5)
    assert [number for number, _ in seen] == [1, 1]
    assert [(line["event"], line["error"]) for line in said] == [("rounds.fault", "ValueError")] * 2
    assert "wrote" not in str(said)


async def test_rounds_go_by_the_loops_own_timers() -> None:
    rounds, seen = Rounds(seconds=0.01), list[float]()
    now = asyncio.get_running_loop().time

    def look() -> None:
        seen.append(now())

    rounds.join(look)
    async with asyncio.timeout(10):
        while len(seen) < 3:  # noqa: ASYNC110 -- a round has no event to wait for
            await asyncio.sleep(0.005)
    rounds.leave(look)
    count = len(seen)
    await asyncio.sleep(0.05)
    assert len(seen) == count
