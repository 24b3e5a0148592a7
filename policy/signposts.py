"""Who else can help: a deployment's directory, read and checked.

Entries live in policy/signposts/*.toml, one file per country, or in the file that a deployment
gives. Whether an entry is out of date is for whoever shows it, by their own clock; none is left
out because of it.
"""

import datetime
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from policy.crisis import Number, Page, Word
from policy.profiles import Code

FOLDER: Final = Path(__file__).parent / "signposts"
MAX_FILE: Final = 256 * 1024
MAX_ENTRIES: Final = 200
ALWAYS: Final = "en"
"""The language that no entry lacks."""

Category = Literal[
    "listening",
    "health",
    "university",
    "safety",
    "identity",
    "loss",
    "money",
    "housing",
    "abroad",
    "other",
]


class SignpostsError(Exception):
    """The directory cannot be used; each line says which entry is wrong and why.

    Nothing of the file's contents is repeated.
    """


def _in_english(words: Mapping[str, str]) -> Mapping[str, str]:
    if words and ALWAYS not in words:
        raise ValueError("needs its English")
    return words


# A card in a message has all of them, and a message has at most 4,000 characters.
Line = Annotated[str, StringConstraints(min_length=1, max_length=160, pattern=r"^[^\x00-\x1f]+$")]
Said = Annotated[Mapping[str, Line], AfterValidator(_in_english)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Signpost(_Part):
    """One place to turn to, with at least one way there.

    `country`: ISO 3166-1 alpha-2; None where it can be used anywhere. `checked`: the day on which
    somebody last compared it with what the service says of itself; None: nobody has.
    """

    code: Code
    category: Category
    country: Country | None = None
    name: Said = Field(min_length=1)
    what: Said = Field(min_length=1)
    hours: Said = {}
    where: Said = {}
    call: Number | None = None
    text: Number | None = None
    word: Word | None = None
    page: Page | None = None
    checked: datetime.date | None = None

    @model_validator(mode="after")
    def _a_way(self) -> Self:
        if not (self.call or self.text or self.page or self.where):
            raise ValueError("needs call, text, page or where")
        if self.word is not None and self.text is None:
            raise ValueError("word belongs to text")
        return self


class Directory(_Part):
    """All entries, in the file's order; `recheck_days` after `checked`, one is out of date."""

    recheck_days: Annotated[int, Field(ge=1, le=1000)]
    signpost: tuple[Signpost, ...] = Field(min_length=1, max_length=MAX_ENTRIES)

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        if len({one.code for one in self.signpost}) != len(self.signpost):
            raise ValueError("signposts need codes of their own")
        return self

    def require(self, codes: Iterable[str]) -> None:
        """That each of these is there. Raises SignpostsError."""
        known = {one.code for one in self.signpost}
        missing = [code for code in codes if code not in known]
        if missing:
            raise SignpostsError(f"the policy names {', '.join(missing)}, and they are not there")


def said(words: Mapping[str, str], language: str) -> str:
    """The words in one language, else in English; empty where there are none."""
    return words.get(language) or words.get(ALWAYS, "")


def load_directory(*, country: str, path: Path | None = None) -> Directory:
    """A deployment's own directory, or the built-in one of a country. Raises SignpostsError."""
    path = path or FOLDER / f"{country}.toml"
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
        if len(raw) > MAX_FILE:
            raise SignpostsError(f"the file is larger than {MAX_FILE} bytes")
        return Directory.model_validate(tomllib.loads(raw.decode("utf-8")))
    except OSError:
        raise SignpostsError("the file cannot be read") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise SignpostsError("the file is not TOML in UTF-8") from None
    except ValidationError as error:
        raise SignpostsError("\n".join(_faults(error))) from None


def _faults(error: ValidationError) -> list[str]:
    """One line per fault: where it is; keys of the file's own stay out."""
    known = {*Directory.model_fields, *Signpost.model_fields}
    lines = []
    for fault in error.errors(include_input=False, include_url=False, include_context=False):
        where = ".".join(str(p) if isinstance(p, int) or p in known else "?" for p in fault["loc"])
        what = "is missing" if fault["type"] == "missing" else "is not valid"
        lines.append(f"{where or 'the file'} {what}")
    return lines
