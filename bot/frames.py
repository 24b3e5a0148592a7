"""WebSocket frames of the common kind, read and written without detours (RFC 6455 section 5.2).

A whole unfragmented binary frame is unmasked and handed over here, and what is sent gets its head
here. Handshakes, text, fragments, control frames, closing and whatever is wrong are uvicorn's and
websockets'; they get each frame whole, so that both always agree where the next one begins.

An application that knows the extension (handlers/web/way.py) is handed a frame, and sends one, by
a call of its own: through ASGI's own way each takes a task that is woken a turn of the loop later.
"""

import asyncio
import struct
from typing import Any, Final, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import OPEN

from bot.idle import Arrivals, Writable
from handlers.web.way import EXTENSION, Take

try:
    from websockets.speedups import apply_mask
except ImportError:  # a machine for which the library has nothing compiled
    from websockets.utils import apply_mask

_FIN: Final = 0x80
_TEXT: Final = 0x1
_BINARY: Final = 0x2
_CONTINUES: Final = 0x0
_CONTROL: Final = 0x8
_OPCODE: Final = 0x0F
_MASKED: Final = 0x80
_LENGTH: Final = 0x7F
_SHORT_END: Final = 126
_MIDDLE_END: Final = 1 << 16
_MASK_BYTES: Final = 4
_SHORT: Final = struct.Struct(">BB")
_MIDDLE: Final = struct.Struct(">BBH")
_LONG: Final = struct.Struct(">BBQ")


def head(opcode: int, size: int) -> bytes:
    """What stands before a server's unfragmented frame of `size` bytes: never masked."""
    if size < _SHORT_END:
        return _SHORT.pack(_FIN | opcode, size)
    if size < _MIDDLE_END:
        return _MIDDLE.pack(_FIN | opcode, _SHORT_END, size)
    return _LONG.pack(_FIN | opcode, _LENGTH, size)


def place(data: bytes | bytearray, at: int) -> tuple[int, int] | None:
    """Where the payload of the masked frame at `at` begins and ends; None while that is unsaid."""
    length, start = data[at + 1] & _LENGTH, at + _SHORT.size
    if length >= _SHORT_END:
        size = _MIDDLE.size if length == _SHORT_END else _LONG.size
        if len(data) < at + size:
            return None
        length, start = int.from_bytes(data[start : at + size], "big"), at + size
    return start + _MASK_BYTES, start + _MASK_BYTES + length


class PlainFrames(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol with a short way for whole binary frames and for sending."""

    _rest: bytearray | None = None
    """The beginning of a frame whose end has not come; bounded as whole frames are."""
    _apart = False
    """The rest of the connection is the library's: it ends, or something is wrong with it."""
    _fragments = False
    """The library is in the middle of a message that comes in several frames."""
    _take_at_once: Take | None = None
    """The application's own, which is asked first while it waits for the next event."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 -- uvicorn's own
        super().__init__(*args, **more)
        self._arrivals = Arrivals()
        self.queue = cast("asyncio.Queue[Any]", self._arrivals)
        self.writable = cast("asyncio.Event", Writable())

    def data_received(self, data: bytes) -> None:
        """Bytes came: whole binary frames are taken out, all else is the library's."""
        if self._apart or not self.handshake_complete:
            super().data_received(data)
            return
        if self._rest is None:
            at = self._take(data)
            if at < len(data):
                self._rest = bytearray(data[at:])
            return
        self._rest += data
        at = self._take(self._rest)
        if at == len(self._rest):
            self._rest = None
        else:
            del self._rest[:at]

    def _take(self, data: bytes | bytearray) -> int:
        """Take the whole frames at the start of `data`; how many bytes that was."""
        at, size = 0, len(data)
        while size - at >= _SHORT.size:
            if not data[at + 1] & _MASKED:
                return self._hand_over(data, at)
            found = place(data, at)
            if found is None:
                return at
            start, end = found
            if end - start > self.config.ws_max_size:
                return self._hand_over(data, at)
            if end > size:
                return at
            if data[at] == _FIN | _BINARY and not self._fragments and not self.close_sent:
                payload = apply_mask(data[start:end], data[start - _MASK_BYTES : start])
                self._arrived(payload)
            else:
                self._note(data[at])
                super().data_received(bytes(data[at:end]))
                if self.conn.state is not OPEN:
                    return self._hand_over(data, end)
            at = end
        return at

    def _arrived(self, payload: bytes) -> None:
        """Hand a message over: at once if the application waits for one and takes it."""
        at_once = self._take_at_once
        if at_once is not None and self._arrivals.awaited and at_once(payload):
            return
        self._arrivals.put_nowait({"type": "websocket.receive", "bytes": payload})
        if not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()

    def _note(self, first: int) -> None:
        """Remember whether the library waits for the rest of a message."""
        opcode = first & _OPCODE
        if opcode < _CONTROL:
            self._fragments = not first & _FIN

    def _hand_over(self, data: bytes | bytearray, at: int) -> int:
        """Everything from `at` on is the library's; nobody's once the connection is closed."""
        self._apart = True
        if at < len(data) and not self.transport.is_closing():
            super().data_received(bytes(data[at:]))
        return len(data)

    async def receive(self) -> Any:  # noqa: ANN401 -- ASGI's own
        """The next ASGI event."""
        arrivals = self._arrivals
        while arrivals.empty():
            await arrivals.come()
        event = arrivals.get_nowait()
        if self.read_paused and arrivals.empty():
            self.read_paused = False
            self.transport.resume_reading()
        return event

    async def run_asgi(self) -> None:
        """Serve the connection with the application, which may use the extension."""
        extensions = self.scope["extensions"]
        extensions[EXTENSION] = {"way": self}
        try:
            await super().run_asgi()
        finally:
            # A circle would stay in memory until somebody looks for such.
            extensions.pop(EXTENSION, None)
            self._take_at_once = None

    def hand_to(self, take: Take | None) -> None:
        """Way's own (handlers/web/way.py)."""
        self._take_at_once = take

    async def send(self, message: Any) -> None:  # noqa: ANN401 -- ASGI's own
        """Send one ASGI message; text and bytes of an open connection get their head here."""
        if message["type"] == "websocket.send":
            data = message.get("bytes")
            if self.sent(message["text"] if data is None else data):
                return
        await super().send(message)
        if message["type"] == "websocket.accept":
            self._forget_handshake()

    def sent(self, said: str | bytes) -> bool:
        """Way's own (handlers/web/way.py)."""
        plain = (
            self.conn.state is OPEN
            and self.handshake_complete
            and not self.close_sent
            and not self.disconnected
            and self.initial_response is None
            and self.writable.is_set()
        )
        if not plain:
            return False
        opcode, data = (_TEXT, said.encode()) if isinstance(said, str) else (_BINARY, said)
        self.transport.write(head(opcode, len(data)) + data)
        return True

    def _forget_handshake(self) -> None:
        """Its headers are of no use any more, and kilobytes for each socket that stays open."""
        self.request.headers.clear()
        self.response.headers.clear()
