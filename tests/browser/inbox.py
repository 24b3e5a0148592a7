"""The safeguarding inbox on the phones, and concerns for it by the reference client.

Here: raising, what holders tap and type, what is waited for. Never here: expectations of a story.
"""

from dataclasses import dataclass, replace
from typing import Final

from playwright.async_api import Locator, expect

from client.asking import Story
from client.flag_desk import send_flag
from client.flags import FlagSubject, FlagWords
from client.student import Student
from client.worker import Worker
from crypto import SigningKey, wire
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Phone
from tests.browser.staff import Staff
from tests.browser.team import PASSPHRASE, Team
from tests.browser.town import Town

SANDBOX_PASSPHRASE: Final = "sandbox passphrase"


@dataclass(frozen=True, kw_only=True)
class Concerned:
    """A worker and a student in a conversation, by the reference client: who may raise one."""

    worker: Worker
    student: Student
    about: FlagSubject

    async def by_worker(self, words: FlagWords) -> bytes:
        """The worker raises one; its id."""
        return await send_flag(self.worker.person, words, about=self.about)

    async def by_nobody_known(self, words: FlagWords) -> bytes:
        """One in the student's name that their named key did not sign."""
        other = wire.SignPublic(SigningKey.generate().public)
        about = replace(self.about, sign_key=other)
        return await send_flag(self.student.person, words, about=about)


async def concerned(town: Town, team: Team) -> Concerned:
    """From asking to an open conversation."""
    worker = await team.worker("Worker 1")
    student = Student(person=town.person("Student 1", side="student"))
    await student.agree()
    case = await student.ask(Story(text="I can't sleep before the exams."))
    await worker.claim(case)
    await worker.accept(case, "I'm here.")
    assert student.asked is not None
    ring = student.person.ring
    about = FlagSubject(
        case=case,
        intake=wire.intake_hash(student.asked.intake),
        sign_key=wire.SignPublic(ring.sign.public),
        box_key=wire.BoxPublic(ring.box.public),
    )
    return Concerned(worker=worker, student=student, about=about)


@dataclass(frozen=True, kw_only=True)
class HolderAtDesk(Staff):
    """A holder at one phone, with the inbox in reach."""

    def flag(self, ground: str) -> Locator:
        """The row of a flag on this ground, in the policy's words."""
        return self.at("flag").filter(has_text=ground)

    async def rows(self, count: int) -> Locator:
        """The inbox with so many flags in it."""
        await self.tab("inbox")
        flags = self.at("flag")
        await expect(flags).to_have_count(count, timeout=SLOW_MS)
        return flags

    async def open(self, row: Locator) -> None:
        """One flag, and what was done with it."""
        await row.get_by_test_id("flag-open").click()
        await self.at("flag-thread").wait_for(timeout=SLOW_MS)

    async def do(self, kind: str, *, note: str = "", outcome: str = "", state: str = "") -> None:
        """One step; waits for the state that it leads to."""
        if outcome:
            await self.at(f"flag-outcome-{outcome}").check()
        if note:
            await fill(self.at("flag-note"), note)
        await self.at(f"flag-do-{kind}").click()
        if state:
            await self.in_state(state)

    async def in_state(self, state: str) -> None:
        """Wait until the flag stands like this."""
        shown = self.at("flag-state")
        await expect(shown).to_have_attribute("data-state", state, timeout=SLOW_MS)

    async def thread(self, count: int) -> list[tuple[str, str, str]]:
        """Who, what and which words, of exactly so many events."""
        events = self.at("flag-event")
        await expect(events).to_have_count(count, timeout=SLOW_MS)
        return [
            (
                await event.get_by_test_id("flag-event-who").inner_text(),
                await event.get_attribute("data-kind") or "",
                " ".join(await event.get_by_test_id("flag-event-note").all_inner_texts()),
            )
            for event in await events.all()
        ]


async def sit_down(phone: Phone, town: Town, name: str) -> HolderAtDesk:
    """Coordinator, manager or deputy unlocks their desk at a phone."""
    holder = HolderAtDesk(phone=phone)
    await phone.give_to(name)
    await phone.open_link(town.link("desk"))
    reference = name == "Coordinator"
    await fill(holder.at("unlock-passphrase"), PASSPHRASE if reference else SANDBOX_PASSPHRASE)
    await holder.at("unlock").click()
    if reference:
        # The reference client printed no kit.
        await holder.at("kit-later").click(timeout=SLOW_MS)
    await holder.at("holder-now").wait_for(timeout=SLOW_MS)
    return holder
