"""A student's whole record in one sealed bundle, opened with their keys and no others (R13)."""

from pathlib import Path

import pytest

from client.access import Person
from client.api import b64, unb64
from client.author import own_certificate
from client.export import open_export
from client.holder import Holder
from client.keys import KeyRing
from client.reports import (
    NotedReport,
    ReportHistory,
    ReportRow,
    ReportWords,
    open_report,
    read_report_history,
    seal_outcome,
    seal_report_event,
    write_report,
)
from client.student import Student
from crypto import CryptoError, wire
from crypto.wire import Direction
from tests.browser.canary import without_random
from tests.client.test_erasing import ask_again
from tests.client.test_holder import set_up_team
from tests.client.test_starting_over import LETTER, a_worker, in_conversation
from tests.fakes.clock import FixedClock
from tests.service import Running, running


async def fetched(run: Running, person: Person) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {person.api.token}"}
    answer = await run.http[-1].get(f"{run.url}/api/me/export", headers=headers)
    return answer.status_code, answer.text


async def test_everything_opens_with_ones_own_keys_alone(tmp_path: Path) -> None:
    async with running(tmp_path / "data") as run:
        worker = await a_worker(run)
        student, first = await in_conversation(run, worker)
        await student.close(first)
        second = await ask_again(run, student, worker)
        other = Student(person=run.person(5002))
        await other.agree()
        status, text = await fetched(run, student.person)
        assert status == 200
        assert "canary" not in without_random(text)
        found = await open_export(text, ring=student.person.ring)
        assert [each.case for each in found.conversations] == [second, first]
        newest, oldest = found.conversations
        assert newest.whole
        assert oldest.whole
        assert (newest.letter, oldest.letter) == ("The canary sings at night.", LETTER)
        assert (Direction(0), "And in the morning, too.") in newest.said
        assert found.me["role"] == "student"
        assert found.accesses["accesses"]
        with pytest.raises(CryptoError):
            await open_export(text, ring=KeyRing.generate(side="student"))
        for cut in ("", text[:-5], text[: text.rindex("\n", 0, -1)], "[]\n"):
            with pytest.raises(CryptoError):
                await open_export(cut, ring=student.person.ring)
        _, nothing = await fetched(run, other.person)
        assert (await open_export(nothing, ring=other.person.ring)).conversations == []
        assert (await fetched(run, worker.person))[0] == 404
        await student.erase_everything()
        assert (await fetched(run, student.person))[0] == 401


async def reported(person: Person, words: ReportWords) -> bytes:
    """A student's report, sent, with its note in their bundle; its id."""
    team = await person.team()
    written = write_report(words, sign=None, certificate=b"", team=team, now=person.now())
    wraps = [{"role": role, "wrap": b64(wrap)} for role, wrap in written.wraps.items()]
    sealed = b64(written.sealed)
    await person.api.post("/api/reports", {"id": b64(written.id), "sealed": sealed, "wraps": wraps})
    noted = NotedReport(reply=written.reply, written=person.now(), kind=words.kind)
    person.change(person.ring.with_entry(NotedReport.name(written.id), noted.encode()))
    return written.id


async def tell(holder: Holder, text: str) -> ReportHistory:
    """A holder looks into the newest report and tells its author what came of it."""
    person, team = holder.person, await holder.person.team()
    (row, *_) = (await person.api.get("/api/reports"))["reports"]
    report = open_report(
        report=unb64(row["id"]),
        sealed=unb64(row["sealed"]),
        wrap=unb64(row["wrap"]),
        role=holder.role,
        secret=holder.role_key,
        team=team,
    )
    certificate = own_certificate(team, ring=person.ring).raw
    sign, now = person.ring.sign, person.now()
    events: list[ReportRow] = []
    for kind, note in (("look", ""), ("tell", text)):
        event = seal_report_event(
            kind,
            note,
            report=report,
            after=read_report_history(events, report=report, team=team),
            sign=sign,
            certificate=certificate,
            now=now,
        )
        before = events[-1].event if events else report.sealed
        outcome = seal_outcome(text, report=report, sign=sign, certificate=certificate, now=now)
        body = {
            "number": event.number,
            "previous": b64(wire.blob_hash(before)),
            "event": b64(event.event),
            "mark": event.mark,
            **({"outcome": b64(outcome)} if kind == "tell" else {}),
        }
        await person.api.post(f"/api/reports/{row['id']}/events", body)
        events.append(event)
    return read_report_history(events, report=report, team=team)


async def test_r31_what_one_was_told_of_ones_reports_is_in_the_copy(tmp_path: Path) -> None:
    async with running(tmp_path / "data", clock=FixedClock()) as run:
        holders = await set_up_team(run)
        student, other = Student(person=run.person(5001)), Student(person=run.person(5002))
        await student.agree()
        await other.agree()
        me = student.person
        first = await reported(me, ReportWords(kind="data", said="The canary was overheard."))
        history = await tell(holders["manager"], "The canary is safe again.")
        assert history.state == "told"
        second = await reported(me, ReportWords(kind="service", said="The canary is slow."))
        status, text = await fetched(run, me)
        assert status == 200
        assert "canary" not in without_random(text)
        team = await me.team()
        looked, new = (await open_export(text, ring=me.ring, team=team)).reports
        assert (looked.id, looked.kind, looked.at, looked.state) == (
            *(first, "data"),
            *(me.now(), "told"),
        )
        ((outcome, author),) = [each for each in looked.told if each is not None]
        assert (outcome.text, author and author.certificate.role) == (
            "The canary is safe again.",
            "manager",
        )
        assert (new.id, new.kind, new.state, list(new.told)) == (second, "service", "new", [])
        # Without the team's keys nobody's word is certain; without the note nothing opens.
        alone = (await open_export(text, ring=me.ring)).reports[0]
        assert [each and (each[0].text, each[1]) for each in alone.told] == [
            ("The canary is safe again.", None)
        ]
        strange = (await open_export(text, ring=KeyRing.generate(side="student"))).reports[0]
        assert (strange.kind, strange.at, list(strange.told)) == (None, None, [None])
        _, theirs = await fetched(run, other.person)
        assert (await open_export(theirs, ring=other.person.ring)).reports == []
