"""The hub by itself: readers who do not read, an end, and what is left of who is gone."""

import asyncio
import json
from collections.abc import Collection, Mapping
from types import SimpleNamespace
from typing import Any, cast

import pytest

from crypto.wire import CaseId, live
from handlers.web.hub import MAX_FRAMES, SIGNED_OUT, Hub, Peer
from handlers.web.limits import Limits
from handlers.web.rounds import Rounds
from handlers.web.socket import MAX_FRAME, Conversation
from handlers.web.way import NoWay, Take, Way
from people.accounts import Account, AccountId, AccountState, PublicKeys, Role
from people.sessions import Caller, SessionId
from tests.fakes.clock import FixedClock


def a_caller(number: int = 1, role: Role = Role.STUDENT) -> Caller:
    account = Account(
        id=AccountId(bytes([number]) * 16),
        role=role,
        state=AccountState.ACTIVE,
        keys=PublicKeys(sign=bytes(32), box=bytes(32)),
    )
    return Caller(account=account, session=SessionId(bytes([number]) * 32))


def a_peer(number: int = 1, role: Role = Role.STUDENT) -> Peer:
    return Peer(a_caller(number, role))


class Slow:
    """Takes what is sent one by one, when it is let."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.lets = asyncio.Semaphore(0)

    async def send(self, message: Any) -> None:  # noqa: ANN401 -- ASGI's own
        self.got.append(message)
        await self.lets.acquire()


@pytest.fixture
def slow() -> Slow:
    return Slow()


def a_conversation(
    slow: Slow, way: Way | None = None, *, sessions: object = None, desk: object = None
) -> Conversation:
    """A socket whose reader is slow, and that is read from by nobody."""
    services: Any = SimpleNamespace(sessions=sessions, unavailable=())
    nothing: Any = None
    known: Any = desk
    return Conversation(nothing, nothing, slow.send, way or NoWay(), services, known, a_caller())


async def test_a_reader_who_does_not_read_is_ended_4408() -> None:
    hub, slow = Hub(), a_peer()
    hub.join(slow)
    for _ in range(MAX_FRAMES):
        hub.queue(slow.account)
    assert not slow.ended
    hub.queue(slow.account)
    assert slow.code == 4408
    assert await slow.next() is None
    assert not hub.present(slow.account)


async def test_a_reader_behind_by_bytes_is_ended_too() -> None:
    slow = a_peer()
    slow.push("x" * (2 * 1024 * 1024))
    assert slow.code is None
    slow.push("x")
    assert slow.code == 4408


async def test_after_its_end_a_socket_says_goodbye_and_no_more() -> None:
    peer = a_peer()
    peer.push("one")
    peer.end(4401)
    peer.end(4400)
    peer.push("two")
    assert json.loads(await peer.next() or "") == {"t": "signed_out"}
    assert await peer.next() is None
    assert peer.code == 4401


class Recorded:
    """A way that takes what is sent while it is open."""

    def __init__(self) -> None:
        self.open = True
        self.got: list[str | bytes] = []

    def hand_to(self, take: Take | None) -> None:
        """Nothing comes."""

    def sent(self, said: str | bytes) -> bool:
        if self.open:
            self.got.append(said)
        return self.open


async def test_a_frame_goes_at_once_only_when_nothing_is_before_it(slow: Slow) -> None:
    way = Recorded()
    conversation = a_conversation(slow, way)
    peer = conversation._peer
    peer.push("one")  # nobody waits for a frame yet
    sending = asyncio.create_task(conversation._write())
    await asyncio.sleep(0.01)
    peer.push("two")  # the first is on its way out
    slow.lets.release()
    await asyncio.sleep(0.01)
    peer.push(b"three")
    assert way.got == []
    for _ in range(2):
        slow.lets.release()
    await asyncio.sleep(0.01)
    peer.push("four")
    peer.push(b"five")
    way.open = False
    peer.push("six")
    way.open = True
    peer.push("seven")  # behind the one that could not be sent at once
    await asyncio.sleep(0.01)
    slow.lets.release()
    slow.lets.release()
    await asyncio.sleep(0.01)
    peer.push("eight")
    assert way.got == ["four", b"five", "eight"]
    queued = [m.get("text") or m.get("bytes") for m in slow.got]
    assert queued == ["one", "two", b"three", "six", "seven"]
    peer.end(4401)
    peer.push("nine")
    slow.lets.release()
    await sending
    assert way.got == ["four", b"five", "eight"]
    assert [m["text"] for m in slow.got[5:]] == ['{"t":"signed_out"}']


async def test_whoever_was_served_at_once_until_now_has_as_long_to_read_as_any(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.web.socket.SEND_SECONDS", 0.2)
    way, now = Recorded(), asyncio.get_running_loop().time
    conversation = a_conversation(slow, way)
    writing = asyncio.create_task(conversation._write())
    await asyncio.sleep(0.15)
    conversation._peer.push("one")
    way.open = False
    conversation._peer.push("two")
    stuck = now()
    await writing
    assert now() - stuck >= 0.2
    assert (way.got, conversation._peer.code) == (["one"], 4408)


async def test_what_waits_behind_a_slow_frame_is_dropped_at_the_end(slow: Slow) -> None:
    conversation = a_conversation(slow)
    for said in ("one", "two", "three"):
        conversation._peer.push(said)
    sending = asyncio.create_task(conversation._write())
    await asyncio.sleep(0.01)
    conversation._peer.end(4401)
    for _ in range(3):
        slow.lets.release()
    await sending
    assert [m["text"] for m in slow.got] == ["one", '{"t":"signed_out"}']


async def test_nothing_is_taken_in_after_the_end(slow: Slow) -> None:
    conversation = a_conversation(slow)
    conversation._peer.end(4401)
    assert not conversation._taken(live.send_frame(ref=1, case=CaseId(bytes(16)), message=b"x"))


async def test_attack_25_a_frame_beyond_the_bound_is_not_taken_and_pays_for_no_other(
    slow: Slow,
) -> None:
    limits = Limits(clock=FixedClock(), burst=200)
    rooms = SimpleNamespace(post_at_once=lambda *_: False)
    conversation = a_conversation(slow, desk=SimpleNamespace(frames=limits, rooms=rooms))
    too_long = live.send_frame(ref=1, case=CaseId(bytes(16)), message=bytes(MAX_FRAME))
    assert not conversation._taken(too_long)
    assert not conversation._paid
    assert len(limits) == 0


class Held:
    """Sessions that hold, as far as that can be told at once."""

    def __init__(self, *, at_once: bool) -> None:
        self._at_once = at_once
        self.asked: list[str] = []

    def holding_at_once(self, asked: Mapping[SessionId, bool]) -> Collection[SessionId]:
        """As people's."""
        self.asked += [f"at once, {used}" for used in asked.values()]
        return list(asked) if self._at_once else ()

    async def peek(self, _: SessionId) -> None:
        """It goes on."""
        self.asked.append("peek")

    async def use(self, _: SessionId) -> None:
        """It goes on."""
        self.asked.append("use")


async def test_a_look_that_need_not_wait_takes_no_task(slow: Slow) -> None:
    conversation = a_conversation(slow)
    for active in (True, False):
        conversation.active = active
        conversation.looked(holds=True)
        assert conversation._looking is None
        assert not conversation.active


async def test_a_look_that_has_to_wait_is_a_task_and_only_one(slow: Slow) -> None:
    sessions = Held(at_once=False)
    conversation = a_conversation(slow, sessions=sessions)
    conversation.active = True
    for found in ("use", "peek"):
        conversation.looked(holds=False)
        looking = conversation._looking
        conversation.looked(holds=False)
        assert looking is not None
        await looking
        assert conversation._looking is None
        assert sessions.asked == [found]
        sessions.asked.clear()


async def test_a_use_that_comes_while_one_is_written_is_not_forgotten(slow: Slow) -> None:
    conversation = a_conversation(slow, sessions=Held(at_once=False))
    conversation.looked(holds=False)
    conversation.active = True
    conversation.looked(holds=True)
    assert conversation.active
    assert conversation._looking is not None
    await conversation._looking


@pytest.mark.parametrize("active", [True, False])
async def test_a_look_that_the_store_cannot_serve_now_is_taken_again_and_no_use_is_lost(
    slow: Slow, active: bool
) -> None:
    class Busy(Exception):
        """Not now."""

    class Away(Held):
        async def peek(self, _: SessionId) -> None:
            raise Busy

        async def use(self, _: SessionId) -> None:
            raise Busy

    conversation = a_conversation(slow, sessions=Away(at_once=False))
    conversation._unavailable = (Busy,)
    conversation.active = active
    for _ in range(2):
        conversation.looked(holds=False)
        looking = conversation._looking
        assert looking is not None
        await looking
        assert conversation._looking is None
        assert conversation.active is active
        assert conversation._peer.code is None


async def test_a_message_that_is_taken_in_tells_the_rounds(slow: Slow) -> None:
    told: list[str] = []
    taken = iter((True, False))
    desk = SimpleNamespace(
        frames=Limits(clock=FixedClock(), burst=200),
        rooms=SimpleNamespace(post_at_once=lambda *_: next(taken)),
        rounds=SimpleNamespace(message=lambda: told.append("message")),
    )
    conversation = a_conversation(slow, desk=desk)
    said = live.send_frame(ref=1, case=CaseId(bytes(16)), message=bytes(9))
    assert [conversation._taken(said) for _ in range(2)] == [True, False]
    assert told == ["message"]


async def test_a_socket_that_has_ended_is_not_looked_at_again(slow: Slow) -> None:
    sessions = Held(at_once=False)
    conversation = a_conversation(slow, sessions=sessions)
    conversation._peer.end(SIGNED_OUT)
    conversation.looked(holds=False)
    assert sessions.asked == []
    assert conversation._looking is None


@pytest.mark.parametrize("at_once", [True, False])
async def test_a_socket_is_looked_at_when_it_opens_and_in_rounds_until_it_ends(
    slow: Slow, at_once: bool
) -> None:
    class Idle:
        async def close(self, _: int) -> None:
            """Nobody reads."""

    async def nothing() -> object:
        return await asyncio.Event().wait()

    sessions = Held(at_once=at_once)
    hub, rounds = Hub(), Rounds(seconds=0.02, sessions=sessions)
    desk = SimpleNamespace(hub=hub, rounds=rounds, notices=SimpleNamespace(back=lambda _: None))
    conversation = a_conversation(slow, sessions=sessions, desk=desk)
    conversation._websocket, conversation._receive = cast("Any", Idle()), cast("Any", nothing)
    for _ in range(9):
        slow.lets.release()
    running = asyncio.create_task(conversation.run())
    await asyncio.sleep(0)
    assert sessions.asked == ["at once, False"]
    async with asyncio.timeout(10):
        while len(sessions.asked) < 6:  # noqa: ASYNC110 -- a round has no event to wait for
            await asyncio.sleep(0.01)
    assert sessions.asked[:3] == [
        "at once, False",
        *(["at once, False"] * 2 if at_once else ["peek", "at once, False"]),
    ]
    assert len(rounds) == 1
    conversation._peer.end(SIGNED_OUT)
    await running
    assert len(rounds) == 0


async def test_the_hub_keeps_nothing_of_who_left() -> None:
    hub = Hub()
    peers = [a_peer(number) for number in range(50)]
    for peer in peers:
        hub.join(peer)
    for peer in peers * 2:
        hub.leave(peer)
    assert len(hub) == 0
    assert vars(hub)["_peers"] == {}
