"""A process to be killed: it opens rooms, writes in them, closes some, and says what was kept.

Run as `python -m tests.storage.relay <directory>`. No assertions live here.
"""

import asyncio
import sys
from pathlib import Path

from tests.fakes.house import House, Talk, on_sqlite
from tests.fakes.rooms import close_of


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


async def chatter(house: House, talk: Talk) -> None:
    for _ in range(10):
        for person, writer in ((talk.student, talk.by_student), (talk.worker, talk.by_worker)):
            message = writer.next()
            await house.rooms.write(person.account.id, talk.case, message)
            say("kept", talk.case.hex(), int(writer.direction), writer.head.counter)


async def one(house: House, *, closing: bool) -> None:
    talk = await house.talk()
    say("open", talk.case.hex())
    await chatter(house, talk)
    if closing:
        signed = close_of(talk.student.device, talk.case, talk.record, by="student")
        await house.closing.close(talk.student.account, talk.case, signed)
        say("closed", talk.case.hex())


async def main(home: Path) -> None:
    async with on_sqlite(home) as house:
        while True:
            await asyncio.gather(*(one(house, closing=number % 2 == 0) for number in range(4)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
