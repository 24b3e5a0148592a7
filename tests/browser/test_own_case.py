"""A flag about the coordinator goes upward: manager and deputy disclose, and it can be overdue.

R19, R20, R22. Manager, deputy and student are at phones.
"""

from playwright.async_api import expect

from client.disclosure_desk import HolderDisclosures
from client.flag_desk import FlagInbox
from tests.browser.conftest import Desk
from tests.browser.disclosing import (
    Discloser,
    Record,
    auditor_at,
    raise_concern,
    see_accesses,
    student_in_a_room,
)
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS
from tests.browser.team import Team
from tests.browser.town import Town

DAY = 86_400
IDENTITY = {"ownName": "Iris of the third floor", "phone": "07700 900123", "place": "North Hall"}
OUTLINE = "The student told their worker how somebody of the team treats them."


async def overdue(manager: Discloser, town: Town) -> None:
    """Days later: a content-free notice, a line on *Now*, a mark in the list; shown anew."""
    await manager.phone.close_app()
    before = len(town.chat("Manager"))
    town.pass_time(8 * DAY)
    await town.until(lambda: len(town.chat("Manager")) > before)
    notice = town.chat("Manager")[-1]["text"]
    assert "disclos" not in notice.lower()
    await manager.unlock_as("Manager", town)
    await expect(manager.at("now-disclosures-overdue")).to_be_visible(timeout=SLOW_MS)
    await manager.at("now-disclosures-open").click()
    await expect(manager.listed("opened").get_by_test_id("disclosure-overdue")).to_be_visible()
    await manager.show("opened")
    due = manager.at("completion-due").locator("p")
    await expect(due).to_have_attribute("data-overdue", "true")
    assert await manager.at("disclosure-identity").count() == 0
    await manager.at("disclosure-show-again").click()
    await manager.at("open-confirm-yes").click()
    await manager.at("disclosure-identity").wait_for(timeout=SLOW_MS)


async def test_r20_the_coordinators_own_case_goes_to_manager_and_deputy(
    desk: Desk, team: Team, town: Town
) -> None:
    """R19, R20, R22: suppressed with a reason, closed to the auditor by name; overdue is said."""
    auditor = await auditor_at(desk.phone(1), team, "Auditor 1")
    await auditor.phone.close_app()
    worker = await team.worker("Worker 1")
    student = await student_in_a_room(desk.phone(1), worker, name="Student 1", identity=IDENTITY)
    said = "It is about how the coordinator treats them."
    await raise_concern(worker, said=said, left_out="coordinator")
    manager, deputy = (Discloser(phone=desk.phone(number)) for number in (2, 3))
    await manager.phone.give_to("Manager")
    await manager.phone.start()  # the bot can write to who has written to it
    await manager.unlock_as("Manager", town)
    await deputy.unlock_as("Deputy", town)

    await manager.prepare(said)
    choices = manager.at("choose-approver").locator("input")
    await expect(choices).to_have_count(1)  # neither oneself nor whom the flag leaves out
    kept = Record(
        outline=OUTLINE,
        why_not="It would add to the danger.",
        telling="lifted",
        closed="auditor",
        approver="deputy",
    )
    await manager.write(kept)
    await manager.sign()
    await expect(manager.at("auditors-shut")).to_contain_text("Auditor 1")
    assert await manager.at("auditors-let").count() == 0
    await deputy.show("requested")
    await expect(deputy.at("record-closed")).to_have_text("Auditor 1")
    compared = deputy.at("disclosure-compared").locator("p")
    await expect(compared).to_have_attribute("data-comparison", "fits")
    await deputy.decide("approve", "It cannot wait.")
    await manager.stands("approved")
    await manager.open_identity()
    assert set(await manager.shown()) == {"name", "phone", "ways"}
    assert await HolderDisclosures(holder=team.coordinator).rows() == []
    assert await FlagInbox(holder=team.coordinator).rows() == []

    await see_accesses(student)
    await expect(student.at("access").first).to_be_visible(timeout=SLOW_MS)
    assert await student.at("opening").count() == 0
    await overdue(manager, town)
    await manager.at("tell-now").click()
    await manager.at("tell-confirm-yes").click()
    await expect(manager.at("disclosure-telling")).to_have_attribute("data-shown", "true")
    await fill(manager.at("complete-done"), "Nobody had to be told in the end.")
    await manager.at("passed-no").check()
    await manager.at("disclosure-complete-send").click()
    await manager.stands("completed")
    await expect(manager.at("completion-nothing")).to_be_visible()
