"""The whole path by the reference client, through real HTTP and the real socket."""

import asyncio
from pathlib import Path

import pytest

import crypto
from client.api import Refused
from client.asking import Story
from client.capsules import Identity
from client.keys import Secret
from client.socket import Socket
from client.student import Student
from client.worker import Worker
from crypto.wire import Direction
from tests.client.test_holder import PASSPHRASE, add_worker, set_up_team
from tests.service import Running, running

STUDENT, WORKER = Direction.FROM_STUDENT, Direction.FROM_WORKER
LETTER = "I can't sleep before the exams, and I don't know whom to tell."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


async def socket_of(run: Running, someone: Student | Worker) -> Socket:
    return await Socket.open(url=run.socket_url, token=someone.person.api.token)


async def team_with_workers(run: Running, *names: str) -> list[Worker]:
    holders = await set_up_team(run)
    return [
        Worker(
            person=await add_worker(
                run, holders["coordinator"], telegram_id=7001 + number, name=name
            )
        )
        for number, name in enumerate(names)
    ]


async def test_a_letter_a_claim_and_a_conversation_both_ways(data: Path) -> None:
    async with running(data) as run:
        (worker,) = await team_with_workers(run, "Worker 1")
        student = Student(person=run.person(5001))
        await student.agree()
        who = Identity(telegram_id="5001", name="Student 1")
        case = await student.ask(Story(text=LETTER, topic="Exams"), identity=who)

        (offer,) = await worker.queue()
        assert (offer.case, offer.card.topic) == (case, "Exams")
        letter = await worker.claim(case)
        assert letter.text == LETTER
        theirs = await worker.accept(case, "Thank you for writing. I'm here.")
        mine = await student.enter(case)
        assert mine.said() == [(WORKER, "Thank you for writing. I'm here.")]

        up, down = await socket_of(run, student), await socket_of(run, worker)
        await mine.say(up, "It helps to know that.")
        theirs.take(await down.event("message"))
        await theirs.tell_seen(down)
        mine.take(await up.event("message"))
        assert mine.conversation.peer_saw == 1
        assert (STUDENT, "It helps to know that.") in theirs.said()
        assert mine.findings == theirs.findings == []
        await up.close()
        await down.close()


async def test_twelve_words_bring_everything_back_on_an_empty_device(data: Path) -> None:
    words = Secret.generate("words")
    async with running(data) as run:
        (worker,) = await team_with_workers(run, "Worker 1")
        student = Student(person=run.person(5001))
        await student.agree()
        case = await student.ask(Story(text=LETTER))
        await student.person.keep(words)
        await worker.queue()
        await worker.claim(case)
        theirs = await worker.accept(case, "I'm here.")
        mine = await student.enter(case)
        up = await socket_of(run, student)
        await mine.say(up, "Thank you.")
        await up.close()
        await theirs.catch_up()
    async with running(data) as run:
        fresh = Student(person=run.person(5001))
        await fresh.person.recover(words)
        letter = await fresh.read_back(case)
        assert letter.text == LETTER
        again = await fresh.enter(case)
        assert sorted(again.said()) == [(STUDENT, "Thank you."), (WORKER, "I'm here.")]
        assert again.findings == []
        returned = Worker(person=run.person(7001, side="staff"))
        await returned.person.recover(PASSPHRASE)
        room = await returned.enter(case)
        assert sorted(room.said()) == sorted(again.said())
        wrong = Student(person=run.person(5001))
        with pytest.raises(Refused) as refused:
            await wrong.person.recover(Secret.generate("words"))
        assert refused.value.status == 404


async def test_one_of_two_workers_gets_the_claim_and_the_other_nothing(data: Path) -> None:
    async with running(data) as run:
        first, second = await team_with_workers(run, "Worker 1", "Worker 2")
        student = Student(person=run.person(5001))
        await student.agree()
        case = await student.ask(Story(text=LETTER))
        outcomes = await asyncio.gather(
            first.claim(case), second.claim(case), return_exceptions=True
        )
        refused = [each for each in outcomes if isinstance(each, Refused)]
        assert [(each.status, each.code) for each in refused] == [(409, "taken")]
        loser = first if isinstance(outcomes[0], Refused) else second
        with pytest.raises(Refused) as hidden:
            await loser.person.api.case(case)
        assert hidden.value.status == 404


async def test_an_avoided_worker_is_never_offered_the_request(data: Path) -> None:
    async with running(data) as run:
        first, second = await team_with_workers(run, "Worker 1", "Worker 2")
        student = Student(person=run.person(5001))
        await student.agree()
        case = await student.ask(Story(text=LETTER), avoid=[await first.name()])
        assert await first.queue() == []
        assert [offer.case for offer in await second.queue()] == [case]
        with pytest.raises(Refused) as refused:
            await first.claim(case)
        assert refused.value.status == 404


async def test_under_18s_reach_only_workers_certified_for_them(data: Path) -> None:
    async with running(data) as run:
        holders = await set_up_team(run)
        plain = Worker(
            person=await add_worker(run, holders["coordinator"], telegram_id=7001, name="Worker 1")
        )
        student = Student(person=run.person(5001), under18=True)
        await student.agree()
        with pytest.raises(crypto.Refused):
            await student.ask(Story(text=LETTER, under18=True))
        able = Worker(
            person=await add_worker(
                run, holders["coordinator"], telegram_id=7002, name="Worker 2", under18=True
            )
        )
        case = await student.ask(Story(text=LETTER, under18=True))
        assert await plain.queue() == []
        assert [offer.case for offer in await able.queue()] == [case]


async def test_closing_takes_the_worker_out_and_leaves_the_student_reading(data: Path) -> None:
    async with running(data) as run:
        (worker,) = await team_with_workers(run, "Worker 1")
        student = Student(person=run.person(5001))
        await student.agree()
        case = await student.ask(Story(text=LETTER))
        await worker.claim(case)
        await worker.accept(case, "I'm here.")
        await student.enter(case)
        await worker.close(case)
        with pytest.raises(Refused) as gone:
            await worker.enter(case)
        assert gone.value.status == 404
        room = await student.enter(case)
        assert room.said() == [(WORKER, "I'm here.")]
        up = await socket_of(run, student)
        with pytest.raises(ConnectionRefusedError):
            await room.say(up, "Are you there?")
        await up.close()


async def test_unsend_until_seen(data: Path) -> None:
    async with running(data) as run:
        (worker,) = await team_with_workers(run, "Worker 1")
        student = Student(person=run.person(5001))
        await student.agree()
        case = await student.ask(Story(text=LETTER))
        await worker.claim(case)
        theirs = await worker.accept(case, "I'm here.")
        mine = await student.enter(case)
        up, down = await socket_of(run, student), await socket_of(run, worker)
        await mine.say(up, "Something I regret.")
        await mine.unsend(up, 1)
        await theirs.catch_up()
        assert theirs.said() == [(WORKER, "I'm here.")]
        assert theirs.findings == []
        await mine.say(up, "Something else.")
        await theirs.catch_up()
        await theirs.tell_seen(down)
        await mine.catch_up()
        with pytest.raises(crypto.Refused):
            await mine.unsend(up, 3)
        await up.close()
        await down.close()
