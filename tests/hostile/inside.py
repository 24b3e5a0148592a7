"""The service without a port: its application called in the same process, sockets included.

Everything is real but the network and the clock. For tests of many thousand calls.
"""

import asyncio
import hashlib
import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Self

import httpx
from starlette.types import ASGIApp

from bot.config import Config
from bot.telegram_side import TelegramSide
from bot.wiring import Service, build
from bot.words import Words
from client.access import Person
from client.api import Api, unb64
from client.keys import KeyRing
from crypto.wire import CaseId, live
from handlers.web.rounds import Rounds
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import Core, open_core
from tests.fakes import frames
from tests.fakes.clock import FixedClock
from tests.fakes.launchdata import launch_data
from tests.hostile.town import TELEGRAM, Town
from tests.service import BOT_TOKEN

SECONDS: Final = 60.0
NEVER: Final = 86_400.0
"""A socket's session is looked at when it opens and then by the wall's clock, which is not these
tests': what is said would depend on how long they take."""
URL: Final = "http://peerlink.test"
COMES_AND_GOES: Final = {"sqlite_sequence", "sqlite_stat1", "bindings"}
"""Tables that a refused call may touch: launch data that was looked at is bound to its device."""


class Line:
    """One socket of the application, spoken to directly."""

    def __init__(self, app: ASGIApp) -> None:
        self._in: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.out: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.code: int | None = None
        self._ended = asyncio.Event()
        scope = {
            "type": "websocket",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "ws",
            "path": "/api/socket",
            "raw_path": b"/api/socket",
            "query_string": b"",
            "headers": [],
            "client": ("127.0.0.1", 1),
            "server": ("peerlink.test", 80),
            "subprotocols": [],
        }
        self._in.put_nowait({"type": "websocket.connect"})
        self._task = asyncio.create_task(self._serve(app, scope))
        self._refs = 0

    @classmethod
    async def open(cls, app: ASGIApp, *, token: str) -> Self:
        """A socket that has said hello and heard ready."""
        line = cls(app)
        line.say({"t": "hello", "token": token})
        assert await line.hear() == {"t": "ready"}
        return line

    def say(self, frame: object) -> None:
        """Hand one frame in as JSON, without waiting."""
        self.say_text(json.dumps(frame))

    def post(self, *, ref: int, case: bytes, message: bytes) -> None:
        """Hand a `send` in, without waiting."""
        self.say_bytes(live.send_frame(ref=ref, case=CaseId(case), message=message))

    def say_text(self, text: str) -> None:
        self._in.put_nowait({"type": "websocket.receive", "text": text})

    def say_bytes(self, data: bytes) -> None:
        self._in.put_nowait({"type": "websocket.receive", "bytes": data})

    async def hear(self) -> dict[str, Any]:
        """The next frame; ConnectionError once it has ended and everything was heard."""
        hearing = asyncio.ensure_future(self.out.get())
        ending = asyncio.ensure_future(self._ended.wait())
        async with asyncio.timeout(SECONDS):
            await asyncio.wait([hearing, ending], return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        if hearing.done():
            return hearing.result()
        hearing.cancel()
        if self.out.empty():
            raise ConnectionError("the socket ended")
        return self.out.get_nowait()

    async def send(self, *, case: str, message: str) -> dict[str, Any]:
        """As client.socket.Socket: one envelope, and the frame that answers it."""
        self._refs += 1
        self.post(ref=self._refs, case=unb64(case), message=unb64(message))
        while (heard := await self.hear()).get("ref") != self._refs:
            pass
        return heard

    def heard(self) -> list[dict[str, Any]]:
        """Everything said so far that nobody listened to."""
        return [self.out.get_nowait() for _ in range(self.out.qsize())]

    async def ended(self) -> int | None:
        """The code with which it ends."""
        await asyncio.wait_for(self._ended.wait(), SECONDS)
        return self.code

    async def close(self) -> None:
        self._in.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await asyncio.wait_for(self._task, SECONDS)

    async def _serve(self, app: ASGIApp, scope: dict[str, Any]) -> None:
        async def send(message: Any) -> None:  # noqa: ANN401 -- ASGI's own
            if message["type"] == "websocket.send":
                self.out.put_nowait(frames.read(message.get("bytes") or message["text"]))
            elif message["type"] == "websocket.close":
                self.code = message["code"]
                self._ended.set()

        try:
            await app(scope, self._in.get, send)
        finally:
            self._ended.set()


@dataclass(kw_only=True)
class Inside:
    """The service over a data directory, and people who call it."""

    core: Core
    service: Service
    clock: FixedClock
    rings: dict[str, KeyRing] = field(repr=False)
    closing: AsyncExitStack = field(repr=False)
    _known: tuple[tuple[int, int], str] | None = None
    """The newest digest, and SQLite's counts of changes when it was made."""

    def person(self, telegram: int, *, side: str = "student") -> Person:
        """Somebody with an empty device."""
        http = httpx.AsyncClient(transport=httpx.ASGITransport(self.service.app), base_url=URL)
        self.closing.push_async_callback(http.aclose)
        now: Callable[[], int] = lambda: int(self.clock.now())  # noqa: E731 - a clock as a value
        return Person(
            api=Api(http),
            side=side,
            launches=lambda: launch_data(telegram, at=now(), token=BOT_TOKEN),
            now=now,
        )

    async def staff(self, name: str) -> Person:
        """One of the team, signed in."""
        person = self.person(TELEGRAM[name], side="staff")
        person.change(self.rings[name])
        person.revision = 1
        await person.sign_in()
        return person

    def again(self, person: Person) -> Person:
        """Who was signed in to a service over the same files, on the same device, at this one."""
        kept = self.person(0, side=person.side)
        kept.api.token = person.api.token
        return replace(person, api=kept.api, now=kept.now)

    async def line(self, person: Person) -> Line:
        """Their socket, closed with the service."""
        line = await Line.open(self.service.app, token=person.api.token)
        self.closing.push_async_callback(line.close)
        return line

    async def state(self) -> str:
        """A digest of every row that a refused call must leave as it is."""

        def look(raw: sqlite3.Connection) -> str:
            # Rows that this connection changed, triggers' too, and commits of any other.
            others: int = raw.execute("PRAGMA data_version").fetchone()[0]
            changes = (raw.total_changes, others)
            if self._known is None or self._known[0] != changes:
                self._known = (changes, digest(raw))
            return self._known[1]

        def digest(raw: sqlite3.Connection) -> str:
            names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            found = hashlib.sha256()
            for (name,) in names.fetchall():
                if name in COMES_AND_GOES:
                    continue
                # When a session was last used is no effect of what was asked.
                columns = "id, account, started" if name == "sessions" else "*"
                rows = raw.execute(f"SELECT {columns} FROM {name}")  # noqa: S608 -- its own
                found.update(repr((name, [tuple(row) for row in rows])).encode())
            return found.hexdigest()

        # In one hop to the store's thread: fifty tables are looked at where anything changed.
        return await self.core.store.upkeep(look)


@asynccontextmanager
async def inside(town: Town, data: Path, *, clock: FixedClock) -> AsyncIterator[Inside]:
    """The service over what is at `data`, as the wiring builds it."""
    config = Config(_env_file=None, data_dir=data, conversations_at_once=1000)
    core = await open_core(
        layout=Layout.at(data), clock=clock, forget=forget_erased, ticks=clock.ticks
    )
    side = TelegramSide(
        token=BOT_TOKEN,
        api="http://127.0.0.1:1",
        origin=URL,
        frames=(URL,),
        webhook_secret=None,
    )
    service = build(
        config=config,
        core=core,
        words=Words.load(config),
        telegram=side,
        bot_name="peerlink_bot",
    )
    never = Rounds(seconds=NEVER, sessions=service.app.state.services.sessions)
    service.app.state.desk = replace(service.app.state.desk, rounds=never)
    try:
        async with AsyncExitStack() as closing:
            yield Inside(
                core=core, service=service, clock=clock, rings=dict(town.rings), closing=closing
            )
    finally:
        service.end_sockets()
        await core.close()
