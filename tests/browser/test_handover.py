"""Going on with somebody else: a worker proposes it, the student decides and chooses what goes."""

import pytest
from playwright.async_api import expect

from client.api import Refused, b64
from client.handed_record import earlier_entries
from client.recording import CaseRecorder, RecordWords
from tests.browser.arrived import both_in_the_room, in_the_room, unlocks
from tests.browser.conftest import Desk, Pages
from tests.browser.handing import Handing, Moving, fall_silent
from tests.browser.looking import Look
from tests.browser.pairs import ANSWER, LETTER
from tests.browser.phones import SLOW_MS
from tests.browser.team import Team
from tests.browser.town import Town

NAME = "Sam Example"


async def propose(worker: Handing, colleague: str, look: Look) -> None:
    """What is asked and what stands then can be read by everybody."""
    await worker.at("room-menu").click()
    await worker.at("propose-open").click()
    await worker.at("propose").get_by_label(colleague).wait_for(timeout=SLOW_MS)
    await look.at(worker.phone, "propose")
    await worker.at("propose-close").click()
    await worker.propose(colleague)
    await look.at(worker.phone, "proposed")


async def tells(student: Moving, worker: Handing) -> None:
    """Who they are is the student's to tell, and to take back."""
    await student.tell(name=NAME, phone="01632 960000", ways=("text",))
    await worker.at("room-menu").click()
    await expect(worker.at("shared-name")).to_contain_text(NAME, timeout=SLOW_MS)
    await expect(worker.at("identity-ways")).to_have_text("A text message")
    await student.take_back()
    await expect(worker.at("shared-back")).to_be_visible(timeout=SLOW_MS)
    await worker.at("side-close").click()


async def cannot_tell(student: Moving, look: Look) -> None:
    """Whether there is a record could not be found out; asked again it is there."""
    page, path = student.phone.page, "**/api/cases/*/record"
    await page.route(path, lambda route: route.abort("connectionrefused"))
    await student.at("handover-decide").click(timeout=SLOW_MS)
    await student.at("along-record-later").wait_for(timeout=SLOW_MS)
    await look.at(student.phone, "along-record-later")
    await page.unroute(path)
    await student.at("along-record-again").click()
    await student.at("along-record").wait_for(timeout=SLOW_MS)
    await student.at("along-close").click()


async def falls_silent(
    student: Moving, first: Handing, second: Handing, look: Look, town: Town, team: Team
) -> None:
    """The first one is asked again, and gets the last messages and the record, no more."""
    await second.open_record()
    # What was noted before them stayed behind: the student did not pass it on.
    await expect(second.at("record-earlier")).to_have_attribute("data-count", "1")
    await look.at(second.phone, "record-not-handed")
    await second.note("agreed")
    for night in range(6):
        await student.say(f"Night {night}.")
    await second.sees("Night 5.")
    await second.phone.close_app()
    await fall_silent(town, team, "Worker 2")
    silent = student.at("handover-proposed").locator("[data-why=silent]")
    await expect(silent).to_be_visible(timeout=3 * SLOW_MS)
    # What came to stand above the box has not pushed the newest message out of sight.
    await expect(student.message("Night 5.")).to_be_in_viewport(ratio=1)
    await student.ask("all")
    await first.at("back").click()
    await first.take()
    await cannot_tell(student, look)
    await student.choose("last", record=True)
    await look.at(student.phone, "along-record")
    await student.go()
    await first.open_conversation()
    lines = first.at("before-line")
    await expect(lines).to_have_count(10, timeout=SLOW_MS)
    await expect(lines.first).to_contain_text("It is about my flat.")
    await expect(lines.last).to_contain_text("Night 5.")
    await expect(first.at("before-letter")).to_have_count(0)
    await first.open_record()
    handed = first.at("record-handed").locator("[data-testid=record-line]")
    await expect(handed).to_have_count(2, timeout=SLOW_MS)
    for entry, name in ((handed.first, "Worker 1"), (handed.last, "Worker 2")):
        await expect(entry).to_contain_text(name)
    await expect(first.at("record-earlier")).to_have_count(0)
    await look.at(first.phone, "record-handed")
    await first.note("closed")


async def test_a_worker_proposes_a_colleague_and_the_student_decides(
    desk: Desk, team: Team, town: Town
) -> None:
    student, first = Moving(phone=desk.phone(1)), Handing(phone=desk.phone(2))
    second = Handing(phone=(await unlocks(desk.phone(3), team, "Worker 2")).phone)
    await both_in_the_room((student.phone, first.phone), team, ("Student 1", "Worker 1"))
    look = Look(page=desk.page)
    await student.say("It is about my flat.")
    await first.sees("It is about my flat.")

    await tells(student, first)
    await first.open_record()
    await first.note("contact")
    await propose(first, "Worker 2", look)
    await student.ask("one")
    # A certificate that is renewed meanwhile goes on with it.
    await team.coordinator.renew("Worker 2")
    await team.coordinator.sign_roster()
    # Until the student has decided, everything goes on as it was.
    await student.say("Still here.")
    await first.sees("Still here.")
    await second.tab("queue")
    await second.at("wanted").wait_for(timeout=SLOW_MS)
    await look.at(second.phone, "wanted")
    await second.take()
    await student.go_on("everything")

    await first.at("ended-room").wait_for(timeout=SLOW_MS)
    await second.open_conversation()
    await expect(second.at("before-letter")).to_contain_text(LETTER, timeout=SLOW_MS)
    lines = second.at("before-line")
    await expect(lines).to_have_count(3, timeout=SLOW_MS)
    for number, (who, text) in enumerate(
        [
            ("worker", ANSWER),
            ("them", "It is about my flat."),
            ("them", "Still here."),
        ]
    ):
        await expect(lines.nth(number)).to_contain_text(text)
        await expect(lines.nth(number)).to_have_attribute("data-who", who)
        await expect(lines.nth(number)).to_have_attribute("data-proven", "true", timeout=SLOW_MS)
    await look.at(second.phone, "before")
    await second.say("I am Worker 2. We can go on.")
    await student.sees("I am Worker 2. We can go on.")
    await student.say("Good.")
    await second.sees("Good.")
    await expect(student.at("heading")).to_contain_text("Worker 2")

    # Locked and opened again, it is all still there, without asking anybody to decide anew.
    await second.at("desk-lock").click()
    await second.unlock()
    await second.open_conversation()
    await expect(second.at("before-line")).to_have_count(3, timeout=SLOW_MS)
    await second.sees("Good.")
    await falls_silent(student, first, second, look, town, team)
    # The room of the one who left may have asked once more: there is nothing for it any more.
    assert desk.watch.beyond(offline=True, statuses=(404,)) == []
    assert look.faults == []


async def test_a_worker_is_suspended_and_the_student_chooses_what_the_next_one_knows(
    pages: Pages, team: Team, town: Town
) -> None:
    desk = await pages()
    gone = await team.worker("Worker 3")
    student = Moving(phone=desk.phone(1))
    pair = await in_the_room(student.phone, gone, town, "Student 2")
    words = RecordWords(kind="agreed", day=gone.person.now() // 86_400, text="A call.")
    await CaseRecorder(person=gone.person).add(words, joined=pair.room.joined)
    # Everybody who was asked could take it; one colleague is enough here.
    next_one = await team.worker("Worker 4")
    await team.coordinator.suspend("Worker 3")
    await team.coordinator.sign_roster()
    await expect(student.at("handover-proposed")).to_be_visible(timeout=3 * SLOW_MS)
    now = await team.coordinator.person.api.get("/api/now")
    assert now["unattended"] == 1
    await student.ask("all")
    offers = (await next_one.person.api.get("/api/handovers"))["handovers"]
    assert [offer["case"] for offer in offers] == [b64(pair.room.case)]
    await next_one.person.api.post(f"/api/handovers/{b64(pair.room.case)}/take", None)
    await student.choose("summary", words="My flat, and my exams.", record=True)
    # The record is gone by then: all else goes along, and that it does not is said once.
    await desk.context.route("**/api/cases/*/record", lambda route: route.fulfill(status=404))
    await student.go()
    await student.at("handover-record-lacks").wait_for(timeout=SLOW_MS)
    look = Look(page=desk.page)
    await look.at(student.phone, "record-lacks")
    assert look.faults == []
    await student.at("handover-record-lacks-read").click()
    await expect(student.at("handover-record-lacks")).to_have_count(0)
    room = await next_one.enter(pair.room.case)
    papers = [paper.paper for paper in room.papers]
    assert earlier_entries(papers, case=pair.room.case) == []
    assert any(b"My flat, and my exams." in paper for paper in papers)
    await student.phone.part("webapp-reload").click()
    await student.room()
    await expect(student.at("handover-record-lacks")).to_have_count(0)
    # Whoever left is told nothing, and finds nothing.
    with pytest.raises(Refused) as refused:
        await gone.person.api.case(pair.room.case)
    assert refused.value.status in {401, 404}
    found = await next_one.person.api.case(pair.room.case)
    assert (len(found["earlier"]), len(found["epochs"])) == (1, 1)
    await expect(student.at("message-box")).to_be_visible()
    now = await team.coordinator.person.api.get("/api/now")
    assert now["unattended"] == 0
    await pair.line.close()
    assert desk.watch.beyond(statuses=(404,)) == []  # the record that is gone
