"""The webhook: the secret checked in constant time, the update durable, then 200.

What is refused gets an empty body: whoever knocks without the secret learns nothing.
"""

import asyncio
import hmac
import json
from typing import Any, Final

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.ext import ExtBot

from handlers.chat.ingest import Ingest, NotAnUpdate
from handlers.chat.reduce import ALLOWED_UPDATES

PATH: Final = "/telegram"
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
MAX_BODY: Final = 1024 * 1024
MAX_SECONDS: Final = 10.0
MAX_CONNECTIONS: Final = 40

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def webhook_route(
    *, secret: str, ingest: Ingest, path: str = PATH, patience: float = MAX_SECONDS
) -> Route:
    """The route Telegram posts updates to.

    403 without the right secret, 413 past 1 MiB, 408 past `patience` seconds, 400 for what is not
    an update, 503 when it could not be made durable (Telegram then sends it again), else 200.
    """
    expected = secret.encode("utf-8")

    async def receive(request: Request) -> Response:
        # Header values are bytes on the wire; latin-1 gives back exactly those.
        given = request.headers.get(SECRET_HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, expected):
            return Response(status_code=403)
        return Response(status_code=await _take(request, ingest, patience))

    return Route(path, receive, methods=["POST"])


async def register_webhook(bot: ExtBot[Any], *, public_url: str, secret: str) -> None:
    """Tell Telegram where to post. Raises `telegram.error.TelegramError`."""
    await bot.set_webhook(
        public_url + PATH,
        secret_token=secret,
        allowed_updates=list(ALLOWED_UPDATES),
        max_connections=MAX_CONNECTIONS,
    )


async def _take(request: Request, ingest: Ingest, patience: float) -> int:
    try:
        async with asyncio.timeout(patience):
            body = await _body(request)
    except TimeoutError:
        return 408
    except ClientDisconnect:
        return 400
    if body is None:
        return 413
    try:
        await ingest.raw(json.loads(body))
    except (ValueError, RecursionError, NotAnUpdate):
        return 400
    except Exception:  # not durable: Telegram keeps it and tries again
        log.exception("update_not_stored")
        return 503
    return 200


async def _body(request: Request) -> bytes | None:
    """The body, or None once it is past the bound; no more than that is held in memory."""
    parts = bytearray()
    async for chunk in request.stream():
        parts += chunk
        if len(parts) > MAX_BODY:
            return None
    return bytes(parts)
