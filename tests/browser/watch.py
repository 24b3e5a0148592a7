"""Everything that leaves a page and everything it complains about.

Here: recording. Never here: judging, but for naming what was complained about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Page, Request, Response, WebSocket

REPORT_VIOLATIONS: Final = """addEventListener('securitypolicyviolation', (event) =>
  console.error('CSP violation: ' + event.violatedDirective + ' in ' + event.sourceFile));"""
OF_THE_PHONE: Final = "can escape its sandboxing"
"""Chromium's remark on the frame that the sandbox's page makes, as Telegram Web A makes it."""
OFFLINE: Final = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_CONNECTION_REFUSED")

NOT_WHOLE: Final = "a story that looks at requests is named in WATCHED (conftest.py)"
CLOSED: Final = re.compile(r"status of 404 .* at /api/cases/[\w-]{22}$")
"""A case that the one asking for it may not read, or not any more."""


@dataclass
class Watch:
    """What one page sent and said.

    `whole`: also what it sent. Each request that is told of costs some three milliseconds in all
    processes together, so only stories that look at requests are told of them (conftest.py).
    """

    whole: bool
    complaints: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    _sent: list[bytes] = field(default_factory=list)
    _asked: list[tuple[str, str]] = field(default_factory=list)
    _frames: int = 0

    @property
    def sent(self) -> list[bytes]:
        """Address, headers and body of each request, and each frame."""
        assert self.whole, NOT_WHOLE
        return self._sent

    @property
    def asked(self) -> list[tuple[str, str]]:
        """Method and address of each request."""
        assert self.whole, NOT_WHOLE
        return self._asked

    @property
    def frames(self) -> int:
        """How many frames left by sockets."""
        assert self.whole, NOT_WHOLE
        return self._frames

    @classmethod
    async def over(cls, page: Page, *, whole: bool) -> "Watch":
        """Watch a page from before its first document."""
        watch = cls(whole=whole)
        await page.add_init_script(REPORT_VIOLATIONS)
        if whole:
            page.on("request", watch._request)
            page.on("response", watch._response)
            page.on("websocket", watch._socket)
        page.on("console", watch._console)
        page.on("pageerror", lambda error: watch.complaints.append(f"error: {error}"))
        return watch

    def _request(self, request: Request) -> None:
        self._asked.append((request.method, request.url))
        self._sent.append(request.url.encode())
        self._sent.extend(f"{name}: {value}".encode() for name, value in request.headers.items())
        body = request.post_data_buffer
        if body is not None:
            self._sent.append(body)

    def _response(self, response: Response) -> None:
        if not response.ok:
            self.refused.append((response.status, response.url))

    def _socket(self, socket: WebSocket) -> None:
        self._sent.append(socket.url.encode())
        socket.on("framesent", self._frame)

    def _frame(self, payload: str | bytes) -> None:
        self._frames += 1
        self._sent.append(payload.encode() if isinstance(payload, str) else payload)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"} or self._asked_anew(message):
            return
        path = urlsplit(message.location["url"]).path if "status of " in message.text else ""
        self.complaints.append(f"{message.text} at {path}" if path else message.text)

    @staticmethod
    def _asked_anew(message: ConsoleMessage) -> bool:
        """Whether a holder signed another roster while a request was sealed: it is sealed anew."""
        path = urlsplit(message.location["url"]).path
        return "status of 409 " in message.text and path == "/api/requests"

    def beyond(
        self, *, offline: bool = False, statuses: tuple[int, ...] = (), closed: int = 0
    ) -> list[str]:
        """Complaints but those a story brings about itself: no network, answers with a status.

        `closed`: so many conversations that somebody else ends under a worker's hands. One may end
        after the list that has it, and before it is asked for: no device can know.
        """
        return list(self._beyond(offline=offline, statuses=statuses, closed=closed))

    def _beyond(self, *, offline: bool, statuses: tuple[int, ...], closed: int) -> Iterator[str]:
        for said in self.complaints:
            if closed > 0 and CLOSED.search(said):
                closed -= 1
                continue
            gone = any(code in said for code in OFFLINE) or "WebSocket" in said
            expected = OF_THE_PHONE in said or any(
                f"status of {status} " in said for status in statuses
            )
            if not (expected or (offline and gone)):
                yield said


async def kept_by_phones(page: Page) -> dict[str, bytes]:
    """What lies in the storage of the page and of each app on it, by place.

    A student's place is named `go=room`. Raises AssertionError where no app keeps anything: then
    there would be nothing to search.
    """
    script = "() => JSON.stringify([document.title, {...localStorage}, {...sessionStorage}])"
    found = {}
    for number, frame in enumerate(page.frames):
        place = f"storage {number} {urlsplit(frame.url).query}"
        found[place] = str(await frame.evaluate(script)).encode()
    assert any(b":" in kept for kept in list(found.values())[1:])
    return found
