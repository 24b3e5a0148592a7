"""The reference client and the browser in one conversation, each reading the other."""

import asyncio

import pytest_asyncio
from playwright.async_api import expect

from client.asking import Story
from client.capsules import Identity
from client.student import Student
from client.worker import Worker
from tests.browser.conftest import Desk
from tests.browser.pairs import ANSWER, LETTER, open_pair
from tests.browser.phones import SLOW_MS
from tests.browser.staff import at_the_desk
from tests.browser.team import Team, live
from tests.browser.town import Town

TEXTS = ["It helps to know that.", "Zażółć gęślą jaźń", "👩🏽‍🎓", "line\nline", "<b>not bold</b>"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def worker(team: Team) -> Worker:
    """Somebody who can answer."""
    return await team.worker("Worker 1")


async def test_a_student_in_the_browser_and_a_worker_of_the_reference_client(
    desk: Desk, worker: Worker, town: Town
) -> None:
    student = desk.student()
    await student.come_in("Student 1")
    pair = await open_pair(student, worker, town)
    assert pair.worker.letters[pair.room.case][1].text == LETTER
    for number, text in enumerate(TEXTS):
        await student.say(text)
        await student.tick(text, "sent")
        await pair.say(f"{number}: {text}")
        await student.sees(f"{number}: {text}")
    assert await pair.reads() == TEXTS
    await pair.sees()
    for text in TEXTS:
        await student.tick(text, "seen")
    # The browser's own *seen* reaches the worker: everything of theirs was on the screen.
    async with asyncio.timeout(SLOW_MS / 1000):
        while pair.room.conversation.peer_saw < len(TEXTS) + 1:
            await pair.line.event("message")
            await pair.room.catch_up()

    await student.say("Something I regret.")
    await student.message("Something I regret.").get_by_test_id("unsend").click()
    await student.at("unsend-confirm-yes").click()
    await expect(student.at("message").last).to_have_attribute("data-gone", "true")
    await pair.comes_to_read(TEXTS)
    await student.say("Something else.")
    await student.tick("Something else.", "sent")
    await pair.sees()
    await student.tick("Something else.", "seen")
    await expect(student.message("Something else.").get_by_test_id("unsend")).to_have_count(0)
    await expect(student.at("chain-warning")).to_have_count(0)

    # Whoever reads whom to call goes on reading when another screen comes under it.
    await student.at("crisis-open").click()
    await student.at("crisis-dialog").wait_for()
    await worker.close(pair.room.case)
    await student.at("closed-screen").wait_for(timeout=SLOW_MS)
    await expect(student.at("crisis-dialog")).to_be_visible()
    await student.at("crisis-close").click()
    await expect(student.at("heading")).to_be_focused()
    await student.at("closed-read").click()
    await student.sees(ANSWER)
    await expect(student.at("message-box")).to_have_count(0)
    await pair.line.close()
    assert desk.watch.beyond() == []


async def test_a_student_of_the_reference_client_and_a_worker_in_the_browser(
    desk: Desk, team: Team, town: Town
) -> None:
    worker = await at_the_desk(desk.phone(2), team, "Worker 2")
    student = Student(person=town.person("Student 2", side="student"))
    await student.agree()
    avoid = [await each.name() for each in [await team.worker("Worker 3")]]
    story = Story(text=LETTER, topic="Exams", help="To be heard", know="Nothing", name="S.")
    case = await student.ask(story, avoid=avoid, identity=Identity(telegram_id="1"))
    card = worker.request("Exams")
    await expect(card).to_contain_text("To be heard", timeout=SLOW_MS)
    await expect(card.get_by_test_id("card-name")).to_contain_text("S.")
    await worker.claim("Exams")
    await expect(worker.at("letter")).to_have_text(LETTER)
    await worker.accept(ANSWER)
    room = await student.enter(case)
    assert [text for _, text in room.said()] == [ANSWER]
    line = await live(town, student)
    for number, text in enumerate(TEXTS):
        await room.catch_up()
        await room.say(line, text)
        await worker.sees(text)
        await worker.say(f"{number}: {text}")
        await worker.tick(f"{number}: {text}", "sent")
    await room.catch_up()
    await room.tell_seen(line)
    await worker.tick(f"{len(TEXTS) - 1}: {TEXTS[-1]}", "seen")
    mine = [text for who, text in room.said() if who == room.conversation.me]
    theirs = [text for who, text in room.said() if who != room.conversation.me]
    assert mine == TEXTS
    assert theirs == [ANSWER, *(f"{number}: {text}" for number, text in enumerate(TEXTS))]
    assert room.findings == []
    await expect(worker.at("chain-warning")).to_have_count(0)
    await line.close()
    await student.close(case)
    await expect(worker.at("worker-room")).to_have_count(0, timeout=SLOW_MS)
    assert desk.watch.beyond() == []
