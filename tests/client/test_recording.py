"""A case's record by the reference client, over the real service (R10, R13)."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest

import crypto
from client.access import Person
from client.api import Json, Refused, b64
from client.epochs import Joined
from client.export import open_export
from client.holder import Holder, enrol_staff, fresh_kit
from client.keys import Secret, open_bundle, seal_bundle
from client.recording import (
    CaseRecorder,
    Finding,
    OpenedRecord,
    RecordAuditor,
    RecordDesk,
    RecordWords,
)
from client.worker import Worker
from crypto import CryptoError
from crypto.wire import CertificateId
from tests.browser.canary import without_random
from tests.client.test_export import fetched
from tests.client.test_holder import add_worker, set_up_team
from tests.client.test_starting_over import in_conversation
from tests.fakes.clock import FixedClock
from tests.service import Running, running

DAY = 86_400


def said(opened: list[OpenedRecord | None]) -> list[tuple[str, str, bool]]:
    """Kind, words, and whether it is certain who wrote."""
    assert None not in opened
    return [(o.entry.kind, o.entry.text, o.author is not None) for o in opened if o is not None]


async def an_auditor(run: Running, lead: Holder) -> tuple[Person, CertificateId]:
    """Invited, enrolled, certified and in the roster."""
    token = await lead.invite("auditor", label="Auditor 1")
    person = run.person(7301, side="staff")
    kept = [Secret.passphrase("a long enough passphrase"), fresh_kit()]
    await enrol_staff(person, invite=token, name="Auditor 1", kept=kept)
    ring = person.ring
    words = crypto.comparison_words(sign_key=ring.sign.public, box_key=ring.box.public)
    await lead.certify("Auditor 1", words=list(words))
    await lead.sign_roster()
    listed = (await lead.person.team()).certificates
    own = [name for name, each in listed.items() if each.body.sign_key == ring.sign.public]
    return person, own[0]


async def hides_the_newest(worker: Worker, shown: Json, joined: Sequence[Joined]) -> None:
    """At a later sitting, on another device, the service shows the record as it was before."""
    kept = seal_bundle(worker.person.ring, bundle_key=bytes(32), revision=1)
    ring = open_bundle(kept, bundle_key=bytes(32), side="staff", revision=1)
    honest = worker.person.api.get

    async def get(path: str) -> Json:
        return shown if path.endswith("/record") else await honest(path)

    later = replace(worker.person, api=copy(worker.person.api))
    later.change(ring)
    later.api.get = get  # type: ignore[method-assign]
    record = CaseRecorder(person=later)
    with pytest.raises(CryptoError):
        await record.read(joined=joined)
    words = RecordWords(kind="agreed", day=worker.person.now() // DAY, text="In its place.")
    with pytest.raises(CryptoError):
        await record.add(words, joined=joined)


async def test_both_read_what_the_worker_keeps_and_it_is_in_the_copy(tmp_path: Path) -> None:
    async with running(tmp_path / "data") as run:
        holders = await set_up_team(run)
        person = await add_worker(run, holders["coordinator"], telegram_id=7001, name="Worker 1")
        worker = Worker(person=person)
        student, case = await in_conversation(run, worker)
        joined = (await worker.enter(case)).joined
        keeper = CaseRecorder(person=worker.person)
        day = worker.person.now() // DAY
        await keeper.add(RecordWords(kind="contact", day=day), joined=joined)
        words = RecordWords(kind="signposted", day=day, text="The sleep clinic.")
        hidden = await worker.person.api.get(f"/api/cases/{b64(case)}/record")
        await keeper.add(words, joined=joined)
        await hides_the_newest(worker, hidden, joined)
        expected = [("contact", "", True), ("signposted", "The sleep clinic.", True)]
        assert said(await keeper.read(joined=joined)) == expected
        theirs = (await student.enter(case)).joined
        reader = CaseRecorder(person=student.person)
        assert said(await reader.read(joined=theirs)) == expected
        for role in ("coordinator", "manager"):
            holder = holders[role]
            desk = RecordDesk(person=holder.person, role=role, secret=holder.role_key)
            (row,) = await desk.rows()
            assert (row["case"], row["state"], row["entries"]) == (b64(case), "open", 2)
            assert said(await desk.read(case)) == expected
        accesses = (await student.person.api.get("/api/me/accesses"))["accesses"]
        looked = [(each["what"], each["role"]) for each in accesses if "record" in each["what"]]
        assert sorted(looked) == [
            ("record.read", "coordinator"),
            ("record.read", "manager"),
            ("record.written", "worker"),
            ("record.written", "worker"),
        ]
        _, text = await fetched(run, student.person)
        assert "clinic" not in without_random(text)
        (kept,) = (await open_export(text, ring=student.person.ring)).conversations
        assert kept.whole
        assert [each and each.text for each in kept.record] == ["", "The sleep clinic."]


async def test_r15_an_auditor_reads_a_sample_until_the_day_and_no_longer(tmp_path: Path) -> None:
    clock = FixedClock()
    async with running(tmp_path / "data", clock=clock) as run:
        holders = await set_up_team(run)
        lead = holders["coordinator"]
        worker = Worker(person=await add_worker(run, lead, telegram_id=7001, name="Worker 1"))
        student, case = await in_conversation(run, worker)
        joined = (await worker.enter(case)).joined
        words = RecordWords(kind="agreed", day=int(clock.now()) // DAY, text="A call.")
        await CaseRecorder(person=worker.person).add(words, joined=joined)
        person, certificate = await an_auditor(run, lead)
        desk = RecordDesk(person=lead.person, role="coordinator", secret=lead.role_key)
        until = int(clock.now()) + 600
        audit = await desk.appoint(certificate, until=until, cases=[case])
        auditor = RecordAuditor(person=person)
        assert await auditor.samples() == [(audit, case)]
        assert said(await auditor.read(audit, case)) == [("agreed", "A call.", True)]
        await auditor.judge(audit, case, Finding(mark="relevant", comment="Short and clear."))
        second = RecordDesk(
            person=holders["manager"].person, role="manager", secret=holders["manager"].role_key
        )
        for each in (desk, second):
            (found,) = await each.findings(audit)
            assert (found.case, found.mark, found.comment) == (
                case,
                "relevant",
                "Short and clear.",
            )
            assert said(await each.read(case, findings=[found])) == [("agreed", "A call.", True)]
            with pytest.raises(CryptoError):
                await each.read(case, findings=[replace(found, item=bytes(32))])
        seen = (await student.person.api.get("/api/me/accesses"))["accesses"]
        mine = {each["what"] for each in seen if each["role"] == "auditor"}
        assert mine == {"record.audited", "record.judged"}
        clock.pass_(600)
        assert await auditor.samples() == []
        with pytest.raises(Refused):
            await auditor.read(audit, case)
        (ends,) = [each for each in run.service.timers.timers if each.kind == "audits"]
        assert (await ends.job(), await ends.job()) == (1, 0)
        assert len(await desk.findings(audit)) == 1
