"""A device signed out while it signs in: whichever is first, it is out (protocol.md section 26)."""

from collections.abc import Awaitable, Callable, Collection, Sequence

import pytest

import crypto
from people.accounts import AccountId, Side
from people.errors import SignedOut
from people.sessions import Caller, Session, SessionId, Sessions, device_id, session_id
from tests.fakes.clock import FixedClock
from tests.fakes.devices import Device
from tests.fakes.people import MemoryPeople, MemorySessions
from tests.fakes.sockets import RecordingSockets
from tests.fakes.team import MemoryInvites

THERE = b"d" * 32


class Between(MemorySessions):
    """Does something else right before one of its steps, once."""

    def __init__(self, people: MemoryPeople) -> None:
        super().__init__(people)
        self.before: dict[str, Callable[[], Awaitable[object]]] = {}

    async def _first(self, step: str) -> None:
        other = self.before.pop(step, None)
        if other is not None:
            await other()

    async def add(self, session: Session, *, most: int) -> Sequence[SessionId]:
        await self._first("add")
        return await super().add(session, most=most)

    async def send_away(self, account: AccountId, devices: Collection[bytes], *, most: int) -> None:
        await self._first("send_away")
        await super().send_away(account, devices, most=most)


@pytest.fixture
def store(clock: FixedClock) -> Between:
    return Between(MemoryPeople(clock=clock, invites=MemoryInvites()))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def sessions(store: Between, clock: FixedClock) -> Sessions:
    return Sessions(
        store=store,
        sockets=RecordingSockets(),
        clock=clock,
        random=crypto.random_bytes,
        idle_seconds=dict.fromkeys(Side, 3600),
    )


async def here(sessions: Sessions) -> Caller:
    """Its owner, on another device; and the one that is to be signed out is signed in."""
    account = Device(1).account()
    token = await sessions.start(account.id, device=b"h" * 32)
    await sessions.start(account.id, device=THERE)
    return Caller(account=account, session=session_id(token))


@pytest.mark.parametrize("how", ["device", "others"])
async def test_a_sign_in_that_was_on_its_way_begins_nothing(
    store: Between, sessions: Sessions, how: str
) -> None:
    owner = await here(sessions)
    gone = device_id(owner.account.id, THERE)

    async def out() -> None:
        if how == "device":
            await sessions.end_device(owner, gone)
        else:
            await sessions.end_others(owner)

    store.before["add"] = out
    with pytest.raises(SignedOut):
        await sessions.start(owner.account.id, device=THERE)
    assert [each.id for each in await store.of(owner.account.id)] == [owner.session]


async def test_what_began_before_the_device_was_sent_away_ends_too(
    store: Between, sessions: Sessions
) -> None:
    owner = await here(sessions)
    store.before["send_away"] = lambda: sessions.start(owner.account.id, device=THERE)
    assert await sessions.end_device(owner, device_id(owner.account.id, THERE)) == 2
    assert [each.id for each in await store.of(owner.account.id)] == [owner.session]
