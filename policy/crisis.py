"""Whom to turn to in a crisis, by country: read, checked, and turned into arguments for the texts.

Names and numbers live in policy/crisis/*.toml or the file that a deployment gives; sentences live
in policy/locales/*/crisis.ftl. Neither is written here.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from policy.texts import Texts

FOLDER: Final = Path(__file__).parent / "crisis"
ELSEWHERE: Final = "elsewhere"
"""The file that is no country's: a directory for all that have none."""

DEFAULT_COUNTRY: Final = "GB-ENG"
MAX_FILE: Final = 64 * 1024
MAX_CONTACTS: Final = 10

# Bounds keep every answer under Telegram's 4096 characters and the description under 512.
Name = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f]+$")]
Number = Annotated[str, StringConstraints(max_length=20, pattern=r"^\+?[0-9][0-9 ]*$")]
Word = Annotated[str, StringConstraints(max_length=12, pattern=r"^[A-Za-z0-9]+$")]
Page = Annotated[
    str, StringConstraints(max_length=80, pattern=r"^[a-z0-9.-]+\.[a-z]+(/[\w./-]*)?$")
]
Note = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f]+$")]
Checked = date | Literal["unchecked"]


class CrisisError(Exception):
    """The crisis contacts cannot be used; each line says which entry is wrong and why.

    Nothing of the file's contents is repeated.
    """


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Entry(_Part):
    """`checked`: the day on which somebody compared it with what the service says of itself."""

    checked: Checked = "unchecked"


class Emergency(_Entry):
    """Who to call when somebody is in danger now."""

    call: Number


class Talk(_Entry):
    """Who to talk to, at any hour."""

    name: Name
    call: Number
    free: bool = True


class Text(_Entry):
    """Who to text, at any hour: the short number, and the word that goes to it if one does."""

    name: Name
    word: Word | None = None
    number: Number
    free: bool = True


class Write(Text):
    """The same with its word, which the bot's sentences need."""

    word: Word


class Contact(_Entry):
    """One more place to turn to: a number to call or a page to open, exactly one of them."""

    name: Name
    call: Number | None = None
    page: Page | None = None
    note: Mapping[str, Note] = {}

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.call is None) == (self.page is None):
            raise ValueError("needs either call or page")
        return self


class Contacts(_Part):
    """One country's contacts. Safe to send to anyone as JSON."""

    emergency: Emergency
    talk: Talk
    write: Text | None = None
    more: tuple[Contact, ...] = Field(default=(), max_length=MAX_CONTACTS)


class Crisis(Contacts):
    """The contacts of a deployment: every answer of the bot names the first three, as free."""

    write: Write

    @model_validator(mode="after")
    def _as_the_texts_say(self) -> Self:
        if not (self.talk.free and self.write.free):
            raise ValueError("the texts call both free")
        return self

    def arguments(self, texts: Texts, language: str) -> dict[str, str]:
        """The arguments that the texts in crisis.ftl and chat.ftl take, for one language."""
        return {
            "emergency": self.emergency.call,
            "talk": self.talk.name,
            "talk_number": self.talk.call,
            "write_word": self.write.word,
            "write_number": self.write.number,
            "more": "\n".join(_line(contact, texts, language) for contact in self.more),
        }


class Listing(_Entry):
    """Where crisis lines are found by country."""

    name: Name
    page: Page


def countries(*, folder: Path = FOLDER) -> tuple[str, ...]:
    """The codes (ISO 3166) of all that there are contacts for, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml") if path.stem != ELSEWHERE))


def whole_countries(*, folder: Path = FOLDER) -> tuple[str, ...]:
    """Those among them that have all that a deployment's answers name."""
    return tuple(code for code in countries(folder=folder) if _is_whole(folder / f"{code}.toml"))


def load_crisis(path: Path | None = None, *, country: str = DEFAULT_COUNTRY) -> Crisis:
    """The contacts of a deployment, or the built-in ones of a country. Raises `CrisisError`."""
    return _read(path or FOLDER / f"{country}.toml", Crisis)


def load_contacts(country: str, *, folder: Path = FOLDER) -> Contacts:
    """The contacts of a country for somebody who is there. Raises `CrisisError`."""
    return _read(folder / f"{country}.toml", Contacts)


def load_listing(*, folder: Path = FOLDER) -> Listing:
    """Where to look in a country that has no contacts here. Raises `CrisisError`."""
    return _read(folder / f"{ELSEWHERE}.toml", Listing)


def note_of(contact: Contact, language: str) -> tuple[str, str]:
    """A contact's note and the language that it is in; empty, and that language, without one."""
    for spoken in (language, "en", *contact.note):
        if spoken in contact.note:
            return contact.note[spoken], spoken
    return "", language


Model = TypeVar("Model", bound=_Part)


def _read(path: Path, model: type[Model]) -> Model:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
        if len(raw) > MAX_FILE:
            raise CrisisError(f"the file is larger than {MAX_FILE} bytes")
        return model.model_validate(tomllib.loads(raw.decode("utf-8")))
    except OSError:
        raise CrisisError("the file cannot be read") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise CrisisError("the file is not TOML in UTF-8") from None
    except ValidationError as error:
        raise CrisisError("\n".join(_faults(error))) from None


def _is_whole(path: Path) -> bool:
    try:
        load_crisis(path)
    except CrisisError:
        return False
    return True


def _line(contact: Contact, texts: Texts, language: str) -> str:
    # A note stands in the language of the words around it: English where nobody reviewed others.
    note, _ = note_of(contact, texts.spoken("crisis-call-note", language))
    text = ("crisis-call" if contact.call else "crisis-web") + ("-note" if note else "")
    way = {"number": contact.call or "", "page": contact.page or ""}
    return texts.render(text, language, name=contact.name, note=note, **way)


def _faults(error: ValidationError) -> list[str]:
    """One line per fault: where it is, in our own words' terms; keys of the file's own stay out."""
    known = {
        *Crisis.model_fields,
        *Contact.model_fields,
        *Write.model_fields,
        *Listing.model_fields,
    }
    lines = []
    for fault in error.errors(include_input=False, include_url=False, include_context=False):
        # Which of a field's two shapes was tried last is nothing that a person wrote.
        where = ".".join(
            str(p) if isinstance(p, int) or p in known else "?"
            for p in fault["loc"]
            if p not in {"date", "literal['unchecked']"}
        )
        what = "is missing" if fault["type"] == "missing" else "is not valid"
        lines.append(f"{where or 'the file'} {what}")
    return list(dict.fromkeys(lines))
