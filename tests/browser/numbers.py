"""The numbers on the phones, and workers' weeks by the reference client.

Here: time that passes for everybody, sending weeks, what holders tap. Never here: expectations.
"""

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Locator

from client.access import Person
from client.api import b64
from client.keys import KeyRing
from client.numbers import seal_numbers
from client.worker import Worker
from crypto import wire
from policy.texts import Texts
from tests.browser.phones import SLOW_MS
from tests.browser.staff import Staff
from tests.browser.team import Team
from tests.browser.town import ROOT, Town

COUNTED: Final[Mapping[str, Any]] = json.loads(
    (ROOT / "policy/numbers/numbers.json").read_text(encoding="utf-8")
)
MONTH: Final = "month"
DAY: Final = 24 * 3600
STORY_SECONDS: Final = 300
"""So long people may talk until a story lets time pass: all of it is counted in one week."""


@dataclass
class Days:
    """How far the service, the reference client and later pages are ahead of the machine."""

    town: Town
    ahead: int = 0

    def now(self) -> int:
        """Unix seconds as everybody has them who was told."""
        return int(time.time()) + self.ahead

    def moment(self) -> datetime:
        """The same for a page's clock."""
        return datetime.fromtimestamp(self.now(), tz=UTC)

    async def pass_to_the_end_of(self, period: str) -> None:
        """A day after its last week; sessions have ended by then."""
        seconds = end_of(period) + DAY - self.now()
        self.town.pass_time(seconds)
        self.ahead += seconds

    async def back(self, person: Person) -> None:
        """Signed in again, by the clock as it is now."""
        person.now = self.now
        await person.sign_in()


def end_of(period: str) -> int:
    """Unix seconds of the Monday after a period's last week."""
    return _monday_after(wire.weeks_of(period)[-1])


def _monday_after(week: str) -> int:
    year, number = week.split("-W")
    monday = date.fromisocalendar(int(year), int(number), 1) + timedelta(days=7)
    return int(datetime(monday.year, monday.month, monday.day, tzinfo=UTC).timestamp())


async def this_period() -> str:
    """The month in which this week lies; a story that would outlive the week waits for the next."""
    now = int(time.time())
    week = wire.week_of(now)
    if week != wire.week_of(now + STORY_SECONDS):
        await asyncio.sleep(_monday_after(week) - now)
        return await this_period()
    return wire.period_of_week(week, kind=MONTH)


def vector(counts: Mapping[str, int]) -> tuple[int, ...]:
    """Every counter in the policy's order."""
    return tuple(counts.get(name, 0) for name in COUNTED["counters"])


async def send_week(
    worker: Worker, week: str, counts: Mapping[str, int], *, signed_by: KeyRing | None = None
) -> None:
    """A week of a worker's; signed by somebody else where that is said."""
    person = worker.person
    box = seal_numbers(
        wire.Numbers(week=week, counts=vector(counts)),
        ring=signed_by or person.ring,
        team=await person.team(),
    )
    await person.api.put(f"/api/numbers/{week}", {"box": b64(box)})


@dataclass(frozen=True, kw_only=True)
class ShownTable:
    """A table as it should be shown: by row, and its total."""

    name: str
    rows: Mapping[str, str]
    total: str


def expected(counts: Mapping[str, int]) -> Sequence[ShownTable]:
    """The tables of these counts by the reference's rules and the policy's words."""
    texts = Texts.load()

    def say(name: str) -> str:
        return texts.render(f"numbers-{name}", "en")

    true = {
        say(f"table-{table['id']}"): {say(cell): counts.get(cell, 0) for cell in table["cells"]}
        for table in COUNTED["tables"]
    }
    made = wire.fixed_tables(true, together=say("together"))
    return [
        ShownTable(
            name=name,
            rows={label: said(count) for label, count in cells.items()},
            total=said(sum(cells.values())),
        )
        for name, cells in made.items()
    ]


def said(count: int) -> str:
    """A count in words."""
    return wire.shown_count(count).replace("1-7", "1 to 7")


def csv_of(tables: Sequence[ShownTable], *, period: str) -> bytes:
    """The file that holders save."""
    rows = [("Period", "Table", "What", "How many")]
    for table in tables:
        rows += [(period, table.name, label, shown) for label, shown in table.rows.items()]
        rows.append((period, table.name, "Total", table.total))
    lines = [",".join(f'"{x}"' if "," in x else x for x in row) + "\r\n" for row in rows]
    return b"\xef\xbb\xbf" + "".join(lines).encode()


@dataclass(frozen=True, kw_only=True)
class Counting(Staff):
    """A holder with the numbers on their phone."""

    async def numbers(self) -> None:
        """Go to the tab, and wait until there is what there is."""
        await self.tab("numbers")
        await (
            self.at("numbers-periods").or_(self.at("numbers-none")).first.wait_for(timeout=SLOW_MS)
        )

    async def look(self, period: str) -> None:
        """Choose a period and open what came in."""
        await self.at("numbers-which").select_option(period)
        await self.at("numbers-look").click()
        await self.at("numbers-preview").wait_for(timeout=SLOW_MS)

    async def sure(self, button: str, confirm: str) -> None:
        """Tap something that is asked about, and say yes."""
        await self.at(button).click()
        await self.at(f"{confirm}-yes").click()
        await self.at(confirm).wait_for(state="detached", timeout=SLOW_MS)

    async def tables(self, within: str) -> list[ShownTable]:
        """Every table in a part of the screen."""
        cards = await self.at(within).get_by_test_id("numbers-counts").all()
        return [await read(card) for card in cards]


async def read(card: Locator) -> ShownTable:
    """One table from its rows."""
    name = await card.get_by_role("heading").inner_text()
    rows = {}
    for row in await card.locator("tbody tr").all():
        label, shown = row.locator("th"), row.locator("td")
        rows[await label.inner_text()] = await shown.inner_text()
    total = card.get_by_test_id("numbers-total")
    return ShownTable(name=name, rows=rows, total=await total.inner_text())


async def time_passes(days: Days, team: Team, period: str, *workers: Worker) -> None:
    """The period is over for everybody: a new roster, and reference workers who are back."""
    await days.pass_to_the_end_of(period)
    await days.back(team.coordinator.person)
    await team.coordinator.sign_roster()
    for worker in workers:
        await days.back(worker.person)


def is_png(path: Path, *, width: int) -> bool:
    """By its signature and the width in its first chunk."""
    raw = path.read_bytes()
    return raw[:8] == b"\x89PNG\r\n\x1a\n" and int.from_bytes(raw[16:20], "big") == width
