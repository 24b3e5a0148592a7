"""The real service is killed at random moments of two-way conversations (attack 32)."""

import secrets
from pathlib import Path

import pytest

from bench.flush import compiler, preloaded
from tests.faults.kills import kill_talks
from tests.faults.scene import Team


@pytest.mark.slow
async def test_attack_32_two_hundred_kills_lose_nothing(team: Team, tmp_path: Path) -> None:
    seed = secrets.randbits(32)
    counted = await kill_talks(team, tmp_path / "data", cycles=200, seed=seed)
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
        seed = secrets.randbits(32)
        counted = await kill_talks(team, tmp_path / "data", cycles=12, seed=seed, more=slow)
        assert counted["acknowledged"] > 0
        assert counted["durable but not acknowledged"] > 0


@pytest.mark.soak
async def test_attack_32_two_thousand_kills_lose_nothing(team: Team, tmp_path: Path) -> None:
    seed = secrets.randbits(32)
    counted = await kill_talks(team, tmp_path / "data", cycles=2000, seed=seed)
    assert counted["kills"] >= 2000
