"""What the five policies ask, by number: the list behind docs/policies.md. No rule lives here."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

FILE: Final = Path(__file__).parent / "requirements.toml"


class Requirement(BaseModel):
    """One requirement. `asked_by` are profiles' numbers; `lacking` is empty where it is whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    asked_by: tuple[str, ...] = Field(alias="from", min_length=1)
    proof: Literal["whole", "part", "none"]
    lacking: str = ""


def load_requirements() -> Mapping[str, Requirement]:
    """All of them, in order. Raises pydantic's ValidationError for a faulty file."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Requirement]).validate_python(raw)
