"""Coming back to the same worker, where both wish it; and a pause before."""

from playwright.async_api import expect

from tests.browser.arrived import both_in_the_room
from tests.browser.conftest import Desk
from tests.browser.filling import fill
from tests.browser.looking import Look
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff
from tests.browser.team import Team

LETTER = "It is me again."


async def pause(student: Student, look: Look) -> None:
    """For five days; ends in the room."""
    await student.at("room-menu").click()
    await student.at("pause-open").click(timeout=SLOW_MS)
    await student.at("pause-5").check()
    await look.at(student.phone, "pause")
    await student.at("pause-go").click()
    await student.at("paused").wait_for(timeout=SLOW_MS)
    await student.at("room-menu-close").click()


async def say_yes(worker: Staff, look: Look) -> None:
    """The worker, too, once it has ended."""
    await worker.at("ended-room").wait_for(timeout=SLOW_MS)
    await worker.at("back").click()
    await worker.tab("conversations")
    await worker.at("again-yes").wait_for(timeout=SLOW_MS)
    await look.at(worker.phone, "again-worker")
    await worker.at("again-yes").click(timeout=SLOW_MS)
    await worker.at("again-said").wait_for(timeout=SLOW_MS)


async def take_back(student: Student, look: Look) -> None:
    """What they answered stands in My record, and is theirs to take back."""
    await student.at("record-open").click()
    await student.at("record-again-toggle").click()
    answer = student.at("again-answer")
    await expect(answer).to_have_attribute("data-said", "yes", timeout=SLOW_MS)
    await look.at(student.phone, "record-again")
    await student.at("again-back").click()
    await student.at("again-mine-none").wait_for(timeout=SLOW_MS)


async def test_both_say_yes_and_the_next_letter_is_for_that_worker_first(
    desk: Desk, team: Team
) -> None:
    other = await team.worker("Worker 2")
    phones = desk.phone(1), desk.phone(2)
    student, worker = await both_in_the_room(phones, team, ("Student 1", "Worker 1"))
    look = Look(page=desk.page)

    await pause(student, look)
    await expect(worker.at("paused")).to_be_visible(timeout=SLOW_MS)
    await student.at("room-menu").click()
    await student.at("pause-end").click(timeout=SLOW_MS)
    await student.at("pause-open").wait_for(timeout=SLOW_MS)
    await expect(worker.at("paused")).to_have_count(0, timeout=SLOW_MS)

    await student.at("close-room").click()
    await student.at("close-confirm-yes").click()
    await student.at("again-yes").click(timeout=SLOW_MS)
    asked = student.at("again")
    await expect(asked).to_have_attribute("data-said", "yes", timeout=SLOW_MS)
    await look.at(student.phone, "again-student")
    await student.at("write-again").click()
    await student.at("letter").wait_for()
    # One yes alone shows nowhere.
    await expect(student.at("first")).to_have_count(0)

    await say_yes(worker, look)

    await student.phone.close_app()
    await student.phone.open_room()
    await student.at("first-toggle").click(timeout=SLOW_MS)
    await student.at("first-worker").check()
    # No rota is kept here: nobody would know whether they are on shift.
    await expect(student.at("first-shift")).to_have_count(0)
    await student.at("first-wait").check()
    await look.at(student.phone, "first")
    await fill(student.at("letter"), LETTER)
    await student.at("send-letter").click()
    await expect(student.at("wait-first")).to_have_attribute(
        "data-otherwise", "wait", timeout=SLOW_MS
    )
    await look.at(student.phone, "wait-first")
    await worker.tab("queue")
    await worker.at("request-for-me").wait_for(timeout=SLOW_MS)
    await look.at(worker.phone, "for-me")
    assert await other.queue() == []

    await student.at("wait-everybody").click()
    await worker.at("request-for-me").wait_for(state="detached", timeout=SLOW_MS)
    assert len(await other.queue()) == 1

    await take_back(student, look)
    assert look.faults == []
    # The worker's device may ask once more for the room that the student ended.
    assert desk.watch.beyond(statuses=(404,)) == []
