"""The five profiles as data: complete, checked, and with words for every ground."""

from pathlib import Path

import pytest

from policy.profiles import (
    ASKED,
    FOLDER,
    LONGEST_DAYS,
    ProfileError,
    ground_texts,
    load_profile,
    names,
)
from policy.texts import Texts

FIVE = {"ucl": "000", "city": "001", "cambridge": "002", "lancaster": "003", "portsmouth": "004"}


def test_there_are_the_five_and_each_has_its_number() -> None:
    assert {name: load_profile(name).number for name in names()} == FIVE


@pytest.mark.parametrize("name", FIVE)
def test_every_ground_has_a_short_title_and_one_sentence(name: str) -> None:
    texts = Texts.load()
    for code in (*(ground.code for ground in load_profile(name).grounds), ASKED):
        title, detail = (texts.render(text, "en") for text in ground_texts(code))
        assert len(title) <= 60
        assert not title.endswith(".")
        assert detail.endswith(".")
        assert len(detail) <= 200


def test_what_the_service_adds_is_labelled_as_its_own() -> None:
    texts = Texts.load()
    added = {
        (name, ground.code)
        for name in FIVE
        for ground in load_profile(name).grounds
        if ground.source == "service"
    }
    assert added == {("ucl", "law-service"), ("lancaster", "law-service")}
    assert "this service's own rule" in texts.render("ground-law-service", "en")


def test_a_ground_with_a_switch_counts_only_while_that_is_on() -> None:
    city = load_profile("city")
    assert city.ground_codes() == ("law", "wellbeing")
    on = frozenset({"security_times"})
    assert city.ground_codes(on=on) == ("law", "wellbeing", "security-times")


@pytest.mark.parametrize("name", FIVE)
def test_there_are_words_for_everyone_who_may_be_told_or_given_numbers(name: str) -> None:
    texts, profile = Texts.load(), load_profile(name)
    needed = [f"told-{code}" for code in profile.telling.recipients]
    needed += [f"given-{code}" for code in profile.statistics.recipients]
    texts.require(dict.fromkeys(needed, ()))


def test_how_long_each_lets_a_conversation_be_kept() -> None:
    kept = {name: load_profile(name).retention for name in FIVE}
    assert {name: (each.stated, each.most) for name, each in kept.items()} == {
        "ucl": (None, LONGEST_DAYS),
        "city": (None, 1826),
        "cambridge": (None, LONGEST_DAYS),
        "lancaster": (2192, 2192),
        "portsmouth": (None, LONGEST_DAYS),
    }


UCL = (FOLDER / "ucl.toml").read_text()
BAD = {
    "no grounds": UCL.replace("[[grounds]]", "[[canary]]"),
    "a ground twice": UCL.replace('"safeguarding"', '"harm-unable"'),
    "the student's own": UCL.replace('"safeguarding"', '"asked"'),
    "a long code": UCL.replace('"safeguarding"', f'"{"a" * 41}"'),
    "a code of another shape": UCL.replace('"safeguarding"', '"canary canary"'),
    "another source": UCL.replace('"service"', '"canary"'),
    "a switch that is none": UCL.replace('code = "safeguarding"', 'code = "s"\nswitch = "canary"'),
    "a switch for nothing": UCL + '[[switches]]\nr = "R16"\nname = "canary"\n',
    "no requirement": UCL.replace('r = ["R24"]', ""),
    "a requirement that is none": UCL.replace('"R24"', '"R32"'),
    "unstated days": UCL.replace('rule = "unstated"', 'rule = "unstated"\ndays = 3'),
    "days left out": UCL.replace('rule = "unstated"', 'rule = "at-most"'),
    "too many days": UCL.replace('rule = "unstated"', 'rule = "exactly"\ndays = 9999'),
    "an unknown key": "canary = 1\n" + UCL,
    "another number": UCL.replace('"000"', '"canary"'),
    "no TOML": "canary = [",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_a_faulty_profile_is_refused_and_nothing_of_it_repeated(tmp_path: Path, text: str) -> None:
    (tmp_path / "mine.toml").write_text(text)
    assert text != UCL
    with pytest.raises(ProfileError) as caught:
        load_profile("mine", folder=tmp_path)
    assert str(caught.value)
    assert "canary" not in str(caught.value)


def test_no_path_is_a_profile() -> None:
    for name in ("", "..", "../profiles/ucl", "none"):
        with pytest.raises(ProfileError):
            load_profile(name)
