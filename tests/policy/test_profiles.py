"""The five profiles as data: complete, checked, and with words for every ground."""

from pathlib import Path

import pytest

from policy.profiles import ASKED, ProfileError, ground_texts, load_profile, names
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
    assert city.ground_codes(switched_on=on) == ("law", "wellbeing", "security-times")


GROUND = "[[grounds]]\ncode = 'law'\n"
BAD = {
    "no grounds": "number = '000'\n",
    "an empty list": "number = '000'\ngrounds = []\n",
    "a ground twice": f"number = '000'\n{GROUND}{GROUND}",
    "the student's own": "number = '000'\n[[grounds]]\ncode = 'asked'\n",
    "a long code": f"number = '000'\n[[grounds]]\ncode = '{'a' * 41}'\n",
    "a code of another shape": "number = '000'\n[[grounds]]\ncode = 'canary canary'\n",
    "another source": f"number = '000'\n{GROUND}source = 'canary'\n",
    "an unknown key": f"canary = 1\nnumber = '000'\n{GROUND}",
    "another number": f"number = 'canary'\n{GROUND}",
    "no TOML": "canary = [",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_a_faulty_profile_is_refused_and_nothing_of_it_repeated(tmp_path: Path, text: str) -> None:
    (tmp_path / "mine.toml").write_text(text)
    with pytest.raises(ProfileError) as caught:
        load_profile("mine", folder=tmp_path)
    assert "canary" not in str(caught.value)


def test_no_path_is_a_profile() -> None:
    for name in ("", "..", "../profiles/ucl", "none"):
        with pytest.raises(ProfileError):
            load_profile(name)
