"""Attacks 37 and 40 over real HTTP: what a student had erased is in no file, and stays away."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import pytest

from client.access import Person
from client.api import Refused, b64, unb64
from client.asking import Story
from client.keys import Secret
from client.socket import Socket
from client.student import Student
from client.worker import Worker
from crypto.wire import CaseId
from intake.outbox import ChatId
from storage.audit import verify_running
from storage.backup import back_up, restore
from storage.layout import Layout
from storage.tombstones import Erased, Tombstone
from storage.transaction import Reads
from tests.client.test_starting_over import a_worker, in_conversation
from tests.service import Running, running

THEIRS: Final = ("wrapped_keys", "bundles", "consents", "sessions", "cases", "papers", "messages")
TABLES: Final = (*THEIRS, "accounts", "outbox", "unreachable")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


async def ask_again(run: Running, student: Student, worker: Worker) -> CaseId:
    """A second conversation, after the first was ended, with a line of the student's in it."""
    student.asked = None
    case = await student.ask(Story(text="The canary sings at night."))
    await worker.queue()
    await worker.claim(case)
    await worker.accept(case, "I'm here again.")
    room = await student.enter(case)
    socket = await Socket.open(url=run.socket_url, token=student.person.api.token)
    await room.say(socket, "And in the morning, too.")
    await socket.close()
    return case


def rows_of(table: str) -> Callable[[Reads], Awaitable[list[tuple[object, ...]]]]:
    async def query(reads: Reads) -> list[tuple[object, ...]]:
        return [tuple(row) for row in await reads.all(f"SELECT * FROM {table}")]  # noqa: S608

    return query


async def kept(run: Running, tables: tuple[str, ...]) -> dict[str, set[bytes]]:
    """What each table holds that is long enough to be found again: sealed values and digests."""
    found = {}
    for table in tables:
        rows = await run.core.store.read(rows_of(table))
        found[table] = {v[:64] for row in rows for v in row if isinstance(v, bytes) and len(v) > 20}
    return found


def files(data: Path) -> bytes:
    """Every live file but the tombstones, which name what was erased by random ids."""
    paths = [p for p in sorted(data.rglob("*")) if p.is_file() and p.name != "tombstones"]
    return b"".join(path.read_bytes() for path in paths)


async def status_of(person: Person, path: str) -> int:
    try:
        await person.api.get(path)
    except Refused as refused:
        return refused.status
    return 200


async def gets_in(run: Running, before: Student) -> bool:
    """Whether the keys of before still open the account."""
    again = run.person(5001)
    again.change(before.person.ring)
    try:
        await again.sign_in()
    except Refused:
        return False
    return True


async def test_attack_40_after_everything_was_erased_nothing_of_it_is_in_any_file(
    data: Path, tmp_path: Path
) -> None:
    async with running(data) as run:
        worker = await a_worker(run)
        before = await kept(run, TABLES)
        student, first = await in_conversation(run, worker)
        await student.close(first)
        second = await ask_again(run, student, worker)
        await back_up(run.core, database_to=tmp_path / "database", keys_to=tmp_path / "keys")
        there = await kept(run, TABLES)
        account = unb64((await student.person.api.get("/api/me"))["account"])
        keys = [await run.core.case_keys.get(case) for case in (first, second)]
        theirs = {table: there[table] - before[table] for table in TABLES}
        # What is looked for was there to be found.
        assert all(theirs[table] for table in THEIRS if table != "sessions")
        heard = await Socket.open(url=run.socket_url, token=worker.person.api.token)
        line = await Socket.open(url=run.socket_url, token=student.person.api.token)
        await student.erase_everything()
        assert (await heard.event("case"))["case"] == b64(second)
        await heard.close()
        await line.close()
        assert await status_of(student.person, "/api/me") == 401
        assert await status_of(worker.person, f"/api/cases/{b64(second)}") == 404
        assert not await gets_in(run, student)
        after = await kept(run, TABLES)
        assert [table for table in THEIRS if after[table] & theirs[table]] == []
        for key in keys:
            assert key is not None
            assert key.material not in files(data)
        raw = files(data)
        sealed = set().union(*theirs.values())
        left = {value for value in sealed if value in raw}
        # The worker's own row moves when they work; nothing else of that time may be there.
        assert left <= set().union(*after.values())
        assert not left & set().union(*(theirs[table] for table in THEIRS))
        assert account not in raw
        verdict = await verify_running(run.core.store, keys=run.core.keys)
        assert verdict.holds
        # The person may come back as somebody new.
        fresh = Student(person=run.person(5001))
        await fresh.agree()
        assert await fresh.person.api.cases() == []
    assert account not in files(data)


async def test_attack_37_a_backup_from_before_brings_nothing_of_the_person_back(
    data: Path, tmp_path: Path
) -> None:
    async with running(data) as run:
        worker = await a_worker(run)
        student, case = await in_conversation(run, worker)
        await student.person.keep(Secret.generate("cloud"))
        await run.core.outbox.unreachable(ChatId(5001))
        account = unb64((await student.person.api.get("/api/me"))["account"])
        await back_up(run.core, database_to=tmp_path / "database", keys_to=tmp_path / "keys")
        await student.erase_everything()
    layout = Layout.at(tmp_path / "restored")
    await restore(
        database_from=tmp_path / "database",
        keys_from=tmp_path / "keys",
        layout=layout,
        tombstones=Layout.at(data).tombstones,
    )
    async with running(layout.data) as run:
        assert await run.core.case_keys.get(case) is None
        assert not await gets_in(run, student)
        for table in (*THEIRS, "outbox", "unreachable"):
            rows = await run.core.store.read(rows_of(table))
            staff = [row for row in rows if account not in row]
            assert len(staff) == len(rows), table
            assert table not in {"cases", "papers", "messages", "outbox", "unreachable"} or not rows
    assert account not in files(layout.data)


async def test_a_promise_that_was_cut_short_is_kept_at_the_next_start(data: Path) -> None:
    """The tombstones were written and nothing else: the process ended there."""
    async with running(data) as run:
        worker = await a_worker(run)
        student, case = await in_conversation(run, worker)
        account = unb64((await student.person.api.get("/api/me"))["account"])
        await run.core.erasure.promise(
            Tombstone(erased=Erased.CASE, reference=case),
            Tombstone(erased=Erased.ACCOUNT, reference=account),
        )
        assert await status_of(student.person, f"/api/cases/{b64(case)}") == 200
    async with running(data) as run:
        assert not await gets_in(run, student)
        assert await run.core.case_keys.get(case) is None
    assert account not in files(data)


async def test_one_conversation_goes_and_the_rest_stays(data: Path) -> None:
    async with running(data) as run:
        worker = await a_worker(run)
        student, first = await in_conversation(run, worker)
        await student.close(first)
        second = await ask_again(run, student, worker)
        await student.erase(first)
        assert [row["case"] for row in await student.person.api.cases()] == [b64(second)]
        assert await status_of(student.person, f"/api/cases/{b64(first)}") == 404
        with pytest.raises(Refused) as gone:
            await student.erase(first)
        assert (gone.value.status, gone.value.code) == (404, "not_found")
        room = await student.enter(second)
        assert "And in the morning, too." in [text for _, text in room.said()]
        assert await run.core.case_keys.get(first) is None
