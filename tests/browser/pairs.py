"""A student in the browser in an open room with a worker of the reference client.

Here: getting there, and what such a worker does next. Never here: expectations of a story.
"""

import asyncio
from dataclasses import dataclass
from typing import Final

from client.live import LiveRoom
from client.socket import Socket
from client.worker import Worker
from tests.browser.phones import SLOW_MS, Student
from tests.browser.team import live
from tests.browser.town import Town

LETTER: Final = "I can't sleep before the exams."
ANSWER: Final = "Thank you for writing. I'm here."


@dataclass
class Pair:
    """An open conversation, seen from the worker's side."""

    worker: Worker
    room: LiveRoom
    line: Socket

    async def say(self, text: str) -> None:
        """Write, once everything that came was read."""
        await self.room.catch_up()
        await self.room.say(self.line, text)

    async def reads(self) -> list[str]:
        """What the student's messages say, in order, with nothing amiss."""
        await self.room.catch_up()
        assert self.room.findings == []
        mine = self.room.conversation.me
        return [text for direction, text in self.room.said() if direction != mine]

    async def comes_to_read(self, texts: list[str]) -> None:
        """As `reads`, where the phone shows what it said before the service took it."""
        async with asyncio.timeout(SLOW_MS / 1000):
            while await self.reads() != texts:  # noqa: ASYNC110 - reading is asking
                await asyncio.sleep(0.05)

    async def sees(self) -> None:
        """Read everything, and tell the student so."""
        await self.room.catch_up()
        await self.room.tell_seen(self.line)


async def open_pair(
    student: Student, worker: Worker, town: Town, *, letter: str = LETTER, answer: str = ANSWER
) -> Pair:
    """From the writing box to a room in which the worker has answered."""
    await student.send_letter(letter)
    return await answered(student, worker, town, answer=answer)


async def answered(student: Student, worker: Worker, town: Town, *, answer: str = ANSWER) -> Pair:
    """From the waiting screen to a room in which the worker has answered."""
    (offer,) = await worker.queue()
    await worker.claim(offer.case)
    room = await worker.accept(offer.case, answer)
    line = await live(town, worker)
    await student.room()
    await student.sees(answer)
    return Pair(worker=worker, room=room, line=line)
