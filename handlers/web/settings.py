"""What the web edge must know of the deployment. Parsed by bot/config.py, never here."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class CrisisLine:
    """One way to reach help at once, as `GET /api/service` gives it."""

    name: str
    hours: str
    note: str
    call: str | None = None
    text: str | None = None
    text_word: str | None = None


@dataclass(frozen=True, kw_only=True)
class PolicyLine:
    """The policy in force, as `GET /api/policy` gives it.

    `digest` is its text's in the service's language: its version (R28).
    """

    profile: str
    digest: bytes
    grounds: tuple[str, ...]
    switches: tuple[str, ...]
    recipients: tuple[str, ...]
    statistics: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WebSettings:
    """`origin` is the public origin (`https://host`) or the sandbox's; `app` the built Mini App.

    `frame_origins` may show the Mini App in a frame (Telegram Web, the sandbox's page).
    """

    name: str
    bot: str
    language: str
    origin: str
    frame_origins: tuple[str, ...]
    retention_days: int
    claim_minutes: int
    staff_idle_minutes: int
    crisis: tuple[CrisisLine, ...]
    policy: PolicyLine
    app: Path
