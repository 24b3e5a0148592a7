"""One Chromium, one service for each file of stories; a page of its own for each story."""

import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    BrowserContext,
    Page,
    WebSocketRoute,
    async_playwright,
    expect,
)
from playwright.async_api import Error as PlaywrightError

from tests.browser import presses
from tests.browser.phones import Phone, Student
from tests.browser.stretching import REAL
from tests.browser.team import Team, set_up_team
from tests.browser.town import ROOT, Town
from tests.browser.watch import Watch
from tests.chromium import ARGS, quickest

PATIENCE_MS: Final = 60_000
HEIGHT: Final = 1_180
"""The page with its links and phones, as a whole: a tap never has to scroll it first."""
UNPAINTED: Final = """if (window === top) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(':root { opacity: 0 !important }');
  document.adoptedStyleSheets = [sheet];
}"""
"""Stories read and tap what is laid out, and nobody sees its picture: it is laid out and hit as
ever, but not painted, which was an eighth of a story's processor time."""
WATCHED: Final = (
    "test_attention.py",
    "test_canary.py",
    "test_concern.py",
    "test_consent.py",
    "test_contact.py",
    "test_disclosure.py",
    "test_hostile.py",
    "test_inbox.py",
    "test_practice.py",
    "test_signposts.py",
    "test_supervision.py",
    "test_taps.py",
)
"""Whose stories look at every request of their pages; in others asking for them is a failure."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stories share one loop, since they share a browser, and those of a file its service."""
    here = Path(__file__).parent
    files = {item.path for item in items}
    ours = {path for path in files if here in path.parents}
    for item in items:
        if item.path not in ours:
            continue
        item.add_marker(pytest.mark.browser)
        if isinstance(item, pytest.Function) and iscoroutinefunction(item.function):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A page with three phones, in a browser profile of its own."""

    page: Page
    context: BrowserContext
    watch: Watch

    def phone(self, number: int) -> Phone:
        """The page's phone 1, 2 or 3."""
        return Phone(page=self.page, number=number)

    def student(self, number: int = 1) -> Student:
        """A student at one of the phones."""
        return Student(phone=self.phone(number))


Pages = Callable[..., Awaitable[Desk]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The Chromium of all stories of this process."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=quickest(), args=ARGS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def town(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    """The file's service, with nobody set up but manager and deputy."""
    assert (ROOT / "miniapp/dist/index.html").is_file(), "build first: make build"
    assert (ROOT / "sandbox/page/dist/index.html").is_file(), "build first: make build"
    data = tmp_path_factory.mktemp("town") / "data"
    made = Town(data=data, quick=request.path.name not in REAL)
    await made.start()
    yield made
    await made.end()
    gc.collect()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def team(town: Town) -> Team:
    """The holders, certified by the reference client."""
    return await set_up_team(town)


TELL_MS: Final = 2_000
FETCHED: Final = """() => performance.getEntriesByType('resource').slice(-30)
  .map(({ name, responseStatus }) => `${responseStatus} ${name}`)"""
FAILED: Final = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a story failed, for what is told of its pages."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


async def tell(desk: Desk) -> None:
    """What each phone shows, what was refused and complained of: a failure is read by it."""
    shown = [(f"=== {n}", desk.phone(n).root) for n in (1, 2, 3)]
    shown += [(f"--- {urlsplit(f.url).query}", f.locator("body")) for f in desk.page.frames[1:]]
    for name, part in shown:
        with suppress(PlaywrightError):
            print(f"{name}\n{await part.inner_text(timeout=TELL_MS)}")  # noqa: T201
    print(*desk.watch.refused, *desk.watch.complaints, sep="\n")  # noqa: T201
    await presses.tell(desk.page)
    if desk.watch.whole:
        print("--- asked last", *desk.watch.asked[-30:], sep="\n")  # noqa: T201
        return
    for frame in desk.page.frames:
        with suppress(PlaywrightError):
            print("--- fetched last", *await frame.evaluate(FETCHED), sep="\n")  # noqa: T201


@pytest.fixture
def painted() -> bool:
    """Whether a story's pages are painted, though nobody sees them."""
    return False


@pytest_asyncio.fixture(loop_scope="session")
async def pages(
    browser: Browser, town: Town, painted: bool, request: pytest.FixtureRequest
) -> AsyncIterator[Pages]:
    """Makes pages with phones; each in a browser profile of its own."""
    expect.set_options(timeout=PATIENCE_MS)
    made: list[Desk] = []
    async with AsyncExitStack() as stack:

        async def make(
            *,
            width: int = 1280,
            height: int = HEIGHT,
            socket: Callable[[WebSocketRoute], None] | None = None,
        ) -> Desk:
            context = await browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="light",
                # A story is the same on a machine of whatever zone.
                timezone_id="UTC",
                # Nothing moves but what a tap moves: a seventh of what drawing costs.
                reduced_motion="reduce",
            )
            stack.push_async_callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            page = await context.new_page()
            if socket is not None:
                await page.route_web_socket(f"ws://*:{town.port}/**", socket)
            watch = await Watch.over(page, whole=request.path.name in WATCHED)
            await presses.listen(page)
            if not painted:
                await page.add_init_script(UNPAINTED)
            await page.goto(town.page_url)
            await expect(page.get_by_test_id("live")).to_have_text("live")
            made.append(Desk(page=page, context=context, watch=watch))
            return made[-1]

        yield make
        if FAILED in request.node.stash:
            for one in made:
                await tell(one)


@pytest_asyncio.fixture(loop_scope="session")
async def desk(pages: Pages) -> Desk:
    """The story's page."""
    return await pages()
