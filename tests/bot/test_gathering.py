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


async def test_what_is_promised_a_flush_waits_for_it_alone(
    inner: Recorded, gathering: Gathering
) -> None:
    gathering.promised = True
    for data in (b"a", b"b"):
        gathering.write(data)
    await turn()
    assert inner.writes == []
    gathering.flush()
    assert inner.writes == [b"ab"]


async def test_what_nobody_promised_takes_along_what_waits_for_a_flush(
    inner: Recorded, gathering: Gathering
) -> None:
    gathering.promised = True
    gathering.write(b"a")
    gathering.promised = False
    gathering.write(b"b")
    await turn()
    assert inner.writes == [b"ab"]


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


Talk = Callable[[WebSocket], Awaitable[None]]


def echo(times: int) -> Talk:
    """Says each text `times` times."""

    async def talk(websocket: WebSocket) -> None:
        while True:
            text = await websocket.receive_text()
            for number in range(times):
                await websocket.send_text(f"{number} {text}")

    return talk


def announced(*, last: bool | None) -> Talk:
    """Answers a text with three frames, of which two say that there is more, and the third `last`
    or nothing; and leaves at a second text."""

    async def talk(websocket: WebSocket) -> None:
        await websocket.receive_text()
        for number, more in enumerate((True, True, last)):
            said = {"type": "websocket.send", "text": str(number)}
            await websocket._send(said if more is None else {**said, "more": more})
        await websocket.receive_text()

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


@pytest.mark.parametrize("last", [False, None])
async def test_frames_that_say_there_is_more_go_with_the_last(last: bool | None) -> None:
    async with serving(announced(last=last)) as url, websockets.connect(url) as client:
        await client.send("go")
        assert [await client.recv() for _ in range(3)] == ["0", "1", "2"]


async def test_frames_whose_promised_successor_never_comes_go_with_the_close() -> None:
    async with serving(announced(last=True)) as url, websockets.connect(url) as client:
        await client.send("go")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.recv(), 0.1)
        await client.send("leave")
        assert [text async for text in client] == ["0", "1", "2"]


def test_a_bound_socket_is_one_that_asyncio_sends_from_without_delay() -> None:
    bound = bind(host="127.0.0.1", port=0, setting="PORT")
    try:
        # asyncio's own condition (base_events._set_nodelay); an accepted socket inherits it.
        assert bound.proto == socket.IPPROTO_TCP
    finally:
        bound.close()
