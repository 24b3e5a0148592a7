"""What is let go of the languages' data is what no text asks for."""

from typing import Final

import pytest
from babel import localedata
from babel.core import get_global
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast, visitor

from policy.cldr import KEPT, OF_ALL, ROOT, let_go
from policy.entries import LOCALES, available
from policy.texts import Texts

NUMBERS: Final = (0, 1, 2, 3, 6, 11, 100)
TEXTS: Final = """
kind = { $n ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
 }
plain = { $n }
grouped = { NUMBER($n, useGrouping: 0) }
"""


class Functions(visitor.Visitor):
    """The names of the functions that texts call."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802 - the library's
        self.found.add(node.id.name)
        self.generic_visit(node)


def said(bundle: FluentBundle, text: str, number: float) -> str:
    pattern = bundle.get_message(text).value
    assert pattern is not None
    value, errors = bundle.format_pattern(pattern, {"n": number})
    assert not errors
    return str(value)


@pytest.mark.parametrize(
    ("language", "kinds"),
    [
        ("en", "other one other other other other other"),
        ("cy", "zero one two few many other other"),
        ("ar", "zero one two few few many other"),
        ("en-GB", "other one other other other other other"),
        ("en-gb", "other one other other other other other"),
    ],
)
def test_plurals_and_numbers_stay(language: str, kinds: str) -> None:
    bundle = FluentBundle([language], use_isolating=False)
    let_go([language])
    bundle.add_resource(FluentParser().parse(TEXTS))
    assert [said(bundle, "kind", number) for number in NUMBERS] == kinds.split()
    assert said(bundle, "plain", 12345) == "12,345"
    assert said(bundle, "plain", -1.5) == "-1.5"
    assert said(bundle, "grouped", 12345) == "12345"
    later = FluentBundle([language], use_isolating=False)
    later.add_resource(FluentParser().parse(TEXTS))
    assert said(later, "plain", 12345) == "12,345"


def test_texts_leave_nothing_else_behind() -> None:
    texts = Texts.load()
    for name in (ROOT, *texts.languages):
        assert localedata.load(name).keys() <= KEPT
    assert not any(get_global(part) for part in OF_ALL)


def test_no_text_formats_a_date_or_an_amount_of_money() -> None:
    calls = Functions()
    for language in available(folder=LOCALES):
        for path in sorted((LOCALES / language).glob("*.ftl")):
            written = path.read_text(encoding="utf-8")
            assert "currency" not in written or "style" not in written
            calls.visit(FluentParser().parse(written))
    assert calls.found == {"NUMBER"}
