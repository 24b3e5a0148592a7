"""What the five policies ask, by number: the list behind docs/policies.md. No rule lives here."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

FILE: Final = Path(__file__).parent / "requirements.toml"


class Proof(StrEnum):
    """How much of a requirement is held: by its own test, by that with others, or not all of it."""

    ALONE = "yes"
    TOGETHER = "with"
    PART = "part"


class Requirement(BaseModel):
    """One requirement. `asked_by` are profiles' numbers; `also` other tests (path, or
    path::function) that hold the rest; `beyond` is what no software can hold, `lacking` what this
    one could and does not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    asked_by: tuple[str, ...] = Field(alias="from", min_length=1)
    also: tuple[str, ...] = ()
    beyond: str = ""
    lacking: str = ""

    @property
    def proof(self) -> Proof:
        """What a cell of the table says: nothing that lacks is ever called held."""
        if self.lacking:
            return Proof.PART
        return Proof.TOGETHER if self.also else Proof.ALONE


def load_requirements() -> Mapping[str, Requirement]:
    """All of them, in order. Raises pydantic's ValidationError for a faulty file."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Requirement]).validate_python(raw)
