"""Only this machine, and only this page, may talk to the sandbox.

Here: the check of Host (against DNS rebinding) and Origin (against other pages in the browser),
and reading bodies within bounds. Never here: what is asked.
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.errors import Misuse
from sandbox.limits import BODY_MAX
from sandbox.markup import is_loopback


class LocalOnly:
    """ASGI middleware: a foreign Host or Origin is refused before anything is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 403 (a WebSocket is closed before it opens)."""
        if scope["type"] not in {"http", "websocket"} or _is_local(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            refused = PlainTextResponse("Forbidden", status_code=HTTPStatus.FORBIDDEN)
            await refused(scope, receive, send)


def _is_local(headers: Headers) -> bool:
    host = headers.get("host", "")
    origin = headers.get("origin")
    try:
        local = is_loopback(urlsplit(f"//{host}").hostname)
    except ValueError:
        return False
    return local and (origin is None or origin == f"http://{host}")


async def bounded_body(request: Request) -> bytes:
    """The body, at most BODY_MAX bytes; raises Misuse for more."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > BODY_MAX:
            raise Misuse("The request is too large.")
        parts.append(part)
    return b"".join(parts)
