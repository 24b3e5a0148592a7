"""The staff side of the Mini App as coordinator and workers use it at a phone.

Here: what is tapped and typed, and what is waited for. Never here: expectations of a story.
"""

from dataclasses import dataclass
from typing import Final

from playwright.async_api import Locator, expect

from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Phone, bubble
from tests.browser.team import Team

PASSPHRASE: Final = "correct horse battery staple"
EIGHT: Final = 8
TWELVE: Final = 12


@dataclass(frozen=True, kw_only=True)
class Staff:
    """A member of the team at one phone."""

    phone: Phone

    def at(self, testid: str) -> Locator:
        """Something in the Mini App."""
        return self.phone.at(testid)

    async def tab(self, name: str) -> None:
        """Go to one of the desk's tabs, behind *More* where it is not in the row."""
        tab, more = self.at(f"tab-{name}"), self.at("tabs-more")
        await tab.or_(more).first.wait_for()
        if await tab.count() == 0:
            await more.click()
        await tab.click()

    async def enrol(self, name: str) -> list[str]:
        """Agreement, name, passphrase, kit; gives the kit's twelve words."""
        await self.at("agreement-read").click(timeout=SLOW_MS)
        await fill(self.at("staff-name"), name)
        await fill(self.at("passphrase"), PASSPHRASE)
        await fill(self.at("passphrase-again"), PASSPHRASE)
        await self.at("set-up").click()
        words = await self.words("kit-words-shown", count=TWELVE)
        await self.on_paper()
        for number, question in enumerate(await self.questions(), start=1):
            place = int(await question.get_attribute("data-place") or 0)
            await fill(self.at(f"kit-word-{number}"), words[place - 1])
        await self.at("kit-check").click()
        return words

    async def on_paper(self) -> None:
        """Say that the kit is written down, once the service's words are there to be written: what
        is below them moves when they come."""
        await self.at("kit-root-words").wait_for()
        await self.at("kit-on-paper").click()

    async def questions(self) -> list[Locator]:
        """Which words of the kit are asked for."""
        await self.at("kit-check").wait_for()
        return await self.at("kit-question").all()

    async def words(self, testid: str, *, count: int = EIGHT) -> list[str]:
        """The words of a grid."""
        grid = self.at(testid).get_by_test_id("word")
        await expect(grid).to_have_count(count, timeout=SLOW_MS)
        return [text.split()[-1] for text in await grid.all_inner_texts()]

    async def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Open the locked desk."""
        await fill(self.at("unlock-passphrase"), passphrase)
        await self.at("unlock").click()
        await self.at("desk-lock").wait_for(timeout=SLOW_MS)

    # As a holder

    async def invite(self, label: str) -> str:
        """Make a one-time link for a worker; ends on the team's tab."""
        await self.tab("team")
        await fill(self.at("invite-label"), label)
        await self.at("invite-make").click()
        link = await self.at("invite-link").input_value()
        await self.at("invite-done").click()
        return link

    def member(self, name: str) -> Locator:
        """Somebody's row on the team's tab."""
        named = self.phone.app.get_by_test_id("member-name").get_by_text(name, exact=True)
        return self.at("member").filter(has=named)

    async def certify(self, name: str, *, words: list[str] | None = None) -> None:
        """Compare the words that somebody's device showed (or trust the page), and certify."""
        await self.tab("team")
        await self.member(name).get_by_test_id("member-check").click()
        shown = await self.words("member-words")
        assert words is None or shown == words
        if await self.at("training-fields").count():
            await fill(self.at("training-what"), "Listening and signposting")
            await fill(self.at("training-by"), "The team")
        await self.at("certify").click()
        await expect(self.member(name)).to_have_attribute("data-state", "active", timeout=SLOW_MS)

    # As a worker

    def request(self, topic: str) -> Locator:
        """The card in the queue that is about this; by its topic alone, for any two words may be
        its name.
        """
        if not topic:
            return self.at("request")
        return self.at("request").filter(
            has=self.phone.app.get_by_test_id("card-topic").filter(has_text=topic)
        )

    async def claim(self, topic: str) -> None:
        """Take a request from the queue."""
        await self.tab("queue")
        await self.request(topic).get_by_test_id("claim").click()
        await self.at("claimed-screen").wait_for(timeout=SLOW_MS)

    async def accept(self, text: str) -> None:
        """Answer a claimed request; ends in the room."""
        await fill(self.at("first-reply"), text)
        await self.at("accept").click()
        await self.at("worker-room").wait_for(timeout=SLOW_MS)

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


async def at_the_desk(phone: Phone, team: Team, name: str) -> Staff:
    """A worker at a phone: invited and certified by the reference client, enrolled by hand."""
    worker = Staff(phone=phone)
    token = await team.coordinator.invite_worker(label=name)
    await phone.give_to(name)
    await phone.open_link(team.town.link(f"i_{token}"))
    await worker.enrol(name)
    await worker.at("own-words").wait_for()
    await team.certify(name)
    await worker.at("worker-queue").wait_for(timeout=SLOW_MS)
    return worker
