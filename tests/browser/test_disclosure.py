"""Two holders open an identity, and neither alone: record, decision, opening, completion.

R16 to R23. Students, holders and the auditor are at phones; the worker, who raises, is not.
"""

from playwright.async_api import expect

from tests.browser.canary import Canary
from tests.browser.conftest import Desk
from tests.browser.disclosing import (
    OTHER_GROUND,
    Discloser,
    Record,
    raise_concern,
    see_accesses,
    student_in_a_room,
)
from tests.browser.disk import files
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS
from tests.browser.team import Team
from tests.browser.town import Town
from tests.browser.watch import kept_by_phones

NAME = Canary(text="Iris «Kestrel» of the third floor")
PHONE = Canary(text="07700 900123 after 6 o'clock")
PLACE = Canary(text="North Hall «12» by the stairs")
OUTLINE = Canary(text="The student «told» their worker of a fist")
REASONS = Canary(text="It cannot «wait» until tomorrow")
IDENTITY = {
    "ownName": NAME.text,
    "phone": PHONE.text,
    "place": PLACE.text,
    "someoneToCall": "An aunt",
}


def holder(desk: Desk, number: int) -> Discloser:
    """Somebody with a desk at one of the page's phones."""
    return Discloser(phone=desk.phone(number))


SAID = "They are hit at home."


async def nowhere(desk: Desk, town: Town) -> None:
    """Who the student is and what was recorded are on devices alone (attacks 38 and 39)."""
    places = {f"disk {name}": content for name, content in files(town.data).items()}
    places["printed"] = town.log.read_bytes()
    places["left the page"] = b"\n".join(desk.watch.sent)
    # Who they are is on the student's own phone as they typed it.
    kept = await kept_by_phones(desk.page)
    places |= {place: each for place, each in kept.items() if "go=room" not in place}
    said = [town.chat(name) for name in ("Coordinator", "Manager", "Deputy")]
    places["Telegram"] = repr(said).encode()
    assert b"/api/disclosures" in places["left the page"]
    for canary in (NAME, PHONE, PLACE, OUTLINE, REASONS):
        assert canary.seen_in(places) == []


async def refused(coordinator: Discloser, manager: Discloser, record: Record) -> None:
    """The form says what lacks and what might be a name; the other holder refuses, for good."""
    await coordinator.prepare(SAID)
    await coordinator.at("disclosure-review-go").click()
    for lack in ("ground", "outline", "fields", "told", "approver"):
        await expect(coordinator.at(f"lack-{lack}")).to_be_visible()
    await fill(coordinator.at("disclosure-outline"), "Jonas rang from 07700 900456.")
    await expect(coordinator.at("outline-name").first).to_be_visible(timeout=SLOW_MS)
    await coordinator.write(record)
    await coordinator.sign()
    await expect(coordinator.at("disclosure-waits")).to_be_visible()
    await manager.show("requested")
    assert await manager.at("record-outline").inner_text() == record.outline
    compared = manager.at("disclosure-compared").locator("p")
    await expect(compared).to_have_attribute("data-comparison", "fits")
    await manager.at("disclosure-refuse").click()  # not without reasons
    await expect(manager.at("refuse-confirm-yes")).to_have_count(0)
    await manager.decide("refuse", "She has an appointment tonight.")
    await expect(manager.at("refused-final")).to_be_visible()
    await coordinator.stands("refused")
    await expect(coordinator.at("decision-reasons")).to_have_text("She has an appointment tonight.")


async def asked_anew(coordinator: Discloser, record: Record) -> None:
    """The server knows no ground and refuses this one by its mark; nothing typed is lost."""
    await coordinator.at("back").click()
    await coordinator.prepare(SAID)
    await coordinator.write(record)
    await coordinator.sign()
    problem = coordinator.at("disclosure-problem").locator("p")
    await expect(problem).to_have_attribute("data-problem", "refused")
    await coordinator.at("disclosure-change").click()
    await expect(coordinator.at("disclosure-outline")).to_have_value(record.outline)
    await coordinator.at(f"ground-{OTHER_GROUND}").check()
    await coordinator.sign()


async def completed(coordinator: Discloser) -> None:
    """What was done is said whole or not at all; on paper is who it is only where chosen."""
    await fill(coordinator.at("complete-done"), "Rang the director at noon.")
    await coordinator.at("disclosure-complete-send").click()
    await expect(coordinator.at("complete-lacking")).to_be_visible()
    await coordinator.at("passed-yes").check()
    await coordinator.at("complete-recipients").check()
    await coordinator.at("complete-fields").first.check()
    await coordinator.at("disclosure-print").click()
    sheet = coordinator.at("disclosure-sheet")
    assert NAME.text not in await sheet.inner_text()
    await coordinator.at("sheet-identity").check()
    await expect(sheet).to_contain_text(NAME.text)
    await coordinator.at("back").click()
    await coordinator.at("disclosure-complete-send").click()
    await coordinator.stands("completed")


async def test_two_holders_open_what_the_record_names_and_nothing_else(
    desk: Desk, team: Team, town: Town
) -> None:
    """R16, R18, R19, R21, R23: refused, asked anew on another ground, approved, opened, done."""
    worker = await team.worker("Worker 1")
    student = await student_in_a_room(desk.phone(1), worker, name="Student 1", identity=IDENTITY)
    await raise_concern(worker, said=SAID)
    coordinator, manager = holder(desk, 2), holder(desk, 3)
    await coordinator.unlock_as("Coordinator", town)
    await manager.unlock_as("Manager", town)
    record = Record(outline=OUTLINE.text)
    await refused(coordinator, manager, record)
    await asked_anew(coordinator, record)
    await manager.show("requested")
    await manager.decide("approve", REASONS.text)
    await coordinator.stands("approved")
    assert await coordinator.at("disclosure-identity").count() == 0
    await coordinator.open_identity()
    shown = {"name": NAME.text, "phone": PHONE.text, "ways": "A call · A voicemail"}
    assert await coordinator.shown() == shown
    assert PLACE.text not in await coordinator.at("disclosure-screen").inner_text()
    await completed(coordinator)

    await manager.stands("completed")
    await expect(manager.at("completion-fields")).to_have_text("Name")
    await manager.at("disclosure-print").click()
    await expect(manager.at("disclosure-sheet")).to_contain_text(REASONS.text)
    assert NAME.text not in await manager.at("disclosure-sheet").inner_text()
    assert await manager.at("sheet-identity").count() == 0

    # R19: the student, who was told, reads of it; whoever reads logs or the disk, of nothing.
    await see_accesses(student)
    await expect(student.at("opening-why")).to_have_text(record.note, timeout=SLOW_MS)
    await nowhere(desk, town)
    assert desk.watch.beyond(statuses=(409,)) == []
