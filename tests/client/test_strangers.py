"""Attack 19 over the real service: others' audits of records, and others' words about again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import crypto
from client.access import Person
from client.again import AskFirst, met, say_again
from client.api import Refused, b64, unb64
from client.asking import Story
from client.author import own_certificate
from client.contacts import write_letter
from client.declaring import make_cannot_act
from client.flags import FlagSubject
from client.holder import Holder, enrol_staff, fresh_kit
from client.keys import Secret
from client.recording import CaseRecorder, RecordDesk, RecordWords
from client.student import Student
from crypto import wire
from crypto.wire import CaseId, certificate_id
from tests.client.test_gone_workers import in_conversation
from tests.client.test_recording import an_auditor
from tests.fakes.clock import FixedClock
from tests.service import Running, running

HOUR = 3600
NOT_FOUND = (404, {"error": "not_found"})
EXISTS = (409, {"error": "exists"})


async def told(
    person: Person, method: str, path: str, body: Mapping[str, Any] | None = None
) -> tuple[int, object]:
    """What somebody is answered."""
    try:
        return 200, await person.api.call(method, path, body)
    except Refused as refused:
        return refused.status, {"error": refused.code}


def random_id() -> str:
    return b64(crypto.random_bytes(16))


async def another_auditor(run: Running, lead: Holder) -> Person:
    """A second one, as the first."""
    person = run.person(7302, side="staff")
    token = await lead.invite("auditor", label="Auditor 2")
    kept = [Secret.passphrase("a long enough passphrase"), fresh_kit()]
    await enrol_staff(person, invite=token, name="Auditor 2", kept=kept)
    ring = person.ring
    words = crypto.comparison_words(sign_key=ring.sign.public, box_key=ring.box.public)
    await lead.certify("Auditor 2", words=list(words))
    await lead.sign_roster()
    return person


async def test_attack_19_another_auditors_audit_is_as_a_random_one(tmp_path: Path) -> None:
    clock = FixedClock()
    async with running(tmp_path / "data", clock=clock) as run:
        talk = await in_conversation(run)
        lead, manager = talk.holders["coordinator"], talk.holders["manager"].person
        joined = talk.theirs.joined
        words = RecordWords(kind="contact", day=int(clock.now()) // (24 * HOUR))
        await CaseRecorder(person=talk.worker.person).add(words, joined=joined)
        first, certificate = await an_auditor(run, lead)
        second = await another_auditor(run, lead)
        desk = RecordDesk(person=lead.person, role="coordinator", secret=lead.role_key)
        until = int(clock.now()) + HOUR
        audit = b64(await desk.appoint(certificate, until=until, cases=[talk.case]))
        case = b64(talk.case)
        box = b64(crypto.random_bytes(300))
        finding = {"boxes": [{"role": role, "box": box} for role in ("coordinator", "manager")]}
        look = "/api/record-audits/{}/records/" + case
        assert (await told(first, "GET", look.format(audit)))[0] == 200
        strangers = (second, talk.worker.person, talk.student.person, talk.holders["deputy"].person)
        for who in strangers:
            for name in (random_id(), audit):
                assert await told(who, "GET", look.format(name)) == NOT_FOUND
                judge = look.format(name) + "/finding"
                assert await told(who, "PUT", judge, finding) == NOT_FOUND
                wraps = {"wraps": [box]}
                assert await told(who, "PUT", look.format(name), wraps) == NOT_FOUND
        pages = [
            await told(second, "GET", f"/api/record-audits?before={name}")
            for name in (random_id(), audit)
        ]
        assert pages[0] == pages[1] == (200, {"audits": [], "more": False})
        before = await told(manager, "GET", "/api/record-audits")
        mine = {"id": audit, "certificate": b64(certificate), "until": until + 1}
        assert await told(manager, "POST", "/api/record-audits", mine) == EXISTS
        assert await told(manager, "GET", "/api/record-audits") == before


async def test_attack_19_a_page_of_records_before_a_strangers_case(tmp_path: Path) -> None:
    async with running(tmp_path / "data") as run:
        talk = await in_conversation(run)
        waits = Student(person=run.person(5002))
        await waits.agree()
        case = await waits.ask(Story(text="I can't sleep, either."))
        coordinator = talk.holders["coordinator"].person
        pages = [f"/api/records?before={name}" for name in (random_id(), b64(case))]
        for path in pages:
            for who in (talk.worker.person, talk.student.person):
                assert await told(who, "GET", path) == NOT_FOUND
            # A place in the order, whether there is such a case or not; this one has no record.
            shown = await told(coordinator, "GET", path)
            assert shown == (200, {"records": [], "more": False})


async def test_attack_19_a_strangers_word_about_again_is_as_none(tmp_path: Path) -> None:
    async with running(tmp_path / "data", clock=FixedClock(1_800_000_000)) as run:
        talk = await in_conversation(run)
        ours, theirs = talk.room.conversation.joined, talk.theirs.conversation.joined
        await talk.student.close(talk.case)
        tag = await say_again(talk.student.person, ours, yes=True)
        await say_again(talk.worker.person, theirs, yes=True)
        assert await met(talk.student.person, [ours]) == [ours]
        stranger = Student(person=run.person(5002))
        await stranger.agree()
        person = stranger.person
        for name in (random_id(), b64(tag)):
            own = random_id()
            for method, path, body in (
                ("PUT", "/api/again", {"tag": name}),
                ("PUT", "/api/again", {"tag": own, "instead": name}),
                ("DELETE", f"/api/again/{name}", None),
                ("DELETE", f"/api/again/{own}", None),
            ):
                assert await told(person, method, path, body) == (200, {})
            found = await told(person, "POST", "/api/again/met", {"tags": [name]})
            assert found == (200, {"met": [], "rota": False})
        worker = await talk.worker.name()
        for one in (crypto.random_bytes(16), tag):
            first = AskFirst(worker=worker, tag=one, otherwise="wait")
            with pytest.raises(Refused) as refused:
                await stranger.ask(Story(text="Me first."), first=first)
            assert (refused.value.status, refused.value.code) == (409, "again")
        assert await met(talk.student.person, [ours]) == [ours]


async def test_attack_19_a_paper_about_a_strangers_case_does_nothing(tmp_path: Path) -> None:
    async with running(tmp_path / "data") as run:
        talk = await in_conversation(run)
        assert talk.student.asked is not None
        stranger = Student(person=run.person(5002))
        await stranger.agree()
        theirs = unb64((await talk.student.person.api.get("/api/me"))["account"])
        now, key = stranger.person.now(), stranger.person.ring.sign
        for account in (crypto.random_bytes(16), theirs):
            body = wire.Erase(what="everything", id=account, time=now)
            paper = {"erase": b64(wire.signed(body, key=key).raw)}
            found = await told(stranger.person, "POST", "/api/me/erase", paper)
            assert found == (400, {"error": "malformed"})
        person = talk.holders["coordinator"].person
        own = certificate_id(own_certificate(await person.team(), ring=person.ring))
        ring, asked = talk.student.person.ring, wire.intake_hash(talk.student.asked.intake)
        for case in (CaseId(crypto.random_bytes(16)), talk.case):
            # Nobody declared anything of it, and what a letter names is not its request.
            notice = make_cannot_act(person, certificate=own, case=case, intake=asked)
            paper = {"notice": b64(notice.raw)}
            for who in (person, talk.worker.person, stranger.person):
                assert await told(who, "POST", "/api/cannot-act", paper) == NOT_FOUND
            about = FlagSubject(
                case=case,
                intake=wire.RecordHash(crypto.random_bytes(32)),
                sign_key=wire.SignPublic(ring.sign.public),
                box_key=wire.BoxPublic(ring.box.public),
            )
            with pytest.raises(Refused) as refused:
                await write_letter(person, about=about, first="May I ask?")
            assert (refused.value.status, refused.value.code) == (404, "not_found")
        (shown,) = await talk.student.person.api.cases()
        assert (shown["case"], shown["state"]) == (b64(talk.case), "open")
