"""A coordinator's screens, from their set-up to a team at work, brought up and looked at.

Here: the way through them. Never here: what is found on them (looking.py).
"""

from playwright.async_api import expect

from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS
from tests.browser.shift import add_hours, add_slot, begin_rota, save_rota
from tests.browser.staff import PASSPHRASE
from tests.browser.ways import Way


async def setting_up(way: Way) -> list[str]:
    """The agreement, the passphrase, the kit on paper, and a team of one; gives the kit's words."""
    await way.desk.page.get_by_test_id("setup-link-coordinator-set-up-3").click()
    await way.phone.part("inline-button").last.click()
    await way.see("agreement-screen")
    await way.tap("agreement-read")
    await way.see("who-screen")
    await way.fill(staff_name="Coordinator", passphrase=PASSPHRASE, passphrase_again="another")
    await way.see("who-screen", "filled")
    await way.fill(passphrase_again=PASSPHRASE)
    await way.tap("set-up")
    await way.at("kit-words-shown").wait_for(timeout=SLOW_MS)
    await way.see("kit-screen")
    words = await way.staff.words("kit-words-shown", count=12)
    await way.staff.on_paper()
    for number, _ in enumerate(await way.staff.questions(), start=1):
        await fill(way.at(f"kit-word-{number}"), "no word")
    await way.tap("kit-check")
    await way.see("kit-check-screen", "wrong")
    for number, question in enumerate(await way.staff.questions(), start=1):
        place = int(await question.get_attribute("data-place") or 0)
        await fill(way.at(f"kit-word-{number}"), words[place - 1])
    await way.tap("kit-check")
    await way.see("holder-now", "shut")
    return words


async def locked(way: Way, kit: list[str]) -> None:
    """Locked, a wrong passphrase, and the kit in its place."""
    await way.tap("desk-lock")
    await way.see("locked-screen")
    await way.fill(unlock_passphrase="a wrong passphrase")
    await way.tap("unlock")
    await way.see("entry-fault", "passphrase")
    await way.tap("use-kit")
    await way.see("kit-neither")
    await way.fill(kit_words=" ".join(kit))
    await way.tap("kit-unlock")
    await way.see("new-passphrase-screen")
    await way.tap("keep-passphrase")
    await way.at("holder-now").wait_for(timeout=SLOW_MS)


async def certifying(way: Way) -> None:
    """Who waits, their words, and everybody once they are certified."""
    await way.staff.tab("team")
    await way.see("holder-team", "waiting")
    manager = way.staff.member("Manager")
    await manager.get_by_test_id("member-check").click()
    await way.see("certify-screen")
    await way.tap("back")
    await way.staff.certify("Manager")
    await way.staff.certify("Deputy")
    await way.see("holder-team")
    await way.over("member-suspend", "suspend-confirm", "suspend-confirm-no")
    await way.fill(invite_label="Worker 1")
    await way.tap("invite-make")
    await way.see("invite-made")
    await way.tap("invite-done")
    await way.see("invite")


async def the_file(way: Way) -> None:
    """The team's file, a page of it, renewing, and a change of holders."""
    await way.tap("file-go")
    await way.see("file-screen")
    await way.tap("file-open")
    await way.see("file-page")
    await way.fill(training_what="Safeguarding", training_by="The trainers")
    await way.tap("training-record")
    await way.at("file-training").wait_for(timeout=SLOW_MS)
    await way.see("file-page", "trained")
    await way.over("file-training-drop", "training-drop-confirm", "training-drop-confirm-no")
    await way.tap("back", "back")
    await way.tap("renew-open")
    await way.see("renew-screen")
    await way.tap("back", "succession-open")
    await way.see("succession-screen")
    await way.tap("successor-begin")
    await way.see("succession-screen", "link")
    await way.tap("back")


async def the_rota(way: Way) -> None:
    """Nothing in it, its form, and a week."""
    await way.staff.tab("rota")
    await way.see("holder-rota", "empty")
    await begin_rota(way.staff)
    await way.see("rota-form")
    await add_hours(way.staff, weekday=2, hours=("17:00", "22:00"))
    if await way.at("slot-who").count():
        await add_slot(way.staff, "Worker 1", weekday=2, hours=("18:00", "21:00"))
    await way.see("rota-form", "hours")
    await save_rota(way.staff)
    await way.see("holder-rota")


async def incidents(way: Way) -> None:
    """The script for who asks, an incident of one's own, and the report that it is."""
    await way.staff.tab("incidents")
    await way.at("enquiry-kind").select_option("court")
    await way.tap("enquiry-note")
    await way.at("enquiry-row").wait_for()
    await fill(way.at("incident-said"), "A phone was left on a bus.")
    await way.tap("incident-told-protection", "incident-send")
    await way.at("report").wait_for()
    await way.see("holder-incidents")
    await way.tap("report-open", "report-do-look")
    await way.at("report-do-tell").wait_for()
    await fill(way.at("report-text"), "It was found, and nothing was read.")
    await way.tap("report-do-tell")
    await way.see("report-tell-sure")
    await way.tap("report-tell-sure-yes")
    await way.at("report-do-close").wait_for()
    await way.see("report-screen")
    await way.tap("back")


async def the_rest(way: Way) -> None:
    """What lies on the other tabs, and *now* with everything that can be done there."""
    for name in (
        "inbox",
        "supervision",
        "records",
        "disclosures",
        "numbers",
        "audit",
        "policy",
        "poster",
    ):
        await way.staff.tab(name)
        await way.see(f"holder-{name}", "first")
    await incidents(way)
    await way.over("crisis-open", "crisis-dialog", "crisis-close")
    await way.staff.tab("kit")
    await way.see("holder-kit")
    await way.over("kit-make", "kit-make-confirm", "kit-make-confirm-no")
    await way.tap("passphrase-change")
    await way.see("passphrase-save")
    await way.staff.tab("now")
    await way.see("holder-now")
    await way.tap("tabs-more")
    await way.see("holder-now", "tabs")
    await way.tap("tabs-more")
    await way.over("pause", "pause-confirm", "pause-confirm-no")


async def from_right_to_left(way: Way) -> None:
    """The same tabs in Arabic, where words are longer and the beginning is on the right."""
    await way.staff.tab("kit")
    await way.at("language").select_option("ar")
    await expect(way.phone.app.locator("html")).to_have_attribute("dir", "rtl", timeout=SLOW_MS)
    for name in ("now", "team", "rota", "policy", "kit"):
        await way.staff.tab(name)
        await way.see(f"holder-{name}", "arabic")


async def of_a_coordinator(way: Way) -> None:
    """From the link on the sandbox's page to a desk that is used every day."""
    kit = await setting_up(way)
    await locked(way, kit)
    await certifying(way)
    await the_file(way)
    await the_rota(way)
    await the_rest(way)
    await from_right_to_left(way)
