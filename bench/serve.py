"""The real service without Telegram, as a process of its own: to be measured, or to be killed.

Nothing of the message path is replaced. `generous` lifts the bounds per account (a bench is one
fast person) and leaves every other check. `since` and `times`
are its clock (hurry.py). Run: python -m bench.serve DIRECTORY [--generous] [--since S --times N]
"""

import argparse
import asyncio
import contextlib
import signal
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from bench.common import BOT_TOKEN, say_line
from bench.hurry import AS_IT_GOES, Hurry
from bot.config import Config
from bot.gathering import Turn
from bot.listener import Listener, bind
from bot.telegram_side import TelegramSide
from bot.timers import Timers
from bot.wiring import Service, build
from bot.words import Words
from handlers.web.limits import Limits
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import Core, open_core

A_WEEK_OF_MINUTES: Final = 7 * 24 * 60
UNBOUNDED: Final = 10**9

Say = Callable[[Mapping[str, object]], None]
"""Tells whoever started the process something, as one JSON object."""


def side_of(*, port: int) -> TelegramSide:
    """A Telegram that nobody answers at: launch data is signed with BOT_TOKEN by the clients."""
    return TelegramSide(
        token=BOT_TOKEN,
        api="http://127.0.0.1:1",
        origin=f"http://127.0.0.1:{port}",
        frames=("http://127.0.0.1:1",),
        webhook_secret=None,
    )


def lift_bounds(service: Service, core: Core) -> None:
    """Token buckets that never run dry; they are still asked every time."""
    state = service.app.state
    lifted = Limits(clock=core.clock, burst=UNBOUNDED, per_second=float(UNBOUNDED))
    state.services = replace(state.services, limits=lifted)
    state.desk = replace(state.desk, frames=lifted)


async def serve(
    data: Path,
    *,
    port: int = 0,
    generous: bool = False,
    clock: Hurry = AS_IT_GOES,
    say: Say = say_line,
) -> None:
    """Serve `data` until SIGTERM; says `{"port", "links"}` once requests are answered."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    config = Config(
        _env_file=None,
        data_dir=data,
        staff_idle_minutes=A_WEEK_OF_MINUTES,
        student_idle_minutes=A_WEEK_OF_MINUTES,
        conversations_at_once=1000,
    )
    bound = bind(host="127.0.0.1", port=port, setting="PORT")
    core = await open_core(
        layout=Layout.at(data), clock=clock, forget=forget_erased, ticks=clock.ticks
    )
    try:
        await core.renew_log()
        service = build(
            config=config,
            core=core,
            words=Words.load(config),
            telegram=side_of(port=bound.getsockname()[1]),
            bot_name="peerlink_bot",
            sleep=clock.sleep,
        )
        if generous:
            lift_bounds(service, core)
        turn = Turn()
        core.store.around_telling(turn.begin, turn.end)
        await _until(stop, service, Listener(app=service.app, bound=bound, turn=turn), say)
    finally:
        await core.close()
        bound.close()


async def _until(stop: asyncio.Event, service: Service, listener: Listener, say: Say) -> None:
    serving = asyncio.create_task(listener.run_here())
    timers = asyncio.create_task(_run(service.timers))
    await listener.ready()
    links = await service.set_up.links()
    port = listener.servers[0].sockets[0].getsockname()[1]
    say({"port": port, "links": {role.value: _code(token) for role, token in links.items()}})
    await stop.wait()
    service.end_sockets()
    listener.end()
    await serving
    timers.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await timers


async def _run(timers: Timers) -> None:
    await timers.run()


def _code(token: bytes) -> str:
    return urlsafe_b64encode(token).rstrip(b"=").decode("ascii")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--generous", action="store_true")
    parser.add_argument("--since", type=float, default=AS_IT_GOES.since)
    parser.add_argument("--times", type=float, default=AS_IT_GOES.times)
    asked = parser.parse_args()
    clock = Hurry(since=asked.since, times=asked.times)
    asyncio.run(serve(asked.data, generous=asked.generous, clock=clock))


if __name__ == "__main__":
    main()
