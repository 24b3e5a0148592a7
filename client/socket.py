"""The live connection of the reference client: frames of docs/api.md "The socket".

It carries frames and matches answers to what was sent; what they mean is decided elsewhere.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any, Final, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from client.api import Refused, b64, unb64
from crypto.wire import CaseId, live

FRAME_BYTES: Final = 128 * 1024
ANSWER_SECONDS: Final = 20.0


class Socket:
    """One open socket: `send` waits for the durable acknowledgement, `events` yields pushes."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._events: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._next = 0
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, *, url: str, token: str) -> Self:
        """Connect and say hello. Raises Refused when the token is not good."""
        connection = await connect(url, max_size=FRAME_BYTES, compression=None)
        await connection.send(json.dumps({"t": "hello", "token": token}))
        try:
            ready = json.loads(await asyncio.wait_for(connection.recv(), ANSWER_SECONDS))
        except ConnectionClosed:
            raise Refused(401, "signed_out") from None
        if ready.get("t") != "ready":
            await connection.close()
            raise Refused(401, "signed_out")
        return cls(connection)

    async def send(self, *, case: str, message: str) -> dict[str, Any]:
        """Send one envelope; returns the `ack`, `behind` or `refused` frame that answers it."""
        self._next += 1
        ref = self._next
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[ref] = answer
        frame = live.send_frame(ref=ref, case=CaseId(unb64(case)), message=unb64(message))
        try:
            await self._connection.send(frame)
            return await asyncio.wait_for(answer, ANSWER_SECONDS)
        finally:
            self._waiting.pop(ref, None)

    async def events(self) -> AsyncIterator[dict[str, Any]]:
        """Pushed frames until the connection ends."""
        while (event := await self._events.get()) is not None:
            yield event

    async def event(self, kind: str, *, seconds: float = ANSWER_SECONDS) -> dict[str, Any]:
        """The next pushed frame of that kind; others before it are dropped."""
        async with asyncio.timeout(seconds):
            while (event := await self._events.get()) is not None:
                if event.get("t") == kind:
                    return event
        raise ConnectionError("the socket ended")

    async def close(self) -> None:
        await self._connection.close()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reader

    async def _read(self) -> None:
        try:
            async for said in self._connection:
                frame = _pushed(said) if isinstance(said, bytes) else json.loads(said)
                waiting = self._waiting.get(frame.get("ref", -1))
                if waiting is not None and not waiting.done():
                    waiting.set_result(frame)
                else:
                    self._events.put_nowait(frame)
        except ConnectionClosed:
            pass
        finally:
            self._events.put_nowait(None)
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(ConnectionError("the socket ended"))


def _pushed(data: bytes) -> dict[str, Any]:
    """A pushed `message` with the fields that HTTP gives one (docs/api.md `Message`)."""
    frame = live.read_message(data)
    return {
        "t": "message",
        "case": b64(frame.case),
        "epoch": frame.epoch,
        "direction": frame.direction,
        "counter": frame.counter,
        "message": b64(frame.message),
    }
