"""A flood, of whatever kind: crisis contacts and open conversations go on (attack 36).

The flood is as strong as this process can make it; the service is a process of its own.
"""

import asyncio
import contextlib
import json
from collections import Counter
from collections.abc import AsyncIterable, Callable, Coroutine
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect

from bench.processes import memory_of
from client.socket import Socket
from crypto.wire import CaseId, live
from tests.faults.patience import GONE
from tests.faults.scene import Scene, Team, scene
from tests.faults.talkers import Device, check_talk, meet

STREAMS = 12
ACCOUNTS = 12
SILENT = 60
MESSAGES = 12
LOOKS = 10
SECONDS = 60.0
"""Within which each thing must be done. On an idle machine it is a matter of milliseconds."""
MEMORY = 60 * 1024 * 1024
"""What a flood may cost the service, in bytes."""

Told = Counter[str]
Flood = Callable[[Scene, Told], Coroutine[Any, Any, None]]


async def ask_on(http: httpx.AsyncClient, told: Told, *, token: str, path: str) -> None:
    """One stream of calls without a pause."""
    headers = {"Authorization": f"Bearer {token}"}
    while True:
        answer = await http.get(path, headers=headers)
        told[str(answer.status_code)] += 1


async def shout(on: Scene, told: Told, *, token: str) -> None:
    """One socket that sends without reading the answers first; again whenever it is closed."""
    while True:
        with contextlib.suppress(*GONE):
            await _shout_once(on, told, token=token)


async def _shout_once(on: Scene, told: Told, *, token: str) -> None:
    frame = live.send_frame(ref=1, case=CaseId(bytes(16)), message=bytes(1500))
    async with connect(on.victim.socket_url, compression=None) as socket:
        await socket.send(json.dumps({"t": "hello", "token": token}))
        reading = asyncio.create_task(_count(socket, told))
        try:
            while True:
                await socket.send(frame)
                await asyncio.sleep(0)
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


async def _count(socket: AsyncIterable[str | bytes], told: Told) -> None:
    async for text in socket:
        told[str(json.loads(text).get("error", ""))] += 1


async def by_one_account(on: Scene, told: Told) -> None:
    """Many calls and sockets of one student."""
    token = (await on.student(5900)).person.api.token
    async with asyncio.TaskGroup() as tasks:
        for number in range(STREAMS):
            path = "/api/cases" if number % 2 else "/api/me"
            tasks.create_task(ask_on(on.http, told, token=token, path=path))
        for _ in range(4):
            tasks.create_task(shout(on, told, token=token))


async def by_many_accounts(on: Scene, told: Told) -> None:
    """Some calls and a socket of each of many students."""
    async with asyncio.TaskGroup() as tasks:
        for number in range(ACCOUNTS):
            token = (await on.student(5900 + number)).person.api.token
            tasks.create_task(ask_on(on.http, told, token=token, path="/api/cases"))
            tasks.create_task(shout(on, told, token=token))


async def by_strangers(on: Scene, told: Told) -> None:
    """Calls without a session, launches without a signature, sockets that never say who."""
    async with asyncio.TaskGroup() as tasks:
        for _ in range(STREAMS):
            tasks.create_task(ask_on(on.http, told, token="A" * 43, path="/api/cases"))
            tasks.create_task(_launch_on(on.http, told))
        for _ in range(SILENT):
            tasks.create_task(_keep_silent(on, told))


async def _launch_on(http: httpx.AsyncClient, told: Told) -> None:
    body = {"init_data": "user=1&hash=" + "0" * 64, "side": "student"}
    body |= {"device_key": "A" * 43, "proof": "A" * 200}
    while True:
        told[str((await http.post("/api/launch", json=body)).status_code)] += 1


async def _keep_silent(on: Scene, told: Told) -> None:
    while True:
        with contextlib.suppress(*GONE):
            async with connect(on.victim.socket_url, compression=None) as socket:
                await socket.wait_closed()
                told[str(socket.close_code)] += 1


async def they_talk(on: Scene, student: Device, worker: Device) -> None:
    """Both write in turn, each acknowledged and read by the other."""
    url = on.victim.socket_url
    up, down = [await Socket.open(url=url, token=d.api.token) for d in (student, worker)]
    try:
        for _ in range(MESSAGES):
            for writer, socket, other in ((student, up, down), (worker, down, up)):
                await writer.send(socket, writer.acknowledged + 1)
                pushed = await other.event("message", seconds=SECONDS)
                while pushed["direction"] != writer.side:
                    pushed = await other.event("message", seconds=SECONDS)
                (worker if writer is student else student).heard = pushed["counter"]
    finally:
        await up.close()
        await down.close()


async def crisis_contacts_are_there(on: Scene) -> None:
    """By the app's first call and by the chat."""
    async with httpx.AsyncClient(base_url=on.victim.url, timeout=SECONDS) as http:
        for _ in range(LOOKS):
            service = await http.get("/api/service")
            assert service.status_code == 200
            assert service.json()["crisis"]
    phone = on.phone("Student 1")
    before = len(on.world.messages.of(phone.person.id))
    phone.text("/crisis")
    async with asyncio.timeout(SECONDS):
        while len(on.world.messages.of(phone.person.id)) < before + 2:  # noqa: ASYNC110 - Telegram has no event for us
            await asyncio.sleep(0.02)
    newest = max(on.world.messages.of(phone.person.id), key=lambda one: int(one["message_id"]))
    assert "116 123" in newest["text"]


@pytest.mark.parametrize(
    ("flood", "expected"),
    [
        (by_one_account, {"429", "slow_down"}),
        # More together than one machine can use up within a test: each gets its answers.
        (by_many_accounts, {"200", "slow_down"}),
        (by_strangers, {"401"}),
    ],
)
async def test_attack_36_crisis_contacts_and_open_talks_go_on(
    team: Team, tmp_path: Path, flood: Flood, expected: set[str]
) -> None:
    async with scene(team, tmp_path / "data") as on:
        await on.start()
        student, worker = await meet(on, number=0)
        on.phone("Student 1").start()
        before, told = memory_of(on.victim.pid), Counter[str]()
        flooding = asyncio.create_task(flood(on, told))
        try:
            async with asyncio.timeout(SECONDS * 4):
                while not expected <= told.keys():
                    assert not flooding.done(), "the flood ended by itself"
                    await asyncio.sleep(0.02)
            await asyncio.gather(they_talk(on, student, worker), crisis_contacts_are_there(on))
            assert not flooding.done(), "the flood ended by itself"
        finally:
            flooding.cancel()
            await asyncio.gather(flooding, return_exceptions=True)
        grown = memory_of(on.victim.pid) - before
        assert grown < MEMORY, grown
        assert set(told) <= {"200", "401", "429", "4401", "", "malformed", "slow_down"}, told
        await on.victim.stop()
    check_talk(on.layout, [student, worker])
