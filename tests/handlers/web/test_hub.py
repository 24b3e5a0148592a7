"""The hub by itself: readers who do not read, an end, and what is left of who is gone."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any, cast

import pytest

from handlers.web.hub import MAX_FRAMES, Hub, Peer
from handlers.web.socket import Conversation
from people.accounts import Account, AccountId, AccountState, PublicKeys, Role
from people.sessions import Caller, SessionId


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


def a_conversation(slow: Slow) -> Conversation:
    """A socket whose reader is slow, and that is read from by nobody."""
    services: Any = SimpleNamespace(sessions=None, unavailable=())
    return Conversation(
        cast("Any", None), cast("Any", None), slow.send, services, cast("Any", None), a_caller()
    )


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


async def test_each_frame_says_whether_another_waits(slow: Slow) -> None:
    conversation = a_conversation(slow)
    for said in ("one", b"two", "three"):
        conversation._peer.push(said)
    sending = asyncio.create_task(conversation._several())
    for _ in range(3):
        slow.lets.release()
        await asyncio.sleep(0.01)
    assert [(m.get("text") or m.get("bytes"), m["more"]) for m in slow.got] == [
        ("one", True),
        (b"two", True),
        ("three", False),
    ]
    conversation._peer.end(4400)
    assert not await sending


async def test_what_waits_behind_a_slow_frame_is_dropped_at_the_end(slow: Slow) -> None:
    conversation = a_conversation(slow)
    for said in ("one", "two", "three"):
        conversation._peer.push(said)
    sending = asyncio.create_task(conversation._several())
    await asyncio.sleep(0.01)
    conversation._peer.end(4401)
    for _ in range(3):
        slow.lets.release()
    assert not await sending
    assert [m["text"] for m in slow.got] == ["one", '{"t":"signed_out"}']


async def test_the_hub_keeps_nothing_of_who_left() -> None:
    hub = Hub()
    peers = [a_peer(number) for number in range(50)]
    for peer in peers:
        hub.join(peer)
    for peer in peers * 2:
        hub.leave(peer)
    assert len(hub) == 0
    assert vars(hub)["_peers"] == {}
