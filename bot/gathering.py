"""WebSocket connections that spare system calls: what one turn of the loop writes goes out at once.

Bytes and when they are handed to the kernel; frames are frames.py's, uvicorn's and websockets', and
what is in them nobody here knows.
"""

import asyncio
from typing import Any, Final, cast

import structlog

from bot.frames import PlainFrames
from bot.reading import SharedBuffer, let_go

GATHERED_BYTES: Final = 64 * 1024
"""asyncio's own high-water mark: beyond it nothing is held back, so that a reader who is slow is
felt as soon as without gathering."""
LINGER_SECONDS: Final = 10.0
"""For how long a connection that closes is left to whoever reads what was written to it. Else one
who reads nothing would keep it, with all that the system holds for it."""
_log = structlog.get_logger("gathering")


class Turn:
    """The connections of one loop that hold something back in this turn of it."""

    def __init__(self) -> None:
        self._holding: list[Gathering] = []
        self._awaited = False

    def hold(self, connection: "Gathering", loop: asyncio.AbstractEventLoop) -> None:
        """Let go of what `connection` holds by the end of this turn."""
        if not self._holding and not self._awaited:
            loop.call_soon(self.end)
        self._holding.append(connection)

    def begin(self) -> None:
        """Let go of what is held from now on by `end` alone, which comes before anything else is
        done: waiting for the turn's end would be a turn more."""
        self._awaited = True

    def end(self) -> None:
        """Let go of everything now: for whoever knows that they wrote last."""
        self._awaited = False
        holding, self._holding = self._holding, []
        for connection in holding:
            try:
                connection.flush()
            except Exception as error:  # noqa: BLE001 -- the others go on, and whoever ended it
                _log.error("gathering.fault", error=type(error).__name__)
                connection.abort()


class Gathering(asyncio.Transport):
    """A transport whose writes of one turn of the event loop are one system call.

    A group's commit acknowledges several messages of a socket and brings it several of the
    other's: sent one by one, each is a system call, the dearest part of a message. Reading is
    paused only if nobody has taken what was read by the end of the turn: pausing and resuming
    for every frame is two more.
    """

    def __init__(
        self, inner: asyncio.Transport, loop: asyncio.AbstractEventLoop, turn: Turn
    ) -> None:
        super().__init__()
        self._inner = inner
        self._loop = loop
        self._turn = turn
        self._held: list[bytes] = []
        self._size = 0
        self._reading = True
        self._looks = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Hand `data` to the kernel by the end of this turn, in order."""
        if not self._held:
            self._turn.hold(self, self._loop)
        self._held.append(bytes(data))
        self._size += len(data)
        if self._size >= GATHERED_BYTES:
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
        """Close once what was written is sent, or was not taken for LINGER_SECONDS."""
        self.flush()
        if self._inner.get_write_buffer_size():
            self._loop.call_later(LINGER_SECONDS, self._inner.abort)
        self._inner.close()

    def abort(self) -> None:
        """Close at once; what was not sent is dropped."""
        self._held.clear()
        self._inner.abort()

    def let_go(self) -> None:
        """The connection is gone: keep nothing of it."""
        let_go(self._inner)

    def is_closing(self) -> bool:
        """Whether it is closed or closes."""
        return self._inner.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 -- asyncio's
        """What asyncio knows of the connection."""
        return self._inner.get_extra_info(name, default)


class GatheringProtocol(SharedBuffer, PlainFrames):
    """uvicorn's WebSocket protocol on such a transport."""

    def __init__(self, *args: Any, turn: Turn, **more: Any) -> None:  # noqa: ANN401 -- uvicorn's own
        super().__init__(*args, **more)
        self._turn = turn

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is there."""
        inner = cast("asyncio.Transport", transport)
        super().connection_made(Gathering(inner, self.loop, self._turn))

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        super().connection_lost(exc)
        cast("Gathering", self.transport).let_go()

    def eof_received(self) -> None:
        """Nothing more comes: asyncio would close the connection by itself, and wait for ever
        until what was written is read."""
        self.transport.close()
