"""A day's rooms: entering, reading, writing, taking back, later epochs, listening, ending.

How a room comes about is day_requests.py's.
"""

from typing import Any

import crypto
from client.live import LiveRoom
from client.renewing import renew
from crypto.wire import CaseId
from tests.hostile.day import TICK
from tests.hostile.day_requests import Requests
from tests.hostile.ears import Ear
from tests.hostile.inside import Line
from tests.hostile.model import NOT_FOUND, OK, REFUSED, SIGNED_OUT, ModelCase, Said
from tests.hostile.town import WORKERS


class Rooms(Requests):
    """What the two of a room do there."""

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

    def enter_room(self, who: str, id_: CaseId, case: ModelCase) -> None:
        self.clock.pass_(TICK)
        expect = self.model.enter(who, case, worker_of_record=self.record_by[id_])

        async def entering() -> None:
            student = self.students.get(who)
            newest = None if student is None else student.asked
            if student is not None and newest is not None and newest.case != id_:
                # Another device looks: this one's `asked` is of a later request.
                student.asked = None
            try:
                self.rooms[who, id_] = await self.person(who).enter(id_)
            finally:
                if student is not None and newest is not None:
                    student.asked = newest

        if self.does(entering(), expect=expect):
            self.check_room(who, id_, case)

    def room(self, pick: int, *, student: bool) -> tuple[CaseId, ModelCase, str | None]:
        known = sorted(self.record_by)
        id_ = known[pick % len(known)]
        case = self.model.cases[id_]
        return id_, case, case.student if student else self.record_by[id_]

    def check_room(self, who: str, id_: CaseId, case: ModelCase) -> None:
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

    def follow(self, who: str, id_: CaseId, case: ModelCase) -> bool:
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

    def open_room(self, pick: int) -> tuple[str, CaseId, LiveRoom, ModelCase] | None:
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
            self.does(api.case(id_), expect=NOT_FOUND)

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
        self.does(self.person(who).close(id_), expect=expect)

    def erase(self, who: str, pick: int) -> None:
        """Anybody's case, by this student's word: their own is gone, another's was never there."""
        self.clock.pass_(TICK)
        id_, case = self.case(pick)
        student = self.students[who]
        if self.does(student.erase(id_), expect=self.model.erase(who, case)):
            self.rooms.pop((who, id_), None)
