"""WebSocket connections that spare system calls: what one turn of the loop writes goes out at once.

Bytes and when they are handed to the kernel; frames are frames.py's, uvicorn's and websockets', and
what is in them nobody here knows.
"""

import asyncio
from typing import Any, Final, cast

from bot.frames import PlainFrames
from bot.reading import SharedBuffer

MORE: Final = "more"
"""In an ASGI message to be sent: whether its sender has another one ready. Servers that do not
know it do not miss it."""
GATHERED_BYTES: Final = 64 * 1024
"""asyncio's own high-water mark: beyond it nothing is held back, so that a reader who is slow is
felt as soon as without gathering."""


class Gathering(asyncio.Transport):
    """A transport whose writes of one turn of the event loop are one system call.

    A group's commit acknowledges several messages of a socket and brings it several of the
    other's: sent one by one, each is a system call, the dearest part of a message. Reading is
    paused only if nobody has taken what was read by the end of the turn: pausing and resuming
    for every frame is two more.
    """

    def __init__(self, inner: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._inner = inner
        self._loop = loop
        self._held: list[bytes] = []
        self._size = 0
        self._reading = True
        self._looks = False
        self._soon = False
        self.promised = False
        """Whoever writes now calls `flush` as soon as there is no more: sooner than a turn's end,
        and without a call of the loop's."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Hand `data` to the kernel by the end of this turn, in order."""
        if not self.promised and not self._soon:
            self._soon = True
            self._loop.call_soon(self._end_of_turn)
        self._held.append(bytes(data))
        self._size += len(data)
        if self._size >= GATHERED_BYTES:
            self.flush()

    def _end_of_turn(self) -> None:
        self._soon = False
        self.flush()

    def flush(self) -> None:
        """Hand over what is held."""
        if not self._held:
            return
        data = self._held[0] if len(self._held) == 1 else b"".join(self._held)
        self._held.clear()
        self._size = 0
        self._inner.write(data)

    def pause_reading(self) -> None:
        """Read no more after this turn, unless reading was resumed by then."""
        self._reading = False
        if not self._looks:
            self._looks = True
            self._loop.call_soon(self._pause)

    def _pause(self) -> None:
        self._looks = False
        if not self._reading and not self._inner.is_closing():
            self._inner.pause_reading()

    def resume_reading(self) -> None:
        """Read on."""
        self._reading = True
        self._inner.resume_reading()

    def close(self) -> None:
        """Close once what was written is sent."""
        self.flush()
        self._inner.close()

    def abort(self) -> None:
        """Close at once; what was not sent is dropped."""
        self._held.clear()
        self._inner.abort()

    def is_closing(self) -> bool:
        """Whether it is closed or closes."""
        return self._inner.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 -- asyncio's
        """What asyncio knows of the connection."""
        return self._inner.get_extra_info(name, default)


class GatheringProtocol(SharedBuffer, PlainFrames):
    """uvicorn's WebSocket protocol on such a transport."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is there."""
        self._out = Gathering(cast("asyncio.Transport", transport), self.loop)
        super().connection_made(self._out)

    async def send(self, message: Any) -> None:  # noqa: ANN401 -- ASGI's own
        """Send one ASGI message. One that says `more` is in its `MORE` waits for the next; one
        that says there is none goes out at once with what waited; others say nothing of it.
        """
        more = message.get(MORE)
        if more is None:
            await super().send(message)
            return
        self._out.promised = True
        try:
            if not self.sent_plainly(message):
                await super().send(message)
        finally:
            self._out.promised = False
            if not more:
                self._out.flush()
