"""The settings of complaints: who outside the team hears them (R25, R31). The rest is config.py's.

A base of `Config`, so that everything is still read once and in one place.
"""

import re
from typing import Annotated, Final, Self

from pydantic import Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from bot.handing_settings import HandingSettings

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")
]
ADDRESS: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
NUMBER: Final = re.compile(r"\+?[0-9][0-9 ()-]{2,30}", re.ASCII)
PAGE: Final = re.compile(r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[!-~]*)?", re.ASCII)


class ComplaintsSettings(HandingSettings):
    """`description` explains a setting, `mend` stands in an error."""

    complaints_name: Line = Field(
        default="",
        description=(
            "Who outside the team hears complaints about it, by name or role: somebody who neither "
            "works here nor leads those who do. Shown to everybody, also before they sign in."
        ),
        json_schema_extra={"mend": "give a name or role of at most 200 characters, in one line"},
    )
    complaints_contact: Line = Field(
        default="",
        description="How to reach them: an e-mail address, a phone number or a page (https://…).",
        json_schema_extra={
            "mend": "give one e-mail address, one phone number or one https:// address"
        },
    )

    @field_validator("complaints_contact")
    @classmethod
    def _contact(cls, value: str) -> str:
        if value and not any(way.fullmatch(value) for way in (ADDRESS, NUMBER, PAGE)):
            raise ValueError
        return value

    @model_validator(mode="after")
    def _both(self) -> Self:
        if bool(self.complaints_name) != bool(self.complaints_contact):
            raise PydanticCustomError(
                "lines",
                "COMPLAINTS_NAME and COMPLAINTS_CONTACT need each other: give both, or neither",
            )
        return self
