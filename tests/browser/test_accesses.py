"""*Who came to what is yours*: what a student reads in My record, and what is kept from them."""

from playwright.async_api import expect

from client.api import b64
from client.disclosing import DisclosureWords
from client.disclosure_desk import HolderDisclosures, TellStudent
from client.flags import OpenedFlag
from crypto import wire
from tests.browser.arrived import in_the_room
from tests.browser.concern import Inboxes, ask_for_help
from tests.browser.conftest import Desk
from tests.browser.phones import SLOW_MS, Student
from tests.browser.team import Team
from tests.browser.town import Town

TOLD = "You were in danger; <b>Security</b> went to you on Saturday."
NOT_TOLD = "This one may not be told yet."
TOLD_GROUND, OTHER_GROUND = "harm-unable", "safeguarding"
GROUND_TITLE = "Serious harm, and they cannot or will not act"


async def look(student: Student) -> None:
    """Open the card in My record."""
    await student.at("record-open").click()
    await student.at("record-accesses-toggle").click()
    await student.at("accesses").wait_for(state="attached", timeout=SLOW_MS)


async def disclose(
    inboxes: Inboxes, flag: OpenedFlag, *, ground: str, to_student: TellStudent
) -> None:
    """Coordinator and manager open the identity together, on one ground."""
    asks, decides = (
        HolderDisclosures(holder=inboxes.by_role[role].holder)
        for role in ("coordinator", "manager")
    )
    words = DisclosureWords(
        ground=ground,
        outline="Somebody may come to harm.",
        aim="Somebody goes there.",
        recipients=("Security",),
        fields=("name", "place"),
        consulted="the manager",
        told="not-told",
        why_not="there was no time",
    )
    record = await asks.record(
        words, flag=flag, capsule_version=1, approver="manager", student=to_student
    )
    seen = await inboxes.newest("manager")
    (row,) = [row for row in await decides.rows() if row["id"] == b64(record)]
    await decides.decide(row, "approve", "It cannot wait.", flag=seen)
    (row,) = [row for row in await asks.rows() if row["id"] == b64(record)]
    await asks.open(row, flag=flag)


async def test_nobody_has_come_yet(desk: Desk, team: Team) -> None:
    await team.worker("Worker 1")
    student = desk.student()
    await student.come_in("Student 1")
    await look(student)
    await expect(student.at("accesses-none")).to_be_visible()
    await expect(student.at("accesses-not-listed")).to_contain_text("Safety concerns")
    assert desk.watch.beyond() == []


async def test_a_claim_an_answer_and_a_disclosure_that_is_told(
    desk: Desk, team: Team, town: Town
) -> None:
    worker = await team.worker("Worker 2")
    student = desk.student()
    pair = await in_the_room(student.phone, worker, town, "Student 2")
    await student.at("room-menu").click()
    await look(student)
    for what in ("request.claimed", "conversation.opened"):
        row = student.at("accesses").locator(f"[data-what='{what}']")
        await expect(row).to_have_attribute("data-role", "worker")
        await expect(row).not_to_contain_text("accesses-")
    await expect(student.at("opening")).to_have_count(0)

    await ask_for_help(student, said="It got worse.", wants="Somebody to come.", urgent=False)
    inboxes = await Inboxes.of(town, team)
    flag = await inboxes.newest("coordinator")
    never = TellStudent(why=NOT_TOLD, tell=wire.NEVER)
    await disclose(inboxes, flag, ground=OTHER_GROUND, to_student=never)
    await student.at("help-leave").click()
    rows = student.at("accesses").get_by_test_id("access")
    await student.at("record-accesses-toggle").click()
    await expect(rows.first).to_be_visible()
    before = await rows.count()
    await expect(student.at("opening")).to_have_count(0)

    await disclose(inboxes, flag, ground=TOLD_GROUND, to_student=TellStudent(why=TOLD))
    await student.at("record-accesses-toggle").click()
    await student.at("record-accesses-toggle").click()
    await expect(student.at("opening")).to_have_count(1)
    await expect(student.at("opening-why")).to_have_text(TOLD)
    await expect(student.at("opening-ground")).to_have_text(GROUND_TITLE)
    await expect(student.at("opening-told")).to_have_text("Security")
    await expect(student.at("opening-by")).to_have_attribute("data-by", "coordinator")
    # Neither the concern, nor what was done with it, nor the other disclosure is among them.
    assert await rows.count() == before
    assert NOT_TOLD not in await student.at("record-screen").inner_text()
    await pair.line.close()
    assert desk.watch.beyond() == []
