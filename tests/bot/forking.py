"""Runs of the command forked from one process that has its imports; forks.py is that process."""

import asyncio
import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
COMMAND = "bot.cli"


@dataclass(kw_only=True)
class Forked:
    """A forked run, used as asyncio's own `Process` is."""

    pid: int
    stdin: IO[bytes]
    stdout: asyncio.StreamReader
    stderr: asyncio.StreamReader
    told: asyncio.StreamReader
    pipes: list[asyncio.ReadTransport] = field(repr=False)
    returncode: int | None = None

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal; nothing happens where it has ended."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        """Its exit code, once it has ended; the negative signal's number if that ended it."""
        if self.returncode is None:
            self.returncode = int(await self.told.readline())
            for pipe in self.pipes:
                pipe.close()
        return self.returncode

    async def communicate(self) -> tuple[bytes, bytes]:
        """All that it writes, and its end."""
        out, err = await asyncio.gather(self.stdout.read(), self.stderr.read())
        await self.wait()
        return out, err


async def fork(
    *arguments: str,
    home: Path,
    given: dict[str, str],
    log: IO[bytes] | None = None,
    module: str = COMMAND,
) -> Forked:
    """Run the command with these arguments in a forked process with this environment.

    What it writes goes to `log`, where that is given, and there is nothing to read. `module`: what
    is run in the command's place; it alone hears what is written to it.
    """
    pairs = [os.pipe() for _ in range(3)]
    heard, said = os.pipe()
    question = {"module": module, "arguments": arguments, "home": str(home), "environment": given}
    written = [write for _, write in pairs]
    files = written if log is None else [log.fileno(), log.fileno(), written[2]]
    socket.send_fds(_helper(), [json.dumps(question).encode()], [*files, heard])
    for end in (*written, heard):
        os.close(end)
    stdin = os.fdopen(said, "wb", buffering=0)
    if module == COMMAND:
        stdin.close()
    ends = [await _reader(read) for read, _ in pairs]
    out, err, told = (reader for reader, _ in ends)
    return Forked(
        pid=int(await told.readline()),
        stdin=stdin,
        stdout=out,
        stderr=err,
        told=told,
        pipes=[pipe for _, pipe in ends],
    )


async def _reader(read: int) -> tuple[asyncio.StreamReader, asyncio.ReadTransport]:
    reader = asyncio.StreamReader()
    pipe, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(read, "rb", buffering=0)
    )
    return reader, pipe


@cache
def _helper() -> socket.socket:
    """One for this process of tests; it ends when nobody can ask it any more."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    helper = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.bot.forks", str(theirs.fileno())],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
    )
    theirs.close()

    def end() -> None:
        ours.close()
        helper.wait()

    atexit.register(end)
    return ours
