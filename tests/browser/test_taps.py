"""From START to a sent letter: how many taps, and what leaves the phone before *Agree*."""

from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, expect

from bot.parts import MINI_APP
from handlers.web.static import INDEX, read_build
from tests.browser.conftest import Desk
from tests.browser.disk import added, rows
from tests.browser.phones import SLOW_MS
from tests.browser.team import Team
from tests.browser.town import Town

COUNT = "addEventListener('pointerdown', (event) => { if (event.isTrusted) tapped(); }, true);"
PUBLIC = {"/api/service", "/api/wording"}
RETRY_AFTER = 6
TO_FIRST_LETTER = 4
MOST_TO_SENT = 6
LETTER = "I can't sleep before the exams."
MOST_AT_FIRST = 100_000
"""Bytes, compressed (docs/performance.md)."""


pytestmark = pytest.mark.usefixtures("workers")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def workers(team: Team) -> None:
    """Somebody can answer."""
    await team.worker("Worker 1")


async def counted(context: BrowserContext) -> list[int]:
    """A list that grows by one with each real tap, in the page and in its frames."""
    taps: list[int] = []
    await context.expose_binding("tapped", lambda _: taps.append(1))
    await context.add_init_script(COUNT)
    return taps


def from_the_mini_app(desk: Desk) -> list[tuple[str, str]]:
    """(method, path) of all that the Mini App's documents asked for."""
    split = [(method, urlsplit(url)) for method, url in desk.watch.asked]
    return [(method, url.path) for method, url in split if (url.hostname or "").startswith("p")]


def compressed(paths: set[str]) -> int:
    """How many bytes these files of the Mini App are on the wire."""
    build = read_build(MINI_APP)
    names = {path.removeprefix("/app/") or INDEX for path in paths if path.startswith("/app/")}
    return sum(len(build[name].packed or build[name].body) for name in names)


async def test_nothing_is_stored_before_agree_but_the_update_and_the_reply(
    desk: Desk, town: Town
) -> None:
    phone, student = desk.phone(2), desk.student(2)
    await phone.give_to("Student 2")
    await town.stop()
    empty = rows(town.data)
    await town.start()
    # While Telegram takes nothing, the reply stays owed.
    town.fault(kind="429", method="sendMessage", times=1, retry_after=RETRY_AFTER)
    await phone.part("start").click()
    await town.until(lambda: town.faults() == [])
    await town.stop()
    assert added(empty, rows(town.data)) == {"updates": 1, "outbox": 1}

    await town.start()
    await phone.root.get_by_role("button", name="Open my private room").click(timeout=SLOW_MS)
    await student.at("agree-screen").wait_for()
    await student.at("age-adult").check()
    await town.stop()
    assert added(empty, rows(town.data)) == {"updates": 1}
    assert {method for method, _ in from_the_mini_app(desk)} == {"GET"}

    await town.start()
    await student.at("agree").click()
    await student.at("letter-screen").wait_for()
    await town.stop()
    agreed = added(empty, rows(town.data))
    await town.start()
    assert {"accounts", "updates"} <= agreed.keys()


async def test_four_taps_to_the_first_letter_and_six_to_sent(desk: Desk) -> None:
    taps = await counted(desk.context)
    await desk.page.reload()
    phone, student = desk.phone(1), desk.student()
    await phone.part("start").click()
    await desk.phone(1).root.get_by_role("button", name="Open my private room").click()
    await student.at("agree-screen").wait_for()
    await expect(student.at("agree")).to_be_disabled()
    await phone.app.get_by_text("I am 18 or over").click()

    before = from_the_mini_app(desk)
    assert {method for method, _ in before} == {"GET"}
    assert {path for _, path in before if not path.startswith("/app/")} == PUBLIC
    assert desk.watch.frames == 0
    assert 0 < compressed({path for _, path in before}) <= MOST_AT_FIRST

    await student.at("agree").click()
    await expect(student.at("letter")).to_be_focused()
    await desk.page.keyboard.type(LETTER)
    await expect(student.at("letter")).to_have_value(LETTER)
    assert len(taps) == TO_FIRST_LETTER
    await student.at("send-letter").click()
    await student.at("waiting-screen").wait_for()
    assert TO_FIRST_LETTER < len(taps) <= MOST_TO_SENT
    assert {method for method, _ in from_the_mini_app(desk)} > {"GET"}
    assert desk.watch.beyond() == []
