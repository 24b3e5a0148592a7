"""An auditor reads the list of accesses and the records that were sealed to them, and nothing else.

R15. Auditor and coordinator are at phones; what they look at was made by the reference client.
"""

from playwright.async_api import expect

from client.capsules import Identity
from tests.browser.arrived import answers, asks
from tests.browser.conftest import Desk
from tests.browser.disclosing import (
    Discloser,
    auditor_at,
    opened_by_reference,
    raise_concern,
)
from tests.browser.phones import SLOW_MS
from tests.browser.team import Team
from tests.browser.town import Town

IDENTITY = {"name": "Iris of the third floor", "phone": "07700 900123"}


async def test_r15_an_auditor_reads_the_accesses_and_what_was_sealed_to_them(
    desk: Desk, team: Team, town: Town
) -> None:
    """R15: the list of accesses, whole and in words; a record once a holder seals it; no more."""
    worker = await team.worker("Worker 1")
    asked = await asks(town, "Student 1", identity=Identity(telegram_id="1", **IDENTITY))
    await answers(worker, asked)
    said = "They have not eaten for days."
    await raise_concern(worker, said=said)
    await opened_by_reference(team, said)
    auditor, coordinator = (
        await auditor_at(desk.phone(2), team, "Auditor 1"),
        Discloser(phone=desk.phone(3)),
    )
    tabs = auditor.phone.app.locator(".desk-tab")
    assert [await tab.get_attribute("data-testid") for tab in await tabs.all()] == [
        "tab-audit",
        "tab-disclosures",
        "tab-records",
        "tab-kit",
    ]
    holds = auditor.at("audit-holds").locator("p").first
    await expect(holds).to_have_attribute("data-holds", "true")
    for row in await auditor.at("audit-row").all():
        event = await row.get_attribute("data-event") or ""
        assert event not in await row.inner_text()  # words, not a code
    await auditor.at("audit-only").select_option("capsule.opened")
    await expect(auditor.at("audit-row").first).to_contain_text("An identity was opened")
    await auditor.tab("disclosures")
    await expect(auditor.at("disclosures-empty")).to_be_visible()

    await coordinator.unlock_as("Coordinator", town)
    await coordinator.show("completed")
    await coordinator.at("auditors-let").click()
    await coordinator.at("auditors-confirm-yes").click()
    await expect(coordinator.at("auditors-done")).to_be_visible(timeout=SLOW_MS)
    await auditor.phone.close_app()
    await auditor.phone.open_link(town.link("desk"))
    await auditor.unlock()
    await auditor.show("completed")
    screen = auditor.at("disclosure-screen")
    await expect(screen.get_by_test_id("decision-reasons")).to_have_text("It is urgent.")
    await expect(screen.get_by_test_id("completion-done")).to_have_text("Rang the director.")
    for testid in ("disclosure-identity", "disclosure-telling", "disclosure-withdraw"):
        assert await auditor.at(testid).count() == 0
    text = await screen.inner_text()
    assert not any(value in text for value in IDENTITY.values())
    assert said not in text
