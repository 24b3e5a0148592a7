"""Makes docs/screenshots: the sandbox, driven as the browser tests drive it, photographed.

Run by `make screenshots`. Here: the scenes and what is photographed. Never here: what is tried
(tests/browser), or anything that is not on a screen of the real service.
"""

import asyncio
import tempfile
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

from scripts.staff_scenes import staff_scenes
from tests.browser.conftest import PATIENCE_MS
from tests.browser.phones import SLOW_MS, Phone, Student
from tests.browser.staff import Staff
from tests.browser.town import ROOT, Town
from tests.chromium import ARGS, BROWSER

PICTURES: Final = ROOT / "docs" / "screenshots"
VIEW: Final[ViewportSize] = {"width": 1280, "height": 1120}
MOST_BYTES: Final = 300_000

LETTER: Final = (
    "I've stopped going to seminars. Everyone seems to cope but me, and I don't know how to start "
    "again after three weeks."
)
ANSWER: Final = "Thank you for writing, that took something. I'm here for the next hour."
TALK: Final = (
    (True, "It helps that somebody read it."),
    (False, "Three weeks is a long time to carry that alone. What is the first hour like?"),
    (True, "I get as far as the door. Then I think everyone will look."),
    (False, "Would it help to look together at what you could say to your tutor?"),
    (True, "Yes. I think so."),
)


async def picture(what: Page | Locator, name: str) -> None:
    """Photograph it. ValueError when the file is too large for a README."""
    path = PICTURES / f"{name}.png"
    await what.screenshot(path=path, animations="disabled")
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{name}.png is larger than {MOST_BYTES} bytes")


async def phone_picture(phone: Phone, name: str) -> None:
    """Photograph one phone alone."""
    await phone.app.get_by_test_id("heading").evaluate("() => document.activeElement?.blur()")
    await picture(phone.root.locator(".case"), name)


async def set_up(page: Page, coordinator: Staff, worker: Staff) -> None:
    """The team, by hand."""
    await page.get_by_test_id("setup-link-coordinator-set-up-3").click()
    await coordinator.phone.part("inline-button").last.click()
    await coordinator.enrol("Coordinator")
    await coordinator.at("holder-now").wait_for(timeout=SLOW_MS)
    for holder in ("Manager", "Deputy"):
        await coordinator.certify(holder)
    link = await coordinator.invite("Worker 1")
    await worker.phone.open_link(link)
    await worker.phone.part("inline-button").last.click()
    await worker.enrol("Worker 1")
    await phone_picture(worker.phone, "worker-words")
    words = await worker.words("own-words")
    await coordinator.certify("Worker 1", words=words)
    await worker.at("worker-queue").wait_for(timeout=SLOW_MS)
    await coordinator.at("heading").evaluate("() => scrollTo(0, 0)")
    await phone_picture(coordinator.phone, "coordinator-team")
    await coordinator.tab("poster")
    await coordinator.at("poster-qr").wait_for()
    await phone_picture(coordinator.phone, "coordinator-poster")


async def ask(student: Student, worker: Staff) -> None:
    """A student agrees, writes and waits."""
    await student.phone.start()
    await phone_start(student.phone)
    await student.phone.open_room()
    await student.at("age-adult").check()
    await phone_picture(student.phone, "student-agree")
    await student.at("agree").click()
    await student.at("letter-screen").wait_for()
    await student.at("letter").fill(LETTER)
    await phone_picture(student.phone, "student-letter")
    await student.at("send-letter").click()
    await student.at("waiting-screen").wait_for()
    await phone_picture(student.phone, "student-waiting")
    await student.card(
        "about", topic="Falling behind", help="Somebody to think it through with", know=""
    )
    await worker.request("Falling behind").wait_for(timeout=SLOW_MS)
    await phone_picture(worker.phone, "worker-queue")


async def phone_start(phone: Phone) -> None:
    """The chat as it greets somebody."""
    await picture(phone.root.locator(".case"), "chat-start")


async def converse(page: Page, student: Student, worker: Staff, coordinator: Staff) -> None:
    """A few lines each way, the last one just seen."""
    await worker.claim("Falling behind")
    await worker.accept(ANSWER)
    await student.room()
    await student.sees(ANSWER)
    for by_student, text in TALK:
        speaker, hearer = (student, worker) if by_student else (worker, student)
        await speaker.say(text)
        await hearer.sees(text)
    await student.tick(TALK[-1][1], "seen")
    await coordinator.tab("now")
    await expect(coordinator.at("now-open")).to_contain_text("1", timeout=SLOW_MS)
    await page.evaluate("() => { scrollTo(0, 0); document.activeElement?.blur(); }")
    await phone_picture(student.phone, "student-room")
    await phone_picture(worker.phone, "worker-room")
    await picture(page, "sandbox")


async def by_night(page: Page, student: Student) -> None:
    """The same room in the dark."""
    await page.get_by_test_id("theme").click()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await phone_picture(student.phone, "student-room-dark")


async def scenes(browser: Browser, town: Town) -> None:
    """Everything, in the order of a first evening with the sandbox."""
    context = await browser.new_context(viewport=VIEW, color_scheme="light", locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    await page.goto(town.page_url)
    await expect(page.get_by_test_id("live")).to_have_text("live")
    one, two, three = (Phone(page=page, number=number) for number in (1, 2, 3))
    student, worker, coordinator = Student(phone=one), Staff(phone=two), Staff(phone=three)
    await set_up(page, coordinator, worker)
    await ask(student, worker)
    await converse(page, student, worker, coordinator)
    await staff_scenes(town, worker, coordinator, phone_picture)
    await by_night(page, student)
    await context.close()


async def main() -> None:
    """Start a service of its own, drive it, and leave the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        town = Town(data=Path(folder) / "data", quick=False)
        await town.start()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=BROWSER, args=ARGS)
                await scenes(browser, town)
                await browser.close()
        finally:
            await town.end()


if __name__ == "__main__":
    asyncio.run(main())
