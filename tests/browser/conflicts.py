"""Going apart, on the phones: somebody else, please; a worker who cannot carry on.

Here: what is tapped and typed, and what is waited for. Never here: expectations of a story.
"""

from dataclasses import dataclass

from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff


@dataclass(frozen=True, kw_only=True)
class Parting(Student):
    """A student who would rather talk to somebody else."""

    async def ask_for_somebody_else(self) -> None:
        """From the room or from an ended conversation; ends where it is answered."""
        if await self.at("room-menu").count():
            await self.at("room-menu").click()
        await self.at("somebody-else").click()
        await self.at("somebody-else-confirm-yes").click()


@dataclass(frozen=True, kw_only=True)
class Aside(Staff):
    """A worker who cannot carry on with a conversation."""

    async def aside(self, way: str) -> str:
        """From the room to the question of one of the ways; gives what will be said."""
        await self.at("room-menu").click()
        await self.at("aside-open").click()
        await self.at(f"aside-{way}").click()
        return await self.at("aside-said").inner_text()

    async def yes(self) -> None:
        """Yes; returns at the desk."""
        await self.at("aside-confirm-yes").click()
        await self.at("worker-room").wait_for(state="detached", timeout=SLOW_MS)
