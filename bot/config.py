"""The environment, read once into a frozen `Config`. Nothing else reads environment variables.

Nothing is created here and no value is ever repeated in a message: a fault names the setting and
how to mend it.
"""

import ipaddress
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import SettingsConfigDict, SettingsError

from bot import parse, under_policy
from bot.shift_settings import Minutes, ShiftSettings
from bot.shown import Shown
from bot.under_policy import in_sandbox
from policy import profiles
from policy.crisis import DEFAULT_COUNTRY, CrisisError, load_crisis, whole_countries
from policy.entries import available
from policy.profiles import LONGEST_DAYS, load_profile
from policy.signposts import SignpostsError, load_directory

SANDBOX_POLICY: Final = "ucl"

Port = Annotated[int, Field(ge=0, le=65535)]


class ConfigError(Shown):
    """The configuration cannot be used; `str` is one line per fault, each with how to mend it.

    Shown as it is; the command then exits with 2 and nothing has been created.
    """


class Config(ShiftSettings):
    """Every setting. `description` explains it in `.env.example`, `mend` in an error."""

    # Order matters: a field is checked after those above it, and sees them.
    bot_token_file: Path | None = Field(
        default=None,
        description="A file that holds BOT_TOKEN, instead of BOT_TOKEN itself.",
        json_schema_extra={"mend": "name a readable file that holds the token and nothing else"},
    )
    bot_token: SecretStr | None = Field(
        default=None,
        validate_default=True,
        description="The token BotFather gave. Without it the service runs in the sandbox.",
        json_schema_extra={"mend": "copy the whole token that BotFather gave, digits:letters"},
    )
    public_url: str | None = Field(
        default=None,
        description=(
            "Where people reach the service, such as https://peerlink.example.org. Without it the "
            "bot polls and only the chat works."
        ),
        json_schema_extra={"mend": "give https:// and a host name, and no path"},
    )
    webhook_secret_file: Path | None = Field(
        default=None,
        description="A file that holds WEBHOOK_SECRET, instead of WEBHOOK_SECRET itself.",
        json_schema_extra={"mend": "name a readable file that holds the secret and nothing else"},
    )
    webhook_secret: SecretStr | None = Field(
        default=None,
        validate_default=True,
        description=(
            "What Telegram proves itself with at the webhook. Made at the first start if empty."
        ),
        json_schema_extra={"mend": "use 16 to 256 letters, digits, _ and -, or leave it out"},
    )
    bot_api_url: str = Field(
        default="https://api.telegram.org",
        description="The Bot API's address; another one for a Bot API server of your own.",
        json_schema_extra={"mend": "give http:// or https:// and a host, and no path"},
    )
    data_dir: Path = Field(
        default=Path("./data"),
        description="Where the store and its keys live. Created at first start.",
        json_schema_extra={"mend": "name a directory, or a path where one can be made"},
    )
    host: str = Field(
        default="127.0.0.1",
        description="The address to listen on. In the sandbox it must be of this machine alone.",
        json_schema_extra={"mend": "give an IP address (in the sandbox 127.0.0.1 or ::1)"},
    )
    port: Port = Field(
        default=8080,
        description="The port to listen on; 0 lets the system choose.",
        json_schema_extra={"mend": "give a number from 0 to 65535"},
    )
    sandbox_port: Port = Field(
        default=8090,
        description="The sandbox page's port; 0 lets the system choose.",
        json_schema_extra={"mend": "give a number from 0 to 65535, another one than PORT"},
    )
    default_language: str = Field(
        default="en",
        validate_default=True,
        description="The language for people whose own is not in policy/locales.",
        json_schema_extra={"mend": f"choose one of: {', '.join(available())}"},
    )
    policy: str = Field(
        default="",
        validate_default=True,
        description=(
            "The confidentiality policy that the service runs under, by its file's name in "
            "policy/profiles. Required with BOT_TOKEN; ucl in the sandbox."
        ),
        json_schema_extra={"mend": f"choose your union's: {', '.join(profiles.names())}"},
    )
    policy_switches: str = Field(
        default="",
        description=(
            "What the policy allows and is off unless named here, with commas between. Only city "
            "has one: security_times."
        ),
        json_schema_extra={"mend": "name only what your POLICY has, or leave it out"},
    )
    retention_days: int = Field(
        default=0,
        ge=1,
        le=LONGEST_DAYS,
        validate_default=True,
        description=(
            "Days an ended conversation is kept before it is destroyed. Required with BOT_TOKEN: "
            "whoever runs the service must decide it. Only lancaster states it (2192, and nothing "
            "else); city allows 1826 at most. 180 in the sandbox."
        ),
        json_schema_extra={"mend": "decide how long to keep ended conversations, 1 to 3660 days"},
    )
    records_days: int = Field(
        default=0,
        ge=1,
        le=LONGEST_DAYS,
        validate_default=True,
        description=(
            "Days that closed safety concerns, notes for supervision and reports that something "
            "went wrong, ended disclosures and audits of case records, and notes of enquiries from "
            "outside are kept. Required and bounded as RETENTION_DAYS. 365 in the sandbox."
        ),
        json_schema_extra={"mend": "decide how long to keep closed records, 1 to 3660 days"},
    )
    claim_minutes: Minutes = Field(
        default=30,
        description="Minutes a worker has to answer a request they took before it waits again.",
        json_schema_extra={"mend": "give a number of minutes from 1 to 10080"},
    )
    staff_idle_minutes: Minutes = Field(
        default=15,
        description="Minutes without use after which a staff session locks.",
        json_schema_extra={"mend": "give a number of minutes from 1 to 10080"},
    )
    student_idle_minutes: Minutes = Field(
        default=720,
        description="Minutes without use after which a student's session ends.",
        json_schema_extra={"mend": "give a number of minutes from 1 to 10080"},
    )
    flag_first_minutes: Minutes = Field(
        default=30,
        description=(
            "Minutes after which the holders of a safeguarding flag that nobody has acknowledged "
            "are told again."
        ),
        json_schema_extra={"mend": "give a number of minutes from 1 to 10080"},
    )
    flag_second_minutes: Minutes = Field(
        default=120,
        validate_default=True,
        description=(
            "Minutes after which the deputy is told, too, and can open it, on record. More than "
            "FLAG_FIRST_MINUTES."
        ),
        json_schema_extra={"mend": "give more minutes than FLAG_FIRST_MINUTES, at most 10080"},
    )
    disclosure_days: int = Field(
        default=7,
        ge=1,
        le=365,
        description=(
            "Days after which it is overdue that a holder who opened an identity says what was "
            "done with it."
        ),
        json_schema_extra={"mend": "give a number of days from 1 to 365"},
    )
    numbers_period: Literal["term", "month"] = Field(
        default="term",
        description=(
            "What the numbers are put together by: term (from January, May and September) or "
            "month. One of the two for good: figures of both could be subtracted from each other."
        ),
        json_schema_extra={"mend": "choose term or month"},
    )
    crisis_country: str = Field(
        default=DEFAULT_COUNTRY,
        description=(
            "Whose crisis contacts stand in every answer, by a file's name in policy/crisis: "
            "GB-ENG, GB-SCT, GB-WLS, GB-NIR or IE. Students can choose any other on their phone."
        ),
        json_schema_extra={"mend": f"choose one of: {', '.join(whole_countries())}"},
    )
    crisis_file: Path | None = Field(
        default=None,
        description="Your own crisis contacts instead, of policy/crisis/GB-ENG.toml's shape.",
        json_schema_extra={"mend": "give a file of policy/crisis/GB-ENG.toml's shape"},
    )
    signposts_file: Path | None = Field(
        default=None,
        description="Your own signposts (who else can help), of policy/signposts/uk.toml's shape.",
        json_schema_extra={"mend": "give a file of policy/signposts/uk.toml's shape"},
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description="How much is logged: DEBUG, INFO, WARNING or ERROR. Never what people write.",
        json_schema_extra={"mend": "choose DEBUG, INFO, WARNING or ERROR"},
    )

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    @classmethod
    def load(cls, *, env_file: Path | None = Path(".env")) -> Self:
        """Read the environment, and `env_file` under it. Raises `ConfigError`, creates nothing."""
        try:
            return cls(_env_file=env_file, _env_file_encoding="utf-8")
        except ValidationError as error:
            raise ConfigError("\n".join(map(_line, error.errors(include_input=False)))) from None
        except (OSError, UnicodeDecodeError, SettingsError):
            raise ConfigError(".env cannot be read: make it a readable UTF-8 text file") from None

    @property
    def switched_on(self) -> frozenset[str]:
        """What is switched on of what the policy allows."""
        return _listed(self.policy_switches)

    @property
    def sandboxed(self) -> bool:
        """Whether there is no Telegram to talk to but the sandbox on this machine."""
        return self.bot_token is None

    @field_validator("bot_token_file", "webhook_secret_file")
    @classmethod
    def _readable(cls, path: Path | None) -> Path | None:
        if path is not None:
            parse.secret_file(path)
        return path

    @field_validator("bot_token", "webhook_secret", mode="before")
    @classmethod
    def _or_from_file(cls, value: str | None, info: ValidationInfo) -> str | None:
        return parse.given_or_from_file(value, info.data.get(f"{info.field_name}_file"))

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parse.token(value.get_secret_value())
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parse.webhook_secret(value.get_secret_value())
        return value

    @field_validator("public_url")
    @classmethod
    def _public(cls, value: str | None) -> str | None:
        return None if value is None else parse.origin(value, schemes={"https"})

    @field_validator("bot_api_url")
    @classmethod
    def _api(cls, value: str) -> str:
        return parse.origin(value, schemes={"http", "https"})

    @field_validator("data_dir")
    @classmethod
    def _directory(cls, value: Path) -> Path:
        parse.may_be_directory(value)
        return value

    @field_validator("host")
    @classmethod
    def _address(cls, value: str, info: ValidationInfo) -> str:
        address = ipaddress.ip_address("127.0.0.1" if value == "localhost" else value)
        if in_sandbox(info) and not address.is_loopback:
            raise ValueError
        return value

    @field_validator("sandbox_port")
    @classmethod
    def _another(cls, value: int, info: ValidationInfo) -> int:
        if value and value == info.data.get("port"):
            raise ValueError
        return value

    @field_validator("default_language")
    @classmethod
    def _spoken(cls, value: str) -> str:
        if value not in available():
            raise ValueError
        return value

    @field_validator("crisis_country")
    @classmethod
    def _has_contacts(cls, value: str) -> str:
        if value not in whole_countries():
            raise ValueError
        return value

    @field_validator("flag_second_minutes")
    @classmethod
    def _later(cls, value: int, info: ValidationInfo) -> int:
        if value <= info.data.get("flag_first_minutes", 0):
            raise ValueError
        return value

    @field_validator("policy")
    @classmethod
    def _profile(cls, value: str, info: ValidationInfo) -> str:
        if not value:
            if in_sandbox(info):
                return SANDBOX_POLICY
            raise PydanticCustomError("mend", "is missing")
        if value not in profiles.names():
            raise ValueError
        return value

    @field_validator("policy_switches")
    @classmethod
    def _switches(cls, value: str, info: ValidationInfo) -> str:
        named = _listed(value)
        policy = info.data.get("policy")
        known = load_profile(policy).switch_names() if policy else named
        if not named <= known:
            raise ValueError
        return value

    @field_validator("retention_days", "records_days", mode="before")
    @classmethod
    def _decided(cls, value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401 - not checked yet
        return under_policy.decided(value, info)

    @field_validator("retention_days", "records_days")
    @classmethod
    def _within_the_policy(cls, value: int, info: ValidationInfo) -> int:
        return under_policy.within(value, info)

    @field_validator("crisis_file", "signposts_file")
    @classmethod
    def _contacts(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        if value is not None:
            try:
                if info.field_name == "crisis_file":
                    load_crisis(value)
                else:
                    load_directory(country="", path=value)
            except (CrisisError, SignpostsError) as error:
                faults = str(error).replace("\n", ", ")
                raise PydanticCustomError(
                    "mend", "is not usable ({faults})", {"faults": faults}
                ) from None
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: str) -> str:
        return value.upper()


def _listed(value: str) -> frozenset[str]:
    return frozenset(part.strip() for part in value.split(",") if part.strip())


def _line(fault: ErrorDetails) -> str:
    """One fault as one line; pydantic's own words may repeat a value, so they are not used."""
    name = str(fault["loc"][0]) if fault["loc"] else ""
    if fault["type"] == "lines":
        return str(fault["msg"])
    if fault["type"] == "whole":
        return f"{name.upper()} {fault['msg']}"
    field = Config.model_fields.get(name)
    extra = field.json_schema_extra if field is not None else None
    mend = extra.get("mend", "") if isinstance(extra, dict) else ""
    what = fault["msg"] if fault["type"] == "mend" else "is not valid"
    return f"{name.upper()} {what}: {mend}"
