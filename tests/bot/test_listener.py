"""What connections leave behind is not kept until the collector is full."""

import asyncio
import gc
import socket
import sys
import weakref

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from bot.listener import WAVE_OBJECTS, WAVE_TICKS, YOUNG_TICKS, Listener, bind


class Left:
    """Refers to itself, as a transport that was closed does."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def bound() -> socket.socket:
    return bind(host="127.0.0.1", port=0, setting="PORT")


async def test_new_objects_that_nobody_refers_to_go_within_seconds(bound: socket.socket) -> None:
    listener = Listener(app=Starlette(), bound=bound)
    gc.disable()
    try:
        left = weakref.ref(Left())
        listener.config.load()
        await listener.on_tick(YOUNG_TICKS - 1)
        assert left() is not None
        await listener.on_tick(YOUNG_TICKS)
        assert left() is None
    finally:
        gc.enable()
        bound.close()


async def test_many_new_objects_are_looked_at_sooner(bound: socket.socket) -> None:
    listener = Listener(app=Starlette(), bound=bound)
    gc.collect()
    gc.disable()
    try:
        listener.config.load()
        kept: list[list[None]] = [[] for _ in range(WAVE_OBJECTS)]
        await listener.on_tick(WAVE_TICKS - 1)
        lately = weakref.ref(Left())
        assert gc.get_count()[0] >= len(kept)
        await listener.on_tick(WAVE_TICKS)
        assert lately() is None
        assert gc.get_count()[0] < WAVE_OBJECTS
        soon = weakref.ref(Left())
        await listener.on_tick(2 * WAVE_TICKS)
        assert soon() is not None
    finally:
        gc.enable()
        bound.close()


def transports() -> set[int]:
    """The connections of asyncio's that somebody refers to, themselves included."""
    return {id(each) for each in gc.get_objects() if "SocketTransport" in type(each).__name__}


UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg=="
)


@pytest.mark.parametrize("headers", ["Connection: close", UPGRADE], ids=["request", "socket"])
async def test_a_connection_that_ended_is_gone_without_the_collector(
    bound: socket.socket, headers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ticks_or_objects in ("YOUNG_TICKS", "WAVE_OBJECTS"):
        monkeypatch.setattr(f"bot.listener.{ticks_or_objects}", sys.maxsize)
    ended = asyncio.Event()

    async def hang_up(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.close()
        ended.set()

    listener = Listener(app=Starlette(routes=[WebSocketRoute("/", hang_up)]), bound=bound)
    serving = asyncio.create_task(listener.run_here())
    await listener.ready()

    def visit() -> bytes:
        said = b""
        with socket.create_connection(bound.getsockname(), timeout=20) as line:
            line.sendall(f"GET / HTTP/1.1\r\nHost: here\r\n{headers}\r\n\r\n".encode())
            while data := line.recv(4096):
                said += data
                if headers == UPGRADE and ended.is_set():
                    break
        return said

    gc.collect()
    gc.disable()
    try:
        before = transports()
        for _ in range(5):
            ended.clear()
            assert (await asyncio.to_thread(visit)).startswith(b"HTTP/1.1 ")
        for _ in range(200):
            if transports() <= before:
                break
            await asyncio.sleep(0.01)
        assert transports() <= before
    finally:
        gc.enable()
        listener.end()
        await serving
