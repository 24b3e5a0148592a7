"""A team that was set up once, and the real service over a copy of it for every test.

Setting up costs Argon2id for everybody's passphrase and kit; the product's parameters stay as
they are, so the data directory is made once per run and copied. No test lives here.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from client.access import Person
from client.api import Api
from client.asking import Story
from client.holder import HOLDERS, Holder
from client.keys import KeyRing
from client.live import LiveRoom
from client.socket import Socket
from client.student import Student
from client.worker import Worker
from crypto.wire import CaseId, Direction
from tests.client.test_holder import add_worker, set_up_team
from tests.fakes.clock import FixedClock
from tests.fakes.launchdata import launch_data
from tests.hostile.proxy import Liar, lying
from tests.service import BOT_TOKEN, Running, running

START: Final = 1_800_000_000
HOUR: Final = 3600
WORKERS: Final = ("Worker 1", "Worker 2")
TELEGRAM: Final[Mapping[str, int]] = {
    **{role: 9000 + number for number, role in enumerate(HOLDERS)},
    **{name: 7001 + number for number, name in enumerate(WORKERS)},
}
S, W = Direction.FROM_STUDENT, Direction.FROM_WORKER
LETTER: Final = "I have told nobody, and I cannot sleep."
HELLO: Final = "Thank you for writing. I am here."


@dataclass(frozen=True, kw_only=True)
class Town:
    """The data directory of a stopped service, and what the team's devices hold."""

    home: Path
    rings: Mapping[str, KeyRing] = field(repr=False)


def build(home: Path) -> Town:
    """Three holders and two workers (the second one also for under-18s), and a roster."""

    async def set_up() -> Mapping[str, KeyRing]:
        async with running(home, clock=FixedClock(START)) as run:
            holders = await set_up_team(run)
            people = {role: holder.person for role, holder in holders.items()}
            for name in WORKERS:
                people[name] = await add_worker(
                    run,
                    holders["coordinator"],
                    telegram_id=TELEGRAM[name],
                    name=name,
                    under18=name == WORKERS[1],
                )
            return {name: person.ring for name, person in people.items()}

    return Town(home=home, rings=asyncio.run(set_up()))


def copy(town: Town, to: Path) -> Path:
    """The town's files in another place."""
    shutil.copytree(town.home, to)
    return to


@dataclass(kw_only=True)
class Room:
    """An open conversation, live on both sides. Whoever has a liar talks through it."""

    case: CaseId
    student: Student
    worker: Worker
    mine: LiveRoom
    theirs: LiveRoom
    up: Socket
    down: Socket


@dataclass(kw_only=True)
class Stage:
    """The running service and the people who come to it, each through a liar if given one."""

    run: Running
    town: Town
    clock: FixedClock
    closing: AsyncExitStack = field(repr=False)

    def person(self, telegram: int, *, side: str, via: Liar | None = None) -> Person:
        """Somebody with an empty device."""
        http = httpx.AsyncClient(base_url=via.url if via else self.run.url)
        self.run.http.append(http)
        now: Callable[[], int] = lambda: int(self.clock.now())  # noqa: E731 - a clock as a value
        return Person(
            api=Api(http),
            side=side,
            # Telegram's clock is right, as far as the service can know.
            launches=lambda: launch_data(
                telegram, at=int(self.run.core.onward.now()), token=BOT_TOKEN
            ),
            now=now,
        )

    async def liar(self) -> Liar:
        """A server that lies, in front of the real one."""
        return await self.closing.enter_async_context(lying(self.run.url))

    async def student(
        self, telegram: int = 5001, *, via: Liar | None = None, under18: bool = False
    ) -> Student:
        """Somebody who has agreed."""
        student = Student(person=self.person(telegram, side="student", via=via), under18=under18)
        await student.agree()
        return student

    async def staff(self, name: str, *, via: Liar | None = None) -> Person:
        """One of the team on their own device, signed in."""
        person = self.person(TELEGRAM[name], side="staff", via=via)
        person.change(self.town.rings[name])
        person.revision = 1
        await person.sign_in()
        return person

    async def worker(self, name: str = WORKERS[0], *, via: Liar | None = None) -> Worker:
        """A certified worker, signed in."""
        return Worker(person=await self.staff(name, via=via))

    async def holder(self, role: str = "coordinator", *, via: Liar | None = None) -> Holder:
        """A holder, signed in."""
        return Holder(person=await self.staff(role, via=via), role=role)

    async def socket(self, someone: Student | Worker, *, via: Liar | None = None) -> Socket:
        """Their socket, closed with the stage."""
        url = via.socket_url if via else self.run.socket_url
        socket = await Socket.open(url=url, token=someone.person.api.token)
        self.closing.push_async_callback(socket.close)
        return socket

    async def room(
        self,
        *,
        student_via: Liar | None = None,
        worker_via: Liar | None = None,
        telegram: int = 5001,
        worker: str = WORKERS[0],
    ) -> Room:
        """Asked, claimed, accepted, entered; both with a socket."""
        student = await self.student(telegram, via=student_via)
        listener = await self.worker(worker, via=worker_via)
        case = await student.ask(Story(text=LETTER))
        await listener.claim(case)
        theirs = await listener.accept(case, HELLO)
        mine = await student.enter(case)
        return Room(
            case=case,
            student=student,
            worker=listener,
            mine=mine,
            theirs=theirs,
            up=await self.socket(student, via=student_via),
            down=await self.socket(listener, via=worker_via),
        )


@asynccontextmanager
async def stage(town: Town, data: Path, *, copied: bool = True) -> AsyncIterator[Stage]:
    """The service over a copy of the town at `data`, or over what is there already."""
    clock = FixedClock(START + HOUR)
    if copied:
        copy(town, data)
    async with running(data, clock=clock) as run, AsyncExitStack() as closing:
        yield Stage(run=run, town=town, clock=clock, closing=closing)


def whats(room: LiveRoom) -> list[str]:
    """What did not fit, each once, in the order found."""
    return list(dict.fromkeys(finding.what for finding in room.findings))
