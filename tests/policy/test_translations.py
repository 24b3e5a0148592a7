"""Every language says what English says, and nothing is said outside policy/locales.

Here: the shape of translations, and strings in the bot's own code. The Mini App's views are looked
at by miniapp/test/words/outside.test.ts.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from policy.entries import LOCALES
from scripts.locales import faults, main

ROOT = Path(__file__).parents[2]
WORDS = re.compile(r"[A-Za-z]{2,}[ ,.!?]+[A-Za-z]{2,}")
TELEGRAM = {"text", "caption", "description", "short_description", "placeholder"}
"""What the Bot API shows to people, by its names for it."""
TELEGRAMS = {"Please use 'Bot.getUpdates'", "message to delete not found"}
"""Not ours: by these the library's warnings and Telegram's answers are known."""


def test_every_language_has_what_english_has() -> None:
    """A new English text fails here until it is translated: `python -m scripts.locales`."""
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("arabic", "said"),
    [
        ("b = B { $x }", "a is missing"),
        ("a = A\nb = B { $x }\nc = C", "c is not in English"),
        ("a = A\nb = B", "b has not $x"),
        ("a = A { $y }\nb = B { $x }", "a has $y"),
        ("a = A\n    .title = T\nb = B { $x }", "a has other attributes"),
    ],
)
def test_what_differs_is_named(tmp_path: Path, arabic: str, said: str) -> None:
    for language, text in (("en", "a = A\nb = B { $x }"), ("ar", arabic)):
        (tmp_path / language).mkdir()
        (tmp_path / language / "one.ftl").write_text(text, encoding="utf-8")
    (fault,) = faults(tmp_path)
    assert said in fault


def test_the_command_prints_what_a_review_has_to_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--review", "ar", "crisis"]) == 0
    assert re.fullmatch(r"[0-9a-f]{64}\n", capsys.readouterr().out)


def strings(code: str) -> Iterator[str]:
    """What a module would say to people: the words in it that are no docstring and no error."""
    tree = ast.parse(code)
    quiet: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise | ast.Expr):  # errors for operators; docstrings
            quiet |= set(ast.walk(node)) if not _calls(node) else set()
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in TELEGRAM:
            yield from _said(node.value, r"[A-Za-z]{2}")
        elif isinstance(node, ast.Constant) and node not in quiet:
            yield from _said(node, WORDS.pattern)


def _calls(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)


def _said(node: ast.AST, pattern: str) -> Iterator[str]:
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, str) and value not in TELEGRAMS and re.search(pattern, value):
        yield value


@pytest.mark.parametrize("path", sorted((ROOT / "handlers" / "chat").glob("*.py")), ids=str)
def test_the_bot_says_only_what_fluent_says(path: Path) -> None:
    assert list(strings(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('send("Hello you")', 1),
        ('send(text="Hello")', 1),
        ('"""Says what it does."""\nraise Error("this is wrong")', 0),
        ('render("chat-start", language)', 0),
    ],
)
def test_strings_are_found(code: str, count: int) -> None:
    assert len(list(strings(code))) == count


def test_every_language_has_its_manifest() -> None:
    for folder in LOCALES.iterdir():
        assert not folder.is_dir() or (folder / "language.json").is_file()
