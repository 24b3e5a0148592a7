"""Bodies of the API are bounded before anybody parses them: size while it streams, time, nesting.

What is inside is the endpoints' business. What is served beside the API bounds its own: Telegram's
updates nest deeper than any endpoint's body, and one that is refused comes again and again.
"""

import asyncio
import re
from collections.abc import Mapping
from typing import Final

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handlers.web.errors import answer

API: Final = "/api/"
MAX_BODY: Final = 256 * 1024
MAX_REQUEST_BODY: Final = 1024 * 1024
LARGER: Final[Mapping[str, int]] = {"/api/requests": MAX_REQUEST_BODY}
"""Paths (and what is below them) with a bound of their own: a request carries all its wraps."""

MAX_DEPTH: Final = 8
BODY_SECONDS: Final = 30.0

_STRINGS: Final = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_NOT_BRACKETS: Final = re.compile(rb"[^\[\]{}]+")


class TooLarge(Exception):
    """More bytes than the endpoint takes."""


class Broken(Exception):
    """The client left, or sent too slowly."""


def bound_of(path: str) -> int:
    """How many bytes a body for this path may have."""
    for prefix, bound in LARGER.items():
        if path == prefix or path.startswith(prefix + "/"):
            return bound
    return MAX_BODY


def too_deep(body: bytes) -> bool:
    """Whether JSON's brackets nest deeper than any endpoint's do; strings do not count."""
    depth = 0
    for bracket in _NOT_BRACKETS.sub(b"", _STRINGS.sub(b"", body)):
        depth += 1 if bracket in b"[{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


class BoundedBodies:
    """Reads each body up to its bound, refuses what exceeds it, and passes the rest on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ours = scope["type"] == "http" and scope["path"].startswith(API)
        if not ours or scope["method"] in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _read(scope, receive)
        except TooLarge:
            await _refuse(413, "too_large")(scope, receive, send)
            return
        except (Broken, TimeoutError):
            await _refuse(400, "malformed")(scope, receive, send)
            return
        if too_deep(body):
            await answer(400, "malformed")(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)


def _refuse(status: int, code: str) -> JSONResponse:
    response = answer(status, code)
    # Otherwise the server would go on reading what is refused, to keep the connection.
    response.headers["Connection"] = "close"
    return response


async def _read(scope: Scope, receive: Receive) -> bytes:
    bound = bound_of(scope["path"])
    for name, value in scope["headers"]:
        # Said to be too large: refused before a byte of it is read.
        if name == b"content-length" and (not value.isdigit() or int(value[:20]) > bound):
            raise TooLarge
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Broken
        part = message.get("body", b"")
        size += len(part)
        if size > bound:
            raise TooLarge
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
