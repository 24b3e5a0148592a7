"""The real service is killed in the middle of anything that people do with it (attack 32)."""

import secrets
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.days import kill_days
from tests.faults.scene import Team

MET = ("tried again", "texts", "ask", "claim", "accept", "say", "end", "enrol", "sign", "chat")
"""It was about something: calls were cut off and tried again, and talks got somewhere. A slow
machine does a handful of some deeds in all these lives, and one in a thousand runs none.
"""


@pytest.mark.slow
async def test_attack_32_kills_amid_everything_people_do(team: Team, tmp_path: Path) -> None:
    counted: Counter[str] = Counter()
    for turn in range(5):
        lives, data = 48 if turn == 0 else 12, tmp_path / f"data{turn}"
        counted.update(await kill_days(team, data, cycles=lives, seed=secrets.randbits(32)))
        if all(counted[each] for each in MET):
            break
    assert counted["kills"] >= 48
    assert [each for each in MET if not counted[each]] == []


@pytest.mark.soak
async def test_attack_32_thousands_of_kills_amid_everything(team: Team, tmp_path: Path) -> None:
    counted = await kill_days(team, tmp_path / "data", cycles=1500, seed=secrets.randbits(32))
    assert counted["kills"] >= 1500
