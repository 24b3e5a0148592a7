"""The policy's life by the reference client: approved before requests, changed, agreed to anew."""

from pathlib import Path

import pytest

from client.access import notice_digest
from client.api import Refused, b64
from client.asking import Story
from client.holder import Holder
from client.socket import Socket
from client.student import ADULT, UNDER_18, Student
from client.worker import Worker
from tests.client.test_holder import add_worker, set_up_team
from tests.service import Running, running

LETTER = "I don't know whom to tell."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


async def coordinator_of(run: Running) -> Holder:
    return (await set_up_team(run))["coordinator"]


async def approve(run: Running, coordinator: Holder) -> None:
    api = coordinator.person.api
    found = await api.get("/api/policy/record")
    await api.call(
        "POST",
        "/api/policy/approvals",
        {"digest": found["digest"], "decided": int(run.clock.now())},
    )


async def agree_anew(student: Student) -> None:
    notice = await notice_digest(student.person.api, notice=ADULT)
    consent = {"consent": b64(student.person.consent(notice))}
    await student.person.api.call("POST", "/api/me/consents", consent)


async def test_requests_wait_for_the_approval_that_the_policy_names(data: Path) -> None:
    async with running(data, policy="city") as run:
        coordinator = await coordinator_of(run)
        await add_worker(run, coordinator, telegram_id=7001, name="Worker 1")
        student = Student(person=run.person(5001))
        await student.agree()
        assert (await student.person.api.get("/api/service"))["intake"] == "shut"
        assert (await coordinator.person.api.get("/api/now"))["why_shut"] == ["policy"]
        with pytest.raises(Refused, match="409 shut"):
            await student.ask(Story(text=LETTER))
        await approve(run, coordinator)
        assert (await student.person.api.get("/api/service"))["intake"] == "open"
        await student.ask(Story(text=LETTER))
    # The same text stays approved; another one is not.
    async with running(data, policy="city") as run:
        assert await run.service.policy.approved()
    async with running(data, policy="city", retention_days=90) as run:
        await run.service.policy.begin()
        assert not await run.service.policy.approved()
        record = await run.service.policy.record()
        assert [row.event.value for row in record.rows] == ["shown", "approved", "shown"]


@pytest.mark.parametrize("policy", ["ucl", "cambridge", "lancaster", "portsmouth"])
async def test_where_the_policy_names_nobody_no_approval_is_waited_for(
    data: Path, policy: str
) -> None:
    async with running(data, policy=policy) as run:
        assert await run.service.policy.approved()


async def test_a_changed_policy_is_agreed_to_anew_and_interrupts_no_room(data: Path) -> None:
    async with running(data, retention_days=30) as run:
        coordinator = await coordinator_of(run)
        worker = Worker(
            person=await add_worker(run, coordinator, telegram_id=7001, name="Worker 1")
        )
        talking, waiting = (Student(person=run.person(5001 + n)) for n in range(2))
        for student in (talking, waiting):
            await student.agree()
        case = await talking.ask(Story(text=LETTER))
        await worker.queue()
        await worker.claim(case)
        await worker.accept(case, "I'm here.")
        await waiting.ask(Story(text=LETTER))
        people = (talking.person, waiting.person, worker.person)
    async with running(data, retention_days=31) as run:
        for person, fresh in zip(people, (5001, 5002, 7001), strict=True):
            side = "staff" if fresh == 7001 else "student"
            person.api = run.person(fresh, side=side).api
            await person.launch()
            await person.sign_in()
        room = await talking.enter(case)
        socket = await Socket.open(url=run.socket_url, token=talking.person.api.token)
        await room.say(socket, "The text has changed, and we go on.")
        await socket.close()
        # Who waits may still say it better, under what they agreed to.
        await waiting.ask(Story(text=LETTER, topic="Exams"))
        await talking.close(case)
        talking.asked = None
        with pytest.raises(Refused, match="409 consent"):
            await talking.ask(Story(text=LETTER))
        await agree_anew(talking)
        talking.asked = None
        await talking.ask(Story(text=LETTER))


async def test_an_earlier_notice_for_under_18s_stays_one(data: Path) -> None:
    async with running(data, retention_days=30) as run:
        api = run.person(5001).api
        before = await notice_digest(api, notice=UNDER_18)
    async with running(data, retention_days=31) as run:
        after = await notice_digest(run.person(5001).api, notice=UNDER_18)
        assert before != after
        assert before in run.service.under_18
        assert after in run.service.under_18
        assert await notice_digest(run.person(5001).api, notice=ADULT) not in run.service.under_18
