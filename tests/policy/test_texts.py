"""The texts load strictly: every hole is an error before anybody reads a sentence."""

from pathlib import Path

import pytest

from policy.entries import TextsError, available
from policy.texts import Texts


def locales(tmp_path: Path, **languages: str) -> Path:
    for language, text in languages.items():
        folder = tmp_path / language.replace("_", "-")
        folder.mkdir()
        (folder / "a.ftl").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_languages_are_the_folders_with_texts(tmp_path: Path) -> None:
    folder = locales(tmp_path, cy="a = b", en="a = b", pt_br="a = b")
    (tmp_path / "empty").mkdir()
    assert available(folder=folder) == ("cy", "en", "pt-br")
    assert Texts.load(folder=folder).languages == ("en", "cy", "pt-br")


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [("en-GB", "en"), ("pt_BR", "pt-br"), ("cy", "cy"), ("de", "en"), ("", "en"), ("CY-x", "cy")],
)
def test_the_nearest_language_is_chosen(tmp_path: Path, wanted: str, chosen: str) -> None:
    folder = locales(tmp_path, cy="a = b", en="a = b", pt_br="a = b")
    assert Texts.load(folder=folder).choose(wanted) == chosen


def test_arguments_are_found_through_references(tmp_path: Path) -> None:
    folder = locales(tmp_path, en="-t = T\na = { $x } { -t }\nb = { a } { $y }\nc = { NUMBER($z) }")
    texts = Texts.load(folder=folder)
    assert texts.arguments("b") == {"x", "y"}
    assert texts.arguments("c") == {"z"}
    assert texts.render("b", "en", x="1", y="2", surplus="3") == "1 T 2"


@pytest.mark.parametrize(
    "source",
    [
        "a = { missing }",
        "a = { -missing }",
        "a = { a }",
        "a = { b }\nb = { a }",
        "a = { NOTHING($x) }",
        "-t = { $x }\na = { -t }",
        "a = one\na = two",
        "a = {",
    ],
)
def test_a_faulty_text_is_an_error_at_start(tmp_path: Path, source: str) -> None:
    with pytest.raises(TextsError, match="en"):
        Texts.load(folder=locales(tmp_path, en=source))


@pytest.mark.parametrize("welsh", ["a = W { $z }\nb = W", "a = { c }\nb = W\nc = { $z }", "b = W"])
def test_what_no_longer_fits_english_is_said_in_english(tmp_path: Path, welsh: str) -> None:
    texts = Texts.load(folder=locales(tmp_path, en="a = A { $x }\nb = B", cy=welsh))
    assert texts.render("a", "cy", x="1") == "A 1"
    assert texts.render("b", "cy") == "W"
    assert texts.arguments("a") == {"x"}
    with pytest.raises(TextsError):
        texts.render("c", "cy")


def test_a_language_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TextsError, match="default language"):
        Texts.load(folder=locales(tmp_path, en="a = b"), default="cy")


def test_what_the_code_needs_is_checked_at_once(tmp_path: Path) -> None:
    texts = Texts.load(folder=locales(tmp_path, en="a = { $x }\nb = B"))
    texts.require({"a": ["x", "y"], "b": []})
    with pytest.raises(TextsError) as caught:
        texts.require({"a": [], "c": []})
    assert str(caught.value).splitlines() == [
        "a needs the argument $x, which nothing gives it",
        "c is missing",
    ]


def test_a_missing_argument_is_an_error_that_repeats_no_value(tmp_path: Path) -> None:
    texts = Texts.load(folder=locales(tmp_path, en="a = { $x } { $y }"))
    with pytest.raises(TextsError) as caught:
        texts.render("a", "en", x="canary")
    assert "canary" not in str(caught.value)
    with pytest.raises(TextsError):
        texts.render("unknown", "en")


def test_the_texts_of_the_project_load_in_every_language() -> None:
    texts = Texts.load()
    assert texts.languages[0] == "en"
    for language in texts.languages:
        assert texts.render("language-name", language)
