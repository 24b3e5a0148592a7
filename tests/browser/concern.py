"""Concerns as a worker raises them, a student's call for more help, and the inboxes that read them.

Here: what is tapped and typed, and the holders' reference clients. Never here: expectations of a
story.
"""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Final

from playwright.async_api import Locator, expect

from client.api import Json
from client.flag_desk import FlagInbox
from client.flags import FlagStep, OpenedFlag
from client.holder import Holder
from client.keys import Secret
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff
from tests.browser.team import Team
from tests.browser.town import Town

PASSPHRASE: Final = "sandbox passphrase"
"""With which the sandbox enrols manager and deputy."""


async def holder(town: Town, team: Team, role: str) -> Holder:
    """One of the three on a device of their own, by the reference client."""
    if role == "coordinator":
        return team.coordinator
    person = town.person(role.capitalize(), side="staff")
    await person.recover(Secret.passphrase(PASSPHRASE))
    await person.sign_in()
    return Holder(person=person, role=role)


@dataclass
class Inboxes:
    """The three holders' inboxes."""

    by_role: dict[str, FlagInbox] = field(default_factory=dict)

    @classmethod
    async def of(cls, town: Town, team: Team) -> "Inboxes":
        """Coordinator, manager and deputy, signed in."""
        roles = ("coordinator", "manager", "deputy")
        return cls({role: FlagInbox(holder=await holder(town, team, role)) for role in roles})

    async def rows(self, role: str) -> list[Json]:
        """What a role's inbox lists."""
        return await self.by_role[role].rows()

    async def wait_for(self, role: str, *, count: int) -> None:
        """Wait until a role's inbox lists so many. TimeoutError when they do not come."""
        due = time.monotonic() + SLOW_MS / 1000
        while len(await self.rows(role)) < count:
            if time.monotonic() > due:
                raise TimeoutError
            await asyncio.sleep(0.1)

    async def newest(self, role: str) -> OpenedFlag:
        """The flag that came last, opened."""
        return await self.by_role[role].open((await self.rows(role))[0])

    async def acknowledge(self, role: str, flag: OpenedFlag) -> None:
        """Say that it was received."""
        await self.by_role[role].act(flag, FlagStep(kind="acknowledge"))


@dataclass(frozen=True, kw_only=True)
class Concern:
    """The form in a worker's hands."""

    worker: Staff

    def at(self, testid: str) -> Locator:
        """Something in the Mini App."""
        return self.worker.at(testid)

    async def step(self, name: str) -> None:
        """Wait until this is what is asked."""
        await expect(self.at("concern-step")).to_have_attribute("data-step", name)

    async def next(self) -> None:
        """Go on."""
        await self.at("concern-next").click()

    async def danger(self, *, called: str | None) -> None:
        """The first question; with whom was called, if anybody is in danger."""
        await self.step("danger")
        if called is None:
            await self.at("concern-danger-no").click()
            return
        await self.at("concern-danger-yes").click()
        await self.step("called")
        await expect(self.at("concern-next")).to_be_disabled()
        await fill(self.at("concern-called"), called)
        await self.next()

    async def ground(self, code: str) -> None:
        """Choose why."""
        await self.step("ground")
        await self.at(f"concern-ground-{code}").check()
        await self.next()

    async def write(self, name: str, text: str) -> None:
        """One of the free texts."""
        await self.step(name)
        await fill(self.at(f"concern-{name}"), text)
        await self.next()

    async def about(self, role: str) -> None:
        """Whether it is about one of the two who would read it."""
        await self.step("holder")
        await self.at(f"concern-about-{role}").check()
        await self.next()

    async def send(self) -> None:
        """From the review to *sent*."""
        await self.step("review")
        await self.at("concern-send").click()
        await self.at("concern-done").wait_for(timeout=SLOW_MS)


async def ask_for_help(student: Student, *, said: str, wants: str, urgent: bool) -> None:
    """Fill in *I need more help than this*, and send it; ends on its receipt."""
    await student.at("help-open").click()
    await fill(student.at("help-said"), said)
    await fill(student.at("help-wants"), wants)
    await student.at(f"help-urgent-{'yes' if urgent else 'no'}").check()
    await student.at("help-send").click()
    await student.at("help-done").wait_for(timeout=SLOW_MS)
