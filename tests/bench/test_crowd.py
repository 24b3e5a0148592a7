"""A crowd through the real service: nobody is lost, nothing is claimed, read or said twice.

A small one every time; the full one and an hour's worth with `make soak`. Times are the bench's.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench.crowd import QUICK, WAVES_FOR_A_LINE, Crowd, Outcome, Plan, Sample, judge, report
from bench.shifts import Manners
from bench.visitors import Habits

SMALL = Plan(
    students=12,
    workers=3,
    seconds=1.0,
    habits=Habits(questions=4, pause=0.05, drops=0.3, unsends=0.4),
    manners=Manners(load=6, pause=0.05, look=0.02, drop_seconds=1.0),
)
HOUR = Plan(students=100, seconds=10.0, waves=20, times=24.0, **QUICK)
GROWTH = 5_000
"""Bytes that a student may add for a while. What is bounded by number (room, case key and the
like) is about 3 kB of objects; a single socket left behind is more than the rest. The clock goes
so fast that what ends by it, launch data and limits, does so within the run.
"""


def attended(outcome: Outcome, plan: Plan) -> None:
    """Everybody came to their end, and both ends of every conversation agree on it."""
    everybody = plan.students * plan.waves
    assert Counter(outcome.faults) == {}
    assert len({each["case"] for each in outcome.students}) == everybody
    assert len(outcome.workers) == everybody
    # One first message and an answer to each question; as many questions at least.
    least = 2 * plan.habits.questions + 1
    assert all(sum(each["texts"]) >= least for each in outcome.students)


def test_a_small_crowd_loses_nothing(tmp_path: Path) -> None:
    met: Counter[str] = Counter()
    # Whether two claim the same at one moment is the machine's to say: crowds until they did.
    for turn in range(5):
        outcome = Crowd(SMALL, tmp_path / f"data{turn}").run()
        attended(outcome, SMALL)
        assert outcome.counts["connections lost"] > 0
        assert len(outcome.seconds["taken back"]) > 0
        assert outcome.samples
        assert report(outcome)[-1] == "no fault"
        met.update(outcome.counts)
        if met["claims answered taken"]:
            break
    assert met["claims answered taken"] > 0


ONE: dict[str, Any] = {"case": "a", "mine": "x", "theirs": "y", "texts": (1, 1), "faults": []}
OTHER: dict[str, Any] = ONE | {"mine": "y", "theirs": "x"}


def test_two_ends_that_agree_are_no_fault() -> None:
    assert judge([ONE], [OTHER], ["a"]) == []


@pytest.mark.parametrize(
    ("students", "workers", "claimed", "found"),
    [
        ([ONE], [OTHER | {"mine": "z"}], ["a"], "the two ends read different things"),
        ([ONE], [], ["a"], "the two ends read different things"),
        ([ONE], [OTHER], ["a", "a"], "claimed twice"),
        ([ONE], [OTHER], [], "never claimed"),
        ([ONE], [OTHER], ["a", "b"], "claimed, and nobody asked"),
        ([ONE | {"faults": ["gap"]}], [OTHER], ["a"], "student: gap"),
        ([ONE], [OTHER | {"faults": ["rollback"]}], ["a"], "worker: rollback"),
    ],
)
def test_what_is_lost_or_doubled_is_found(
    students: list[dict[str, Any]], workers: list[dict[str, Any]], claimed: list[str], found: str
) -> None:
    assert judge(students, workers, claimed) == [found]


def test_growth_is_the_slope_once_warm() -> None:
    waves = [1_000, 5_000, 9_000, 9_000, 9_500, 10_000]
    outcome = Outcome(
        students=[ONE] * 60,
        workers=[],
        seconds={"step": [0.001]},
        counts={},
        samples=[Sample(at=0.0, bytes=1_000)],
        after_wave=[Sample(at=float(at), bytes=size) for at, size in enumerate(waves)],
        cpu={"service": 1.0},
        faults=["gap"],
    )
    assert len(waves) >= WAVES_FOR_A_LINE
    assert outcome.growth == pytest.approx(50)
    assert report(outcome)[-1] == "FAULT gap: 1"


@pytest.mark.soak
def test_a_crowd_of_two_hundred_in_a_minute_loses_nothing(tmp_path: Path) -> None:
    attended(Crowd(Plan(), tmp_path / "data").run(), Plan())


@pytest.mark.soak
def test_an_hours_worth_of_crowds_leaves_memory_flat(tmp_path: Path) -> None:
    outcome = Crowd(replace(HOUR, seed=2), tmp_path / "data").run()
    attended(outcome, HOUR)
    assert outcome.growth < GROWTH
