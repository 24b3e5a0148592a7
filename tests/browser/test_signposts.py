"""Who else can help: put into a message by a worker, reached by a student, looked up alone."""

from playwright.async_api import Locator, expect

from tests.browser.arrived import asks, unlocks
from tests.browser.canary import Canary
from tests.browser.conftest import Desk
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff
from tests.browser.team import Team

SEARCHED = Canary(text="amber newt «counts» ♫ under 4 bridges")
ELSEWHERE = "Samaritans\nCall: 0900 666 666\nPage: www.samaritans.org"


async def finds(someone: Staff | Student, words: str, *codes: str) -> None:
    """Search, and wait until exactly these are found."""
    await fill(someone.at("signposts-search"), words)
    entries = someone.at("signpost")
    await expect(entries).to_have_count(len(codes))
    for at, code in enumerate(codes):
        await expect(entries.nth(at)).to_have_attribute("data-code", code)
    count = someone.at("signposts-count")
    await expect(count).to_have_attribute("data-count", str(len(codes)))


def bubble(someone: Staff | Student, text: str) -> Locator:
    """The message that has these words."""
    return someone.at("message").filter(has_text=text)


async def put_into_the_message(worker: Staff) -> None:
    """From the side sheet to the box, behind what is there already; still to be changed."""
    await fill(worker.at("message-box"), "Perhaps they could help?")
    await worker.at("room-menu").click()
    await worker.at("signposts-open").click()
    await expect(worker.at("signpost").first).to_be_visible(timeout=SLOW_MS)
    await finds(worker, "rent", "shelter")
    await finds(worker, "no such thing")
    await finds(worker, "SAMARITANS", "samaritans")
    entry = worker.at("signpost")
    # What comes with the program was checked by nobody of this deployment, and says so.
    await expect(entry).to_have_attribute("data-age", "unchecked")
    await expect(entry.get_by_test_id("signpost-age")).to_contain_text("Nobody here has checked")
    await entry.get_by_test_id("signpost-insert").click()
    await expect(worker.at("signposts")).to_have_count(0)
    box = await worker.at("message-box").input_value()
    assert box.startswith("Perhaps they could help?\n\nSamaritans\n")
    assert "Call: 116 123" in box.split("\n")
    await worker.at("send-message").click()


async def test_a_worker_points_the_way_and_the_student_gets_there(desk: Desk, team: Team) -> None:
    worker = await unlocks(desk.phone(2), team, "Worker 1")
    student = await (await asks(team.town, "Student 1")).at(desk.phone(1))
    await student.at("waiting-screen").wait_for()
    await expect(student.at("signposts-open")).to_be_visible()
    await worker.at("claim").first.click(timeout=SLOW_MS)
    await worker.accept("I'm here.")
    await student.at("room-screen").wait_for(timeout=SLOW_MS)

    await put_into_the_message(worker)
    for someone in (student, worker):
        ways = bubble(someone, "Perhaps they could help?").get_by_test_id("card-ways")
        await expect(ways).to_have_count(1, timeout=SLOW_MS)
        await expect(ways.get_by_test_id("crisis-call")).to_have_attribute("href", "tel:116123")
        page = ways.get_by_test_id("signpost-page")
        await expect(page).to_have_attribute("href", "https://www.samaritans.org")

    # A text that gives another number than the directory is only a text.
    await fill(worker.at("message-box"), ELSEWHERE)
    await worker.at("send-message").click()
    await expect(bubble(student, "0900 666 666")).to_have_count(1, timeout=SLOW_MS)
    await expect(bubble(student, "0900 666 666").get_by_role("link")).to_have_count(0)

    await student.at("room-menu").click()
    await student.at("signposts-open").click()
    await finds(student, "debt", "stepchange")
    await expect(student.at("signpost-insert")).to_have_count(0)
    await finds(student, SEARCHED.text)
    assert SEARCHED.seen_in({"left the page": b"\n".join(desk.watch.sent)}) == []
    assert desk.watch.beyond() == []
