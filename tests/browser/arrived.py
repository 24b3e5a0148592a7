"""People who are there already: brought up by the reference client, then at a phone.

For stories about what comes after; arriving, asking, enrolling and answering by hand are stories of
their own (test_whole_path.py, test_canary.py, test_recovery.py, test_reference_and_browser.py). A
student's phone has their keys, as if the Mini App had been there before; a worker unlocks their
desk. Never here: expectations of a story.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from client import student as reference
from client.access import Person
from client.api import b64
from client.asking import Story
from client.capsules import Identity
from client.holder import enrol_staff, fresh_kit
from client.keys import Secret
from client.live import LiveRoom
from client.worker import Worker
from crypto.wire import CaseId
from tests.browser.pairs import ANSWER, LETTER, Pair
from tests.browser.phones import SLOW_MS, Phone, Student
from tests.browser.staff import PASSPHRASE, Staff
from tests.browser.team import Team, live
from tests.browser.town import Town

KEPT: Final = """(([host, name, held]) => {
  if (location.host !== host || sessionStorage.getItem(name) !== null) return;
  sessionStorage.setItem(name, 'once');
  localStorage.setItem(name, held);
})(%s);"""
"""What the Mini App kept on this phone; once, so that what it takes away stays away."""
FIRST: Final = Story(text=LETTER)
HAS_KIT: Final = ("meta/kit", b"\1")
"""That the kit is on paper, as a worker's device notes it."""


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A student who has asked, and what their phone keeps of them."""

    name: str
    case: CaseId
    kept: tuple[str, str, str] = field(repr=False)

    async def at(self, phone: Phone) -> Student:
        """They open their room; where that ends, the story knows."""
        await phone.page.add_init_script(KEPT % json.dumps(self.kept))
        await phone.give_to(self.name)
        await phone.open_room()
        return Student(phone=phone)


async def asks(
    town: Town, name: str, story: Story = FIRST, *, identity: Identity | None = None
) -> Arrival:
    """From START to a letter that waits."""
    town.do(name, "start")
    student = reference.Student(person=town.person(name, side="student"), under18=story.under18)
    await student.agree()
    case = await student.ask(story, identity=identity)
    return Arrival(name=name, case=case, kept=_kept(town, name, student.person))


async def answers(worker: Worker, arrival: Arrival) -> LiveRoom:
    """The worker takes what they asked, and writes first."""
    await worker.claim(arrival.case)
    return await worker.accept(arrival.case, ANSWER)


def _kept(town: Town, name: str, person: Person) -> tuple[str, str, str]:
    """Where the Mini App keeps a student's keys, under which name, and as what (account.ts)."""
    place = town.do(name, "open_link", url=town.link("room"))["launch"]["frame_url"]
    whose = hashlib.sha256(f"peerlink student {town.person_id(name)}".encode()).digest()
    held = {
        "version": 1,
        "bundle": b64(person.ring.to_bundle().encode()),
        "key": b64(person.bundle_key),
        "revision": 0,
    }
    return urlsplit(place).netloc, f"pl.{b64(whose[:9])}.bundle", json.dumps(held)


async def in_the_room(
    phone: Phone, worker: Worker, town: Town, name: str, story: Story = FIRST
) -> Pair:
    """A student at a phone, in the room with a worker of the reference client who has answered."""
    arrival = await asks(town, name, story)
    room = await answers(worker, arrival)
    line = await live(town, worker)
    student = await arrival.at(phone)
    await student.room()
    await student.sees(ANSWER)
    return Pair(worker=worker, room=room, line=line)


async def enrolled(team: Team, name: str) -> Worker:
    """A certified worker of the reference client whose desk any device opens with PASSPHRASE."""
    token = await team.coordinator.invite_worker(label=name)
    person = team.town.person(name, side="staff")
    person.change(person.fresh_ring().with_entry(*HAS_KIT))
    kept = [Secret.passphrase(PASSPHRASE), fresh_kit()]
    await enrol_staff(person, invite=token, name=name, kept=kept)
    await team.certify(name)
    return Worker(person=person)


async def sits_down(phone: Phone, town: Town, name: str) -> Staff:
    """A worker who was enrolled unlocks their desk."""
    worker = Staff(phone=phone)
    await phone.give_to(name)
    await phone.open_link(town.link("desk"))
    await worker.unlock()
    return worker


async def unlocks(phone: Phone, team: Team, name: str) -> Staff:
    """A new worker at a phone, at their desk."""
    await enrolled(team, name)
    worker = await sits_down(phone, team.town, name)
    await worker.at("worker-queue").wait_for(timeout=SLOW_MS)
    return worker


async def both_in_the_room(
    phones: tuple[Phone, Phone], team: Team, names: tuple[str, str], *, story: Story = FIRST
) -> tuple[Student, Staff]:
    """A student and a new worker, each at a phone, in the room in which the worker has answered."""
    worker = await enrolled(team, names[1])
    arrival = await asks(team.town, names[0], story)
    await answers(worker, arrival)
    seated = await sits_down(phones[1], team.town, names[1])
    await seated.tab("conversations")
    await seated.at("conversation").click(timeout=SLOW_MS)
    await seated.at("worker-room").wait_for(timeout=SLOW_MS)
    student = await arrival.at(phones[0])
    await student.room()
    await student.sees(ANSWER)
    return student, seated
