"""The service under the test's hand: started, killed and started again over the same data.

It talks to a sandbox's Telegram. How it is made to fail is here; what must come of it is not.
"""

import asyncio
import json
import os
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bot.forking import Forked, fork
from tests.bot.process import ROOT, environment

SECONDS = 60.0
READY = "PUBLIC_URL is not set"
A_WEEK_OF_MINUTES = 7 * 24 * 60
NURSERY = "tests.faults.nursery"


class Ended(Exception):
    """The service ended by itself; what it said of it."""


@dataclass
class Victim:
    """`start` and `kill` in turn. `port` is where the newest one answers; `up` while it does."""

    nursery: asyncio.subprocess.Process | Forked
    pid: int = 0
    port: int = 0
    kills: int = 0
    up: asyncio.Event = field(default_factory=asyncio.Event)
    _said: deque[dict[str, Any]] = field(default_factory=deque)

    async def spawn(self) -> None:
        """Fork a service and do not wait for it."""
        assert self.nursery.stdin is not None
        self.nursery.stdin.write(b"start\n")
        self._said.clear()
        while "pid" not in (said := await self._read()):
            self._said.append(said)  # the child may be quicker than its parent
        self.pid = int(said["pid"])

    async def start(self) -> None:
        """Fork a service and wait until it answers. Raises Ended when it does not start."""
        await self.spawn()
        while READY not in (said := await self._hear()).get("line", ""):
            self.port = said.get("port", self.port)
        self.up.set()

    async def kill(self) -> None:
        """SIGKILL; returns when nothing is left of it."""
        self.kills += 1
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """SIGTERM: it ends in order."""
        await self._end(signal.SIGTERM)

    async def fail_flushes(self) -> None:
        """From now on until its end no flush of the service succeeds."""
        os.kill(self.pid, signal.SIGUSR1)
        while "flushes" not in await self._hear():
            pass

    def limit_files(self, size: int | None) -> None:
        """No file of the service may grow beyond `size` bytes from now on; None: any size."""
        _, hard = resource.prlimit(self.pid, resource.RLIMIT_FSIZE)
        soft = resource.RLIM_INFINITY if size is None else size
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (soft, hard))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing of the service runs meanwhile."""
        os.kill(self.pid, signal.SIGSTOP)
        try:
            threads = list(Path(f"/proc/{self.pid}/task").iterdir())
            while any(_state(thread) != "T" for thread in threads):
                time.sleep(0.001)
            yield
        finally:
            os.kill(self.pid, signal.SIGCONT)

    async def _end(self, how: signal.Signals) -> None:
        self.up.clear()
        os.kill(self.pid, how)
        async with asyncio.timeout(SECONDS):
            while self.alive:  # noqa: ASYNC110 - another process's end has no event
                await asyncio.sleep(0.001)

    @property
    def alive(self) -> bool:
        """Whether there is such a process."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/api/socket"

    async def _hear(self) -> dict[str, Any]:
        """The next thing that the newest service says; what killed ones said is passed over."""
        while (said := await self._next()).get("of") != self.pid:
            pass
        if "ended" in said:
            raise Ended(said["ended"])
        return said

    async def _next(self) -> dict[str, Any]:
        return self._said.popleft() if self._said else await self._read()

    async def _read(self) -> dict[str, Any]:
        assert self.nursery.stdout is not None
        line = await asyncio.wait_for(self.nursery.stdout.readline(), SECONDS)
        assert line, "the nursery ended"
        found: dict[str, Any] = json.loads(line)
        return found


def _state(thread: Path) -> str:
    """The state's letter of a thread, given its directory in /proc (proc(5))."""
    return (thread / "stat").read_text().rpartition(")")[2].split()[0]


async def _started(given: dict[str, str]) -> asyncio.subprocess.Process | Forked:
    """A nursery in this environment; forked, but where the loader has to see it."""
    if "LD_PRELOAD" not in given:
        return await fork(home=ROOT, given=given, module=NURSERY)
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        NURSERY,
        cwd=ROOT,
        env=given,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def nursery(
    data: Path, *, token: str, telegram: str, more: Mapping[str, str] | None = None
) -> AsyncIterator[Victim]:
    """A nursery over `data` until the block ends. `telegram`: the Bot API's origin."""
    settings = environment(
        data,
        PORT=0,
        BOT_TOKEN=token,
        BOT_API_URL=telegram,
        POLICY="ucl",
        RETENTION_DAYS=30,
        RECORDS_DAYS=30,
        CLAIM_MINUTES=A_WEEK_OF_MINUTES,
        CONVERSATIONS_AT_ONCE=1000,
        STAFF_IDLE_MINUTES=A_WEEK_OF_MINUTES,
        STUDENT_IDLE_MINUTES=A_WEEK_OF_MINUTES,
        PTB_TIMEDELTA="true",
    )
    process = await _started({**settings, **(more or {})})
    victim = Victim(process)
    try:
        await victim._read()
        yield victim
    finally:
        if victim.pid and victim.alive:
            await victim.kill()
        assert process.stdin is not None
        process.stdin.close()
        async with asyncio.timeout(SECONDS):
            await process.wait()
