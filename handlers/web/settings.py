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
class SignpostLine:
    """Who else can help, as `GET /api/signposts` gives it; empty or None where it says nothing.

    `country`: ISO 3166-1 alpha-2. `checked`: the day, `YYYY-MM-DD`, on which it was compared with
    what the service says of itself.
    """

    code: str
    category: str
    name: str
    what: str
    hours: str = ""
    where: str = ""
    country: str | None = None
    call: str | None = None
    text: str | None = None
    text_word: str | None = None
    page: str | None = None
    checked: str | None = None


@dataclass(frozen=True, kw_only=True)
class DirectoryLine:
    """All of them; `recheck_days` after `checked`, one is out of date."""

    recheck_days: int
    signposts: tuple[SignpostLine, ...]


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
    signposts: DirectoryLine
    policy: PolicyLine
    app: Path
