"""A worker who is suspended or has left the roster, in the middle of a conversation."""

from dataclasses import dataclass
from pathlib import Path

import pytest

import crypto
from client.access import Person
from client.api import Refused, b64, unb64
from client.asking import Story
from client.holder import Holder
from client.keys import Secret
from client.live import LiveRoom
from client.socket import Socket
from client.student import Student
from client.team import make_roster
from client.worker import Worker
from crypto import SigningKey, wire
from crypto.wire import CaseId, Certificate, Direction, EpochAck, SignPublic
from tests.client.test_holder import add_worker, set_up_team
from tests.service import Running, running


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@dataclass(kw_only=True)
class Talk:
    """An open conversation of Student 1 and Worker 1, and the holders."""

    holders: dict[str, Holder]
    student: Student
    worker: Worker
    case: CaseId
    room: LiveRoom
    theirs: LiveRoom


async def in_conversation(run: Running) -> Talk:
    holders = await set_up_team(run)
    coordinator = holders["coordinator"]
    person = await add_worker(run, coordinator, telegram_id=7001, name="Worker 1")
    worker = Worker(person=person)
    student = Student(person=run.person(5001))
    await student.agree()
    case = await student.ask(Story(text="I can't sleep."))
    await worker.claim(case)
    theirs = await worker.accept(case, "I'm here.")
    room = await student.enter(case)
    return Talk(
        holders=holders, student=student, worker=worker, case=case, room=room, theirs=theirs
    )


async def without(holder: Holder, name: str) -> None:
    """Sign the next roster without the member of that name, who stays active."""
    team = await holder.overview()
    members = [m for m in team["members"] if m["name"] != name and m.get("certificate")]
    before = wire.open_signed(unb64(team["roster"]), wire.Roster)
    signed = make_roster(
        [wire.open_signed(unb64(m["certificate"]), Certificate) for m in members],
        root=SignPublic(unb64(team["root"])),
        before=wire.RosterPin(version=before.body.version, hash=wire.roster_hash(before)),
        audit=(team["audit"]["row"], unb64(team["audit"]["head"])),
        by=holder.person.ring.sign,
        now=holder.person.now(),
    )
    await holder.person.api.post("/api/team/roster", {"roster": b64(signed.raw)})


async def answers(person: Person, case: CaseId, close: str) -> dict[str, int]:
    """The status of every call about the case that a worker has."""
    path = f"/api/cases/{b64(case)}"
    calls = {
        "look": ("GET", path, None),
        "read": ("GET", f"{path}/messages?epoch=1&after0=0&after1=0&limit=9", None),
        "unsend": ("POST", f"{path}/unsend", {"epoch": 1, "counter": 1}),
        "close": ("POST", f"{path}/close", {"close": close}),
        "claim": ("POST", f"/api/queue/{b64(case)}/claim", {}),
        "pass": ("POST", f"/api/queue/{b64(case)}/pass", {}),
        "recuse": ("POST", f"/api/queue/{b64(case)}/recuse", {}),
        "release": ("POST", f"/api/queue/{b64(case)}/release", {}),
    }
    found = {}
    for name, (method, where, body) in calls.items():
        try:
            await person.api.call(method, where, body)
            found[name] = 200
        except Refused as refused:
            found[name] = refused.status
    return found


async def a_close(talk: Talk) -> str:
    shown = await talk.worker.person.api.case(talk.case)
    body = wire.Close(
        case=talk.case,
        record=wire.epoch_hash(wire.open_signed(unb64(shown["epochs"][-1]["record"]), wire.Epoch)),
        by="worker",
        time=talk.worker.person.now(),
    )
    return b64(wire.signed(body, key=talk.worker.person.ring.sign).raw)


async def still_the_students(run: Running, talk: Talk) -> None:
    """The student reads and writes on, and nobody hears it."""
    up = await Socket.open(url=run.socket_url, token=talk.student.person.api.token)
    await talk.room.say(up, "Are you there?")
    await up.close()
    again = await talk.student.enter(talk.case)
    assert sorted(again.said()) == [
        (Direction.FROM_STUDENT, "Are you there?"),
        (Direction.FROM_WORKER, "I'm here."),
    ]
    assert again.findings == []


async def test_attack_20_a_suspended_worker_reaches_nothing_of_an_open_case(data: Path) -> None:
    async with running(data) as run:
        talk = await in_conversation(run)
        close = await a_close(talk)
        down = await Socket.open(url=run.socket_url, token=talk.worker.person.api.token)
        await talk.holders["manager"].suspend("Worker 1")
        assert (await down.event("signed_out"))["t"] == "signed_out"
        assert set((await answers(talk.worker.person, talk.case, close)).values()) == {401}
        with pytest.raises(Refused):
            await Socket.open(url=run.socket_url, token=talk.worker.person.api.token)
        await still_the_students(run, talk)
        await down.close()


async def test_attack_20_a_worker_who_left_the_roster_reaches_nothing_of_an_open_case(
    data: Path,
) -> None:
    async with running(data) as run:
        talk = await in_conversation(run)
        close = await a_close(talk)
        down = await Socket.open(url=run.socket_url, token=talk.worker.person.api.token)
        await without(talk.holders["coordinator"], "Worker 1")
        assert (await talk.worker.person.api.get("/api/me"))["state"] == "active"
        assert set((await answers(talk.worker.person, talk.case, close)).values()) == {404}
        assert await talk.worker.person.api.cases() == []
        with pytest.raises(ConnectionRefusedError):
            await talk.theirs.say(down, "One more thing.")
        await still_the_students(run, talk)
        with pytest.raises(TimeoutError):
            await down.event("message", seconds=0.3)
        await down.close()


async def test_one_who_is_listed_again_is_back_in_the_conversation(data: Path) -> None:
    async with running(data) as run:
        talk = await in_conversation(run)
        await without(talk.holders["coordinator"], "Worker 1")
        await talk.holders["coordinator"].sign_roster()
        again = await talk.worker.enter(talk.case)
        assert again.said() == [(Direction.FROM_WORKER, "I'm here.")]


async def test_the_students_other_device_opens_what_was_accepted_before_the_worker_left(
    data: Path,
) -> None:
    """By the bundle alone, as protocol.md section 2.1 names it for every client."""
    async with running(data) as run:
        talk = await in_conversation(run)
        words = Secret.generate("words")
        await talk.student.person.keep(words)
        await without(talk.holders["coordinator"], "Worker 1")
        other = run.person(5001)
        await other.recover(words)
        name = f"meta/ack/{talk.case.hex()}"
        ack = wire.open_signed(other.ring.others[name], EpochAck)
        assert ack.body.record == talk.room.conversation.joined.record
        room = await Student(person=other).enter(talk.case)
        assert room.said() == [(Direction.FROM_WORKER, "I'm here.")]

        forged = wire.signed(ack.body, key=SigningKey.generate())
        other.change(other.ring.with_entry(name, forged.raw))
        with pytest.raises(crypto.Refused):
            await Student(person=other).enter(talk.case)
