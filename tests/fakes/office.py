"""The whole web edge with people, team and cases joined as the wiring joins them, in memory.

Devices call it over HTTP (tests/fakes/web.py) and over real sockets on a loopback port.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, cast

import uvicorn
from websockets.asyncio.client import ClientConnection, connect

from bot.gathering import GatheringProtocol, Turn
from bot.joins import TeamForIntake
from crypto import wire
from handlers.web.desk import Desk
from handlers.web.fields import decode, encode
from handlers.web.hub import Hub
from handlers.web.limits import Limits
from handlers.web.rounds import Rounds
from intake.matching import Listed, Roster
from people.accounts import Role
from people.sessions import session_id
from policy.wording import Variant
from tests.fakes import frames
from tests.fakes.cases import MemoryCases
from tests.fakes.contacts import contacting_of
from tests.fakes.declaring import declaring_of
from tests.fakes.degrees import degrees_of
from tests.fakes.devices import Device, certificate_id
from tests.fakes.house import House
from tests.fakes.outbox import MemoryOutbox
from tests.fakes.quality import auditing_of
from tests.fakes.recording import recording_of
from tests.fakes.rooms import Writer, acceptance_of, case_id, request_of
from tests.fakes.rounds import Late
from tests.fakes.shifts import MemoryRota, shifts_of
from tests.fakes.stores import Stores, in_memory
from tests.fakes.web import Web, notice

FRAME_BYTES = 128 * 1024


class Office:
    """An application with everybody in it."""

    def __init__(self, stores: Stores | None = None, *, check_seconds: float = 0.05) -> None:
        stores = stores or in_memory()
        self.hub = Hub()
        self.joined = TeamForIntake()
        self.outbox = MemoryOutbox()
        self.cases = MemoryCases(self.outbox)
        self.house = House(
            cases=self.cases,
            messages=self.cases,
            accounts=cast("Any", stores.people),
            team=cast("Any", self.joined),
            live=self.hub,
            clock=stores.clock,
            memory=self.outbox,
            under18=notice(Variant.UNDER_18),
        )
        self.rota = MemoryRota()
        self.desk = Desk(
            asking=self.house.asking,
            claiming=self.house.claiming,
            accepting=self.house.accepting,
            rooms=self.house.rooms,
            closing=self.house.closing,
            degrees=degrees_of(self.house),
            erasing=self.house.erasing,
            contacting=contacting_of(self.house),
            declaring=declaring_of(self.house),
            recording=recording_of(self.house),
            auditing=auditing_of(self.house),
            next_epochs=self.house.next_epochs,
            handing=self.house.handing,
            shifts=shifts_of(
                self.house, team=stores.team, leads=self.joined, outbox=self.outbox, rota=self.rota
            ),
            notices=self.house.notices,
            hub=self.hub,
            frames=Limits(clock=stores.clock, burst=500),
            rounds=Rounds(seconds=check_seconds, sessions=Late(lambda: self.web.services.sessions)),
        )
        self.web = Web(stores, desk=self.desk, sockets=cast("Any", self.hub))
        self.joined.join(self.web.services.team)
        self.clock = stores.clock

    async def staff(self) -> dict[Role, tuple[Device, str]]:
        """The whole team, certified, with a roster and one worker."""
        return await self.web.whole_team()

    async def another_worker(
        self, team: dict[Role, tuple[Device, str]], telegram: int
    ) -> tuple[Device, str]:
        """One more worker in a further roster."""
        coordinator, token = team[Role.COORDINATOR]
        device, session = await self.web.worker(token, telegram=telegram)
        await self.web.certify(token, device, by=coordinator.sign)
        await self.web.sign_roster(token, coordinator)
        return device, session

    async def roster(self) -> Roster:
        found = await self.joined.roster()
        assert found is not None
        return found

    async def counted(self, token: str) -> None:
        """Wait until a use of this session was written by now's clock."""
        sessions, mine = self.web.stores.sessions, session_id(decode(token))
        async with asyncio.timeout(10):
            while (standing := await sessions.standing(mine)) is None or (  # noqa: ASYNC110 -- no event
                standing.used != int(self.clock.now())
            ):
                await asyncio.sleep(0.01)

    async def listed(self, worker: Device) -> Listed:
        roster = await self.roster()
        return roster.workers[certificate_id(self.web.certificates[worker.sign.public])]

    async def request(self, student: Device, *workers: Device) -> wire.Request:
        return request_of(
            student,
            case_id(),
            await self.roster(),
            to=[await self.listed(worker) for worker in workers],
        )

    async def ask(
        self, student: Device, token: str, *workers: Device
    ) -> tuple[wire.CaseId, wire.Request]:
        """A request over HTTP."""
        request = await self.request(student, *workers)
        answer = await self.web.ok("POST", "/api/requests", token, request_body(request))
        case = wire.open_signed(request.intake, wire.Intake).body.case
        assert answer["case"] == encode(case)
        return case, request

    async def open_room(
        self, student: tuple[Device, str], worker: tuple[Device, str]
    ) -> tuple[wire.CaseId, Writer, Writer]:
        """Asked, claimed and accepted over HTTP; the student's and the worker's writers."""
        case, request = await self.ask(student[0], student[1], worker[0])
        await self.web.ok("POST", f"/api/queue/{encode(case)}/claim", worker[1], {})
        sent, by_worker, by_student = acceptance_of(
            worker[0], await self.listed(worker[0]), student[0], request, await self.roster()
        )
        body = {
            "record": encode(sent.record),
            "wraps": [encode(sent.student_wrap), encode(sent.worker_wrap)],
            "message": encode(sent.message),
        }
        await self.web.ok("POST", f"/api/cases/{encode(case)}/accept", worker[1], body)
        return case, by_student, by_worker


def request_body(request: wire.Request) -> dict[str, object]:
    """`Request` of docs/api.md."""
    body: dict[str, object] = {
        "intake": encode(request.intake),
        "card": encode(request.card),
        "letter": encode(request.letter),
        "wraps": [
            {
                "certificate": encode(wrap.certificate),
                "card": encode(wrap.card),
                "letter": encode(wrap.letter),
            }
            for wrap in request.wraps
        ],
    }
    if request.capsule is not None:
        body["capsule"] = {
            "record": encode(request.capsule.record),
            "sealed": encode(request.capsule.sealed),
            "halves": [encode(half) for half in request.capsule.halves],
        }
    return body


class Line:
    """One socket as a device has it: frames as objects."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def say(self, **frame: Any) -> None:  # noqa: ANN401 -- whatever JSON holds
        """One frame: a `send` and a `message` as their bytes, all else as JSON."""
        await self.connection.send(frames.written(frame))

    async def hear(self, *, seconds: float = 60.0) -> dict[str, Any]:
        """The next frame."""
        return frames.read(await asyncio.wait_for(self.connection.recv(), seconds))

    async def until(self, kind: str) -> dict[str, Any]:
        """The next frame of that kind; others before it are passed over."""
        while (heard := await self.hear())["t"] != kind:
            pass
        return heard

    async def send(self, case: wire.CaseId, message: bytes, ref: int = 1) -> dict[str, Any]:
        """Send a message and wait for its answer."""
        await self.say(t="send", ref=ref, case=encode(case), message=encode(message))
        while (heard := await self.hear()).get("ref") != ref:
            pass
        return heard

    async def ended(self) -> int | None:
        """The code with which the server closes; frames before it are passed over."""
        async with asyncio.timeout(60):
            with contextlib.suppress(Exception):
                while True:
                    await self.connection.recv()
            await self.connection.wait_closed()
        return self.connection.close_code


class Served:
    """The application on a real port of this machine."""

    def __init__(self, port: int) -> None:
        self.url = f"ws://127.0.0.1:{port}/api/socket"

    @asynccontextmanager
    async def raw(self) -> AsyncIterator[Line]:
        """A socket that has said nothing."""
        # Whoever is read slowly has their close heard late: nobody waits for it.
        async with connect(
            self.url, max_size=FRAME_BYTES, compression=None, close_timeout=0.5
        ) as connection:
            yield Line(connection)

    @asynccontextmanager
    async def line(self, token: str) -> AsyncIterator[Line]:
        """A socket that has said hello and heard ready."""
        async with self.raw() as line:
            await line.say(t="hello", token=token)
            assert await line.hear() == {"t": "ready"}
            yield line


@asynccontextmanager
async def served(office: Office, *, plainly: bool = False) -> AsyncIterator[Served]:
    """Serve an office on a port that the system chooses; `plainly`: by uvicorn as it comes."""
    config = uvicorn.Config(
        office.web.app,
        host="127.0.0.1",
        port=0,
        ws="websockets-sansio" if plainly else cast("Any", partial(GatheringProtocol, turn=Turn())),
        ws_max_size=FRAME_BYTES,
        ws_per_message_deflate=False,
        log_level="critical",
        lifespan="off",
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 -- uvicorn has no event for it
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(port)
    finally:
        office.hub.end_all()
        server.should_exit = True
        await task
