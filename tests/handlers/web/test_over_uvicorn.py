"""The same edge behind the real server: what only a socket can show."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
import uvicorn
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.fakes.web import Web


@asynccontextmanager
async def serving(web: Web) -> AsyncIterator[int]:
    """The port of a server that the operating system chose."""
    config = uvicorn.Config(
        web.app, host="127.0.0.1", port=0, log_config=None, access_log=False, server_header=False
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 -- uvicorn has no event for it
        await asyncio.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await task


HEAD = (
    b"POST /api/launch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)
CHUNK = b"4000\r\n" + b" " * 0x4000 + b"\r\n"


async def test_attack_25_an_endless_body_is_cut_off(web: Web) -> None:
    async with serving(web) as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HEAD)
        sent = 0
        cut_off = False
        try:
            while sent < 64 * 1024 * 1024:
                writer.write(CHUNK)
                await writer.drain()
                sent += 0x4000
        except ConnectionError:
            cut_off = True
        writer.close()
    assert cut_off
    assert sent < 16 * 1024 * 1024  # what the sockets' own buffers took


async def test_attack_25_a_body_too_large_is_told_so(web: Web) -> None:
    async with serving(web) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HEAD + CHUNK * 17)
        assert (await reader.readline()).startswith(b"HTTP/1.1 413 ")
        assert b'{"error":"too_large"}' in await reader.read()
        writer.close()


async def test_a_person_enrols_and_leaves_over_real_http(web: Web) -> None:
    async with (
        serving(web) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client,
    ):
        await web.http.aclose()
        web.http = client
        _, token = await web.student()
        response = await web.call("GET", "/api/me", token)
        assert response.status_code == 200
        assert "server" not in response.headers
        await web.ok("DELETE", "/api/session", token)
        assert (await web.call("GET", "/api/me", token)).status_code == 401


async def test_a_client_that_leaves_in_the_middle_leaves_nothing(web: Web) -> None:
    async with serving(web) as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(
            b"POST /api/launch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: 1000\r\n\r\n{"
        )
        await writer.drain()
        writer.close()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            assert (await client.get("/health")).json() == {"ok": True}


@pytest.mark.parametrize("path", ["/api/socket/", "/api/sockets", "/api/me", "/"])
async def test_there_is_no_socket_but_the_one(web: Web, path: str) -> None:
    async with serving(web) as port:
        with pytest.raises(InvalidStatus) as refused:
            async with connect(f"ws://127.0.0.1:{port}{path}"):
                pass
        assert refused.value.response.status_code == 403
