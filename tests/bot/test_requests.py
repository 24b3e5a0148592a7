"""Answers that nobody reads are let go of, and nobody else's connection."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.server import ServerState

from bot.listener import Listener, bind
from bot.requests import READ_SECONDS, Requests

MUCH = 8 * 1024 * 1024
PIECE = 256 * 1024
LITTLE = 50_000
ASKED = b"GET /%s HTTP/1.1\r\nHost: test\r\n\r\n"


async def whole(_: Request) -> Response:
    return Response(bytes(MUCH))


async def little(_: Request) -> Response:
    """Less than what a writer is asked to wait for."""
    return Response(bytes(LITTLE))


async def in_pieces(_: Request) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(MUCH // PIECE):
            yield bytes(PIECE)

    return StreamingResponse(pieces())


def little_room() -> socket.socket:
    """A client's that takes in little that it does not read."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.setblocking(False)
    return client


@pytest.mark.parametrize("asked", [b"whole", b"pieces", b"little"])
async def test_attack_36_a_connection_whose_answer_nobody_reads_ends(
    asked: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.requests.READ_SECONDS", 0.05)
    answers = {"/whole": whole, "/pieces": in_pieces, "/little": little}
    app = Starlette(routes=[Route(path, answer) for path, answer in answers.items()])
    bound = bind(host="127.0.0.1", port=0, setting="PORT")
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    listener = Listener(app=app, bound=bound)
    serving = asyncio.create_task(listener.run_here())
    await listener.ready()
    loop = asyncio.get_running_loop()
    with little_room() as client:
        await loop.sock_connect(client, bound.getsockname())
        await loop.sock_sendall(client, ASKED % asked)
        connections = listener.server_state.connections
        while not connections:  # noqa: ASYNC110 -- nothing tells
            await asyncio.sleep(0.01)
        while connections:  # noqa: ASYNC110 -- nothing tells
            await asyncio.sleep(0.01)
        while listener.server_state.tasks:  # noqa: ASYNC110 -- nothing tells
            await asyncio.sleep(0.01)
    listener.end()
    await serving


class Pipe:
    """A transport: how much was written and not read."""

    def __init__(self) -> None:
        self.left = 0
        self.aborted = False
        self.closed = False

    def get_write_buffer_size(self) -> int:
        """Bytes."""
        return self.left

    def abort(self) -> None:
        """At once."""
        self.aborted = True

    def close(self) -> None:
        """Nothing more."""
        self.closed = True

    def is_closing(self) -> bool:
        """Whether it is closed."""
        return self.closed


class Later:
    """A loop's timers, run by hand."""

    def __init__(self) -> None:
        self.due: list[tuple[float, Callable[[], None]]] = []

    def call_later(self, seconds: float, call: Callable[..., None], *args: object) -> "Entry":
        """As asyncio's."""
        entry = (seconds, lambda: call(*args))
        self.due.append(entry)
        return Entry(self, entry)

    def pass_(self) -> list[float]:
        """All that waits is due; after how long it was to be."""
        due, self.due = self.due, []
        for _, call in due:
            call()
        return [seconds for seconds, _ in due]


class Entry:
    """One of them."""

    def __init__(self, later: Later, entry: tuple[float, Callable[[], None]]) -> None:
        self._later, self._entry = later, entry

    def cancel(self) -> None:
        """It does not come."""
        self._later.due = [each for each in self._later.due if each is not self._entry]


@pytest.fixture
async def connection() -> tuple[Requests, Pipe, Later]:
    config = uvicorn.Config(Starlette(), log_config=None)
    config.load()
    requests = Requests(config=config, server_state=ServerState(), app_state={})
    pipe: Any = Pipe()
    later: Any = Later()
    requests.transport, requests.loop = pipe, later
    requests.flow = FlowControl(pipe)
    return requests, pipe, later


Connection = tuple[Requests, Pipe, Later]


def read_but_for_ten(requests: Requests, pipe: Pipe) -> None:
    """Of an answer that had to wait, most is read, and ten bytes are not."""
    pipe.left = 100
    requests.pause_writing()
    pipe.left = 10
    requests.resume_writing()


async def test_whoever_reads_some_of_it_is_given_time_again(connection: Connection) -> None:
    requests, pipe, later = connection
    pipe.left = 100
    requests.pause_writing()
    for left in (99, 50, 49):
        pipe.left = left
        assert later.pass_() == [READ_SECONDS]
        assert not pipe.aborted
    later.pass_()
    assert pipe.aborted
    assert later.due == []


async def test_attack_36_the_last_of_an_answer_is_not_waited_for_for_ever(
    connection: Connection,
) -> None:
    requests, pipe, later = connection
    read_but_for_ten(requests, pipe)
    assert later.pass_() == [READ_SECONDS]
    assert pipe.aborted


async def test_what_is_written_meanwhile_is_not_taken_for_unread(connection: Connection) -> None:
    requests, pipe, later = connection
    going_on: Any = SimpleNamespace(response_complete=False)
    requests.cycle = going_on
    read_but_for_ten(requests, pipe)
    pipe.left = 50
    later.pass_()
    assert not pipe.aborted
    requests.pause_writing()
    later.pass_()
    assert pipe.aborted


async def test_attack_36_an_answer_that_failed_half_way_is_not_waited_for_either(
    connection: Connection,
) -> None:
    requests, pipe, later = connection
    broken: Any = SimpleNamespace(response_complete=False)
    requests.cycle = broken
    read_but_for_ten(requests, pipe)
    pipe.close()
    later.pass_()
    assert pipe.aborted


async def test_a_connection_that_became_a_socket_is_left_to_it(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests, pipe, later = connection
    monkeypatch.setattr("bot.requests.H11Protocol.handle_websocket_upgrade", lambda *_: None)
    pipe.left = 100
    requests.pause_writing()
    upgrade: Any = None
    requests.handle_websocket_upgrade(upgrade)
    assert later.due == []
    requests._start()
    assert later.due == []


async def test_of_an_answer_that_was_written_whole_the_rest_is_waited_for(
    connection: Connection,
) -> None:
    requests, pipe, later = connection
    requests._start()
    assert later.due == []
    pipe.left = 10
    requests._start()
    pipe.left = 30  # the next answer, on the same connection
    requests._start()
    assert len(later.due) == 1
    pipe.left = 0
    later.pass_()
    assert later.due == []
    assert not pipe.aborted


async def test_nothing_is_left_of_a_connection_that_was_lost(connection: Connection) -> None:
    requests, pipe, later = connection
    pipe.left = 100
    requests.pause_writing()
    requests.connection_lost(None)
    assert later.due == []
