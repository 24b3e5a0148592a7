"""The Bot API over HTTP: `/bot<token>/<method>`.

Here: reading a call, the faults that it meets, and the shape of answers. Never here: a method's
rules (methods/).
"""

import asyncio
import hmac
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.errors import Misuse, Refusal, too_many_requests
from sandbox.faults import Fault, FaultKind
from sandbox.guard import bounded_body
from sandbox.methods import GET_UPDATES, METHODS, get_updates
from sandbox.methods.receiving import Described
from sandbox.params import Params, parse
from sandbox.rows import Json
from sandbox.world import TOKEN, Call, World

BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


class Dropped(Response):
    """An answer that promises a body and breaks off, so that the connection is torn down."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Start and stop."""
        headers = [(b"content-type", b"application/json"), (b"content-length", b"512")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


class BotApi:
    """Answers calls for one world."""

    def __init__(self, *, world: World) -> None:
        self._world = world

    async def call(self, request: Request) -> Response:
        """One call, from its path to its answer."""
        try:
            self._check_token(request.path_params["token"])
            method = _known(str(request.path_params["method"]))
            params = parse(
                query=request.url.query,
                body=await bounded_body(request),
                content_type=request.headers.get("content-type", ""),
            )
        except Misuse:
            too_large = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            return refused(Refusal(too_large, "Request Entity Too Large"))
        except Refusal as refusal:
            return refused(refusal)
        return await self._faulty(method, params)

    def _check_token(self, token: str) -> None:
        if not TOKEN.fullmatch(token):
            raise Refusal(HTTPStatus.NOT_FOUND, "Not Found")
        if not hmac.compare_digest(token, self._world.bot_token):
            raise Refusal(HTTPStatus.UNAUTHORIZED, "Unauthorized")

    async def _faulty(self, method: str, params: Params) -> Response:
        fault = self._world.faults.take(method)
        if fault:
            self._world.events.publish({"type": "faults"})
        if fault and not fault.after_effect:
            return await suffer(fault)
        answer = await self.answer(method, params)
        return await suffer(fault) if fault else answer

    async def answer(self, method: str, params: Params) -> Response:
        """Carry the call out."""
        try:
            if method.lower() == GET_UPDATES:
                return succeeded(await get_updates(self._world, params))
            self._world.calls.append(Call(method=method, values=params.shown()))
            return succeeded(METHODS[method.lower()](self._world, params))
        except Refusal as refusal:
            return refused(refusal)

    async def webhook_reply(self, body: Json) -> None:
        """A call that came as the answer to a webhook; its result goes nowhere."""
        method = str(body.pop("method"))
        if method.lower() in METHODS:
            await self.answer(method, Params(body))


def _known(method: str) -> str:
    if method.lower() != GET_UPDATES and method.lower() not in METHODS:
        raise Refusal(HTTPStatus.NOT_FOUND, "Not Found")
    return method


async def suffer(fault: Fault) -> Response:
    """What a caller sees of a fault."""
    if fault.kind is FaultKind.FLOOD:
        return refused(too_many_requests(fault.retry_after))
    if fault.kind is FaultKind.ERROR:
        return refused(Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error"))
    if fault.kind is FaultKind.GATEWAY:
        return HTMLResponse(BAD_GATEWAY, status_code=HTTPStatus.BAD_GATEWAY)
    if fault.kind is FaultKind.TIMEOUT:
        await asyncio.sleep(fault.seconds)
    return Dropped()


def succeeded(result: object) -> JSONResponse:
    """An answer with a result."""
    if isinstance(result, Described):
        return JSONResponse(
            {"ok": True, "result": result.result, "description": result.description}
        )
    return JSONResponse({"ok": True, "result": result})


def refused(refusal: Refusal) -> JSONResponse:
    """An answer with Telegram's error."""
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.retry_after is not None:
        body["parameters"] = {"retry_after": refusal.retry_after}
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else None
    return JSONResponse(body, status_code=refusal.code, headers=headers)
