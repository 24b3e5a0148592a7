"""What anyone may ask: what this service is, which wordings it knows, whether it is well."""

from dataclasses import asdict
from typing import Literal

from fastapi import APIRouter

from handlers.web.auth import Everybody
from handlers.web.fields import Key, Shape
from handlers.web.services import ServicesDep
from people.accounts import AccountId

router = APIRouter()


class Crisis(Shape):
    """One way to reach help at once."""

    name: str
    hours: str
    note: str
    call: str | None = None
    text: str | None = None
    text_word: str | None = None


class Service(Shape):
    """What a device shows before anybody is signed in."""

    name: str
    bot: str
    language: str
    policy: str
    policy_digest: Key
    switches: list[str]
    intake: Literal["open", "shut", "paused"]
    retention_days: int
    claim_minutes: int
    staff_idle_minutes: int
    frame_origins: list[str]
    crisis: list[Crisis]


class Signpost(Shape):
    """Who else can help. What is not said of it is empty or not there."""

    code: str
    category: str
    name: str
    what: str
    hours: str
    where: str
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
    return Service(
        name=settings.name,
        bot=settings.bot,
        language=settings.language,
        policy=settings.policy.profile,
        policy_digest=settings.policy.digest,
        switches=list(settings.policy.switches),
        intake=(await services.team.intake()).value,
        retention_days=settings.retention_days,
        claim_minutes=settings.claim_minutes,
        staff_idle_minutes=settings.staff_idle_minutes,
        frame_origins=list(settings.frame_origins),
        crisis=[
            Crisis(
                name=line.name,
                hours=line.hours,
                note=line.note,
                call=line.call,
                text=line.text,
                text_word=line.text_word,
            )
            for line in settings.crisis
        ],
    )


@router.get("/api/signposts", response_model_exclude_none=True)
async def signposts(_: Everybody, services: ServicesDep) -> Directory:
    """Who else can help: all of it at once, so that what somebody looks for stays on the device."""
    found = services.settings.signposts
    return Directory(
        recheck_days=found.recheck_days,
        signposts=[Signpost(**asdict(one)) for one in found.signposts],
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
