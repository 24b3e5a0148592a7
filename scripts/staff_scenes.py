"""What the staff see of an evening, for the README: a concern, a note, a disclosure, numbers.

Used by scripts/screenshots.py. Here: the scenes and their texts. Never here: how a photograph is
made.
"""

import time
from collections.abc import Awaitable, Callable
from typing import Final

from playwright.async_api import expect

from client.api import b64
from client.keys import Secret
from client.numbers import sign_tables
from crypto import wire
from policy.texts import Texts
from tests.browser.concern import Concern
from tests.browser.disclosing import Discloser, Record
from tests.browser.numbers import COUNTED, Counting
from tests.browser.phones import SLOW_MS, Phone
from tests.browser.staff import PASSPHRASE, Staff
from tests.browser.supervision import NoteTexts, begin_note, fill_note, replace_the_rest, send_note
from tests.browser.town import Town

LONG_AGO: Final = 250 * 24 * 3600
SAID: Final = "They told me that somebody at home hits them, and that it happened again on Sunday."
NOTE: Final = NoteTexts(
    theme="study",
    happened="They can't get past the door of the seminar room. Heather, a friend, offered to go "
    "along; they can be reached on 07700 900123.",
    wish="How do I help without deciding for them?",
)
RECORD: Final = Record(ground="safeguarding", wishes="They wish that it stops.")

Shoot = Callable[[Phone, str], Awaitable[None]]


async def top(who: Staff) -> None:
    """To the beginning of the screen."""
    await who.at("heading").evaluate("() => scrollTo(0, 0)")


async def note(worker: Staff, coordinator: Staff, shoot: Shoot) -> None:
    """Names are found before it leaves the device; supervision reads it without them."""
    await begin_note(worker)
    await fill_note(worker, NOTE)
    await worker.at("pseudonymise").scroll_into_view_if_needed()
    await top(worker)
    await shoot(worker.phone, "worker-note")
    await replace_the_rest(worker)
    await send_note(worker)
    await coordinator.tab("supervision")
    await coordinator.at("entry-fold-toggle").first.click(timeout=SLOW_MS)
    await coordinator.at("entry-happened").first.wait_for()
    await top(coordinator)
    await shoot(coordinator.phone, "holder-supervision")


async def concern(worker: Staff, coordinator: Staff, shoot: Shoot) -> None:
    """Raised in the room, read by two holders."""
    form = Concern(worker=worker)
    await worker.at("room-menu").click()
    await worker.at("concern-raise").click()
    await form.danger(called=None)
    await form.ground("safeguarding")
    await form.write("said", SAID)
    await form.write("wants", "To talk to somebody who can act.")
    await form.write("told", "That I would pass it on, and to whom.")
    await form.about("neither")
    await form.send()
    await worker.at("concern-leave").click()
    await coordinator.tab("now")
    await coordinator.at("now-inbox").wait_for(timeout=SLOW_MS)
    await top(coordinator)
    await shoot(coordinator.phone, "holder-now")
    await coordinator.tab("inbox")
    await coordinator.at("flag-open").first.click(timeout=SLOW_MS)
    await coordinator.at("flag-thread").wait_for(timeout=SLOW_MS)
    await top(coordinator)
    await shoot(coordinator.phone, "holder-inbox")


async def disclosure(coordinator: Staff, shoot: Shoot) -> None:
    """The record that is written before anybody's identity may be opened."""
    discloser = Discloser(phone=coordinator.phone)
    await discloser.at("flag-do-acknowledge").click()
    await discloser.at("disclosure-prepare").click(timeout=SLOW_MS)
    await discloser.at("disclosure-form-screen").wait_for()
    await discloser.write(RECORD)
    await discloser.at("heading").evaluate("() => scrollTo(0, 0)")
    await shoot(discloser.phone, "holder-disclosure")
    await discloser.sign()
    await discloser.at("back").click()


def counts() -> dict[str, dict[str, int]]:
    """Two tables of a period that is over, in the policy's words."""
    texts = Texts.load()
    tables = {
        texts.render(f"numbers-table-{table['id']}", "en"): {
            texts.render(f"numbers-{cell}", "en"): 40 - 7 * (at % 5)
            for at, cell in enumerate(table["cells"])
        }
        for table in COUNTED["tables"]
    }
    return dict(list(tables.items())[:2])


async def numbers(town: Town, coordinator: Staff, shoot: Shoot) -> None:
    """A period frozen and released by the lead's other device."""
    person = town.person("Coordinator", side="staff")
    await person.recover(Secret.passphrase(PASSPHRASE))
    kind = (await person.api.get("/api/tables"))["kind"]
    period = wire.period_of_week(wire.week_of(int(time.time()) - LONG_AGO), kind=kind)
    tables = sign_tables(
        counts(), together="Together", period=period, ring=person.ring, now=person.now()
    )
    await person.api.post(
        "/api/tables", {"period": period, "tables": [b64(each.raw) for each in tables]}
    )
    await person.api.post(f"/api/tables/{period}/release", {})
    await coordinator.tab("now")
    counting = Counting(phone=coordinator.phone)
    await counting.numbers()
    await expect(counting.at(f"period-{period}")).to_be_visible(timeout=SLOW_MS)
    await counting.at("numbers-chart").first.scroll_into_view_if_needed()
    await shoot(counting.phone, "holder-numbers")


async def staff_scenes(town: Town, worker: Staff, coordinator: Staff, shoot: Shoot) -> None:
    """All of them, from an open room on."""
    await note(worker, coordinator, shoot)
    await concern(worker, coordinator, shoot)
    await disclosure(coordinator, shoot)
    await numbers(town, coordinator, shoot)
