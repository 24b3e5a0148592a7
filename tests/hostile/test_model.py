"""Random days of several students, workers and holders, held to the model at every step.

The small profile runs every time; the large one with `make soak`.
"""

from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.hostile.machine import People
from tests.hostile.town import WORKERS, Town

CI = settings(
    max_examples=20,
    stateful_step_count=50,
    deadline=None,
    # A failing day is printed as it was: shrinking days of a real service takes too long.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
SOAK = settings(CI, max_examples=400, stateful_step_count=80)


def days(town: Town, tmp_path: Path, profile: settings) -> None:
    numbers = count()

    class OneDay(People):
        """Each over data of its own."""

        def __init__(self) -> None:
            super().__init__(town, tmp_path / f"day{next(numbers)}")

    run_state_machine_as_test(OneDay, settings=profile)


def test_random_days_keep_every_promise(town: Town, tmp_path: Path) -> None:
    days(town, tmp_path, CI)


@pytest.mark.soak
def test_many_random_days_keep_every_promise(town: Town, tmp_path: Path) -> None:
    days(town, tmp_path, SOAK)


def test_a_claims_end_lets_its_student_revise_before_anybody_sweeps(
    town: Town, tmp_path: Path
) -> None:
    """Found by a random day: the claim was over, and the service still said `claimed`."""
    day = People(town, tmp_path / "day")
    day.open_the_house()
    day.ask("Student 1")
    day.claim("Worker 1", 0)
    day.time_passes(31)
    day.ask("Student 1")
    day.the_counts_are_right()
    day.look_everywhere()
    day.teardown()


def test_a_worker_who_comes_back_reads_from_their_second_coming_on(
    town: Town, tmp_path: Path
) -> None:
    day = People(town, tmp_path / "day")
    day.open_the_house(talking=True)
    day.enter(0, student=False)
    day.renew(1)
    for _ in WORKERS:
        day.write(0, "say")
        day.hand_over(0)
        day.everybody_hears_what_is_theirs()
    (case,) = day.model.cases.values()
    assert (case.worker, case.epoch) == ("Worker 1", 4)
    day.enter(0, student=False)
    day.write(0, "say")
    day.write(1, "say")
    day.read(0)
    day.read(1)
    assert len(day.rooms["Worker 1", next(iter(day.model.cases))].said()) == 2
    day.everybody_hears_what_is_theirs()
    day.teardown()
