"""One day over one running service: who is in it, and calls that are held to the model.

No deed lives here: day_requests.py, day_rooms.py and day_team.py have them, machine.py draws them.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Final, TypeVar

from hypothesis.stateful import RuleBasedStateMachine

import crypto
from client.api import Refused
from client.holder import Holder
from client.live import LiveRoom
from client.student import Student
from client.worker import Worker
from crypto.wire import CaseId
from storage.audit import verify_running
from tests.fakes.clock import FixedClock
from tests.hostile.ears import Ears
from tests.hostile.inside import Inside, Line, inside
from tests.hostile.model import NOT_FOUND, OK, REFUSED, SIGNED_OUT, Model, ModelCase
from tests.hostile.town import HOUR, START, WORKERS, Town

T = TypeVar("T")
STUDENTS: Final = ("Student 1", "Student 2", "Student 3")
TICK: Final = 2


class Day(RuleBasedStateMachine):
    """Three students, two workers and two holders over one running service."""

    def __init__(self, town: Town, data: Path) -> None:
        super().__init__()
        self.town = town
        self.data = data
        self.clock = FixedClock(START + HOUR)
        self.runner = asyncio.Runner()
        self.model = Model(listed=set(WORKERS))
        self.students: dict[str, Student] = {}
        self.workers: dict[str, Worker] = {}
        self.rooms: dict[tuple[str, CaseId], LiveRoom] = {}
        self.record_by: dict[CaseId, str] = {}
        self.stories = 0
        self.ears = Ears(self.model)
        self.stack = AsyncExitStack()
        self.at: Inside

    def run(self, work: Awaitable[T]) -> T:
        async def wrapped() -> T:
            return await work

        return self.runner.run(wrapped())

    async def start(self) -> None:
        self.stack = AsyncExitStack()
        entered = inside(self.town, self.data, clock=self.clock)
        self.at = await self.stack.enter_async_context(entered)

    async def come_in(self) -> None:
        for number, name in enumerate(STUDENTS):
            self.students[name] = Student(person=self.at.person(5001 + number))
            await self.students[name].agree()
        for name in WORKERS:
            self.workers[name] = Worker(person=await self.at.staff(name))
        self.coordinator = Holder(person=await self.at.staff("coordinator"), role="coordinator")
        self.manager = await self.at.staff("manager")
        self.names = {name: await worker.name() for name, worker in self.workers.items()}
        self.accounts = {
            name: (await worker.person.api.get("/api/me"))["account"]
            for name, worker in self.workers.items()
        }

    @property
    def now(self) -> int:
        return int(self.clock.now())

    def person(self, who: str) -> Student | Worker:
        return self.students.get(who) or self.workers[who]

    def case(self, pick: int) -> tuple[CaseId, ModelCase]:
        """One of the cases; mostly one that is not over."""
        known = sorted(self.model.cases.items(), key=lambda item: item[1].submitted)
        live = [item for item in known if item[1].state != "closed"]
        chosen = live if live and pick % 5 else known
        return chosen[pick // 5 % len(chosen)]

    async def outcome(self, work: Awaitable[object]) -> str:
        """What came of a call, in the model's words."""
        try:
            await work
        except Refused as refused:
            return f"{refused.status} {refused.code}"
        except crypto.Refused:
            return REFUSED
        except ConnectionRefusedError as refused:
            return {"not_found": NOT_FOUND, "signed out": SIGNED_OUT}.get(
                str(refused), str(refused)
            )
        return OK

    def does(self, work: Awaitable[object], *, expect: str) -> bool:
        """Hold one call to what the model says of it."""
        found = self.run(self.outcome(work))
        assert found == expect, (found, expect)
        return found == OK

    async def over_a_line(self, who: str, speak: Callable[[Any], Awaitable[object]]) -> None:
        """Speak over a fresh socket; ConnectionRefusedError when it is not let in."""
        line = Line(self.at.service.app)
        line.say({"t": "hello", "token": self.person(who).person.api.token})
        try:
            assert await line.hear() == {"t": "ready"}
        except ConnectionError:
            assert line.code == 4401
            raise ConnectionRefusedError("signed out") from None
        try:
            await speak(line)
        finally:
            await line.close()

    async def chain_holds(self) -> None:
        verdict = await verify_running(self.at.core.store, keys=self.at.core.keys)
        assert verdict.holds
