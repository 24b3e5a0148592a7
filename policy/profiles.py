"""The five policy profiles: one union's confidentiality policy each, read and checked.

A deployment runs exactly one and profiles are never merged. What they ask lives in
policy/profiles/*.toml, what people read in policy/locales; no rule is carried out here.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

FOLDER: Final = Path(__file__).parent / "profiles"
ASKED: Final = "asked"
"""The ground of a student's own flag (protocol.md §12): nobody else's, so no profile's."""

# protocol.md §12: 1 to 40 characters; here also fit to be the end of a text's name.
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)]


class ProfileError(Exception):
    """A profile cannot be used; each line says which part is wrong. Nothing of it is repeated."""


class Part(BaseModel):
    """A part of a profile: frozen, and nothing in it that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Ground(Part):
    """One reason for which confidentiality may be broken (R16).

    `source` `service`: not the policy's, but this product's own, and labelled so. With `switch`
    it is a ground only where the deployment turned that switch on.
    """

    code: Code
    source: Literal["policy", "service"] = "policy"
    switch: Name | None = None


class Profile(Part):
    """One policy. `number` is its number in the requirements' tables."""

    number: Annotated[str, StringConstraints(pattern=r"^00[0-4]$")]
    grounds: tuple[Ground, ...] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _grounds_are_told_apart(self) -> Self:
        codes = [ground.code for ground in self.grounds]
        if len(set(codes)) != len(codes) or ASKED in codes:
            raise ValueError("grounds need codes of their own")
        return self

    def ground_codes(self, *, switched_on: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The codes of the grounds in force, in the policy's order (R16)."""
        return tuple(
            ground.code
            for ground in self.grounds
            if ground.switch is None or ground.switch in switched_on
        )


def ground_texts(code: str) -> tuple[str, str]:
    """The texts in policy/locales that say what a ground is: its title and one sentence."""
    return f"ground-{code}", f"ground-{code}-detail"


def names(*, folder: Path = FOLDER) -> tuple[str, ...]:
    """The profiles there are, by file name, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def load_profile(name: str, *, folder: Path = FOLDER) -> Profile:
    """One profile by its name. Raises ProfileError."""
    if name not in names(folder=folder):
        raise ProfileError("there is no such profile")
    try:
        raw = (folder / f"{name}.toml").read_text(encoding="utf-8")
        return Profile.model_validate(tomllib.loads(raw))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise ProfileError("the profile is not readable TOML in UTF-8") from None
    except ValidationError as error:
        raise ProfileError("\n".join(_faults(error))) from None


def _faults(error: ValidationError) -> list[str]:
    faults = error.errors(include_input=False, include_url=False, include_context=False)
    known = _field_names(Profile)
    return [
        ".".join(str(part) if isinstance(part, int) or part in known else "?" for part in at)
        + (" is missing" if fault["type"] == "missing" else " is not valid")
        for fault in faults
        for at in [fault["loc"] or ("profile",)]
    ]


def _field_names(part: type[BaseModel]) -> set[str]:
    return {"profile"} | {
        name for each in (part, *Part.__subclasses__()) for name in each.model_fields
    }
