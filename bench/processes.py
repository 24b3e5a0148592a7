"""Processes under measurement: started, asked for their CPU and memory, stopped or killed by id.

Reads /proc, so Linux only. What they serve is not known here.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
TICK: Final = os.sysconf("SC_CLK_TCK")
START_SECONDS: Final = 30


@dataclass
class Process:
    """A Python module of ours that says one JSON object per line on standard output."""

    popen: "subprocess.Popen[str]" = field(repr=False)

    @classmethod
    def start(cls, module: str, *args: str, environment: Mapping[str, str] | None = None) -> Self:
        """Run `python -m module args` from the project's root."""
        command: Sequence[str] = [sys.executable, "-m", module, *args]
        return cls(
            subprocess.Popen(  # noqa: S603 - our own module
                command,
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self.popen.pid

    def read(self) -> dict[str, Any]:
        """The next thing it says. Raises RuntimeError when it ended instead."""
        assert self.popen.stdout is not None  # noqa: S101 - it is a pipe
        line = self.popen.stdout.readline()
        if not line:
            raise RuntimeError(f"a process ended with {self.popen.wait()}")
        found: dict[str, Any] = json.loads(line)
        return found

    def tell(self, line: str) -> None:
        """Write a line to its standard input."""
        assert self.popen.stdin is not None  # noqa: S101 - it is a pipe
        self.popen.stdin.write(line + "\n")
        self.popen.stdin.flush()

    def cpu(self) -> float:
        """Seconds of processor time that it has used, all its threads together."""
        return cpu_of(self.pid)

    def memory(self) -> int:
        """Bytes of it that are in memory."""
        return memory_of(self.pid)

    def stop(self) -> None:
        """Let it end in order; killed when it does not."""
        self.popen.terminate()
        try:
            self.popen.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()
        for pipe in (self.popen.stdin, self.popen.stdout):
            if pipe is not None:
                pipe.close()


def cpu_of(pid: int) -> float:
    """Seconds of processor time of a process."""
    stat = Path(f"/proc/{pid}/stat").read_text()
    fields = stat[stat.rindex(")") + 2 :].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory_of(pid: int) -> int:
    """Resident bytes of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
