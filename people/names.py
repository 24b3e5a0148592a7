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


class BadName(PeopleError):
    """A name needs 1 to 60 characters, without control or direction characters."""


def clean(text: str) -> str:
    """The name in NFC with single spaces and none around it. Raises BadName."""
    if len(text) > 4 * MAX_NAME:
        raise BadName
    if any(unicodedata.category(character) == "Cs" for character in text):
        raise BadName
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not 1 <= len(name) <= MAX_NAME:
        raise BadName
    marks = 0
    for character in name:
        category = unicodedata.category(character)
        if category in REFUSED:
            raise BadName
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks > MAX_MARKS:
            raise BadName
    if not any(unicodedata.category(character)[0] in "LNPS" for character in name):
        raise BadName
    return name
