"""A holder writes to a student from a concern: a room of its own beside the worker's (R19).

The concern is raised by a worker of the reference client; holder and student are in the browser.
"""

import pytest
from playwright.async_api import expect

from client.api import Refused, b64
from tests.browser.canary import Canary
from tests.browser.conftest import Desk, Pages
from tests.browser.contact import (
    WritingHolder,
    WrittenTo,
    holder_at,
    open_case,
    raise_concern,
)
from tests.browser.disk import files
from tests.browser.pairs import ANSWER, Pair
from tests.browser.phones import SLOW_MS
from tests.browser.team import Team
from tests.browser.town import Town
from tests.browser.watch import kept_by_phones

WRITTEN = Canary(text="May we talk about the «grey bird» ♫?")
ANSWERED = Canary(text="Only when the «grey bird» ♫ has gone.")


async def the_worker_goes_on(student: WrittenTo, pair: Pair) -> None:
    """Both ways in the worker's room, while the other one is there."""
    await pair.say("And how was today?")
    await student.sees("And how was today?")
    await student.say("Long.")
    await student.tick("Long.", "sent")
    assert (await pair.reads())[-1] == "Long."
    await expect(student.at("chain-warning")).to_have_count(0)


async def nowhere(town: Town, desk: Desk, *canaries: Canary) -> None:
    """What was said between the two is on no disk, in no print, and never left in the clear."""
    places = {f"disk {name}": content for name, content in files(town.data).items()}
    places["printed"] = town.log.read_bytes()
    places["left the page"] = b"\n".join(desk.watch.sent)
    places |= await kept_by_phones(desk.page)
    for name in ("Student 1", "Coordinator", "Manager"):
        places[f"chat of {name}"] = repr(town.chat(name)).encode()
    for canary in canaries:
        assert canary.seen_in(places) == []
    assert any(b"/api/contacts" in one for one in desk.watch.sent)


async def nobody_else(pair: Pair, team: Team) -> None:
    """The worker is not shown that there is another conversation."""
    (contact,) = await team.coordinator.person.api.cases()
    worker = pair.worker.person
    assert [row["case"] for row in await worker.api.cases()] == [b64(pair.room.case)]
    with pytest.raises(Refused) as refused:
        await worker.api.get(f"/api/cases/{contact['case']}")
    assert refused.value.status == 404


async def both_write(student: WrittenTo, coordinator: WritingHolder) -> None:
    """Both ways, live, with the crisis contacts and the quick exit in reach."""
    await student.say(ANSWERED.text)
    await coordinator.sees(ANSWERED.text)
    await coordinator.say("Then it has.")
    await student.sees("Then it has.")
    await coordinator.tick("Then it has.", "seen")
    await expect(student.at("crisis-open")).to_be_visible()
    await expect(student.at("leave-now")).to_be_visible()


async def unread_beside_the_worker(
    student: WrittenTo, coordinator: WritingHolder, pair: Pair
) -> None:
    """In the worker's room a new message of the other one shows, and nothing else does."""
    await student.at("talk-main").click()
    await student.room()
    await coordinator.say("One more thing.")
    await expect(student.at("talk-unread")).to_have_attribute("data-count", "1", timeout=SLOW_MS)
    assert await student.texts() == [ANSWER, "And how was today?", "Long."]
    await pair.say("Shall we go on?")
    await student.sees("Shall we go on?")
    await student.talk.click()
    await student.sees("One more thing.")


async def test_a_coordinator_writes_and_the_student_answers(
    desk: Desk, team: Team, town: Town
) -> None:
    student, pair = await open_case(desk.phone(1), "Student 1", team, town)
    await raise_concern(pair)
    coordinator = await holder_at(desk.phone(2), town, "Coordinator")
    await coordinator.acknowledge_the_only_one()
    await expect(student.at("talks")).to_have_count(0)
    await coordinator.write(WRITTEN.text)
    await coordinator.at("contact-waiting").wait_for()

    await student.is_asked(by="Coordinator")
    await student.at("room-screen").wait_for()
    await student.look()
    await expect(student.at("contact-said")).to_have_text(WRITTEN.text)
    await expect(student.at("message-box")).to_have_count(0)
    await student.at("contact-not-now").click()
    await the_worker_goes_on(student, pair)
    await student.look()
    await student.answer()
    await expect(student.at("heading")).to_contain_text("Coordinator")
    await expect(coordinator.at("contact-waiting")).to_have_count(0, timeout=SLOW_MS)
    await both_write(student, coordinator)
    await unread_beside_the_worker(student, coordinator, pair)
    await nobody_else(pair, team)

    # The student's app opens anew, with what it keeps sealed; it was answered to already.
    await student.phone.close_app()
    await student.phone.open_room()
    await student.talk.click()
    await student.sees("One more thing.")
    await nowhere(town, desk, WRITTEN, ANSWERED)

    await coordinator.at("room-menu").click()
    await coordinator.at("close-room").click()
    await coordinator.at("close-confirm-yes").click()
    await coordinator.at("flag-screen").wait_for(timeout=SLOW_MS)
    await student.at("contact-ended").wait_for(timeout=SLOW_MS)
    await expect(student.at("contact-ending")).to_contain_text("Coordinator ended it")
    await student.at("back").click()
    await student.room()
    await expect(student.at("talks")).to_have_count(0)
    await pair.line.close()
    assert desk.watch.beyond() == []


async def test_a_student_declines_and_is_not_asked_why(
    pages: Pages, team: Team, town: Town
) -> None:
    desk = await pages()
    student, pair = await open_case(desk.phone(1), "Student 2", team, town)
    await raise_concern(pair)
    manager = await holder_at(desk.phone(2), town, "Manager")
    await manager.tab("inbox")
    await manager.open(manager.at("inbox-sent").get_by_test_id("flag").first)
    await manager.do("acknowledge", state="acknowledged")
    await manager.write("May I ask how you are?")
    await student.is_asked(by="Manager")
    await student.look()
    await student.at("contact-decline").click()
    await student.at("contact-decline-confirm-yes").click()
    await student.room()
    await expect(student.at("talks")).to_have_count(0)
    await manager.at("flag-screen").wait_for(timeout=SLOW_MS)
    await manager.stands("declined")
    await the_worker_goes_on(student, pair)

    # They may be asked again, in a new conversation; the list says what became of the first.
    await manager.at("back").click()
    await expect(manager.at("contacts").get_by_test_id("contact-state")).to_have_attribute(
        "data-state", "declined"
    )
    await manager.open(manager.at("inbox-acknowledged").get_by_test_id("flag").first)
    await manager.write("Just this once more.")
    await student.is_asked(by="Manager")
    await pair.line.close()
    assert desk.watch.beyond() == []
