"""A day's requests: students ask, revise and start over; workers claim, step aside and accept.

What goes on in the room after that is day_rooms.py's.
"""

import asyncio

from client.api import b64
from client.asking import Story
from client.keys import KeyRing
from crypto.wire import CaseId
from tests.hostile.day import TICK, Day
from tests.hostile.model import OK, REFUSED, SIGNED_OUT, ModelCase
from tests.hostile.town import WORKERS


class Requests(Day):
    """What students and workers do until there is a room."""

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
            asked = self.students[who].asked
            assert asked is not None
            made = ModelCase(student=who, asked=set(self.model.listed), submitted=self.now)
            self.model.cases[asked.case] = made

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

    def claim_case(self, who: str, id_: CaseId, case: ModelCase) -> None:
        self.clock.pass_(TICK)
        expect = self.model.claim(who, case, self.now)
        self.does(self.workers[who].claim(id_), expect=expect)

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
            calls = [self.outcome(self.workers[w].claim(id_)) for w in names]
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

    def accept_case(self, who: str, id_: CaseId, case: ModelCase) -> None:
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
