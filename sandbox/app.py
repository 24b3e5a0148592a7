"""The sandbox as one ASGI application: Bot API, page API and the page.

Here: putting the routes together, and the page's headers. Never here: sockets and ports.
"""

from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.botapi import BotApi
from sandbox.errors import Misuse
from sandbox.guard import LocalOnly
from sandbox.launch import PAGE_HOST
from sandbox.pageapi import PageApi, misused
from sandbox.world import World

PAGE: Final = Path(__file__).parent / "page" / "dist"
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; frame-src http: https:; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
NOT_BUILT: Final = (
    "The sandbox runs, but its page is not built yet.\n"
    "Build it with: npm --prefix miniapp run build:sandbox\n"
)


def create_app(world: World, *, page: Path = PAGE) -> Starlette:
    """The application for a world; `page` is the folder of the built page.

    Deliveries to a webhook run beside it: see server.Sandbox, which does both.
    """
    bot_api = BotApi(world=world)
    world.webhook.on_reply = bot_api.webhook_reply

    async def index(request: Request) -> Response:
        if world.own_origins and request.url.hostname != PAGE_HOST:
            # The page has to be of one site with the Mini Apps that it frames (launch.on_device).
            return RedirectResponse(str(request.url.replace(hostname=PAGE_HOST)))
        if not (page / "index.html").is_file():
            return PlainTextResponse(NOT_BUILT, status_code=HTTPStatus.SERVICE_UNAVAILABLE)
        return FileResponse(page / "index.html", headers=HEADERS)

    async def no_file(_: Request) -> JSONResponse:
        world.file_requests += 1
        body = {"ok": False, "error_code": 404, "description": "Not Found"}
        return JSONResponse(body, status_code=HTTPStatus.NOT_FOUND)

    return Starlette(
        routes=[
            Route("/", index),
            Route("/bot{token}/{method}", bot_api.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", no_file),
            *PageApi(world=world).routes(),
            Mount("/assets", StaticFiles(directory=page / "assets", check_dir=False)),
        ],
        middleware=[Middleware(LocalOnly)],
        exception_handlers={Misuse: misused},
    )
