"""Whom to call, as devices are given it: in their language, in other countries, checked or not."""

from pathlib import Path

import pytest

from bot.helplines import crisis_lines, directory_line, elsewhere_line
from handlers.web.settings import CrisisSaid
from policy.crisis import countries, load_contacts, load_crisis
from policy.signposts import load_directory
from policy.texts import Texts
from scripts.reviewing import as_reviewed

OWN = """
emergency = { call = "112", checked = 2026-11-02 }
talk = { name = "Talk Line", call = "0800 1" }
write = { name = "Text Line", word = "HI", number = "555" }
[[more]]
name = "Nightline"
page = "night.example.org"
note = { en = "at night", cy = "nos", ar = "x" }
"""
DIRECTORY = """
recheck_days = 90
[[signpost]]
code = "line"
category = "listening"
name = { en = "Line", cy = "Llinell" }
what = { en = "Somebody listens.", cy = "Mae rhywun yn gwrando." }
call = "0800 1"
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    """Welsh was reviewed, Arabic was not."""
    return Texts.load(folder=as_reviewed(tmp_path_factory.mktemp("texts") / "locales", "cy"))


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_contact_is_said_in_english_and_where_somebody_has_reviewed_it(
    tmp_path: Path, texts: Texts
) -> None:
    emergency, talk, write, night = crisis_lines(load_crisis(written(tmp_path, OWN)), texts)
    assert (emergency.language, emergency.call, emergency.checked) == ("en", "112", "2026-11-02")
    (welsh,) = emergency.said
    assert welsh.language == "cy"
    assert welsh.name == texts.render("crisis-emergency-name", "cy") != emergency.name
    assert (talk.checked, write.text, write.text_word) == (None, "555", "HI")
    assert night.note == "at night · night.example.org"
    said = CrisisSaid(language="cy", name="Nightline", hours="", note="nos · night.example.org")
    assert night.said == (said,)


def test_without_a_review_everything_is_in_english(tmp_path: Path) -> None:
    lines = crisis_lines(load_crisis(written(tmp_path, OWN)), Texts.load())
    assert {line.language for line in lines} == {"en"}
    assert {line.said for line in lines} == {()}


def test_who_is_elsewhere_has_every_country_but_the_services_own(texts: Texts) -> None:
    shown = elsewhere_line(texts, here="GB-ENG")
    assert {one.country for one in shown.countries} == set(countries()) - {"GB-ENG"}
    assert shown.page == "findahelpline.com"
    assert {one.country for one in elsewhere_line(texts, here=None).countries} == set(countries())


def test_nobody_is_called_free_who_is_not(texts: Texts) -> None:
    _, talk, write = crisis_lines(load_contacts("AU"), texts)
    assert (talk.hours, write.hours, write.text_word) == ("any time", "any time", None)
    assert crisis_lines(load_contacts("NZ"), texts)[1].hours == "any time, free"


def test_a_signpost_is_said_in_every_language_that_it_has(tmp_path: Path, texts: Texts) -> None:
    directory = load_directory(country="", path=written(tmp_path, DIRECTORY))
    (line,) = directory_line(directory, texts).signposts
    assert (line.language, line.name) == ("en", "Line")
    assert [(one.language, one.name) for one in line.said] == [("cy", "Llinell")]
