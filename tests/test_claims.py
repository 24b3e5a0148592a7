"""docs/claims.md against the specification and the tests: nothing named there is made up.
Whether a test would fail is not asked here: who doubts a row leaves the rule out and runs it."""

import ast
import json
import re
from functools import cache

import pytest

from scripts.claims import (
    APP,
    DEVICES,
    PAGE,
    ROOT,
    SERVER,
    WHOSE,
    Claim,
    claims,
    page,
    runners,
    sections,
)

CLAIMS = claims()
ROWS = [pytest.param(claim, id=f"{claim.section}-{n}") for n, claim in enumerate(CLAIMS)]


@cache
def python_tests(path: str) -> frozenset[str]:
    """The names of the test functions in a file below tests/."""
    tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
    return frozenset(
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
    )


@cache
def titles(path: str) -> frozenset[str]:
    """The titles of the tests in a file below miniapp/test/, as they are written there."""
    text = (ROOT / "miniapp" / "test" / path).read_text(encoding="utf-8")
    # `it('…', () =>`, also behind the table of an `.each(…)`; a describe is no test.
    call = r"(?<!describe)\(\s*(['\"`])((?:(?!\1).|\\\1)*)\1,\s*(?:async\s*)?(?:\(|\w+\s*=>)"
    return frozenset(title.replace("\\'", "'") for _, title in re.findall(call, text, re.DOTALL))


@cache
def vector_names(file: str) -> frozenset[str]:
    found = json.loads((ROOT / "tests" / "vectors" / f"{file}.json").read_text(encoding="utf-8"))
    return frozenset(vector["name"] for vector in found["vectors"] if vector.get("name"))


def lacking(python: list[str], typescript: list[str]) -> list[str]:
    """Those that do not exist."""
    found = []
    for held, tests in ((python_tests, python), (titles, typescript)):
        for test in tests:
            path, _, name = test.partition("::")
            there = (ROOT / ("tests" if held is python_tests else "miniapp/test") / path).is_file()
            if not there or name not in held(path):
                found.append(test)
    return found


@pytest.mark.parametrize("claim", ROWS)
def test_every_test_that_holds_a_claim_exists(claim: Claim) -> None:
    assert lacking(list(claim.python), list(claim.typescript)) == []
    read = {runner.file for runner in runners()}
    for file, names in claim.vectors.items():
        assert file in read, file
        assert set(names) - vector_names(file) == set(), file


@pytest.mark.parametrize("claim", ROWS)
def test_what_devices_do_is_held_in_both_languages(claim: Claim) -> None:
    assert claim.whose in WHOSE
    python, typescript = bool(claim.python), bool(claim.typescript)
    both = bool(claim.vectors) or (python and typescript)
    expected = {
        DEVICES: both,
        SERVER: python and not typescript and not claim.vectors,
        # In TypeScript, or by a story in a browser, which Python tells.
        APP: bool(claim.python) != bool(claim.typescript) and not claim.vectors,
    }
    assert expected[claim.whose]


def test_what_is_no_test_is_found() -> None:
    assert lacking(["nowhere.py::test_x", "test_claims.py::test_none"], []) != []
    assert lacking(["test_claims.py::test_what_is_no_test_is_found"], []) == []
    assert lacking([], ["crypto/primitives.test.ts::no such title"]) != []
    assert lacking([], ["crypto/primitives.test.ts::digests"]) != []


def test_vectors_are_read_in_both_languages() -> None:
    for runner in runners():
        assert vector_names(runner.file)
        assert python_tests(runner.python)
        assert titles(runner.typescript)


def test_every_section_of_the_specification_has_rows() -> None:
    numbers = [number for number, _ in sections()]
    assert numbers
    # A section that is only the head of its parts has rows in these.
    held = {claim.section for claim in CLAIMS}
    whole = held | {section.partition(".")[0] for section in held}
    assert [number for number in numbers if number not in whole] == []


def test_the_page_is_made_from_the_rows() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_specification_leads_there() -> None:
    top = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8").partition("## 1.")[0]
    assert "(claims.md)" in top
