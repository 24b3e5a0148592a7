"""What the web edge must know of the deployment. Parsed by bot/config.py, never here."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class CrisisSaid:
    """What is said of a contact, in one language."""

    language: str
    name: str
    hours: str
    note: str


@dataclass(frozen=True, kw_only=True)
class CrisisLine:
    """One way to reach help at once, as `GET /api/service` gives it.

    `said`: the same words in other languages, where they may be shown in them. `checked`: as of a
    `SignpostLine`.
    """

    name: str
    hours: str
    note: str
    language: str = "en"
    said: tuple[CrisisSaid, ...] = ()
    call: str | None = None
    text: str | None = None
    text_word: str | None = None
    checked: str | None = None


@dataclass(frozen=True, kw_only=True)
class CountryLine:
    """The contacts of another country, by its code (ISO 3166)."""

    country: str
    crisis: tuple[CrisisLine, ...]


@dataclass(frozen=True, kw_only=True)
class ElsewhereLine:
    """For whoever is elsewhere: other countries' contacts, and a directory for all the rest."""

    name: str
    page: str
    countries: tuple[CountryLine, ...]


@dataclass(frozen=True, kw_only=True)
class PolicyDigest:
    """The policy's text in one language, by its digest."""

    language: str
    digest: bytes


@dataclass(frozen=True, kw_only=True)
class PolicyLine:
    """The policy in force, as `GET /api/policy` gives it.

    `digest` is its text's in the service's language: its version (R28). `texts`: that of each
    language in which it may be shown. `after_degree`: what has ended is kept until the end of a
    student's degree, as they said it, and so many days (R14).
    """

    profile: str
    digest: bytes
    texts: tuple[PolicyDigest, ...]
    grounds: tuple[str, ...]
    switches: tuple[str, ...]
    recipients: tuple[str, ...]
    statistics: tuple[str, ...]
    cannot_act: bool = False
    after_degree: bool = False


@dataclass(frozen=True, kw_only=True)
class SignpostSaid:
    """What is said of a signpost, in one language."""

    language: str
    name: str
    what: str
    hours: str
    where: str


@dataclass(frozen=True, kw_only=True)
class SignpostLine:
    """Who else can help, as `GET /api/signposts` gives it; empty or None where it says nothing.

    `country`: ISO 3166-1 alpha-2. `checked`: the day, `YYYY-MM-DD`, on which it was compared with
    what the service says of itself. `said`: the same words in other languages that it has.
    """

    code: str
    category: str
    name: str
    what: str
    hours: str = ""
    where: str = ""
    language: str = "en"
    said: tuple[SignpostSaid, ...] = ()
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
class ComplaintsLine:
    """Who outside the team hears complaints about it (R25, R31)."""

    name: str
    contact: str


@dataclass(frozen=True, kw_only=True)
class WebSettings:
    """`origin` is the public origin (`https://host`) or the sandbox's; `app` the built Mini App.

    `languages`: those that there are words in; `language` is for people whose own is not one.
    `frame_origins` may show the Mini App in a frame (Telegram Web, the sandbox's page).
    """

    name: str
    bot: str
    language: str
    languages: tuple[str, ...]
    origin: str
    frame_origins: tuple[str, ...]
    retention_days: int
    claim_minutes: int
    staff_idle_minutes: int
    crisis: tuple[CrisisLine, ...]
    elsewhere: ElsewhereLine
    signposts: DirectoryLine
    policy: PolicyLine
    app: Path
    complaints: ComplaintsLine | None = None
