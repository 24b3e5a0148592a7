"""Each requirement under each profile that asks it has a test, and only its own tests mind it.

docs/policies.md lists them. Switching a requirement off makes exactly its tests fail, so none
proves what it does not claim and none passes by chance.
"""

import ast
import re
from pathlib import Path
from typing import Final

import pytest

from policy.profiles import load_profile, names
from policy.requirements import Proof, load_requirements
from tests.policies.checks import CHECKS
from tests.policies.switches import SWITCHES

ROOT: Final = Path(__file__).resolve().parents[2]
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


def test_every_requirement_has_a_check_and_a_switch_and_says_what_is_not_held() -> None:
    assert [int(r[1:]) for r in ASKED] == list(range(1, 32))
    assert list(CHECKS) == list(SWITCHES) == list(ASKED)
    for asked in ASKED.values():
        assert set(asked.asked_by) <= set(NUMBERS)
        assert (asked.proof is Proof.PART) == bool(asked.lacking)
    for name in names():
        profile = load_profile(name)
        named = (profile.decision.r, profile.telling.r, profile.retention.r, profile.statistics.r)
        assert {r for part in named for r in part} <= set(ASKED)


def missing(test: str) -> str:
    """What of a test's id does not exist: its file, its function, or nothing ("")."""
    path, _, function = test.partition("::")
    file = ROOT / path
    if not file.is_file() or not path.startswith(("tests/", "miniapp/test/")):
        return path
    if path.endswith(".py"):
        found = {
            node.name
            for node in ast.parse(file.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.name.startswith("test_")
        }
        return "" if function in found or (found and not function) else test
    held = re.search(r"\b(it|test)\(", file.read_text(encoding="utf-8"))
    return test if function or not held else ""


@pytest.mark.parametrize("r", ASKED)
def test_whatever_else_is_named_as_holding_it_exists(r: str) -> None:
    assert [missing(test) for test in ASKED[r].also if missing(test)] == []
    assert len(set(ASKED[r].also)) == len(ASKED[r].also)


@pytest.mark.parametrize(
    "test",
    [
        "tests/nowhere.py",
        "tests/policies/test_requirements.py::test_none",
        "tests/policies/test_requirements.py::missing",
        "tests/policies/setting.py",
        "miniapp/test/nowhere.test.ts",
        "miniapp/test/desk/people.ts",
        "miniapp/test/desk/account.test.ts::test_none",
        "policy/requirements.py",
    ],
)
def test_what_is_no_test_is_missing(test: str) -> None:
    assert missing(test)
