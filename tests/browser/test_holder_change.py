"""A holder who is gone is succeeded: the other two together, and even the root comes back."""

import pytest
from playwright.async_api import Locator, expect

import crypto
from client.api import Refused, unb64
from client.flags import FlagWords
from client.holder import Holder
from client.keys import Secret
from tests.browser.conftest import Desk
from tests.browser.disclosing import Discloser, Record, reference_holder
from tests.browser.filling import fill
from tests.browser.inbox import concerned
from tests.browser.phones import SLOW_MS, Phone
from tests.browser.staff import PASSPHRASE, Staff
from tests.browser.team import Team
from tests.browser.town import Town

BEFORE = "Somebody at home hits them."
AFTER = "It happened again."
RECORD = Record(fields=("telegram-id",))


def role(holder: Staff, name: str) -> Locator:
    """A role's card on the screen of a change."""
    return holder.phone.app.locator(f'[data-testid="succession-role"][data-role="{name}"]')


async def go(holder: Staff) -> None:
    """To the screen of a change."""
    await holder.tab("team")
    await holder.at("succession-open").click()
    await holder.at("succession-screen").wait_for()


async def successor_comes(by: Staff, phone: Phone, what: str, name: str) -> Discloser:
    """A link from the screen; whoever opens it sets up, and waits to be checked."""
    await role(by, what).get_by_test_id("successor-begin").click()
    await fill(by.at("successor-label"), name)
    await by.at("successor-make").click()
    link = await by.at("invite-link").input_value()
    await by.at("invite-done").click()
    successor = Discloser(phone=phone)
    await phone.give_to(name)
    await phone.open_link(link.replace("?start=", "?startapp="))
    await successor.enrol(name)
    await expect(role(by, what)).to_have_attribute("data-successor", "waiting", timeout=SLOW_MS)
    return successor


async def check(by: Staff, successor: Staff, what: str) -> None:
    """The eight words are the same on both phones; nothing changes hands yet."""
    shown = await successor.words("own-words")
    await role(by, what).get_by_test_id("successor-check").click()
    assert await by.words("member-words") == shown
    await by.at("certify").click()
    await expect(role(by, what)).to_have_attribute("data-successor", "certified", timeout=SLOW_MS)


async def give(holder: Staff, what: str) -> None:
    """Give what this desk has."""
    await role(holder, what).get_by_test_id("successor-give").click(timeout=SLOW_MS)
    await expect(role(holder, what).get_by_test_id("successor-give")).to_have_count(
        0, timeout=SLOW_MS
    )


async def take_over(successor: Staff, what: str) -> None:
    """On the successor's own desk, once every earlier key is there."""
    await successor.at("holder-now").wait_for(timeout=SLOW_MS)
    await go(successor)
    keys = role(successor, what).get_by_test_id("successor-keys")
    await expect(keys).to_have_attribute("data-lacking", "0", timeout=SLOW_MS)
    await successor.at("successor-take").click()
    await successor.at("successor-take-confirm-yes").click()
    await expect(role(successor, what)).to_have_attribute("data-successor", "none", timeout=SLOW_MS)


async def wraps_of(town: Town, name: str, what: str) -> dict[str, bytes]:
    """The successor's own wraps of the flags there are, by what the flag says to them."""
    person = town.person(name, side="staff")
    await person.recover(Secret.passphrase(PASSPHRASE))
    rows = (await person.api.get("/api/flags"))["flags"]
    keys = [
        crypto.BoxSecret(value)
        for entry, value in person.ring.others.items()
        if entry.startswith(f"role/{what}/")
    ]
    assert len(keys) == 2
    assert all(any(opens(key, unb64(row["wrap"])) for key in keys) for row in rows)
    return {row["id"]: unb64(row["wrap"]) for row in rows}


def opens(key: crypto.BoxSecret, boxed: bytes) -> bool:
    """Whether this key opens a box."""
    try:
        crypto.box_open(secret=key, boxed=boxed)
    except crypto.CryptoError:
        return False
    return True


def old_key(holder: Holder) -> crypto.BoxSecret:
    """The role's key as the one who is gone still has it."""
    return crypto.BoxSecret(holder.person.ring.others[f"role/{holder.role}/1"])


async def test_the_other_two_replace_a_manager_who_is_gone(
    desk: Desk, town: Town, team: Team
) -> None:
    about = await concerned(town, team)
    words = FlagWords(ground="safeguarding", said=BEFORE, wants="Somebody to help.")
    first = await about.by_worker(words)
    gone = await reference_holder(town, "manager")
    await gone.back_up()

    coordinator, deputy = (Discloser(phone=desk.phone(number)) for number in (1, 2))
    await coordinator.unlock_as("Coordinator", town)
    await deputy.unlock_as("Deputy", town)
    await go(coordinator)
    successor = await successor_comes(coordinator, desk.phone(3), "manager", "Manager 2")
    await check(coordinator, successor, "manager")
    # Half alone is not enough, and the successor is nobody yet.
    await give(coordinator, "manager")
    keys = role(coordinator, "manager").get_by_test_id("successor-keys")
    await expect(keys).to_have_attribute("data-lacking", "1")
    await go(deputy)
    await give(deputy, "manager")
    await take_over(successor, "manager")
    await expect(role(deputy, "manager")).to_contain_text("Manager 2", timeout=SLOW_MS)

    # What is raised from now on is sealed to the new key; what was there before stays readable.
    second = await about.by_worker(FlagWords(ground="safeguarding", said=AFTER, wants="Help."))
    await successor.at("back").click()
    await successor.tab("inbox")
    await expect(successor.at("flag")).to_have_count(2, timeout=SLOW_MS)
    for row in await successor.at("flag").all():
        await expect(row).to_have_attribute("data-reading", "open")
    wraps = await wraps_of(town, "Manager 2", "manager")
    by_id = {unb64(name): wrap for name, wrap in wraps.items()}
    assert opens(old_key(gone), by_id[first])
    assert not opens(old_key(gone), by_id[second])

    # The one who is gone is out, for good.
    gone_person = town.person("Manager", side="staff")
    with pytest.raises(Refused):
        await gone_person.recover(Secret.passphrase("sandbox passphrase"))

    # Two holders still open an identity whose halves were sealed to the old key.
    await coordinator.at("back").click()
    await coordinator.prepare(BEFORE)
    await coordinator.write(RECORD)
    await coordinator.sign()
    await successor.show("requested")
    await successor.decide("approve", "It cannot wait.")
    await coordinator.stands("approved")
    await coordinator.open_identity()
    assert set(await coordinator.shown()) == {"telegram-id"}


async def test_manager_and_deputy_bring_the_root_back_for_a_new_coordinator(
    desk: Desk, town: Town, team: Team
) -> None:
    gone = team.coordinator
    manager, deputy = (Discloser(phone=desk.phone(number)) for number in (1, 2))
    await manager.phone.give_to("Manager 2")
    await manager.phone.open_link(town.link("desk"))
    await manager.unlock(PASSPHRASE)
    await deputy.unlock_as("Deputy", town)
    # The coordinator's own backup names the manager of now, or there would be nothing to give.
    await gone.back_up()
    # Lost passphrase and kit: the account is ended first, and the role is nobody's meanwhile.
    await manager.tab("team")
    await manager.at("file-go").click()
    await manager.at("file-open").filter(has_text="Coordinator").first.click(timeout=SLOW_MS)
    await manager.at("file-leave").click()
    await manager.at("file-leave-confirm-yes").click()
    await manager.at("file-screen").wait_for(timeout=SLOW_MS)
    await manager.at("back").click()
    await go(manager)
    await go(deputy)
    await expect(role(manager, "coordinator")).to_contain_text("Nobody holds this role")

    successor = await successor_comes(manager, desk.phone(3), "coordinator", "Coordinator 2")
    # Nobody here can certify a coordinator: the root's halves are with these two.
    await expect(role(manager, "coordinator").get_by_test_id("successor-check")).to_have_count(0)
    await role(deputy, "coordinator").get_by_test_id("root-give").click(timeout=SLOW_MS)
    await expect(deputy.at("root-given")).to_be_visible(timeout=SLOW_MS)
    await role(manager, "coordinator").get_by_test_id("root-restore").click(timeout=SLOW_MS)
    await check(manager, successor, "coordinator")
    await give(manager, "coordinator")
    await give(deputy, "coordinator")
    await take_over(successor, "coordinator")

    # The root is the new coordinator's now, and the same: posters stay as they are.
    await expect(role(manager, "coordinator")).to_contain_text("Coordinator 2", timeout=SLOW_MS)
    restored = town.person("Manager 2", side="staff")
    await restored.recover(Secret.passphrase(PASSPHRASE))
    heir = town.person("Coordinator 2", side="staff")
    await heir.recover(Secret.passphrase(PASSPHRASE))
    assert heir.ring.others["root-seed"] == gone.root.seed
    assert heir.ring.others["role/coordinator/1"] == gone.role_key.secret
    with pytest.raises(Refused):
        await gone.overview()
