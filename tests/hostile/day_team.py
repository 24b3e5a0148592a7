"""A day around the rooms: sessions, time, the team's deeds, the process ending and beginning again.

Nothing of a case but what these do to it.
"""

from typing import Any

from tests.hostile.day import TICK
from tests.hostile.day_rooms import Rooms
from tests.hostile.model import OK, SIGNED_OUT
from tests.hostile.town import WORKERS


class Surroundings(Rooms):
    """What happens to everybody's day."""

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
        for who in (*self.students, *self.workers):
            if self.model.here(who):
                self.run(self.person(who).person.sign_in())
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
            for who in (*self.students, *self.workers):
                self.rejoin(self.person(who).person)
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
