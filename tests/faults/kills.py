"""Kill the real service again and again in the middle of two-way conversations (attack 32).

The assertions are talkers.py's; the tests and `python -m tests.faults.soak` run this.
"""

import asyncio
import random
from collections.abc import Mapping
from pathlib import Path

from tests.faults.scene import Scene, Team, scene
from tests.faults.talkers import Device, check_talk, meet
from tests.faults.victim import Victim

PAIRS = 2
LONGEST = 0.08
"""Seconds from the sockets' opening to the kill, at most."""
EARLY = 0.15
"""How often a service is killed while it starts."""
STARTING = 0.15
"""Seconds that a start takes, about."""


async def kill_while_starting(victim: Victim, chance: random.Random) -> None:
    """A life that ends before anybody is answered, or just after."""
    await victim.spawn()
    await asyncio.sleep(chance.uniform(0, STARTING))
    await victim.kill()


async def _cycle(on: Scene, devices: list[Device], chance: random.Random) -> None:
    if chance.random() < EARLY:
        await kill_while_starting(on.victim, chance)
    await on.start()
    await asyncio.gather(*(device.resume() for device in devices))
    talking = [asyncio.create_task(device.talk(on.victim.socket_url)) for device in devices]
    await asyncio.sleep(chance.uniform(0.01, LONGEST))
    await on.victim.kill()
    await asyncio.gather(*talking)


async def kill_talks(
    team: Team, data: Path, *, cycles: int, seed: int, more: Mapping[str, str] | None = None
) -> Mapping[str, int]:
    """`cycles` lives of the service; raises AssertionError with the seed. What happened, counted.

    `more` joins the service's environment. The seed draws the moments; what the kernel does with
    them is its own.
    """
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    try:
        async with scene(team, data, more=more) as on:
            await on.start()
            devices = [device for n in range(PAIRS) for device in await meet(on, number=n)]
            await on.victim.kill()
            for _ in range(cycles):
                await _cycle(on, devices, chance)
            await on.start()
            for device in devices:
                await device.resume()
            await on.victim.stop()
        check_talk(on.layout, devices)
        assert all(device.told == [] for device in devices), "a message was refused"
    except BaseException as error:
        error.add_note(f"seed {seed}")
        raise
    return {
        "kills": on.victim.kills,
        "acknowledged": sum(device.acknowledged for device in devices),
        "durable but not acknowledged": sum(device.resumed for device in devices),
    }
