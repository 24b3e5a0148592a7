"""Names that people have are kept; names that hide or overrun are refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.names import MAX_NAME, BadName, clean
from tests.characters import ANY


@pytest.mark.parametrize(
    ("given_as", "shown_as"),
    [
        ("Worker 1", "Worker 1"),
        ("  Worker \t\n 1\u00a0", "Worker 1"),
        ("O\u2019Worker-1 (nights)", "O\u2019Worker-1 (nights)"),
        ("e\u0301", "\u00e9"),
        (
            "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
            "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
        ),
        ("\u05d3\u05d5\u05d3", "\u05d3\u05d5\u05d3"),
        ("\u0928\u0940\u0924\u093f", "\u0928\u0940\u0924\u093f"),
        ("\U0001f469\u200d\U0001f3eb", "\U0001f469\u200d\U0001f3eb"),
        ("x" * 60, "x" * 60),
    ],
)
def test_names_that_people_have(given_as: str, shown_as: str) -> None:
    assert clean(given_as) == shown_as
    assert clean(shown_as) == shown_as


@pytest.mark.parametrize(
    "name",
    [
        "",
        "\n",
        "\u200d",
        "a\u200d",
        "\u200cb",
        "a\u200d b",
        "\u0301",
        "\u202ea",
        "a\x1b[2J",
        "\ud800",
    ],
)
def test_names_that_hide(name: str) -> None:
    with pytest.raises(BadName) as caught:
        clean(name)
    assert name not in str(caught.value) or not name


@given(st.text(ANY, max_size=300))
def test_whatever_is_let_through_is_plain_and_stays_so(text: str) -> None:
    try:
        name = clean(text)
    except BadName:
        return
    assert 1 <= len(name) <= MAX_NAME
    assert clean(name) == name
    assert name == name.strip()
    assert not any(
        unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
        for character in name
    )
    name.encode()
