"""What one turn of the loop writes to a socket goes out at once, in order, and none is lost."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import websockets
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from bot.gathering import GATHERED_BYTES, Gathering
from bot.listener import Listener, bind


class Recorded(asyncio.Transport):
    """A transport that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[bytes] = []
        self.said: list[str] = []

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
async def gathering(inner: Recorded) -> Gathering:
    return Gathering(inner, asyncio.get_running_loop())


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


async def test_closing_sends_what_was_written_first(inner: Recorded, gathering: Gathering) -> None:
    gathering.write(b"last")
    gathering.close()
    assert (inner.writes, inner.said) == ([b"last"], ["close"])
    await turn()
    assert inner.writes == [b"last"]


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


@asynccontextmanager
async def echoing(times: int) -> AsyncIterator[str]:
    """The address of a server that says each text `times` times."""

    async def echo(websocket: WebSocket) -> None:
        await websocket.accept()
        with contextlib.suppress(Exception):
            while True:
                text = await websocket.receive_text()
                for number in range(times):
                    await websocket.send_text(f"{number} {text}")

    app = Starlette(routes=[WebSocketRoute("/echo", echo)])
    bound = bind(host="127.0.0.1", port=0, setting="PORT")
    listener = Listener(app=app, bound=bound)
    serving = asyncio.create_task(listener.run_here())
    await listener.ready()
    try:
        yield f"ws://127.0.0.1:{bound.getsockname()[1]}/echo"
    finally:
        listener.end()
        await serving
        bound.close()


async def test_frames_arrive_whole_and_in_order() -> None:
    long = "x" * 60_000
    async with echoing(times=20) as url, websockets.connect(url) as client:
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
