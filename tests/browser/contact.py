"""A holder who writes to a student, on the phones.

Here: what is tapped and typed, and what is waited for. Never here: expectations of a story.
"""

from dataclasses import dataclass
from typing import Final

from playwright.async_api import Locator, expect

from client.flag_desk import send_flag
from client.flags import FlagSubject, FlagWords
from crypto import wire
from tests.browser.arrived import in_the_room
from tests.browser.filling import fill
from tests.browser.inbox import HolderAtDesk, sit_down
from tests.browser.pairs import Pair
from tests.browser.phones import SLOW_MS, Phone, Student
from tests.browser.team import Team
from tests.browser.town import Town

CONCERN: Final = FlagWords(ground="safeguarding", said="Something was said.", wants="To be heard.")


async def raise_concern(pair: Pair, words: FlagWords = CONCERN) -> bytes:
    """The worker raises one about their conversation."""
    intake = pair.worker.letters[pair.room.case][0]
    about = FlagSubject(
        case=pair.room.case,
        intake=wire.intake_hash(intake),
        sign_key=intake.body.sign_key,
        box_key=intake.body.box_key,
    )
    return await send_flag(pair.worker.person, words, about=about)


@dataclass(frozen=True, kw_only=True)
class WritingHolder(HolderAtDesk):
    """A holder at one phone who has a conversation with a student."""

    async def acknowledge_the_only_one(self) -> None:
        """Open the concern that is there, and acknowledge it."""
        await self.open((await self.rows(1)).first)
        await self.do("acknowledge", state="acknowledged")

    async def write(self, text: str) -> None:
        """From an opened flag to a room that waits for its student."""
        await self.at("contact-write").click()
        await fill(self.at("contact-text"), text)
        await self.at("contact-send").click()
        await self.at("holder-room").wait_for(timeout=SLOW_MS)

    async def stands(self, state: str) -> None:
        """Wait until the conversation is said to be so."""
        shown = self.at("contact-state").first
        await expect(shown).to_have_attribute("data-state", state, timeout=SLOW_MS)


@dataclass(frozen=True, kw_only=True)
class WrittenTo(Student):
    """A student to whom a holder has written."""

    @property
    def talk(self) -> Locator:
        """The way to it, under the bar."""
        return self.at("talk")

    async def is_asked(self, *, by: str) -> None:
        """Wait until it says who has written."""
        await expect(self.talk).to_have_attribute("data-state", "asked", timeout=SLOW_MS)
        await expect(self.talk).to_contain_text(by)

    async def look(self) -> None:
        """Open what was written."""
        await self.talk.click()
        await self.at("contact-asked").wait_for(timeout=SLOW_MS)

    async def answer(self) -> None:
        """Yes."""
        await self.at("contact-answer").click()
        await self.at("contact-room").wait_for(timeout=SLOW_MS)


async def holder_at(phone: Phone, town: Town, name: str) -> WritingHolder:
    """A holder at a phone."""
    return WritingHolder(phone=(await sit_down(phone, town, name)).phone)


async def open_case(phone: Phone, name: str, team: Team, town: Town) -> tuple[WrittenTo, Pair]:
    """A student in the browser in conversation with a worker of the reference client."""
    worker = await team.worker(f"Worker of {name}")
    pair = await in_the_room(phone, worker, town, name)
    return WrittenTo(phone=phone), pair
