"""When paced messages are sent: one from everybody in each turn, and the same for all compared."""

from itertools import pairwise

import pytest

from bench.arrivals import moments


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_each_writer_sends_once_in_each_turn_and_in_order(seed: int | None) -> None:
    due = moments(writers=5, turns=3, seconds=2.0, seed=seed)
    assert due == sorted(due)
    for number in range(5):
        mine = [when for when, who in due if who == number]
        assert [int(when // 2.0) for when in mine] == [0, 1, 2]


def test_evenly_no_two_meet() -> None:
    due = moments(writers=4, turns=2, seconds=1.0, seed=None)
    assert [when for when, _ in due] == [0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75]


def test_moments_are_drawn_and_can_be_drawn_again() -> None:
    first = moments(writers=50, turns=2, seconds=1.0, seed=1)
    assert first == moments(writers=50, turns=2, seconds=1.0, seed=1)
    assert first != moments(writers=50, turns=2, seconds=1.0, seed=2)
    waits = [after - before for (before, _), (after, _) in pairwise(first)]
    # One in a hundredth of a second on average.
    assert min(waits) < 0.002
    assert max(waits) > 0.02
