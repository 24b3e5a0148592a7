"""What the checks of requirements stand on: a profile's words, a record, a flag, a receipt.

Here: building, small and quick. Never here: expectations.
"""

from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

import crypto
from crypto import wire
from handlers.chat.incoming import Incoming, Kind
from handlers.chat.links import Links
from handlers.chat.render import Renderer
from intake.outbox import ChatId
from people.accounts import Account, AccountState, Role
from policy.crisis import load_crisis
from policy.profiles import Profile, load_profile
from policy.texts import Texts
from policy.wording import Terms, Variant, Wordings
from tests.fakes.devices import Device
from tests.fakes.house import House, in_memory

NOW = 1_800_000_000
DAYS = 180


@cache
def texts() -> Texts:
    """Read once: they do not change."""
    return Texts.load()


def wordings_of(name: str) -> Wordings:
    """What people are shown under a profile."""
    switches = dict.fromkeys(sorted(load_profile(name).switch_names()), False)
    terms = Terms(profile=name, switches=switches, retention_days=DAYS)
    return Wordings.of(
        texts=texts(), digest=lambda shown: crypto.digest("pl.wording", shown), terms=terms
    )


def profile_of(name: str) -> Profile:
    """A profile as it is now: a switch may have changed it."""
    return load_profile(name)


def renderer_of(name: str) -> Renderer:
    """The bot's words under a profile."""
    return Renderer(
        texts=texts(),
        crisis=load_crisis(),
        wordings=wordings_of(name),
        links=Links(base="https://peerlink.example.org"),
    )


def house_under(name: str) -> House:
    """Intake in memory, with the profile's under-18 notice."""
    house = in_memory()
    notice = wordings_of(name).show(Variant.UNDER_18, "en").digest
    return House(
        cases=house.cases,
        messages=house.messages,
        accounts=house.accounts,
        team=house.team,
        live=house.live,
        clock=house.clock,
        memory=house.memory,
        under18=notice,
    )


def incoming(kind: Kind, *, person: int) -> Incoming:
    """Something of this kind from somebody."""
    return Incoming(
        kind=kind,
        update_id=1,
        chat=ChatId(person),
        person=person,
        message_id=10,
        callback="77",
        target=9,
    )


def account(role: Role, state: AccountState = AccountState.ACTIVE) -> Account:
    """Somebody of the team, or a student."""
    device = Device(7_400_000_001) if role is Role.STUDENT else Device.staff(7_400_000_001, role)
    return device.account(state=state)


def record(**changes: Any) -> wire.Disclosure:  # noqa: ANN401 -- any field
    """The record of a disclosure, complete."""
    given: dict[str, Any] = {
        "id": b"i" * 16,
        "flag": b"f" * 16,
        "case": wire.CaseId(b"c" * 16),
        "capsule_version": 1,
        "ground": "law",
        "outline": "What happened.",
        "aim": "What it is for.",
        "recipients": ("The services concerned",),
        "fields": ("phone",),
        "consulted": "The other holder.",
        "told": "told",
        "wishes": "To be called first.",
        "why_not": "",
        "requester": "coordinator",
        "approver": "manager",
        "certificate": b"",
        "made": NOW,
    }
    return wire.Disclosure(**given | changes)


def refuses(errors: type[Exception] | tuple[type[Exception], ...], act: Callable[[], Any]) -> bool:
    """Whether the call raises one of these."""
    try:
        act()
    except errors:
        return True
    return False


async def refuses_async(error: type[Exception], act: Awaitable[Any]) -> bool:
    """Whether waiting for it raises this."""
    try:
        await act
    except error:
        return True
    return False
