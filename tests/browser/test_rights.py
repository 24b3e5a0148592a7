"""*My record*: a copy of everything, and having one conversation or everything erased."""

import json

import pytest
from playwright.async_api import expect

from client.api import Refused
from client.asking import Story
from tests.browser.arrived import in_the_room
from tests.browser.conftest import Desk
from tests.browser.pairs import ANSWER
from tests.browser.phones import SLOW_MS, Student
from tests.browser.team import Team
from tests.browser.town import Town

LETTER = "I can't sleep. <script>alert(1)</script>"
KEEP = """
window.saved = [];
const make = URL.createObjectURL.bind(URL);
URL.createObjectURL = (file) => {
  file.text().then((text) => window.saved.push(text));
  return make(file);
};
HTMLAnchorElement.prototype.click = () => undefined;
"""
NEXT = """
async (_, number) => {
  while (window.saved.length < number) await new Promise((next) => setTimeout(next, 20));
  return window.saved.at(-1);
}
"""
LINE = "It's <b>worse</b> at night."


async def record(student: Student, part: str) -> None:
    """Open My record, and a card in it."""
    await student.at("record-open").click()
    await student.at(f"record-{part}-toggle").click()


async def saved(student: Student, button: str, *, number: int) -> str:
    """What a button offers as a file: the sandbox's frame, as Telegram's web client's, keeps it."""
    await student.at(button).click()
    return str(await student.at(button).evaluate(NEXT, number))


async def erase(student: Student, button: str) -> None:
    """Ask for it, read what goes and what stays, and confirm."""
    await student.at(button).click()
    await expect(student.at("erase-gone")).to_contain_text("Gone for good")
    await expect(student.at("erase-kept")).to_contain_text("safety concerns")
    await student.at("erase-confirm-yes").click()


async def test_a_copy_then_one_conversation_then_everything(
    desk: Desk, team: Team, town: Town
) -> None:
    worker = await team.worker("Worker 1")
    student = desk.student()
    await desk.context.add_init_script(KEEP)
    pair = await in_the_room(student.phone, worker, town, "Student 1", Story(text=LETTER))
    await student.say(LINE)
    await student.tick(LINE, "sent")
    await student.at("room-menu").click()
    await record(student, "copy")
    await student.at("copy-make").click()
    await student.at("copy-ready").wait_for(timeout=SLOW_MS)
    await expect(student.at("copy-part")).to_have_count(0)
    page = await saved(student, "copy-page", number=1)
    assert "It's &lt;b&gt;worse&lt;/b&gt; at night." in page
    assert "<script" not in page
    assert ANSWER.replace("&", "&amp;") in page
    data = json.loads(await saved(student, "copy-data", number=2))
    assert [each["scope"] for each in data["consents"]] == ["conversation"]
    (talk,) = data["conversations"]
    assert talk["asked"]["letter"] == LETTER
    assert [(line["mine"], line["text"]) for line in talk["lines"]] == [
        (False, ANSWER),
        (True, LINE),
    ]
    assert talk["whole"]
    assert "request.claimed" in [each["what"] for each in data["accesses"]]

    await student.at("record-erase-toggle").click()
    await erase(student, "erase-one")
    await expect(student.at("erase-done")).to_contain_text("Erased")
    await expect(student.at("erase-none")).to_be_visible()
    with pytest.raises(Refused):
        await worker.person.api.case(pair.room.case)
    await pair.line.close()

    await erase(student, "erase-all")
    await student.at("erased").wait_for(timeout=SLOW_MS)
    await expect(student.at("erased-receipt")).to_contain_text("your account were destroyed")
    kept = await desk.page.evaluate("() => Object.keys(localStorage)")
    assert [name for name in kept if name.endswith((".bundle", ".device"))] == []
    await student.phone.close_app()
    await student.phone.open_room()
    await student.at("agree-screen").wait_for()
    await student.agree()
    assert desk.watch.beyond() == []
