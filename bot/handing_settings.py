"""The settings of handing conversations over. The rest is config.py's.

A base of `Config`, so that everything is still read once and in one place.
"""

from pydantic import Field

from bot.upkeep_settings import UpkeepSettings


class HandingSettings(UpkeepSettings):
    """`description` explains a setting, `mend` stands in an error."""

    worker_silent_days: int = Field(
        default=7,
        ge=1,
        le=60,
        description=(
            "Days without a sign of life after which a worker's students are asked whether "
            "somebody else should go on."
        ),
        json_schema_extra={"mend": "give a number of days from 1 to 60"},
    )
