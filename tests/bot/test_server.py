"""The process: it stops soon, whoever is connected, and comes back with everything."""

import asyncio
import signal
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect

from client.socket import Socket
from client.student import Student
from tests.bot.process import Process, service

SECONDS_TO_STOP = 30.0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


async def enrolled(running: Process, http: httpx.AsyncClient, telegram_id: int) -> Student:
    student = Student(person=running.person(http, telegram_id))
    await student.agree()
    return student


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_stops_within_seconds_and_comes_back_with_everything(
    home: Path, number: signal.Signals
) -> None:
    data = home / "data"
    async with service(data, home=home) as running, httpx.AsyncClient(base_url=running.url) as http:
        student = await enrolled(running, http, 5001)
        socket_url = f"{running.url.replace('http', 'ws')}/api/socket"
        sockets = [
            await Socket.open(url=socket_url, token=student.person.api.token) for _ in range(5)
        ]
        silent = await connect(socket_url)  # has not said hello
        events = f"{running.page.rstrip('/').replace('http', 'ws')}/sandbox/events"
        page = await connect(events, host="127.0.0.1")  # any name below localhost is here
        slow = await asyncio.open_connection("127.0.0.1", running.port)
        slow[1].write(b"POST /api/launch HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{")
        await slow[1].drain()
        # The bot's own long poll to the sandbox is open too.
        code, seconds = await running.stop(number)
        assert code in {0, 130}
        assert seconds < SECONDS_TO_STOP
        for each in sockets:
            await each.close()
        await silent.close()
        await page.close()
        slow[1].close()
    async with service(data, home=home) as running, httpx.AsyncClient(base_url=running.url) as http:
        again = running.person(http, 5001)
        again.change(student.person.ring)
        me = await again.sign_in()
        assert (me["role"], len(me["consents"])) == ("student", 1)
        code, seconds = await running.stop()
        assert code in {0, 130}
        assert seconds < SECONDS_TO_STOP
