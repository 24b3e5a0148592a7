"""Nothing is passed on without the student's own yes, given and taken back in the room."""

from playwright.async_api import expect

from tests.browser.arrived import asks, unlocks
from tests.browser.canary import Canary
from tests.browser.conftest import Desk
from tests.browser.consent import (
    agree,
    allows_them_again,
    ask,
    asked,
    says_no_to_messages,
    stands,
    take_back,
)
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff
from tests.browser.team import Team
from tests.browser.town import Town

CLINIC = Canary(text="The Tern & Wren sleep clinic «7»")
TUTOR = "The personal tutor"
NOT_TOLD = Canary(text="my brother Quill, and nobody at home")


async def talking(desk: Desk, team: Team) -> tuple[Student, Staff]:
    """A student and a worker in a room in which only the worker has written."""
    worker = await unlocks(desk.phone(2), team, "Worker 1")
    student = await (await asks(team.town, "Student 1")).at(desk.phone(1))
    await says_no_to_messages(student)
    await worker.at("claim").first.click(timeout=SLOW_MS)
    await worker.accept("I'm here.")
    await student.room()
    return student, worker


async def talks_first(student: Student, worker: Staff) -> None:
    """R6: before both have written nothing can be asked."""
    await worker.at("room-menu").click()
    await worker.at("share-open").click()
    await worker.at("share-unspoken").wait_for()
    await expect(worker.at("share-send")).to_have_count(0)
    await worker.at("share-close").click()
    await student.say("Thank you.")
    await worker.sees("Thank you.")


async def agrees_and_it_is_done(student: Student, worker: Staff) -> None:
    """R1, R3, R4: asked whom not to contact, answered, shown to the worker, done, seen."""
    await ask(worker, recipient=CLINIC.text, what="That I sleep badly.")
    await stands(worker, CLINIC.text, "unanswered")
    await expect(asked(worker, CLINIC.text).get_by_test_id("share-pass")).to_have_count(0)
    await asked(student, CLINIC.text).get_by_test_id("share-answer").click(timeout=SLOW_MS)
    await student.at("answer-agree").click()
    await student.at("answer-fault").wait_for()
    await student.at("answer-later").click()
    await agree(student, CLINIC.text, avoid=NOT_TOLD.text)
    await stands(worker, CLINIC.text, "may")
    await asked(worker, CLINIC.text).get_by_test_id("share-pass").click()
    await expect(worker.at("pass-avoid")).to_contain_text(NOT_TOLD.text)
    await fill(worker.at("pass-done"), "A letter, by post.")
    await worker.at("pass-send").click()
    await expect(worker.at("pass-fault")).to_have_attribute("data-why", "lacking")
    await worker.at("pass-read").check()
    await worker.at("pass-send").click()
    done = student.phone.app.locator("[data-testid=statement][data-kind=done]")
    await expect(done).to_contain_text("A letter, by post.", timeout=SLOW_MS)
    await expect(done.get_by_test_id("statement-uncovered")).to_have_count(0)


async def takes_back_a_spoken_yes(student: Student, worker: Staff) -> None:
    """R3: a yes by phone counts once it is confirmed here, and no more once it is taken back."""
    await ask(worker, recipient=TUTOR, what="That an essay is late.", nature="phone")
    await stands(student, TUTOR, "spoken")
    await stands(worker, TUTOR, "unanswered")
    await agree(student, TUTOR, avoid=None)
    await stands(worker, TUTOR, "may")
    await asked(worker, TUTOR).get_by_test_id("share-pass").click()
    await fill(worker.at("pass-done"), "A mail.")
    await worker.at("pass-read").check()
    await asked(student, TUTOR).get_by_test_id("share-withdraw").click()
    await student.at("share-withdraw-confirm-yes").click()
    await stands(student, TUTOR, "withdraw")
    await stands(worker, TUTOR, "withdrawn")
    # The form was open already: it looks once more before it records anything.
    await worker.at("pass-send").click()
    await expect(worker.at("pass-fault")).to_have_attribute("data-why", "withdrawn")
    await worker.at("pass-close").click()


async def takes_back_what_the_notice_said(student: Student, worker: Staff) -> None:
    """Supervision and numbers: withdrawn in My record, obeyed at once by the worker's device."""
    await worker.at("room-menu").click()
    await worker.at("note-open").wait_for()
    await student.at("room-menu").click()
    await student.at("record-open").click()
    await take_back(student, "supervision")
    await take_back(student, "statistics")
    await worker.at("note-took-back").wait_for(timeout=SLOW_MS)
    await expect(worker.at("note-open")).to_have_count(0)
    await worker.at("close-room").click()
    await worker.at("not-counted").wait_for(timeout=SLOW_MS)
    await worker.at("close-confirm-no").click()
    history = student.at("purpose-referral").filter(has_text=CLINIC.text)
    await expect(history).to_contain_text("Done")
    await student.at("again-supervision").click()
    await expect(student.at("purpose-supervision")).to_contain_text("You agreed")
    await worker.at("room-menu").click()
    await worker.at("note-open").wait_for(timeout=SLOW_MS)


async def is_told_only_once_they_allow_it(student: Student, worker: Staff, town: Town) -> None:
    """R5: none came since they said no; one comes once they allowed it, by the same courier."""

    def told() -> int:
        return [each["text"] for each in town.chat("Student 1")].count("You have an update.")

    await worker.at("side-close").click()
    await student.phone.close_app()
    await worker.say("While you may not be told.")
    await student.phone.open_room()
    await student.sees("While you may not be told.")
    await allows_them_again(student)
    await worker.say("While you may.")
    await town.until(lambda: told() > 0)
    assert told() == 1
    await student.phone.open_room()
    await student.sees("While you may.")


async def test_nothing_is_passed_on_without_a_yes(desk: Desk, team: Team) -> None:
    student, worker = await talking(desk, team)
    await talks_first(student, worker)
    await agrees_and_it_is_done(student, worker)
    await takes_back_a_spoken_yes(student, worker)
    await takes_back_what_the_notice_said(student, worker)
    # Reloaded, everything stands as it did: it is read from the sealed conversation.
    await student.phone.part("webapp-reload").click()
    await student.room()
    await stands(student, TUTOR, "withdraw")
    await stands(student, CLINIC.text, "done")
    await is_told_only_once_they_allow_it(student, worker, team.town)
    for canary in (CLINIC, NOT_TOLD):
        assert canary.seen_in({"left the page": b"\n".join(desk.watch.sent)}) == []
        assert canary.seen_in({"the log": team.town.log.read_bytes()}) == []
    assert desk.watch.beyond() == [], desk.watch.refused
