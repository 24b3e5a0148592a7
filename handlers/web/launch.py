"""From launch data to a session: the questions a launch token may ask, enrolment, signing in."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from handlers.web.auth import Everybody, Launched
from handlers.web.fields import Blob, Key, Salt, Shape, Small, Token
from handlers.web.me import KeptKey, KindName, Me, me_of
from handlers.web.services import Services, ServicesDep
from people.accounts import Account, Side
from people.enrolment import Enrolling, NewKeys
from people.keys import Kind, WrappedKey
from people.launch import MAX_INIT_DATA, Launch
from people.sessions import Platform

router = APIRouter()


class LaunchBody(Shape):
    """Telegram's launch data with the device's proof (protocol.md §4)."""

    init_data: Annotated[str, Field(max_length=MAX_INIT_DATA)]
    side: Literal["student", "staff"]
    device_key: Key
    proof: Small


class LaunchToken(Shape):
    """Good for 15 minutes, for the calls of this file."""

    token: Key


class KindBody(Shape):
    """Which secret."""

    kind: KindName


class SaltAnswer(Shape):
    """Argon2id's salt and parameters; memory in KiB."""

    salt: Salt
    memory: int
    passes: int
    lanes: int


class FetchBody(Shape):
    """Which secret, and the proof that one has it."""

    kind: KindName
    fetch_key: Key


class FetchAnswer(Shape):
    """A wrapped bundle key and the sealed bundle."""

    wrapped: Small
    blob: Blob
    revision: int


class ChallengeAnswer(Shape):
    """32 bytes to sign, once, within five minutes."""

    challenge: Key


class InviteBody(Shape):
    """A one-time link's code."""

    invite: Token


class InvitedAnswer(Shape):
    """What an invite is for: holders make a role key, others none."""

    role: Literal["worker", "coordinator", "manager", "deputy", "consultant", "auditor"]


class ProofBody(Shape):
    """A signed sign-in; what Telegram's client says it runs on."""

    proof: Small
    platform: Platform = "other"


class KeysBody(Shape):
    """A first bundle and its wrapped keys."""

    blob: Blob
    wrapped: Annotated[list[KeptKey], Field(min_length=1, max_length=2)]


class EnrolBody(Shape):
    """A signed enrolment with the consent that it stands on."""

    proof: Small
    consent: Small
    invite: Token | None = None
    name: Annotated[str, Field(max_length=240)] | None = None
    keys: KeysBody | None = None
    start_over: bool = False
    platform: Platform = "other"


class SessionAnswer(Shape):
    """A session token and who one is."""

    token: Key
    me: Me


@router.post("/api/launch")
async def launch(_: Everybody, body: LaunchBody, services: ServicesDep) -> LaunchToken:
    """Check launch data; 401 whatever is wrong with it."""
    token = await services.launches.open(
        init_data=body.init_data,
        side=Side(body.side),
        device_key=body.device_key,
        proof=body.proof,
    )
    return LaunchToken(token=token)


@router.post("/api/keys/salt")
async def salt(body: KindBody, launched: Launched, services: ServicesDep) -> SaltAnswer:
    """Salt and parameters of a kind, whether it exists or not."""
    found = await services.keys.parameters(launched, Kind(body.kind))
    return SaltAnswer(salt=found.salt, memory=found.memory, passes=found.passes, lanes=found.lanes)


@router.post("/api/keys/fetch")
async def fetch(body: FetchBody, launched: Launched, services: ServicesDep) -> FetchAnswer:
    """The wrapped key and bundle for the fetch key; one uniform 404 otherwise (attack 13)."""
    found = await services.keys.fetch(launched, Kind(body.kind), body.fetch_key)
    account = await services.accounts.find(side=launched.side, telegram=launched.telegram)
    if account is not None:
        await services.sessions.let_back(account.id, launched.device_key)
    return FetchAnswer(
        wrapped=found.wrapped, blob=found.bundle.blob, revision=found.bundle.revision
    )


@router.post("/api/challenge")
async def challenge(launched: Launched, services: ServicesDep) -> ChallengeAnswer:
    """A challenge to sign."""
    return ChallengeAnswer(challenge=services.enrolment.challenge(launched))


@router.post("/api/invite")
async def invited(body: InviteBody, launched: Launched, services: ServicesDep) -> InvitedAnswer:
    """For which role a usable invite is; 404 for any other."""
    found = await services.enrolment.invited(launched, body.invite)
    return InvitedAnswer.model_validate({"role": found.role.value})


@router.post("/api/sessions", response_model_exclude_none=True)
async def sign_in(body: ProofBody, launched: Launched, services: ServicesDep) -> SessionAnswer:
    """A session for whoever signed the challenge; 401 otherwise."""
    account = await services.enrolment.sign_in(launched, body.proof)
    return await _session(account, launched, body.platform, services)


@router.post("/api/enrol", response_model_exclude_none=True)
async def enrol(body: EnrolBody, launched: Launched, services: ServicesDep) -> SessionAnswer:
    """A new account, and a session for it; a student's may take a lost one's place."""
    keys = None
    if body.keys is not None:
        keys = NewKeys(
            blob=body.keys.blob,
            wrapped=tuple(
                WrappedKey(
                    kind=Kind(key.kind), salt=key.salt, verifier=key.verifier, wrapped=key.wrapped
                )
                for key in body.keys.wrapped
            ),
        )
    account = await services.enrolment.enrol(
        launched,
        Enrolling(
            proof=body.proof,
            consent=body.consent,
            invite=body.invite,
            name=body.name,
            keys=keys,
            start_over=body.start_over,
        ),
    )
    if account.side is Side.STAFF:
        services.team_sockets.team()
    return await _session(account, launched, body.platform, services)


async def _session(
    account: Account, launched: Launch, platform: Platform, services: Services
) -> SessionAnswer:
    token = await services.sessions.start(account.id, device=launched.device_key, platform=platform)
    return SessionAnswer(token=token, me=await me_of(account, services))
