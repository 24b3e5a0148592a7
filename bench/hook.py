"""Two webhooks to compare: the service's own, and python-telegram-bot's with nothing behind it.

The service's checks the secret, reduces the update and makes it durable with its answer; what
would be sent stays in the outbox. The bare one parses, queues and calls one handler that does
nothing, as that library's own example does.
Run: python -m bench.hook bare | python -m bench.hook real DIRECTORY
"""

import asyncio
import signal
import sys
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp
from telegram import Update, User
from telegram.ext import Application, ApplicationBuilder, ExtBot, MessageHandler, filters

from bench.common import BOT_TOKEN, say_line
from bench.serve import side_of
from bot.config import Config
from bot.listener import Listener, bind
from bot.wiring import build
from bot.words import Words
from handlers.chat.ingest import Ingest
from handlers.chat.webhook import PATH, SECRET_HEADER, webhook_route
from storage.clock import SystemClock
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import open_core

SECRET: Final = "bench-bench-bench-bench"  # noqa: S105 - of no bot


class Offline(ExtBot[Any]):
    """A bot that knows itself without asking Telegram."""

    async def get_me(self, *_: Any, **__: Any) -> User:  # noqa: ANN401 - the library's signature
        self._bot_user = User(id=7_000_000_003, is_bot=True, first_name="Bench", username="bench")
        return self._bot_user


async def _nothing(_: object, __: object) -> None:
    """A handler's shortest work."""


async def serve_bare(stop: asyncio.Event) -> None:
    """The library's webhook on the same server."""
    application: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder().bot(Offline(token=BOT_TOKEN)).updater(None).build()
    )
    application.add_handler(MessageHandler(filters.ALL, _nothing))

    async def receive(request: Request) -> Response:
        if request.headers.get(SECRET_HEADER) != SECRET:
            return Response(status_code=403)
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return Response()

    async with application:
        await application.start()
        await _listen(Starlette(routes=[Route(PATH, receive, methods=["POST"])]), stop)
        await application.stop()


async def serve_real(data: Path, stop: asyncio.Event) -> None:
    """The service's webhook where it really stands: before the whole application."""
    config = Config(_env_file=None, data_dir=data)
    words = Words.load(config)
    core = await open_core(layout=Layout.at(data), clock=SystemClock(), forget=forget_erased)
    try:
        service = build(
            config=config,
            core=core,
            words=words,
            telegram=side_of(port=1),
            bot_name="peerlink_bot",
        )
        ingest = Ingest(
            updates=core.updates,
            outbox=core.outbox,
            choose=words.texts.choose,
            owed=lambda: None,
        )
        service.app.router.routes.insert(0, webhook_route(secret=SECRET, ingest=ingest))
        await _listen(service.app, stop)
    finally:
        await core.close()


async def _listen(app: ASGIApp, stop: asyncio.Event) -> None:
    bound = bind(host="127.0.0.1", port=0, setting="PORT")
    listener = Listener(app=app, bound=bound)
    serving = asyncio.create_task(listener.run_here())
    await listener.ready()
    say_line({"port": bound.getsockname()[1]})
    await stop.wait()
    listener.end()
    await serving
    bound.close()


async def main() -> None:
    """The command."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    if sys.argv[1] == "bare":
        await serve_bare(stop)
    else:
        await serve_real(Path(sys.argv[2]), stop)


if __name__ == "__main__":
    asyncio.run(main())
