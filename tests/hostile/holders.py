"""An open conversation with the holders who may hear of it, and what they ask of each other.

By the reference client inside the service as it is wired. No tests live here.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from client.access import Person
from client.api import b64
from client.asking import Story
from client.capsules import Identity
from client.disclosing import DisclosureWords
from client.disclosure_desk import HolderDisclosures, TellStudent
from client.flag_desk import FlagInbox, send_flag
from client.flags import FlagSubject, FlagWords, OpenedFlag
from client.holder import Holder
from client.student import Student
from client.worker import Worker
from crypto import wire
from tests.fakes.clock import FixedClock
from tests.hostile.inside import Inside, inside
from tests.hostile.town import HELLO, HOUR, LETTER, START, Town, copy

FLAGGED: Final = "canary: what was said of the flag"
NAMED: Final = "canary: who the student is"
RECORDED: Final = "canary: what the record says"
CANARIES: Final = (FLAGGED, NAMED, RECORDED)
HOLDERS: Final = ("coordinator", "manager", "deputy")
GROUND: Final = "harm-unable"
DAY: Final = 24 * HOUR


@dataclass(kw_only=True)
class Scene:
    """An open conversation, with the team that may hear of it."""

    at: Inside
    data: Path
    student: Student
    worker: Worker
    case: wire.CaseId
    holders: dict[str, Holder] = field(default_factory=dict)

    async def sign_in(self) -> None:
        """The holders anew: their sessions idle out."""
        self.holders = {
            role: Holder(person=await self.at.staff(role), role=role) for role in HOLDERS
        }

    @property
    def about(self) -> FlagSubject:
        """What the worker's and the student's devices know of the case."""
        assert self.student.asked is not None
        ring = self.student.person.ring
        return FlagSubject(
            case=self.case,
            intake=wire.intake_hash(self.student.asked.intake),
            sign_key=wire.SignPublic(ring.sign.public),
            box_key=wire.BoxPublic(ring.box.public),
        )

    async def raised(self, *, left_out: str = "", by: Person | None = None) -> bytes:
        author = by or self.worker.person
        mine = author is self.student.person
        words = FlagWords(
            ground="asked" if mine else GROUND, said=FLAGGED, wants="help", left_out=left_out
        )
        return await send_flag(author, words, about=self.about)

    def inbox(self, role: str) -> FlagInbox:
        return FlagInbox(holder=self.holders[role])

    def desk(self, role: str) -> HolderDisclosures:
        return HolderDisclosures(holder=self.holders[role])

    async def opened(self, role: str, name: bytes) -> OpenedFlag:
        (row,) = [row for row in await self.inbox(role).rows() if row["id"] == b64(name)]
        return await self.inbox(role).open(row)

    async def time(self, seconds: int, kind: str) -> None:
        """So much later, and one turn of this timer."""
        self.at.clock.pass_(seconds)
        (job,) = [each.job for each in self.at.service.timers.timers if each.kind == kind]
        await job()


@asynccontextmanager
async def scene_in(town: Town, data: Path) -> AsyncIterator[Scene]:
    """The scene in a copy of the town at `data`."""
    copy(town, data)
    async with inside(town, data, clock=FixedClock(START + HOUR)) as at:
        student = Student(person=at.person(5001))
        await student.agree()
        identity = Identity(telegram_id="5001", name=NAMED, phone="07700 900001", ways="call text")
        case = await student.ask(Story(text=LETTER), identity=identity)
        worker = Worker(person=await at.staff("Worker 1"))
        await worker.claim(case)
        await worker.accept(case, HELLO)
        await student.enter(case)
        made = Scene(at=at, data=data, student=student, worker=worker, case=case)
        await made.sign_in()
        yield made


def words(ground: str = GROUND) -> DisclosureWords:
    return DisclosureWords(
        ground=ground,
        outline=RECORDED,
        aim="somebody goes there",
        recipients=("Director of Student Support",),
        fields=("name", "phone"),
        consulted="the manager",
        told="not-told",
        why_not="there was no time",
    )


async def asked(
    scene: Scene, name: bytes, requester: str, approver: str, ground: str = GROUND
) -> Any:  # noqa: ANN401 -- JSON
    flag = await scene.opened(requester, name)
    record = await scene.desk(requester).record(
        words(ground),
        flag=flag,
        capsule_version=1,
        approver=approver,
        student=TellStudent(why="danger"),
    )
    (row,) = [row for row in await scene.desk(approver).rows() if row["id"] == b64(record)]
    return row


async def mine(scene: Scene, role: str, row: Any) -> Any:  # noqa: ANN401 -- JSON
    (found,) = [each for each in await scene.desk(role).rows() if each["id"] == row["id"]]
    return found
