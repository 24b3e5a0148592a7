"""The short way for frames does what the library does, whatever comes and in what pieces."""

import asyncio
import contextlib
import gc
import itertools
import weakref
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame, Opcode

from bot.frames import PlainFrames, head
from handlers.web.way import EXTENSION, NoWay, way_of

BOUND: Final = 70_000
MASK: Final = b"\x1f\x00\xa5\x77"
HANDSHAKE: Final = (
    b"GET / HTTP/1.1\r\nHost: peerlink.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"
)


class Wire(asyncio.Transport):
    """What a protocol wrote, and whether it closed."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += bytes(data)

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True


@dataclass
class Heard:
    """An application that keeps what it hears, and answers unless it is `silent`.

    Of what the server's own way would hand over at once it takes what `takes` says, in turn.
    """

    silent: bool = False
    takes: tuple[bool, ...] = ()
    taken: int = 0
    events: list[dict[str, Any]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        way = way_of(scope) if self.takes else NoWay()
        turns = itertools.cycle(self.takes)

        def take(said: bytes) -> bool:
            if not next(turns):
                return False
            self.taken += 1
            self.events.append({"type": "websocket.receive", "bytes": said})
            if not self.silent:
                assert way.sent(b"had")
                assert way.sent("h\u00e4d")
            return True

        await receive()
        await send({"type": "websocket.accept"})
        way.hand_to(take)
        while True:
            event = dict(await receive())
            self.events.append(event)
            if event["type"] == "websocket.disconnect":
                return
            if self.silent:
                continue
            with contextlib.suppress(OSError, RuntimeError):  # it has ended meanwhile
                if event.get("text") == "end":
                    await send({"type": "websocket.close", "code": 4400})
                else:
                    await send({"type": "websocket.send", "bytes": b"had"})
                    await send({"type": "websocket.send", "text": "h\u00e4d"})


async def outcome(
    kind: type[WebSocketsSansIOProtocol],
    pieces: list[bytes],
    *,
    silent: bool = False,
    takes: tuple[bool, ...] = (),
) -> tuple[list[dict[str, Any]], bytes, bool]:
    """What the application hears, what goes out and whether it closes, when these come."""
    return await outcome_of(Heard(silent=silent, takes=takes), kind, pieces)


async def outcome_of(
    app: Heard, kind: type[WebSocketsSansIOProtocol], pieces: list[bytes]
) -> tuple[list[dict[str, Any]], bytes, bool]:
    """The same of one application."""
    wire = Wire()
    config = Config(app, ws_max_size=BOUND, ws_per_message_deflate=False, log_config=None)
    config.load()
    protocol = kind(config, ServerState(), {})
    protocol.connection_made(wire)
    protocol.data_received(HANDSHAKE)
    await settled()
    assert protocol.handshake_complete
    for piece in pieces:
        if not wire.closed:
            protocol.data_received(piece)
            await settled()
    closed = wire.closed
    protocol.connection_lost(None)
    await settled()
    assert not protocol.tasks
    return app.events, wire.written, closed


async def settled() -> None:
    """Let the application hear and answer what came."""
    for _ in range(12):
        await asyncio.sleep(0)


def masked(first: int, payload: bytes, *, length: int | None = None) -> bytes:
    """A client's frame that begins with these bits; `length` is a lie about its size."""
    size = len(payload) if length is None else length
    whole = head(0, size)
    body = bytes(byte ^ MASK[at % 4] for at, byte in enumerate(payload))
    return bytes((first, whole[1] | 0x80)) + whole[2:] + MASK + body


SIZES: Final = st.sampled_from([0, 1, 2, 125, 126, 127, 400])
PAYLOADS: Final = st.one_of(
    SIZES.map(lambda size: bytes(at % 251 for at in range(size))),
    st.sampled_from([b"end", "h\u00e4".encode(), b"\xff", b"\x03\xe8", b"\x03\xe8bye"]),
)
FIRST: Final = st.one_of(
    st.sampled_from([0x82] * 6 + [0x81, 0x01, 0x02, 0x00, 0x80, 0x89, 0x8A, 0x88, 0xC2, 0x83]),
    st.integers(0, 255),
)


WRONG: Final = st.sampled_from(
    [
        b"",
        b"\x82\x05naked",
        masked(0x82, b"", length=BOUND + 1),
        masked(0x82, b"", length=2**63 + 1),
        masked(0x82, bytes(BOUND)),
        masked(0x82, bytes(BOUND + 1)),
        b"\x82",
        b"\x82\xfe\x01",
    ]
)


@st.composite
def streams(draw: st.DrawFn) -> tuple[list[bytes], list[bytes]]:
    """Frames right and wrong: one by one, and cut anywhere."""
    said = draw(st.lists(st.tuples(FIRST, PAYLOADS), min_size=1, max_size=8))
    frames = [*(masked(first, payload) for first, payload in said), draw(WRONG)]
    whole = b"".join(frames)
    cuts = sorted(draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    ends = zip([0, *cuts], [*cuts, len(whole)], strict=True)
    return [each for each in frames if each], [whole[a:b] for a, b in ends if a < b]


TAKES: Final = st.lists(st.booleans(), max_size=3).map(tuple)


@given(stream=streams(), takes=TAKES)
@settings(max_examples=300, deadline=None)
async def test_attack_25_any_frames_in_any_pieces_are_heard_as_the_library_hears_them(
    stream: tuple[list[bytes], list[bytes]], takes: tuple[bool, ...]
) -> None:
    frames, pieces = stream
    # The library drops good frames that come in one piece with a bad one: given one by one.
    expected = await outcome(WebSocketsSansIOProtocol, frames, silent=True)
    assert await outcome(PlainFrames, pieces, silent=True, takes=takes) == expected
    # What is answered depends on what came before: one by one for both.
    expected = await outcome(WebSocketsSansIOProtocol, frames)
    assert await outcome(PlainFrames, frames, takes=takes) == expected


async def test_a_way_hands_over_only_what_is_waited_for() -> None:
    """The first frame is heard at once; the rest of the same piece stays behind it in order."""
    app, three = Heard(takes=(False, True)), [masked(0x82, bytes([n])) for n in range(3)]
    events, _, _ = await outcome_of(app, PlainFrames, [b"".join(three)])
    # The one that was not taken woke whoever waits: until they have been there nobody is asked.
    assert [event["bytes"] for event in events[:3]] == [b"\x00", b"\x01", b"\x02"]
    assert app.taken == 0
    app = Heard(takes=(True,))
    await outcome_of(app, PlainFrames, [b"".join(three)])
    assert app.taken == 3


async def test_nothing_is_sent_on_the_way_of_a_connection_that_ended_or_whose_reader_is_slow() -> (
    None
):
    config = Config(Heard(), ws_max_size=BOUND, ws_per_message_deflate=False, log_config=None)
    config.load()
    wire, protocol = Wire(), PlainFrames(config, ServerState(), {})
    protocol.connection_made(wire)
    assert not protocol.sent(b"too early")
    protocol.data_received(HANDSHAKE)
    await settled()
    before = wire.written
    protocol.pause_writing()
    assert not protocol.sent(b"full")
    protocol.resume_writing()
    assert protocol.sent(b"there")
    assert wire.written == before + b"\x82\x05there"
    await protocol.send({"type": "websocket.close", "code": 4400})
    closed = wire.written
    assert not protocol.sent(b"closing")
    protocol.connection_lost(None)
    assert not protocol.sent(b"gone")
    await settled()
    assert wire.written == closed


def test_a_server_may_have_no_way() -> None:
    way = NoWay()
    scopes: tuple[Scope, ...] = ({"extensions": {"another": {}}}, {"extensions": None}, {})
    assert way_of({"extensions": {EXTENSION: {"way": way}, "another": {}}}) is way
    for none in scopes:
        assert not way_of(none).sent(b"nobody's")


async def refusing(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that closes, and asks for no way."""
    assert EXTENSION in scope["extensions"]
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": 4401})


@pytest.mark.parametrize("app", [refusing, Heard(takes=(True, False))])
async def test_a_connection_that_ended_leaves_no_circle(app: ASGIApp) -> None:
    config = Config(app, ws_max_size=BOUND, ws_per_message_deflate=False, log_config=None)
    config.load()
    gc.disable()
    try:
        protocol = PlainFrames(config, ServerState(), {})
        protocol.connection_made(Wire())
        protocol.data_received(HANDSHAKE)
        await settled()
        protocol.connection_lost(None)
        await settled()
        left = weakref.ref(protocol)
        del protocol
        assert left() is None
    finally:
        gc.enable()


async def test_what_comes_in_one_piece_behind_the_end_is_not_answered() -> None:
    wrong, ping = masked(0x81, b"\xff"), masked(0x89, b"")
    alone = await outcome(PlainFrames, [wrong])
    assert alone[2]
    assert await outcome(PlainFrames, [wrong + ping]) == alone


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, BOUND])
async def test_a_whole_binary_frame_comes_byte_by_byte(size: int) -> None:
    frame = masked(0x82, bytes(at % 251 for at in range(size)))
    first = [frame[at : at + 1] for at in range(20)]
    pieces = [*(each for each in first if each), frame[20:] + frame[:1], frame[1:]]
    events, _, closed = await outcome(PlainFrames, pieces)
    assert [len(event["bytes"]) for event in events[:2]] == [size, size]
    assert not closed


async def test_an_open_connection_keeps_nothing_of_its_handshake() -> None:
    config = Config(Heard(), ws_max_size=BOUND, ws_per_message_deflate=False, log_config=None)
    config.load()
    protocol = PlainFrames(config, ServerState(), {})
    protocol.connection_made(Wire())
    protocol.data_received(HANDSHAKE.replace(b"\r\n\r\n", b"\r\nCookie: of-theirs\r\n\r\n"))
    await settled()
    assert protocol.handshake_complete
    assert not list(protocol.request.headers.raw_items())
    assert not list(protocol.response.headers.raw_items())
    protocol.connection_lost(None)
    await settled()


async def test_the_short_way_is_the_one_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole binary frames and what is sent never reach the library: else nothing is tested."""

    def dear(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(WebSocketsSansIOProtocol, "handle_bytes", dear)
    monkeypatch.setattr(Frame, "serialize", dear)
    events, written, _ = await outcome(PlainFrames, [masked(0x82, b"one"), masked(0x82, b"two")])
    assert [event["bytes"] for event in events[:2]] == [b"one", b"two"]
    assert written.endswith(b"\x82\x03had\x81\x04h\xc3\xa4d" * 2)


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 100_000])
@pytest.mark.parametrize("opcode", [Opcode.TEXT, Opcode.BINARY])
def test_a_head_is_the_librarys(opcode: Opcode, size: int) -> None:
    data = bytes(size)
    assert head(opcode, size) + data == Frame(opcode, data).serialize(mask=False)
