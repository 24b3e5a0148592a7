"""Three years under each policy: from asking to purging, with backups put back in between.

What must go is gone on its day and stays gone, nothing goes early, and no clock brings any of it
forward (R14; attacks 35 and 37). Records here are devices' sealed bytes: nothing reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crypto.wire import CaseId
from intake.degrees import Degrees, end_of_month
from intake.lapses import Lapses
from people.accounts import Role
from policy.profiles import load_profile, names
from storage.backup import back_up, restore
from storage.casekeys import CaseKeys
from storage.layout import Layout
from storage.opening import Core
from storage.places import key_names
from storage.purging import holds_of
from storage.tombstones import Erased, Tombstone
from supervision.keeping import MARGIN_SECONDS, RECORDS, Kind, Postponement, Terms, Why
from tests.fakes.cabinet import Cabinet, cabinet_over
from tests.fakes.clock import FixedClock
from tests.fakes.degrees import degrees_of
from tests.fakes.house import House, on_sqlite
from tests.fakes.rooms import close_of

DAY = 24 * 3600
THREE_YEARS = 3 * 365
SLACK = 8 * DAY
"""An end is kept to the hour or week after it, and a day is looked at at a time."""
CHOSEN: Mapping[str, tuple[int, int]] = {
    "cambridge": (60, 120),
    "city": (300, 700),
    "portsmouth": (365, 400),
    "ucl": (180, 365),
}
"""Days of conversations and of records where the policy leaves them to the deployer."""


@dataclass
class Years:
    """One deployment's three years, and what it must have of them."""

    house: House
    at: Cabinet
    clock: FixedClock
    terms: Terms
    ends: dict[Tombstone, int] = field(default_factory=dict)
    asked: int = 0
    postponed: int = 0
    degrees: Degrees | None = None
    after_degree: dict[Tombstone, int] = field(default_factory=dict)

    @property
    def core(self) -> Core:
        return self.at.core

    async def live(self) -> None:
        """Somebody asks, talks and leaves; a concern, a note and a disclosure come and end."""
        talk = await self.house.talk()
        thing = Tombstone(erased=Erased.CASE, reference=talk.case)
        if self.degrees is not None and len(self.ends) % 8 == 0:  # every second student says it
            ends = datetime.fromtimestamp(self.clock.now() + 200 * DAY, UTC).strftime("%Y-%m")
            await self.degrees.say(talk.student.account, ends)
            self.after_degree[thing] = end_of_month(ends) + 365 * DAY
        signed = close_of(talk.student.device, talk.case, talk.record, by="student")
        await self.house.closing.close(talk.student.account, talk.case, signed)
        now = int(self.clock.now())
        self.ends |= {
            thing: now,
            Tombstone(erased=Erased.FLAG, reference=await self.at.flag()): now,
            Tombstone(erased=Erased.ENTRY, reference=await self.at.note()): now,
            Tombstone(erased=Erased.DISCLOSURE, reference=await self.at.disclosure()): now,
        }

    async def sweep(self) -> None:
        """What the service does each day."""
        lapses = Lapses(
            cases=self.house.cases,
            claiming=self.house.claiming,
            clock=self.clock,
            destroying=self.core.unhurried,
        )
        await lapses.sweep()
        await self.at.sweep(self.terms)

    def day_of(self, thing: Tombstone) -> int:
        """When it must be there until."""
        if thing in self.after_degree:
            return self.after_degree[thing] + MARGIN_SECONDS
        case = thing.erased is Erased.CASE
        days = self.terms.conversation_days if case else self.terms.days[Kind.NOTE]
        until = self.ends[thing] + days * DAY + MARGIN_SECONDS
        # What was due before somebody postponed it was gone by then.
        if thing.erased is Erased.FLAG and until >= self.asked:
            return max(until, self.postponed)
        return until

    async def check(self, keys: CaseKeys | None = None, *, gone_by: int | None = None) -> int:
        """Each thing's key is there until its day, and no longer; how many are gone.

        `keys`: a restored store's; it has nothing of after its backup, so only what must be gone
        is looked for, by `gone_by`.
        """
        now, gone = int(self.clock.now()), 0
        key_of = key_names(self.core.fields)
        for thing in self.ends:
            name = key_of(thing)
            assert name is not None
            here = await (keys or self.core.case_keys).get(name) is not None
            if keys is None and now < self.day_of(thing):
                assert here, ("early", thing.erased)
            if self.day_of(thing) + SLACK < (now if gone_by is None else gone_by):
                assert not here, ("late", thing.erased)
                gone += 1
        return gone


def terms_of(profile: str) -> Terms:
    """As a deployment under this policy has them."""
    stated = load_profile(profile).retention.stated
    conversations, records = CHOSEN[profile] if stated is None else (stated, stated)
    return Terms(days=dict.fromkeys(RECORDS, records), conversation_days=conversations)


async def wrong_clocks(years: Years) -> None:
    """Set ahead and back by years, and swept each time: nothing may go by it."""
    for jump in (5 * 365, -9 * 365, 4 * 365):
        years.clock.jump(jump * DAY)
        await years.sweep()
        years.clock.jump(-jump * DAY)
        await years.check()


async def live_through(
    home: Path, profile: str, *, step: int, days: int, lives: int
) -> tuple[int, int]:
    """All of it; how many things there were, and how many of them were destroyed in time."""
    clock, terms = FixedClock(), terms_of(profile)
    (home / "data").mkdir()
    async with on_sqlite(home / "data", clock=clock) as house:
        assert house.core is not None
        house.closing._retention_days = terms.conversation_days
        degrees = None
        if load_profile(profile).retention.rule == "after-degree":
            degrees = degrees_of(house, kept=terms.conversation_days)
        house.closing._degrees = degrees
        at = cabinet_over(house.core, clock)
        years = Years(house=house, at=at, clock=clock, terms=terms, degrees=degrees)
        backups: list[tuple[Path, Path]] = []
        for turn, day in enumerate(range(0, days, step)):
            if turn % lives == 0:
                await years.live()
            if turn % (4 * lives) == 0:
                pair = home / f"database-{day}", home / f"keys-{day}"
                await back_up(years.core, database_to=pair[0], keys_to=pair[1])
                backups.append(pair)
            if day // (THREE_YEARS // 3) == 1 and not years.postponed:
                until = int(clock.now()) + 90 * DAY
                new = Postponement(kind=Kind.CONCERN, until=until, reason=Why.COMPLAINT)
                await holds_of(years.core).postpone(new, by=Role.COORDINATOR)
                years.asked, years.postponed = int(clock.now()), until
                await wrong_clocks(years)
            clock.pass_(step * DAY)
            await years.core.unhurried.keep()
            await years.sweep()
            await years.check()
        gone = await years.check()
        for number, (database, keys) in enumerate(backups):
            await restored(years, home / f"again-{number}", database, keys)
        return len(years.ends), gone


async def restored(years: Years, home: Path, database: Path, keys: Path) -> None:
    """A backup put back brings nothing back that is gone, and all that it had and is not."""
    target = Layout.at(home)
    tombstones = years.core.layout.tombstones
    await restore(database_from=database, keys_from=keys, layout=target, tombstones=tombstones)
    case_keys = await CaseKeys.open(target.case_keys)
    try:
        await years.check(case_keys)
    finally:
        await case_keys.close()


@pytest.mark.parametrize("profile", names())
async def test_three_years(tmp_path: Path, profile: str) -> None:
    there, gone = await live_through(tmp_path, profile, step=45, days=THREE_YEARS, lives=4)
    # Lancaster keeps all for six years: three are not enough to destroy anything.
    assert (there > 20, gone > 0) == (True, profile != "lancaster")


async def test_under_portsmouths_policy_both_kinds_of_day_come(tmp_path: Path) -> None:
    """Or the years above would prove nothing of the end of a degree."""
    clock = FixedClock()
    async with on_sqlite(tmp_path, clock=clock) as house:
        assert house.core is not None
        terms, degrees = terms_of("portsmouth"), degrees_of(house, kept=365)
        house.closing._degrees = degrees
        at = cabinet_over(house.core, clock)
        years = Years(house=house, at=at, clock=clock, terms=terms, degrees=degrees)
        await years.live()
        await years.live()
        said, unsaid = [each for each in years.ends if each.erased is Erased.CASE]
        assert years.day_of(said) - years.day_of(unsaid) > 150 * DAY
        for thing, other in ((unsaid, said), (said, None)):
            clock.pass_(years.day_of(thing) + DAY - int(clock.now()))
            await years.core.unhurried.keep()
            await years.sweep()
            kept = [
                await house.cases.find(CaseId(each.reference)) for each in (thing, other) if each
            ]
            assert [each is None for each in kept] == [True, False][: len(kept)]


@pytest.mark.soak
@pytest.mark.parametrize("profile", names())
async def test_seven_years_day_by_day(tmp_path: Path, profile: str) -> None:
    there, gone = await live_through(tmp_path, profile, step=1, days=7 * 365, lives=20)
    assert there > 400
    assert gone > 0
