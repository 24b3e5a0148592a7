"""Rounds: everybody once in each, spread over it, some together, not while there is work to do."""

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

import pytest
import structlog

from handlers.web.rounds import CHECK_SECONDS, MOMENTS, TOGETHER, TRIES, Rounds
from people.sessions import SessionId

STEP: Final = CHECK_SECONDS / MOMENTS


class Timer:
    """A timer that may be cancelled."""

    def __init__(self, at: float, call: Callable[[], None]) -> None:
        self.at, self.call, self.cancelled = at, call, False

    def cancel(self) -> None:
        self.cancelled = True


class Clock:
    """A loop's time, timers and turns, by hand."""

    def __init__(self) -> None:
        self.at = 0.0
        self.all: list[Timer] = []
        self.turns: list[tuple[Callable[..., None], tuple[Any, ...]]] = []

    @property
    def timers(self) -> list[Timer]:
        """Those that wait, the next one first."""
        return sorted((one for one in self.all if not one.cancelled), key=lambda one: one.at)

    def time(self) -> float:
        return self.at

    def call_at(self, at: float, call: Callable[[], None]) -> Timer:
        self.all.append(Timer(at, call))
        return self.all[-1]

    def call_soon(self, call: Callable[..., None], *args: object) -> None:
        self.turns.append((call, args))

    def due(self) -> None:
        """What the next timer is set for."""
        first = self.timers[0]
        self.all.remove(first)
        self.at = max(self.at, first.at)
        first.call()

    def run(self, *, until: float) -> None:
        """Everything that is due by then."""
        for _ in range(10_000):
            if not self.timers or self.timers[0].at > until + 1e-9:
                break
            self.due()
            while self.turns:
                self.turn()
        else:
            raise AssertionError("timers without end")
        self.at = until

    def slow(self, seconds: float, *, until: float) -> None:
        """As asyncio's, with turns that take long: what is due as a turn begins is done in it."""
        while self.at < until:
            self.at += seconds
            due = [one for one in self.timers if one.at <= self.at]
            self.all = [one for one in self.all if one not in due]
            self.turn()
            for one in due:
                if not one.cancelled:
                    one.call()

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


class Sessions:
    """Of some of whom is told at once that they hold."""

    def __init__(self, *holding: int) -> None:
        self.holding = {session(number) for number in holding}
        self.asked: list[Mapping[SessionId, bool]] = []
        self.error: Exception | None = None

    def holding_at_once(self, asked: Mapping[SessionId, bool]) -> Collection[SessionId]:
        """As people's."""
        self.asked.append(asked)
        if self.error is not None:
            raise self.error
        return self.holding & set(asked)


def session(number: int) -> SessionId:
    return SessionId(number.to_bytes(32, "big"))


class Open:
    """A socket that remembers when it was looked at, and what was found."""

    def __init__(self, number: int, clock: Clock, *, active: bool = False) -> None:
        self.session, self.active = session(number), active
        self.seen: list[tuple[float, bool]] = []
        self._clock = clock

    def looked(self, *, holds: bool) -> None:
        """As the socket's."""
        self.seen.append((round(self._clock.at, 9), holds))

    @property
    def at(self) -> list[float]:
        return [at for at, _ in self.seen]


def joined(rounds: Rounds, clock: Clock, count: int) -> list[Open]:
    sockets = [Open(number, clock) for number in range(count)]
    for socket in sockets:
        rounds.join(socket)
    return sockets


def test_everybody_is_looked_at_once_in_each_round_and_at_their_own_moment(clock: Clock) -> None:
    sockets = joined(Rounds(sessions=Sessions()), clock, 500)
    assert len(clock.timers) == 1
    clock.run(until=4 * CHECK_SECONDS + STEP / 2)
    for socket in sockets:
        assert len(socket.at) == 4
        assert 0 < socket.at[0] <= CHECK_SECONDS + STEP / TRIES
        apart = [later - earlier for earlier, later in itertools.pairwise(socket.at)]
        assert apart == pytest.approx([CHECK_SECONDS] * 3)
    moments = Counter(socket.at[0] for socket in sockets)
    assert len(moments) > MOMENTS * 0.8
    assert max(moments.values()) < 40


def test_who_left_is_not_looked_at_and_an_empty_round_has_no_timer(clock: Clock) -> None:
    rounds = Rounds(sessions=Sessions())
    first, second, third = sockets = joined(rounds, clock, 3)
    assert len(rounds) == 3
    clock.run(until=CHECK_SECONDS + STEP / 2)
    assert [len(socket.seen) for socket in sockets] == [1, 1, 1]
    for socket in [first, second] * 2:
        rounds.leave(socket)
    clock.run(until=2 * CHECK_SECONDS + STEP / 2)
    assert [len(socket.seen) for socket in sockets] == [1, 1, 2]
    rounds.leave(third)
    clock.run(until=4 * CHECK_SECONDS)
    assert (len(third.seen), len(rounds), clock.timers) == (2, 0, [])
    rounds.join(first)
    clock.run(until=5 * CHECK_SECONDS + STEP / 2)
    assert [len(socket.seen) for socket in sockets] == [2, 1, 2]


def test_the_many_of_a_moment_leave_the_loop_its_turns(clock: Clock) -> None:
    sessions = Sessions()
    rounds = Rounds(seconds=0.25, sessions=sessions)
    sockets = joined(rounds, clock, TOGETHER * 2 + 5)
    clock.due()
    clock.due()
    assert [len(asked) for asked in sessions.asked] == [TOGETHER]
    # Who leaves meanwhile is not looked at; nobody else is left out.
    rounds.leave(sockets[TOGETHER])
    clock.turn()
    assert [len(asked) for asked in sessions.asked] == [TOGETHER, TOGETHER - 1]
    clock.turn()
    assert [number for number, socket in enumerate(sockets) if not socket.seen] == [TOGETHER]
    assert {len(socket.seen) for socket in sockets} == {0, 1}
    assert clock.turns == []


def one_in_each(clock: Clock, monkeypatch: pytest.MonkeyPatch, rounds: Rounds) -> list[Open]:
    """A socket for each moment of a round, in their order."""
    moments = itertools.cycle(range(MOMENTS))
    monkeypatch.setattr(random, "randrange", lambda _: next(moments))
    return joined(rounds, clock, MOMENTS)


def test_a_moment_waits_for_a_quiet_one_until_the_next_is_due(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = [False]
    rounds = Rounds(sessions=Sessions(), quiet=lambda: quiet[0])
    sockets = one_in_each(clock, monkeypatch, rounds)
    clock.run(until=STEP * 1.999)
    assert [socket.at for socket in sockets if socket.at] == []
    clock.run(until=STEP * 2)
    # With the next, which is due by now.
    assert [socket.at for socket in sockets[1:4]] == [[STEP * 2], [STEP * 2], []]
    quiet[0] = True
    clock.run(until=STEP * 3 + STEP / TRIES)
    assert sockets[3].at == [STEP * 3 + STEP / TRIES]
    # None of it moves the others.
    clock.run(until=2 * CHECK_SECONDS + STEP / 2)
    for number in range(4, MOMENTS):
        assert sockets[number].at == pytest.approx(
            [(moment + 1 / TRIES) * STEP for moment in (number, MOMENTS + number)]
        )


def test_what_is_due_comes_with_a_message_and_nothing_else_does(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = [True]
    rounds = Rounds(sessions=Sessions(), quiet=lambda: quiet[0])
    sockets = one_in_each(clock, monkeypatch, rounds)
    rounds.message()
    assert clock.turns == []
    clock.run(until=STEP)
    # Not in the message's own turn, and once for two of them.
    rounds.message()
    rounds.message()
    assert not sockets[1].at
    clock.turn()
    assert sockets[1].at == [STEP]
    assert len(clock.timers) == 1
    # Where it is not quiet even then, the moment goes on waiting.
    clock.run(until=STEP * 2)
    quiet[0] = False
    rounds.message()
    clock.turn()
    clock.run(until=STEP * 2 + STEP / TRIES)
    assert not sockets[2].at
    quiet[0] = True
    rounds.message()
    clock.turn()
    assert sockets[2].at == [STEP * 2 + STEP / TRIES]
    clock.run(until=CHECK_SECONDS + STEP / 2)
    assert [len(socket.at) for socket in sockets] == [1] * MOMENTS


def test_moments_that_the_loop_missed_come_at_once(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    sockets = one_in_each(clock, monkeypatch, Rounds(sessions=Sessions()))
    clock.at = 10 * STEP
    clock.due()
    clock.due()
    assert [number for number, socket in enumerate(sockets) if socket.at] == list(range(1, 11))
    clock.run(until=CHECK_SECONDS + STEP / 2)
    assert [len(socket.at) for socket in sockets] == [1] * MOMENTS
    # More than a round: everybody once.
    clock.at += 3 * CHECK_SECONDS
    clock.due()
    clock.due()
    while clock.turns:
        clock.turn()
    assert [len(socket.at) for socket in sockets] == [2] * MOMENTS
    assert clock.timers[0].at == clock.at + STEP


@pytest.mark.parametrize("seconds", [0.005, 0.05, 0.2, 0.6])
def test_a_loop_whose_turns_are_long_and_whose_writer_is_busy_looks_in_time(
    clock: Clock, seconds: float
) -> None:
    sockets = joined(Rounds(sessions=Sessions(), quiet=lambda: False), clock, 200)
    clock.slow(seconds, until=4 * CHECK_SECONDS)
    for socket in sockets:
        assert socket.at[0] <= CHECK_SECONDS + STEP + 3 * seconds
        apart = [later - earlier for earlier, later in itertools.pairwise(socket.at)]
        assert max(apart) <= CHECK_SECONDS + STEP + 3 * seconds
        assert len(socket.at) >= 3


def test_nothing_is_asked_for_a_moment_that_is_nobodys(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random, "randrange", lambda _: 7)
    sessions = Sessions()
    rounds = Rounds(sessions=sessions)
    (socket,) = joined(rounds, clock, 1)
    clock.run(until=6.5 * STEP)
    rounds.message()
    assert (sessions.asked, clock.turns) == ([], [])
    clock.run(until=CHECK_SECONDS + 6.5 * STEP)
    assert len(sessions.asked) == len(socket.at) == 1
    rounds.leave(socket)
    rounds.join(socket)
    rounds.leave(socket)
    clock.run(until=3 * CHECK_SECONDS)
    assert (len(sessions.asked), clock.timers) == (1, [])


def test_many_messages_of_a_turn_are_one_question(clock: Clock) -> None:
    rounds = Rounds(seconds=0.25, sessions=Sessions(), quiet=lambda: False)
    joined(rounds, clock, 1)
    clock.run(until=0.25)
    for _ in range(50):
        rounds.message()
    assert len(clock.turns) == 1
    clock.turn()
    rounds.message()
    assert len(clock.turns) == 1


def test_each_is_told_of_its_own_session_and_one_of_two_windows_counts_as_used(
    clock: Clock,
) -> None:
    sessions = Sessions(1, 3)
    rounds = Rounds(sessions=sessions)
    sockets = [
        Open(1, clock, active=True),
        Open(1, clock),
        Open(2, clock),
        Open(3, clock),
        Open(3, clock, active=True),
    ]
    rounds.look(sockets)
    assert sessions.asked == [{session(1): True, session(2): False, session(3): True}]
    assert [socket.seen[0][1] for socket in sockets] == [True, True, False, True, True]


def test_where_it_cannot_be_asked_each_asks_again_and_the_rounds_go_on(clock: Clock) -> None:
    sessions = Sessions(0, 1)
    sessions.error = ValueError("what somebody wrote")
    sockets = joined(Rounds(seconds=0.25, sessions=sessions), clock, 2)
    with structlog.testing.capture_logs() as said:
        clock.run(until=0.3)
    sessions.error = None
    clock.run(until=0.6)
    for socket in sockets:
        assert [holds for _, holds in socket.seen] == [False, True]
    assert [(line["event"], line["error"]) for line in said] == [
        ("rounds.look_fault", "ValueError")
    ]
    assert "wrote" not in str(said)


def test_whatever_fails_everybody_else_is_looked_at_and_again(clock: Clock) -> None:
    class Failing(Open):
        def looked(self, *, holds: bool) -> None:
            super().looked(holds=holds)
            raise MemoryError("what somebody wrote")

    def unknown() -> bool:
        raise ValueError("what somebody wrote")

    rounds = Rounds(seconds=0.25, sessions=Sessions(), quiet=unknown)
    sockets = [Failing(0, clock), Open(1, clock)]
    for socket in sockets:
        rounds.join(socket)
    with structlog.testing.capture_logs() as said:
        clock.run(until=0.6)
    assert [len(socket.seen) for socket in sockets] == [2, 2]
    assert {(line["event"], line["error"]) for line in said} == {
        ("rounds.fault", "MemoryError"),
        ("rounds.fault", "ValueError"),
    }
    assert "wrote" not in str(said)


def test_a_session_is_looked_at_as_often_as_the_api_says() -> None:
    assert CHECK_SECONDS == 15
