"""How long things are kept, as settings under a policy (R14): config.py's validators, and the terms
that the settings come to.

Validators see what was read above a setting; a fault names how to mend it and repeats no value.
"""

from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from policy.profiles import Retention, load_profile
from supervision.keeping import RECORDS, Terms

if TYPE_CHECKING:
    from bot.config import Config

UNSTATED: Final = Retention(r=("R14",), rule="unstated")
SANDBOX_DAYS: Final = {"retention_days": 180, "records_days": 365}
KEPT: Final = {
    "retention_days": "ended conversations",
    "records_days": (
        "closed concerns, notes and reports, ended disclosures and audits of records, and notes of "
        "enquiries"
    ),
}


def terms_of(config: "Config") -> Terms:
    """How long what has ended is kept."""
    return Terms(
        days=dict.fromkeys(RECORDS, config.records_days), conversation_days=config.retention_days
    )


def in_sandbox(info: ValidationInfo) -> bool:
    """Whether no token is set, as far as can be told: a faulty one is a token too."""
    return "bot_token_file" in info.data and info.data.get("bot_token", "faulty") is None


def decided(value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401 - not checked yet
    """A number of days that somebody decided: the policy, or the deployer."""
    if value != 0 or not isinstance(value, int):  # given
        return value
    name, retention = info.field_name or "", _retention(info)
    if retention.stated is not None:
        return retention.stated
    if in_sandbox(info):
        return SANDBOX_DAYS[name]
    words = f"is missing: decide how long to keep {KEPT[name]}, 1 to {retention.most} days"
    raise PydanticCustomError("whole", "{words}", {"words": words})


def within(value: int, info: ValidationInfo) -> int:
    """No other than the policy states, and no more than it allows."""
    retention = _retention(info)
    if retention.stated not in {None, value}:
        raise PydanticCustomError("whole", "is stated by the policy: leave it out")
    if value > retention.most:
        raise PydanticCustomError(
            "whole",
            "is more than the policy allows: give 1 to {most} days",
            {"most": retention.most},
        )
    return value


def _retention(info: ValidationInfo) -> Retention:
    """What the policy says of keeping; as unstated while no policy is known."""
    policy = info.data.get("policy")
    return load_profile(policy).retention if policy else UNSTATED
