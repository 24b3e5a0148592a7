"""The settings of the service's daily upkeep: backups, metrics, heartbeat. The rest is config.py's.

A base of `Config`, so that everything is still read once and in one place.
"""

from pathlib import Path
from typing import Annotated, Final, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from bot import parse
from bot.given_settings import GivenSettings

Days = Annotated[int, Field(ge=1, le=3660)]
LONGEST_ADDRESS: Final = 500


class UpkeepSettings(GivenSettings):
    """Every setting of the upkeep. `description` explains it, `mend` stands in an error."""

    backup_dir: Path | None = Field(
        default=None,
        description=(
            "Where the running service puts copies of the database by itself, best on another "
            "disk. Needs BACKUP_KEYS_DIR."
        ),
        json_schema_extra={"mend": "name a directory outside DATA_DIR, or a path for one"},
    )
    backup_keys_dir: Path | None = Field(
        default=None,
        description=(
            "Where it puts the copies of the keys, apart from BACKUP_DIR: whoever has both has "
            "all that the service knows."
        ),
        json_schema_extra={"mend": "name a directory outside DATA_DIR, or a path for one"},
    )
    backup_hours: int = Field(
        default=24,
        ge=1,
        le=24 * 7,
        description="Hours between two backups. An alarm is raised when twice as many went by.",
        json_schema_extra={"mend": "give a number of hours from 1 to 168"},
    )
    backup_keep_days: Days = Field(
        default=30,
        description="Days that copies of the database are kept. The newest always stays.",
        json_schema_extra={"mend": "give a number of days from 1 to 3660"},
    )
    backup_keys_keep_days: Days = Field(
        default=7,
        description=(
            "Days that copies of the keys are kept: what was erased can be read from an old pair "
            "for as long. The newest always stays, and opens every copy of the database since the "
            "keys were last changed (peerlink rotate-keys)."
        ),
        json_schema_extra={"mend": "give a number of days from 1 to 3660"},
    )
    metrics_token_file: Path | None = Field(
        default=None,
        description="A file that holds METRICS_TOKEN, instead of METRICS_TOKEN itself.",
        json_schema_extra={"mend": "name a readable file that holds the token and nothing else"},
    )
    metrics_token: SecretStr | None = Field(
        default=None,
        validate_default=True,
        description=(
            "What a collector of /metrics proves itself with (Authorization: Bearer). Without it "
            "only this machine itself is answered."
        ),
        json_schema_extra={"mend": "use 16 to 256 letters, digits, _ and -, or leave it out"},
    )
    heartbeat_url: SecretStr | None = Field(
        default=None,
        description=(
            "An address elsewhere that is asked for every five minutes while all is well, and "
            "raises the alarm when that stops. Nothing is sent along."
        ),
        json_schema_extra={"mend": "give https:// (or http://) and an address of at most 500"},
    )

    @field_validator("backup_dir", "backup_keys_dir")
    @classmethod
    def _place(cls, value: Path | None) -> Path | None:
        if value is not None:
            parse.may_be_directory(value)
        return value

    @field_validator("metrics_token_file")
    @classmethod
    def _readable_token(cls, path: Path | None) -> Path | None:
        if path is not None:
            parse.secret_file(path)
        return path

    @field_validator("metrics_token", mode="before")
    @classmethod
    def _token_or_file(cls, value: str | None, info: ValidationInfo) -> str | None:
        return parse.given_or_from_file(value, info.data.get("metrics_token_file"))

    @field_validator("metrics_token")
    @classmethod
    def _unguessable(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parse.webhook_secret(value.get_secret_value())
        return value

    @field_validator("heartbeat_url")
    @classmethod
    def _address_of_heartbeat(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parts = urlsplit(value.get_secret_value())
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                raise ValueError
            if len(value.get_secret_value()) > LONGEST_ADDRESS:
                raise ValueError
        return value

    @model_validator(mode="after")
    def _both_places(self) -> Self:
        if (self.backup_dir is None) != (self.backup_keys_dir is None):
            raise PydanticCustomError(
                "lines", "BACKUP_DIR and BACKUP_KEYS_DIR need each other: give both, or neither"
            )
        return self
