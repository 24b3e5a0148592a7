"""Supervision by the reference client over the real service, with everybody whom it concerns.

What the worker writes is read by those it is sealed to, and found nowhere else (attack 38, 39).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import crypto
from client.access import Person
from client.api import Json, Refused, b64, unb64
from client.asking import Story
from client.holder import Holder, enrol_staff, fresh_kit
from client.numbers import seal_numbers, sign_tables, sum_numbers
from client.student import Student
from client.supervision import EntryQueue, EntryWords, EntryWriter
from client.worker import Worker
from crypto import wire
from handlers.web.app import api_routes
from storage import secrets
from storage.audit import verify
from storage.layout import Layout
from tests.browser.canary import Canary
from tests.browser.disk import files
from tests.client.test_holder import PASSPHRASE, add_worker, set_up_team
from tests.fakes.clock import FixedClock
from tests.routes import methods_of
from tests.service import Running, running

CANARY = Canary(text="Person A said «the yellow bird sings» at 4 o'clock")
ANSWER = Canary(text="Ask Person A about the «green bird» at 5 o'clock")
WORDS = EntryWords(theme="Study", happened=CANARY.text, wish="How do I go on?", own="Tired.")
DAY = 86_400
START = 1_800_000_000


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@dataclass(frozen=True, kw_only=True)
class Upstairs:
    """A team of five with two conversations of one worker."""

    run: Running
    holders: Mapping[str, Holder]
    worker: Person
    supervision: tuple[bytes, bytes]
    people: tuple[bytes, ...]

    def queue(self, role: str) -> EntryQueue:
        """A holder's side."""
        holder = self.holders[role]
        return EntryQueue(person=holder.person, role=role, secret=holder.role_key)

    async def visitor(self, role: str, *, telegram: int) -> Person:
        """A consultant or an auditor: invited, certified, in the roster."""
        coordinator = self.holders["coordinator"]
        token = await coordinator.invite(role, label=role)
        person = self.run.person(telegram, side="staff")
        await enrol_staff(person, invite=token, name=role, kept=[PASSPHRASE, fresh_kit()])
        ring = person.ring
        words = crypto.comparison_words(sign_key=ring.sign.public, box_key=ring.box.public)
        await coordinator.certify(role, words=list(words))
        await coordinator.sign_roster()
        return person


async def upstairs(run: Running) -> Upstairs:
    holders = await set_up_team(run)
    person = await add_worker(run, holders["coordinator"], telegram_id=7001, name="Worker 1")
    worker = Worker(person=person)
    secrets_, people = [], []
    for number in range(2):
        student = Student(person=run.person(5001 + number))
        await student.agree()
        case = await student.ask(Story(text="I can't sleep."))
        await worker.claim(case)
        room = await worker.accept(case, "I'm here.")
        await student.enter(case)
        secrets_.append(room.conversation.joined.supervision)
        account = (await student.person.api.get("/api/me"))["account"]
        people += [bytes(case), unb64(account), student.person.ring.sign.public]
    return Upstairs(
        run=run,
        holders=holders,
        worker=person,
        supervision=(secrets_[0], secrets_[1]),
        people=tuple(people),
    )


async def test_from_a_workers_note_to_the_answer(data: Path) -> None:
    async with running(data, clock=FixedClock(START)) as run:
        up = await upstairs(run)
        writer = EntryWriter(person=up.worker)
        one, name = await writer.write(WORDS, supervision=up.supervision[0])
        _, same = await writer.write(WORDS, supervision=up.supervision[0])
        _, other = await writer.write(WORDS, supervision=up.supervision[1])
        assert (same, other == name) == (name, False)
        for role in ("coordinator", "manager"):
            rows = await up.queue(role).rows()
            assert [row["name"] for row in rows] == [name, name, other]
            opened = await up.queue(role).open(rows[0])
            assert opened.entry.happened == WORDS.happened
            assert opened.author is not None
            assert opened.author.certificate.name == "Worker 1"
        consultant = await up.visitor("consultant", telegram=7101)
        theirs = EntryQueue(person=consultant, role="consultant", secret=consultant.ring.box)
        queue = up.queue("coordinator")
        assert await theirs.rows() == []
        row = await queue.move((await queue.rows())[0], "take")
        row = await queue.put_on_agenda(row, on=True)
        (shown,) = await theirs.rows()
        assert (await theirs.open(shown)).entry.wish == WORDS.wish
        await queue.reply(row, ANSWER.text)
        (reply,) = await writer.replies(one)
        assert reply.reply.text == ANSWER.text
        assert reply.author is not None
        assert reply.author.certificate.role == "coordinator"
        with pytest.raises(Refused) as changed:
            await up.queue("manager").move(rows[0], "take")
        assert (changed.value.code, changed.value.answer["entry"]["state"]) == ("changed", "review")
        await up.queue("manager").move(changed.value.answer["entry"], "discuss")
        assert await theirs.rows() == []
        states = {unb64(row["id"]): row["state"] for row in await writer.mine()}
        assert (states[one], len(states)) == ("discussed", 3)
        deputy = up.holders["deputy"].person
        with pytest.raises(Refused) as refused:
            await deputy.api.get("/api/entries")
        assert refused.value.status == 404


async def test_attack_38_an_entry_and_its_answer_are_on_the_devices_alone(
    data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    clock = FixedClock(START)
    async with running(data, clock=clock, staff_idle_minutes=10_080) as run:
        up = await upstairs(run)
        writer = EntryWriter(person=up.worker)
        entry, _ = await writer.write(WORDS, supervision=up.supervision[0])
        queue = up.queue("manager")
        (row,) = await queue.rows()
        while owed := await run.core.outbox.due(now=clock.now()):
            for each in owed:
                await run.core.outbox.done(each.id)
        clock.pass_(3600)
        await queue.reply(row, ANSWER.text)
        assert (await writer.replies(entry))[0].reply.text == ANSWER.text
        (told,) = [each.outgoing for each in await run.core.outbox.due(now=clock.now())]
        # The writer is told, with the constant text that everything else is told with, too.
        assert (told.text, int(told.chat), told.data) == ("chat-update", 7001, {})
        served = str(await queue.rows()) + str(await writer.mine())
        await run.core.store.checkpoint()
    logs = capfd.readouterr()
    places = files(data) | {
        "served": served.encode(),
        "outbox": repr(told).encode(),
        "logs": (logs.out + logs.err).encode(),
    }
    for canary in (CANARY, ANSWER):
        assert canary.seen_in(places) == []
        assert canary.seen_in({"planted": b"<" + canary.text.encode() + b">"}) != []
    # And what is shown of it names neither a case nor a student of the worker's.
    for value in up.people:
        assert b64(value) not in served


async def test_no_answer_to_anybody_leads_from_an_entry_to_a_case(data: Path) -> None:
    """Every call that only reads, by everybody: what names the one does not name the other."""
    paths = [route.path for route in api_routes() if "GET" in methods_of(route)]
    async with running(data, clock=FixedClock(START)) as run:
        up = await upstairs(run)
        entry, name = await EntryWriter(person=up.worker).write(
            WORDS, supervision=up.supervision[0]
        )
        queue = up.queue("manager")
        row = await queue.put_on_agenda(await queue.move((await queue.rows())[0], "take"), on=True)
        of_entry = (b64(entry), row["tag"], name)
        of_case = tuple(b64(value) for value in up.people)
        by_entry, by_case = 0, 0
        for person in (up.worker, *(holder.person for holder in up.holders.values())):
            for path in paths:
                for value in (of_case[0], of_case[3], of_entry[0]):
                    answer = str(await _answer(person, re.sub(r"\{\w+\}", value, path)))
                    entries = any(each in answer for each in of_entry)
                    cases = any(each in answer for each in of_case)
                    assert not (entries and cases), path
                    by_entry, by_case = by_entry + entries, by_case + cases
        # The search does meet both.
        assert min(by_entry, by_case) > 0


async def _answer(person: Person, path: str) -> Json:
    try:
        return await person.api.get(path)
    except Refused as refused:
        return refused.answer


async def test_an_auditor_reads_the_log_until_their_time_is_up(data: Path) -> None:
    clock = FixedClock(START)
    async with running(data, clock=clock, staff_idle_minutes=10_080) as run:
        up = await upstairs(run)
        await EntryWriter(person=up.worker).write(WORDS, supervision=up.supervision[0])
        auditor = await up.visitor("auditor", telegram=7102)
        page = await auditor.api.get("/api/audit")
        assert page["holds"]
        events = {row["event"] for row in page["rows"]}
        assert {"entry.written", "request.submitted", "team.certified", "audit.seen"} <= events
        for path in ("/api/entries", "/api/cases", "/api/queue", "/api/team", "/api/tables"):
            with pytest.raises(Refused) as refused:
                await auditor.api.get(path)
            assert refused.value.status == 404
        clock.pass_(31 * DAY)
        await auditor.sign_in()
        with pytest.raises(Refused) as over:
            await auditor.api.get("/api/audit")
        assert over.value.status == 404
    keys = secrets.load(Layout.at(data).service_keys)
    assert verify(Layout.at(data).database, keys=keys).holds


async def test_a_week_is_counted_summed_and_frozen(data: Path) -> None:
    clock = FixedClock(START)
    async with running(data, clock=clock, staff_idle_minutes=10_080) as run:
        up = await upstairs(run)
        clock.pass_(7 * DAY)
        await up.worker.sign_in()
        lead = up.holders["coordinator"]
        await lead.person.sign_in()
        team = await up.worker.team()
        week = wire.week_of(START)
        sent = wire.Numbers(week=week, counts=(2, 0, 11))
        box = seal_numbers(sent, ring=up.worker.ring, team=team)
        await up.worker.api.put(f"/api/numbers/{week}", {"box": b64(box)})
        period = wire.period_of_week(week, kind="term")
        found = await lead.person.api.get(f"/api/numbers?period={period}")
        (vector,) = found["vectors"]
        boxed = unb64(vector["box"])
        # Whatever else a server hands over is left out, the same vector once more included.
        offered = [(week, boxed), (week, boxed), ("2026-W01", boxed), (week, boxed[:-1])]
        summed = sum_numbers(offered, counters=3, secret=lead.role_key, team=team)
        assert (summed.counts, summed.taken, summed.left_out) == ((2, 0, 11), 1, 3)
        (own,) = found["own"]
        counts = {name: count for name, count in own["counts"].items() if count}
        assert (own["week"], counts) == (week, {"requests": 2, "claims": 2, "wait_1h": 2})
        clock.pass_(120 * DAY)
        await lead.person.sign_in()
        tables = sign_tables(
            {"Theme": {"Study": 31, "Home": 2, "Money": 0}, "Outcome": {"A": 1, "B": 8, "C": 8}},
            together="All",
            period=period,
            ring=lead.person.ring,
            now=START,
        )
        assert [len(each.body.cells) for each in tables] == [3, 1]
        body = {"period": period, "tables": [b64(each.raw) for each in tables]}
        frozen = await lead.person.api.post("/api/tables", body)
        assert frozen["tables"] == body["tables"]
        found = await lead.person.api.get(f"/api/numbers?period={period}")
        assert (found["vectors"], found["own"], found["frozen"]) == ([], [], True)
