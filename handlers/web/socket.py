"""The socket: hello, messages in and out, and its end when the right to it ends (docs/api.md).

Frames come one after another from each socket, and a few may wait for their commit at once: a
writer who is faster than the store waits. What is pushed out is hub.py's.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

import structlog
from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.routing import WebSocketRoute
from starlette.types import Message, Receive, Scope, Send

from crypto import CryptoError
from crypto.wire import CaseId, live
from handlers.web.auth import Access, allowed
from handlers.web.cases import head_of
from handlers.web.desk import Desk, desk_of, refusal
from handlers.web.errors import ApiError
from handlers.web.fields import decode
from handlers.web.hub import MALFORMED, SIGNED_OUT, TOO_SLOW, Peer, frame
from handlers.web.lobby import Lobby
from handlers.web.services import Services, services_of
from handlers.web.way import Way, way_of
from intake.conversations import Behind
from intake.errors import IntakeError
from intake.ports import Durable, Stored
from intake.rooms import WriterTold
from people.errors import SignedOut
from people.sessions import Caller, SessionId

MAX_FRAME: Final = 128 * 1024
HELLO_SECONDS: Final = 5.0
SEND_SECONDS: Final = 20.0
FAULTS: Final = 5
"""Malformed frames before a socket is closed 4400."""
AHEAD: Final = 32
"""Messages of one socket that may wait for their commit; the next waits until one is durable."""
PACE_SECONDS: Final = 1.0
"""How long the next frame of somebody over the limit is left unread: what TCP holds back costs the
process nothing."""
COST_BYTES: Final = 2048
"""A longer message counts as several, so that nobody fills the disk faster than people write."""
GOING_AWAY: Final = 1001
FAULT: Final = 1011
_NESTED: Final = (dict, list)
_GONE: Final = (RuntimeError, WebSocketDisconnect, OSError)
"""What sending to a client that has left, or does not read, may raise."""
_log = structlog.get_logger("web.socket")


class BadFrame(Exception):
    """A frame is not one of docs/api.md. Its text is never shown."""


class Socket:
    """One device's live connection, as an ASGI application.

    Not one of FastAPI's endpoints: those keep 5 KB of bookkeeping for each socket as long as it
    is open, and put two calls more around every frame that is sent.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection until it ends."""
        websocket = WebSocket(scope, receive, send)
        services, desk = await services_of(websocket), await desk_of(websocket)
        await websocket.accept()
        caller = await _hello(websocket, services, desk.hub.lobby)
        if caller is None:
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await websocket.close(SIGNED_OUT)
            return
        scope["headers"] = ()  # of no use any more, and a kilobyte or two as long as it is open
        way = way_of(scope)
        await Conversation(websocket, receive, send, way, services, desk, caller).run()


router = APIRouter(routes=[WebSocketRoute("/api/socket", Socket())])


async def _hello(websocket: WebSocket, services: Services, lobby: Lobby) -> Caller | None:
    """Who says hello with a good token within 5 seconds, or sooner when many wait; or None."""
    try:
        async with asyncio.timeout(HELLO_SECONDS) as limit:
            with lobby.waits(limit):
                said = read_frame(_heard(await websocket.receive()))
        token = said.get("token")
        if said["t"] != "hello" or not isinstance(token, str):
            return None
        caller = await services.sessions.check(decode(token))
    except (TimeoutError, BadFrame, ValueError, SignedOut, WebSocketDisconnect):
        return None
    member = any(allowed(access, caller.account) for access in (Access.MEMBER, Access.HOLDER))
    return caller if member else None


def _heard(message: Message) -> str | bytes:
    """A frame that came: text or bytes. Raises BadFrame for one that is too long."""
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1005))
    data: bytes | None = message.get("bytes")
    if data is not None:
        if len(data) > MAX_FRAME:
            raise BadFrame
        return data
    text = str(message.get("text", ""))
    if len(text) > MAX_FRAME or len(text.encode("utf-8", "replace")) > MAX_FRAME:
        raise BadFrame
    return text


def read_frame(text: str | bytes) -> dict[str, Any]:
    """A text frame as a flat object with a text `t`. Raises BadFrame."""
    if isinstance(text, bytes):
        raise BadFrame
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise BadFrame from None
    if not isinstance(found, dict) or not isinstance(found.get("t"), str):
        raise BadFrame
    for value in found.values():
        if isinstance(value, _NESTED):
            raise BadFrame
    return found


def _cost(envelope: bytes) -> int:
    return 1 + len(envelope) // COST_BYTES


class Conversation:
    """One accepted socket until it ends: a reader, a writer and a look at the session."""

    def __init__(
        self,
        websocket: WebSocket,
        receive: Receive,
        send: Send,
        way: Way,
        services: Services,
        desk: Desk,
        caller: Caller,
    ) -> None:
        self._websocket = websocket
        # The server's own, without Starlette's bookkeeping around every frame.
        self._receive, self._send_raw = receive, send
        self._way = way
        self._sessions = services.sessions
        self._desk = desk
        self._peer = Peer(caller, way)
        self._unavailable = services.unavailable
        self._refusals: tuple[type[Exception], ...] = (
            IntakeError,
            ApiError,
            *services.unavailable,
        )
        self.active = False
        """Whether a message came since the session was last looked at."""
        self._busy = False
        self._looking: asyncio.Task[None] | None = None
        self._faults = 0
        self._owed = 0
        self._paid = False
        self._less: asyncio.Future[None] | None = None

    async def run(self) -> None:
        """Serve until the client leaves or the socket is ended; always leaves the hub."""
        self._peer.push(frame("ready"))
        self._desk.hub.join(self._peer)
        self._desk.notices.back(self._peer.account)
        reader = asyncio.create_task(self._guarded(self._read))
        self._way.hand_to(self._taken)
        # The first is at once: the session may have ended while hello was answered, before the hub
        # knew.
        self._desk.rounds.look([self])
        self._desk.rounds.join(self)
        try:
            await self._guarded(self._write)
        finally:
            self._desk.rounds.leave(self)
            self._way.hand_to(None)
            self._desk.hub.leave(self._peer)
            if self._busy:
                # What was taken in is brought to its end: the other side is told of a message
                # that became durable even when its writer's socket has ended meanwhile.
                await asyncio.wait([reader], timeout=SEND_SECONDS)
            ending = [reader] if self._looking is None else [reader, self._looking]
            for task in ending:
                task.cancel()
            await asyncio.gather(*ending, return_exceptions=True)
            with contextlib.suppress(*_GONE):
                # Whoever does not read would decide how long it takes.
                async with asyncio.timeout(SEND_SECONDS):
                    await self._websocket.close(self._peer.code or GOING_AWAY)

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        """Whatever ends one part ends the socket; a fault leaves its type's name in the log."""
        try:
            await work()
        except _GONE:
            self._peer.end(GOING_AWAY)
        except Exception as error:  # noqa: BLE001 -- the last line before the event loop's own log
            self._fault(error)

    def _fault(self, error: Exception) -> None:
        _log.error("socket.fault", error=type(error).__name__)
        self._peer.end(FAULT)

    async def _write(self) -> None:
        """Send what could not go at once; one who does not read any of it for long is ended."""
        try:
            while (said := await self._peer.next()) is not None:
                kind = "text" if isinstance(said, str) else "bytes"
                async with asyncio.timeout(SEND_SECONDS):
                    await self._send_raw({"type": "websocket.send", kind: said})
        except TimeoutError:
            self._peer.end(TOO_SLOW)

    @property
    def session(self) -> SessionId:
        """Whose right to the socket is looked at (rounds.py)."""
        return self._peer.session

    def looked(self, *, holds: bool) -> None:
        """Whether the session still holds; where that takes longer than to ask, it is a task's."""
        if self._peer.code is not None or self._looking is not None:
            return
        if holds:
            self.active = False
        else:
            self._looking = asyncio.create_task(self._guarded(self._watch))

    async def _watch(self) -> None:
        """End the socket of a session that idled out, was revoked or belongs to nobody."""
        used, self.active = self.active, False
        look = self._sessions.use if used else self._sessions.peek
        try:
            await look(self._peer.session)
        except SignedOut:
            self._peer.end(SIGNED_OUT)
        except self._unavailable:
            self.active = used or self.active  # it was not counted
            _log.warning("socket.unwatched")
        if self._peer.code is None:
            self._looking = None

    async def _read(self) -> None:
        while self._peer.code is None:
            try:
                said = _heard(await self._receive())
                while self._owed >= AHEAD:
                    self._less = asyncio.get_running_loop().create_future()
                    await self._less
                if self._peer.ended:
                    return
                self._busy = True
                if isinstance(said, bytes):
                    await self._send(said)
                else:
                    await self._answer(said)
            except BadFrame:
                self._malformed()
            finally:
                self._busy = False

    def _malformed(self) -> None:
        self._faults += 1
        if self._faults >= FAULTS:
            self._peer.end(MALFORMED)
        else:
            self._peer.push(frame("refused", error="malformed"))

    async def _answer(self, said: str) -> None:
        if read_frame(said)["t"] != "ping":
            raise BadFrame
        if not self._within(cost=1):
            await asyncio.sleep(PACE_SECONDS)
        self._peer.push(frame("pong"))

    def _taken(self, said: bytes) -> bool:
        """Take a message in at once. False: the reader's, who can wait, and who refuses."""
        if self._owed >= AHEAD or self._peer.ended or len(said) > MAX_FRAME:
            return False
        taken = True
        try:
            ref, case_id, envelope = live.read_send(said)
            self._paid = self._within(cost=_cost(envelope))
            account, told = self._peer.account, self._told(ref, case_id)
            rooms = self._desk.rooms
            taken = self._paid and rooms.post_at_once(account, case_id, envelope, told)
        except CryptoError:
            taken = False
        except self._refusals:
            taken = False
        except Exception as error:  # noqa: BLE001 -- the server's own log would tell more of it
            self._fault(error)
        if taken:
            self._paid = False
            self.active = True
            self._owed += 1
            self._desk.rounds.message()
        return taken

    async def _send(self, said: bytes) -> None:
        paid, self._paid = self._paid, False
        try:
            ref, case_id, envelope = live.read_send(said)
        except CryptoError:
            raise BadFrame from None
        self.active = True
        if not (paid or self._within(cost=_cost(envelope))):
            self._peer.push(frame("refused", ref=ref, error="slow_down"))
            await asyncio.sleep(PACE_SECONDS)
            return
        self._owed += 1
        try:
            account, told = self._peer.account, self._told(ref, case_id)
            await self._desk.rooms.post(account, case_id, envelope, told)
        except self._refusals as error:
            self._owe_less()
            self._refuse(ref, error)

    def _told(self, ref: int, case: CaseId) -> WriterTold:
        """What tells the socket what became of its message."""

        def told(verdict: Durable | Behind | None, kept: Stored, error: Exception | None) -> None:
            self._owe_less()
            if verdict is not None:
                self._peer.push(self._answer_to(ref, case, verdict, kept))
            elif error is not None:
                self._refuse(ref, error)

        return told

    def _owe_less(self) -> None:
        self._owed -= 1
        if self._less is not None and not self._less.done():
            self._less.set_result(None)

    def _within(self, *, cost: int) -> bool:
        """Whether the account may send this much now; else its socket is read more slowly."""
        try:
            self._desk.frames.spend(self._peer.account, cost=cost)
        except ApiError:
            return False
        return True

    def _answer_to(self, ref: int, case: CaseId, verdict: Durable | Behind, kept: Stored) -> str:
        if isinstance(verdict, Behind):
            room = verdict.room
            heads = {
                "epoch": room.epoch,
                "student": head_of(room.heads[0]).model_dump(mode="json"),
                "worker": head_of(room.heads[1]).model_dump(mode="json"),
            }
            return frame("behind", ref=ref, heads=heads)
        if verdict.new:
            self._desk.hub.message(self._peer.account, case, kept, but=self._peer)
        return f'{{"t":"ack","ref":{ref}}}'

    def _refuse(self, ref: int, error: Exception) -> None:
        """Answer a refusal; anything else is a fault, and ends the socket."""
        if isinstance(error, IntakeError):
            code = refusal(error)[1]
        elif isinstance(error, ApiError):
            code = error.code
        elif isinstance(error, self._unavailable):
            code = "unavailable"
        else:
            self._fault(error)
            return
        self._peer.push(frame("refused", ref=ref, error=code))
