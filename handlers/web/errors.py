"""How faults are answered: a status and a code, never anything of the request (docs/api.md).

No handler writes an error response of its own; it raises, and the tables here answer.
"""

import contextlib
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Final

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from people import errors as people
from people.names import BadName
from supervision import errors as team

LOG: Final = structlog.get_logger()


class ApiError(Exception):
    """A refusal with a status and one of docs/api.md's codes; `retry_after` in seconds."""

    def __init__(self, status: int, code: str, *, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.retry_after = retry_after


def malformed() -> ApiError:
    """The request is not of the endpoint's shape."""
    return ApiError(400, "malformed")


def signed_out() -> ApiError:
    """No token, or one that is of no use (any more)."""
    return ApiError(401, "signed_out")


def not_found() -> ApiError:
    """Not there, not yours or not for your role: one answer (attack 19)."""
    return ApiError(404, "not_found")


def conflict(code: str) -> ApiError:
    """The endpoint's own 409."""
    return ApiError(409, code)


PEOPLE: Final[Mapping[type[Exception], tuple[int, str]]] = {
    people.Malformed: (400, "malformed"),
    people.SignedOut: (401, "signed_out"),
    people.NotFound: (404, "not_found"),
    people.Exists: (409, "exists"),
    people.Last: (409, "last"),
    people.Stale: (409, "stale"),
    BadName: (400, "name"),
    people.TooMany: (409, "full"),
    people.Full: (503, "unavailable"),
}
"""How people's errors are answered. Other subjects bring tables of their own to `install`."""

TEAM: Final[Mapping[type[Exception], tuple[int, str]]] = {
    team.NotFound: (404, "not_found"),
    team.Malformed: (400, "malformed"),
    team.Exists: (409, "exists"),
    team.Stale: (409, "stale"),
    team.NoRoot: (409, "no_root"),
    team.Oneself: (409, "self"),
    team.IllegalEvent: (409, "state"),
    team.Full: (409, "full"),
    team.WrongTerm: (409, "term"),
    team.NoName: (400, "malformed"),
    team.WrongPeriod: (409, "period"),
    team.Frozen: (409, "frozen"),
    team.TooTelling: (409, "telling"),
    team.IllegalDisclosureEvent: (409, "changed"),
    team.RefusedBefore: (409, "refused"),
    team.Told: (409, "told"),
}
"""How the team's errors are answered."""


def answer(status: int, code: str, *, retry_after: int | None = None) -> JSONResponse:
    """The one shape of an error."""
    body: dict[str, str | int] = {"error": code}
    headers = {}
    if retry_after is not None:
        body["retry_after"] = retry_after
        headers["Retry-After"] = str(retry_after)
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(body, status_code=status, headers=headers)


HTTP_CODES: Final[Mapping[int, str]] = {
    400: "malformed",
    401: "signed_out",
    404: "not_found",
    413: "too_large",
    429: "slow_down",
    503: "unavailable",
}


def install(
    app: FastAPI,
    *,
    tables: tuple[Mapping[type[Exception], tuple[int, str]], ...],
    unavailable: tuple[type[Exception], ...],
) -> None:
    """Teach an application to answer errors by the tables; `unavailable` are the store's own."""

    async def api_error(_: Request, error: Exception) -> JSONResponse:
        if not isinstance(error, ApiError):
            raise TypeError
        return answer(error.status, error.code, retry_after=error.retry_after)

    async def invalid(_: Request, __: Exception) -> JSONResponse:
        return answer(400, "malformed")

    async def http(_: Request, error: Exception) -> JSONResponse:
        status = error.status_code if isinstance(error, HTTPException) else 500
        # Which methods a path has is nobody's business.
        status = 404 if status == HTTPStatus.METHOD_NOT_ALLOWED else status
        return answer(status, HTTP_CODES.get(status, "malformed"))

    async def slow_down(_: Request, error: Exception) -> JSONResponse:
        seconds = error.retry_after if isinstance(error, people.SlowDown) else 60
        return answer(429, "slow_down", retry_after=seconds)

    async def not_now(_: Request, error: Exception) -> JSONResponse:
        LOG.warning("unavailable", error=type(error).__name__)
        return answer(503, "unavailable")

    app.add_exception_handler(ApiError, api_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(people.SlowDown, slow_down)
    for error in unavailable:
        app.add_exception_handler(error, not_now)
    for table in tables:
        for error, (status, code) in table.items():
            app.add_exception_handler(error, _tabled(status, code))


def _tabled(status: int, code: str) -> Callable[[Request, Exception], Awaitable[JSONResponse]]:
    async def respond(_: Request, __: Exception) -> JSONResponse:
        return answer(status, code)

    return respond


class Faults:
    """Answers what nobody foresaw with `fault` and logs the type's name only.

    Inside Starlette's own error middleware, which would pass the exception on to the server's
    log together with whatever its message says; for sockets the outermost, before the server.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        # A socket waits in every coroutine on its way as long as it is open: none for choosing.
        handle = self._socket if scope["type"] == "websocket" else self._request
        return handle(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"].endswith(".start")
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:  # noqa: BLE001 -- the last line before the server's own log
            LOG.error("fault", error=type(error).__name__)  # noqa: TRY400 -- a traceback quotes values
            if not started:
                await answer(500, "fault")(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:  # noqa: BLE001 -- the last line before the server's own log
            LOG.error("fault", error=type(error).__name__)  # noqa: TRY400 -- a traceback quotes values
            with contextlib.suppress(Exception):  # it may have ended already
                await send({"type": "websocket.close", "code": 1011})
