"""Keeping on the phones: one holder asks for a hold, another agrees, a student's wish waits."""

import pytest
from playwright.async_api import expect

from client.api import Refused
from client.asking import Story
from client.student import Student
from tests.browser.conftest import Pages
from tests.browser.inbox import sit_down
from tests.browser.looking import Look
from tests.browser.phones import SLOW_MS
from tests.browser.team import Team
from tests.browser.town import Town


async def test_two_holders_keep_what_ended_and_the_lead_postpones(
    pages: Pages, town: Town, team: Team
) -> None:
    await team.worker("Worker 1")
    student = Student(person=town.person("Student 1", side="student"))
    await student.agree()
    case = await student.ask(Story(text="I don't know whom to tell."))

    desk = await pages()
    look = Look(page=desk.page)
    coordinator = await sit_down(desk.phone(1), town, "Coordinator")
    await coordinator.tab("policy")
    await expect(coordinator.at("keeping-due")).to_contain_text("180 days", timeout=SLOW_MS)
    await look.at(coordinator.phone, "keeping")
    await coordinator.at("keeping-postpone").click()
    await coordinator.at("keeping-postpone-confirm").wait_for()
    await look.at(coordinator.phone, "postponing")
    await coordinator.at("keeping-postpone-confirm-yes").click()
    await expect(coordinator.at("keeping-postponed")).to_contain_text("Conversations: not before")
    await coordinator.at("keeping-ask").click()
    await coordinator.at("keeping-ask-confirm").wait_for()
    await look.at(coordinator.phone, "asking for a hold")
    await coordinator.at("keeping-ask-confirm-yes").click()
    hold = coordinator.at("keeping-hold")
    await expect(hold).to_have_attribute("data-state", "asked")
    await expect(coordinator.at("keeping-agree")).to_have_count(0)

    manager = await sit_down(desk.phone(2), town, "Manager")
    await manager.at("keeping-open").click(timeout=SLOW_MS)
    await look.at(manager.phone, "asked for a hold")
    await manager.at("keeping-agree").click()
    await expect(manager.at("keeping-hold")).to_have_attribute("data-state", "held")
    await expect(hold).to_have_attribute("data-state", "held", timeout=SLOW_MS)
    with pytest.raises(Refused, match="held"):
        await student.erase(case)

    await manager.at("keeping-end").click()
    await expect(hold).to_have_attribute("data-state", "ending", timeout=SLOW_MS)
    await coordinator.at("keeping-agree").click()
    await expect(hold).to_have_attribute("data-state", "ended")
    await look.at(coordinator.phone, "hold ended")
    await student.erase(case)
    assert look.faults == []
