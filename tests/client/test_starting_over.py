"""Losing every key, by the reference client over real HTTP: what ends, and what nobody regains."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.wiring import people_of
from client.access import Person
from client.api import Refused, b64, unb64
from client.asking import Story, ask
from client.capsules import Identity
from client.keys import Secret
from client.socket import Socket
from client.student import Student
from client.worker import Worker
from crypto.wire import CaseId
from intake.errors import NotFound
from people.accounts import AccountId, AccountState
from storage.audit import verify
from storage.caserows import CaseRows
from storage.layout import Layout
from storage.lostaccounts import LostAccounts
from storage.secrets import load
from tests.client.test_holder import add_worker, set_up_team
from tests.fakes.clock import FixedClock
from tests.service import Running, running

LETTER = "I can't sleep before the exams, and I don't know whom to tell."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


async def a_worker(run: Running) -> Worker:
    holders = await set_up_team(run)
    person = await add_worker(run, holders["coordinator"], telegram_id=7001, name="Worker 1")
    return Worker(person=person)


async def in_conversation(run: Running, worker: Worker) -> tuple[Student, CaseId]:
    student = Student(person=run.person(5001))
    await student.agree()
    case = await student.ask(Story(text=LETTER))
    await student.person.keep(Secret.generate("words"))
    await worker.queue()
    await worker.claim(case)
    await worker.accept(case, "I'm here.")
    await student.enter(case)
    return student, case


async def status_of(person: Person, path: str) -> int:
    try:
        await person.api.get(path)
    except Refused as refused:
        return refused.status
    return 200


async def test_attack_06_lost_keys_claimed_in_an_open_case_do_not_carry_it_on(data: Path) -> None:
    async with running(data) as run:
        worker = await a_worker(run)
        old, case = await in_conversation(run, worker)
        theirs = await Socket.open(url=run.socket_url, token=worker.person.api.token)
        mine = await Socket.open(url=run.socket_url, token=old.person.api.token)

        # Whoever holds the Telegram account, and none of the keys.
        other = Student(person=run.person(5001))
        with pytest.raises(Refused) as refused:
            await other.agree()
        assert (refused.value.status, refused.value.code) == (409, "exists")
        await other.agree(start_over=True)

        # At once, not when the socket next looks at its session.
        assert (await mine.event("signed_out", seconds=10.0))["t"] == "signed_out"
        assert (await theirs.event("case"))["case"] == b64(case)
        assert await status_of(old.person, "/api/me") == 401
        for person in (other.person, worker.person):
            assert await status_of(person, f"/api/cases/{b64(case)}") == 404
            messages = f"/api/cases/{b64(case)}/messages?epoch=1&after0=0&after1=0&limit=9"
            assert await status_of(person, messages) == 404
            assert await person.api.cases() == []
        with pytest.raises(Refused) as gone:
            await old.person.sign_in()
        assert gone.value.status == 401
        await mine.close()
        await theirs.close()

        # A new request goes the usual way and says itself that it continues another.
        fresh = await other.ask(Story(text=LETTER, know="I wrote to you before."))
        (offer,) = await worker.queue()
        assert (offer.case, offer.card.know) == (fresh, "I wrote to you before.")
        await worker.claim(fresh)
        await worker.accept(fresh, "Thank you for coming back.")
        room = await other.enter(fresh)
        assert [text for _, text in room.said()] == ["Thank you for coming back."]


async def test_what_was_lost_is_lost_after_a_restart_too_and_the_audit_holds(data: Path) -> None:
    words = Secret.generate("words")
    async with running(data) as run:
        worker = await a_worker(run)
        student = Student(person=run.person(5001))
        await student.agree()
        await student.person.keep(words)
        case = await student.ask(Story(text=LETTER))
        assert len(await worker.queue()) == 1
        fresh = Student(person=run.person(5001))
        await fresh.agree(start_over=True)
        assert await worker.queue() == []
    async with running(data) as run:
        lost = run.person(5001)
        with pytest.raises(Refused) as refused:
            await lost.recover(words)
        assert refused.value.status == 404
        await fresh_session(run, fresh)
        assert await fresh.person.api.cases() == []
        assert await status_of(fresh.person, f"/api/cases/{b64(case)}") == 404
    layout = Layout.at(data)
    assert verify(layout.database, keys=load(layout.service_keys)).holds
    with closing(sqlite3.connect(layout.database)) as database:
        events = [row[0] for row in database.execute("SELECT event FROM audit ORDER BY number")]
        states = database.execute("SELECT state FROM cases").fetchall()
        accounts = database.execute("SELECT state FROM accounts WHERE role = 'student'").fetchall()
    place = events.index("case.lost")
    assert events[place : place + 3] == ["case.lost", "person.lost", "person.enrolled"]
    assert states == [("closed",)]
    assert sorted(accounts) == [("active",), ("lost",)]


async def test_a_lost_account_is_forgotten_with_its_last_case(data: Path) -> None:
    clock = FixedClock()
    async with running(data, clock=clock) as run:
        await a_worker(run)
        with_case, without = Student(person=run.person(5001)), Student(person=run.person(5002))
        for student in (with_case, without):
            await student.agree()
        case = await with_case.ask(Story(text=LETTER))
        fresh = [Student(person=run.person(number)) for number in (5001, 5002)]
        for student in fresh:
            await student.agree(start_over=True)
        lost = LostAccounts(
            store=run.core.store, rows=CaseRows(run.core.fields), erasure=run.core.erasure
        )
        assert await lost.sweep() == 1
        assert await lost.sweep() == 0
        clock.pass_(182 * 24 * 3600)
        (lapses,) = [t for t in run.service.timers.timers if t.kind == "lapses"]
        assert await lapses.job() == 1
        assert await run.core.case_keys.get(case) is None
        assert await lost.sweep() == 1
    layout = Layout.at(data)
    with closing(sqlite3.connect(layout.database)) as database:
        assert database.execute("SELECT count(*) FROM cases").fetchone() == (0,)
        accounts = database.execute("SELECT state FROM accounts WHERE role = 'student'").fetchall()
        orphans = database.execute(
            "SELECT count(*) FROM consents WHERE account NOT IN (SELECT id FROM accounts)"
        ).fetchone()
    assert accounts == [("active",), ("active",)]
    assert orphans == (0,)
    # Every start erases again what was erased; what stands stays.
    async with running(data, clock=clock) as run:
        for student in fresh:
            again = run.person(5001 if student is fresh[0] else 5002)
            again.change(student.person.ring)
            assert (await again.sign_in())["role"] == "student"


async def fresh_session(run: Running, student: Student) -> None:
    """The same device at a service that was started again."""
    again = run.person(5001)
    again.change(student.person.ring)
    await again.sign_in()
    student.person = again


async def test_starting_over_without_an_account_is_enrolling(data: Path) -> None:
    async with running(data) as run:
        known, unknown = run.person(5001), run.person(5002)
        await Student(person=known).agree()
        answers = []
        for person in (run.person(5001), unknown):
            await Student(person=person).agree(start_over=True)
            me = await person.api.get("/api/me")
            answers.append({name: type(value).__name__ for name, value in me.items()})
            assert (me["revision"], me["kinds"]) == (0, [])
        assert answers[0] == answers[1]


async def test_a_request_on_its_way_does_not_outlive_the_account(data: Path) -> None:
    async with running(data) as run:
        worker = await a_worker(run)
        old = Student(person=run.person(5001))
        await old.agree()
        me = await old.person.api.get("/api/me")
        accounts = people_of(run.core).accounts
        # The session was looked up already when the account is lost.
        before = await accounts.get(AccountId(unb64(me["account"])))
        assert before is not None
        asked = ask(
            Story(text=LETTER),
            ring=old.person.ring,
            team=await old.person.team(),
            now=old.person.now(),
            identity=Identity(telegram_id="5001"),
        )
        await Student(person=run.person(5001)).agree(start_over=True)
        lost = await accounts.get(before.id)
        assert lost is not None
        assert lost.state is AccountState.LOST
        with pytest.raises(NotFound):
            await run.service.app.state.desk.asking.submit(before, asked.request)
        assert await worker.queue() == []
