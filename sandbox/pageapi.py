"""The page's API: `/sandbox/…` and its live events.

Here: routes, JSON in and out, the WebSocket. Never here: what the acts do (pageacts.py).
"""

import asyncio
import json
from contextlib import suppress
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox import faults, people, snapshot
from sandbox.acts import Phone
from sandbox.errors import Misuse
from sandbox.guard import bounded_body
from sandbox.pageacts import ACTS, Body, cloud
from sandbox.rows import Json
from sandbox.world import World


class PageApi:
    """What the page asks of one world."""

    def __init__(self, *, world: World) -> None:
        self._world = world

    def routes(self) -> list[BaseRoute]:
        """Everything under /sandbox."""
        return [
            Route("/sandbox/state", self.state),
            Route("/sandbox/people", self.add_person, methods=["POST"]),
            Route("/sandbox/people/{person:int}", self.person),
            Route("/sandbox/people/{person:int}/cloud", self.cloud, methods=["POST"]),
            Route("/sandbox/people/{person:int}/{act}", self.act, methods=["POST"]),
            Route("/sandbox/faults", self.install, methods=["POST"]),
            Route("/sandbox/faults/clear", self.clear, methods=["POST"]),
            Route("/sandbox/clock", self.pass_time, methods=["POST"]),
            WebSocketRoute("/sandbox/events", self.events),
        ]

    async def state(self, _: Request) -> JSONResponse:
        """GET /sandbox/state."""
        return JSONResponse(snapshot.whole(self._world))

    async def person(self, request: Request) -> JSONResponse:
        """GET /sandbox/people/{id}."""
        person = self._world.people.get(request.path_params["person"])
        return JSONResponse(snapshot.of_person(self._world, person))

    async def add_person(self, request: Request) -> JSONResponse:
        """POST /sandbox/people {first_name, username?, language_code?}."""
        body = await _body(request)
        made = self._world.people.add(
            first_name=body.text("first_name"),
            username=body.text("username", "") or None,
            language_code=body.text("language_code", "en"),
        )
        self._world.events.publish({"type": "people"})
        return JSONResponse(people.public(made))

    async def act(self, request: Request) -> JSONResponse:
        """POST /sandbox/people/{id}/{act}."""
        phone = Phone(world=self._world, person_id=request.path_params["person"])
        act = ACTS.get(request.path_params["act"])
        if act is None:
            raise Misuse("There is no such act.")
        return JSONResponse(act(phone, await _body(request)))

    async def cloud(self, request: Request) -> JSONResponse:
        """POST /sandbox/people/{id}/cloud {method, params}."""
        person = self._world.people.get(request.path_params["person"])
        return JSONResponse(cloud(self._world, person.id, await _body(request)))

    async def install(self, request: Request) -> JSONResponse:
        """POST /sandbox/faults {kind, method?, times?, retry_after?, seconds?, after_effect?}."""
        body = await _body(request)
        made = self._world.faults.install(
            kind=body.text("kind"),
            method=body.text("method", "*"),
            times=body.maybe("times") or 1,
            retry_after=body.maybe("retry_after") or 1,
            seconds=body.seconds("seconds", 30.0),
            after_effect=body.flag("after_effect"),
        )
        self._world.events.publish({"type": "faults"})
        return JSONResponse(faults.public(made))

    async def clear(self, _: Request) -> JSONResponse:
        """POST /sandbox/faults/clear."""
        self._world.faults.clear()
        self._world.events.publish({"type": "faults"})
        return JSONResponse({})

    async def pass_time(self, request: Request) -> JSONResponse:
        """POST /sandbox/clock {seconds}: so much time passes, here and in the service."""
        body = await _body(request)
        self._world.pass_time(body.number("seconds"))
        return JSONResponse({"now": self._world.now()})

    async def events(self, socket: WebSocket) -> None:
        """The live events, until the page goes or the sandbox does."""
        await socket.accept()
        with self._world.events.listen() as queue:
            gone = asyncio.create_task(_until_gone(socket))
            try:
                await self._pump(socket, queue, gone)
            finally:
                gone.cancel()
        with suppress(RuntimeError, WebSocketDisconnect):
            await socket.close()

    async def _pump(
        self,
        socket: WebSocket,
        queue: asyncio.Queue[Json | None],
        gone: asyncio.Task[None],
    ) -> None:
        while True:
            event = asyncio.create_task(queue.get())
            await asyncio.wait({event, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not event.done():
                event.cancel()
                return
            found = event.result()
            if found is None:
                return
            with suppress(WebSocketDisconnect):
                await socket.send_json(found)


async def _until_gone(socket: WebSocket) -> None:
    with suppress(WebSocketDisconnect):
        while True:
            await socket.receive_text()


async def _body(request: Request) -> Body:
    raw = await bounded_body(request)
    if not raw:
        return Body({})
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise Misuse("That is not JSON.") from None
    if not isinstance(value, dict):
        raise Misuse("A JSON object is expected.")
    return Body(value)


async def misused(_: Request, error: Exception) -> JSONResponse:
    """Misuse becomes 400 with its own sentence, which never repeats the input."""
    return JSONResponse({"error": str(error)}, status_code=HTTPStatus.BAD_REQUEST)
