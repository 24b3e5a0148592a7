"""Disclosures as holders see them, and the desks of who only reads, brought up and looked at.

Here: the way through them. Never here: what is found on them (looking.py).
"""

from client.supervision import EntryQueue, EntryWords, EntryWriter
from tests.browser.disclosing import Discloser, Record, reference_holder
from tests.browser.pairs import Pair
from tests.browser.phones import SLOW_MS
from tests.browser.staff import PASSPHRASE
from tests.browser.team import Team
from tests.browser.ways import Way, no_answer

SAID = "They are hit at home."
RECORD = Record()
NOTE = EntryWords(theme="Nights", happened="Person A cannot sleep.", wish="What do I say?")


async def recording(lead: Way) -> None:
    """The form, what lacks in it, what may be a name, read through, asked."""
    discloser = Discloser(phone=lead.phone)
    await discloser.prepare(SAID)
    await lead.see("disclosure-form-screen")
    await lead.tap("disclosure-review-go")
    await lead.see("disclosure-lacking")
    await lead.fill(disclosure_outline="Jonas rang from 07700 900456.")
    await lead.see("outline-names")
    await discloser.write(RECORD)
    await lead.see("disclosure-form-screen", "filled")
    await lead.tap("disclosure-review-go")
    await lead.see("disclosure-review-screen")
    await lead.over("disclosure-send", "disclosure-send-confirm", "disclosure-send-confirm-no")
    async with lead.answering("**/api/disclosures", no_answer):
        await lead.tap("disclosure-send", "disclosure-send-confirm-yes")
        await lead.see("disclosure-problem")
    await lead.tap("disclosure-send", "disclosure-send-confirm-yes")
    await lead.see("disclosure-screen", "waits")
    await lead.tap("back")
    await lead.staff.tab("disclosures")
    await lead.see("holder-disclosures")


async def deciding(other: Way) -> None:
    """The other holder reads it and decides."""
    discloser = Discloser(phone=other.phone)
    await other.staff.tab("now")
    await other.see("now-disclosures")
    await discloser.show("requested")
    await other.see("disclosure-decide")
    await other.fill(decide_reasons="It cannot wait.")
    await other.over("disclosure-refuse", "refuse-confirm", "refuse-confirm-no")
    await other.over("disclosure-approve", "approve-confirm", "approve-confirm-no")
    await discloser.decide("approve", "It cannot wait.")
    await other.see("disclosure-decision")


async def opening(lead: Way) -> None:
    """The identity, what was done with it, on paper, and who else may read the record."""
    discloser = Discloser(phone=lead.phone)
    await discloser.show("approved")
    await lead.see("disclosure-approved")
    await lead.over("disclosure-open-identity", "open-confirm", "open-confirm-no")
    await discloser.open_identity()
    await lead.see("disclosure-identity")
    await lead.tap("disclosure-complete-send")
    await lead.see("complete-lacking")
    await lead.fill(complete_done="Rang the director at noon.")
    for testid in ("passed-yes", "complete-recipients", "complete-fields"):
        await lead.at(testid).first.check()
    await lead.tap("disclosure-print")
    await lead.see("disclosure-sheet-screen")
    await lead.at("sheet-identity").check()
    await lead.see("disclosure-sheet-screen", "named")
    await lead.tap("back", "disclosure-complete-send")
    await discloser.stands("completed")
    await lead.see("disclosure-screen", "completed")


async def certified(way: Way, team: Team, role: str) -> None:
    """Sets up, leaves before the kit is on paper, and is certified."""
    name = role.title()
    token = await team.coordinator.invite(role, label=name)
    await way.phone.close_app()
    await way.phone.give_to(name)
    await way.phone.open_link(way.town.link(f"i_{token}"))
    await way.tap("agreement-read")
    await way.fill(staff_name=name, passphrase=PASSPHRASE, passphrase_again=PASSPHRASE)
    await way.tap("set-up")
    await way.at("kit-words-shown").wait_for(timeout=SLOW_MS)
    await way.phone.close_app()
    await way.phone.open_link(way.town.link("desk"))
    await way.fill(unlock_passphrase=PASSPHRASE)
    await way.tap("unlock")
    await way.see("kit-lost-screen")
    await way.tap("kit-later")
    await way.at("own-words").wait_for(timeout=SLOW_MS)
    await way.see("waiting-screen", role)
    await team.certify(name)


async def consulting(way: Way, team: Team, pair: Pair) -> None:
    """A consultant's tabs, with a note that was put on the agenda."""
    await certified(way, team, "consultant")
    await way.see("consultant-supervision", "empty")
    secret = pair.room.conversation.joined.supervision
    await EntryWriter(person=pair.worker.person).write(NOTE, supervision=secret)
    manager = await reference_holder(way.town, "manager")
    queue = EntryQueue(person=manager.person, role="manager", secret=manager.role_key)
    row = await queue.move((await queue.rows())[0], "take")
    await queue.put_on_agenda(row, on=True)
    await way.phone.close_app()
    await way.phone.open_link(way.town.link("desk"))
    await way.fill(unlock_passphrase=PASSPHRASE)
    await way.tap("unlock", "kit-later")
    await way.see("entry", "consultant")
    await way.staff.tab("kit")
    await way.see("consultant-kit")


async def auditing(way: Way, team: Team, lead: Way) -> None:
    """An auditor's tabs, and a record that a holder lets them read."""
    await certified(way, team, "auditor")
    await way.at("audit-row").first.wait_for(timeout=SLOW_MS)
    await way.see("auditor-audit")
    await way.staff.tab("disclosures")
    await way.see("auditor-disclosures")
    await way.staff.tab("records")
    await way.see("auditor-records")
    # The lead's desk learns of the new auditor when it is opened again.
    await lead.tap("desk-lock")
    await Discloser(phone=lead.phone).unlock_as("Coordinator", way.town)
    await Discloser(phone=lead.phone).show("completed")
    await lead.tap("auditors-let")
    await lead.see("auditors-confirm")
    await lead.tap("auditors-confirm-yes")
    await lead.see("auditors-done")
    await way.phone.close_app()
    await way.phone.open_link(way.town.link("desk"))
    await way.fill(unlock_passphrase=PASSPHRASE)
    await way.tap("unlock", "kit-later")
    await Discloser(phone=way.phone).show("completed")
    await way.see("disclosure-screen", "auditor")
    await way.tap("back")
    await way.staff.tab("kit")
    await way.see("auditor-kit")
