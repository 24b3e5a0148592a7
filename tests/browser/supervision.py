"""Supervision on the phones: a worker's note, the holders' queue, the consultant's desk.

Here: what is tapped and typed, and what is waited for. Never here: expectations of a story.
"""

from dataclasses import dataclass

from playwright.async_api import Locator, expect

from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Phone
from tests.browser.staff import Staff
from tests.browser.team import Team
from tests.browser.town import Town

SANDBOX_PASSPHRASE = "sandbox passphrase"


@dataclass(frozen=True, kw_only=True)
class NoteTexts:
    """What a worker types into the boxes."""

    theme: str
    happened: str
    wish: str
    own: str = ""


async def begin_note(worker: Staff) -> None:
    """From the room to the empty boxes."""
    await worker.at("room-menu").click()
    await worker.at("note-open").click()
    await worker.at("note-happened").wait_for()


async def fill_note(worker: Staff, note: NoteTexts) -> None:
    """Choose and type, then let the device look for names."""
    await worker.at("note-theme").select_option(note.theme)
    await fill(worker.at("note-happened"), note.happened)
    await fill(worker.at("note-wish"), note.wish)
    await fill(worker.at("note-own"), note.own)
    await worker.at("note-check").click()
    await worker.at("pseudonym-preview").wait_for(timeout=SLOW_MS)


async def replace_the_rest(worker: Staff) -> None:
    """Decide on everything that is still asked."""
    rest = worker.at("pseudonym-replace-rest")
    if await rest.count():
        await rest.click()


async def send_note(worker: Staff) -> str:
    """Say that it was read, and send; the name by which supervision knows it."""
    await worker.at("pseudonym-confirm").check()
    await worker.at("pseudonym-done").click()
    await worker.at("note-sent").wait_for(timeout=SLOW_MS)
    name = await worker.at("note-name").inner_text()
    await worker.at("note-done").click()
    return name


async def holder_at(phone: Phone, town: Town, name: str) -> Staff:
    """The sandbox's manager or deputy at a phone, with the desk open."""
    holder = Staff(phone=phone)
    await phone.give_to(name)
    await phone.open_link(town.link("desk"))
    await holder.at("unlock-passphrase").wait_for(timeout=SLOW_MS)
    await holder.unlock(SANDBOX_PASSPHRASE)
    return holder


async def consultant_at(phone: Phone, team: Team, name: str) -> Staff:
    """A consultant at a phone: invited and certified by the reference client, enrolled by hand."""
    consultant = Staff(phone=phone)
    token = await team.coordinator.invite("consultant", label=name)
    await phone.give_to(name)
    await phone.open_link(team.town.link(f"i_{token}"))
    await consultant.enrol(name)
    await consultant.at("own-words").wait_for()
    await team.certify(name)
    await consultant.at("consultant-supervision").wait_for(timeout=SLOW_MS)
    return consultant


def entry(reader: Staff, name: str) -> Locator:
    """The notes under this name, as a reader sees them."""
    return reader.phone.app.locator(f'[data-testid="entry"][data-name="{name}"]')


async def unfold(reader: Staff, name: str) -> Locator:
    """Open the one note under this name in the queue."""
    found = entry(reader, name)
    await expect(found).to_have_count(1, timeout=SLOW_MS)
    toggle = found.get_by_test_id("entry-fold-toggle")
    if await toggle.get_attribute("aria-expanded") == "false":
        await toggle.click()
    return found
