"""A hostile text in numbers and charts, in signposts, and in a worker's own forms (attack 21)."""

import json
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from client.api import b64
from client.numbers import sign_tables
from crypto import wire
from tests.browser.concern import Concern
from tests.browser.conftest import Desk
from tests.browser.corpus import CORPUS, SHORT
from tests.browser.filling import fill
from tests.browser.inbox import sit_down
from tests.browser.numbers import DAY, MONTH, Counting, said
from tests.browser.phones import SLOW_MS
from tests.browser.staff import Staff, at_the_desk
from tests.browser.supervision import NoteTexts, begin_note, fill_note, replace_the_rest
from tests.browser.team import Team
from tests.browser.town import ROOT, Town

MADE = "script, img, iframe, object, style, base, meta, details, input, math, a"
"""What a text could make of itself. A chart is an `svg` of ours: those are counted."""

LONG = "\n".join(CORPUS)
PAST = wire.period_of_week(wire.week_of(int(time.time()) - 40 * DAY), kind=MONTH)
COUNTS = {text: 8 + at for at, text in enumerate(CORPUS)}
SIGNPOSTED = "hostile"


def hostile_directory() -> str:
    """The built-in signposts, and one entry of which every word is hostile."""
    words = "\n".join(
        f"{field}.en = {json.dumps(CORPUS[at])}"
        for at, field in enumerate(("name", "what", "hours", "where"))
    )
    built_in = (ROOT / "policy/signposts/uk.toml").read_text(encoding="utf-8")
    return f'{built_in}\n[[signpost]]\ncode = "{SIGNPOSTED}"\ncategory = "other"\n{words}\n'


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """A service that counts in months, with a directory that somebody tampered with."""
    folder = tmp_path_factory.mktemp("town")
    directory = folder / "signposts.toml"
    directory.write_text(hostile_directory(), encoding="utf-8")
    settings = {"NUMBERS_PERIOD": "month", "SIGNPOSTS_FILE": str(directory)}
    made = Town(data=folder / "data", settings=settings)
    await made.start()
    yield made
    await made.end()


async def listening(desk: Desk) -> list[int]:
    """Hears every script that runs in the page."""
    ran: list[int] = []
    await desk.context.expose_binding("ran", lambda _: ran.append(1))
    await desk.page.reload()
    return ran


async def nothing_made(shown: Locator) -> None:
    """The texts made no elements."""
    assert await shown.locator(MADE).count() == 0


async def test_a_corpus_of_scripts_is_shown_as_text_in_tables_and_charts(
    desk: Desk, town: Town, team: Team
) -> None:
    """A lead's device that signs whatever it likes; the manager's shows it."""
    person = team.coordinator.person
    tables = sign_tables(
        {SHORT: COUNTS}, together=SHORT, period=PAST, ring=person.ring, now=person.now()
    )
    signed = {"period": PAST, "tables": [b64(each.raw) for each in tables]}
    await person.api.post("/api/tables", signed)
    await person.api.post(f"/api/tables/{PAST}/release", {})
    ran = await listening(desk)
    manager = Counting(phone=(await sit_down(desk.phone(1), town, "Manager")).phone)
    await manager.numbers()
    shown = manager.at(f"period-{PAST}")
    await shown.wait_for(timeout=SLOW_MS)
    (table,) = await manager.tables(f"period-{PAST}")
    assert table.name == SHORT
    assert table.rows == {label: said(count) for label, count in COUNTS.items()}
    chart = shown.get_by_role("img")
    await expect(chart).to_have_count(1)
    drawn = "".join((await chart.text_content() or "").split())
    assert all("".join(label.split()) in drawn for label in CORPUS)
    await nothing_made(shown)
    await expect(shown.locator("svg")).to_have_count(1)
    await expect(shown.locator("svg script, svg foreignObject")).to_have_count(0)
    assert ran == []
    assert desk.watch.beyond() == []


async def signposts(worker: Staff) -> None:
    """Found, put into the message and sent: text everywhere."""
    await worker.at("room-menu").click()
    await worker.at("signposts-open").click()
    await worker.at("signpost").first.wait_for(timeout=SLOW_MS)
    await fill(worker.at("signposts-search"), "ran()")
    entry = worker.phone.app.locator(f'[data-testid="signpost"][data-code="{SIGNPOSTED}"]')
    await entry.wait_for()
    for text in CORPUS[:4]:
        await expect(entry).to_contain_text(text)
    await nothing_made(entry)
    await entry.get_by_test_id("signpost-insert").click()
    await worker.at("send-message").click()
    sent = worker.at("message").filter(has_text=CORPUS[3])
    await expect(sent).to_have_count(1, timeout=SLOW_MS)
    await nothing_made(sent)


async def a_note(worker: Staff) -> None:
    """Typed, searched for names, read through."""
    await begin_note(worker)
    note = NoteTexts(theme="health", happened=LONG, wish=LONG, own=LONG)
    await fill_note(worker, note)
    review = worker.at("pseudonymise")
    await nothing_made(review.get_by_test_id("pseudonym-note"))
    await worker.at("pseudonym-mark").first.click()
    await expect(worker.at("pseudonym-menu")).to_be_visible()
    await expect(worker.at("pseudonym-menu").locator("script, img, iframe")).to_have_count(0)
    await worker.at("pseudonym-close").click()
    await replace_the_rest(worker)
    preview = worker.at("pseudonym-preview")
    await expect(preview).to_contain_text("<svg onload=")
    await nothing_made(preview)
    await worker.at("back").click()


async def a_concern(worker: Staff) -> None:
    """Asked step by step, with a hostile message quoted; reviewed."""
    form = Concern(worker=worker)
    await worker.at("room-menu").click()
    await worker.at("concern-raise").click()
    await form.danger(called=SHORT)
    await form.ground("safeguarding")
    await form.step("said")
    await expect(worker.at("concern-quotes").locator("script, img, iframe, svg")).to_have_count(0)
    await worker.at("concern-quote").first.check()
    for name in ("said", "wants", "told"):
        await form.write(name, LONG)
    await form.about("neither")
    await form.step("review")
    for name in ("said", "wants", "told"):
        shown = worker.at(f"review-{name}")
        await expect(shown).to_contain_text(LONG, use_inner_text=True)
        await nothing_made(shown)
    await expect(worker.at("review-quote").first).to_contain_text("ran()")
    assert await worker.at("concern-screen").locator("script, img, iframe, a").count() == 0
    await worker.at("concern-discard").click()
    await worker.at("concern-discard-confirm-yes").click()


async def test_a_corpus_of_scripts_is_shown_as_text_in_a_workers_own_forms(
    desk: Desk, team: Team
) -> None:
    ran = await listening(desk)
    worker = await at_the_desk(desk.phone(2), team, f"{SHORT} 2")
    student = desk.student(1)
    await student.come_in(f"{SHORT} 3")
    await student.send_letter(LONG)
    await worker.at("claim").click(timeout=SLOW_MS)
    await worker.accept(SHORT)
    await student.room()
    await student.say(CORPUS[1])
    await worker.sees(CORPUS[1])
    await signposts(worker)
    await student.at("message").filter(has_text=CORPUS[3]).wait_for(timeout=SLOW_MS)
    assert await student.at("messages").locator(MADE).count() == 0
    await a_note(worker)
    await a_concern(worker)
    assert ran == []
    assert desk.watch.beyond() == []
