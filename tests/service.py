"""The real service on a loopback port, for tests that go through HTTP and the socket.

Everything is real but Telegram: launch data is signed here as Telegram signs it.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.config import Config
from bot.gathering import Turn
from bot.listener import Listener, bind
from bot.telegram_side import TelegramSide
from bot.wiring import Service, build
from bot.words import Words
from client.access import Person
from client.api import Api
from storage.clock import Clock, SystemClock
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.onward import Ticks
from storage.opening import Core, open_core
from tests.fakes.clock import FixedClock
from tests.fakes.launchdata import launch_data
from tests.keeping import KEPT

PATIENCE_SECONDS = 60.0
"""How long a device waits for an answer: a machine may be busy."""
FRAME = "http://127.0.0.1:1"
BOT_TOKEN = "7000000002:AAtests-tests-tests-tests-tests-tests0"


@dataclass
class Running:
    """A running service and the people who come to it."""

    core: Core
    service: Service
    port: int
    clock: Clock
    http: list[httpx.AsyncClient] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The service's origin."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        """Where the socket is."""
        return f"ws://127.0.0.1:{self.port}/api/socket"

    def person(self, telegram_id: int, *, side: str = "student") -> Person:
        """Somebody with an empty device and this Telegram account."""
        http = httpx.AsyncClient(base_url=self.url, timeout=PATIENCE_SECONDS, limits=KEPT)
        self.http.append(http)
        now: Callable[[], int] = lambda: int(self.clock.now())  # noqa: E731 - a clock as a value
        return Person(
            api=Api(http),
            side=side,
            launches=lambda: launch_data(telegram_id, at=now(), token=BOT_TOKEN),
            now=now,
        )


def ticks_of(clock: Clock) -> Ticks:
    """What passes beside a clock."""
    return clock.ticks if isinstance(clock, FixedClock) else time.monotonic


@asynccontextmanager
async def running(
    data: Path, *, clock: Clock | None = None, port: int = 0, **settings: object
) -> AsyncIterator[Running]:
    """The service over `data` until the block ends; it can be started over the same data again."""
    clock = clock or SystemClock()
    # What a worker takes on at once is no subject of most tests.
    settings = {"conversations_at_once": 1000, **settings}
    config = Config(_env_file=None, data_dir=data, **settings)  # type: ignore[arg-type]
    words = Words.load(config)
    bound = bind(host="127.0.0.1", port=port, setting="PORT")
    port = bound.getsockname()[1]
    core = await open_core(
        layout=Layout.at(data), clock=clock, forget=forget_erased, ticks=ticks_of(clock)
    )
    side = TelegramSide(
        token=BOT_TOKEN,
        api="http://127.0.0.1:1",
        origin=f"http://127.0.0.1:{port}",
        frames=(FRAME,),
        webhook_secret=None,
    )
    service = build(config=config, core=core, words=words, telegram=side, bot_name="peerlink_bot")
    await service.begin()
    turn = Turn()
    core.store.around_telling(turn.begin, turn.end)
    listener = Listener(app=service.app, bound=bound, turn=turn)
    serving = asyncio.create_task(listener.run_here())
    await listener.ready()
    run = Running(core=core, service=service, port=port, clock=clock)
    try:
        yield run
    finally:
        for http in run.http:
            await http.aclose()
        service.end_sockets()
        listener.end()
        await serving
        await core.close()
        bound.close()
