"""Numbers from a worker's closing words to a file on the manager's device.

Two workers send their weeks by the reference client, one in the browser; a month passes.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from client.api import Refused, b64
from client.keys import KeyRing
from client.numbers import sign_tables
from client.worker import Worker
from crypto import wire
from tests.browser.arrived import asks, unlocks
from tests.browser.conftest import Desk, Pages
from tests.browser.filling import fill
from tests.browser.inbox import SANDBOX_PASSPHRASE
from tests.browser.looking import Look
from tests.browser.numbers import (
    MONTH,
    Counting,
    Days,
    csv_of,
    expected,
    is_png,
    send_week,
    this_period,
    time_passes,
)
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff
from tests.browser.team import PASSPHRASE, Team
from tests.browser.town import Town

FIRST = {"outcome-heard": 4, "theme-study": 3, "theme-money": 1, "pointed-union": 4}
SECOND = {"outcome-step": 3, "theme-study": 3, "pointed-nowhere": 2, "pointed-unsaid": 1}
CODED = {"outcome": "onward", "theme": "loss", "pointed": "helpline"}
FADED = {"outcome": "faded", "theme": "alone"}
PICTURE_WIDTH = 1120


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """A service that counts in months."""
    made = Town(data=tmp_path_factory.mktemp("town") / "data", settings={"NUMBERS_PERIOD": "month"})
    await made.start()
    yield made
    await made.end()


async def talk(student: Student, worker: Staff, town: Town, name: str) -> None:
    """From asking to an open conversation."""
    await (await asks(town, name)).at(student.phone)
    await worker.tab("queue")
    await worker.at("request").wait_for(timeout=SLOW_MS)
    await worker.at("claim").click()
    await worker.accept("I'm here.")
    await student.room()


async def end(who: Student | Staff) -> None:
    """*More* and *End this conversation*, up to the question."""
    await who.at("room-menu").click()
    await who.at("close-room").click()


async def answer(worker: Staff, coded: dict[str, str]) -> None:
    """Say how it went."""
    for question, choice in coded.items():
        await worker.at(f"ask-{question}-toggle").click()
        await worker.at(f"{question}-{choice}").check()


async def the_worker_ends(student: Student, worker: Staff, town: Town) -> None:
    """A conversation that its worker ends, saying how it went."""
    await talk(student, worker, town, "Student 1")
    await end(worker)
    await answer(worker, CODED)
    await worker.at("close-confirm-yes").click()
    await worker.at("worker-queue").wait_for(timeout=SLOW_MS)
    await worker.tab("conversations")
    await expect(worker.at("numbers-over")).to_have_count(0)


async def the_student_ends(student: Student, worker: Staff, town: Town) -> None:
    """One that ends without its worker, who says afterwards how it went."""
    await talk(student, worker, town, "Student 2")
    await end(student)
    await student.at("close-confirm-yes").click()
    await worker.at("ended-leave").click(timeout=SLOW_MS)
    await worker.tab("conversations")
    await answer(worker, FADED)
    # It is counted on the desk at once; the page may be closed once the service has it, too.
    async with worker.phone.page.expect_response("**/api/me/bundle"):
        await worker.at("numbers-over-count").click()
    await expect(worker.at("numbers-over")).to_have_count(0)


async def send_weeks(first: Worker, second: Worker, period: str) -> Counter[str]:
    """All weeks of two workers, one of them twice, one of them signed by nobody certified."""
    weeks = wire.weeks_of(period)
    for week in weeks:
        await send_week(first, week, FIRST)
        await send_week(second, week, SECOND)
    await send_week(first, weeks[0], {"outcome-faded": 1, "theme-study": 1, "pointed-union": 1})
    await send_week(second, weeks[1], {"theme-other": 99}, signed_by=KeyRing.generate(side="staff"))
    sums: Counter[str] = Counter(
        {"outcome-faded": 1, "theme-study": 1, "pointed-union": 1, "wait_1h": 2}
    )
    for _ in weeks[1:]:
        sums.update(FIRST)
        sums.update(SECOND)
    for coded in (CODED, FADED | {"pointed": "unsaid"}):
        sums.update(f"{question}-{choice}" for question, choice in coded.items())
    return sums


async def sit_down(desk: Desk, town: Town, days: Days, name: str, passphrase: str) -> Counting:
    """A holder at a phone of a page that has the service's time."""
    await desk.context.clock.set_fixed_time(days.moment())
    holder = Counting(phone=desk.phone(1))
    await holder.phone.give_to(name)
    await holder.phone.open_link(town.link("desk"))
    await holder.unlock(passphrase)
    if name == "Coordinator":
        # The reference client printed no kit.
        await holder.at("kit-later").click(timeout=SLOW_MS)
    await holder.at("holder-now").wait_for(timeout=SLOW_MS)
    return holder


async def came_in(team: Team, period: str, count: int) -> None:
    """Wait until so many weekly counts lie at the service, for the lead."""
    due = time.monotonic() + SLOW_MS / 1000
    while True:
        found = await team.coordinator.person.api.get(f"/api/numbers?period={period}")
        if len(found["vectors"]) == count:
            return
        assert time.monotonic() < due, len(found["vectors"])
        await asyncio.sleep(0.1)


async def come_back(worker: Staff, days: Days, town: Town) -> None:
    """The worker opens the desk again after the month is over. Nothing else is asked of them."""
    await worker.phone.page.context.clock.set_fixed_time(days.moment())
    await worker.phone.close_app()
    await worker.phone.open_link(town.link("desk"))
    await worker.unlock()


async def the_lead_freezes(
    lead: Counting, look: Look, sums: Counter[str], *, period: str, taken: int, current: str
) -> None:
    """Chooses the month, sees what came in and what comes of it, and freezes it."""
    await lead.numbers()
    await lead.at("numbers-none").wait_for()
    await lead.at("numbers-which").select_option(current)
    await lead.at("numbers-until").wait_for()
    await lead.look(period)
    await look.at(lead.phone, "numbers-preview")
    await expect(lead.at("numbers-came")).to_have_attribute("data-count", str(taken))
    await expect(lead.at("numbers-left-out")).to_contain_text("One weekly count")
    assert await lead.tables("numbers-preview") == expected(sums)
    await lead.sure("numbers-freeze", "freeze-confirm")
    await expect(lead.at("numbers-how-frozen").locator("p")).to_have_attribute("data-how", "frozen")
    await expect(lead.at("numbers-look")).to_have_count(0)
    await lead.at("numbers-not-released").wait_for()
    await look.at(lead.phone, "numbers-frozen")


async def a_second_time_is_refused(team: Team, worker: Worker, period: str) -> None:
    """By whatever device of the lead's: what is there is answered, and nothing more is taken."""
    person = team.coordinator.person
    before = await person.api.get("/api/tables")
    other = sign_tables(
        {"Another": {"Study": 50, "Home": 40, "Money": 30}},
        together="All together",
        period=period,
        ring=person.ring,
        now=person.now(),
    )
    body = {"period": period, "tables": [b64(each.raw) for each in other]}
    assert await person.api.post("/api/tables", body) == before["periods"][0]
    assert await person.api.get("/api/tables") == before
    gone = await person.api.get(f"/api/numbers?period={period}")
    assert (gone["vectors"], gone["own"], gone["frozen"]) == ([], [], True)
    with pytest.raises(Refused) as late:
        await send_week(worker, wire.weeks_of(period)[0], FIRST)
    assert late.value.code == "frozen"


async def the_manager_reads(manager: Counting, sums: Counter[str], period: str) -> None:
    """Charts and tables, once they are released."""
    await manager.numbers()
    found = manager.at(f"period-{period}")
    await found.wait_for(timeout=SLOW_MS)
    tables = await manager.tables(f"period-{period}")
    assert tables == expected(sums)
    assert await manager.at("numbers-uncertain").count() == 0
    charts = found.get_by_role("img")
    await expect(charts).to_have_count(len(tables))
    for chart, table in zip(await charts.all(), tables, strict=True):
        assert table.name in (await chart.get_attribute("aria-label") or "")
        bars = sum(shown != "0" for shown in table.rows.values())
        await expect(chart.get_by_test_id("numbers-bar")).to_have_count(bars)
        text = "".join((await chart.text_content() or "").split())
        assert all("".join(label.split()) in text for label in table.rows)
    assert await manager.at("numbers-make").count() == 0


async def files_are_right(page: Page, town: Town, sums: Counter[str], period: str) -> None:
    """The desk without a frame that keeps it from saving: the files, byte for byte."""
    launch = town.do("Manager", "open_link", url=town.link("desk"))["launch"]
    await page.goto(launch["frame_url"])
    await fill(page.get_by_test_id("unlock-passphrase"), SANDBOX_PASSPHRASE)
    await page.get_by_test_id("unlock").click()
    await page.get_by_test_id("tabs-more").click(timeout=SLOW_MS)
    await page.get_by_test_id("tab-numbers").click()
    await page.get_by_test_id(f"period-{period}").wait_for(timeout=SLOW_MS)
    async with page.expect_download() as csv:
        await page.get_by_test_id("numbers-csv").click()
    saved = await csv.value
    assert saved.suggested_filename == f"numbers-{period}.csv"
    name = f"{date.fromisoformat(f'{period}-01'):%B %Y}"
    assert (await saved.path()).read_bytes() == csv_of(expected(sums), period=name)
    async with page.expect_download() as png:
        await page.get_by_test_id("numbers-png").first.click()
    assert is_png(await (await png.value).path(), width=PICTURE_WIDTH)


async def test_from_a_workers_closing_words_to_the_managers_file(
    pages: Pages, town: Town, team: Team
) -> None:
    period = await this_period()
    days, room = Days(town=town), await pages()
    first, second = await team.worker("Worker 1"), await team.worker("Worker 2")
    worker = await unlocks(room.phone(2), team, "Worker 3")
    began = wire.week_of(days.now())
    await the_worker_ends(room.student(1), worker, town)
    await the_student_ends(room.student(3), worker, town)

    await time_passes(days, team, period, first, second)
    sums = await send_weeks(first, second, period)
    weeks = wire.weeks_of(period)
    taken = 2 * len(weeks) + sum(week >= began for week in weeks)
    await come_back(worker, days, town)
    await came_in(team, period, taken)

    office, elsewhere = await pages(), await pages()
    lead = await sit_down(office, town, days, "Coordinator", PASSPHRASE)
    manager = await sit_down(elsewhere, town, days, "Manager", SANDBOX_PASSPHRASE)
    await manager.numbers()
    current = wire.period_of_week(wire.week_of(days.now()), kind=MONTH)
    look = Look(page=office.page)
    await the_lead_freezes(lead, look, sums, period=period, taken=taken - 1, current=current)
    await a_second_time_is_refused(team, first, period)
    await manager.tab("now")
    await manager.numbers()
    await manager.at("numbers-none").wait_for()
    await lead.sure("numbers-release", "release-confirm")
    await lead.at("numbers-released").wait_for()
    await look.at(lead.phone, "numbers-released")
    assert look.faults == []
    await manager.tab("now")
    await the_manager_reads(manager, sums, period)
    page = await (await pages()).context.new_page()
    await page.clock.set_fixed_time(days.moment())
    await files_are_right(page, town, sums, period)
