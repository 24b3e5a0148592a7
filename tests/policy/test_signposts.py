"""Who else can help: the built-in directory, one of one's own, and files that must not be used."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.profiles import load_profile, names
from policy.signposts import (
    ALWAYS,
    MAX_ENTRIES,
    SignpostsError,
    load_directory,
    said,
)
from policy.texts import Texts

OWN = """
recheck_days = 90
[[signpost]]
code = "advice"
category = "university"
name = { en = "Advice", cy = "Cyngor" }
what = { en = "The union's advice service." }
where = { en = "Ask at the desk." }
checked = 2026-09-01
[[signpost]]
code = "line"
category = "listening"
country = "GB"
name.en = "Talk Line"
what.en = "Somebody listens."
text = "555"
word = "HI"
"""


def own(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "own.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("profile", names())
def test_the_built_in_directory_has_what_each_policy_names(profile: str) -> None:
    contacts = load_profile(profile).contacts
    directory = load_directory(country=contacts.crisis)
    directory.require(contacts.signposts)
    assert {one.country for one in directory.signpost} == {"GB", None}
    # Nobody of a deployment has checked what comes with the program: it must show as unchecked.
    assert {one.checked for one in directory.signpost} == {None}


def test_what_a_policy_names_must_be_there(tmp_path: Path) -> None:
    directory = load_directory(country="uk", path=own(tmp_path, OWN))
    directory.require(["line"])
    with pytest.raises(SignpostsError, match="names gp, and"):
        directory.require(["line", "gp"])


def test_a_deployment_brings_its_own(tmp_path: Path) -> None:
    advice, line = load_directory(country="uk", path=own(tmp_path, OWN)).signpost
    assert (advice.checked, line.checked) == (date(2026, 9, 1), None)
    assert [said(advice.name, language) for language in ("cy", "en", "ar")] == [
        "Cyngor",
        "Advice",
        "Advice",
    ]
    assert said(advice.hours, "cy") == ""
    assert (line.text, line.word) == ("555", "HI")


def test_every_category_has_words() -> None:
    texts = Texts.load()
    for one in load_directory(country="uk").signpost:
        assert texts.render(f"signposts-category-{one.category}", ALWAYS) != ""


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (OWN.replace("recheck_days = 90", ""), "recheck_days is missing"),
        (OWN.replace('"line"', '"advice"'), "the file is not valid"),
        (OWN.replace('category = "listening"', 'category = "canary"'), "signpost.1.category"),
        (OWN.replace('name.en = "Talk Line"', 'name.cy = "canary"'), "signpost.1.name"),
        (OWN.replace('name.en = "Talk Line"', "name = {}"), "signpost.1.name"),
        (OWN.replace('text = "555"', ""), "signpost.1 is not valid"),
        (OWN.replace('text = "555"\nword = "HI"', ""), "signpost.1 is not valid"),
        (OWN.replace('"555"', '"canary"'), "signpost.1.text"),
        (OWN.replace('"GB"', '"canary"'), "signpost.1.country"),
        (OWN + 'page = "https://canary.example.org"\n', "signpost.1.page"),
        (OWN + "canary = 1\n", "signpost.1.?"),
        (OWN.replace("2026-09-01", '"canary"'), "signpost.0.checked"),
        (
            "recheck_days = 1\n"
            + "".join(
                f'[[signpost]]\ncode="a{n}"\ncategory="other"\nname.en="x"\nwhat.en="y"\ncall="1"\n'
                for n in range(MAX_ENTRIES + 1)
            ),
            "signpost is not valid",
        ),
        ("canary = [", "not TOML"),
        (b"\xff\xfe", "not TOML"),
        ("#" * 300_000, "larger"),
    ],
)
def test_a_faulty_file_says_where_and_repeats_nothing(
    tmp_path: Path, text: str | bytes, where: str
) -> None:
    with pytest.raises(SignpostsError) as caught:
        load_directory(country="uk", path=own(tmp_path, text))
    assert where in str(caught.value)
    assert "canary" not in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SignpostsError, match="cannot be read"):
        load_directory(country="uk", path=tmp_path / "none.toml")


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = own(tmp_path_factory.mktemp("signposts"), raw)
    with pytest.raises(SignpostsError):
        load_directory(country="uk", path=path)
