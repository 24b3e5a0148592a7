"""Kill the real service in the middle of anything that people do with it (attack 32).

Claims, acceptances, closings, revisions, epochs, enrolments, certificates, rosters and the chat,
several at once. After each kill everybody finishes what they began, and the service must say
exactly what it had answered. The tests and `python -m tests.faults.soak` run this.
"""

import asyncio
import random
from collections.abc import Mapping
from pathlib import Path

from tests.faults.deeds import Deeds
from tests.faults.kills import kill_while_starting
from tests.faults.scene import WORKERS, Scene, Team, check_files, scene
from tests.faults.town import Town

HANDS = 4
"""Deeds under way at once."""
LONGEST = 0.25
"""Seconds of doing until the kill, at most."""
AGAIN = 0.2
"""How often a service dies once more while people finish."""
SECONDS = 120.0


async def make_town(on: Scene) -> Town:
    """Three students, two workers and the coordinator, all of them patient."""
    phones = {name: on.phone(name) for name in ("Student 1", "Student 2")}
    for phone in phones.values():
        phone.start()
    students = {
        f"Student {n + 1}": await on.student(
            list(phones.values())[n].person.id if n < len(phones) else 6000 + n, patient=True
        )
        for n in range(3)
    }
    coordinator = await on.coordinator(patient=True)
    team = await coordinator.person.team()
    return Town(
        students=students,
        workers={name: await on.worker(name, patient=True) for name in WORKERS},
        coordinator=coordinator,
        world=on.world,
        phones=phones,
        roster=team.roster.body.version,
    )


class Day:
    """Lives of the service, one after another, over the same people."""

    def __init__(self, on: Scene, deeds: Deeds, chance: random.Random) -> None:
        self._on = on
        self._deeds = deeds
        self._chance = chance
        self._over = False
        self._hands: list[asyncio.Task[None]] = []

    async def _hand(self) -> None:
        while not self._over:
            await self._deeds.one()
            await asyncio.sleep(0)

    async def live(self) -> None:
        """One life: finish, compare, do more, die in the middle of it."""
        await self.finish()
        await self._deeds.town.check()
        self._over = False
        self._hands = [asyncio.create_task(self._hand()) for _ in range(HANDS)]
        await asyncio.sleep(self._chance.uniform(0.01, LONGEST))
        self._over = True
        await self._on.victim.kill()

    async def finish(self) -> None:
        """Start, and let everybody end what they began; now and then it dies once more."""
        while self._chance.random() < AGAIN:
            await kill_while_starting(self._on.victim, self._chance)
            await self._on.start()
            await asyncio.sleep(self._chance.uniform(0, LONGEST / 4))
            await self._on.victim.kill()
        await self._on.start()
        async with asyncio.timeout(SECONDS):
            await asyncio.gather(*self._hands)

    async def evening(self) -> int:
        """Everything is finished, answered and read; how many texts there were."""
        await self.finish()
        town = self._deeds.town
        async with asyncio.timeout(SECONDS):
            while not all(town.answered(name) for name in town.phones):  # noqa: ASYNC110 - Telegram has no event for us
                await asyncio.sleep(0.02)
        await town.check(everybody=True)
        return await town.read_from_the_start()


async def kill_days(team: Team, data: Path, *, cycles: int, seed: int) -> Mapping[str, int]:
    """`cycles` lives; raises AssertionError with the seed. What happened, counted."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    try:
        async with scene(team, data) as on:
            await on.start()
            deeds = Deeds(on=on, town=await make_town(on), chance=chance)
            await on.victim.kill()
            day = Day(on, deeds, chance)
            for _ in range(cycles):
                await day.live()
            read = await day.evening()
            await on.victim.stop()
        check_files(on.layout)
        twice = deeds.town.answers.total() - deeds.town.given.total()
        # Telegram's answer may be lost with the service: then a reply comes twice.
        assert 0 <= twice <= on.victim.kills * len(deeds.town.phones)
    except BaseException as error:
        error.add_note(f"seed {seed}")
        raise
    counted = {"kills": on.victim.kills, "tried again": deeds.tried_again, "texts": read}
    counted["answered twice in the chat"] = twice
    return {**counted, "cases": len(deeds.town.cases), **dict(sorted(deeds.done.items()))}
