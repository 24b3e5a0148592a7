"""A holder writes to a student, with the reference client over the real service (protocol.md §14).

From the flag to the answer; who else hears of it, which is nobody.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from client.access import Person
from client.api import Json, Refused, b64, unb64
from client.asking import Story
from client.contacts import enter_own_letter, read_letter, write_letter
from client.flag_desk import FlagInbox, send_flag
from client.flags import FlagSubject, FlagWords
from client.holder import Holder
from client.live import LiveRoom
from client.socket import Socket
from client.student import Student, close_case
from client.worker import Worker
from crypto import wire
from crypto.wire import CaseId
from handlers.web.app import api_routes
from tests.browser.canary import Canary
from tests.browser.disk import files
from tests.client.test_holder import add_worker, set_up_team
from tests.fakes.clock import FixedClock
from tests.routes import methods_of
from tests.service import Running, running

START = 1_800_000_000
WRITTEN = Canary(text="May we talk about the «blue bird»?")
ANSWERED = Canary(text="Only if the «blue bird» stays out of it.")
LOOKS = [route.path for route in api_routes() if "GET" in methods_of(route)]


@dataclass(kw_only=True)
class Scene:
    """An open conversation, a flag about it, and everybody whom it might concern."""

    run: Running
    data: Path
    holders: dict[str, Holder]
    student: Student
    worker: Worker
    case: CaseId
    theirs: LiveRoom

    async def subject(self) -> FlagSubject:
        """What the coordinator's device reads in the worker's flag."""
        assert self.student.asked is not None
        ring = self.student.person.ring
        about = FlagSubject(
            case=self.case,
            intake=wire.intake_hash(self.student.asked.intake),
            sign_key=wire.SignPublic(ring.sign.public),
            box_key=wire.BoxPublic(ring.box.public),
        )
        words = FlagWords(ground="serious-harm", said="It was said.", wants="help")
        await send_flag(self.worker.person, words, about=about)
        inbox = FlagInbox(holder=self.holders["coordinator"])
        flag = (await inbox.open((await inbox.rows())[0])).flag
        return FlagSubject(
            case=flag.case,
            intake=flag.intake,
            sign_key=flag.student_sign_key,
            box_key=flag.student_box_key,
        )

    async def socket(self, person: Person) -> Socket:
        return await Socket.open(url=self.run.socket_url, token=person.api.token)

    async def read(self, letter: LiveRoom) -> LiveRoom:
        """The student's device, accepting."""
        assert self.student.asked is not None
        intake = self.student.asked.intake
        return await read_letter(self.student.person, letter.case, intake=intake)


async def scene_of(run: Running, data: Path) -> Scene:
    holders = await set_up_team(run)
    worker = Worker(
        person=await add_worker(run, holders["coordinator"], telegram_id=7001, name="Worker 1")
    )
    student = Student(person=run.person(5001))
    await student.agree()
    case = await student.ask(Story(text="I can't sleep."))
    await worker.claim(case)
    theirs = await worker.accept(case, "I'm here.")
    await student.enter(case)
    return Scene(
        run=run,
        data=data,
        holders=dict(holders),
        student=student,
        worker=worker,
        case=case,
        theirs=theirs,
    )


async def answer(person: Person, path: str) -> Json:
    try:
        return await person.api.get(path)
    except Refused as refused:
        return refused.answer


async def test_from_a_flag_to_a_talk_of_its_own(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    clock = FixedClock(START)
    async with running(tmp_path / "data", clock=clock) as run:
        scene = await scene_of(run, tmp_path / "data")
        coordinator, student = scene.holders["coordinator"].person, scene.student.person
        before = await coordinator.api.get("/api/now")
        letter = await write_letter(coordinator, about=await scene.subject(), first=WRITTEN.text)
        (row,) = await coordinator.api.cases()
        assert (row["kind"], row["role"], row["state"]) == ("contact", "holder", "open")
        assert not (await coordinator.api.case(letter.case))["acknowledged"]
        kinds = {each["case"]: each["kind"] for each in await student.api.cases()}
        assert kinds == {b64(scene.case): "case", b64(letter.case): "contact"}
        mine = await scene.read(letter)
        assert [text for _, text in mine.said()] == [WRITTEN.text]
        assert (await coordinator.api.case(letter.case))["acknowledged"]
        up, down = await scene.socket(student), await scene.socket(coordinator)
        clock.pass_(1)
        await mine.say(up, ANSWERED.text)
        theirs = await enter_own_letter(coordinator, letter.case)
        assert [text for _, text in theirs.said()] == [WRITTEN.text, ANSWERED.text]
        clock.pass_(1)
        await theirs.say(down, "Then it does.")
        await mine.catch_up()
        assert [text for _, text in mine.said()][-1] == "Then it does."
        # The talk with the worker goes on beside it, undisturbed.
        listening = await scene.socket(scene.worker.person)
        await scene.theirs.say(listening, "And you?")
        for socket in (up, down, listening):
            await socket.close()
        assert await coordinator.api.get("/api/now") == before
        await nobody_else_sees(scene, letter)
        await close_case(coordinator, await coordinator.api.case(letter.case), by="holder")
        over = await student.api.case(letter.case)
        assert (over["state"], over["closed_by"]) == ("closed", "holder")
        signed = wire.check_close(
            unb64(over["close"]),
            case=letter.case,
            record=theirs.joined[-1].record,
            student=wire.SignPublic(student.ring.sign.public),
            worker=wire.SignPublic(coordinator.ring.sign.public),
            role="holder",
        )
        assert signed.body.by == "holder"
        with pytest.raises(Refused):
            await coordinator.api.case(letter.case)
        await run.core.store.checkpoint()
    logs = capfd.readouterr()
    places = files(scene.data) | {"logs": (logs.out + logs.err).encode()}
    for canary in (WRITTEN, ANSWERED):
        assert canary.seen_in(places) == []
        assert canary.seen_in({"planted": b"<" + canary.text.encode() + b">"}) != []


async def nobody_else_sees(scene: Scene, letter: LiveRoom) -> None:
    """Every call that only reads, by everybody else, about the contact and about nothing."""
    name, record = b64(letter.case), b64(letter.joined[0].record)
    others = [scene.worker.person, *(scene.holders[r].person for r in ("manager", "deputy"))]
    for person in others:
        for path in LOOKS:
            found = str(await answer(person, re.sub(r"\{\w+\}", name, path)))
            assert name not in found, path
            assert record not in found, path
    mine = str(await answer(scene.holders["coordinator"].person, f"/api/cases/{name}"))
    assert name in mine
    rows = (await scene.holders["manager"].person.api.get("/api/audit"))["rows"]
    (event,) = [row for row in rows if row["event"] == "contact.written"]
    assert event.keys() == {"number", "hour", "event", "role"}


async def test_a_student_declines_and_may_be_asked_again(tmp_path: Path) -> None:
    async with running(tmp_path / "data", clock=FixedClock(START)) as run:
        scene = await scene_of(run, tmp_path / "data")
        coordinator, student = scene.holders["coordinator"].person, scene.student.person
        about = await scene.subject()
        letter = await write_letter(coordinator, about=about, first=WRITTEN.text)
        with pytest.raises(Refused) as twice:
            await write_letter(coordinator, about=about, first="Again.")
        assert (twice.value.status, twice.value.code) == (409, "exists")
        await close_case(student, await student.api.case(letter.case), by="student")
        assert await coordinator.api.cases() == []
        again = await write_letter(coordinator, about=about, first="Again.")
        assert [text for _, text in (await scene.read(again)).said()] == ["Again."]


async def test_who_starts_over_leaves_the_contact_behind(tmp_path: Path) -> None:
    async with running(tmp_path / "data", clock=FixedClock(START)) as run:
        scene = await scene_of(run, tmp_path / "data")
        coordinator = scene.holders["coordinator"].person
        about = await scene.subject()
        await write_letter(coordinator, about=about, first=WRITTEN.text)
        again = Student(person=run.person(5001))
        await again.agree(start_over=True)
        assert await again.person.api.cases() == []
        assert await coordinator.api.cases() == []
        with pytest.raises(Refused) as gone:
            await write_letter(coordinator, about=about, first="Are you there?")
        assert gone.value.status == 404
