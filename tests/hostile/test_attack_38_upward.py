"""Attack 38, of all that goes upward: one canary in every field of it, and everywhere searched.

A flag and its events, an entry and its answer, a capsule, a disclosure from record to completion
and a holder's letter, by the reference client over the real service. Searched: all that went over
the wire, each way and for everybody; the disk, running and stopped; what is owed to Telegram; the
logs. (Where it is kept on phones is searched in the browser.)
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
import structlog

from client.api import Json, b64, unb64
from client.asking import Story
from client.capsules import Identity
from client.contacts import enter_own_letter, read_letter, write_letter
from client.disclosing import DisclosureWords
from client.disclosure_desk import Done, HolderDisclosures, TellStudent, audited_disclosures
from client.flag_desk import FlagInbox, send_flag
from client.flags import FlagStep, FlagSubject, FlagWords
from client.notes import open_note
from client.student import Student
from client.supervision import EntryWords, EntryWriter
from client.worker import Worker
from crypto import wire
from tests.browser.canary import Canary
from tests.browser.disk import files
from tests.hostile.inside import Line, inside
from tests.hostile.town import HELLO, LETTER
from tests.hostile.upstairs import EVERYBODY, Houses, Players, living

CANARY: Final = Canary(text="A «violet bird» at 6 o'clock")
TEXT: Final = CANARY.text
GROUND: Final = "harm-unable"
IDENTITY: Final = Identity(telegram_id="5003", name=TEXT, phone=TEXT, place=TEXT, someone=TEXT)
RECORD: Final = DisclosureWords(
    ground=GROUND,
    outline=TEXT,
    aim=TEXT,
    recipients=(TEXT,),
    fields=("name",),
    consulted=TEXT,
    told="told",
    wishes=TEXT,
)
FLAG: Final = FlagWords(
    ground=GROUND, urgent=True, said=TEXT, quotes=(TEXT,), wants=TEXT, told=TEXT, called=TEXT
)
ENTRY: Final = EntryWords(theme=TEXT, happened=TEXT, wish=TEXT, own=TEXT)


@dataclass(kw_only=True)
class Wire:
    """All that went over the wire: addresses, headers, bodies and frames, both ways."""

    said: list[bytes] = field(default_factory=list)

    def over(self, http: httpx.AsyncClient) -> None:
        """Listen to one device."""
        http.event_hooks = {"request": [self._asked], "response": [self._answered]}

    async def _asked(self, request: httpx.Request) -> None:
        self.said += [str(request.url).encode(), repr(request.headers.raw).encode()]
        self.said.append(await request.aread())

    async def _answered(self, response: httpx.Response) -> None:
        self.said.append(repr(response.headers.raw).encode())
        self.said.append(await response.aread())


@dataclass(kw_only=True)
class Story38:
    """A student with a capsule in a conversation, and all that is said of them upward."""

    players: Players
    heard: Wire
    student: Student
    worker: Worker
    about: FlagSubject
    supervision: bytes

    @classmethod
    async def begun(cls, players: Players, heard: Wire) -> "Story38":
        student = Student(person=players.at.person(5003))
        heard.over(student.person.api._http)
        for person in players.people.values():
            heard.over(person.api._http)
        await student.agree()
        case = await student.ask(Story(text=LETTER), identity=IDENTITY)
        worker = Worker(person=players.people["Worker 1"])
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
        return cls(
            players=players,
            heard=heard,
            student=student,
            worker=worker,
            about=about,
            supervision=room.conversation.joined.supervision,
        )

    async def flag(self) -> list[str]:
        """Raised by worker and student, and written to by both holders; what was read of it."""
        await send_flag(self.worker.person, FLAG, about=self.about)
        await send_flag(self.student.person, FlagWords(said=TEXT, wants=TEXT), about=self.about)
        read = []
        for role in ("coordinator", "manager"):
            inbox = FlagInbox(holder=self.players.holder(role))
            for row in await inbox.rows():
                flag = await inbox.open(row)
                history = await inbox.act(flag, FlagStep(kind="note", note=TEXT))
                noted = [each.event.note for each in history.events if each.event is not None]
                read += [flag.flag.said, *noted]
        return read

    async def entry(self) -> list[str]:
        """Written, put before the consultant, answered."""
        writer, queue = EntryWriter(person=self.worker.person), self.players.queue("manager")
        name, _ = await writer.write(ENTRY, supervision=self.supervision)
        row = await queue.move((await queue.rows())[0], "take")
        row = await queue.put_on_agenda(row, on=True)
        consultant = self.players.queue("consultant")
        (shown,) = await consultant.rows()
        seen = (await consultant.open(shown)).entry
        await queue.reply(row, TEXT)
        (reply,) = await writer.replies(name)
        return [seen.theme, seen.happened, seen.wish, seen.own, reply.reply.text]

    async def disclosure(self) -> list[str]:
        """Asked for, approved, opened, completed, shown to the auditor, told to the student."""
        asks, decides = (
            HolderDisclosures(holder=self.players.holder(role))
            for role in ("coordinator", "manager")
        )
        flags = [await self._opened(role) for role in ("coordinator", "manager")]
        path = f"/api/disclosures/capsules/{b64(self.about.case)}"
        name = await asks.record(
            RECORD,
            flag=flags[0],
            capsule_version=(await asks.person.api.get(path))["version"],
            approver="manager",
            student=TellStudent(why=TEXT),
        )
        await decides.decide((await decides.rows())[0], "approve", TEXT, flag=flags[1])
        capsule = await asks.open((await asks.rows())[0], flag=flags[0])
        done = Done(done=TEXT, by=TEXT, at=asks.person.now(), recipients=(TEXT,), fields=("name",))
        await asks.complete((await asks.rows())[0], done)
        await asks.show_auditors((await asks.rows())[0])
        (read,) = await audited_disclosures(self.players.people["auditor"])
        (noted,) = (await self.student.person.api.get("/api/me/accesses"))["disclosures"]
        secret, team = self.student.person.ring.box, await self.student.person.team()
        note, _ = open_note(unb64(noted["note"]), disclosure=name, secret=secret, team=team)
        assert read.decision is not None
        assert read.completion is not None
        parts = (read.record.body.outline, read.decision.body.reasons, read.completion.body.done)
        return [capsule.name, capsule.someone, *parts, note.why]

    async def _opened(self, role: str) -> Any:  # noqa: ANN401 -- an opened flag
        inbox = FlagInbox(holder=self.players.holder(role))
        opened = [await inbox.open(row) for row in await inbox.rows()]
        return next(flag for flag in opened if flag.flag.ground == GROUND)

    async def letter(self) -> list[str]:
        """A holder's, answered; after it ended the student reads it still."""
        deputy = self.players.people["deputy"]
        room = await write_letter(deputy, about=self.about, first=TEXT)
        assert self.student.asked is not None
        intake = self.student.asked.intake
        mine = await read_letter(self.student.person, room.case, intake=intake)
        self.players.at.clock.pass_(5)
        up = await Line.open(self.players.at.service.app, token=self.student.person.api.token)
        envelope = mine.conversation.write(TEXT, now=self.student.person.now())
        answer = await up.send(case=b64(room.case), message=b64(envelope.message))
        assert answer["t"] == "ack"
        self.heard.said += [envelope.message, json.dumps(up.heard()).encode()]
        await up.close()
        theirs = await enter_own_letter(deputy, room.case)
        return [text for _, text in theirs.said()]


async def everywhere(story: Story38, data: Path, printed: str) -> Mapping[str, bytes]:
    """What anybody but those devices could look at."""
    players = story.players
    for who in EVERYBODY:
        await players.looks(who)
    owed = await players.at.core.outbox.due(now=players.at.clock.now())
    await players.at.core.store.checkpoint()
    return {f"disk {name}": content for name, content in files(data).items()} | {
        "wire": b"\n".join(story.heard.said),
        "owed": repr([each.outgoing for each in owed]).encode(),
        "logs": printed.encode(),
    }


async def test_attack_38_a_canary_in_all_that_goes_upward_is_on_those_devices_alone(
    house: Houses, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    town, data, clock = living(house(), tmp_path / "data")
    with structlog.testing.capture_logs() as logs:
        async with inside(town, data, clock=clock) as at:
            players = Players(at=at, house=house())
            await players.sign_in()
            story = await Story38.begun(players, Wire())
            read: list[str] = []
            for part in (story.flag, story.entry, story.disclosure, story.letter):
                found = await part()
                assert found, part
                read += found
            # Whoever should reads it: the search is for what was really sealed.
            assert set(read) == {TEXT}
            said = capfd.readouterr()
            places = await everywhere(story, data, repr(logs) + said.out + said.err)
    stopped = {f"stopped {name}": content for name, content in files(data).items()}
    assert CANARY.seen_in({**places, **stopped}) == []
    await noticed(story, places)


async def noticed(story: Story38, places: Mapping[str, bytes]) -> None:
    """The search met what it was to look at, and would have found it there."""
    for path in (b"/api/flags", b"/api/entries", b"/api/disclosures", b"/api/contacts"):
        assert path in places["wire"]
    assert b64(story.about.case).encode() in places["wire"]
    assert {"disk peerlink.db", "disk keys/cases.db"} <= places.keys()
    assert b"chat-update" in places["owed"]
    for name in ("wire", "owed", "logs"):
        planted: Json = {name: places[name] + b"<" + TEXT.encode() + b">"}
        assert CANARY.seen_in(planted) == [f"{name}: raw"]
