"""The quick parser of texts: what the library's own gives, for every text and for any nonsense."""

import pytest
from fluent.syntax import FluentParser
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policy.entries import LOCALES, available
from policy.reading import QuickParser

PIECES = (
    *("a", "b-c", "Ab_9", "-t", "9", "é", "ي", "'", '"', "\\", "\\u00e9", "#", "##"),
    *(" ", "  ", "\n", "\n", "\n ", "\n    ", "\t", "\u2028"),
    *("=", " = ", ".", "*", "[", "]", "(", ")", ":", ",", "{", "}", "->"),
    *("a = b\n", "a = { $x }\n", '{ "b" }', "{ $n ->\n  [one] a\n *[other] b\n}", "    .c = d"),
)


def same(source: str) -> None:
    """Node for node, what is no Fluent and why included."""
    assert QuickParser().parse(source).equals(FluentParser(with_spans=False).parse(source))


@pytest.mark.parametrize("language", available())
def test_every_text_is_read_as_the_library_reads_it(language: str) -> None:
    for path in sorted((LOCALES / language).glob("*.ftl")):
        same(path.read_text(encoding="utf-8"))


@given(source=st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example(source="a")
@example(source="a = ")
@example(source="é = b")
@example(source="a = { é }")
@settings(deadline=None, max_examples=300)
def test_any_nonsense_is_read_as_the_library_reads_it(source: str) -> None:
    same(source)
