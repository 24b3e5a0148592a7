"""What a town of people was told by the service: all that it must still say after any kill.

Facts and their comparison with the running service. Who does what, and when it dies: days.py.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from client.api import b64
from client.holder import Holder
from client.live import LiveRoom
from client.student import Student
from client.worker import Worker
from crypto.wire import CaseId, Direction
from sandbox import World
from sandbox.acts import Phone

MOST_REQUESTS = 18
"""Of one student: the service takes twenty within a day."""


COMMANDS: Mapping[str, str] = MappingProxyType(
    {"/room": "Your", "/mydata": "My", "/language": "This"}
)
"""What a phone asks, and the first word of the answer.

They take turns: an answer is not given again while the same one waits, and a phone that asks
within the millisecond between its sending and its row's end would be right to get no second one.
"""


@dataclass(kw_only=True)
class Case:
    """One request as its answers left it. `said` are the texts by direction, in order."""

    id: CaseId
    student: str
    state: str = "waiting"
    revision: int = 1
    worker: str | None = None
    said: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    rooms: dict[str, LiveRoom] = field(default_factory=dict)


@dataclass(kw_only=True)
class Town:
    """Everybody, and what they were told."""

    students: dict[str, Student]
    workers: Mapping[str, Worker]
    coordinator: Holder
    world: World
    phones: Mapping[str, Phone]
    cases: dict[CaseId, Case] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    roster: int = 0
    commands: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    heard: dict[str, tuple[Counter[str], int]] = field(default_factory=dict)

    def live(self, student: str) -> Case | None:
        """The one case of a student that is not over."""
        mine = [c for c in self.cases.values() if c.student == student and c.state != "closed"]
        assert len(mine) <= 1
        return mine[0] if mine else None

    def about(self) -> list[str]:
        """Students who may ask again, or are in the middle of something."""
        asked = Counter(case.student for case in self.cases.values())
        return [n for n in self.students if asked[n] < MOST_REQUESTS or self.live(n) is not None]

    def answers(self, name: str) -> Counter[str]:
        """What the bot has said to a phone, by first words. Telegram keeps the newest only."""
        heard, last = self.heard.get(name, (Counter[str](), 0))
        fresh = [
            message
            for message in self.world.messages.of(self.phones[name].person.id)
            if message["from"]["is_bot"] and int(message["message_id"]) > last
        ]
        heard.update(message.get("text", "").partition(" ")[0] for message in fresh)
        newest = max([last, *(int(message["message_id"]) for message in fresh)])
        self.heard[name] = heard, newest
        return heard

    def unanswered(self, name: str) -> list[str]:
        """The commands of a phone that were not answered as often as they were given."""
        answers, given = self.answers(name), Counter(self.commands[name])
        return [c for c, count in given.items() if answers[COMMANDS[c]] < count]

    def answered_twice(self, name: str) -> int:
        """How many answers a phone has beyond one for each command."""
        answers = self.answers(name)
        return sum(answers[word] for word in COMMANDS.values()) - len(self.commands[name])

    async def check(self, *, everybody: bool = False) -> None:
        """The service says what its answers said, no more and no less.

        `everybody`: also to students who are not about any more.
        """
        await self._check_cases(list(self.students) if everybody else self.about())
        await self._check_team()
        for case in self.cases.values():
            if case.state == "open":
                for room in case.rooms.values():
                    await self._check_room(case, room)

    async def _check_cases(self, students: list[str]) -> None:
        for name in students:
            api = self.students[name].person.api
            found = {c["case"]: c["state"] for c in await api.cases()}
            mine = [case for case in self.cases.values() if case.student == name]
            assert found == {b64(case.id): case.state for case in mine}, "a student's cases"
        waiting = {b64(case.id) for case in self.cases.values() if case.state == "waiting"}
        for name, worker in self.workers.items():
            offered = [offer["case"] for offer in await worker.person.api.queue()]
            assert len(offered) == len(set(offered))
            assert set(offered) == waiting, "the queue"
            held = {c["case"]: c["state"] for c in await worker.person.api.cases()}
            mine = [c for c in self.cases.values() if c.worker == name and c.state != "closed"]
            assert held == {b64(case.id): case.state for case in mine}, "a worker's cases"

    async def _check_team(self) -> None:
        now = await self.coordinator.person.api.get("/api/now")
        for state in ("waiting", "claimed", "open"):
            count = sum(1 for case in self.cases.values() if case.state == state)
            assert now[state] == count, state
        members = (await self.coordinator.overview())["members"]
        found = {member["name"]: member["state"] for member in members}
        assert len(found) == len(members), "somebody is there twice"
        assert {name: found[name] for name in self.members} == self.members, "the team"
        team = await self.coordinator.person.team()
        assert team.roster.body.version == self.roster, "the roster"

    async def _check_room(self, case: Case, room: LiveRoom) -> None:
        await room.move_on()
        await room.catch_up()
        self._check_texts(case, room)

    def _check_texts(self, case: Case, room: LiveRoom) -> None:
        assert room.findings == [], [finding.what for finding in room.findings]
        for way in Direction:
            texts = [
                text.text
                for (_, direction, _), text in sorted(room.texts.items())
                if direction == way
            ]
            assert texts == case.said[way], "a text is missing, doubled or out of order"

    async def read_from_the_start(self) -> int:
        """Fresh devices read every open room to its end; how many texts there were."""
        count = 0
        for case in self.cases.values():
            if case.state != "open" or case.student not in case.rooms:
                continue
            assert case.worker is not None
            for someone in (self.students[case.student], self.workers[case.worker]):
                room = await someone.enter(case.id)
                self._check_texts(case, room)
                count += len(room.texts)
        return count
