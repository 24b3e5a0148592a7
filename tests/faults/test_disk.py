"""A full disk and failing flushes under the real service: no false acknowledgement (attack 33).

While nothing can be written, what needs no writing goes on; once it can, so does everything.
"""

import asyncio
import contextlib
import math
import os
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bench.flush import compiler, preloaded
from client.api import Refused, unb64
from client.socket import Socket
from client.worker import Worker
from crypto.wire import CaseId
from storage.log import PAGE_BYTES
from tests.faults.comers import Comers
from tests.faults.scene import WORKERS, Scene, Team, scene
from tests.faults.talkers import Device, check_talk, meet

SMALL_DISK = 32 * 1024 * 1024
SLACK = 150_000
"""Bytes left when the disk is nearly full: some messages still fit."""
SECONDS = 60.0
LOG_HEAD = 32
FRAME = 24 + PAGE_BYTES
"""The write-ahead log's head and one page in it with its own, in bytes (SQLite's file format)."""


@asynccontextmanager
async def talking(
    team: Team, data: Path, *, more: Mapping[str, str] | None = None
) -> AsyncIterator[tuple[Scene, Device]]:
    """A running service and a student in conversation; then killed, resumed, its files checked."""
    async with scene(team, data, more=more) as on:
        await on.start()
        student, worker = await meet(on, number=0)
        yield on, student
        await on.victim.kill()
        await on.start()
        await student.resume()
        await worker.resume()
        await accepted(on, student, count=5)
        await worker.resume()
        await on.victim.stop()
    check_talk(on.layout, [student, worker])


async def refused(on: Scene, student: Device) -> None:
    """Send until the service refuses; what it says is that it is not available."""
    socket = await Socket.open(url=on.victim.socket_url, token=student.api.token)
    try:
        async with asyncio.timeout(SECONDS):
            with pytest.raises(ConnectionError, match="refused"):
                await _send_on(socket, student)
    finally:
        await socket.close()
    assert student.told == ["unavailable"]
    student.told.clear()


async def _send_on(socket: Socket, student: Device) -> None:
    while True:
        student.seal()
        await student.send(socket, student.acknowledged + 1)


async def accepted(on: Scene, student: Device, *, count: int) -> None:
    """Send some more: every one is acknowledged."""
    goal = student.acknowledged + count
    student.seal()
    socket = await Socket.open(url=on.victim.socket_url, token=student.api.token)
    async with asyncio.timeout(SECONDS):
        while student.acknowledged < goal:
            await student.send(socket, student.acknowledged + 1)
    await socket.close()


async def still_there(on: Scene, student: Device) -> None:
    """What a student in difficulty needs first: crisis contacts, and what was said so far."""
    service = await on.http.get("/api/service")
    assert service.status_code == 200
    assert service.json()["crisis"]
    page = await student.api.messages(student.case, epoch=1, after=[0, 0], limit=1)
    assert page["heads"]["student"]["counter"] == student.acknowledged


async def nothing_else_is_taken(worker: Worker) -> None:
    """A request that waits is claimed: the worker is told no, and it still waits."""
    offered = await worker.person.api.queue()
    with pytest.raises(Refused) as told:
        await worker.claim(CaseId(unb64(offered[0]["case"])))
    assert (told.value.status, told.value.code) == (503, "unavailable")
    assert await worker.person.api.queue() == offered


async def test_attack_33_failing_flushes_acknowledge_nothing(team: Team, tmp_path: Path) -> None:
    """Everywhere, without a compiler: the kernel refuses every flush until the service ends."""
    async with talking(team, tmp_path / "data") as (on, student):
        comers = await Comers.come(on)
        other = await on.worker(WORKERS[1])
        await accepted(on, student, count=5)
        before = student.acknowledged
        await on.victim.fail_flushes()
        for _ in range(3):
            await refused(on, student)
        assert student.acknowledged == before
        await still_there(on, student)
        await nothing_else_is_taken(other)
        await comers.are_refused()
        await on.victim.kill()
        await on.start()
        await comers.come_again(died=True)


if compiler() is not None:

    async def test_attack_33_once_flushes_succeed_again_so_does_everything(
        team: Team, tmp_path: Path
    ) -> None:
        fails = tmp_path / "fails"
        shim = preloaded(tmp_path, FLUSH_FAILS=str(fails))
        async with talking(team, tmp_path / "data", more=shim) as (on, student):
            for _ in range(3):
                await accepted(on, student, count=5)
                before = student.acknowledged
                fails.touch()
                await refused(on, student)
                assert student.acknowledged == before
                await still_there(on, student)
                fails.unlink()
            await accepted(on, student, count=5)
            comers = await Comers.come(on)
            fails.touch()
            await comers.are_refused()
            fails.unlink()
            await comers.come_again(died=False)


Fill = Callable[[Scene, bool], None]
"""Makes the place of a scene full, or free again."""


def _log_as_used(on: Scene) -> int:
    """Take away what of the log is laid out and not used yet: how long it is then, in bytes.

    As right after an erasure: otherwise there is room for hundreds of messages.
    """
    log = on.layout.database.with_name(on.layout.database.name + "-wal")
    with on.victim.held():
        used = len(log.read_bytes().rstrip(b"\0"))
        size = min(log.stat().st_size, LOG_HEAD + math.ceil((used - LOG_HEAD) / FRAME) * FRAME)
        os.truncate(log, size)
    return size


def _limit(on: Scene, full: bool) -> None:
    on.victim.limit_files(_log_as_used(on) + SLACK if full else None)


def _ballast(on: Scene, full: bool) -> None:
    ballast = on.layout.data.parent / "ballast"
    if not full:
        ballast.unlink()
        return
    _log_as_used(on)
    free = os.statvfs(on.layout.data)
    ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - SLACK)))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, Fill]]:
    """A small file system; where none may be mounted, a bound on the size of the service's files.

    The kernel refuses the write in both, so that the test is never skipped.
    """
    place = tmp_path / "disk"
    place.mkdir(mode=0o700)
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK},mode=700", "tmpfs", str(place)]
    mounted = False
    with contextlib.suppress(OSError):
        done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603
        mounted = done.returncode == 0
    try:
        yield place / "data", _ballast if mounted else _limit
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(place)], check=True)  # noqa: S603, S607


async def _fills_up(team: Team, data: Path, fill: Fill) -> None:
    async with talking(team, data) as (on, student):
        for _ in range(2):
            await accepted(on, student, count=5)
            fill(on, True)
            await refused(on, student)
            await refused(on, student)
            await still_there(on, student)
            fill(on, False)
            await accepted(on, student, count=5)


async def test_attack_33_a_full_disk_acknowledges_nothing(
    team: Team, small_disk: tuple[Path, Fill]
) -> None:
    data, fill = small_disk
    await _fills_up(team, data, fill)


async def test_attack_33_files_that_may_not_grow_acknowledge_nothing(
    team: Team, tmp_path: Path
) -> None:
    await _fills_up(team, tmp_path / "data", _limit)
