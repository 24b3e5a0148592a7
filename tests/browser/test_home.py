"""A student's room under a lock, and who is signed in as them."""

from playwright.async_api import expect

from tests.browser.conftest import Desk, Pages
from tests.browser.filling import fill
from tests.browser.inbox import sit_down
from tests.browser.locking import PIN, set_lock, unlock
from tests.browser.looking import Look
from tests.browser.phones import SLOW_MS, Student
from tests.browser.team import Team
from tests.browser.town import Town

LETTER = "I can't tell anybody at home."
KEPT = "() => Object.entries(localStorage).map(([name, text]) => `${name} ${text}`).join('\\n')"


async def come_back(student: Student, words: list[str]) -> None:
    """From the first screen of a phone that has no key."""
    await student.at("been-here").click()
    await type_words(student, words)
    await expect(student.at("own-letter")).to_contain_text(LETTER, timeout=SLOW_MS)


async def type_words(student: Student, words: list[str]) -> None:
    """Into the screen that asks for them."""
    await fill(student.at("return-words"), " ".join(words))
    await student.at("return-open").click()


async def test_a_room_under_a_lock_and_the_phones_that_are_in(
    desk: Desk, pages: Pages, town: Town, team: Team
) -> None:
    await team.worker("Worker 1")
    look = Look(page=desk.page)
    student = desk.student()
    await student.come_in("Student 1")
    await student.send_letter(LETTER)
    words = await student.twelve_words()
    await set_lock(student)
    await look.at(student.phone, "record-lock")

    await student.at("lock-now").click()
    await student.at("locked-screen").wait_for()
    await look.at(student.phone, "locked-screen")
    await expect(student.phone.app.locator("body")).not_to_contain_text(LETTER)
    assert LETTER not in await student.at("heading").evaluate(KEPT)
    await unlock(student, "something else")
    await student.at("lock-open").wait_for(timeout=SLOW_MS)
    await unlock(student, PIN)
    await expect(student.at("own-letter")).to_contain_text(LETTER, timeout=SLOW_MS)

    await student.phone.close_app()
    await student.phone.open_room()
    await student.at("lock-forgot").click()
    await student.at("lock-words").click()
    await type_words(student, words)
    await expect(student.at("own-letter")).to_contain_text(LETTER, timeout=SLOW_MS)

    other = (await pages()).student()
    await other.phone.give_to("Student 1")
    await other.phone.open_room()
    await come_back(other, words)
    await student.at("record-open").click()
    there = student.at("session").and_(student.phone.app.locator("[data-here=false]"))
    await expect(there).to_have_count(1, timeout=SLOW_MS)
    await look.at(student.phone, "record-signed-in")
    await there.get_by_test_id("session-end").click()
    await expect(there).to_have_count(0)
    # Its key alone does not let it back; the words do.
    await other.at("expired").wait_for(timeout=SLOW_MS)
    await other.phone.close_app()
    await other.phone.open_room()
    await type_words(other, words)
    await expect(other.at("own-letter")).to_contain_text(LETTER, timeout=SLOW_MS)

    manager = await sit_down((await pages()).phone(2), town, "Manager")
    await manager.tab("kit")
    await manager.at("session").first.wait_for(timeout=SLOW_MS)
    await manager.at("sign-out-others").click()
    await manager.at("sign-out-others-done").get_by_text("signed").wait_for(timeout=SLOW_MS)
    await expect(manager.at("session")).to_have_count(1)
    assert look.faults == []
