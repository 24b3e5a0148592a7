"""A process that has imported the whole command and forks for each run: imports are paid once.

Run as `python -m tests.bot.forks FD`. A forked child is a process of its own: bot/cli.py's main, or
that of the module that was asked for, with its own arguments, environment, directory, input and
output, ended as Python ends. No assertions live here; what asks is forking.py.
"""

import contextlib
import ctypes
import functools
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import bot.web_settings
import crypto.kdf
from bot.parts import MINI_APP
from bot.trust import authorities
from handlers.web import static
from policy import crisis
from policy.languages import SOURCE
from policy.texts import Texts
from tests.browser.stretching import QUICK_APP, quick
from tests.replacing import replace_in

NEEDED: Final = (
    "anyio._backends._asyncio",
    "bot.cli",
    "bot.demo",
    "bot.doctor",
    "bot.init",
    "bot.server",
    "bot.statistics",
    "httpcore",
    "rich.progress",
    "storage.drill",
    "storage.rotation",
    "uvicorn.lifespan.off",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.websockets_sansio_impl",
)
"""What commands and libraries import when they are called: together the rest of the service."""
LONGEST: Final = 128 * 1024
FILES: Final = 4
DIE_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG (prctl(2))."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One run: what it is given, where it reads and writes. `told`: its number and exit code."""

    module: str
    arguments: list[str]
    home: str
    environment: dict[str, str]
    out: int
    err: int
    told: int
    heard: int


def main() -> None:
    """Fork for everything asked for until the asker is gone; in a child: run what was asked."""
    for name in NEEDED:
        importlib.import_module(name)
    # No run changes texts, authorities, contacts or the built app; reading them is most of what is
    # left of a start.
    replace_in(Texts, "load", functools.cache(Texts.load))
    Texts.load(default=SOURCE)
    authorities()
    crisis._read = functools.cache(crisis._read)
    crisis.load_listing()
    for country in crisis.whole_countries():
        crisis.load_contacts(country)
    static.read_build = functools.cache(static.read_build)
    static.read_build(MINI_APP)
    # httpx asks for it in every call, and looks through every path for what is not installed.
    sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(fileno=int(sys.argv[1])) as control:
        asked = _serve(control)
    if asked is not None:
        _become(asked)
        importlib.import_module(asked.module).main()


def _serve(control: socket.socket) -> Asked | None:
    """None at the end; what to run in a child that was forked for it."""
    with selectors.DefaultSelector() as ready:
        ready.register(control, selectors.EVENT_READ)
        while True:
            for key, _ in ready.select():
                if key.fileobj is not control:
                    ready.unregister(key.fileobj)
                    _tell_end(key.fd, *key.data)
                    continue
                asked = _read(control)
                if asked is None:
                    return None
                pid = os.fork()
                if pid == 0:
                    return asked
                ready.register(os.pidfd_open(pid), selectors.EVENT_READ, (pid, asked.told))
                _tell(asked.told, pid)
                for end in (asked.out, asked.err, asked.heard):
                    os.close(end)


def _read(control: socket.socket) -> Asked | None:
    said, files, _, _ = socket.recv_fds(control, LONGEST, FILES)
    if not said:
        return None
    out, err, told, heard = files
    document: dict[str, Any] = json.loads(said)
    asked = Asked(**document, out=out, err=err, told=told, heard=heard)
    if app := asked.environment.get(QUICK_APP):
        static.read_build(Path(app))
    return asked


def _tell(told: int, number: int) -> None:
    # Whoever asked may have ended meanwhile.
    with contextlib.suppress(OSError):
        os.write(told, f"{number}\n".encode())


def _tell_end(pidfd: int, pid: int, told: int) -> None:
    os.close(pidfd)
    _, status = os.waitpid(pid, 0)
    _tell(told, os.waitstatus_to_exitcode(status))
    os.close(told)


def _become(asked: Asked) -> None:
    """The process that was asked for; nothing of the others' is left in it."""
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.dup2(asked.heard, 0)
    os.dup2(asked.out, 1)
    os.dup2(asked.err, 2)
    # Pipes, and the number of a process whose end is waited for: all of them are above 2.
    os.closerange(3, asked.heard + FILES)
    os.chdir(asked.home)
    os.environ.clear()
    os.environ.update(asked.environment)
    _quicken(os.environ.pop(QUICK_APP, None))
    sys.argv = ["peerlink", *asked.arguments]


def _quicken(app: str | None) -> None:
    """For a story's service: the app and the stretching that its phones have, too."""
    if app is None:
        return
    replace_in(bot.web_settings, "MINI_APP", Path(app))
    replace_in(crypto.kdf, "crypto_pwhash_alg", quick)


if __name__ == "__main__":
    main()
