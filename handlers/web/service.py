"""What anyone may ask: what this service is, which wordings it knows, whether it is well."""

from dataclasses import asdict
from functools import lru_cache
from typing import Final, Literal

from fastapi import APIRouter

from handlers.web.auth import Everybody
from handlers.web.fields import Key, Shape
from handlers.web.services import ServicesDep
from handlers.web.settings import CrisisLine, DirectoryLine
from people.accounts import AccountId

KEPT: Final = 64
"""Countries' contacts and directories that are put together once: a deployment's never change."""

router = APIRouter()


class CrisisSaid(Shape):
    """What is said of a contact, in one language."""

    language: str
    name: str
    hours: str
    note: str


class Crisis(CrisisSaid):
    """One way to reach help at once; `said`: the same words in other languages."""

    said: list[CrisisSaid] | None = None
    call: str | None = None
    text: str | None = None
    text_word: str | None = None
    checked: str | None = None


class Country(Shape):
    """Whom to turn to in another country."""

    country: str
    crisis: list[Crisis]


class Elsewhere(Shape):
    """For whoever is elsewhere: other countries' contacts, and a directory for all the rest."""

    name: str
    page: str
    countries: list[Country]


class PolicyDigest(Shape):
    """The policy's text in one language."""

    language: str
    digest: Key


class Complaints(Shape):
    """Who outside the team hears complaints about it, and how to reach them."""

    name: str
    contact: str


class Service(Shape):
    """What a device shows before anybody is signed in."""

    name: str
    bot: str
    language: str
    policy: str
    policy_digest: Key
    policy_texts: list[PolicyDigest]
    switches: list[str]
    cannot_act: bool
    after_degree: bool
    intake: Literal["open", "shut", "paused"]
    again: int | None = None
    retention_days: int
    claim_minutes: int
    staff_idle_minutes: int
    frame_origins: list[str]
    crisis: list[Crisis]
    elsewhere: Elsewhere
    complaints: Complaints | None = None


class SignpostSaid(Shape):
    """What is said of a signpost, in one language. What is not said is empty."""

    language: str
    name: str
    what: str
    hours: str
    where: str


class Signpost(SignpostSaid):
    """Who else can help; `said`: the same words in other languages."""

    code: str
    category: str
    said: list[SignpostSaid]
    country: str | None = None
    call: str | None = None
    text: str | None = None
    text_word: str | None = None
    page: str | None = None
    checked: str | None = None


class Directory(Shape):
    """The deployment's signposts; `recheck_days` after `checked`, one is out of date."""

    recheck_days: int
    signposts: list[Signpost]


class Notice(Shape):
    """A wording that a consent may name by its digest."""

    id: str
    language: str
    digest: Key


class Wording(Shape):
    """The wordings that the server knows."""

    notices: list[Notice]


class Policy(Shape):
    """The confidentiality policy that the service runs under."""

    profile: str
    digest: Key
    grounds: list[str]
    recipients: list[str]
    statistics: list[str]


class Health(Shape):
    """The service is well."""

    ok: Literal[True] = True


@router.get("/api/service", response_model_exclude_none=True)
async def service(_: Everybody, services: ServicesDep) -> Service:
    """What this service is, and whether it takes new requests."""
    settings = services.settings
    named = settings.complaints
    return Service(
        name=settings.name,
        bot=settings.bot,
        language=settings.language,
        policy=settings.policy.profile,
        policy_digest=settings.policy.digest,
        policy_texts=[PolicyDigest(**asdict(one)) for one in settings.policy.texts],
        switches=list(settings.policy.switches),
        cannot_act=settings.policy.cannot_act,
        after_degree=settings.policy.after_degree,
        intake=(await services.team.intake()).value,
        again=await services.team.again(),
        retention_days=settings.retention_days,
        claim_minutes=settings.claim_minutes,
        staff_idle_minutes=settings.staff_idle_minutes,
        frame_origins=list(settings.frame_origins),
        crisis=_crisis(settings.crisis),
        elsewhere=Elsewhere(
            name=settings.elsewhere.name,
            page=settings.elsewhere.page,
            countries=[
                Country(country=one.country, crisis=_crisis(one.crisis))
                for one in settings.elsewhere.countries
            ],
        ),
        complaints=None if named is None else Complaints(name=named.name, contact=named.contact),
    )


@lru_cache(maxsize=KEPT)
def _crisis(lines: tuple[CrisisLine, ...]) -> list[Crisis]:
    return [Crisis.model_validate(asdict(one) | {"said": _said(one) or None}) for one in lines]


def _said(line: CrisisLine) -> list[CrisisSaid]:
    return [CrisisSaid(**asdict(each)) for each in line.said]


@router.get("/api/signposts", response_model_exclude_none=True)
async def signposts(_: Everybody, services: ServicesDep) -> Directory:
    """Who else can help: all of it at once, so that what somebody looks for stays on the device."""
    return _directory(services.settings.signposts)


@lru_cache(maxsize=KEPT)
def _directory(found: DirectoryLine) -> Directory:
    return Directory(
        recheck_days=found.recheck_days,
        signposts=[
            Signpost.model_validate(
                asdict(one) | {"said": [SignpostSaid(**asdict(each)) for each in one.said]}
            )
            for one in found.signposts
        ],
    )


@router.get("/api/wording")
async def wording(_: Everybody, services: ServicesDep) -> Wording:
    """The digests of the wordings that people agree to."""
    known = sorted(services.consents.notices.values(), key=lambda n: (n.id, n.language))
    return Wording(notices=[Notice(id=n.id, language=n.language, digest=n.digest) for n in known])


@router.get("/api/policy")
async def policy(_: Everybody, services: ServicesDep) -> Policy:
    """Which policy is in force, and on what grounds alone it lets confidentiality be broken (R16).

    The server cannot see on which ground somebody acts; devices offer these and no others.
    """
    line = services.settings.policy
    return Policy(
        profile=line.profile,
        digest=line.digest,
        grounds=list(line.grounds),
        recipients=list(line.recipients),
        statistics=list(line.statistics),
    )


@router.get("/health")
async def health(_: Everybody, services: ServicesDep) -> Health:
    """Reads from the store; 503 when it cannot."""
    await services.accounts.get(AccountId(bytes(16)))
    return Health()
