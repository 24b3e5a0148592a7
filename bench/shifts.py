"""The workers of a crowd, in a process of their own: they race for requests, talk and close.

Reads its task from standard input; after `end` says an account of every conversation held.
Run by crowd.py; the students are visitors.py's.
"""

import asyncio
import json
import random
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
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
    bare,
    stamped,
    standing,
    take,
    words_of,
)
from bench.visitors import GOODBYE, I_CLOSE, QUESTION
from client.api import Json, Refused, unb64
from client.asking import open_card
from client.keys import KeyRing
from client.live import LiveRoom
from client.worker import Worker
from crypto import BoxSecret, SigningKey, wire
from crypto.wire import CaseId, CertificateId, Direction

FIRST_WORKER: Final = 20_000
BACK: Final = {"t": "back"}
"""Put before whatever a new connection pushes: what was missed is read first."""


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How workers of this crowd are. Times in seconds."""

    load: int
    """Conversations that one holds at once."""
    pause: float
    """The longest time that one thinks before an answer."""
    look: float
    """The least time between two looks at the queue, however often it is said to have changed."""
    drop_seconds: float
    """How long a connection lasts on average; 0: for ever."""


class OneRoster(Worker):
    """A device that keeps its name: asking for the roster at every look would cost it, not us."""

    _name: CertificateId | None = None

    async def name(self) -> CertificateId:
        if self._name is None:
            self._name = await super().name()
        return self._name


@dataclass
class Shift:
    """One worker: a connection, a look at the queue, and a task for each conversation."""

    place: Place
    manners: Manners
    worker: OneRoster
    chance: random.Random
    accounts: list[Json] = field(default_factory=list)
    claimed: list[str] = field(default_factory=list)
    _inboxes: dict[str, "asyncio.Queue[Json]"] = field(default_factory=dict)
    _rooms: set["asyncio.Task[None]"] = field(default_factory=set)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _there: asyncio.Event = field(default_factory=asyncio.Event)
    _socket: DroppingSocket | None = None

    @property
    def steps(self) -> Steps:
        return self.place.steps

    async def begin(self) -> None:
        """Sign in, with keys that are on the device."""
        with self.steps.timed("worker signed in"):
            await self.worker.person.sign_in()

    async def ended(self) -> None:
        """Wait until no conversation is left."""
        while self._rooms:
            await asyncio.wait(self._rooms)

    async def work(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._stay_connected())
            tasks.create_task(self._take_requests())

    # The connection

    async def _stay_connected(self) -> None:
        while True:
            self._socket = await self.place.socket(self.worker.person)
            for inbox in self._inboxes.values():
                inbox.put_nowait(BACK)
            self._there.set()
            self._wake.set()
            losing = asyncio.create_task(self._lose(self._socket))
            async for frame in self._socket.events():
                self._pass_on(frame)
            losing.cancel()
            if self._there.is_set():
                self.steps.counts[ENDED_BY_SERVICE] += 1
            self._there.clear()

    def _pass_on(self, frame: Json) -> None:
        if frame["t"] == "queue":
            self._wake.set()
        elif frame["t"] in {"message", "case"} and frame["case"] in self._inboxes:
            self._inboxes[frame["case"]].put_nowait(frame)

    async def _lose(self, socket: DroppingSocket) -> None:
        if self.manners.drop_seconds:
            await asyncio.sleep(self.chance.expovariate(1 / self.manners.drop_seconds))
            self.steps.counts["workers' connections lost"] += 1
            self._there.clear()
            socket.drop()

    async def _socket_now(self) -> DroppingSocket:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._there.wait()
        assert self._socket is not None  # noqa: S101 - there is one while `_there` is set
        return self._socket

    # The queue

    async def _take_requests(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while len(self._inboxes) < self.manners.load and await self._take_one():
                pass

    async def _take_one(self) -> bool:
        """Look, and try for a request; whether there was any."""
        await asyncio.sleep(self.manners.look)
        with self.steps.timed("queue read"):
            offers = await self.worker.person.api.queue()
        if not offers:
            return False
        # The oldest is everybody's first choice, so several ask for it at once.
        offer = offers[0] if self.chance.random() < 0.5 else self.chance.choice(offers)  # noqa: PLR2004
        await self._open_card(offer)
        case = str(offer["case"])
        try:
            with self.steps.timed("claimed"):
                await self.worker.claim(CaseId(bare(case)))
        except Refused as refused:
            if refused.code not in {"taken", "not_found"}:
                raise
            self.steps.counts[f"claims answered {refused.code}"] += 1
            return True
        self.claimed.append(case)
        self._inboxes[case] = asyncio.Queue()
        task = asyncio.create_task(self._hold(case))
        self._rooms.add(task)
        task.add_done_callback(self._rooms.discard)
        return True

    async def _open_card(self, offer: Json) -> None:
        """What a device shows before anybody claims: raises if it is not what was signed."""
        open_card(
            unb64(offer["card"]),
            wrap=unb64(offer["wrap"]),
            intake=wire.open_signed(unb64(offer["intake"]), wire.Intake),
            box=self.worker.person.ring.box,
            me=await self.worker.name(),
        )

    # A conversation

    async def _hold(self, case: str) -> None:
        """From the claim to the closing; a fault ends this conversation only."""
        try:
            account = asdict(await self._converse(case))
        except Exception as error:  # noqa: BLE001 - counted, and shown whole to who runs it
            traceback.print_exc()
            account = {"case": case, "faults": [type(error).__name__]}
        self.accounts.append(account)
        del self._inboxes[case]
        self.worker.letters.pop(CaseId(bare(case)), None)
        self._wake.set()

    async def _converse(self, case: str) -> Account:
        await self._think()
        first = stamped("Thank you for writing. I'm here.")
        with self.steps.timed("accepted"):
            room = await self.worker.accept(CaseId(bare(case)), first)
        wrote, last = [first], ""
        while not last.startswith(GOODBYE):
            await self._next(case, room)
            asked = [t for t in standing(room, Direction.FROM_STUDENT) if is_question(t)]
            for text in asked[len(wrote) - 1 :]:
                await self._think()
                last = words_of(text)
                wrote.append(stamped(f"answer to {last}"))
                await self._say(room, wrote[-1], student_closes=last == I_CLOSE)
        await self._end(case, room, student_closes=last == I_CLOSE)
        return Account.of(room, wrote=wrote)

    async def _next(self, case: str, room: LiveRoom) -> None:
        """Take in what comes next for this room."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            frame = await self._inboxes[case].get()
        if frame["t"] == "message":
            take(room, frame, self.steps)
        elif frame is BACK:
            with self.steps.timed("worker caught up"):
                await room.catch_up()

    async def _say(self, room: LiveRoom, text: str, *, student_closes: bool) -> None:
        """Answer, and say with it what was seen; over as many connections as it takes."""
        student = room.conversation.me.other
        room.conversation.show(room.conversation.head(student).counter)
        try:
            with self.steps.timed("message acknowledged"):
                await room.say(await self._socket_now(), text)
        except GONE:
            try:
                await self._say_again(room)
            except Refused as refused:
                # Who is left without an answer and finds the case closed by a student who closes
                # on hearing it was heard: the student's account has to hold this very text.
                if not (student_closes and refused.code == "not_found"):
                    raise
                for envelope in list(room.conversation.pending):
                    room.acknowledged(envelope)

    async def _say_again(self, room: LiveRoom) -> None:
        self.steps.counts["workers' messages sent again"] += 1
        async with asyncio.timeout(PATIENCE_SECONDS):
            while room.conversation.pending:
                socket = await self._socket_now()
                try:
                    await room.catch_up()
                    await room.resend(socket)
                except GONE:
                    # A socket that has just been lost is known to be so a moment later.
                    await asyncio.sleep(0.01)

    async def _end(self, case: str, room: LiveRoom, *, student_closes: bool) -> None:
        """Close, unless the student does; then wait until nothing of it is left to read."""
        if not student_closes:
            with self.steps.timed("closed"):
                await self.worker.close(room.case)
            return
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await self._may_read(room):
                await self._inboxes[case].get()

    async def _may_read(self, room: LiveRoom) -> bool:
        try:
            await self.worker.person.api.case(room.case)
        except Refused as refused:
            if refused.code == "not_found":
                return False
            raise
        return True

    async def _think(self) -> None:
        await asyncio.sleep(self.chance.uniform(0, self.manners.pause))


def is_question(text: str) -> bool:
    """Whether a text of a student wants an answer."""
    return words_of(text).startswith((QUESTION, GOODBYE))


class Team:
    """All workers of a task."""

    def __init__(self, task: dict[str, Any]) -> None:
        self._steps = Steps()
        self._place = Place(port=task["port"], steps=self._steps, clock=Hurry(**task["clock"]))
        self._manners = Manners(**task["manners"])
        self._keys: Sequence[Mapping[str, str]] = task["workers"]
        self._chance = random.Random(task["seed"])  # noqa: S311 - habits, not secrets

    async def run(self) -> None:
        """Work until told to end, and until no conversation is left; then say everything."""
        async with AsyncExitStack() as stack:
            shifts = [await self._shift(stack, number) for number in range(len(self._keys))]
            working = [asyncio.create_task(shift.work()) for shift in shifts]
            say_line({"ready": True})
            told = asyncio.create_task(asyncio.to_thread(sys.stdin.readline))
            await asyncio.wait([told, *working], return_when=asyncio.FIRST_COMPLETED)
            async with asyncio.timeout(PATIENCE_SECONDS):
                await asyncio.gather(*(shift.ended() for shift in shifts))
            for task in working:
                task.cancel()
            ends = await asyncio.gather(*working, return_exceptions=True)
        say_line(
            {
                "accounts": [account for shift in shifts for account in shift.accounts],
                "claimed": [shift.claimed for shift in shifts],
                "faults": [
                    type(end).__name__
                    for end in ends
                    if not isinstance(end, asyncio.CancelledError)
                ],
                **self._steps.figures(),
            }
        )

    async def _shift(self, stack: AsyncExitStack, number: int) -> Shift:
        http = await stack.enter_async_context(self._place.http())
        person = self._place.person(http, FIRST_WORKER + number, side="staff")
        keys = self._keys[number]
        sign, box = SigningKey(unb64(keys["sign"])), BoxSecret(unb64(keys["box"]))
        person.change(KeyRing(side="staff", sign=sign, box=box, others={}))
        shift = Shift(
            place=self._place,
            manners=self._manners,
            worker=OneRoster(person=person),
            chance=random.Random(self._chance.random()),  # noqa: S311 - habits
        )
        await shift.begin()
        return shift


if __name__ == "__main__":
    asyncio.run(Team(json.loads(sys.stdin.readline())).run())
