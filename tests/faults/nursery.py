"""A process that has imported the service and starts it by forking: a start costs no imports.

Forked itself from tests/bot/forks.py, or run as `python -m tests.faults.nursery` where the loader
has to see the environment that it is configured by. For every `start` on standard input it forks
the real service, bot/server.py and nothing less, and tells about it in JSON lines. No assertions
live here.
"""

import asyncio
import ctypes
import functools
import gc
import importlib
import json
import os
import signal
import socket
import sys
from typing import Any

import bot.web_settings
from bot import chat, logs, server
from bot.config import Config
from bot.helplines import elsewhere_line
from bot.listener import bind
from bot.parts import MINI_APP
from bot.trust import authorities
from bot.words import Words
from handlers.chat import render
from handlers.web import static
from policy import crisis
from tests.faults import flushes
from tests.replacing import replace_in

LATE_IMPORTS = (
    "anyio._backends._asyncio",
    "httpcore",
    "uvicorn.lifespan.off",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.websockets_sansio_impl",
)
"""What the service's libraries import only when they start."""
DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG (prctl(2))."""


def tell(**values: object) -> None:
    """One line, in one write, so that a kill never leaves half of one."""
    os.write(sys.stdout.fileno(), (json.dumps(values) + "\n").encode())


def _child(config: Config) -> None:
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.getpid()

    def bind_and_tell(**where: Any) -> socket.socket:  # noqa: ANN401 - handed on as it is
        bound = bind(**where)
        tell(of=pid, port=bound.getsockname()[1])
        return bound

    def flushes_fail(*_: object) -> None:
        flushes.fail_from_now_on()
        tell(of=pid, flushes="fail")

    replace_in(server, "bind", bind_and_tell)
    signal.signal(signal.SIGUSR1, flushes_fail)
    asyncio.run(server.serve(config, say=lambda line: tell(of=pid, line=line)))


def _born(config: Config) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        _child(config)
        code = 0
    except Exception as error:  # noqa: BLE001 - told, whatever it was
        tell(of=os.getpid(), ended=str(error) or type(error).__name__)
    finally:
        os._exit(code)


async def _published(*_: object, **__: object) -> bool:
    return True


def _read_once() -> Config:
    """Settings, texts, contacts, the app, authorities: no kill changes them, and they are most of
    a start's time.
    """
    for module in LATE_IMPORTS:
        importlib.import_module(module)
    crisis._read = functools.cache(crisis._read)
    static.router_of = functools.cache(static.router_of)
    static.router_of(MINI_APP)
    config = Config(_env_file=None)
    words = Words.load(config)
    replace_in(Words, "load", lambda _config: words)
    elsewhere = elsewhere_line(words.texts, here=words.country)
    replace_in(bot.web_settings, "elsewhere_line", lambda _texts, **_here: elsewhere)
    # Each start would look at every text in every language, whether it fits Telegram.
    replace_in(render.Renderer, "check", lambda _renderer: None)
    # The bot's profile would be compared at every start: thirty calls that no message waits for.
    replace_in(chat, "publish", _published)
    authorities()
    # httpx asks for it in every call, and looks through every path for what is not installed.
    sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]
    gc.collect()
    gc.freeze()
    return config


def main() -> None:
    """Fork a service for every `start`; the kernel forgets those that are killed."""
    # What they log is read by nobody.
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a file
        os.dup2(nowhere.fileno(), sys.stderr.fileno())
    config = _read_once()
    logs.configure(level="ERROR")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    tell(ready=True)
    for line in sys.stdin:
        if line.strip() == "start":
            tell(pid=_born(config))


if __name__ == "__main__":
    main()
