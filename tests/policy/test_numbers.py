"""What is counted, as data: each thing in one cell, words for it all, nothing that singles out."""

import json
from pathlib import Path
from typing import Any

import pytest

from crypto import wire
from handlers.web.numbers import CountsAnswer
from policy.texts import Texts

FILE = Path(__file__).parent.parent.parent / "policy" / "numbers" / "numbers.json"
FIRST = ["outcome-heard", "outcome-step", "outcome-onward", "outcome-handed", "outcome-faded"]
FIRST += ["outcome-outside", "outcome-unsaid", "theme-study", "theme-money", "theme-home"]
FIRST += ["theme-people", "theme-alone", "theme-mood", "theme-health", "theme-loss"]
FIRST += ["theme-unfair", "theme-other", "theme-unsaid", "pointed-nowhere", "pointed-union"]
FIRST += ["pointed-university", "pointed-health", "pointed-helpline", "pointed-elsewhere"]
FIRST += ["pointed-unsaid"]
LONGEST_NAME, LONGEST_LABEL = 40, 80
FEWEST_CELLS = 3


@pytest.fixture(scope="module")
def counted() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def test_counters_keep_their_place_for_ever(counted: dict[str, Any]) -> None:
    """What was sent under an older list must mean the same under a newer one."""
    counters = counted["counters"]
    assert counters[: len(FIRST)] == FIRST
    assert len(set(counters)) == len(counters)
    assert wire.Numbers(week="2026-W01", counts=(0,) * len(counters)).counts


def test_each_answer_is_a_counter_and_an_open_question_is_one_too(counted: dict[str, Any]) -> None:
    asked = [
        f"{question['id']}-{choice}"
        for question in counted["questions"]
        for choice in [*question["choices"], "unsaid"]
    ]
    assert asked == counted["counters"]


def test_each_thing_counted_is_in_one_cell_of_one_table(counted: dict[str, Any]) -> None:
    tables = counted["tables"]
    assert all(len(table["cells"]) >= FEWEST_CELLS for table in tables)
    workers = [c for table in tables if table["of"] == "workers" for c in table["cells"]]
    assert sorted(workers) == sorted(counted["counters"])
    # Of one question each: then its cells are all conversations that were coded, once.
    for table in tables:
        if table["of"] == "workers":
            assert len({cell.partition("-")[0] for cell in table["cells"]}) == 1
    own = [c for table in tables if table["of"] == "service" for c in table["cells"]]
    assert len(set(own)) == len(own)
    assert set(own) == set(CountsAnswer.model_fields) - {"requests", "claims"}


def test_every_table_and_row_has_words_that_fit_what_is_signed(counted: dict[str, Any]) -> None:
    texts = Texts.load()
    for table in counted["tables"]:
        assert 0 < len(texts.render(f"numbers-table-{table['id']}", "en")) <= LONGEST_NAME
        labels = [texts.render(f"numbers-{cell}", "en") for cell in table["cells"]]
        assert len(set(labels)) == len(labels)
        assert all(0 < len(label) <= LONGEST_LABEL for label in labels)
    for question in counted["questions"]:
        assert texts.render(f"numbers-ask-{question['id']}", "en")


def test_no_statistic_says_that_there_is_a_concern(counted: dict[str, Any]) -> None:
    kept = json.dumps([counted["counters"], counted["tables"]])
    for word in ("flag", "concern", "safeguard", "message", "risk", "age", "under"):
        assert word not in kept
