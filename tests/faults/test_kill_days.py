"""The real service is killed in the middle of anything that people do with it (attack 32)."""

import secrets
from pathlib import Path

import pytest

from tests.faults.days import kill_days
from tests.faults.scene import Team


@pytest.mark.slow
async def test_attack_32_kills_amid_everything_people_do(team: Team, tmp_path: Path) -> None:
    counted = await kill_days(team, tmp_path / "data", cycles=48, seed=secrets.randbits(32))
    assert counted["kills"] >= 48
    # It was about something: calls were cut off and tried again, and talks got somewhere.
    assert counted["tried again"] > 0
    assert counted["texts"] > 0
    for deed in ("ask", "claim", "accept", "say", "end", "enrol", "sign", "chat"):
        assert counted[deed] > 0, deed


@pytest.mark.soak
async def test_attack_32_thousands_of_kills_amid_everything(team: Team, tmp_path: Path) -> None:
    counted = await kill_days(team, tmp_path / "data", cycles=1500, seed=secrets.randbits(32))
    assert counted["kills"] >= 1500
