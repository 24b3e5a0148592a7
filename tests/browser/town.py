"""The service as a process of its own, in its sandbox, and what can be asked of it from outside.

Here: starting, stopping, restarting on the same ports, launch data, what lies on its disk. Never
here: a browser, or anything that reaches into the running service.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final
from urllib.parse import parse_qs, urlsplit

import httpx

from client.access import Person
from client.api import Api
from tests.bot.forking import Forked, fork
from tests.browser.stretching import QUICK_APP, quick_app
from tests.keeping import KEPT
from tests.ports import free_port

ROOT: Final = Path(__file__).absolute().parents[2]
READY: Final = "The sandbox is ready: "
START_SECONDS: Final = 120.0
STOP_SECONDS: Final = 60.0
PATIENCE_SECONDS: Final = 60.0
"""How long a device of the reference client waits for an answer: a machine may be busy."""


@dataclass
class Town:
    """One data directory and the process that serves it; it can be stopped and started again."""

    data: Path
    port: int = field(default_factory=free_port)
    sandbox_port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)
    quick: bool = True
    """Whether secrets are stretched at Argon2id's least (stretching.py)."""
    real: bool = False
    """Whether it is `python -m bot` itself, for settings of Python's own; then not `quick`."""
    process: asyncio.subprocess.Process | Forked | None = None
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """Where the Mini App and its API are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        """Where the live connection is."""
        return f"ws://127.0.0.1:{self.port}/api/socket"

    @property
    def page_url(self) -> str:
        """The page with the phones."""
        return f"http://sandbox.localhost:{self.sandbox_port}"

    @property
    def sandbox_url(self) -> str:
        """The sandbox for programs, which need no name for it."""
        return f"http://127.0.0.1:{self.sandbox_port}"

    @property
    def log(self) -> Path:
        """Everything the process ever printed, over all its starts."""
        return self.data.parent / f"{self.data.name}.log"

    async def start(self) -> None:
        """Start it, and return once it says that it is ready. RuntimeError when it does not."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        where = {
            "PORT": str(self.port),
            "SANDBOX_PORT": str(self.sandbox_port),
            "DATA_DIR": str(self.data),
            # One worker talks with the students of a whole file of stories.
            "CONVERSATIONS_AT_ONCE": "1000",
        }
        with self.log.open("ab") as out:
            before = out.tell()
            given = kept | where | {"LOG_LEVEL": "DEBUG"} | self.settings
            self.process = await self._begin(given, out)
        due = time.monotonic() + START_SECONDS
        while READY not in self.log.read_text()[before:]:
            if not self._alive or time.monotonic() > due:
                raise RuntimeError("the service did not start")
            await asyncio.sleep(0.05)

    async def _begin(
        self, given: dict[str, str], log: IO[bytes]
    ) -> asyncio.subprocess.Process | Forked:
        if self.real:
            run = (sys.executable, "-m", "bot", "run")
            return await asyncio.create_subprocess_exec(
                *run, cwd=ROOT, env=given, stdout=log, stderr=log
            )
        quick = {QUICK_APP: str(quick_app())} if self.quick else {}
        return await fork("run", home=ROOT, given=given | quick, log=log)

    @property
    def _alive(self) -> bool:
        assert self.process is not None
        try:
            os.kill(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    async def stop(self) -> None:
        """Ctrl-C, and wait until it is gone. RuntimeError when it does not end well."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        code = await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
        self.process = None
        if code != 0:
            raise RuntimeError(f"the service ended with {code}")

    async def end(self) -> None:
        """Stop it, and hang up for everybody."""
        for http in self.clients:
            await http.aclose()
        self.clients.clear()
        await self.stop()

    async def restart(self) -> None:
        """Ctrl-C, and again on the same ports."""
        await self.stop()
        await self.start()

    # The sandbox's side, over HTTP

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        answer = httpx.request(method, f"{self.sandbox_url}/sandbox/{path}", json=body, timeout=60)
        answer.raise_for_status()
        return dict(answer.json())

    def state(self) -> dict[str, Any]:
        """The sandbox as a whole: bot, people, links."""
        return self._ask("GET", "state")

    def person_id(self, name: str) -> int:
        """The Telegram id behind a name; somebody new when nobody has it."""
        for person in self.state()["people"]:
            if person["first_name"] == name:
                return int(person["id"])
        return int(self._ask("POST", "people", {"first_name": name})["id"])

    def chat(self, name: str) -> list[dict[str, Any]]:
        """The messages of somebody's chat with the bot, oldest first."""
        shown = self._ask("GET", f"people/{self.person_id(name)}")
        return list(shown["chats"][0]["messages"])

    def do(self, name: str, act: str, **body: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        """Let somebody do something on their phone."""
        return self._ask("POST", f"people/{self.person_id(name)}/{act}", body)

    def fault(self, **fault: Any) -> None:  # noqa: ANN401 - JSON
        """Disturb the bot's next calls."""
        self._ask("POST", "faults", fault)

    def pass_time(self, seconds: int) -> None:
        """Let time pass for the service at once; browsers keep their own."""
        self._ask("POST", "clock", {"seconds": seconds})

    def faults(self) -> list[dict[str, Any]]:
        """What is still to come of the faults."""
        return list(self.state()["faults"])

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that only asking tells. TimeoutError when it does not come."""
        due = time.monotonic() + START_SECONDS
        while not holds():
            if time.monotonic() > due:
                raise TimeoutError
            await asyncio.sleep(0.05)

    @property
    def bot(self) -> str:
        """The bot's user name."""
        return str(self.state()["bot"]["username"])

    def link(self, start: str) -> str:
        """A direct Mini App link with a start parameter."""
        return f"https://t.me/{self.bot}?startapp={start}"

    def invite(self, label: str) -> str:
        """The one-time token of a set-up link that the page shows."""
        links = self.state()["links"]
        url = next(link["url"] for link in links if link["label"].startswith(label))
        found: dict[str, list[str]] = parse_qs(urlsplit(url).query)
        return (found.get("start") or found["startapp"])[0].removeprefix("i_")

    # The reference client's side

    def person(self, name: str, *, side: str) -> Person:
        """Somebody of the sandbox with the reference client on an empty device."""
        http = httpx.AsyncClient(base_url=self.origin, timeout=PATIENCE_SECONDS, limits=KEPT)
        self.clients.append(http)
        now: Callable[[], int] = lambda: int(time.time())  # noqa: E731 - a clock as a value
        link = self.link("desk")

        def launches() -> str:
            return str(self.do(name, "open_link", url=link)["launch"]["init_data"])

        return Person(api=Api(http), side=side, launches=launches, now=now)
