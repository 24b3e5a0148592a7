"""The web application: every router in one visible list, and what wraps them all.

No endpoint and no rule lives here.
"""

from collections.abc import Awaitable, Iterable
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from handlers.web import (
    accesses,
    again,
    audit,
    case_records,
    cases,
    contacts,
    declarations,
    disclosures,
    duty,
    enquiries,
    entries,
    epochs,
    errors,
    export,
    flags,
    handovers,
    keeping,
    launch,
    me,
    numbers,
    passing,
    policy,
    queue,
    record_audits,
    reports,
    requests,
    rights,
    rota,
    service,
    socket,
    static,
    team,
    team_file,
)
from handlers.web.auth import access_of
from handlers.web.body import BoundedBodies
from handlers.web.by_path import ByPath
from handlers.web.desk import Desk
from handlers.web.desk import install as install_desk
from handlers.web.security import SecurityHeaders
from handlers.web.services import Services
from handlers.web.supervision import Supervision
from handlers.web.supervision import install as install_supervision
from supervision.entry_ports import EntryChanged
from supervision.flag_ports import FlagMoved

PEOPLE: Final[tuple[APIRouter, ...]] = (
    service.router,
    launch.router,
    me.router,
    team.router,
)
CASES: Final[tuple[APIRouter, ...]] = (
    requests.router,
    queue.router,
    cases.router,
    rights.router,
    epochs.router,
    handovers.router,
    duty.router,
    rota.router,
    contacts.router,
    declarations.router,
    case_records.router,
    again.router,
    record_audits.router,
    socket.router,
)
UPWARD: Final[tuple[APIRouter, ...]] = (
    entries.router,
    numbers.router,
    audit.router,
    flags.router,
    disclosures.router,
    accesses.router,
    export.router,
    policy.router,
    team_file.router,
    passing.router,
    keeping.router,
    reports.router,
    enquiries.router,
)
ROUTERS: Final = PEOPLE + CASES + UPWARD
"""Every router of the API."""

CLOSED: Final = WebSocketClose()


class Sockets:
    """Every WebSocket route, by its whole path; what asks for another is closed."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        found = (route for route in routes if isinstance(route, WebSocketRoute))
        self._apps: dict[str, ASGIApp] = {route.path: route.app for route in found}

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        return self._apps.get(scope["path"], CLOSED)(scope, receive, send)


class Application(FastAPI):
    """FastAPI's, but for sockets, which have a way of their own.

    Nothing that wraps HTTP's answers is for them. Each layer of it would be a call more for every
    frame that is sent, and a quarter of a kilobyte more for every socket that is open; so would
    Starlette's router.
    """

    sockets: errors.Faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or one socket."""
        if scope["type"] == "websocket":
            scope["app"] = self
            await self.sockets(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(
    services: Services, *, desk: Desk | None, supervision: Supervision | None = None
) -> Application:
    """The application over these services.

    Without a desk nothing about cases is served, without `supervision` nothing of the
    coordinator's side.

    Raises LookupError when a route does not declare who may call it.
    """
    routers = PEOPLE + (CASES if desk else ()) + (UPWARD if supervision else ())
    everything = (*routers, static.router_of(services.settings.app))
    for route in api_routes(everything):
        access_of(route)
    # The routes themselves, not the routers: including one builds all of its routes again.
    routes = [route for router in everything for route in router.routes]
    app = Application(
        routes=[ByPath(routes)],
        title="Peerlink",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
    )
    app.sockets = errors.Faults(Sockets(routes))
    app.state.services = services
    errors.install(
        app, tables=(errors.PEOPLE, errors.TEAM, *services.tables), unavailable=services.unavailable
    )
    if desk is not None:
        install_desk(app, desk)
    if supervision is not None:
        install_supervision(app, supervision)
        app.add_exception_handler(EntryChanged, entries.changed)
        app.add_exception_handler(FlagMoved, flags.moved)
    # The last one added is the outermost.
    app.add_middleware(BoundedBodies)
    app.add_middleware(errors.Faults)
    app.add_middleware(SecurityHeaders, settings=services.settings)
    return app


def api_routes(routers: tuple[APIRouter, ...] = ROUTERS) -> list[APIRoute]:
    """Every HTTP route of the API, in order."""
    return [route for router in routers for route in router.routes if isinstance(route, APIRoute)]


def openapi(routers: tuple[APIRouter, ...] = ROUTERS) -> dict[str, Any]:
    """The schema that the TypeScript client's types are generated from."""
    return get_openapi(title="Peerlink", version="1", routes=api_routes(routers))
