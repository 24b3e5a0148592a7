"""First party served (R25, R26): the other side hears that the service cannot act, and no more."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import expect

from client.api import b64
from tests.browser.arrived import answers, asks, unlocks
from tests.browser.conflicts import Aside, Parting
from tests.browser.conftest import Desk
from tests.browser.inbox import sit_down
from tests.browser.phones import SLOW_MS
from tests.browser.team import Team, live, set_up_team
from tests.browser.town import Town


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def town(tmp_path_factory: object) -> AsyncIterator[Town]:
    """A service under a policy that has such a notice."""
    settings = {"POLICY": "lancaster"}
    made = Town(data=tmp_path_factory.mktemp("town") / "data", settings=settings)  # type: ignore[attr-defined]
    await made.start()
    yield made
    await made.end()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def team(town: Town) -> Team:
    """The holders, certified by the reference client."""
    return await set_up_team(town)


async def both_are_asked(student: Parting, worker: Aside, town: Town) -> None:
    """R25, in a dispute with the union's own services: each for themselves, and nobody says why."""
    await (await asks(town, "Student 3")).at(student.phone)
    await worker.at("claim").click(timeout=SLOW_MS)
    await worker.accept("Thank you for writing.")
    await student.room()
    await worker.at("room-menu").click()
    await worker.at("dispute-open").click()
    await worker.at("dispute-confirm-yes").click()
    await worker.at("side-close").click()
    for side in (student, worker):
        state = side.at("dispute-state")
        await expect(state).to_have_attribute("data-state", "asked", timeout=SLOW_MS)
    await worker.at("dispute-content").click()
    await expect(worker.at("dispute-content")).to_have_count(0)
    await expect(worker.at("dispute-state")).to_have_attribute("data-state", "asked")
    await student.at("dispute-content").click()
    for side in (student, worker):
        await expect(side.at("dispute")).to_have_count(0, timeout=SLOW_MS)
    # Either may say no after all; the other learns that it is so, and who else there is.
    await student.at("room-menu").click()
    await student.at("dispute-rather-not").click()
    await student.at("room-menu-close").click()
    stopped = worker.at("dispute-state")
    await expect(stopped).to_have_attribute("data-state", "stopped", timeout=SLOW_MS)
    await expect(stopped.get_by_test_id("propose-open")).to_be_visible()
    await expect(student.at("dispute").get_by_test_id("somebody-else")).to_be_visible()


async def test_the_second_party_is_told_and_the_first_goes_on(
    desk: Desk, team: Team, town: Town
) -> None:
    helper = await team.worker("Worker 1")
    first = await answers(helper, await asks(town, "Student 1"))
    second = Parting(phone=desk.phone(1))
    await (await asks(town, "Student 2")).at(second.phone)
    worker = Aside(phone=(await unlocks(desk.phone(2), team, "Worker 2")).phone)
    # Sealed to the first worker alone: they declare it, with the reference client.
    (offer,) = await helper.queue()
    await helper.person.api.post(f"/api/queue/{b64(offer.case)}/conflict")
    assert await helper.queue() == []
    await expect(second.at("waiting-state")).to_have_attribute("data-state", "stuck")

    manager = await sit_down(desk.phone(3), town, "Manager")
    await manager.at("now-declared-open").click(timeout=SLOW_MS)
    await expect(manager.at("declared")).to_have_attribute("data-what", "conflict")
    await manager.at("declared-cannot").click()
    words = await manager.at("declared-words").inner_text()
    await manager.at("declared-confirm-yes").click()
    await manager.at("declared-empty").wait_for(timeout=SLOW_MS)

    shown = second.at("cannot-act")
    await expect(shown).to_have_attribute("data-proven", "true", timeout=SLOW_MS)
    await expect(shown).to_have_text(words)
    await expect(second.at("signposts-open")).to_be_visible()
    await expect(second.at("crisis-contacts").first).to_be_visible()
    line = await live(town, helper)
    await first.say(line, "Nothing has changed here.")
    await worker.tab("queue")
    await expect(worker.at("request")).to_have_count(0)
    await line.close()
    await both_are_asked(second, worker, town)
    assert desk.watch.beyond() == [], desk.watch.refused
