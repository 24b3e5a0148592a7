"""Practice: the whole of a conversation with a script, before one is certified; nothing is sent."""

from playwright.async_api import expect

from tests.browser.canary import Canary
from tests.browser.conftest import Desk
from tests.browser.filling import fill
from tests.browser.looking import Look
from tests.browser.phones import SLOW_MS
from tests.browser.staff import Staff
from tests.browser.team import Team

TYPED = Canary(text="violet heron «practising» ♫ over 6 roofs")
NOTED = Canary(text="ochre lynx «noting» ♫ beside 8 wells")


async def band(worker: Staff) -> None:
    """On every screen, and in sight."""
    await expect(worker.at("practice-band").first).to_be_in_viewport()
    await expect(worker.at("practice-band").first).to_contain_text("no real student")


async def answer(worker: Staff, text: str, *, said: int) -> None:
    """Write; the script answers."""
    await worker.say(text)
    await expect(worker.at("practice-hint").locator("p")).to_have_attribute(
        "data-said", str(said), timeout=SLOW_MS
    )


async def raise_it(worker: Staff) -> None:
    """From the mark beside what the script said, through the questions, to nobody."""
    await worker.at("concern").last.click(timeout=SLOW_MS)
    await worker.at("guide-raise").click()
    await band(worker)
    await worker.at("concern-danger-no").click()
    # Until the grounds are there, a button stands in their place.
    grounds = worker.phone.app.locator('[data-testid^="concern-ground-"]:not(button)')
    await grounds.first.check()
    step, send = worker.at("concern-step"), worker.at("practice-send")
    while not await send.count():
        before = await step.get_attribute("data-step") or ""
        if before == "said":
            await expect(worker.phone.app.get_by_text("killing myself")).not_to_have_count(0)
        await worker.at("concern-next").click()
        await expect(step).not_to_have_attribute("data-step", before)
    await band(worker)
    await send.click()
    await expect(worker.at("practice-raised")).to_be_visible()
    await worker.at("practice-on").click()


async def note_it(worker: Staff) -> None:
    """A note with a phone number in it: the device finds it, as in a real one."""
    await worker.at("practice-menu").click()
    await worker.at("practice-note").click()
    await band(worker)
    await fill(worker.at("practice-note-happened"), f"{NOTED.text}. They gave me 07700 900123.")
    await worker.at("practice-check").click()
    await expect(worker.at("pseudonym-mark").first).to_be_visible(timeout=SLOW_MS)
    await band(worker)
    rest = worker.at("pseudonym-replace-rest")
    if await rest.count():
        await rest.click()
    await worker.at("pseudonym-confirm").check()
    await worker.at("pseudonym-done").click()
    await expect(worker.at("practice-noted")).to_be_visible()
    await worker.at("practice-on").click()


async def test_a_newcomer_practises_and_nothing_leaves_the_device(desk: Desk, team: Team) -> None:
    worker = Staff(phone=desk.phone(1))
    token = await team.coordinator.invite_worker(label="Worker 1")
    await worker.phone.give_to("Worker 1")
    await worker.phone.open_link(team.town.link(f"i_{token}"))
    await worker.enrol("Worker 1")
    look = Look(page=desk.page)
    await worker.at("practise").click(timeout=SLOW_MS)
    await worker.at("practice-start").click()
    await band(worker)
    await expect(worker.at("practice-room")).to_contain_text("North Hall")
    # A real room has another name for everything that a story waits for.
    assert await worker.at("worker-room").count() == 0
    sent, asked = len(desk.watch.sent), len(desk.watch.asked)
    for number in range(1, 4):
        await answer(worker, f"{TYPED.text} {number}", said=number)
    await look.at(worker.phone, "practice room")
    await raise_it(worker)
    await note_it(worker)
    await worker.at("practice-menu").click()
    await worker.at("practice-close").click()
    await worker.at("practice-close-confirm-yes").click()
    await band(worker)
    for what in ("answer", "guide", "concern", "note", "close"):
        await expect(worker.at(f"practice-try-{what}")).to_have_attribute("data-done", "true")
    await look.at(worker.phone, "practice over")
    # All that went out meanwhile is the question whether one is certified by now.
    left = b"\n".join(desk.watch.sent[sent:])
    assert TYPED.seen_in({"left the page": left}) == []
    assert NOTED.seen_in({"left the page": left}) == []
    assert {method for method, _ in desk.watch.asked[asked:]} <= {"GET"}
    assert desk.watch.beyond() == []
    await worker.at("practice-leave").click()
    await expect(worker.at("own-words")).to_be_visible()
    assert look.faults == []
