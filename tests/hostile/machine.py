"""People doing anything at any time against the real service, each step held to the model.

Only what is drawn, how often, and what is always true: the deeds are those of the days (day.py and
day_*.py), what must come of them is model.py's, who runs them test_model.py.
"""

import shutil
from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from client.api import b64
from crypto.wire import CaseId
from tests.hostile.day import STUDENTS, TICK
from tests.hostile.day_team import Surroundings
from tests.hostile.model import NOT_FOUND, OK, SIGNED_OUT
from tests.hostile.town import WORKERS, copy

PICK: Final = st.integers(0, 59)
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


class People(Surroundings):
    """Three students, two workers and two holders, doing anything."""

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

    async def look_at_everything(self) -> None:
        self.clock.pass_(60)
        if hasattr(self, "manager"):
            await self.everybody_looks()
        await self.chain_holds()
