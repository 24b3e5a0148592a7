"""Letting go of what Babel read of the languages and nobody asks for.

Fluent asks Babel for two things: which plural a number takes, and how the number is written. For
them Babel reads all that the Unicode CLDR says of a language (units, currencies, countries, time
zones) and of all languages, and keeps it for good: more than 6 MB of every service's memory for
three languages. No text here formats a date or an amount of money (`tests/policy/test_cldr.py`).
"""

from collections.abc import Iterable
from typing import Final, Literal, get_args

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global

_Part = Literal[
    "all_currencies",
    "language_aliases",
    "likely_subtags",
    "meta_zones",
    "territory_aliases",
    "territory_currencies",
    "territory_languages",
    "territory_zones",
    "windows_zone_mapping",
    "zone_aliases",
    "zone_territories",
]
ROOT: Final = "root"
"""What every language inherits from."""

KEPT: Final = frozenset(
    {
        "character_order",
        "decimal_formats",
        "default_numbering_system",
        "locale_id",
        "number_symbols",
        "numbering_systems",
        "ordinal_form",
        "percent_formats",
        "plural_form",
    }
)
"""Of a language: plurals and numbers."""

OF_ALL: Final[tuple[_Part, ...]] = get_args(_Part)
"""What Babel guesses a language from that it does not know, and countries, money and time."""


def let_go(languages: Iterable[str]) -> None:
    """Keep plurals and numbers of these languages, nothing else. Call once all were read."""
    for name in (ROOT, *filter(None, map(_known, languages))):
        found = localedata.load(name)
        for part in found.keys() - KEPT:
            del found[part]
    for about_all in OF_ALL:
        about = get_global(about_all)
        if isinstance(about, dict):
            about.clear()


def _known(language: str) -> str | None:
    """What Babel calls a language; None where it knows it not, and read nothing."""
    try:
        return str(Locale.parse(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return None
