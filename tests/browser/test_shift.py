"""A shift: the rota, who waits is told when, how much a worker takes, its end, having to stop."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.arrived import asks, unlocks
from tests.browser.conftest import Pages
from tests.browser.filling import fill
from tests.browser.inbox import sit_down
from tests.browser.phones import SLOW_MS
from tests.browser.shift import (
    add_hours,
    add_slot,
    begin_rota,
    here_that_day,
    my_shift,
    save_rota,
)
from tests.browser.team import Team
from tests.browser.town import Town

ON_CALL = "020 7946 0000"
SETTINGS = {
    "ON_CALL_NAME": "Duty manager",
    "ON_CALL_PHONE": ON_CALL,
    "ON_CALL_HOURS": "18:00 to 23:00",
    # The story is lived at any hour, and nobody's clocks change here.
    "TIME_ZONE": "UTC",
}
LATE = 2 * 3600


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """A service with somebody on call."""
    made = Town(data=tmp_path_factory.mktemp("town") / "data", settings=SETTINGS)
    await made.start()
    yield made
    await made.end()


async def test_a_shift_from_the_rota_to_having_to_stop(  # noqa: PLR0915 -- one day, in order
    pages: Pages, town: Town, team: Team
) -> None:
    desk = await pages()
    worker = await unlocks(desk.phone(2), team, "Worker 1")
    coordinator = await sit_down(desk.phone(1), town, "Coordinator")
    today = datetime.now(UTC)
    later = today + timedelta(days=2)

    # The rota: one evening, with gaps before and after.
    await begin_rota(coordinator)
    await add_slot(coordinator, "Worker 1", weekday=later.weekday(), hours=("18:00", "21:00"))
    await add_hours(coordinator, weekday=later.weekday(), hours=("17:00", "22:00"))
    await save_rota(coordinator)
    await expect(coordinator.at("rota-shift")).to_have_count(1)
    await expect(coordinator.at("rota-gap")).to_have_count(2)
    await coordinator.tab("now")
    await expect(coordinator.at("now-shift")).to_have_attribute("data-on", "0")
    await expect(coordinator.at("now-next")).to_contain_text("Worker 1")
    await expect(coordinator.at("now-gap")).to_have_count(2)

    # Who waits is told when.
    student = await (await asks(town, "Student 1")).at(desk.phone(3))
    told = student.at("wait-told")
    await expect(told).to_have_attribute("data-here", "false", timeout=SLOW_MS)
    await expect(told).to_contain_text("18:00")
    await expect(told).not_to_contain_text("Worker 1")
    await expect(student.at("wait-late")).to_have_count(0)

    # The worker reads the same rota and takes one conversation at once.
    await my_shift(worker)
    await worker.at("rota-open").click()
    await expect(worker.at("rota-slot")).to_have_count(1, timeout=SLOW_MS)
    await worker.at("back").click()
    await worker.at("duty-limit").select_option("1")
    await expect(worker.at("load")).to_have_attribute("data-limit", "1", timeout=SLOW_MS)
    await worker.claim("")
    await worker.accept("I'm here.")
    await student.room()
    await worker.at("back").click()
    other = await (await asks(town, "Student 2")).at((await pages()).phone(1))
    await worker.tab("queue")
    no_more = worker.at("queue-no-more").locator("p")
    await expect(no_more).to_have_attribute("data-why", "full", timeout=SLOW_MS)
    await expect(worker.at("claim")).to_be_disabled()

    # The shift ends: said in the room, sealed as any message.
    await my_shift(worker)
    await worker.at("shift-end").click()
    await fill(worker.at("shift-end-text"), "Back on Monday at six.")
    await worker.at("shift-end-send").click()
    await expect(worker.at("said")).to_have_attribute("data-sent", "1")
    await student.sees("Back on Monday at six.")

    # Having to stop: one tap.
    await expect(worker.at("oncall-open")).to_be_visible()
    await worker.at("duty-stop").click()
    await expect(worker.at("stopped").get_by_test_id("oncall-ways")).to_contain_text(ON_CALL)
    await expect(student.at("message").last).to_contain_text("not because of anything you wrote")
    await expect(coordinator.at("now-stopped")).to_contain_text("Worker 1", timeout=SLOW_MS)
    await worker.at("duty-back").click()
    await expect(coordinator.at("now-stopped")).to_have_count(0, timeout=SLOW_MS)

    # A heavy one ends: nothing new for a while, and nobody knows which it was.
    await worker.tab("conversations")
    await worker.at("conversation").click()
    await worker.at("room-menu").click()
    await worker.at("close-room").click()
    await worker.at("heavy-on").check()
    await worker.at("close-confirm-yes").click()
    await worker.tab("queue")
    await expect(no_more).to_have_attribute("data-why", "resting", timeout=SLOW_MS)
    await expect(coordinator.at("now-resting")).to_contain_text("Worker 1", timeout=SLOW_MS)

    # Somebody is here, and still nobody takes it: said honestly, and nudged.
    await begin_rota(coordinator)
    day = today.strftime("%Y-%m-%d")
    await here_that_day(coordinator, "Worker 1", day=day, hours=("00:00", "00:00"))
    await save_rota(coordinator)
    await other.phone.close_app()
    before = len(town.chat("Student 2"))
    town.pass_time(LATE)
    await town.until(lambda: len(town.chat("Student 2")) > before)
    assert "update" in town.chat("Student 2")[-1]["text"]
    await other.phone.open_room()
    await expect(other.at("wait-late")).to_be_visible(timeout=SLOW_MS)
    await expect(other.at("signposts-open")).to_be_visible()


async def test_a_pause_says_when_it_ends(pages: Pages, town: Town) -> None:
    desk = await pages()
    manager = await sit_down(desk.phone(1), town, "Manager")
    await manager.at("pause").click(timeout=SLOW_MS)
    ends = datetime.now(UTC) + timedelta(days=3)
    await fill(manager.at("pause-until"), ends.strftime("%Y-%m-%dT18:30"))
    await manager.at("pause-confirm-yes").click()
    await expect(manager.at("pause-ends")).to_contain_text("18:30", timeout=SLOW_MS)
    student = desk.student(2)
    await student.phone.give_to("Student 3")
    await student.phone.start()
    await student.phone.open_room()
    await expect(student.at("shut-again")).to_contain_text("18:30", timeout=SLOW_MS)
    await manager.at("resume").click()
