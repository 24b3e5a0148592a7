"""Shifts as people use them at a phone: the rota, one's own shift, whom to call.

Here: what is tapped and typed. Never here: expectations of a story.
"""

from playwright.async_api import expect

from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS
from tests.browser.staff import Staff


async def begin_rota(coordinator: Staff) -> None:
    """The form of the rota."""
    await coordinator.tab("rota")
    await coordinator.at("rota-edit").click(timeout=SLOW_MS)
    await coordinator.at("rota-form").wait_for()


async def add_slot(coordinator: Staff, who: str, *, weekday: int, hours: tuple[str, str]) -> None:
    """A shift of every week; 0 is Monday."""
    await coordinator.at("slot-who").select_option(label=who)
    await coordinator.at("slot-day").select_option(value=str(weekday))
    await fill(coordinator.at("slot-from"), hours[0])
    await fill(coordinator.at("slot-to"), hours[1])
    await coordinator.at("slot-add").click()


async def add_hours(coordinator: Staff, *, weekday: int, hours: tuple[str, str]) -> None:
    """Hours in which somebody should be here."""
    await coordinator.at("hours-day").select_option(value=str(weekday))
    await fill(coordinator.at("hours-from"), hours[0])
    await fill(coordinator.at("hours-to"), hours[1])
    await coordinator.at("hours-add").click()


async def here_that_day(coordinator: Staff, who: str, *, day: str, hours: tuple[str, str]) -> None:
    """A shift on one day alone."""
    await coordinator.at("change-who").select_option(label=who)
    await fill(coordinator.at("change-day"), day)
    await coordinator.at("change-here").check()
    await fill(coordinator.at("change-from"), hours[0])
    await fill(coordinator.at("change-to"), hours[1])
    await coordinator.at("change-add").click()


async def save_rota(coordinator: Staff) -> None:
    """Ends at the rota as everybody sees it."""
    await coordinator.at("rota-save").click()
    await expect(coordinator.at("rota-form")).to_have_count(0, timeout=SLOW_MS)


async def my_shift(worker: Staff) -> None:
    """The worker's own tab."""
    await worker.tab("load")
    await worker.at("worker-load").wait_for()
