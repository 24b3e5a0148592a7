"""A server that lies: stands between one device and the real service, HTTP and socket alike.

Rules say what becomes of calls, answers and frames; without a rule everything passes. It keeps
what left the device, so that tests can look for what must not have left. No test lives here.
"""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, Self

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from bot.listener import Listener, bind
from tests.fakes import frames
from tests.keeping import KEPT

Json = dict[str, Any]
Way = Literal["up", "down"]
METHODS: Final = ("GET", "POST", "PUT", "DELETE")
FRAME_BYTES: Final = 128 * 1024
WAIT_SECONDS: Final = 60.0
PASSED_ON: Final = ("authorization", "content-type")
OF_ONE_HOP: Final = {"connection", "content-encoding", "content-length", "transfer-encoding"}


@dataclass(frozen=True, kw_only=True)
class Call:
    """What the device asked. `path` holds the query too."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """`GET /api/me`: method and path, no query."""
        return f"{self.method} {self.path.partition('?')[0]}"

    def json(self) -> Any:  # noqa: ANN401 -- whatever JSON held
        return json.loads(self.body)

    def but(self, **fields: object) -> Self:
        """The same call with other fields in its body."""
        return replace(self, body=json.dumps(self.json() | fields).encode())


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the device is told. `headers` are the service's own; a made-up answer has none."""

    status: int
    body: bytes = field(repr=False, default=b"")
    headers: tuple[tuple[str, str], ...] = field(repr=False, default=())

    @classmethod
    def of(cls, content: object, *, status: int = 200) -> Self:
        """An answer made up."""
        return cls(status=status, body=json.dumps(content).encode())

    def json(self) -> Any:  # noqa: ANN401 -- whatever JSON held
        return json.loads(self.body)

    def but(self, **fields: object) -> Self:
        """The same answer with other fields."""
        return replace(self, body=json.dumps(self.json() | fields).encode())


CallRule = Callable[[Call], Sequence[Call] | Answer]
"""The calls to pass on (the last one's answer is given back), or an answer without asking."""
AnswerRule = Callable[[Call, Answer], Answer]
FrameRule = Callable[[Json], Sequence[Json]]
"""The frames to pass on instead: none drops it, two of it replay it."""


def dropping(_: Json) -> Sequence[Json]:
    """Pass nothing on."""
    return []


def replaying(frame: Json) -> Sequence[Json]:
    """Pass everything on twice."""
    return [frame, frame]


@dataclass
class Holding:
    """Keeps frames back until `count` are there, and then passes them on, the last one first."""

    count: int
    held: list[Json] = field(default_factory=list)

    def __call__(self, frame: Json) -> Sequence[Json]:
        self.held.append(frame)
        if len(self.held) < self.count:
            return []
        held, self.held = self.held, []
        return held[::-1]


class Liar:
    """The proxy's rules and memory. The newest rule that matches decides."""

    def __init__(self, *, upstream: str, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.socket_url = f"ws://127.0.0.1:{port}/api/socket"
        self.calls: list[Call] = []
        self.answers: list[tuple[Call, Answer]] = []
        self.frames: list[tuple[Way, Json]] = []
        self._upstream = upstream
        # As long as a device waits: what a busy machine answers late is not lost on the way.
        self._http = httpx.AsyncClient(base_url=upstream, timeout=WAIT_SECONDS, limits=KEPT)
        self._call_rules: list[tuple[re.Pattern[str], CallRule]] = []
        self._answer_rules: list[tuple[re.Pattern[str], AnswerRule]] = []
        self._frame_rules: list[tuple[Way, str, FrameRule]] = []
        self._devices: list[WebSocket] = []

    def on_call(self, pattern: str, rule: CallRule) -> None:
        """Decide about calls whose name (`Call.name`) matches."""
        self._call_rules.insert(0, (re.compile(pattern), rule))

    def on_answer(self, pattern: str, rule: AnswerRule) -> None:
        """Decide what is answered to calls whose name matches."""
        self._answer_rules.insert(0, (re.compile(pattern), rule))

    def tells(self, pattern: str, rule: AnswerRule) -> asyncio.Event:
        """As `on_answer`; set once the rule has answered a call."""
        told = asyncio.Event()

        def noting(call: Call, answer: Answer) -> Answer:
            told.set()
            return rule(call, answer)

        self.on_answer(pattern, noting)
        return told

    def on_frame(self, way: Way, kind: str, rule: FrameRule) -> None:
        """Decide about frames of a kind on the way up (from the device) or down."""
        self._frame_rules.insert(0, (way, kind, rule))

    def repent(self) -> None:
        """Be honest from now on."""
        self._call_rules.clear()
        self._answer_rules.clear()
        self._frame_rules.clear()

    async def push(self, frame: Json) -> None:
        """Tell every socket of the device something of one's own."""
        for device in self._devices:
            await _tell(device, frame)

    async def saw(self, way: Way, kind: str, *, count: int = 1) -> None:
        """Return once so many frames of a kind came this way."""
        async with asyncio.timeout(WAIT_SECONDS):
            while len([f for w, f in self.frames if (w, f.get("t")) == (way, kind)]) < count:  # noqa: ASYNC110 -- a test may look
                await asyncio.sleep(0.005)

    def asked(self, pattern: str) -> list[Call]:
        """The calls that left the device and whose name matches."""
        return [call for call in self.calls if re.fullmatch(pattern, call.name)]

    @property
    def left(self) -> str:
        """Everything that left the device: names, bodies and frames."""
        calls = [f"{c.method} {c.path} {c.body.decode(errors='replace')}" for c in self.calls]
        return "\n".join(calls + [json.dumps(frame) for way, frame in self.frames if way == "up"])

    async def call(self, request: Request) -> Response:
        """One call of the device."""
        query = f"?{request.url.query}" if request.url.query else ""
        kept = tuple((k, v) for k, v in request.headers.items() if k.lower() in PASSED_ON)
        body = await request.body()
        call = Call(method=request.method, path=request.url.path + query, headers=kept, body=body)
        self.calls.append(call)
        decided = self._decide(call)
        answer = decided if isinstance(decided, Answer) else await self._ask(decided)
        for pattern, rule in self._answer_rules:
            if pattern.fullmatch(call.name):
                answer = rule(call, answer)
                break
        headers = dict(answer.headers) or {"content-type": "application/json"}
        return Response(answer.body, status_code=answer.status, headers=headers)

    def _decide(self, call: Call) -> Sequence[Call] | Answer:
        for pattern, rule in self._call_rules:
            if pattern.fullmatch(call.name):
                return rule(call)
        return [call]

    async def _ask(self, calls: Sequence[Call]) -> Answer:
        answer = Answer.of({"error": "unavailable"}, status=503)
        for call in calls:
            found = await self._http.request(
                call.method, call.path, headers=dict(call.headers), content=call.body
            )
            kept = tuple((k, v) for k, v in found.headers.items() if k.lower() not in OF_ONE_HOP)
            answer = Answer(status=found.status_code, body=found.content, headers=kept)
            self.answers.append((call, answer))
        return answer

    async def socket(self, device: WebSocket) -> None:
        """One socket of the device, with one of our own behind it."""
        await device.accept()
        url = self._upstream.replace("http", "ws", 1) + "/api/socket"
        async with connect(url, max_size=FRAME_BYTES, compression=None) as service:
            self._devices.append(device)
            pumps = [
                asyncio.create_task(self._up(device, service)),
                asyncio.create_task(self._down(device, service)),
            ]
            try:
                await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
            finally:
                self._devices.remove(device)
                for pump in pumps:
                    pump.cancel()
                await asyncio.gather(*pumps, return_exceptions=True)
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):
            await device.close(service.close_code or 1001)

    async def _up(self, device: WebSocket, service: ClientConnection) -> None:
        with contextlib.suppress(WebSocketDisconnect, ConnectionClosed):
            while True:
                said = await device.receive()
                if said["type"] == "websocket.disconnect":
                    return
                frame = frames.read(said.get("bytes") or said["text"])
                for passed in self._frames("up", frame):
                    await service.send(frames.written(passed))

    async def _down(self, device: WebSocket, service: ClientConnection) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            async for said in service:
                for frame in self._frames("down", frames.read(said)):
                    await _tell(device, frame)

    def _frames(self, way: Way, frame: Json) -> Sequence[Json]:
        self.frames.append((way, frame))
        for which, kind, rule in self._frame_rules:
            if (which, kind) == (way, frame.get("t")):
                return rule(frame)
        return [frame]

    async def close(self) -> None:
        await self._http.aclose()


async def _tell(device: WebSocket, frame: Json) -> None:
    said = frames.written(frame)
    if isinstance(said, bytes):
        await device.send_bytes(said)
    else:
        await device.send_text(said)


@asynccontextmanager
async def lying(upstream: str) -> AsyncIterator[Liar]:
    """A liar in front of the service at this origin, on a port that the system chooses."""
    bound = bind(host="127.0.0.1", port=0, setting="PORT")
    liar = Liar(upstream=upstream, port=bound.getsockname()[1])
    app = Starlette(
        routes=[
            WebSocketRoute("/api/socket", liar.socket),
            Route("/{path:path}", liar.call, methods=list(METHODS)),
        ]
    )
    listener = Listener(app=app, bound=bound)
    serving = asyncio.create_task(listener.run_here())
    await listener.ready()
    try:
        yield liar
    finally:
        listener.end()
        await serving
        await liar.close()
        bound.close()
