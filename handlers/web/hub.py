"""Open sockets by account: pushing to them, and ending them the moment their right ends.

Frames and bounds live here; what is read from a socket is socket.py's. Nothing is awaited, so
that neither a slow reader nor a full queue holds anybody up.
"""

import asyncio
import json
from typing import Any, Final

from crypto.wire import CaseId, live
from handlers.web.fields import encode
from handlers.web.lobby import Lobby
from handlers.web.way import NoWay, Way
from intake.ports import Stored
from people.accounts import AccountId
from people.sessions import Caller, SessionId

MAX_FRAMES: Final = 256
MAX_BYTES: Final = 2 * 1024 * 1024
MAX_SOCKETS: Final = 8

GOING_AWAY: Final = 1012
MALFORMED: Final = 4400
SIGNED_OUT: Final = 4401
TOO_SLOW: Final = 4408
TOO_MANY: Final = 4409


def frame(kind: str, **values: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    """A frame as it is sent."""
    return json.dumps({"t": kind, **values}, separators=(",", ":"))


def message_frame(case: CaseId, message: Stored) -> bytes:
    """A pushed `message`: always whole, since what is pushed has just become durable."""
    return live.message_frame(
        case=case,
        epoch=message.epoch,
        direction=message.direction,
        counter=message.counter,
        message=message.message,
    )


class Peer:
    """One open socket's way out: a bounded queue, and whether and how it is to end.

    The queue is for what cannot be sent at once by `way`.
    """

    def __init__(self, caller: Caller, way: Way | None = None) -> None:
        self._way = way or NoWay()
        self.account = caller.account.id
        self.session = caller.session
        self.holds = caller.account.role.holds
        # A list: an empty deque takes 760 bytes, and there are never many to move up.
        self._frames: list[str | bytes] = []
        self._size = 0
        self._waiter: asyncio.Future[None] | None = None
        self.code: int | None = None

    def push(self, said: str | bytes) -> None:
        """Send a frame or queue it; a reader that lets them pile up is ended with 4408."""
        if self.code is not None:
            return
        # Somebody waits for a frame: none is queued, and none is on its way out.
        if self._waiter is not None and not self._waiter.done() and self._way.sent(said):
            return
        if len(self._frames) >= MAX_FRAMES or self._size + len(said) > MAX_BYTES:
            self.end(TOO_SLOW)
            return
        self._frames.append(said)
        self._size += len(said)
        self._wake()

    def end(self, code: int) -> None:
        """Close with this code; what waits is dropped. The first code stays."""
        if self.code is not None:
            return
        self.code = code
        self._frames.clear()
        if code == SIGNED_OUT:
            self._frames.append(frame("signed_out"))
        self._wake()

    @property
    def ended(self) -> bool:
        """Whether nothing that comes from it counts any more."""
        return self.code is not None

    async def next(self) -> str | bytes | None:
        """The next frame to send, or None when the socket is to be closed."""
        while not self._frames:
            if self.code is not None:
                return None
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        said = self._frames.pop(0)
        self._size -= len(said)
        return said

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class Hub:
    """Every open socket. Implements intake's `Live`, people's `LiveSockets`, the team's port."""

    def __init__(self) -> None:
        self._peers: dict[AccountId, list[Peer]] = {}
        self.lobby = Lobby()

    def __len__(self) -> int:
        """How many sockets are open."""
        return sum(len(peers) for peers in self._peers.values())

    def join(self, peer: Peer) -> None:
        """Take a socket in. Beyond 8 of one account the oldest ends."""
        peers = self._peers.setdefault(peer.account, [])
        peers.append(peer)
        if len(peers) > MAX_SOCKETS:
            peers.pop(0).end(TOO_MANY)

    def leave(self, peer: Peer) -> None:
        """Let a socket go; leaving twice does nothing."""
        peers = self._peers.get(peer.account, [])
        if peer in peers:
            peers.remove(peer)
        if not peers:
            self._peers.pop(peer.account, None)

    def end_session(self, session: SessionId) -> None:
        """Close the sockets of one session."""
        for peers in self._peers.values():
            for peer in peers:
                if peer.session == session:
                    peer.end(SIGNED_OUT)

    def end_account(self, account: AccountId) -> None:
        """Close every socket of an account (attack 20)."""
        for peer in self._peers.get(account, ()):
            peer.end(SIGNED_OUT)

    def end_others(self, account: AccountId, *, but: SessionId) -> None:
        """Close every socket of an account but those of one session."""
        for peer in self._peers.get(account, ()):
            if peer.session != but:
                peer.end(SIGNED_OUT)

    def end_all(self) -> None:
        """Close every socket: the process stops, and devices come back by themselves."""
        for peers in self._peers.values():
            for peer in peers:
                peer.end(GOING_AWAY)

    def present(self, account: AccountId) -> bool:
        """Whether the account has an open socket that is not ending."""
        for peer in self._peers.get(account, ()):  # noqa: SIM110 - asked once for every message
            if peer.code is None:
                return True
        return False

    def message(
        self, account: AccountId, case: CaseId, message: Stored, *, but: Peer | None = None
    ) -> None:
        """A message became durable; `but` is the socket it came from."""
        data = b""
        for peer in self._peers.get(account, ()):
            if peer is not but:
                data = data or message_frame(case, message)
                peer.push(data)

    def case(self, account: AccountId, case: CaseId) -> None:
        """A case of theirs changed."""
        self._push(account, frame("case", case=encode(case)))

    def queue(self, account: AccountId) -> None:
        """The worker's queue changed."""
        self._push(account, frame("queue"))

    def team(self) -> None:
        """What holders see changed."""
        text = frame("team")
        for peers in self._peers.values():
            for peer in peers:
                if peer.holds:
                    peer.push(text)

    def _push(self, account: AccountId, text: str) -> None:
        for peer in self._peers.get(account, ()):
            peer.push(text)
