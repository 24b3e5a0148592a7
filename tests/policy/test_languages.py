"""A translation is shown once somebody with a name has read it, where the words matter most.

Here: what the review of a language lets through. Never here: whether a translation is complete
(test_translations.py).
"""

import json
from pathlib import Path

import pytest

from policy.entries import LOCALES, TextsError, read_entries, review_digest
from policy.languages import digest_of, load_groups
from policy.texts import Texts
from policy.wording import Terms, Variant, Wordings

ENGLISH = "crisis = Call { $n }\nroom = Room { $n }\nboth = { crisis } { room }"
ARABIC = "crisis = اتصل { $n }\nroom = غرفة { $n }\nboth = { crisis } { room }"
REVIEW = {"by": "The union's translator", "on": "2026-11-02"}


def locales(tmp_path: Path, *, arabic: str = ARABIC, reviews: object = None) -> Path:
    for language, text in (("en", ENGLISH), ("ar", arabic)):
        folder = tmp_path / language
        folder.mkdir(exist_ok=True)
        (folder / "a.ftl").write_text(text, encoding="utf-8")
    about = {"name": "العربية", "direction": "rtl", "state": "draft", "reviews": reviews or {}}
    (tmp_path / "ar" / "language.json").write_text(json.dumps(about), encoding="utf-8")
    (tmp_path / "reviews.json").write_text('{"crisis": ["crisis"]}', encoding="utf-8")
    return tmp_path


def reviewed(folder: Path) -> dict[str, object]:
    own, english = read_entries(folder / "ar"), read_entries(folder / "en")
    digest = review_digest(["crisis"], english=english, own=own)
    return {"crisis": {**REVIEW, "digest": digest}}


def test_what_nobody_reviewed_is_shown_in_english(tmp_path: Path) -> None:
    texts = Texts.load(folder=locales(tmp_path))
    assert texts.render("crisis", "ar", n="1") == "Call 1"
    assert texts.spoken("crisis", "ar") == "en"
    assert texts.render("room", "ar", n="1") == "غرفة \u20681\u2069"
    assert texts.spoken("room", "ar") == "ar"
    assert "Call" in texts.render("both", "ar", n="1")


def test_a_named_review_lets_it_through(tmp_path: Path) -> None:
    folder = locales(tmp_path)
    texts = Texts.load(folder=locales(tmp_path, reviews=reviewed(folder)))
    assert texts.spoken("crisis", "ar") == "ar"
    assert texts.render("crisis", "ar", n="1") == "اتصل \u20681\u2069"


@pytest.mark.parametrize("changed", ["en", "ar"])
def test_a_review_ends_when_either_text_changes(tmp_path: Path, changed: str) -> None:
    folder = locales(tmp_path)
    folder = locales(tmp_path, reviews=reviewed(folder))
    text = (folder / changed / "a.ftl").read_text(encoding="utf-8")
    (folder / changed / "a.ftl").write_text(text.replace("crisis = ", "crisis = ! "), "utf-8")
    with pytest.raises(TextsError, match="ar: crisis changed since 2026-11-02"):
        Texts.load(folder=folder)


@pytest.mark.parametrize(
    "about",
    [
        {"name": "A", "direction": "up", "state": "draft"},
        {"name": "A", "direction": "rtl", "state": "reviewed"},
        {"name": "A", "direction": "rtl", "state": "draft", "by": "R", "on": "2026-01-01"},
        {"name": "A", "direction": "rtl", "state": "draft", "more": 1},
        {"name": "A", "direction": "rtl", "state": "draft", "reviews": {"crisis": REVIEW}},
    ],
)
def test_a_faulty_manifest_stops_the_start(tmp_path: Path, about: object) -> None:
    folder = locales(tmp_path)
    (folder / "ar" / "language.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(TextsError, match="ar"):
        Texts.load(folder=folder)


def test_a_missing_text_falls_back_to_english(tmp_path: Path) -> None:
    texts = Texts.load(folder=locales(tmp_path, arabic="room = غرفة"))
    assert texts.render("both", "ar", n="1") == "Call 1 Room 1"


def test_the_digest_covers_both_texts() -> None:
    digests = {
        digest_of({"a": "A"}, {"a": "B"}),
        digest_of({"a": "A"}, {}),
        digest_of({"a": "B"}, {"a": "B"}),
        digest_of({"b": "A"}, {"b": "B"}),
    }
    assert len(digests) == 4


def test_what_people_agree_to_is_english_in_a_language_without_a_review() -> None:
    texts = Texts.load()
    terms = Terms(profile="ucl", retention_days=30, switches={"security_times": False})
    wordings = Wordings.of(texts=texts, digest=lambda shown: shown[:32], terms=terms)
    for language in texts.languages:
        if texts.about[language].reviews:
            continue
        assert wordings.policy(language).language == "en"
        for variant in Variant:
            assert wordings.show(variant, language) == wordings.show(variant, "en")


def test_every_text_that_is_agreed_to_or_called_by_needs_a_review() -> None:
    texts = Texts.load()
    groups = load_groups(LOCALES)
    assert set(groups) == {"crisis", "consent", "said", "agreement", "kit"}
    asked = ("crisis", "notice-adult", "notice-under-18", "policy-ucl", "staff-agreement")
    kit = ("desk-kit-lead", "agree-lead", "bot-description", "policy-ucl-short", "help-call")
    for language, about in texts.about.items():
        if language != "en" and not about.reviews:
            assert {texts.spoken(text, language) for text in (*asked, *kit)} == {"en"}
