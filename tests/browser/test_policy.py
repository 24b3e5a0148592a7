"""A policy on the phones: approved at the desk, read by a student, changed, and agreed to anew."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.conftest import Pages
from tests.browser.inbox import sit_down
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff
from tests.browser.team import Team
from tests.browser.town import Town

LETTER = "I don't know whom to tell."


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """A service under the policy that names who approves it."""
    made = Town(data=tmp_path_factory.mktemp("town") / "data", settings={"POLICY": "city"})
    await made.start()
    yield made
    await made.end()


async def version_of(student: Student) -> str:
    """The policy's version, as its screen says it."""
    await student.at("policy-read").click()
    await expect(student.at("policy")).to_contain_text("health or learning services")
    shown = await student.at("policy-version").inner_text()
    await student.at("back").click()
    return shown.split()[-1]


async def approve(coordinator: Staff) -> None:
    """From the line on *Now* to the record."""
    await coordinator.at("policy-open").click(timeout=SLOW_MS)
    await expect(coordinator.at("policy-approved")).to_have_attribute("data-approved", "false")
    await expect(coordinator.at("policy")).to_contain_text("The trustees approve every change")
    await coordinator.at("policy-approvals").click()
    await coordinator.at("policy-approvals-confirm-yes").click()
    await expect(coordinator.at("policy-approved")).to_have_attribute("data-approved", "true")
    await coordinator.tab("now")
    await expect(coordinator.at("intake")).to_have_attribute("data-intake", "open")
    await expect(coordinator.at("policy-line")).to_have_count(0)


async def test_approved_at_the_desk_read_changed_and_agreed_to_anew(
    pages: Pages, town: Town, team: Team
) -> None:
    worker = await team.worker("Worker 1")
    desk = await pages()
    coordinator = await sit_down(desk.phone(1), town, "Coordinator")
    await expect(coordinator.at("why-policy")).to_be_visible(timeout=SLOW_MS)
    await approve(coordinator)

    student = desk.student(2)
    await student.phone.give_to("Student 1")
    await student.phone.start()
    await student.phone.open_room()
    await expect(student.at("notice")).to_contain_text("the City Union Support Service")
    first = await version_of(student)
    await expect(student.at("notice")).to_contain_text(f"version {first}.")
    await student.agree()
    await student.send_letter(LETTER)
    (offer,) = await worker.queue()
    await worker.claim(offer.case)
    await worker.accept(offer.case, "I'm here.")
    await student.room()

    # Another text, by another keeping time: nobody in a room is asked anything.
    town.settings["RETENTION_DAYS"] = "90"
    await town.restart()
    await student.phone.close_app()
    await student.phone.open_room()
    await student.room()
    await student.say("We go on.")
    await student.tick("We go on.", "sent")
    await coordinator.phone.close_app()
    coordinator = await sit_down(desk.phone(1), town, "Coordinator")
    await expect(coordinator.at("why-policy")).to_be_visible(timeout=SLOW_MS)
    await approve(coordinator)
    await coordinator.tab("policy")
    await expect(coordinator.at("policy-row")).to_have_count(4)

    await student.at("room-menu").click()
    await student.at("close-room").click()
    await student.at("close-confirm-yes").click()
    await student.at("write-again").wait_for()
    # The next visit.
    await student.phone.close_app()
    await student.phone.open_room()
    await student.at("write-again").click()
    await student.at("agree-screen").wait_for(timeout=SLOW_MS)
    await expect(student.at("notice")).to_contain_text("90 days")
    assert await version_of(student) != first
    await student.agree()
    await student.send_letter(LETTER)


async def test_other_holders_read_the_record_and_are_offered_nothing(
    pages: Pages, town: Town
) -> None:
    manager = await sit_down((await pages()).phone(1), town, "Manager")
    await expect(manager.at("policy-line")).to_have_count(0)
    await manager.tab("policy")
    await expect(manager.at("policy-row").first).to_have_attribute("data-event", "approved")
    await expect(manager.at("policy-review-due")).to_have_attribute("data-near", "false")
    for what in ("approvals", "reviews"):
        await expect(manager.at(f"policy-{what}")).to_have_count(0)
