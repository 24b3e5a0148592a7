"""An upgrade and a roll-back while a conversation is open (docs/operating.md)."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from client.asking import Story
from client.live import LiveRoom
from client.socket import Socket
from client.student import Student
from client.worker import Worker
from storage import backup, opening
from storage.backup import back_up, restore
from storage.clock import SystemClock
from storage.errors import SchemaRefused
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.migrate import Migration, read_migrations
from storage.opening import open_core
from tests.client.test_holder import add_worker, set_up_team
from tests.service import Running, running


@contextmanager
def newer_version() -> Iterator[None]:
    """The program as if it had one more migration."""
    sql = "CREATE TABLE of_a_newer_version (id INTEGER PRIMARY KEY) STRICT;\n"
    known = read_migrations()
    more = Migration(
        number=len(known) + 1,
        name="9999_newer.sql",
        sql=sql,
        digest=hashlib.sha256(sql.encode()).digest(),
    )
    with pytest.MonkeyPatch.context() as patched:
        for module in (opening, backup):
            patched.setattr(module, "read_migrations", lambda: [*known, more])
        yield


async def back_online(run: Running, someone: Student | Worker, room: LiveRoom, id_: int) -> None:
    """The same device, with all that it remembers, at the service that runs now."""
    side = someone.person.side
    someone.person.api = room.api = run.person(id_, side=side).api
    await someone.person.sign_in()


async def say(run: Running, someone: Student | Worker, room: LiveRoom, text: str) -> None:
    socket = await Socket.open(url=run.socket_url, token=someone.person.api.token)
    await room.say(socket, text)
    await socket.close()


def texts(room: LiveRoom) -> list[str]:
    return sorted(text for _, text in room.said())


async def test_a_conversation_goes_on_over_an_upgrade_and_notices_a_roll_back(
    tmp_path: Path,
) -> None:
    data, copy, keys = tmp_path / "data", tmp_path / "copy", tmp_path / "keys"
    async with running(data) as run:
        holders = await set_up_team(run)
        person = await add_worker(run, holders["coordinator"], telegram_id=7001, name="Worker 1")
        worker, student = Worker(person=person), Student(person=run.person(5001))
        await student.agree()
        case = await student.ask(Story(text="A letter."))
        await worker.queue()
        await worker.claim(case)
        theirs = await worker.accept(case, "before")
        mine = await student.enter(case)
        # The operator's backup before the upgrade.
        await back_up(run.core, database_to=copy, keys_to=keys)

    with newer_version():
        async with running(data) as run:
            await back_online(run, student, mine, 5001)
            await back_online(run, worker, theirs, 7001)
            await say(run, student, mine, "after")
            await theirs.catch_up()
            assert texts(theirs) == ["after", "before"]
            assert theirs.findings == mine.findings == []

    before = Layout.at(data).database.read_bytes()
    with pytest.raises(SchemaRefused, match="newer version"):
        await open_core(layout=Layout.at(data), clock=SystemClock(), forget=forget_erased)
    assert Layout.at(data).database.read_bytes() == before

    restored = tmp_path / "restored"
    await restore(
        database_from=copy,
        keys_from=keys,
        layout=Layout.at(restored),
        tombstones=Layout.at(data).tombstones,
    )
    async with running(restored) as run:
        await back_online(run, worker, theirs, 7001)
        await theirs.catch_up()
        assert theirs.findings != []
        fresh = Student(person=run.person(5001))
        fresh.person.change(student.person.ring)
        await fresh.person.sign_in()
        room = await fresh.enter(case)
        assert (texts(room), room.findings) == (["before"], [])
