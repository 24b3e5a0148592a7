"""The real service is killed at random moments of two-way conversations (attack 32)."""

import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bench.flush import compiler, preloaded
from tests.faults.kills import kill_talks
from tests.faults.scene import Team


async def kills_until(
    team: Team,
    data: Path,
    *,
    cycles: int,
    met: Callable[[Counter[str]], bool],
    more: Mapping[str, str] | None = None,
) -> Counter[str]:
    """At least so many lives, and on until they met what is looked for: slow ones meet less."""
    counted: Counter[str] = Counter()
    for turn in range(5):
        seed = secrets.randbits(32)
        life = data.with_name(f"{data.name}{turn}")
        lives = cycles if turn == 0 else 12
        counted.update(await kill_talks(team, life, cycles=lives, seed=seed, more=more))
        if met(counted):
            break
    return counted


@pytest.mark.slow
async def test_attack_32_two_hundred_kills_lose_nothing(team: Team, tmp_path: Path) -> None:

    def met(so_far: Counter[str]) -> bool:
        return so_far["acknowledged"] > 400 and so_far["durable but not acknowledged"] > 0

    counted = await kills_until(team, tmp_path / "data", cycles=200, met=met)
    assert counted["kills"] >= 200
    assert counted["acknowledged"] > 400
    # The kills met messages on their way: durable, and not acknowledged yet.
    assert counted["durable but not acknowledged"] > 0


if compiler() is not None:

    async def test_attack_32_kills_while_a_slow_disk_flushes_lose_nothing(
        team: Team, tmp_path: Path
    ) -> None:
        """Every flush takes 20 ms longer: most kills fall into one."""
        slow = preloaded(tmp_path, FLUSH_MICROSECONDS="20000")

        def met(so_far: Counter[str]) -> bool:
            return so_far["durable but not acknowledged"] > 0

        counted = await kills_until(team, tmp_path / "data", cycles=12, met=met, more=slow)
        assert counted["acknowledged"] > 0
        assert counted["durable but not acknowledged"] > 0


@pytest.mark.soak
async def test_attack_32_two_thousand_kills_lose_nothing(team: Team, tmp_path: Path) -> None:
    seed = secrets.randbits(32)
    counted = await kill_talks(team, tmp_path / "data", cycles=2000, seed=seed)
    assert counted["kills"] >= 2000
