"""What people of a town do, each deed carried through however often the service dies under it.

A deed asks, tries again byte for byte, and writes into the town what it was told at last. That
the service agrees is town.py's; when it dies is days.py's.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

import crypto
from client.access import Person, notice_digest
from client.api import Api, Json, Refused, b64
from client.asking import Story
from client.holder import AGREEMENT, fresh_kit
from client.keys import Secret
from client.live import LiveRoom
from client.socket import Socket
from client.student import Student
from tests.faults.patience import GONE, PAUSE, Patient
from tests.faults.scene import Scene
from tests.faults.town import Case, Town

Possible = tuple[str, list[object], Callable[[], Awaitable[None]]]
"""A deed by name, whom it concerns, and the doing of it."""
OfCase = tuple[Callable[[Case], Awaitable[None]], Sequence[object]]
"""What can be done with a case, and whom and what else it concerns."""

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"accept": 40, "enter": 40, "say": 20, "claim": 10, "ask": 8, "end": 0.3, "release": 0.5}
)
"""How often each is chosen, beside OTHERS: talks must get somewhere before they end."""
OTHERS = 3
ROSTER, READS_ROSTER = "roster", "reads roster"
"""Several may read the roster at once, and only one, alone, makes the next."""
TRIES = 20
MOST_STUDENTS = 8
MOST_REVISIONS = 100
MOST_MEMBERS = 6


def again(api: Api) -> bool:
    """Whether the newest call may have had its effect before the answer that came."""
    return isinstance(api, Patient) and api.again


@dataclass
class Deeds:
    """`busy` names who and what a deed that is under way concerns: no second one touches it."""

    on: Scene
    town: Town
    chance: random.Random
    busy: Counter[object] = field(default_factory=Counter)
    done: dict[str, int] = field(default_factory=dict)
    tried_again: int = 0
    _kept: Json | None = None

    async def one(self) -> None:
        """Some deed that is possible now."""
        possible = self._possible()
        if not possible:
            await asyncio.sleep(PAUSE)
            return
        weights = [WEIGHTS.get(one[0], OTHERS) for one in possible]
        name, concerned, work = self.chance.choices(possible, weights)[0]
        self.busy.update(concerned)
        try:
            await work()
        finally:
            self.busy.subtract(concerned)
            self.busy = +self.busy
        self.done[name] = self.done.get(name, 0) + 1

    def _possible(self) -> list[Possible]:
        town = self.town
        idle = [name for name in town.about() if town.live(name) is None]
        found: list[Possible] = [("ask", [n, READS_ROSTER], partial(self.ask, n)) for n in idle]
        for case in town.cases.values():
            found += [
                (deed.__name__, [case.id, *concerned], partial(deed, case))
                for deed, concerned in self._of_case(case)
            ]
        if len(town.about()) < MOST_STUDENTS:
            found.append(("enrol", ["enrol"], self.enrol))
        if len(town.members) < MOST_MEMBERS:
            found.append(("recruit", ["team", ROSTER], self.recruit))
        found.append(("sign", ["team", ROSTER], self.sign))
        found += [("suspend", ["team", ROSTER], partial(self.suspend, m)) for m in town.members]
        found += [
            ("chat", [("phone", name)], partial(self.chat, name))
            for name in town.phones
            if town.answered(name)
        ]
        return [one for one in found if self._free(one[1])]

    def _free(self, concerned: Sequence[object]) -> bool:
        held = set(self.busy)
        if ROSTER in concerned and READS_ROSTER in held:
            return False
        if READS_ROSTER in concerned and ROSTER in held:
            return False
        return not held & (set(concerned) - {READS_ROSTER})

    def _of_case(self, case: Case) -> list[OfCase]:
        """What can be done with a case, and what else each concerns."""
        if case.state == "waiting":
            deeds: list[OfCase] = [
                (self.claim, list(self.town.workers)),
                (self.end, [case.student]),
            ]
            if case.revision < MOST_REVISIONS:
                deeds.append((self.revise, [case.student, READS_ROSTER]))
            return deeds
        if case.state == "claimed":
            return [(self.accept, [case.worker, READS_ROSTER]), (self.release, [case.worker])]
        if case.state != "open":
            return []
        if case.student not in case.rooms:
            return [(self.enter, [case.student, READS_ROSTER])]
        both = [case.student, case.worker]
        return [(self.say, both), (self.renew, [*both, READS_ROSTER]), (self.end, both)]

    # Students

    async def enrol(self) -> None:
        """Somebody new agrees."""
        number = len(self.town.students)
        student = Student(person=self.on.person(6000 + number, patient=True))
        await self._come_in(student.person, student.agree)
        self.town.students[f"Student {number + 1}"] = student

    async def _come_in(self, person: Person, enrol: Callable[[], Awaitable[object]]) -> None:
        """Enrol, in as many lives of the service as it takes: challenges die with each."""
        for _ in range(TRIES):
            try:
                await enrol()
            except Refused:
                self.tried_again += 1
            else:
                return
            try:
                await person.sign_in()
            except Refused:
                continue
            return
        raise AssertionError("nobody lets them in")

    async def ask(self, name: str) -> None:
        student = self.town.students[name]
        student.asked = None
        id_ = await student.ask(Story(text="A letter."))
        self.town.cases[id_] = Case(id=id_, student=name)

    async def revise(self, case: Case) -> None:
        await self.town.students[case.student].ask(Story(text="Another letter."))
        case.revision += 1

    async def enter(self, case: Case) -> None:
        case.rooms[case.student] = await self.town.students[case.student].enter(case.id)

    # Workers

    async def claim(self, case: Case) -> None:
        """Both workers at once: one gets it, however often they have to ask."""
        names = self.chance.sample(sorted(self.town.workers), k=len(self.town.workers))
        asked = [self.town.workers[name].claim(case.id) for name in names]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        others = [one for one in answers if isinstance(one, BaseException)]
        assert [getattr(one, "code", one) for one in others] == ["taken"], "claimed by both"
        won = [n for n, one in zip(names, answers, strict=True) if one not in others]
        case.state, case.worker = "claimed", won[0]

    async def release(self, case: Case) -> None:
        api = self._worker(case)
        await self._unless_done(api.post(f"/api/queue/{b64(case.id)}/release"), api, {"not_found"})
        case.state, case.worker = "waiting", None

    async def accept(self, case: Case) -> None:
        assert case.worker is not None
        worker = self.town.workers[case.worker]
        case.rooms[case.worker] = await worker.accept(case.id, "I am here.")
        case.state = "open"
        case.said[1].append("I am here.")

    def _worker(self, case: Case) -> Api:
        assert case.worker is not None
        return self.town.workers[case.worker].person.api

    # Both

    async def say(self, case: Case) -> None:
        """A text, saved before it is sent; then read by the other."""
        way = self.chance.randrange(2)
        who = case.student if way == 0 else case.worker
        assert who is not None
        room = case.rooms[who]
        await room.move_on()
        text = f"Said {sum(map(len, case.said))}."
        room.conversation.write(text, now=0)
        for _ in range(TRIES):
            if await self._delivered(who, room):
                case.said[way].append(text)
                return
        raise AssertionError("it never arrived")

    async def _delivered(self, who: str, room: LiveRoom) -> bool:
        someone = self.town.students.get(who) or self.town.workers[who]
        await room.catch_up()
        try:
            url = self.on.victim.socket_url
            socket = await Socket.open(url=url, token=someone.person.api.token)
            try:
                await room.resend(socket)
            finally:
                await socket.close()
        except (*GONE, Refused) as error:
            # A refusal by the service has no number, unlike one by the kernel.
            if isinstance(error, ConnectionRefusedError) and error.errno is None:
                raise
            self.tried_again += 1
            await self.on.victim.up.wait()
            return False
        return not room.conversation.pending

    async def renew(self, case: Case) -> None:
        """The worker makes a new epoch."""
        assert case.worker is not None
        worker = self.town.workers[case.worker]
        await worker.renew(case.rooms[case.worker])

    async def end(self, case: Case) -> None:
        by_worker = case.state == "open" and self.chance.random() < 0.5
        someone = self.town.students[case.student]
        if by_worker:
            assert case.worker is not None
            worker = self.town.workers[case.worker]
            api = worker.person.api
            await self._unless_done(worker.close(case.id), api, {"not_found"})
        else:
            await someone.close(case.id)
        case.state = "closed"
        case.rooms.clear()

    async def _unless_done(self, work: Awaitable[object], api: Api, codes: set[str]) -> None:
        """A deed whose second sending is refused because the first one was done."""
        try:
            await work
        except Refused as refused:
            if not (again(api) and refused.code in codes):
                raise
            self.tried_again += 1

    # The team

    async def recruit(self) -> None:
        """Invited, enrolled, certified, and in the roster."""
        coordinator = self.town.coordinator
        name = f"Worker {len(self.town.members) + 11}"
        token = await coordinator.invite_worker(label=name)
        worker = self.on.person(8000 + len(self.town.members), side="staff", patient=True)
        if self._kept is None:
            self._kept = worker.kept([Secret.passphrase("correct horse battery"), fresh_kit()])
        more: Json = {"invite": token, "name": name, "keys": self._kept}
        notice = await notice_digest(worker.api, notice=AGREEMENT)
        await self._come_in(worker, lambda: worker.enrol(notice=notice, more=more))
        ring = worker.ring
        words = crypto.comparison_words(sign_key=ring.sign.public, box_key=ring.box.public)
        api = coordinator.person.api
        await self._unless_done(coordinator.certify(name, words=list(words)), api, {"exists"})
        self.town.members[name] = "active"
        await self.sign()

    async def sign(self) -> None:
        """The next roster."""
        coordinator = self.town.coordinator
        await self._unless_done(coordinator.sign_roster(), coordinator.person.api, {"stale"})
        self.town.roster += 1

    async def suspend(self, name: str) -> None:
        """Suspend a member, or take them back."""
        coordinator = self.town.coordinator
        away = self.town.members[name] == "suspended"
        members = (await coordinator.overview())["members"]
        account = next(m["account"] for m in members if m["name"] == name)
        call = "restore" if away else "suspend"
        api = coordinator.person.api
        work = api.post(f"/api/team/members/{account}/{call}")
        await self._unless_done(work, api, {"state"})
        self.town.members[name] = "active" if away else "suspended"

    # The chat

    async def chat(self, name: str) -> None:
        """A command."""
        self.town.ask_in_chat(name)
