"""One process: the store, the web edge, the chat side and the timers, started and stopped in order.

What each is made of is in wiring.py and chat.py; the sandbox's part is in demo.py.
"""

import asyncio
import contextlib
import signal
import time
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from bot.chat import ChatSide, build_chat, make_bot, who_am_i
from bot.config import Config
from bot.control import listening
from bot.gathering import Turn
from bot.listener import Listener, bind
from bot.metrics import metrics_route
from bot.starting import Say, links_of, print_links
from bot.telegram_side import TelegramSide, telegram_of
from bot.trust import authorities
from bot.upkeep import Upkeep
from bot.wiring import Service, build
from bot.words import Words
from intake.notices import Wanted
from storage.belonging import belong
from storage.clock import SystemClock
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import open_core

if TYPE_CHECKING:
    from bot.demo import Demo
    from sandbox import MovableClock

T = TypeVar("T")


async def serve(config: Config, *, say: Say) -> None:
    """Run until SIGINT or SIGTERM. Raises what stops the start, in one line fit to show."""
    words = Words.load(config)
    stop = asyncio.Event()
    bound = bind(host=config.host, port=config.port, setting="PORT")
    if config.sandboxed:
        # Looked at before anything is created: a start that is refused leaves nothing behind.
        bind(host=config.host, port=config.sandbox_port, setting="SANDBOX_PORT").close()
    origin = f"http://{config.host}:{bound.getsockname()[1]}"
    async with AsyncExitStack() as stack:
        stack.callback(bound.close)
        stack.enter_context(_signals(stop))
        layout = Layout.at(config.data_dir)
        if not layout.database.exists() and not await _known(config, stop):
            return
        moved = _movable_clock() if config.sandboxed else None
        core = await open_core(
            layout=layout,
            clock=moved or SystemClock(),
            forget=forget_erased,
            on_crash=stop.set,
            ticks=time.monotonic if moved is None else moved.ticks,
        )
        stack.push_async_callback(core.close)
        await core.renew_log()
        await belong(core.store, sandboxed=config.sandboxed)
        demo = None if moved is None else await _open_demo(config, origin=origin, clock=moved)
        if demo is not None:
            stack.push_async_callback(demo.sandbox.stop)
        telegram = telegram_of(config, demo=demo, origin=origin, keys=core.keys)
        bot = make_bot(token=telegram.token, api=telegram.api)
        me = await _unless(stop, who_am_i(bot))
        if me is None:
            return
        name = me.username or ""
        service = build(
            config=config,
            core=core,
            words=words,
            telegram=telegram,
            bot_name=name,
            sleep=asyncio.sleep if moved is None else moved.sleep,
        )
        await service.begin()
        wanted = Wanted(service.accounts)
        chat = build_chat(bot=bot, words=words, core=core, telegram=telegram, wanted=wanted)
        if chat.route is not None:
            service.app.router.routes.insert(0, chat.route)
        turn = Turn()
        # What a group's commit says to sockets goes out at once, not a turn of the loop later.
        core.store.around_telling(turn.begin, turn.end)
        listener = Listener(app=service.app, bound=bound, turn=turn)
        http = await stack.enter_async_context(httpx.AsyncClient(verify=authorities()))
        upkeep = Upkeep(config=config, core=core, http=http)
        token = config.metrics_token
        service.app.router.routes.insert(
            0,
            metrics_route(
                read=upkeep.read,
                token=None if token is None else token.get_secret_value(),
                backup_hours=config.backup_hours,
            ),
        )
        greeting = _Greeting(service=service, telegram=telegram, demo=demo, bot=name, say=say)
        async with listening(layout.data, upkeep.asks):
            await _run(service, chat, upkeep, listener, stop, greeting)


def _movable_clock() -> "MovableClock":
    # Imported where it runs: the sandbox and the reference client are megabytes that a service on
    # Telegram does without.
    from bot.demo import new_clock

    return new_clock()


async def _open_demo(config: Config, *, origin: str, clock: "MovableClock") -> "Demo":
    from bot.demo import open_demo

    return await open_demo(config, origin=origin, clock=clock)


async def _known(config: Config, stop: asyncio.Event) -> bool:
    """Whether Telegram knows the bot; False when told to stop before it answered.

    Asked before a first start creates anything: a token that is refused leaves nothing behind.
    """
    if config.bot_token is None:
        return True
    bot = make_bot(token=config.bot_token.get_secret_value(), api=config.bot_api_url)
    me = await _unless(stop, who_am_i(bot))
    await bot.shutdown()
    return me is not None


class _Greeting:
    """What the operator reads once everything answers."""

    def __init__(
        self, *, service: Service, telegram: TelegramSide, demo: "Demo | None", bot: str, say: Say
    ) -> None:
        self._service = service
        self._telegram = telegram
        self._demo = demo
        self._bot = bot
        self._say = say

    async def __call__(self) -> Coroutine[Any, Any, None]:
        """Say the address and the first links that are needed; what to keep doing after that."""
        if self._demo is not None:
            from bot.demo import fill_roles, show_links

            set_up = self._service.set_up
            links = await fill_roles(self._demo, set_up=set_up)
            self._say(f"The sandbox is ready: {self._demo.sandbox.page_url}")
            return show_links(self._demo, links=links, set_up=set_up)
        first = links_of(bot=self._bot, tokens=await self._service.set_up.links())
        print_links(first, say=self._say)
        if self._telegram.origin is None:
            self._say("PUBLIC_URL is not set: the bot polls, and only the chat works.")
        else:
            self._say(f"Ready: {self._telegram.origin}")
        return asyncio.sleep(0)


async def _run(
    service: Service,
    chat: ChatSide,
    upkeep: Upkeep,
    listener: Listener,
    stop: asyncio.Event,
    greet: Callable[[], Awaitable[Coroutine[Any, Any, None]]],
) -> None:
    """Everything at once until `stop`; then sockets and requests end before the store does."""
    async with asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(listener.run_here())
        running = (chat.run(), service.timers.run(), upkeep.timers.run())
        others = [tasks.create_task(each) for each in running]
        await listener.ready()
        others.append(tasks.create_task(await greet()))
        await stop.wait()
        service.end_sockets()
        listener.end()
        await serving
        for other in others:
            other.cancel()


@contextlib.contextmanager
def _signals(stop: asyncio.Event) -> Generator[None, None, None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


async def _unless(stop: asyncio.Event, work: Awaitable[T]) -> T | None:
    """What `work` gives, or None when the process is told to stop first."""
    doing = asyncio.ensure_future(work)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if doing.done():
        return doing.result()
    doing.cancel()
    return None
