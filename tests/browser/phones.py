"""The sandbox's page and a student's Mini App as a person uses them.

Here: what is tapped and typed, and what is waited for. Never here: expectations of a story.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from weakref import WeakSet

from playwright.async_api import Frame, FrameLocator, Locator, Page, expect

from tests.browser.filling import fill

App = Frame | FrameLocator
FRAME: Final = "[data-testid=webapp-frame]"
LEFT: Final[WeakSet[Frame]] = WeakSet()
"""Frames in whose place a link is opening something else, sooner or later."""
TWELVE: Final = 12
SLOW_MS: Final = 120_000
"""For Argon2id on a busy machine, and for sockets that back off before they try again. Only a story
that fails takes so long."""
KNOWN: Final = """async () => {
  const { people } = await (await fetch('/sandbox/state')).json();
  return people.map((one) => one.first_name);
}"""


@dataclass(frozen=True, kw_only=True)
class Phone:
    """One of the page's three phones."""

    page: Page
    number: int

    @property
    def root(self) -> Locator:
        """The phone's element."""
        return self.page.get_by_test_id(f"phone-{self.number}")

    def part(self, testid: str) -> Locator:
        """Something on the phone, outside the Mini App."""
        return self.root.get_by_test_id(testid)

    @property
    def app(self) -> App:
        """The Mini App's document.

        One that is there is asked itself: by way of the page it is found anew for each question,
        with seven more messages to the browser. In one that is gone nothing holds, also not that
        something is missing: after another start a story asks for what it looks at again.
        """
        there = self._frame
        return self.root.frame_locator(FRAME) if there is None or there in LEFT else there

    @property
    def _frame(self) -> Frame | None:
        return self.page.frame(f"phone-{self.number}")

    def at(self, testid: str) -> Locator:
        """Something in the Mini App."""
        return self.app.get_by_test_id(testid)

    async def give_to(self, name: str) -> None:
        """Hand the phone to somebody, new or known."""
        select = self.part("person-select")
        # The sandbox knows; what the page lists may be about to change.
        known = await self.page.evaluate(KNOWN)
        await select.select_option(label=name if name in known else "Add a person…")
        if name not in known:
            await fill(self.part("dialog-input"), name)
            await self.part("dialog-ok").click()
        await expect(self.part("person-select").locator("option:checked")).to_have_text(name)

    async def start(self) -> None:
        """START, and the bot's answer."""
        await self.part("start").click()
        await expect(self.part("message-bot").last).to_contain_text("Hello.")

    async def open_room(self) -> None:
        """The newest *Open my private room*."""
        await self.root.get_by_role("button", name="Open my private room").last.click()
        await self.app.get_by_test_id("heading").wait_for()

    async def open_link(self, url: str) -> None:
        """A link pasted into the phone."""
        link = self.part("link-input")
        await fill(link, url)
        if (there := self._frame) is not None:
            LEFT.add(there)
        await self.part("open-link").click()
        # What was taken is gone from the line.
        await expect(link).to_have_value("")

    async def close_app(self) -> None:
        """✕, and yes when Telegram asks."""
        await self.part("webapp-close").click()
        sure, gone = self.part("dialog-close"), self.part("start").or_(self.part("chat-input"))
        await sure.or_(gone).first.wait_for()
        if await sure.count():
            await sure.click()
        await expect(self.part("webapp")).to_have_count(0)

    async def new_device(self) -> None:
        """The Mini App finds its storage empty from now on."""
        if await self.part("webapp").count():
            await self.close_app()
        await self.part("phone-menu").click()
        await self.part("new-device").click()


@dataclass(frozen=True, kw_only=True)
class Student:
    """A student at one phone."""

    phone: Phone

    def at(self, testid: str) -> Locator:
        """Something in the Mini App."""
        return self.phone.at(testid)

    async def come_in(self, name: str, *, age: str = "adult") -> None:
        """From an empty chat to the writing box."""
        await self.phone.give_to(name)
        await self.phone.start()
        await self.phone.open_room()
        await self.agree(age=age)

    async def agree(self, *, age: str = "adult") -> None:
        """Age, and *Agree*."""
        await self.at(f"age-{age}").check()
        await self.at("agree").click()
        await self.at("letter-screen").wait_for()

    async def send_letter(self, text: str) -> None:
        """Write and send; returns on the waiting screen."""
        await fill(self.at("letter"), text)
        await self.at("send-letter").click()
        await self.at("waiting-screen").wait_for()

    async def card(self, name: str, /, *, ways: Sequence[str] = (), **fields: str) -> None:
        """Fill in one of the optional cards, with the ways that are all right, and save it."""
        await self.at(f"card-{name}-toggle").click()
        for field, text in fields.items():
            await fill(self.at(f"field-{field}"), text)
        for way in ways:
            await self.at(f"ways-{way}").check()
        await self.at(f"card-{name}-save").click()
        await self.at(f"card-{name}-save").wait_for(state="detached")

    async def room(self) -> None:
        """Wait until the room is there."""
        await self.at("room-screen").wait_for(timeout=SLOW_MS)

    async def say(self, text: str) -> None:
        """Type a message and tap *Send*."""
        await fill(self.at("message-box"), text)
        await self.at("send-message").click()

    def message(self, text: str) -> Locator:
        """The bubble with exactly this text."""
        return bubble(self.phone.app, text)

    async def sees(self, text: str) -> None:
        """Wait for the other side's message."""
        await expect(self.message(text)).to_have_attribute("data-own", "false", timeout=SLOW_MS)

    async def tick(self, text: str, tick: str) -> None:
        """Wait until an own message is `sending`, `sent` or `seen`."""
        mark = self.message(text).get_by_test_id("tick")
        await expect(mark).to_have_attribute("data-tick", tick, timeout=SLOW_MS)

    async def texts(self) -> list[str]:
        """Every text in the room, in the order shown."""
        return await self.at("message").locator(".bubble-text").all_inner_texts()

    async def twelve_words(self) -> list[str]:
        """Keep the key under twelve words, as the waiting screen's card does it."""
        await self.at("card-keep-toggle").click()
        await self.at("keep-words").click()
        await expect(self.at("word")).to_have_count(TWELVE)
        words = await self.at("word").all_inner_texts()
        await self.at("words-written").click()
        await self.at("words-check").wait_for()
        for question in await self.at("word-question").all():
            place = int(await question.get_attribute("data-place") or 0)
            await question.get_by_label(words[place - 1], exact=True).check()
        await self.at("words-check").click()
        await self.at("keep-words-done").wait_for(timeout=SLOW_MS)
        await self.at("card-keep-toggle").click()
        return words


def bubble(app: App, text: str) -> Locator:
    """The message with exactly this text in an open room."""
    exact = app.locator(".bubble-text").get_by_text(text, exact=True)
    return app.get_by_test_id("message").filter(has=exact.or_(app.locator(f"nothing-{len(text)}")))
