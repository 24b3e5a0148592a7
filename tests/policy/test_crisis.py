"""Crisis contacts: those of each country, a deployment's own, and files that must not be used."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.crisis import (
    DEFAULT_COUNTRY,
    MAX_CONTACTS,
    CrisisError,
    countries,
    load_contacts,
    load_crisis,
    load_listing,
    whole_countries,
)
from policy.entries import LOCALES
from policy.profiles import load_profile, names
from policy.texts import Texts

OWN = """
emergency.call = "112"
talk = { name = "Talk Line", call = "0800 1" }
write = { name = "Text Line", word = "HI", number = "555" }
[[more]]
name = "Nightline"
call = "020 7946 0000"
note = { en = "8pm to 8am", cy = "nos" }
"""


def own(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "crisis.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


EMERGENCY = {
    **dict.fromkeys(("GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS"), "999"),
    **dict.fromkeys(("DE", "ES", "FR", "IE", "IN", "NL"), "112"),
    "AU": "000",
    "CA": "911",
    "NZ": "111",
    "US": "911",
}


def test_each_country_has_its_own_emergency_number_and_somebody_to_talk_to() -> None:
    assert {code: load_contacts(code).emergency.call for code in countries()} == EMERGENCY
    assert load_listing().page == "findahelpline.com"


def test_only_who_has_all_that_the_answers_name_can_be_a_deployments_country() -> None:
    assert whole_countries() == ("GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS", "IE")
    for code in whole_countries():
        assert load_crisis(country=code).talk.call == "116 123"
    with pytest.raises(CrisisError, match=r"write\.word is missing"):
        load_crisis(country="US")


def test_a_deployments_answers_call_nobody_free_who_is_not(tmp_path: Path) -> None:
    paid = own(tmp_path, OWN.replace('"0800 1"', '"0800 1", free = false'))
    with pytest.raises(CrisisError, match="the file is not valid"):
        load_crisis(paid)


def test_the_nations_of_the_united_kingdom_differ_where_their_services_do() -> None:
    more = {code: {c.name for c in load_crisis(country=code).more} for code in whole_countries()}
    assert "NHS 111" in more["GB-ENG"]
    assert {"NHS 24 Mental Health Hub", "Breathing Space"} <= more["GB-SCT"]
    assert "NHS 111 Wales" in more["GB-WLS"]
    assert "Lifeline" in more["GB-NIR"]
    # There is no 111 in Northern Ireland.
    assert "111" not in {c.call for c in load_crisis(country="GB-NIR").more}


def test_nothing_built_in_says_that_somebody_has_checked_it() -> None:
    for code in countries():
        contacts = load_contacts(code)
        entries = (contacts.emergency, contacts.talk, *contacts.more)
        assert {one.checked for one in entries} == {"unchecked"}
        assert contacts.write is None or contacts.write.checked == "unchecked"
    assert load_listing().checked == "unchecked"


def test_every_country_has_a_name_in_every_language() -> None:
    for language in ("en", "cy", "ar"):
        words = (LOCALES / language / "elsewhere.ftl").read_text(encoding="utf-8")
        for code in countries():
            assert f"crisis-place-{code} = " in words


@pytest.mark.parametrize("profile", names())
def test_every_profiles_answers_name_whole_contacts(profile: str) -> None:
    """The five unions are in England, whose contacts are the ones without CRISIS_COUNTRY."""
    assert load_profile(profile).contacts.crisis == "uk"
    arguments = load_crisis(country=DEFAULT_COUNTRY).arguments(Texts.load(), "en")
    assert all(arguments.values())


def test_what_is_checked_is_a_day_or_unchecked(tmp_path: Path) -> None:
    checked = own(tmp_path, OWN.replace('"112"', '"112"\nemergency.checked = 2026-11-02'))
    assert load_crisis(checked).emergency.checked == date(2026, 11, 2)
    with pytest.raises(CrisisError) as caught:
        load_crisis(own(tmp_path, OWN.replace('"112"', '"112"\nemergency.checked = "canary"')))
    assert str(caught.value) == "emergency.checked is not valid"


def test_a_note_is_in_the_language_of_the_words_around_it(tmp_path: Path) -> None:
    """Nobody has reviewed the Welsh crisis texts: a note in Welsh would stand in English ones."""
    arguments = load_crisis(own(tmp_path, OWN)).arguments(Texts.load(), "cy")
    assert arguments["more"] == "Nightline: 020 7946 0000 (8pm to 8am)"


def test_the_built_in_contacts_are_the_ones_of_england() -> None:
    texts = Texts.load()
    arguments = load_crisis().arguments(texts, "en")
    assert texts.render("crisis", "en", **arguments) == (
        "If you or someone else is in danger now, call 999. To talk at any hour, call Samaritans "
        "free on 116 123 or text SHOUT to 85258. Writing here does not call for help."
    )
    more = texts.render("crisis-more", "en", **arguments)
    assert "NHS 111: 111 (option 2, in England)" in more
    assert "Papyrus HOPELINE247: 0800 068 4141" in more
    assert "Nightline" in more


def test_a_deployment_brings_its_own(tmp_path: Path) -> None:
    crisis = load_crisis(own(tmp_path, OWN))
    arguments = crisis.arguments(Texts.load(), "en")
    assert arguments["emergency"] == "112"
    assert arguments["more"] == "Nightline: 020 7946 0000 (8pm to 8am)"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (OWN.replace('emergency.call = "112"', ""), "emergency is missing"),
        (OWN.replace('"112"', '"canary"'), "emergency.call is not valid"),
        (OWN.replace('"HI"', '"canary canary"'), "write.word is not valid"),
        (OWN + "canary = 1\n", "more.0.?"),
        (OWN + 'page = "example.org"\n', "more.0 is not valid"),
        (OWN.replace('"8pm', '"' + "x" * 200), "more.0.note"),
        (OWN + '[[more]]\nname="x"\ncall="1"\n' * (MAX_CONTACTS), "more is not valid"),
        ("canary = [", "not TOML"),
        (b"\xff\xfe", "not TOML"),
        ("#" * 70_000, "larger"),
    ],
)
def test_a_faulty_file_says_where_and_repeats_nothing(
    tmp_path: Path, text: str | bytes, where: str
) -> None:
    with pytest.raises(CrisisError) as caught:
        load_crisis(own(tmp_path, text))
    assert where in str(caught.value)
    assert "canary" not in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CrisisError, match="cannot be read"):
        load_crisis(tmp_path / "none.toml")


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = own(tmp_path_factory.mktemp("crisis"), raw)
    with pytest.raises(CrisisError):
        load_crisis(path)


def test_no_number_is_written_into_the_sentences() -> None:
    for path in LOCALES.glob("*/*.ftl"):
        assert not {"999", "116 123", "85258"} & set(path.read_text().split()), path.name
