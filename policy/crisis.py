"""The crisis contacts of a deployment: read, checked, and turned into arguments for the texts.

Names and numbers live in policy/crisis.toml or the file that a deployment gives; sentences live
in policy/locales/*/crisis.ftl. Neither is written here.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from policy.texts import Texts

BUILT_IN: Final = Path(__file__).parent / "crisis.toml"
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


class CrisisError(Exception):
    """The crisis contacts cannot be used; each line says which entry is wrong and why.

    Nothing of the file's contents is repeated.
    """


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Emergency(_Entry):
    """Who to call when somebody is in danger now."""

    call: Number


class Talk(_Entry):
    """Who to talk to, free, at any hour."""

    name: Name
    call: Number


class Write(_Entry):
    """Who to text: the word and the short number it goes to."""

    name: Name
    word: Word
    number: Number


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


class Crisis(_Entry):
    """The contacts that every answer names, and the others. Safe to send to anyone as JSON."""

    emergency: Emergency
    talk: Talk
    write: Write
    more: tuple[Contact, ...] = Field(default=(), max_length=MAX_CONTACTS)

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


def load_crisis(path: Path | None = None) -> Crisis:
    """The contacts of a deployment, or the built-in ones. Raises `CrisisError`."""
    path = path or BUILT_IN
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
        if len(raw) > MAX_FILE:
            raise CrisisError(f"the file is larger than {MAX_FILE} bytes")
        return Crisis.model_validate(tomllib.loads(raw.decode("utf-8")))
    except OSError:
        raise CrisisError("the file cannot be read") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise CrisisError("the file is not TOML in UTF-8") from None
    except ValidationError as error:
        raise CrisisError("\n".join(_faults(error))) from None


def _line(contact: Contact, texts: Texts, language: str) -> str:
    note = contact.note.get(language) or contact.note.get(texts.default) or ""
    text = ("crisis-call" if contact.call else "crisis-web") + ("-note" if note else "")
    way = {"number": contact.call or "", "page": contact.page or ""}
    return texts.render(text, language, name=contact.name, note=note, **way)


def _faults(error: ValidationError) -> list[str]:
    """One line per fault: where it is, in our own words' terms; keys of the file's own stay out."""
    known = {"emergency", "talk", "write", "more", "name", "call", "page", "word", "number", "note"}
    lines = []
    for fault in error.errors(include_input=False, include_url=False, include_context=False):
        where = ".".join(str(p) if isinstance(p, int) or p in known else "?" for p in fault["loc"])
        what = "is missing" if fault["type"] == "missing" else "is not valid"
        lines.append(f"{where or 'the file'} {what}")
    return lines
