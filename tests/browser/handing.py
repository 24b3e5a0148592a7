"""Handing over, on the phones: a worker proposes, a student decides, a colleague says yes.

Here: what is tapped and typed, and what is waited for. Never here: expectations of a story.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from client.api import unb64
from storage.layout import Layout
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Student
from tests.browser.staff import Staff
from tests.browser.team import Team
from tests.browser.town import Town


@dataclass(frozen=True, kw_only=True)
class Moving(Student):
    """A student who may go on with somebody else."""

    async def ask(self, whom: str) -> None:
        """From the room: `one` (who was proposed) or `all`; ends where they are being asked."""
        await self.at("handover-choose").click(timeout=SLOW_MS)
        await self.at(f"handover-ask-{whom}").click()
        await self.at("handover-looking").wait_for(timeout=SLOW_MS)

    async def choose(self, what: str, *, words: str = "", record: bool = False) -> None:
        """Choose what goes along; ends before it does."""
        await self.at("handover-decide").click(timeout=SLOW_MS)
        await self.at(f"along-{what}").check()
        if words:
            await fill(self.at("along-words"), words)
        if record:
            await self.at("along-record").check(timeout=SLOW_MS)

    async def go_on(self, what: str, *, words: str = "") -> None:
        """Choose what goes along, without the record, and go on; ends when it is done."""
        await self.choose(what, words=words)
        await self.go()

    async def go(self) -> None:
        """Go on with what was chosen; ends when it is done."""
        await self.at("along-go").click()
        await self.at("along").wait_for(state="detached", timeout=SLOW_MS)

    async def tell(self, *, ways: Sequence[str] = (), **fields: str) -> None:
        """Tell the worker who one is, and by which ways one may be reached; ends in the room."""
        await self.at("room-menu").click()
        await self.at("identity-open").click()
        for field, value in fields.items():
            await self.at(f"identity-tick-{field}").check()
            await fill(self.at(f"identity-{field}"), value)
        for way in ways:
            await self.at(f"ways-{way}").check()
        await self.at("identity-send").click()
        await self.at("room-menu-close").click()

    async def take_back(self) -> None:
        """Tell nothing of it any more; ends in the room."""
        await self.at("room-menu").click()
        await self.at("identity-open").click()
        await self.at("identity-take-back").click()
        await self.at("room-menu-close").click()


@dataclass(frozen=True, kw_only=True)
class Handing(Staff):
    """A worker who hands over, or takes over."""

    async def propose(self, name: str | None = None) -> None:
        """From the room: somebody else, or the colleague of this name; ends in the room."""
        await self.at("room-menu").click()
        await self.at("propose-open").click()
        if name is not None:
            await self.at("propose").get_by_label(name).check(timeout=SLOW_MS)
        await self.at("propose-send").click()
        await self.at("proposal-stands").wait_for(timeout=SLOW_MS)

    async def open_record(self) -> None:
        """From the room: the record of the case."""
        await self.at("room-menu").click()
        await self.at("case-record-open").click()
        await self.at("record-empty").or_(self.at("record-line")).first.wait_for(timeout=SLOW_MS)

    async def note(self, kind: str) -> None:
        """From the record: one entry without words; ends in the room."""
        await self.at("record-kind").select_option(kind)
        await self.at("record-add").click()
        added = self.phone.app.locator(f"[data-testid=record-line][data-kind={kind}]")
        await added.wait_for(timeout=SLOW_MS)
        await self.at("record-close").click()

    async def take(self) -> None:
        """Say yes to the one that looks for somebody."""
        await self.tab("queue")
        await self.at("wanted-take").click(timeout=SLOW_MS)
        await self.at("wanted").and_(self.phone.app.locator("[data-mine=true]")).wait_for()

    async def open_conversation(self) -> None:
        """Into the only conversation."""
        await self.tab("conversations")
        await self.at("conversation").click(timeout=SLOW_MS)
        await self.at("worker-room").wait_for()


async def fall_silent(town: Town, team: Team, name: str, *, days: int = 30) -> None:
    """Nobody has seen this worker for so many days, as a service finds it that starts again."""
    members = (await team.coordinator.overview())["members"]
    account = unb64(next(m["account"] for m in members if m["name"] == name))
    await town.stop()
    with closing(sqlite3.connect(Layout.at(town.data).database)) as database, database:
        sought = "UPDATE staff_seen SET day = day - ? WHERE account = ?"
        changed = database.execute(sought, (days, account)).rowcount
    await town.start()
    assert changed == 1
