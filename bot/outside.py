"""What `peerlink doctor` asks of the world: Telegram about the bot, the public address, the time.

Only questions; nothing is set. Answers are judged here, their own words never shown.
"""

import ssl
import time
from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx

from bot.config import Config

PATIENCE_SECONDS: Final = 15.0
CLOCK_SECONDS: Final = 60
RECENT_SECONDS: Final = 3600
SOON_DAYS: Final = 14
REFUSED: Final = frozenset({401, 404})

Line = tuple[str, bool]
"""A line, and whether it is a fault."""


async def examine(config: Config, http: httpx.AsyncClient) -> AsyncIterator[Line]:
    """Ask everything. `config` has a token."""
    async for line in _telegram(config, http):
        yield line
    if config.public_url is not None:
        async for line in _public(config.public_url, http):
            yield line


async def _telegram(config: Config, http: httpx.AsyncClient) -> AsyncIterator[Line]:
    me = await _ask(config, http, "getMe")
    if isinstance(me, str):
        yield me, True
        return
    yield "Telegram knows the bot.", False
    if config.public_url is None:
        return
    info = await _ask(config, http, "getWebhookInfo")
    if isinstance(info, str):
        yield info, True
        return
    _, webhook = info
    from handlers.chat.webhook import PATH  # noqa: PLC0415 - who has no bot starts without it

    if webhook.get("url") != f"{config.public_url}{PATH}":
        yield "The webhook is not set to PUBLIC_URL: restart the service, it sets it.", True
    elif _recent(webhook.get("last_error_date")):
        yield "Telegram could not deliver within the last hour: is PUBLIC_URL forwarded?", True
    else:
        yield "The webhook is set to PUBLIC_URL.", False
    date = me[0].get("date")
    if date is not None and (off := _off(date)) > CLOCK_SECONDS:
        yield f"The clock is {off} seconds off Telegram's: keep it by NTP.", True
    elif date is not None:
        yield "The clock agrees with Telegram's.", False


async def _ask(
    config: Config, http: httpx.AsyncClient, method: str
) -> tuple[httpx.Headers, dict[str, Any]] | str:
    """Headers and result, or what is wrong."""
    if config.bot_token is None:
        return "BOT_TOKEN is not set."
    address = f"{config.bot_api_url}/bot{config.bot_token.get_secret_value()}/{method}"
    try:
        answer = await http.get(address)
        if answer.status_code in REFUSED:
            return "BOT_TOKEN is refused by Telegram: copy the whole token from BotFather again."
        result = answer.json()["result"]
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return "Telegram cannot be reached: does this machine reach BOT_API_URL?"
    return answer.headers, result if isinstance(result, dict) else {}


async def _public(origin: str, http: httpx.AsyncClient) -> AsyncIterator[Line]:
    try:
        async with http.stream("GET", f"{origin}/health") as answer:
            ends = _certificate_ends(answer)
            well = answer.status_code == httpx.codes.OK
            await answer.aread()
        exposed = (await http.get(f"{origin}/metrics")).status_code
    except httpx.HTTPError as error:
        secure = isinstance(error.__context__, ssl.SSLError) or "CERTIFICATE" in str(error)
        yield (
            (
                "PUBLIC_URL's certificate is refused: see the reverse proxy's log."
                if secure
                else "PUBLIC_URL cannot be reached from here: name, port 443, reverse proxy."
            ),
            True,
        )
        return
    if well:
        yield "PUBLIC_URL is answered by the service.", False
    else:
        yield "PUBLIC_URL is answered, but not by the service: does the proxy forward?", True
    if exposed == httpx.codes.OK:
        yield "/metrics can be read from outside: let the proxy answer it with 404.", True
    if ends is not None and ends < time.time() + SOON_DAYS * 86_400:
        yield "PUBLIC_URL's certificate ends soon: see the reverse proxy's log.", True


def _certificate_ends(answer: httpx.Response) -> float | None:
    stream = answer.extensions.get("network_stream")
    secure = stream.get_extra_info("ssl_object") if stream is not None else None
    certificate = secure.getpeercert() if secure is not None else None
    if not certificate or "notAfter" not in certificate:
        return None
    return float(ssl.cert_time_to_seconds(str(certificate["notAfter"])))


def _recent(at: object) -> bool:
    return isinstance(at, int) and at > time.time() - RECENT_SECONDS


def _off(date: str) -> int:
    try:
        return abs(int(parsedate_to_datetime(date).timestamp() - time.time()))
    except (ValueError, TypeError):
        return 0
