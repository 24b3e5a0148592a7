"""What one turn of the loop writes to a socket goes out at once, in order, and none is lost."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import websockets
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from structlog.testing import capture_logs

from bot.gathering import GATHERED_BYTES, Gathering, Turn
from bot.listener import Listener, bind

SECRET = "what nobody may read in a log"


class Recorded(asyncio.Transport):
    """A transport that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[bytes] = []
        self.said: list[str] = []
        self.unsent = 0

    def get_write_buffer_size(self) -> int:
        return self.unsent

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.writes.append(bytes(data))

    def pause_reading(self) -> None:
        self.said.append("pause")

    def resume_reading(self) -> None:
        self.said.append("resume")

    def is_closing(self) -> bool:
        return "close" in self.said

    def close(self) -> None:
        self.said.append("close")

    def abort(self) -> None:
        self.said.append("abort")


@pytest.fixture
def inner() -> Recorded:
    return Recorded()


@pytest.fixture
def shared() -> Turn:
    return Turn()


@pytest.fixture
async def gathering(inner: Recorded, shared: Turn) -> Gathering:
    return Gathering(inner, asyncio.get_running_loop(), shared)


async def turn() -> None:
    """Let the event loop go once round."""
    await asyncio.sleep(0)


async def test_one_turns_writes_are_one_and_in_order(inner: Recorded, gathering: Gathering) -> None:
    for data in (b"a", bytearray(b"b"), memoryview(b"c")):
        gathering.write(data)
    assert inner.writes == []
    await turn()
    assert inner.writes == [b"abc"]
    gathering.write(b"d")
    await turn()
    assert inner.writes == [b"abc", b"d"]


async def test_much_is_not_held_back(inner: Recorded, gathering: Gathering) -> None:
    gathering.write(b"x" * (GATHERED_BYTES - 1))
    assert inner.writes == []
    gathering.write(b"y")
    assert inner.writes == [b"x" * (GATHERED_BYTES - 1) + b"y"]
    gathering.write(b"z")
    await turn()
    assert inner.writes[1:] == [b"z"]


async def test_whoever_wrote_last_ends_the_turn_for_every_connection(
    inner: Recorded, gathering: Gathering, shared: Turn
) -> None:
    other = Recorded()
    another = Gathering(other, asyncio.get_running_loop(), shared)
    for number, each in enumerate((gathering, another, gathering)):
        each.write(str(number).encode())
    shared.end()
    assert (inner.writes, other.writes) == ([b"02"], [b"1"])
    gathering.write(b"3")
    await turn()
    assert (inner.writes, other.writes) == ([b"02", b"3"], [b"1"])
    shared.end()
    assert inner.writes == [b"02", b"3"]


async def test_between_begin_and_end_the_loops_turn_does_not_count(
    inner: Recorded, gathering: Gathering, shared: Turn
) -> None:
    shared.begin()
    gathering.write(b"1")
    await turn()
    assert inner.writes == []
    shared.end()
    assert inner.writes == [b"1"]
    gathering.write(b"2")
    await turn()
    assert inner.writes == [b"1", b"2"]


async def test_what_was_held_before_goes_with_it(
    inner: Recorded, gathering: Gathering, shared: Turn
) -> None:
    gathering.write(b"1")
    shared.begin()
    gathering.write(b"2")
    shared.end()
    assert inner.writes == [b"12"]


class Broken(Recorded):
    """A transport that cannot be written to."""

    def write(self, data: bytes | bytearray | memoryview) -> None:  # noqa: ARG002 -- asyncio's
        raise ArithmeticError(SECRET)


async def test_a_connection_that_fails_holds_up_no_other_and_not_who_ends_the_turn(
    inner: Recorded, gathering: Gathering, shared: Turn
) -> None:
    broken = Broken()
    failing = Gathering(broken, asyncio.get_running_loop(), shared)
    with capture_logs() as logs:
        for each in (failing, gathering):
            each.write(b"1")
        shared.end()
    assert inner.writes == [b"1"]
    assert broken.said == ["abort"]
    assert logs == [{"event": "gathering.fault", "error": "ArithmeticError", "log_level": "error"}]


async def test_closing_sends_what_was_written_first(inner: Recorded, gathering: Gathering) -> None:
    gathering.write(b"last")
    gathering.close()
    assert (inner.writes, inner.said) == ([b"last"], ["close"])
    await turn()
    assert inner.writes == [b"last"]


async def test_whoever_does_not_read_what_was_written_cannot_keep_a_connection(
    inner: Recorded, gathering: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gathering.LINGER_SECONDS", 0.05)
    gathering.close()
    await asyncio.sleep(0.1)
    assert inner.said == ["close"]
    inner.unsent = 1  # as of one who said that they write no more: asyncio closes it by itself
    gathering.close()
    assert inner.said == ["close", "close"]
    await asyncio.sleep(0.1)
    assert inner.said == ["close", "close", "abort"]


async def test_aborting_drops_what_was_not_sent(inner: Recorded, gathering: Gathering) -> None:
    gathering.write(b"dropped")
    gathering.abort()
    await turn()
    assert (inner.writes, inner.said) == ([], ["abort"])


async def test_reading_pauses_only_when_nobody_took_what_was_read(
    inner: Recorded, gathering: Gathering
) -> None:
    gathering.pause_reading()
    gathering.resume_reading()
    await turn()
    assert inner.said == ["resume"]
    gathering.pause_reading()
    await turn()
    assert inner.said == ["resume", "pause"]


Talk = Callable[[WebSocket], Awaitable[None]]


def echo(times: int) -> Talk:
    """Says each text `times` times."""

    async def talk(websocket: WebSocket) -> None:
        while True:
            text = await websocket.receive_text()
            for number in range(times):
                await websocket.send_text(f"{number} {text}")

    return talk


@asynccontextmanager
async def serving(talk: Talk) -> AsyncIterator[str]:
    """The address of a server that talks like this with everybody, and then leaves."""

    async def endpoint(websocket: WebSocket) -> None:
        await websocket.accept()
        with contextlib.suppress(WebSocketDisconnect):
            await talk(websocket)
            await websocket.close()

    app = Starlette(routes=[WebSocketRoute("/echo", endpoint)])
    bound = bind(host="127.0.0.1", port=0, setting="PORT")
    listener = Listener(app=app, bound=bound)
    running = asyncio.create_task(listener.run_here())
    await listener.ready()
    try:
        yield f"ws://127.0.0.1:{bound.getsockname()[1]}/echo"
    finally:
        listener.end()
        await running
        bound.close()


async def test_frames_arrive_whole_and_in_order() -> None:
    long = "x" * 60_000
    async with serving(echo(times=20)) as url, websockets.connect(url) as client:
        for text in ("short", long):
            await client.send(text)
            got = [await client.recv() for _ in range(20)]
            assert got == [f"{number} {text}" for number in range(20)]


def test_a_bound_socket_is_one_that_asyncio_sends_from_without_delay() -> None:
    bound = bind(host="127.0.0.1", port=0, setting="PORT")
    try:
        # asyncio's own condition (base_events._set_nodelay); an accepted socket inherits it.
        assert bound.proto == socket.IPPROTO_TCP
    finally:
        bound.close()
