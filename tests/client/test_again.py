"""Coming back to the same worker, and a certificate renewed meanwhile, over the real service."""

from dataclasses import replace
from pathlib import Path

import pytest

from client.again import AskFirst, met, say_again, take_back
from client.api import Refused, b64
from client.asking import Story
from client.holder import Holder
from client.worker import Worker
from crypto.wire import CaseId
from tests.client.test_gone_workers import Talk, in_conversation
from tests.client.test_holder import add_worker
from tests.fakes.clock import FixedClock
from tests.service import Running, running

HOUR = 3600


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


async def another(run: Running, talk: Talk, *, number: int = 2) -> Worker:
    name, telegram = f"Worker {number}", 7000 + number
    person = await add_worker(run, talk.holders["coordinator"], telegram_id=telegram, name=name)
    return Worker(person=person)


async def queue_of(worker: Worker) -> list[CaseId]:
    return [offer.case for offer in await worker.queue()]


async def on_the_rota(coordinator: Holder, worker: Worker) -> None:
    """A first rota, with this worker on it."""
    account = (await worker.person.api.get("/api/me"))["account"]
    slot = {"worker": account, "weekday": 0, "begins": 0, "ends": 60}
    rota = {"version": 1, "hours": [], "slots": [slot], "changes": []}
    await coordinator.person.api.put("/api/rota", rota)


async def test_both_say_yes_and_the_next_request_is_for_that_worker_first(data: Path) -> None:
    async with running(data, clock=FixedClock(1_800_000_000)) as run:
        talk = await in_conversation(run)
        other = await another(run, talk)
        student, worker = talk.student, talk.worker
        ours, theirs = talk.room.conversation.joined, talk.theirs.conversation.joined
        await student.close(talk.case)
        # Neither learns anything before both said yes; a no looks like one that was not met.
        yes = await say_again(student.person, ours, yes=True)
        assert await met(student.person, [ours]) == []
        no = await say_again(worker.person, theirs, yes=False)
        assert await met(student.person, [ours]) == []
        assert await say_again(worker.person, theirs, yes=True, instead=no) == yes
        assert await met(student.person, [ours]) == [ours]
        with pytest.raises(Refused):
            await met(worker.person, [theirs])
        asked = {"tags": [b64(yes)]}
        assert (await student.person.api.post("/api/again/met", asked))["rota"] is False
        # A word that the worker's device did not derive counts for nothing.
        assert await met(student.person, [replace(ours, key=bytes(32))]) == []

        first = AskFirst(worker=await worker.name(), tag=yes, otherwise="after", hours=2)
        student.asked = None
        case = await student.ask(Story(text="It is me again."), first=first)
        assert (await queue_of(worker), await queue_of(other)) == ([case], [])
        with pytest.raises(Refused) as refused:
            await other.claim(case)
        assert refused.value.status == 404
        wait = await student.person.api.get(f"/api/cases/{b64(case)}/wait")
        assert wait["first"]["otherwise"] == "after"
        # It goes on when the certificate is renewed while it waits.
        coordinator = talk.holders["coordinator"]
        await coordinator.renew("Worker 1")
        await coordinator.sign_roster()
        await on_the_rota(coordinator, worker)
        assert (await student.person.api.post("/api/again/met", asked))["rota"] is True
        assert (await queue_of(worker), await queue_of(other)) == ([case], [])
        await worker.claim(case)
        await worker.accept(case, "Good to hear from you.")
        room = await student.enter(case)
        assert room.conversation.joined.epoch.body.worker.certificate == await worker.name()


async def test_without_a_pair_nothing_is_sent_and_everybody_can_be_asked(data: Path) -> None:
    async with running(data, clock=FixedClock(1_800_000_000)) as run:
        talk = await in_conversation(run)
        other = await another(run, talk)
        student, worker = talk.student, talk.worker
        ours, theirs = talk.room.conversation.joined, talk.theirs.conversation.joined
        await worker.close(talk.case)
        yes = await say_again(student.person, ours, yes=True)
        await say_again(worker.person, theirs, yes=True)
        first = AskFirst(worker=await worker.name(), tag=yes, otherwise="wait")
        await take_back(worker.person, yes)
        student.asked = None
        with pytest.raises(Refused) as refused:
            await student.ask(Story(text="Again?"), first=first)
        assert (refused.value.status, refused.value.code) == (409, "again")
        await say_again(worker.person, theirs, yes=True)
        case = await student.ask(Story(text="Again?"), first=first)
        assert await queue_of(other) == []
        await student.person.api.delete(f"/api/requests/{b64(case)}/first")
        assert (await queue_of(worker), await queue_of(other)) == ([case], [case])
        # Who erases everything has said nothing.
        rows = "SELECT account FROM again"
        assert len(await run.core.store.read(lambda reads: reads.all(rows))) == 2
        await student.erase_everything()
        assert len(await run.core.store.read(lambda reads: reads.all(rows))) == 1
