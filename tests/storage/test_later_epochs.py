"""Later epochs on real files: they are there after a restart, and the room goes on in them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

import crypto
from intake import papers
from intake.conversations import Behind
from storage.audit import verify
from storage.layout import Layout
from storage.secrets import load
from tests.fakes.clock import FixedClock
from tests.fakes.epochs import caller, hand_over, next_for
from tests.fakes.house import House, on_sqlite
from tests.fakes.rooms import head_of


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@asynccontextmanager
async def again(home: Path, house: House) -> AsyncIterator[House]:
    """The same people over the same files, opened once more."""
    async with on_sqlite(home, clock=FixedClock()) as opened:
        opened.accounts.known.update(house.accounts.known)
        opened.team.workers = house.team.workers
        yield opened


async def test_epochs_and_both_their_heads_survive_a_restart(home: Path) -> None:
    async with on_sqlite(home) as house:
        talk = await house.talk()
        student = talk.student
        await house.rooms.write(student.account.id, talk.case, talk.by_student.next())
        made = await next_for(house, talk, by=talk.worker)
        await house.next_epochs.make(caller(talk.worker), talk.case, made.sent)
        carried = (crypto.u64(1) + talk.by_student.head.hash,) * 2
        first = made.by_student.next(epoch=2, carried=carried)
        made.by_student.head = head_of(first)
        await house.rooms.write(student.account.id, talk.case, first)
    async with again(home, house) as opened:
        view = await opened.rooms.look(student.account.id, talk.case)
        assert [(h.student, h.worker) for h in view.heads] == [
            (talk.by_student.head, talk.by_worker.head),
            (made.by_student.head, made.by_worker.head),
        ]
        late = await opened.rooms.write(student.account.id, talk.case, talk.by_student.next())
        assert isinstance(late.verdict, Behind)
        assert late.verdict.room.heads[0] == made.by_student.head
        following = made.by_student.next(epoch=2)
        kept = await opened.rooms.write(student.account.id, talk.case, following)
        assert kept.verdict.new  # type: ignore[union-attr] # Durable, or the test fails
        again_made = await next_for(opened, talk, by=student)
        await opened.next_epochs.make(caller(student), talk.case, again_made.sent)
        assert len((await opened.rooms.look(student.account.id, talk.case)).epochs) == 3


async def test_attack_41_after_a_handover_the_first_workers_wraps_are_in_no_file(
    home: Path,
) -> None:
    async with on_sqlite(home) as house:
        talk = await house.talk()
        names = frozenset({papers.epoch_wrap(1, "worker"), papers.letter_wrap(1)})
        follower = house.worker()
        assert set(await house.cases.papers(talk.case, names)) == names
        made = await hand_over(house, talk, to=follower)
        await house.next_epochs.make(caller(talk.student), talk.case, made.sent)
        assert await house.cases.papers(talk.case, names) == {}
    async with again(home, house) as opened:
        assert await opened.cases.papers(talk.case, names) == {}
        assert [c.id for c in await opened.cases.of_worker(follower.account.id)] == [talk.case]
        assert await opened.cases.of_worker(talk.worker.account.id) == []
    layout = Layout.at(home)
    keys = load(layout.service_keys)
    assert verify(layout.database, keys=keys).holds
