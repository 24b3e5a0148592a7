"""The students of a crowd, in a process of their own: whole lives from *Agree* to the closing.

Reads its task from standard input, says an account of every conversation after each wave.
Run by crowd.py; the workers are shifts.py's.
"""

import asyncio
import json
import random
import sys
import time
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from bench.common import say_line
from bench.hurry import Hurry
from bench.lines import (
    ENDED_BY_SERVICE,
    GONE,
    PATIENCE_SECONDS,
    Account,
    DroppingSocket,
    Place,
    Steps,
    stamped,
    standing,
    take,
)
from client.api import Refused
from client.asking import Story
from client.capsules import Identity
from client.live import LiveRoom
from client.student import Student
from crypto import Refused as NotAccepted
from crypto.wire import CaseId, Direction

FIRST_STUDENT: Final = 100_000
LIFE_SECONDS: Final = 600.0
LETTER: Final = "I can't sleep before the exams, and I don't know whom to tell. " * 8
QUESTION: Final = "question"
GOODBYE: Final = "goodbye"
I_CLOSE: Final = f"{GOODBYE}, I close this now"
"""What is said last tells who closes. Whatever else is said wants no answer."""


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How students of this crowd are. `pause` is the longest time that one thinks, in seconds."""

    questions: int
    pause: float
    drops: float
    """The share of messages at which the connection is lost."""
    unsends: float
    """The share of messages that are followed by one that is taken back."""


@dataclass
class Visitor:
    """One student. `wrote` are the texts sent and not taken back; `heard` the worker's so far."""

    number: int
    place: Place
    habits: Habits
    student: Student
    chance: random.Random
    wrote: list[str] = field(default_factory=list)
    _socket: DroppingSocket | None = None
    _room: LiveRoom | None = None

    @property
    def steps(self) -> Steps:
        return self.place.steps

    @property
    def socket(self) -> DroppingSocket:
        assert self._socket is not None  # noqa: S101 - opened before anything is said
        return self._socket

    @property
    def room(self) -> LiveRoom:
        assert self._room is not None  # noqa: S101 - entered before anything is said
        return self._room

    @property
    def _closes(self) -> bool:
        """Every second student closes; the others' workers do."""
        return self.number % 2 == 1

    async def live(self) -> Account:
        """From *Agree* to the end, and once more over the kept conversation with a fresh eye."""
        with self.steps.timed("consent"):
            await self.student.agree()
        with self.steps.timed("intake"):
            case = await self.student.ask(
                Story(text=LETTER, topic="Exams", name=f"Student {self.number}"),
                identity=Identity(telegram_id=str(FIRST_STUDENT + self.number)),
            )
        self._socket = await self.place.socket(self.student.person)
        with self.steps.timed("waiting"):
            await self._until(case, "open")
        with self.steps.timed("worker checked"):
            self._room = await self.student.enter(case)
        await self._talk()
        await self._end(case)
        account = Account.of(self.room, wrote=self.wrote)
        with self.steps.timed("read again"):
            again = await self.student.enter(case)
        if again.said() != self.room.said() or again.findings:
            account.faults.append("what is kept is not what was read")
        await self.socket.close()
        return account

    async def _until(self, case: CaseId, state: str) -> None:
        """Wait for the case to be in a state: asked at once, and whenever it is said to change."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (await self.student.person.api.case(case))["state"] != state:
                await self._event("case")

    async def _event(self, kind: str) -> None:
        """Take what is pushed until something of this kind came."""
        async for frame in self.socket.events():
            if frame["t"] == "message" and self._room is not None:
                take(self._room, frame, self.steps)
            if frame["t"] == kind:
                return
        self.steps.counts[ENDED_BY_SERVICE] += 1
        raise ConnectionError("the service ended a socket")

    async def _talk(self) -> None:
        for question in range(self.habits.questions):
            await asyncio.sleep(self.chance.uniform(0, self.habits.pause))
            last = question == self.habits.questions - 1
            bye = I_CLOSE if self._closes else GOODBYE
            await self._say(bye if last else f"{QUESTION} {question}")
            if not last and self.chance.random() < self.habits.unsends:
                await self._regret(question)
            await self._hear(question + 2)
            if not last and question == 1:
                with self.steps.timed("seen told"):
                    await self.room.tell_seen(self.socket)

    async def _say(self, text: str) -> None:
        said = stamped(text)
        self.wrote.append(said)
        if self.chance.random() >= self.habits.drops:
            with self.steps.timed("message acknowledged"):
                await self.room.say(self.socket, said)
            return
        await self._dropped(lambda: self.room.say(self.socket, said))

    async def _dropped(self, act: Callable[[], Awaitable[object]]) -> None:
        """Lose the connection while it is said; come back, read, and send it again as it was."""
        self.steps.counts["connections lost"] += 1
        saying = asyncio.ensure_future(act())
        await asyncio.sleep(self.chance.choice((0, 0, 0.001, 0.003)))
        self.socket.drop()
        try:
            await saying
        except GONE:
            self.steps.counts["lost before the acknowledgement"] += 1
        await asyncio.sleep(self.chance.uniform(0, self.habits.pause))
        with self.steps.timed("reconnected"):
            self._socket = await self.place.socket(self.student.person)
            await self.room.catch_up()
            await self.room.resend(self.socket)

    async def _regret(self, question: int) -> None:
        """Say something and take it back; the worker may have been quicker."""
        said = stamped(f"regret {question}")
        envelope = await self.room.say(self.socket, said)
        try:
            with self.steps.timed("taken back"):
                await self.room.unsend(self.socket, envelope.counter)
        except NotAccepted:
            self.steps.counts["seen before it could be taken back"] += 1
            self.wrote.append(said)
        except Refused as refused:
            # The worker's *seen* arrived first: the wish stands on the chain, the body stays.
            if refused.code != "seen":
                raise
            self.steps.counts["seen before it was taken back"] += 1

    async def _hear(self, answers: int) -> None:
        """Wait until the worker has written this many texts, the first one included."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(standing(self.room, Direction.FROM_WORKER)) < answers:
                await self._event("message")

    async def _end(self, case: CaseId) -> None:
        if self._closes:
            with self.steps.timed("closed"):
                await self.student.close(case)
        else:
            await self._until(case, "closed")


class Crowd:
    """All students of a task, wave after wave."""

    def __init__(self, task: dict[str, Any]) -> None:
        self._task = task
        self._steps = Steps()
        self._place = Place(port=task["port"], steps=self._steps, clock=Hurry(**task["clock"]))
        self._habits = Habits(**task["habits"])
        self._chance = random.Random(task["seed"])  # noqa: S311 - habits, not secrets

    async def run(self) -> None:
        """Say the accounts of each wave, then the figures."""
        size = int(self._task["students"])
        for wave in range(int(self._task["waves"])):
            numbers = range(wave * size, (wave + 1) * size)
            start = time.perf_counter()
            accounts = await asyncio.gather(*(self._come(number, start) for number in numbers))
            say_line({"wave": wave, "accounts": accounts})
            if (await asyncio.to_thread(sys.stdin.readline)).strip() != "next":
                raise EOFError
        say_line(self._steps.figures())

    async def _come(self, number: int, start: float) -> dict[str, Any]:
        """One life, begun within the arrival time; a fault ends that life only."""
        size, over = int(self._task["students"]), float(self._task["seconds"])
        await asyncio.sleep(max(0.0, start + number % size * over / size - time.perf_counter()))
        try:
            async with asyncio.timeout(LIFE_SECONDS), self._place.http() as http:
                visitor = Visitor(
                    number=number,
                    place=self._place,
                    habits=self._habits,
                    student=Student(
                        person=self._place.person(http, FIRST_STUDENT + number, side="student")
                    ),
                    chance=random.Random(self._chance.random()),  # noqa: S311 - habits
                )
                return asdict(await visitor.live())
        except Exception as error:  # noqa: BLE001 - counted, and shown whole to who runs it
            traceback.print_exc()
            return {"case": "", "faults": [type(error).__name__]}


if __name__ == "__main__":
    asyncio.run(Crowd(json.loads(sys.stdin.readline())).run())
