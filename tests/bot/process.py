"""The service as its operator runs it: a process of its own, started, watched and stopped."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import httpx

from bot.config import Config
from client.access import Person
from client.api import Api
from sandbox import DEFAULT_TOKEN
from tests.bot.forking import Forked, fork
from tests.fakes.launchdata import launch_data
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
READY = "The sandbox is ready: "
SECONDS = 120.0

Child = asyncio.subprocess.Process | Forked


class BackupPlaces(TypedDict):
    """The settings that say where backups go."""

    BACKUP_DIR: Path
    BACKUP_KEYS_DIR: Path


def environment(data: Path, **settings: object) -> dict[str, str]:
    """This process's environment with the service's own settings only."""
    ours = {name.upper() for name in Config.model_fields}
    kept = {name: value for name, value in os.environ.items() if name.upper() not in ours}
    given = {"DATA_DIR": data, **settings}
    return kept | {"PYTHONPATH": str(ROOT)} | {name: str(value) for name, value in given.items()}


@dataclass(kw_only=True)
class Process:
    """A running service in its sandbox."""

    process: Child
    port: int
    page: str

    @property
    def url(self) -> str:
        """The service's origin."""
        return f"http://127.0.0.1:{self.port}"

    def person(self, http: httpx.AsyncClient, telegram_id: int) -> Person:
        """A student's empty device, its calls made with this client."""
        return Person(
            api=Api(http),
            side="student",
            launches=lambda: launch_data(telegram_id, at=int(time.time()), token=DEFAULT_TOKEN),
            now=lambda: int(time.time()),
        )

    async def stop(self, number: signal.Signals = signal.SIGINT) -> tuple[int, float]:
        """Ask it to stop; its exit code and the seconds that it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        async with asyncio.timeout(SECONDS):
            code = await self.process.wait()
        return code, time.monotonic() - began


async def command(
    *arguments: str, data: Path, home: Path, real: bool = False, **settings: object
) -> tuple[int, str, str]:
    """Run `peerlink` with these arguments to its end: exit code, output, errors.

    A process of its own, forked from one that has the imports; with `real`, `python -m bot`.
    """
    given = environment(data, **settings)
    process = await (start if real else fork)(*arguments, home=home, given=given)
    async with asyncio.timeout(SECONDS):
        out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def start(*arguments: str, home: Path, given: dict[str, str]) -> asyncio.subprocess.Process:
    """`python -m bot` with these arguments."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=home,
        env=given,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def service(
    data: Path, *, home: Path, port: int | None = None, real: bool = False, **settings: object
) -> AsyncIterator[Process]:
    """`peerlink run` in the sandbox, ready; killed at the end if it still runs. As `command`."""
    port = port or free_port()
    given = environment(data, PORT=port, SANDBOX_PORT=0, **settings)
    process = await (start if real else fork)("run", home=home, given=given)
    # Its log is not read, and must not fill the pipe.
    assert process.stderr is not None
    unread = asyncio.create_task(process.stderr.read())
    try:
        yield Process(process=process, port=port, page=await _page(process))
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await unread


async def _page(process: Child) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(SECONDS):
        async for raw in process.stdout:
            line = raw.decode()
            if line.startswith(READY):
                return line.removeprefix(READY).strip()
    raise AssertionError("the service ended before it was ready")
