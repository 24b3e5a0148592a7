"""The five policy profiles: one union's confidentiality policy each, read and checked.

A deployment runs exactly one and profiles are never merged. What they ask lives in
policy/profiles/*.toml, what people read in policy/locales; no rule is carried out here.
"""

import tomllib
from functools import cache
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
Codes = Annotated[tuple[Code, ...], Field(max_length=20)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)]


Requirement = Annotated[str, StringConstraints(pattern=r"^R([1-9]|[12][0-9]|3[01])$")]
Requirements = Annotated[tuple[Requirement, ...], Field(min_length=1, max_length=10)]

LONGEST_DAYS: Final = 3660
"""The longest that a deployment can keep an ended conversation."""


class ProfileError(Exception):
    """A profile cannot be used; each line says which part is wrong. Nothing of it is repeated."""


class Part(BaseModel):
    """A part of a profile: frozen, and nothing in it that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Ground(Part):
    """One reason for which confidentiality may be broken (R16; a conflict of interest: R26).

    `source` `service`: not the policy's, but this product's own, and labelled so. With `switch`
    it is a ground only where the deployment turned that switch on.
    """

    r: Requirement
    code: Code
    source: Literal["policy", "service"] = "policy"
    switch: Name | None = None


class Switch(Part):
    """Something that the policy allows and that is off unless the deployment turns it on."""

    r: Requirement
    name: Name


class Decision(Part):
    """Who decides to break confidentiality and whom they ask first; None where it is not said.

    Whatever stands here, two holders must agree before an identity opens (protocol.md §13).
    """

    r: Requirements
    by: Literal["senior", "officer", "line-manager"] | None = None
    senior: Code | None = None
    consults: Literal["senior", "another-officer"] | None = None
    deputy: Code | None = None
    never_alone: bool = False
    refusal_final: bool = False
    briefed_without_identity: bool = False
    name_in_record: bool = False


class Telling(Part):
    """Whom a disclosure may go to (empty: as recorded each time), and what the student is told."""

    r: Requirements
    recipients: Codes
    student_first: bool = False
    closed_to_investigators: bool = False


class Under18(Part):
    """Whether the limits differ for people under 18 (R24). Who answers them never depends on it."""

    r: Requirements
    limits: Literal["different", "same"]


class Retention(Part):
    """How long a conversation is kept after its end (R14). Only `exactly` decides it."""

    r: Requirements
    rule: Literal["unstated", "at-most", "exactly", "after-degree"]
    days: Annotated[int, Field(ge=1, le=LONGEST_DAYS)] | None = None

    @model_validator(mode="after")
    def _days_where_they_are_stated(self) -> Self:
        if (self.rule == "unstated") != (self.days is None):
            raise ValueError("days belong to a rule that states them")
        return self

    @property
    def stated(self) -> int | None:
        """Days that the policy itself decides; None where the deployment must."""
        return self.days if self.rule == "exactly" else None

    @property
    def most(self) -> int:
        """The most days that a deployment may choose."""
        return self.days if self.days and self.rule in {"at-most", "exactly"} else LONGEST_DAYS


class Statistics(Part):
    """Who is given the released numbers (R27)."""

    r: Requirements
    recipients: Codes


class Approval(Part):
    """Who must approve a changed policy before requests are taken under it (R28)."""

    r: Requirements
    by: Code


class Review(Part):
    """How often the policy is looked at again (R30)."""

    r: Requirements
    months: Annotated[int, Field(ge=1, le=60)]


class Training(Part):
    """That nobody takes requests whose training is not on record (R29)."""

    r: Requirements


class Conflicts(Part):
    """The policy says how a dispute is handled whose two sides come (R25, R26).

    Where a profile has this part, the second side is told that the service cannot act, and
    nothing else. Under the others such a notice would tell of the first. In a dispute with the
    union's own services both sides of a conversation must be content to go on.
    """

    r: Requirements
    first_party_served: Literal[True]
    both_content: Literal[True]


class Complaints(Part):
    """The policy says that somebody outside the team hears complaints about it (R25, R31)."""

    r: Requirements
    outside_team: Literal[True]


class Contacts(Part):
    """Which set of crisis contacts stands in every answer, and what kinds of help are shown."""

    r: Requirements
    crisis: Literal["uk"]
    signposts: Codes


class Profile(Part):
    """One policy. `number` is its number in the requirements' tables.

    `incomplete`: its own text breaks off. `left_out`: what it allows and this service never does.
    """

    number: Annotated[str, StringConstraints(pattern=r"^00[0-4]$")]
    incomplete: bool = False
    left_out: Codes = ()
    grounds: tuple[Ground, ...] = Field(min_length=1, max_length=20)
    switches: tuple[Switch, ...] = Field(default=(), max_length=10)
    decision: Decision
    telling: Telling
    under_18: Under18
    retention: Retention
    statistics: Statistics
    approval: Approval | None = None
    review: Review | None = None
    training: Training | None = None
    conflicts: Conflicts | None = None
    complaints: Complaints | None = None
    contacts: Contacts

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        codes = [ground.code for ground in self.grounds]
        if len(set(codes)) != len(codes) or ASKED in codes:
            raise ValueError("grounds need codes of their own")
        named = {ground.switch for ground in self.grounds} - {None}
        if named != self.switch_names() or len(named) != len(self.switches):
            raise ValueError("a switch turns a ground on, and each stands once")
        return self

    def ground_codes(self, *, on: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The codes of the grounds in force, in the policy's order (R16); `on`: switches."""
        return tuple(g.code for g in self.grounds if g.switch is None or g.switch in on)

    def switch_names(self) -> frozenset[str]:
        """What a deployment may turn on."""
        return frozenset(switch.name for switch in self.switches)


def ground_texts(code: str) -> tuple[str, str]:
    """The texts in policy/locales that say what a ground is: its title and one sentence."""
    return f"ground-{code}", f"ground-{code}-detail"


def names(*, folder: Path = FOLDER) -> tuple[str, ...]:
    """The profiles there are, by file name, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def load_profile(name: str, *, folder: Path = FOLDER) -> Profile:
    """One profile by its name. Raises ProfileError."""
    return _shipped(name) if folder == FOLDER else _read(name, folder)


@cache
def _shipped(name: str) -> Profile:
    """Read once, though a service asks at its start for each setting that a profile bounds."""
    return _read(name, FOLDER)


def _read(name: str, folder: Path) -> Profile:
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
