"""What a town of people was told by the service: all that it must still say after any kill.

Facts and their comparison with the running service. Who does what, and when it dies: days.py.
"""

from collections import Counter
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
"""What a phone asks, in turn, and the first word of the answer.

The next one only when this one was answered: an answer is not given again while the same one
waits, and whoever asks again within the moment between its sending and the end of its row gets
no second one.
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
    """Everybody, and what they were told.

    `asked` is a phone's command that waits: the first word of its answer, and its own number.
    """

    students: dict[str, Student]
    workers: Mapping[str, Worker]
    coordinator: Holder
    world: World
    phones: Mapping[str, Phone]
    cases: dict[CaseId, Case] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    roster: int = 0
    asked: dict[str, tuple[str, int]] = field(default_factory=dict)
    heard: dict[str, int] = field(default_factory=dict)
    given: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)

    def live(self, student: str) -> Case | None:
        """The one case of a student that is not over."""
        mine = [c for c in self.cases.values() if c.student == student and c.state != "closed"]
        assert len(mine) <= 1
        return mine[0] if mine else None

    def about(self) -> list[str]:
        """Students who may ask again, or are in the middle of something."""
        asked = Counter(case.student for case in self.cases.values())
        return [n for n in self.students if asked[n] < MOST_REQUESTS or self.live(n) is not None]

    def answered(self, name: str) -> bool:
        """Whether a phone's newest command was answered after it was given."""
        word, given = self.asked.get(name, ("", 0))
        answers = [
            (text.partition(" ")[0], number)
            for number, text in self._said(name)
            if number > self.heard.get(name, 0)
        ]
        self.answers[name] += sum(1 for first, _ in answers if first in COMMANDS.values())
        self.heard[name] = max([self.heard.get(name, 0), *(number for _, number in answers)])
        if any(first == word and number > given for first, number in answers):
            self.asked.pop(name)
        return name not in self.asked

    def _said(self, name: str) -> list[tuple[int, str]]:
        """What the bot said to a phone, by number; Telegram keeps the newest only."""
        said = self.world.messages.of(self.phones[name].person.id)
        return [(int(m["message_id"]), m.get("text", "")) for m in said if m["from"]["is_bot"]]

    def ask_in_chat(self, name: str) -> None:
        """The next command of a phone."""
        command = list(COMMANDS)[self.given[name] % len(COMMANDS)]
        number = int(self.phones[name].text(command)["message_id"])
        self.given[name] += 1
        self.asked[name] = (COMMANDS[command], number)

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
