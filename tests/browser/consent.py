"""Asking before something is passed on, as both sides do it at their phones.

Here: what is tapped and typed, and what is waited for. Never here: expectations of a story.
"""

from playwright.async_api import Locator, expect

from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff


async def ask(worker: Staff, *, recipient: str, what: str, nature: str = "room") -> None:
    """The worker's form, from the room and back to it."""
    await worker.at("room-menu").click()
    await worker.at("share-open").click()
    await fill(worker.at("share-recipient"), recipient)
    await fill(worker.at("share-what"), what)
    await worker.at(f"share-nature-{nature}").check()
    if nature != "room":
        await fill(worker.at("share-when"), "2026-01-05T10:30")
    await worker.at("share-send").click()
    await expect(worker.at("share-form")).to_have_count(0)


def asked(someone: Staff | Student, recipient: str) -> Locator:
    """The ask about this recipient."""
    asks = someone.phone.app.locator("[data-testid=statement][data-kind=ask]")
    return asks.filter(has_text=recipient)


async def stands(someone: Staff | Student, recipient: str, state: str) -> None:
    """Wait until the ask about this recipient stands so."""
    shown = asked(someone, recipient).get_by_test_id("statement-state")
    await expect(shown).to_have_attribute("data-state", state, timeout=SLOW_MS)


async def agree(student: Student, recipient: str, *, avoid: str | None) -> None:
    """The student's answer, with whom not to contact, or nobody."""
    await asked(student, recipient).get_by_test_id("share-answer").click(timeout=SLOW_MS)
    await student.at(f"answer-avoid-{'named' if avoid else 'nobody'}").check()
    if avoid:
        await fill(student.at("answer-whom"), avoid)
    await student.at("answer-agree").click()
    await expect(student.at("answer-dialog")).to_have_count(0)


async def says_no_to_messages(student: Student) -> None:
    """R5: asked without being looked for, answered in a tap, and told what it means."""
    await student.at("contact-no").click(timeout=SLOW_MS)
    await expect(student.at("card-contact")).to_contain_text("No messages")
    await expect(student.at("waiting-state")).to_contain_text("look here again yourself")


async def allows_them_again(student: Student) -> None:
    """In My record, where it can be changed at any time; ends with the app closed."""
    await student.at("room-menu").click()
    await student.at("record-open").click()
    await student.at("purpose-contact-toggle").click()
    await student.at("contact-yes").click()
    state = student.at("purpose-contact").get_by_test_id("consent")
    await expect(state).to_have_attribute("data-state", "agree", timeout=SLOW_MS)
    await student.phone.close_app()


async def take_back(student: Student, purpose: str) -> None:
    """In My record: the consequences, and yes."""
    fold = student.at(f"purpose-{purpose}")
    if await fold.get_by_test_id("consent").count() == 0:
        await student.at(f"purpose-{purpose}-toggle").click()
    await student.at(f"withdraw-{purpose}").click()
    await student.at(f"withdraw-{purpose}-confirm-yes").click()
    state = fold.get_by_test_id("consent")
    await expect(state).to_have_attribute("data-state", "withdraw")
