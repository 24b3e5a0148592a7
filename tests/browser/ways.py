"""Somebody's way through their screens, with somebody who looks at each.

Here: steps that every such way takes. Never here: which screens there are.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Locator, Route

from tests.browser.conftest import Desk
from tests.browser.filling import fill
from tests.browser.looking import Look
from tests.browser.phones import SLOW_MS, Phone, Student
from tests.browser.staff import Staff
from tests.browser.town import Town


@dataclass(frozen=True, kw_only=True)
class Way:
    """One person at one phone of a page, and who looks."""

    desk: Desk
    town: Town
    look: Look
    phone: Phone

    @property
    def student(self) -> Student:
        """Whose screens these are, on the student's side."""
        return Student(phone=self.phone)

    @property
    def staff(self) -> Staff:
        """Whose screens these are, on the staff's side."""
        return Staff(phone=self.phone)

    def at(self, testid: str) -> Locator:
        """Something in the Mini App."""
        return self.phone.at(testid)

    async def see(self, *names: str) -> None:
        """Look at the screen of the first name, in the state of the others."""
        await self.at(names[0]).first.wait_for(timeout=SLOW_MS)
        await self.look.at(self.phone, "-".join(names))

    async def tap(self, *names: str) -> None:
        """One after the other; the first of each name."""
        for name in names:
            await self.at(name).first.click(timeout=SLOW_MS)

    async def fill(self, **fields: str) -> None:
        """Type into boxes; `_` in a name stands for `-`."""
        for name, text in fields.items():
            await fill(self.at(name.replace("_", "-")), text)

    async def over(self, opener: str, dialog: str, closer: str) -> None:
        """A dialog: opened, looked at, closed."""
        await self.tap(opener)
        await self.see(dialog)
        await self.tap(closer)
        await self.at(dialog).wait_for(state="detached")

    async def fold(self, name: str) -> None:
        """A card that opens: opened, looked at, closed."""
        await self.tap(f"{name}-toggle")
        await self.see(name)
        await self.tap(f"{name}-toggle")

    @asynccontextmanager
    async def answering(self, path: str, answer: Any) -> AsyncIterator[None]:  # noqa: ANN401 - a handler
        """The service answers like this meanwhile."""
        await self.desk.page.route(path, answer)
        yield
        await self.desk.page.unroute(path)

    async def again(self) -> None:
        """The app is closed, and opened from the chat."""
        await self.phone.close_app()
        await self.phone.open_room()


async def no_answer(route: Route) -> None:
    """The service is not to be reached."""
    await route.abort("connectionrefused")
