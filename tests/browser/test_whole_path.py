"""The whole path on the phones: a team sets itself up, two students and two workers talk at once.

The service is stopped and started again in the middle of it. Always in the browser itself, never in
its shell, and painted as people see it.
"""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.conftest import Desk, Pages
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff
from tests.browser.town import Town
from tests.chromium import ARGS, BROWSER

TOPICS = ("Exams", "Home")
ANSWERS = ("Worker 1 is here.", "Worker 2 is here.")
MEANWHILE = "Written while nobody was there."
LETTERS = ("I can't sleep before the exams.", "I miss home more than I thought.")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The Chromium that people have."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=BROWSER, args=ARGS)
        yield launched
        await launched.close()


@pytest.fixture
def painted() -> bool:
    """As people have it."""
    return True


async def set_up_coordinator(desk: Desk) -> Staff:
    """From the page's link to a team in which manager and deputy are certified."""
    coordinator = Staff(phone=desk.phone(3))
    await desk.page.get_by_test_id("setup-link-coordinator-set-up-3").click()
    await coordinator.phone.part("inline-button").last.click()
    await coordinator.enrol("Coordinator")
    await coordinator.at("holder-now").wait_for(timeout=SLOW_MS)
    await expect(coordinator.at("intake")).to_have_attribute("data-intake", "shut")
    for holder in ("Manager", "Deputy"):
        await coordinator.certify(holder)
    return coordinator


async def bring_in(worker: Staff, coordinator: Staff, name: str) -> None:
    """Invited, enrolled, compared and certified, each on their own phone."""
    link = await coordinator.invite(name)
    await worker.phone.give_to(name)
    await worker.phone.open_link(link)
    await worker.phone.part("inline-button").last.click()
    await worker.enrol(name)
    words = await worker.words("own-words")
    await coordinator.certify(name, words=words)
    await worker.at("worker-queue").wait_for(timeout=SLOW_MS)


async def talk(student: Student, worker: Staff, *, about: str) -> None:
    """Messages each way, live, until each says that the other saw them."""
    pairs = [(f"{about}: student {number}", f"{about}: worker {number}") for number in range(3)]
    for up, down in pairs:
        await student.say(up)
        await worker.sees(up)
        await worker.say(down)
        await student.sees(down)
    await student.tick(pairs[-1][0], "seen")
    await worker.tick(pairs[-1][1], "seen")


async def ask(student: Student, name: str, *, topic: str, letter: str) -> None:
    """From START to waiting, with a word about what it is."""
    await student.come_in(name)
    await student.send_letter(letter)
    await student.card("about", topic=topic)


async def take(worker: Staff, *, topic: str, answer: str) -> None:
    """Claim the request about this, and answer."""
    await worker.request(topic).wait_for(timeout=SLOW_MS)
    await worker.claim(topic)
    await worker.accept(answer)


async def open_rooms(students: list[Student], workers: list[Staff]) -> None:
    """Both ask at once, both workers see both, each takes one at the same moment."""
    asked = [
        ask(student, f"Student {number}", topic=TOPICS[number - 1], letter=LETTERS[number - 1])
        for number, student in enumerate(students, start=1)
    ]
    await asyncio.gather(*asked)
    for worker in workers:
        await expect(worker.at("request")).to_have_count(2, timeout=SLOW_MS)
    pairs = list(zip(workers, TOPICS, ANSWERS, strict=True))
    await asyncio.gather(*(take(one, topic=topic, answer=text) for one, topic, text in pairs))
    for student, worker, answer, letter in zip(students, workers, ANSWERS, LETTERS, strict=True):
        await student.room()
        await student.sees(answer)
        await expect(worker.at("first-letter")).to_contain_text(letter)


async def talk_at_once(students: list[Student], workers: list[Staff], *, about: str) -> None:
    """Both conversations go on at the same time."""
    both = zip(students, workers, strict=True)
    await asyncio.gather(*(talk(student, worker, about=about) for student, worker in both))


async def restart(town: Town, students: list[Student], worker: Staff) -> None:
    """Ctrl-C under everybody's hands; what is written meanwhile arrives, and nothing is lost."""
    before = [await student.texts() for student in students]
    await town.stop()
    await students[0].say(MEANWHILE)
    await students[0].tick(MEANWHILE, "sending")
    await town.start()
    await students[0].tick(MEANWHILE, "sent")
    await worker.sees(MEANWHILE)
    for student, texts in zip(students, before, strict=True):
        assert (await student.texts())[: len(texts)] == texts
        await student.phone.part("webapp-reload").click()
        await student.sees(texts[-1])
        assert (await student.texts())[: len(texts)] == texts


async def take_back_unseen(student: Student, worker: Staff, town: Town) -> None:
    """Taken back while the worker is away: they never see it, and find the room as it was."""
    await worker.phone.close_app()
    await student.say("I regret this.")
    await student.tick("I regret this.", "sent")
    await student.message("I regret this.").get_by_test_id("unsend").click()
    await student.at("unsend-confirm-yes").click()
    await expect(student.at("message").last).to_have_attribute("data-gone", "true")
    await worker.phone.open_link(town.link("desk"))
    await worker.unlock()
    await worker.tab("conversations")
    await worker.at("conversation").click()
    await worker.sees("After: student 2")
    await expect(worker.message("I regret this.")).to_have_count(0)


async def end(who: Student | Staff) -> None:
    """*More*, *End this conversation*, and yes."""
    await who.at("room-menu").click()
    await who.at("close-room").click()
    await who.at("close-confirm-yes").click()


async def test_two_students_and_two_workers_at_once_with_a_restart_in_the_middle(
    pages: Pages, town: Town
) -> None:
    one, two = await pages(), await pages()
    students = [one.student(1), two.student(1)]
    workers = [Staff(phone=one.phone(2)), Staff(phone=two.phone(2))]
    coordinator = await set_up_coordinator(one)
    for number, worker in enumerate(workers, start=1):
        await bring_in(worker, coordinator, f"Worker {number}")
    await coordinator.tab("now")
    await expect(coordinator.at("intake")).to_have_attribute("data-intake", "open")

    await open_rooms(students, workers)
    await expect(coordinator.at("now-open")).to_contain_text("2", timeout=SLOW_MS)
    await talk_at_once(students, workers, about="Before")
    await restart(town, students, workers[0])
    await talk_at_once(students, workers, about="After")
    await take_back_unseen(students[1], workers[1], town)

    await end(workers[0])
    await end(students[1])
    for student, worker in zip(students, workers, strict=True):
        await student.at("closed-screen").wait_for(timeout=SLOW_MS)
        await expect(worker.at("worker-room")).to_have_count(0, timeout=SLOW_MS)
        if worker is workers[1]:
            # Ended by the student: the desk says so before it shows anything else.
            await worker.at("ended-leave").click()
        await worker.tab("conversations")
        await worker.at("conversations-empty").wait_for()
        await student.at("closed-read").click()
        await student.sees("After: worker 2")
    await expect(coordinator.at("now-open")).to_contain_text("0", timeout=SLOW_MS)
    assert one.watch.beyond(offline=True) == [], one.watch.refused
    # The second conversation is ended by its student, under its worker's hands.
    assert two.watch.beyond(offline=True, closed=1) == [], two.watch.refused
