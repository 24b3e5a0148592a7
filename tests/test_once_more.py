"""What a run of all tests does about a story that failed: held to scripts/once_more.py."""

import json
from pathlib import Path
from typing import Final

import pytest

from scripts import once_more
from scripts.once_more import MOST, main, worth_another_try

STORY: Final = "tests/browser/test_story.py::test_it"
FAILS_ONCE: Final = """
from pathlib import Path

def test_it():
    tried = Path(__file__).with_name("tried")
    before = tried.exists()
    tried.touch()
    assert before
"""
FAILS: Final = "def test_it():\n    assert False\n"


@pytest.mark.parametrize(
    ("status", "failed", "worth"),
    [
        (1, [STORY], True),
        (1, [STORY.replace("story", str(n)) for n in range(MOST)], True),
        (1, [STORY.replace("story", str(n)) for n in range(MOST + 1)], False),
        (1, [f"{STORY}_{n}" for n in range(MOST + 1)], True),
        (1, ["tests/sandbox/test_page.py::test_it"], True),
        (1, [], False),
        (1, [STORY, "tests/hostile/test_rules.py::test_it"], False),
        (2, [STORY], False),
        (3, [STORY], False),
    ],
)
def test_only_a_few_stories_are_tried_again(status: int, failed: list[str], worth: bool) -> None:
    assert worth_another_try(status, failed) is worth


def tree(root: Path, story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / STORY.split("::", maxsplit=1)[0]
    path.parent.mkdir(parents=True)
    path.write_text(story)
    failed = root / "lastfailed"
    failed.write_text(json.dumps({STORY: True}))
    monkeypatch.setattr(once_more, "ROOT", root)
    monkeypatch.setattr(once_more, "FAILED", failed)


def test_a_story_that_holds_alone_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tree(tmp_path, FAILS_ONCE, monkeypatch)
    assert main(1) == 1
    assert "HELD ONLY ALONE" not in capsys.readouterr().out
    assert main(1) == 0
    assert f"HELD ONLY ALONE (see above how each failed):\n  {STORY}" in capsys.readouterr().out


def test_what_is_broken_fails_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, FAILS, monkeypatch)
    assert main(1) == 1


def test_a_run_that_did_not_end_keeps_its_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path, FAILS_ONCE, monkeypatch)
    assert main(3) == 3
    assert not (tmp_path / "tests/browser/tried").exists()
