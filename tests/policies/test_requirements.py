"""Each requirement under each profile that asks it has a test, and only its own tests mind it.

docs/policies.md lists them. Switching a requirement off makes exactly its tests fail, so none
proves what it does not claim and none passes by chance.
"""

import pytest

from policy.profiles import load_profile, names
from policy.requirements import load_requirements
from tests.policies.checks import CHECKS
from tests.policies.switches import SWITCHES

ASKED = load_requirements()
NUMBERS = {load_profile(name).number: name for name in names()}
PAIRS = [(r, NUMBERS[number]) for r in CHECKS for number in ASKED[r].asked_by]


@pytest.mark.parametrize(("r", "profile"), PAIRS)
async def test_requirement(r: str, profile: str) -> None:
    await CHECKS[r](profile)


async def fails(r: str, profile: str) -> bool:
    """Whether a requirement's test fails as things are."""
    try:
        await CHECKS[r](profile)
    except Exception:  # noqa: BLE001 -- however it fails
        return True
    return False


@pytest.mark.parametrize("off", SWITCHES)
async def test_switched_off_exactly_its_tests_fail(
    off: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    SWITCHES[off](monkeypatch)
    failed = {pair for pair in PAIRS if await fails(*pair)}
    assert failed == {pair for pair in PAIRS if pair[0] == off}


def test_every_requirement_has_a_check_and_a_switch_or_says_what_is_lacking() -> None:
    assert [int(r[1:]) for r in ASKED] == list(range(1, 32))
    assert list(CHECKS) == list(SWITCHES)
    for r, asked in ASKED.items():
        assert (r in CHECKS) == (asked.proof != "none")
        assert bool(asked.lacking) == (asked.proof != "whole")
        assert set(asked.asked_by) <= set(NUMBERS)
    for name in names():
        profile = load_profile(name)
        parts = [profile.decision, profile.telling, profile.retention, profile.statistics]
        assert {r for part in parts for r in part.r} <= set(ASKED)
