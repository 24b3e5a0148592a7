"""A student whose Telegram speaks Arabic: from START to the room, from the right; then in Welsh.

In this town a named person has reviewed the Welsh texts, and nobody the Arabic ones.
"""

import gc
import json
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Route, expect

from client.worker import Worker
from scripts.reviewing import as_reviewed
from tests.browser.conftest import Desk
from tests.browser.looking import Look
from tests.browser.pairs import answered
from tests.browser.phones import SLOW_MS, Phone
from tests.browser.team import Team
from tests.browser.town import ROOT, Town

ARABIC = "لا أستطيع النوم قبل الامتحان 116 123"
ENGLISH = "Thank you for writing. I'm here."
NOTICE = "What is private"
START, ROOM, UPDATE = "مرحبًا", "فتح غرفتي الخاصة", "لديك تحديث."
WELSH_UPDATE = "Mae gennyt ddiweddariad."
CALL, WELSH_CALL = "someone else is in danger now, call", "mewn perygl nawr, ffonia 999"
WELSH_UNCHECKED = "Heb ei wirio"
WELSH_NOTICE, WELSH_EMERGENCY = "Beth sy'n breifat", "Gwasanaethau brys"
PICTURES = os.environ.get("PICTURES")
IN_ORDER = """(number) => {
  const lefts = [0, number.textContent.indexOf(' ') + 1].map((at) => {
    const range = document.createRange();
    range.setStart(number.firstChild, at);
    range.setEnd(number.firstChild, at + 1);
    return range.getBoundingClientRect().left;
  });
  return lefts[0] < lefts[1];
}"""
AT_THE_RIGHT = """(bubble) => {
  const { left, right } = bubble.getBoundingClientRect();
  return (left + right) / 2 > innerWidth / 2;
}"""


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the service's policy package, its Welsh texts reviewed."""
    folder = tmp_path_factory.mktemp("reviewed")
    leave = shutil.ignore_patterns("locales", "__pycache__")
    shutil.copytree(ROOT / "policy", folder / "policy", ignore=leave)
    as_reviewed(folder / "policy" / "locales", "cy")
    return folder


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def town(tmp_path_factory: pytest.TempPathFactory, reviewed: Path) -> AsyncIterator[Town]:
    """The service with these texts."""
    first = {"PYTHONSAFEPATH": "1", "PYTHONPATH": f"{reviewed}{os.pathsep}{ROOT}"}
    # Its Python finds that folder before the service's own.
    data = tmp_path_factory.mktemp("town") / "data"
    made = Town(data=data, settings=first, real=True)
    await made.start()
    yield made
    await made.end()
    gc.collect()


async def with_reviewed_words(desk: Desk, reviewed: Path) -> None:
    """The Mini App as it is built once the Welsh texts are reviewed: with all that they say."""
    files = sorted((reviewed / "policy/locales/cy").glob("*.ftl"))
    words = "\n".join(path.read_text(encoding="utf-8") for path in files)
    body = f"const words={json.dumps(words)};export{{words as default}}"

    async def answer(route: Route) -> None:
        await route.fulfill(body=body, content_type="text/javascript")

    await desk.context.route("**/app/assets/cy-*.js", answer)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def worker(team: Team) -> Worker:
    """Somebody who can answer."""
    return await team.worker("Worker 1")


async def reads(phone: Phone, language: str, direction: str) -> None:
    """The whole page is in that language and runs that way."""
    page = phone.app.locator("html")
    await expect(page).to_have_attribute("lang", language)
    await expect(page).to_have_attribute("dir", direction)


async def in_english_among_arabic(phone: Phone, look: Look) -> None:
    """Who else can help, where nobody has written that in Arabic: read as the English it is."""
    await phone.at("signposts-open").click()
    await expect(phone.at("signposts-languages")).to_contain_text("الإنجليزية", timeout=SLOW_MS)
    entry = phone.at("signpost").first
    for part in (entry.locator("div[lang]").first, entry.get_by_test_id("signpost-hours")):
        await expect(part).to_have_attribute("lang", "en")
        await expect(part).to_have_css("direction", "ltr")
    await expect(entry).to_have_css("direction", "rtl")
    await look.at(phone, "arabic-signposts")
    await phone.at("signposts-close").click()


async def in_order_among_arabic(phone: Phone) -> None:
    """A number that may be dialled reads as it was written."""
    number = phone.at("first-letter").locator("bdi")
    await expect(number).to_have_text("116 123")
    assert await number.evaluate(IN_ORDER)


async def test_arabic_from_start_to_the_room_then_welsh(
    desk: Desk, worker: Worker, town: Town, reviewed: Path
) -> None:
    await with_reviewed_words(desk, reviewed)
    phone, student = desk.phone(1), desk.student(1)
    look = Look(page=desk.page, pictures=Path(PICTURES) if PICTURES else None)
    await phone.give_to("Student 1")
    town.do("Student 1", "language", language_code="ar-EG")
    await phone.part("start").click()
    await expect(phone.part("message-bot").last).to_contain_text(START)
    await expect(phone.part("message-bot").last).to_contain_text(CALL)
    await phone.root.get_by_role("button", name=ROOM).last.click()

    # What is agreed to is English, marked as such; the rest is Arabic, and says that it is a draft.
    await student.at("agree-screen").wait_for()
    await reads(phone, "ar", "rtl")
    heading = student.at("notice").locator("h2").first
    await expect(heading).to_have_text(NOTICE)
    await expect(heading).to_have_attribute("lang", "en")
    await expect(heading).to_have_attribute("dir", "ltr")
    await expect(student.at("language-draft")).to_contain_text("مسودة")
    await expect(student.at("crisis-open")).to_have_attribute("lang", "en")
    await student.at("language").wait_for()
    await look.at(phone, "arabic-agree")
    await student.agree()
    await expect(student.at("heading")).to_have_text("ما الذي يشغل بالك؟")
    await look.at(phone, "arabic-letter")
    await student.send_letter(ARABIC)
    await student.at("card-contact").wait_for()
    await look.at(phone, "arabic-waiting")
    await in_english_among_arabic(phone, look)
    pair = await answered(student, worker, town, answer=ENGLISH)
    await student.say("شكرًا")
    own, theirs = student.message("شكرًا"), student.message(ENGLISH)
    assert not await own.evaluate(AT_THE_RIGHT)
    assert await theirs.evaluate(AT_THE_RIGHT)
    await in_order_among_arabic(phone)
    await look.at(phone, "arabic-room")
    await phone.close_app()
    await pair.say("One more thing.")
    await expect(phone.part("message-bot").last).to_contain_text(UPDATE, timeout=SLOW_MS)

    # Another language is chosen in My record: it holds for this phone, and for the bot's notices.
    await phone.part("message-bot").last.get_by_test_id("inline-button").click()
    await student.room()
    await student.at("room-menu").click()
    await student.at("record-open").click()
    await student.at("language").select_option("cy")
    await expect(student.at("heading")).to_have_text("Fy nghofnod")
    await reads(phone, "cy", "ltr")
    await look.at(phone, "welsh-record")
    assert look.faults == []
    await phone.close_app()
    await pair.say("And another.")
    await expect(phone.part("message-bot").last).to_contain_text(WELSH_UPDATE, timeout=SLOW_MS)
    await pair.line.close()


@pytest.mark.usefixtures("worker")
async def test_what_was_reviewed_in_welsh_is_read_and_agreed_to_in_welsh(
    desk: Desk, town: Town, reviewed: Path
) -> None:
    await with_reviewed_words(desk, reviewed)
    phone, student = desk.phone(1), desk.student(1)
    look = Look(page=desk.page, pictures=Path(PICTURES) if PICTURES else None)
    await phone.give_to("Student 2")
    town.do("Student 2", "language", language_code="cy")
    await phone.part("start").click()
    await expect(phone.part("message-bot").last).to_contain_text(WELSH_CALL)
    await phone.part("message-bot").last.get_by_test_id("inline-button").click()
    await student.at("agree-screen").wait_for()
    await expect(student.at("notice").locator("h2").first).to_have_text(WELSH_NOTICE)
    # The policy, too: shown only because this text's own digest is the service's for Welsh.
    await student.at("policy-read").click()
    await expect(student.at("policy-version")).to_contain_text("Fersiwn")
    await student.phone.app.get_by_test_id("back").click()
    await student.agree()

    await student.at("crisis-open").click()
    first = student.at("crisis-contacts").locator("li").first
    await expect(first).to_contain_text(WELSH_EMERGENCY)
    await expect(first.locator("[lang]")).to_have_attribute("lang", "cy")
    await look.at(phone, "welsh-crisis")

    # Somebody who is elsewhere: the numbers of that country, also when they return.
    await student.at("crisis-elsewhere").click()
    await student.at("country").select_option("IE")
    contacts = student.at("crisis-contacts")
    await expect(contacts.get_by_test_id("crisis-call").first).to_have_attribute("href", "tel:112")
    await expect(first).to_contain_text(WELSH_UNCHECKED)
    await look.at(phone, "elsewhere")
    assert look.faults == []
    await phone.close_app()
    await phone.part("message-bot").last.get_by_test_id("inline-button").click()
    await student.at("crisis-open").click()
    await expect(student.at("country")).to_have_value("IE")
    await student.at("country").select_option("")
    contacts = student.at("crisis-contacts")
    await expect(contacts.get_by_test_id("crisis-call").first).to_have_attribute("href", "tel:999")
