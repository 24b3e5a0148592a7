"""One Chromium and one service for each file of stories; a page of its own for each story."""

import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Final

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

from tests.browser.phones import Phone, Student
from tests.browser.team import Team, set_up_team
from tests.browser.town import ROOT, Town
from tests.browser.watch import Watch

CHROMIUM: Final = "/usr/bin/chromium"
ARGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS: Final = 10_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stories share their file's loop, since they share its browser and service."""
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        item.add_marker(pytest.mark.browser)
        if isinstance(item, pytest.Function) and iscoroutinefunction(item.function):
            item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)


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


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The file's Chromium."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """The file's service, with nobody set up but manager and deputy."""
    assert (ROOT / "miniapp/dist/index.html").is_file(), "build first: make build"
    assert (ROOT / "sandbox/page/dist/index.html").is_file(), "build first: make build"
    made = Town(data=tmp_path_factory.mktemp("town") / "data")
    await made.start()
    yield made
    await made.end()
    gc.collect()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def team(town: Town) -> Team:
    """The holders, certified by the reference client."""
    return await set_up_team(town)


@pytest_asyncio.fixture(loop_scope="module")
async def pages(browser: Browser, town: Town) -> AsyncIterator[Pages]:
    """Makes pages with phones; each in a browser profile of its own."""
    expect.set_options(timeout=PATIENCE_MS)
    async with AsyncExitStack() as stack:

        async def make(
            *,
            width: int = 1280,
            height: int = 940,
            socket: Callable[[WebSocketRoute], None] | None = None,
        ) -> Desk:
            context = await browser.new_context(
                viewport={"width": width, "height": height}, color_scheme="light"
            )
            stack.push_async_callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            page = await context.new_page()
            if socket is not None:
                await page.route_web_socket(f"ws://*:{town.port}/**", socket)
            watch = await Watch.over(page)
            await page.goto(town.page_url)
            await expect(page.get_by_test_id("live")).to_have_text("live")
            return Desk(page=page, context=context, watch=watch)

        yield make


@pytest_asyncio.fixture(loop_scope="module")
async def desk(pages: Pages) -> Desk:
    """The story's page."""
    return await pages()
