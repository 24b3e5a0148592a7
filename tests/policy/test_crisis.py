"""Crisis contacts: those built in, a deployment's own, and files that must not be used."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.crisis import BUILT_IN, MAX_CONTACTS, CrisisError, load_crisis
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


def test_the_built_in_contacts_are_the_ones_of_the_united_kingdom() -> None:
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
    for path in BUILT_IN.parent.glob("locales/*/*.ftl"):
        assert not {"999", "116 123", "85258"} & set(path.read_text().split()), path.name
