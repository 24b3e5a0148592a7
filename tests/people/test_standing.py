"""When a session holds: asked by token, by use, by a look or at once, and one answer."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

import crypto
from people.accounts import AccountState, Side
from people.errors import SignedOut
from people.sessions import LIFETIME_SECONDS, TOUCH_SECONDS, Sessions, session_id
from tests.fakes.clock import FixedClock
from tests.fakes.devices import Device
from tests.fakes.people import MemoryPeople, MemorySessions
from tests.fakes.sockets import RecordingSockets
from tests.fakes.team import MemoryInvites

IDLE = {Side.STUDENT: 3600, Side.STAFF: 600}
Ask = Callable[[Sessions, bytes], Awaitable[object]]
WAYS: dict[str, Ask] = {
    "check": lambda sessions, token: sessions.check(token),
    "use": lambda sessions, token: sessions.use(session_id(token)),
    "peek": lambda sessions, token: sessions.peek(session_id(token)),
}


class Scene:
    """One person on a side, signed in."""

    def __init__(self, side: Side) -> None:
        self.clock = FixedClock()
        self.people = MemoryPeople(clock=self.clock, invites=MemoryInvites())
        self.sockets = RecordingSockets()
        self.account = Device(1, side=side).account()
        self.people.accounts[self.account.id] = self.account
        self.sessions = Sessions(
            store=MemorySessions(self.people),
            sockets=self.sockets,
            clock=self.clock,
            random=crypto.random_bytes,
            idle_seconds=IDLE,
        )

    def used(self, token: bytes) -> int:
        return self.people.sessions[session_id(token)].used


@pytest.fixture(params=list(Side))
def scene(request: pytest.FixtureRequest) -> Scene:
    return Scene(request.param)


@pytest.mark.parametrize("way", WAYS)
async def test_it_holds_until_it_idles_out(scene: Scene, way: str) -> None:
    token = await scene.sessions.start(scene.account.id)
    scene.clock.pass_(IDLE[scene.account.side])
    await WAYS["peek"](scene.sessions, token)
    scene.clock.pass_(1)
    with pytest.raises(SignedOut):
        await WAYS[way](scene.sessions, token)
    assert session_id(token) not in scene.people.sessions


@pytest.mark.parametrize("way", WAYS)
async def test_however_busy_it_runs_out(scene: Scene, way: str) -> None:
    token = await scene.sessions.start(scene.account.id)
    kept = scene.people.sessions[session_id(token)]
    scene.clock.pass_(LIFETIME_SECONDS + 1)
    scene.people.sessions[kept.id] = replace(kept, used=int(scene.clock.now()))
    with pytest.raises(SignedOut):
        await WAYS[way](scene.sessions, token)
    assert kept.id not in scene.people.sessions


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("state", AccountState)
async def test_it_holds_for_whoever_may_sign_in(
    scene: Scene, way: str, state: AccountState
) -> None:
    """Where a state was set and the session stayed, it is of no use."""
    token = await scene.sessions.start(scene.account.id)
    scene.people.accounts[scene.account.id] = replace(scene.account, state=state)
    if state.usable:
        await WAYS[way](scene.sessions, token)
        return
    with pytest.raises(SignedOut):
        await WAYS[way](scene.sessions, token)


@pytest.mark.parametrize("way", WAYS)
async def test_nobody_has_a_session_that_is_not_there(scene: Scene, way: str) -> None:
    with pytest.raises(SignedOut):
        await WAYS[way](scene.sessions, bytes(32))


def at_once(scene: Scene, token: bytes, *, active: bool) -> bool:
    return session_id(token) in scene.sessions.holding_at_once({session_id(token): active})


async def test_what_holds_can_be_told_at_once(scene: Scene) -> None:
    token = await scene.sessions.start(scene.account.id)
    assert at_once(scene, token, active=True)
    scene.clock.pass_(TOUCH_SECONDS - 1)
    assert at_once(scene, token, active=True)
    scene.clock.pass_(1)
    assert not at_once(scene, token, active=True)  # a use is to be written
    assert at_once(scene, token, active=False)
    scene.clock.pass_(IDLE[scene.account.side] - TOUCH_SECONDS)
    assert at_once(scene, token, active=False)
    scene.clock.pass_(1)
    assert not at_once(scene, token, active=False)
    assert session_id(token) in scene.people.sessions  # who waits ends it


@pytest.mark.parametrize("state", AccountState)
async def test_at_once_it_holds_for_whoever_may_sign_in(scene: Scene, state: AccountState) -> None:
    token = await scene.sessions.start(scene.account.id)
    scene.people.accounts[scene.account.id] = replace(scene.account, state=state)
    assert at_once(scene, token, active=False) is state.usable
    assert not at_once(scene, bytes(32), active=False)


async def test_at_once_it_runs_out_however_busy(scene: Scene) -> None:
    token = await scene.sessions.start(scene.account.id)
    kept = scene.people.sessions[session_id(token)]
    for seconds, holds in ((LIFETIME_SECONDS, True), (1, False)):
        scene.clock.pass_(seconds)
        scene.people.sessions[kept.id] = replace(kept, used=int(scene.clock.now()))
        assert at_once(scene, token, active=False) is holds


async def test_of_several_those_are_told_that_hold(scene: Scene) -> None:
    early = await scene.sessions.start(scene.account.id)
    scene.clock.pass_(TOUCH_SECONDS)
    late = await scene.sessions.start(scene.account.id)
    first, second, nobody = (session_id(token) for token in (early, late, bytes(32)))
    holding = scene.sessions.holding_at_once
    assert holding({}) == set()
    assert holding({first: False, second: False, nobody: False}) == {first, second}
    assert holding({first: True, second: True, nobody: True}) == {second}


async def test_only_a_use_is_counted_and_not_each(scene: Scene) -> None:
    token = await scene.sessions.start(scene.account.id)
    began = scene.used(token)
    for way, seconds, counted in (
        ("use", TOUCH_SECONDS - 1, False),
        ("peek", 1, False),
        ("use", 0, True),
        ("check", TOUCH_SECONDS, True),
    ):
        scene.clock.pass_(seconds)
        await WAYS[way](scene.sessions, token)
        if counted:
            began = int(scene.clock.now())
        assert scene.used(token) == began
