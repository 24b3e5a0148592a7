"""Two conversations and everybody who could hear of them, made once; whoever plays comes in anew.

The three holders, two workers, a consultant, an auditor and two students, each with their keys.
No test lives here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import crypto
from client.access import Person
from client.api import Json, Refused
from client.asking import Asked, Story
from client.flags import FlagSubject
from client.holder import Holder, enrol_staff, fresh_kit
from client.keys import KeyRing, Secret
from client.student import Student
from client.supervision import EntryQueue
from client.worker import Worker
from crypto import wire
from crypto.wire import CaseId
from tests.fakes.clock import FixedClock
from tests.handlers.web.matrix import EXPECTED, may
from tests.hostile.inside import Inside, inside
from tests.hostile.town import HELLO, HOUR, LETTER, START, TELEGRAM, WORKERS, Town, copy

HOLDERS: Final = ("coordinator", "manager", "deputy")
VISITORS: Final = ("consultant", "auditor")
STUDENTS: Final = ("Student 1", "Student 2")
EVERYBODY: Final = (*HOLDERS, *WORKERS, *VISITORS, *STUDENTS)
NUMBERS: Final[Mapping[str, int]] = {
    **TELEGRAM,
    **{name: 7100 + number for number, name in enumerate(VISITORS)},
    **{name: 5001 + number for number, name in enumerate(STUDENTS)},
}
BEGUN: Final = START + 2 * HOUR


@dataclass(frozen=True, kw_only=True)
class Talk:
    """An open conversation: the first student's with the first worker, the second's with the other.

    `supervision` is the secret that both devices have; `about` what a flag says of it.
    """

    case: CaseId
    asked: Asked = field(repr=False)
    supervision: bytes = field(repr=False)
    about: FlagSubject = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class House:
    """The data directory of a stopped service, and what devices hold."""

    town: Town
    rings: Mapping[str, KeyRing] = field(repr=False)
    talks: tuple[Talk, Talk] = field(repr=False)


Houses = Callable[[], House]
"""A house as tests are given it: Hypothesis prints what it is given, and a function is short."""


def kind_of(name: str) -> str:
    """The role by which docs/api.md names somebody."""
    return {**dict.fromkeys(WORKERS, "worker"), **dict.fromkeys(STUDENTS, "student")}.get(
        name, name
    )


async def furnish(town: Town, home: Path) -> House:
    """The town with a consultant, an auditor and two conversations more."""
    copy(town, home)
    rings = dict(town.rings)
    async with inside(town, home, clock=FixedClock(START + HOUR)) as at:
        coordinator = Holder(person=await at.staff("coordinator"), role="coordinator")
        for role in VISITORS:
            rings[role] = await _visitor(at, coordinator, role)
        talks = []
        for name, worker in zip(STUDENTS, WORKERS, strict=True):
            ring, talk = await _talk(at, name, worker)
            rings[name] = ring
            talks.append(talk)
    return House(town=Town(home=home, rings=rings), rings=rings, talks=(talks[0], talks[1]))


async def _visitor(at: Inside, coordinator: Holder, role: str) -> KeyRing:
    person = at.person(NUMBERS[role], side="staff")
    token = await coordinator.invite(role, label=role)
    kept = [Secret.passphrase("correct horse battery"), fresh_kit()]
    await enrol_staff(person, invite=token, name=role.title(), kept=kept)
    ring = person.ring
    words = crypto.comparison_words(sign_key=ring.sign.public, box_key=ring.box.public)
    await coordinator.certify(role.title(), words=list(words))
    await coordinator.sign_roster()
    return ring


async def _talk(at: Inside, name: str, listener: str) -> tuple[KeyRing, Talk]:
    student = Student(person=at.person(NUMBERS[name]))
    await student.agree()
    case = await student.ask(Story(text=LETTER))
    worker = Worker(person=await at.staff(listener))
    await worker.claim(case)
    room = await worker.accept(case, HELLO)
    await student.enter(case)
    assert student.asked is not None
    ring = student.person.ring
    about = FlagSubject(
        case=case,
        intake=wire.intake_hash(student.asked.intake),
        sign_key=wire.SignPublic(ring.sign.public),
        box_key=wire.BoxPublic(ring.box.public),
    )
    secret = room.conversation.joined.supervision
    return ring, Talk(case=case, asked=student.asked, supervision=secret, about=about)


@dataclass(kw_only=True)
class Players:
    """Everybody, signed in to a service over a copy of the house."""

    at: Inside
    house: House
    people: dict[str, Person] = field(default_factory=dict)

    async def sign_in(self) -> None:
        """All of them anew: sessions idle out."""
        for name in EVERYBODY:
            person = self.people.get(name)
            if person is None:
                side = "student" if name in STUDENTS else "staff"
                person = self.at.person(NUMBERS[name], side=side)
                person.change(self.house.rings[name])
                self.people[name] = person
            await person.sign_in()

    def holder(self, role: str) -> Holder:
        return Holder(person=self.people[role], role=role)

    def queue(self, role: str) -> EntryQueue:
        """A reader of entries."""
        person = self.people[role]
        secret = person.ring.box if role == "consultant" else self.holder(role).role_key
        return EntryQueue(person=person, role=role, secret=secret)

    def student(self, name: str) -> Student:
        """As on the device that asked."""
        asked = self.house.talks[STUDENTS.index(name)].asked
        return Student(person=self.people[name], asked=asked)

    async def get(self, who: str, path: str) -> tuple[int, Json]:
        """Status and answer, a second later, so that nobody is too fast."""
        self.at.clock.pass_(1)
        try:
            return 200, await self.people[who].api.get(path)
        except Refused as refused:
            return refused.status, dict(refused.answer)

    async def looks(self, who: str) -> list[tuple[str, int, Json]]:
        """Every list that somebody's role may read, as they are shown it."""
        paths = sorted(
            name.removeprefix("GET ")
            for name, access in EXPECTED.items()
            if name.startswith("GET /api/") and "{" not in name and may(kind_of(who), access)
        )
        return [(path, *await self.get(who, _asked(path))) for path in paths]


def _asked(path: str) -> str:
    """With what a call must be asked for."""
    return f"{path}?period={wire.term_of(BEGUN)}" if path == "/api/numbers" else path


def living(house: House, data: Path) -> tuple[Town, Path, FixedClock]:
    """What `inside` needs for a service over a copy of the house."""
    copy(house.town, data)
    return replace(house.town, home=data), data, FixedClock(BEGUN)
