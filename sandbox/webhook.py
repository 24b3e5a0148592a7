"""Updates pushed to the bot's webhook.

Here: the webhook's settings, delivery, retries and what getWebhookInfo tells. Never here:
polling, and any address that is not on this machine.
"""

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import httpx

from sandbox.errors import bad_request
from sandbox.faults import UPDATES, FaultKind, Faults
from sandbox.limits import (
    WEBHOOK_CONNECTIONS_DEFAULT,
    WEBHOOK_CONNECTIONS_MAX,
    WEBHOOK_TIMEOUT_SECONDS,
)
from sandbox.markup import is_loopback
from sandbox.rows import Json, Rows
from sandbox.updates import UpdateQueue

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
SECRET: Final = re.compile(r"[A-Za-z0-9_-]{0,256}")
RETRY_FIRST: Final = 0.2  # seconds; Telegram waits longer, tests should not
RETRY_MAX: Final = 5.0

Call = Callable[[Json], Awaitable[None]]


class Webhook:
    """One webhook: updates of one chat in order, those of different chats side by side."""

    def __init__(
        self, *, rows: Rows, updates: UpdateQueue, faults: Faults, clock: Callable[[], float]
    ) -> None:
        self._rows = rows
        self._updates = updates
        self._faults = faults
        self._clock = clock
        self._settings: Json = rows.load(kind="setting").get("webhook", {})
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._wait_until: dict[int, tuple[float, float]] = {}
        self.on_reply: Call | None = None

    @property
    def url(self) -> str:
        """Where updates go; "" while none is set."""
        return str(self._settings.get("url", ""))

    def set(self, *, url: str, secret: str, connections: int | None) -> None:
        """Set the webhook, or remove it with ""; raises Refusal 400 for a bad one.

        Telegram takes https only; the sandbox takes loopback addresses only, http as well.
        """
        if url:
            _check_address(url)
        if not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        wanted = connections or WEBHOOK_CONNECTIONS_DEFAULT
        self._settings = (
            {
                "url": url,
                "secret": secret,
                "max_connections": min(max(wanted, 1), WEBHOOK_CONNECTIONS_MAX),
            }
            if url
            else {}
        )
        self._wait_until.clear()
        self._keep()
        self._updates.wake()

    def _keep(self) -> None:
        self._rows.put(kind="setting", key="webhook", body=self._settings)

    def info(self) -> Json:
        """WebhookInfo."""
        shown: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        for name in ("max_connections", "last_error_date", "last_error_message"):
            if name in self._settings:
                shown[name] = self._settings[name]
        if self.url:
            shown["ip_address"] = "127.0.0.1"
        if self._updates.allowed:
            shown["allowed_updates"] = self._updates.allowed
        return shown

    async def run(self) -> None:
        """Deliver until cancelled, or until the queue closes."""
        async with httpx.AsyncClient(
            timeout=WEBHOOK_TIMEOUT_SECONDS,
            trust_env=False,
            follow_redirects=False,
            # It delivers to this machine, which no authority has certified.
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        ) as client:
            try:
                while not self._updates.closed:
                    pause = self._start_deliveries(client)
                    await self._updates.changed(timeout=pause)
            finally:
                for task in self._busy.values():
                    task.cancel()
                await asyncio.gather(*self._busy.values(), return_exceptions=True)
                self._busy.clear()

    def _start_deliveries(self, client: httpx.AsyncClient) -> float | None:
        if not self.url:
            return None
        # The loop's time, not the world's clock, which a test may have stopped.
        now, pause = asyncio.get_running_loop().time(), None
        waiting = self._updates.pending()
        if len(waiting) > 1 and self._faults.take(UPDATES, kind=FaultKind.REORDER):
            waiting.reverse()
        for update in waiting:
            chat, room = _chat_of(update), int(self._settings["max_connections"])
            until = self._wait_until.get(chat, (0.0, 0.0))[0]
            if until > now:
                pause = min(pause or RETRY_MAX, until - now)
            elif chat not in self._busy and len(self._busy) < room:
                self._busy[chat] = asyncio.create_task(self._deliver(client, chat, update))
        return pause

    async def _deliver(self, client: httpx.AsyncClient, chat: int, update: Json) -> None:
        try:
            twice = self._faults.take(UPDATES, kind=FaultKind.DUPLICATE) is not None
            trouble = await self._post(client, update)
            if twice and trouble is None:
                trouble = await self._post(client, update)
        finally:
            self._busy.pop(chat, None)
        if trouble is None:
            self._wait_until.pop(chat, None)
            self._updates.confirm(int(update["update_id"]))
        else:
            self._note_trouble(chat, trouble)
        self._updates.wake()

    def _note_trouble(self, chat: int, trouble: str) -> None:
        step = min(self._wait_until.get(chat, (0.0, RETRY_FIRST / 2))[1] * 2, RETRY_MAX)
        self._wait_until[chat] = (asyncio.get_running_loop().time() + step, step)
        if self.url:
            self._settings["last_error_date"] = int(self._clock())
            self._settings["last_error_message"] = trouble
            self._keep()

    async def _post(self, client: httpx.AsyncClient, update: Json) -> str | None:
        secret = str(self._settings.get("secret", ""))
        headers = {SECRET_HEADER: secret} if secret else {}
        try:
            answer = await client.post(self.url, json=update, headers=headers)
        except httpx.TimeoutException:
            return "Read timeout expired"
        except (httpx.HTTPError, httpx.InvalidURL):
            return "Connection refused"
        if not answer.is_success:
            phrase = HTTPStatus(answer.status_code).phrase
            return f"Wrong response from the webhook: {answer.status_code} {phrase}"
        await self._use_reply(answer)
        return None

    async def _use_reply(self, answer: httpx.Response) -> None:
        """A webhook may answer with a call (Bot API, "Making requests when getting updates")."""
        if self.on_reply is None or not answer.content:
            return
        try:
            body = answer.json()
        except ValueError:
            return
        if isinstance(body, dict) and isinstance(body.get("method"), str):
            await self.on_reply(body)


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise bad_request("bad webhook: invalid webhook URL specified") from None
    if parts.scheme not in {"http", "https"}:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not is_loopback(host):
        raise bad_request("bad webhook: the sandbox delivers to loopback addresses only")


def _chat_of(update: Json) -> int:
    """The chat, or person, whose updates must stay in order."""
    for name, payload in update.items():
        if name == "update_id":
            continue
        if "chat" in payload:
            return int(payload["chat"]["id"])
        return int(payload["from"]["id"])
    return 0
