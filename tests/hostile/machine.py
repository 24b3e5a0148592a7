"""People doing anything at any time against the real service, each step held to the model.

Rules only: what must come of them is model.py's, who runs them test_model.py.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Final, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import crypto
from client.api import Refused, b64
from client.asking import Story
from client.holder import Holder
from client.keys import KeyRing
from client.live import LiveRoom
from client.renewing import renew
from client.student import Student
from client.worker import Worker
from crypto.wire import CaseId
from storage.audit import verify_running
from tests.fakes.clock import FixedClock
from tests.hostile.ears import Ear, Ears
from tests.hostile.inside import Inside, Line, inside
from tests.hostile.model import NOT_FOUND, OK, REFUSED, SIGNED_OUT, Model, ModelCase, Said
from tests.hostile.town import HOUR, START, WORKERS, Town, copy

T = TypeVar("T")
STUDENTS: Final = ("Student 1", "Student 2", "Student 3")
PICK: Final = st.integers(0, 59)
TICK: Final = 2
WEIGHTS: Final = {
    "ask": 6,
    "go on": 9,
    "say": 9,
    "claim": 2,
    "claim at once": 2,
    "accept": 2,
    "enter": 3,
    "read": 4,
    "seen": 3,
    "unsend": 3,
    "listen": 6,
    "renew": 3,
    "new keys": 2,
    "hand over": 2,
    "close": 2,
    "erase": 1,
    "aside": 3,
    "queue": 3,
    "look": 2,
    "revise": 2,
    "time": 3,
    "sweep": 2,
    "roster": 2,
    "restart": 2,
    "restore": 3,
    "suspend": 1,
    "sign in": 3,
    "sign out": 1,
    "pause": 1,
    "start over": 1,
}
"""How often each happens: days must get far, and be disturbed."""
STEPS: Final = [name for name, weight in WEIGHTS.items() for _ in range(weight)]


class People(RuleBasedStateMachine):
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
        self.rooms: dict[tuple[str, bytes], LiveRoom] = {}
        self.record_by: dict[bytes, str] = {}
        self.stories = 0
        self.ears = Ears(self.model)
        self.stack = AsyncExitStack()
        self.at: Inside

    # The world

    def run(self, work: Awaitable[T]) -> T:
        async def wrapped() -> T:
            return await work

        return self.runner.run(wrapped())

    def teardown(self) -> None:
        try:
            if hasattr(self, "at"):
                self.run(self.look_at_everything())
                self.run(self.ears.hang_up())
                self.run(self.stack.aclose())
        finally:
            self.runner.close()
            shutil.rmtree(self.data, ignore_errors=True)

    @initialize(talking=st.booleans())
    def open_the_house(self, talking: bool = False) -> None:
        """A day begins with nobody in, or in the middle of a conversation."""
        copy(self.town, self.data)
        self.run(self.start())
        self.run(self.come_in())
        if talking:
            self.ask(STUDENTS[0])
            for _ in ("claimed", "accepted", "entered"):
                self.go_on(0)
            for who in (STUDENTS[0], *WORKERS):
                self.listen(who)

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

    def person(self, who: str) -> Any:  # noqa: ANN401 -- a student or a worker
        return self.students.get(who) or self.workers[who]

    def case(self, pick: int) -> tuple[bytes, ModelCase]:
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

    # What students do

    def ask(self, who: str) -> None:
        self.clock.pass_(TICK)
        live, student = self.model.live(who), self.students[who]
        self.stories += 1
        story = Story(text=f"Letter {self.stories}.", topic=f"Topic {self.stories}")
        if live is not None:
            expect = self.model.revise(who, live[1], self.now)
            self.does(student.ask(story), expect=expect)
            return
        student.asked = None
        expect = self.model.ask(who)
        if self.does(student.ask(story), expect=expect):
            assert student.asked is not None
            made = ModelCase(student=who, asked=set(self.model.listed), submitted=self.now)
            self.model.cases[student.asked.case] = made

    def revise_what_may_be_over(self, who: str, pick: int) -> None:
        """A device that does not know yet: closed, or another's case."""
        self.clock.pass_(TICK)
        id_, case = self.case(pick)
        student = self.students[who]
        if student.asked is None or student.asked.case != id_ or case.student != who:
            return
        self.does(
            student.ask(Story(text="Changed.")), expect=self.model.revise(who, case, self.now)
        )

    def start_over(self, who: str) -> None:
        """Every key lost: the live case closes, and nothing old comes along."""
        self.clock.pass_(TICK)
        student = self.students[who]
        student.asked = None
        student.person.change(KeyRing.generate(side="student"))
        student.person.revision = 0
        self.run(self.ears.settle())
        self.run(student.agree(start_over=True))
        self.run(self.ears.cut(who))
        self.model.away.discard(who)
        for id_, case in self.model.cases.items():
            if case.student == who:
                case.student = None
                self.rooms.pop((who, id_), None)
                if case.state != "closed":
                    case.state, case.worker, case.others_kept = "closed", None, False

    # What workers do

    def claim(self, who: str, pick: int) -> None:
        self.claim_case(who, *self.case(pick))

    def claim_case(self, who: str, id_: bytes, case: ModelCase) -> None:
        self.clock.pass_(TICK)
        expect = self.model.claim(who, case, self.now)
        self.does(self.workers[who].claim(CaseId(id_)), expect=expect)

    def claim_at_once(self, pick: int, first: bool) -> None:
        """Both at the same moment: one at most gets it."""
        self.clock.pass_(TICK)
        id_, case = self.case(pick)
        before = self.model.state(case, self.now)
        names = WORKERS if first else WORKERS[::-1]
        able = [w for w in names if self.model.here(w) and self.model.may_take(w, case)]
        if before != "waiting" or len(able) < len(WORKERS):
            return

        async def both() -> list[str]:
            calls = [self.outcome(self.workers[w].claim(CaseId(id_))) for w in names]
            return list(await asyncio.gather(*calls))

        found = self.run(both())
        assert sorted(found) == ["409 taken", OK]
        winner = names[found.index(OK)]
        assert self.model.claim(winner, case, self.now) == OK

    def step_aside(self, who: str, pick: int, how: str) -> None:
        self.clock.pass_(TICK)
        id_, case = self.case(pick)
        if how == "release":
            expect = self.model.release(who, case)
        else:
            expect = self.model.aside(who, case, recuse=how == "recuse")
        api = self.workers[who].person.api
        self.does(api.post(f"/api/queue/{b64(id_)}/{how}"), expect=expect)

    def accept(self, who: str, pick: int) -> None:
        worker = self.workers[who]
        mine = [c for c in sorted(worker.letters) if self.model.cases[c].state == "claimed"]
        known = mine or sorted(worker.letters)
        if not known:
            return
        id_ = known[pick % len(known)]
        self.accept_case(who, id_, self.model.cases[id_])

    def accept_case(self, who: str, id_: bytes, case: ModelCase) -> None:
        self.clock.pass_(TICK)
        worker = self.workers[who]
        expect = self.model.accept(who, case, "I am here.", self.now)

        async def accepting() -> None:
            self.rooms[who, id_] = await worker.accept(id_, "I am here.")

        if self.does(accepting(), expect=expect):
            self.record_by[id_] = who

    def look_at_the_queue(self, who: str) -> None:
        self.clock.pass_(TICK)
        worker = self.workers[who]
        expect = OK if self.model.here(who) else SIGNED_OUT
        if expect == OK and who not in self.model.listed:
            expect = REFUSED
        if not self.does(worker.queue(), expect=expect):
            return
        offers = self.run(worker.queue())
        assert [offer.case for offer in offers] == self.model.queue(who, self.now)
        for offer in offers:
            waited = max(0, self.now - self.model.cases[offer.case].submitted) // 60
            assert offer.waiting_minutes == waited - waited % 5

    # What both do

    def go_on(self, pick: int) -> None:
        """The next step of a live case, by whoever it is up to, so that days get far."""
        id_, case = self.case(pick)
        state = self.model.state(case, self.now + TICK)
        if state == "waiting":
            able = [w for w in WORKERS if self.model.here(w) and self.model.may_take(w, case)]
            if able:
                self.claim_case(able[pick % len(able)], id_, case)
        elif (
            state == "claimed"
            and case.worker is not None
            and id_ in self.workers[case.worker].letters
        ):
            self.accept_case(case.worker, id_, case)
        elif state == "open" and case.student is not None and not case.entered:
            self.enter_room(case.student, id_, case)

    def enter(self, pick: int, student: bool) -> None:
        id_, case, who = self.room(pick, student=student)
        if who is not None:
            self.enter_room(who, id_, case)

    def enter_room(self, who: str, id_: bytes, case: ModelCase) -> None:
        self.clock.pass_(TICK)
        expect = self.model.enter(who, case, worker_of_record=self.record_by[id_])

        async def entering() -> None:
            someone = self.person(who)
            newest = someone.asked if isinstance(someone, Student) else None
            if newest is not None and newest.case != id_:
                # Another device looks: this one's `asked` is of a later request.
                someone.asked = None
            try:
                self.rooms[who, id_] = await someone.enter(CaseId(id_))
            finally:
                if newest is not None:
                    someone.asked = newest

        if self.does(entering(), expect=expect):
            self.check_room(who, id_, case)

    def room(self, pick: int, *, student: bool) -> tuple[bytes, ModelCase, str | None]:
        known = sorted(self.record_by)
        id_ = known[pick % len(known)]
        case = self.model.cases[id_]
        return id_, case, case.student if student else self.record_by[id_]

    def check_room(self, who: str, id_: bytes, case: ModelCase) -> None:
        """Gapless, in order, complete, and nothing that did not fit."""
        room = self.rooms[who, id_]
        assert room.findings == []
        assert room.epoch == case.epoch
        for way, line in enumerate(case.said):
            assert room.conversation.head(crypto.wire.Direction(way)).counter == len(line)
        assert {(int(way), text) for way, text in room.said()} == case.texts(who)

    def read(self, pick: int) -> None:
        self.clock.pass_(TICK)
        (who, id_), room = sorted(self.rooms.items())[pick % len(self.rooms)]
        case = self.model.cases[id_]
        expect = OK if self.model.sees(who, case, self.now) else NOT_FOUND
        expect = expect if self.model.here(who) else SIGNED_OUT
        if self.does(room.catch_up(), expect=expect) and self.follow(who, id_, case):
            self.check_room(who, id_, case)

    def follow(self, who: str, id_: bytes, case: ModelCase) -> bool:
        """Into the newest epoch, where there is one that this device does not know."""
        room = self.rooms[who, id_]
        if room.epoch == case.epoch:
            return True
        expect = self.model.follow(who, case, worker_of_record=self.record_by[id_])
        return self.does(room.move_on(), expect=expect)

    def write(self, pick: int, kind: str) -> None:
        self.clock.pass_(TICK)
        (who, id_), room = sorted(self.rooms.items())[pick % len(self.rooms)]
        case = self.model.cases[id_]
        if not self.model.here(who) or not self.model.sees(who, case, self.now):
            return
        self.run(room.catch_up())
        # A text may be written before the device hears of the next epoch; it is carried along.
        if (kind != "say" or pick % 2) and not self.follow(who, id_, case):
            return
        if room.conversation.pending:
            return
        way = int(who != case.student)
        if kind == "unsend":
            self.unsend(who, room, case, way, pick)
            return
        if kind == "seen":
            case.shown[way] = len(case.said[1 - way])
        self.stories += 1
        text = f"Said {self.stories}." if kind == "say" else None
        expect = OK
        if room.epoch < case.epoch and case.state == "open":
            expect = self.model.follow(who, case, worker_of_record=self.record_by[id_])
        expect = self.model.write(who, case, Said(text)) if expect == OK else expect

        async def speak(line: Any) -> None:  # noqa: ANN401 -- a socket
            await (room.say(line, text) if text else room.tell_seen(line))

        if self.does(self.over_a_line(who, speak), expect=expect):
            self.ears.owe(id_, case, way=way)

    def unsend(self, who: str, room: LiveRoom, case: ModelCase, way: int, pick: int) -> None:
        mine = [n for n, said in enumerate(case.said[way], 1) if said.text and not said.taken]
        if case.state != "open" or not mine:
            return
        counter = mine[pick % len(mine)]
        expect = REFUSED if counter <= case.seen[1 - way] else OK
        self.does(self.over_a_line(who, lambda line: room.unsend(line, counter)), expect=expect)
        if expect == OK:
            case.said[way][counter - 1].taken = True
            assert self.model.write(who, case, Said(None)) == OK
            self.ears.owe(room.case, case, way=way)

    # Later epochs

    def open_room(self, pick: int) -> tuple[str, bytes, LiveRoom, ModelCase] | None:
        """Somebody's room that is still theirs and open, read to its end."""
        self.clock.pass_(TICK)
        (who, id_), room = sorted(self.rooms.items())[pick % len(self.rooms)]
        case = self.model.cases[id_]
        if not self.model.here(who) or not self.model.sees(who, case, self.now):
            return None
        if case.state != "open" or room.conversation.pending:
            return None
        self.run(room.catch_up())
        return who, id_, room, case

    def renew(self, pick: int) -> None:
        """A fresh key for the same two, by either."""
        found = self.open_room(pick)
        if found is None:
            return
        who, id_, room, case = found
        expect = self.model.renew(who, case)
        if self.does(renew(self.person(who).person, room), expect=expect):
            self.check_room(who, id_, case)

    def new_keys(self, pick: int) -> None:
        """The student's keys change, in the room and for the account; whoever listens goes on."""
        found = self.open_room(pick)
        if found is None or found[0] not in self.students:
            return
        who, id_, room, case = found
        before = self.students[who].person.ring.sign.public
        expect = self.model.renew(who, case)
        made = self.does(self.students[who].change_keys(room), expect=expect)
        assert made == (self.students[who].person.ring.sign.public != before)
        if made:
            self.check_room(who, id_, case)

    def hand_over(self, pick: int) -> None:
        """The student takes the other worker; the one before is out in the same moment."""
        found = self.open_room(pick)
        if found is None or found[0] not in self.students:
            return
        who, id_, room, case = found
        old, to = case.worker, next(name for name in WORKERS if name != case.worker)
        expect = self.model.hand_over(case, to=to)
        if not self.does(self.students[who].hand_over(room, to=self.names[to]), expect=expect):
            return
        self.record_by[id_] = to
        self.rooms.pop((to, id_), None)
        self.check_room(who, id_, case)
        if old is not None and self.model.here(old):
            api = self.workers[old].person.api
            self.does(api.case(CaseId(id_)), expect=NOT_FOUND)

    def listen(self, who: str) -> None:
        """A socket that stays open until something ends it."""
        if self.model.here(who) and who not in self.ears.open:
            token = self.person(who).person.api.token
            line = self.run(Line.open(self.at.service.app, token=token))
            self.ears.open[who] = Ear(line)

    def close(self, pick: int, student: bool, worker: str) -> None:
        self.clock.pass_(TICK)
        id_, case = self.case(pick)
        who = case.student if student else worker
        if who is None:
            return
        expect = self.model.close(who, case, self.now)
        self.does(self.person(who).close(CaseId(id_)), expect=expect)

    def erase(self, who: str, pick: int) -> None:
        """Anybody's case, by this student's word: their own is gone, another's was never there."""
        self.clock.pass_(TICK)
        id_, case = self.case(pick)
        student = self.students[who]
        if self.does(student.erase(CaseId(id_)), expect=self.model.erase(who, case)):
            self.rooms.pop((who, id_), None)

    # Sessions, time and the team

    def sign_out_and_in(self, who: str, again: bool) -> None:
        self.clock.pass_(TICK)
        person = self.person(who).person
        if again and self.model.away:
            # Who is away comes back sooner or later.
            who = min(self.model.away)
            person = self.person(who).person
        if who in self.model.away:
            expect = SIGNED_OUT if who in self.model.suspended else OK
            if self.does(person.sign_in(), expect=expect):
                self.model.away.discard(who)
            return
        expect = OK if self.model.here(who) else SIGNED_OUT
        self.run(self.ears.settle())
        self.does(person.api.delete("/api/session"), expect=expect)
        self.run(self.ears.cut(who))
        self.model.away.add(who)

    def time_passes(self, minutes: int) -> None:
        self.run(self.ears.hang_up())
        self.clock.pass_(minutes * 60)
        people = {**self.students, **self.workers}
        for who, someone in people.items():
            if self.model.here(who):
                self.run(someone.person.sign_in())
        for person in (self.coordinator.person, self.manager):
            self.run(person.sign_in())

    def sweep(self) -> None:
        self.run(self.at.service.timers.timers[0].job())
        self.model.sweep(self.now)

    def suspend_or_restore(self, who: str, back: bool) -> None:
        self.clock.pass_(TICK)
        if back and self.model.suspended:
            who = min(self.model.suspended)
        fits = (who in self.model.suspended) == back
        self.run(self.ears.settle())
        verb = "restore" if back else "suspend"
        path = f"/api/team/members/{self.accounts[who]}/{verb}"
        self.does(self.coordinator.person.api.post(path), expect=OK if fits else "409 state")
        if fits and back:
            self.model.suspended.discard(who)
            self.model.away.add(who)
        elif fits:
            self.model.suspended.add(who)
            self.run(self.ears.cut(who))

    def sign_a_roster(self) -> None:
        self.clock.pass_(TICK)
        self.run(self.coordinator.sign_roster())
        self.model.listed = set(WORKERS) - self.model.suspended

    def pause(self, paused: bool) -> None:
        self.clock.pass_(TICK)
        self.run(self.manager.api.put("/api/now/intake", {"paused": paused}))
        self.model.paused = paused

    def restart(self) -> None:
        """The process ends and begins again: sessions and everything else are as they were."""

        async def again() -> None:
            await self.ears.hang_up()
            await self.stack.aclose()
            await self.start()
            for someone in (*self.students.values(), *self.workers.values()):
                self.rejoin(someone.person)
            self.rejoin(self.coordinator.person)
            self.rejoin(self.manager)
            await self.chain_holds()

        self.run(again())

    def rejoin(self, person: Any) -> None:  # noqa: ANN401 -- client.access.Person
        token = person.api.token
        person.api = self.at.person(0).api
        person.api.token = token
        for room in self.rooms.values():
            for (who, id_), kept in self.rooms.items():
                if kept is room and self.person(who).person is person:
                    self.rooms[who, id_].api = person.api

    # A step of a day

    @rule(what=st.sampled_from(STEPS), pick=PICK, flag=st.booleans())
    def step(self, what: str, pick: int, flag: bool) -> None:
        """One thing that somebody does; what does not apply now is passed over."""
        student, worker = STUDENTS[pick % len(STUDENTS)], WORKERS[pick % len(WORKERS)]
        anybody = (*STUDENTS, *WORKERS)[pick % 5]
        always: dict[str, Callable[[], None]] = {
            "ask": lambda: self.ask(student),
            "queue": lambda: self.look_at_the_queue(worker),
            "accept": lambda: self.accept(worker, pick),
            "start over": lambda: self.start_over(student),
            "sign out": lambda: self.sign_out_and_in(anybody, again=False),
            "sign in": lambda: self.sign_out_and_in(anybody, again=True),
            "time": lambda: self.time_passes((1, 6, 14, 31)[pick % 4]),
            "sweep": self.sweep,
            "suspend": lambda: self.suspend_or_restore(worker, back=False),
            "restore": lambda: self.suspend_or_restore(worker, back=True),
            "roster": self.sign_a_roster,
            "pause": lambda: self.pause(paused=flag and pick % 3 == 0),
            "restart": self.restart,
            "listen": lambda: self.listen(anybody),
        }
        of_a_case: dict[str, Callable[[], None]] = {
            "go on": lambda: self.go_on(pick),
            "claim": lambda: self.claim(worker, pick),
            "claim at once": lambda: self.claim_at_once(pick, first=flag),
            "aside": lambda: self.step_aside(worker, pick, ("pass", "recuse", "release")[pick % 3]),
            "close": lambda: self.close(pick, student=flag, worker=worker),
            "erase": lambda: self.erase(student, pick),
            "revise": lambda: self.revise_what_may_be_over(student, pick),
            "look": self.look_everywhere,
        }
        in_a_room: dict[str, Callable[[], None]] = {
            "enter": lambda: self.enter(pick, student=flag),
            "read": lambda: self.read(pick),
            "say": lambda: self.write(pick, "say"),
            "seen": lambda: self.write(pick, "seen"),
            "unsend": lambda: self.write(pick, "unsend"),
            "renew": lambda: self.renew(pick),
            "new keys": lambda: self.new_keys(pick),
            "hand over": lambda: self.hand_over(pick),
        }
        if what in always:
            always[what]()
        elif what in of_a_case and self.model.cases:
            of_a_case[what]()
        elif what in in_a_room and self.record_by and self.rooms:
            in_a_room[what]()

    # What is always true

    @invariant()
    def everybody_hears_what_is_theirs(self) -> None:
        self.run(self.ears.settle())

    @invariant()
    def the_counts_are_right(self) -> None:
        if not hasattr(self, "manager"):
            return
        found = self.run(self.manager.api.get("/api/now"))
        counts = self.model.counts(self.now)
        assert {name: found[name] for name in counts} == counts
        assert (found["intake"] == "open") == self.model.open

    def look_everywhere(self) -> None:
        """Nobody sees what is not theirs; everybody sees the state of what is."""
        self.clock.pass_(TICK)
        self.run(self.everybody_looks())

    async def everybody_looks(self) -> None:
        for who in (*STUDENTS, *WORKERS):
            api = self.person(who).person.api
            for id_, case in self.model.cases.items():
                expect = OK if self.model.sees(who, case, self.now) else NOT_FOUND
                if not self.model.here(who):
                    expect = SIGNED_OUT
                assert await self.outcome(api.case(CaseId(id_))) == expect, who
                if expect == OK:
                    found = await api.case(CaseId(id_))
                    assert found["state"] == self.model.state(case, self.now)
            if self.model.here(who):
                listed = {c["case"]: c["state"] for c in await api.cases()}
                assert listed == {
                    b64(id_): self.model.state(case, self.now)
                    for id_, case in self.model.cases.items()
                    if self.model.sees(who, case, self.now)
                }

    async def chain_holds(self) -> None:
        verdict = await verify_running(self.at.core.store, keys=self.at.core.keys)
        assert verdict.holds

    async def look_at_everything(self) -> None:
        self.clock.pass_(60)
        if hasattr(self, "manager"):
            await self.everybody_looks()
        await self.chain_holds()
