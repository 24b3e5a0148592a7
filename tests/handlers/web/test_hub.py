"""The hub by itself: readers who do not read, an end, and what is left of who is gone."""

import json

from handlers.web.hub import MAX_FRAMES, Hub, Peer
from people.accounts import Account, AccountId, AccountState, PublicKeys, Role
from people.sessions import Caller, SessionId


def a_peer(number: int = 1, role: Role = Role.STUDENT) -> Peer:
    account = Account(
        id=AccountId(bytes([number]) * 16),
        role=role,
        state=AccountState.ACTIVE,
        keys=PublicKeys(sign=bytes(32), box=bytes(32)),
    )
    return Peer(Caller(account=account, session=SessionId(bytes([number]) * 32)))


async def test_a_reader_who_does_not_read_is_ended_4408() -> None:
    hub, slow = Hub(), a_peer()
    hub.join(slow)
    for _ in range(MAX_FRAMES):
        hub.queue(slow.account)
    assert slow.code is None
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


async def test_the_hub_keeps_nothing_of_who_left() -> None:
    hub = Hub()
    peers = [a_peer(number) for number in range(50)]
    for peer in peers:
        hub.join(peer)
    for peer in peers * 2:
        hub.leave(peer)
    assert len(hub) == 0
    assert vars(hub)["_peers"] == {}
