"""What a name or label may look like before it is shown to others. Sealed content is not ours.

Refuses what can reorder, hide or overrun text on somebody's screen; changes nothing that a
person would notice.
"""

import unicodedata
from typing import Final

from people.errors import PeopleError

MAX_NAME: Final = 60
MAX_MARKS: Final = 3
"""Combining marks on one letter: real scripts need few, and stacks of them cover other lines."""

REFUSED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
JOINERS: Final = frozenset("\u200c\u200d")
"""Persian and Indic scripts write with them; between letters they hide nothing."""


class BadName(PeopleError):
    """A name needs 1 to 60 characters, without control or direction characters."""


def clean(text: str) -> str:
    """The name in NFC with single spaces and none around it. Raises BadName."""
    # Bounded before anything is normalized, and lone surrogates cannot be.
    if len(text) > 4 * MAX_NAME or any(unicodedata.category(c) == "Cs" for c in text):
        raise BadName
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not 1 <= len(name) <= MAX_NAME:
        raise BadName
    kinds = [unicodedata.category(character) for character in name]
    _refuse_hidden(name, kinds)
    _refuse_stacks(kinds)
    if not any(kind[0] in "LNPS" for kind in kinds):
        raise BadName
    return name


def _refuse_hidden(name: str, kinds: list[str]) -> None:
    for place, (character, kind) in enumerate(zip(name, kinds, strict=True)):
        beside = kinds[max(0, place - 1) : place] + kinds[place + 1 : place + 2]
        joins = character in JOINERS and [kind[0] in "LMS" for kind in beside] == [True, True]
        if kind in REFUSED and not joins:
            raise BadName


def _refuse_stacks(kinds: list[str]) -> None:
    marks = 0
    for kind in kinds:
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if marks > MAX_MARKS:
            raise BadName
