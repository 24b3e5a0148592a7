"""The settings of shifts: the rota's time zone, how long a wait is long, what workers may take on,
whom they call. The rest is config.py's.

A base of `Config`, so that everything is still read once and in one place.
"""

from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from bot.complaints_settings import ComplaintsSettings

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Minutes = Annotated[int, Field(ge=1, le=7 * 24 * 60)]


class ShiftSettings(ComplaintsSettings):
    """Every setting of shifts. `description` explains it, `mend` stands in an error."""

    time_zone: str = Field(
        default="Europe/London",
        validate_default=True,
        description="The time zone that the rota's hours are in, and that times are said in.",
        json_schema_extra={"mend": "name a time zone such as Europe/London"},
    )
    conversations_at_once: int = Field(
        default=5,
        ge=1,
        le=1000,
        description=(
            "Conversations that a worker can have at once. Each may choose fewer; a claim beyond "
            "is refused."
        ),
        json_schema_extra={"mend": "give a number from 1 to 1000"},
    )
    rest_hours: int = Field(
        default=48,
        ge=1,
        le=60 * 24,
        description=(
            "Hours that a worker takes nothing new after a heavy conversation, unless they choose "
            "another time."
        ),
        json_schema_extra={"mend": "give a number of hours from 1 to 1440"},
    )
    late_minutes: Minutes = Field(
        default=120,
        description=(
            "Minutes after which somebody who waits is told that nobody could take their request "
            "yet, and the workers on shift are told that it still waits."
        ),
        json_schema_extra={"mend": "give a number of minutes from 1 to 10080"},
    )
    late_lead_minutes: Minutes = Field(
        default=240,
        description=(
            "Minutes after which the coordinator is told of it, too; at once where nobody is on "
            "shift by then. More than LATE_MINUTES."
        ),
        json_schema_extra={"mend": "give more minutes than LATE_MINUTES, at most 10080"},
    )
    silent_days: int = Field(
        default=7,
        ge=1,
        le=365,
        description=(
            "Days after which a student from whom nothing came is told once that there is an "
            "update."
        ),
        json_schema_extra={"mend": "give a number of days from 1 to 365"},
    )
    silent_close_days: int = Field(
        default=21,
        ge=2,
        le=366,
        description=(
            "Days after which a worker is offered to end a conversation in which the student "
            "wrote nothing more. More than SILENT_DAYS. Nothing ends by itself."
        ),
        json_schema_extra={"mend": "give more days than SILENT_DAYS, at most 366"},
    )
    on_call_name: Words = Field(
        default="",
        description="Whom workers call when they need somebody now, by role: duty manager.",
        json_schema_extra={"mend": "give a role or name of at most 200 characters"},
    )
    on_call_phone: Words = Field(
        default="",
        description="Their number.",
        json_schema_extra={"mend": "give a phone number: digits, spaces, + and -"},
    )
    on_call_hours: Words = Field(
        default="",
        description="When they answer, and whom to call otherwise.",
        json_schema_extra={"mend": "say it in at most 200 characters"},
    )

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (OSError, LookupError):  # ZoneInfoNotFoundError is a KeyError
            raise ValueError from None
        return value

    @field_validator("on_call_phone")
    @classmethod
    def _number(cls, value: str) -> str:
        if value and not all(
            each.isascii() and (each.isdigit() or each in " +-()") for each in value
        ):
            raise ValueError
        return value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.late_lead_minutes <= self.late_minutes:
            raise PydanticCustomError(
                "lines", "LATE_LEAD_MINUTES is not valid: give more minutes than LATE_MINUTES"
            )
        if self.silent_close_days <= self.silent_days:
            raise PydanticCustomError(
                "lines", "SILENT_CLOSE_DAYS is not valid: give more days than SILENT_DAYS"
            )
        if bool(self.on_call_name) != bool(self.on_call_phone):
            raise PydanticCustomError(
                "lines", "ON_CALL_NAME and ON_CALL_PHONE need each other: give both, or neither"
            )
        return self
