"""What is known of a language besides its words: direction, draft or reviewed, and by whom.

Lives here: reading a language's `language.json`, and which of its texts a named person has to have
read before anybody is shown them. Must not: any text, or a way around the review.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

SOURCE: Final = "en"
"""The language that every other is translated from, and that stands in for what one lacks."""

Groups = Mapping[str, tuple[str, ...]]
"""Names of reviews to patterns of text ids: policy/locales/reviews.json."""

Named = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200)]
Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class State(StrEnum):
    """How far a language has come: English itself, or translated from it."""

    SOURCE = "source"
    DRAFT = "draft"
    REVIEWED = "reviewed"


class Direction(StrEnum):
    """Which way its lines run (HTML's `dir`)."""

    LTR = "ltr"
    RTL = "rtl"


class LanguageError(Exception):
    """A language's manifest cannot be used. Says which; fix it and start again."""


class Strict(BaseModel):
    """Nothing unknown, nothing changed afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Review(Strict):
    """Who read a group's texts and when. `digest` is of what they read (`digest_of`)."""

    by: Named
    on: date
    digest: Hex


class Language(Strict):
    """`language.json`. `by` and `on`: who reviewed the rest, when the state says so."""

    name: Named
    direction: Direction
    state: State
    by: Named | None = None
    on: date | None = None
    reviews: dict[str, Review] = Field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Raises LanguageError. A folder without one is a draft that is read left to right."""
        path = folder / "language.json"
        if not path.exists():
            state: Literal[State.SOURCE, State.DRAFT]
            state = State.SOURCE if folder.name == SOURCE else State.DRAFT
            return cls(name=folder.name, direction=Direction.LTR, state=state)
        try:
            found = cls.model_validate_json(path.read_bytes())
        except ValidationError:
            raise LanguageError(f"{folder.name}/language.json is not a manifest") from None
        if (found.state is State.REVIEWED) != (None not in (found.by, found.on)):
            raise LanguageError(f"{folder.name}: reviewed is said with by whom and when, only then")
        return found


def load_groups(folder: Path) -> Groups:
    """The groups of texts that need a named reviewer; none where there is no such file."""
    path = folder / "reviews.json"
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {str(name): tuple(map(str, patterns)) for name, patterns in found.items()}


def members(texts: Iterable[str], patterns: Iterable[str]) -> frozenset[str]:
    """The text ids that one of the patterns (`*` for anything) names."""
    kept = tuple(patterns)
    return frozenset(t for t in texts if any(fnmatchcase(t, pattern) for pattern in kept))


def digest_of(source: Mapping[str, str], own: Mapping[str, str]) -> str:
    """64 hex digits over a group's texts, in English and translated: what a review is of.

    Either changed, it is another: the review no longer holds.
    """
    both = {name: [source[name], own.get(name, "")] for name in sorted(source)}
    return hashlib.sha256(json.dumps(both, ensure_ascii=False).encode("utf-8")).hexdigest()
