"""Something went wrong (R25, R31): told to two holders, who tell what came of it. And who asks
whether somebody comes here hears the same as everybody (R2). Under a policy that keeps until the
end of a degree, students are asked when that is, once and in nobody's way (R14).
"""

import json
from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import expect

from tests.browser.arrived import unlocks
from tests.browser.conftest import Desk
from tests.browser.filling import fill
from tests.browser.inbox import sit_down
from tests.browser.phones import SLOW_MS, Student
from tests.browser.team import Team, set_up_team
from tests.browser.test_rights import KEEP, saved
from tests.browser.town import Town

OUTSIDE = "The Dean of Students"
SAID = "The coordinator read my name out in the corridor."
OUTCOME = "You were right, and we are sorry. It will not happen again."


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def town(tmp_path_factory: object) -> AsyncIterator[Town]:
    """A service that names somebody outside the team, and keeps until the end of a degree."""
    named = {"COMPLAINTS_NAME": OUTSIDE, "COMPLAINTS_CONTACT": "dean@example.org"}
    settings = {"POLICY": "portsmouth", **named}
    made = Town(data=tmp_path_factory.mktemp("town") / "data", settings=settings)  # type: ignore[attr-defined]
    await made.start()
    yield made
    await made.end()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def team(town: Town) -> Team:
    """The holders, certified by the reference client."""
    return await set_up_team(town)


async def complain(student: Student) -> None:
    """About the coordinator, from My record."""
    await student.at("record-open").click()
    await student.at("complain-open").click(timeout=SLOW_MS)
    await expect(student.at("complain-outside")).to_contain_text(OUTSIDE, timeout=SLOW_MS)
    contact = student.at("complain-contact")
    await expect(contact).to_have_attribute("href", "mailto:dean@example.org")
    await student.at("complain-kind-holder").check()
    await student.at("complain-who-coordinator").check()
    await fill(student.at("complain-said"), SAID)
    await student.at("complain-send").click()
    await expect(student.at("complain-row")).to_have_attribute("data-state", "new", timeout=SLOW_MS)


async def asked_for_the_degree(student: Student, *, other: Student) -> None:
    """Under the first letter: one says it, the other would rather not. Neither is asked again."""
    await student.at("degree-fold-toggle").click(timeout=SLOW_MS)
    await student.at("degree-month").select_option("06")
    await student.at("record-open").click(trial=True)  # the open card lies over nothing
    await student.at("degree-year").select_option(index=4)
    await student.at("degree-save").click()
    await expect(student.at("degree-fold-toggle")).to_contain_text("Saved")
    await student.at("record-open").click()
    await expect(student.at("degree-month")).to_have_value("06", timeout=SLOW_MS)
    await student.at("degree-forget").click()
    await expect(student.at("degree-month")).to_have_value("")
    await student.at("back").click()

    await other.come_in("Student 2")
    await other.at("degree-fold-toggle").click(timeout=SLOW_MS)
    await other.at("degree-skip").click()
    for each in (student, other):
        await each.at("record-open").click()
        await each.at("degree").wait_for(timeout=SLOW_MS)
        async with each.phone.page.expect_response("**/api/me/degree"):
            await each.at("back").click()
        # Whatever comes of the answer is on the screen by the time that something else was opened.
        await each.at("avoid-toggle").click()
        await each.at("avoid-toggle").click()
        await expect(each.at("degree-fold")).to_have_count(0)
    await other.phone.close_app()


async def in_the_copy(student: Student) -> None:
    """What one was told is part of one's own copy; what one wrote no phone can open."""
    await student.at("back").click()
    await student.at("record-copy-toggle").click()
    await student.at("copy-make").click()
    await student.at("copy-ready").wait_for(timeout=SLOW_MS)
    await expect(student.at("copy-part")).to_have_count(0)
    page = await saved(student, "copy-page", number=1)
    assert OUTCOME in page
    assert SAID not in page
    (report,) = json.loads(await saved(student, "copy-data", number=2))["reports"]
    assert (report["kind"], report["state"]) == ("holder", "closed")
    assert [(each["text"], each["name"]) for each in report["told"]] == [(OUTCOME, "Manager")]


async def test_what_went_wrong_is_looked_into_and_its_outcome_told(
    desk: Desk, team: Team, town: Town
) -> None:
    worker = await unlocks(desk.phone(2), team, "Worker 1")
    student = desk.student(1)
    await desk.context.add_init_script(KEEP)
    await student.come_in("Student 1")
    await asked_for_the_degree(student, other=desk.student(3))
    await complain(student)
    assert (await team.coordinator.person.api.get("/api/reports"))["reports"] == []

    manager = await sit_down(desk.phone(3), town, "Manager")
    await manager.tab("incidents")
    await manager.at("report-open").click(timeout=SLOW_MS)
    await expect(manager.at("report-said")).to_have_text(SAID)
    assert await manager.at("report-do-close").count() == 0
    await manager.at("report-do-look").click()
    await fill(manager.at("report-text"), OUTCOME)
    await manager.at("report-do-tell").click(timeout=SLOW_MS)
    await manager.at("report-tell-sure-yes").click()
    await manager.at("report-do-close").click(timeout=SLOW_MS)
    shown = manager.at("report-state")
    await expect(shown).to_have_attribute("data-state", "closed", timeout=SLOW_MS)

    await student.at("back").click()
    await student.at("complain-open").click()
    told = student.at("complain-told")
    await expect(told).to_contain_text(OUTCOME, timeout=SLOW_MS)
    await expect(told).to_contain_text("Manager")
    await expect(told).to_have_attribute("data-certain", "true")
    await in_the_copy(student)

    await worker.tab("incidents")
    await worker.at("enquiry-kind").select_option("court")
    await worker.at("enquiry-court").wait_for()
    await worker.at("enquiry-note").click()
    await worker.at("enquiry-came").get_by_text("Noted").wait_for(timeout=SLOW_MS)
    await fill(worker.at("incident-said"), "A phone was left on a bus.")
    await worker.at("incident-told-protection").check()
    await worker.at("incident-send").click()
    await worker.at("complain-row").wait_for(timeout=SLOW_MS)

    await manager.at("back").click()
    await expect(manager.at("enquiry-row")).to_have_attribute("data-kind", "court", timeout=SLOW_MS)
    await expect(manager.at("report")).to_have_count(2, timeout=SLOW_MS)
    await expect(manager.at("report").first).to_contain_text("Worker 1")
    assert desk.watch.beyond() == [], desk.watch.refused
