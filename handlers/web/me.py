"""One's own account: what it is, its keys, consents and sessions."""

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from handlers.web.auth import SignedIn
from handlers.web.fields import Blob, Id, Key, Salt, Shape, Small
from handlers.web.services import Services, ServicesDep
from people.accounts import Account, AccountState
from people.errors import Malformed
from people.keys import Bundle, Kind, WrappedKey
from people.sessions import Platform, Used

router = APIRouter()

KindName = Literal["words", "cloud", "passphrase", "kit"]
RoleName = Literal["student", "worker", "coordinator", "manager", "deputy", "consultant", "auditor"]


class Me(Shape):
    """Who one is here. `chat`: whether the bot may write to one."""

    account: Id
    side: Literal["student", "staff"]
    role: RoleName
    state: Literal["active", "waiting"]
    name: str
    certificate: Small | None = None
    kinds: list[KindName]
    revision: int
    consents: list[Small]
    chat: bool


class KeyBody(Shape):
    """A bundle key wrapped under one secret (protocol.md §2.2)."""

    salt: Salt
    verifier: Key
    wrapped: Small


class KeptKey(KeyBody):
    """The same with the kind of the secret."""

    kind: KindName


class BundleBody(Shape):
    """A changed bundle, under the next revision."""

    blob: Blob
    revision: Annotated[int, Field(ge=1, lt=2**53)]


class ConsentBody(Shape):
    """A signed receipt: given, changed or withdrawn."""

    consent: Small


class LanguageBody(Shape):
    """A language that the service has words in, as `GET /api/service` names it."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})?$", max_length=12)]


class SignedInDeviceAnswer(Shape):
    """Where one is signed in: `since` is a day's start (UTC), `used` as coarse as it says."""

    device: Id
    platform: Platform
    since: int
    used: Used
    windows: int
    here: bool


class SessionsAnswer(Shape):
    """One's devices, this one first."""

    devices: list[SignedInDeviceAnswer]


class Ended(Shape):
    """How many other sessions ended."""

    ended: int


async def me_of(account: Account, services: Services) -> Me:
    """An account as its owner sees it."""
    contact = await services.accounts.contact(account.id)
    newest = None
    if account.role.value != "student":
        newest = (await services.team.team()).newest(account.id)
    active = account.state is AccountState.ACTIVE and await services.team.admits(account)
    return Me(
        account=account.id,
        side=account.side.value,
        role=account.role.value,
        state="active" if active else "waiting",
        name=account.name,
        certificate=None if newest is None else newest.signed,
        kinds=[kind.value for kind in await services.key_store.kinds(account.id)],
        revision=await services.key_store.revision(account.id),
        consents=list(await services.accounts.consents(account.id)),
        chat=contact is not None and contact.reachable,
    )


@router.get("/api/me", response_model_exclude_none=True)
async def me(caller: SignedIn, services: ServicesDep) -> Me:
    """Who one is."""
    return await me_of(caller.account, services)


@router.put("/api/me/keys/{kind}", status_code=204)
async def put_key(kind: KindName, body: KeyBody, caller: SignedIn, services: ServicesDep) -> None:
    """Keep one's bundle key under a secret."""
    await services.keys.put(
        caller,
        WrappedKey(kind=Kind(kind), salt=body.salt, verifier=body.verifier, wrapped=body.wrapped),
    )


@router.delete("/api/me/keys/{kind}", status_code=204)
async def drop_key(kind: KindName, caller: SignedIn, services: ServicesDep) -> None:
    """Take a secret away; never a staff member's last one."""
    await services.keys.drop(caller, Kind(kind))


@router.put("/api/me/bundle", status_code=204)
async def put_bundle(body: BundleBody, caller: SignedIn, services: ServicesDep) -> None:
    """Replace one's bundle by its next revision."""
    await services.keys.save(caller.account, Bundle(blob=body.blob, revision=body.revision))


@router.post("/api/me/consents", status_code=204)
async def add_consent(body: ConsentBody, caller: SignedIn, services: ServicesDep) -> None:
    """Keep a further receipt."""
    await services.consents.add(caller.account, body.consent)


@router.put("/api/me/language", status_code=204)
async def speak(body: LanguageBody, caller: SignedIn, services: ServicesDep) -> None:
    """Which language the bot's notices to one are written in."""
    if body.language not in services.settings.languages:
        raise Malformed
    await services.accounts.speak(caller.account.id, body.language)


@router.delete("/api/session", status_code=204)
async def sign_out(caller: SignedIn, services: ServicesDep) -> None:
    """End this session."""
    await services.sessions.end(caller.session)


@router.get("/api/sessions")
async def sessions(caller: SignedIn, services: ServicesDep) -> SessionsAnswer:
    """Where one is signed in; no address and no place is known of any."""
    found = await services.sessions.devices(caller)
    return SessionsAnswer(devices=[SignedInDeviceAnswer(**asdict(each)) for each in found])


@router.delete("/api/sessions/others")
async def sign_out_others(caller: SignedIn, services: ServicesDep) -> Ended:
    """End every other session of one's own."""
    return Ended(ended=await services.sessions.end_others(caller))


@router.delete("/api/sessions/{device}")
async def sign_out_device(device: Id, caller: SignedIn, services: ServicesDep) -> Ended:
    """Sign one device of one's own out; of this one, its other windows."""
    return Ended(ended=await services.sessions.end_device(caller, device))
