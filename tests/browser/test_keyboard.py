"""A student's whole path with the keyboard alone, at 200 % on a small screen.

WCAG 2.2: 2.1.1, 2.4.3, 2.4.7, 2.4.11, 1.4.4, 1.4.10.
"""

from playwright.async_api import Browser, expect

from client.worker import Worker
from tests.browser.keys import Keys
from tests.browser.looking import CUT, NARROW
from tests.browser.pairs import ANSWER, LETTER
from tests.browser.phones import SLOW_MS
from tests.browser.team import Team, live
from tests.browser.town import Town

NAME = "Student 1"


async def seen(keys: Keys, testid: str) -> None:
    """The screen is up, and nothing of it is cut off."""
    await keys.page.get_by_test_id(testid).first.wait_for(timeout=SLOW_MS)
    keys.faults += [f"{testid}: {cut}" for cut in await keys.page.evaluate(CUT)]


async def ask(keys: Keys) -> None:
    """Agree, write, send; a card filled in; a dialog left."""
    await seen(keys, "agree-screen")
    await keys.press("crisis-open")
    await keys.escape("crisis-dialog", "crisis-open")
    await keys.choose("age-under-18")
    await keys.choose("age-adult")
    await keys.press("agree")
    await seen(keys, "letter-screen")
    await expect(keys.page.get_by_test_id("letter")).to_be_focused()
    await keys.page.keyboard.type(LETTER)
    await keys.press("avoid-toggle", "send-letter")
    await seen(keys, "waiting-screen")
    await keys.press("card-about-toggle")
    await keys.write("field-topic", "Exams")
    await keys.press("card-about-save")
    await keys.page.get_by_test_id("card-about-save").wait_for(state="detached")
    await keys.press("cancel")
    await keys.escape("cancel-confirm", "cancel")


async def answered(worker: Worker, town: Town) -> None:
    """Somebody claims it, and answers."""
    (offer,) = await worker.queue()
    await worker.claim(offer.case)
    await worker.accept(offer.case, ANSWER)
    await (await live(town, worker)).close()


async def talk(keys: Keys) -> None:
    """Say something, take something back, ask for more help."""
    page = keys.page
    await seen(keys, "room-screen")
    for text in ("Thank you.", "I regret this."):
        await keys.write("message-box", text)
        await keys.press("send-message")
        await expect(page.get_by_test_id("tick").last).to_have_attribute("data-tick", "sent")
    await keys.press("unsend")
    await keys.press("unsend-confirm-yes")
    await expect(page.locator("[data-gone=true]")).to_have_count(1)
    await keys.press("room-menu")
    await keys.escape("room-menu-dialog", "room-menu")
    await keys.press("room-menu", "help-open")
    await seen(keys, "help-screen")
    await keys.choose("help-urgent-no")
    await keys.write("help-said", "Something happened.")
    await keys.write("help-wants", "Somebody to ring.")
    await keys.press("help-send")
    await seen(keys, "help-done")
    await keys.press("help-leave")


async def leave(keys: Keys) -> None:
    """Look at one's record, end it, read it again, begin anew."""
    await keys.press("room-menu", "record-open")
    await seen(keys, "record-screen")
    await keys.press("record-accesses-toggle")
    await keys.page.get_by_test_id("accesses").wait_for(timeout=SLOW_MS)
    await keys.press("withdraw")
    await keys.escape("withdraw-confirm", "withdraw")
    await keys.press("back", "room-menu", "close-room", "close-confirm-yes")
    await seen(keys, "closed-screen")
    await keys.press("closed-read")
    await seen(keys, "closed-room")
    await keys.press("back")
    await keys.page.get_by_test_id("closed-screen").wait_for()
    await keys.press("write-again")
    await seen(keys, "letter-screen")


async def test_a_students_whole_path_by_keyboard_at_twice_the_size(
    browser: Browser, team: Team, town: Town
) -> None:
    worker = await team.worker("Worker 1")
    width, height = NARROW
    context = await browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=2
    )
    page = await context.new_page()
    town.do(NAME, "start")
    launch = town.do(NAME, "open_link", url=town.link("room"))["launch"]
    await page.goto(launch["frame_url"])
    keys = Keys(page=page)
    await ask(keys)
    await answered(worker, town)
    await talk(keys)
    await leave(keys)
    await context.close()
    assert keys.faults == []
