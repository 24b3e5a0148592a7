"""A hold because of a concern tells nobody of the concern who may not read it (attack 42)."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest

import crypto
from handlers.web.fields import decode, encode
from tests.fakes.safeguarding import HOLDERS, Scene, a_flag, safeguarding

HOLDS: Final = "/api/keeping/holds"


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with safeguarding(tmp_path) as made:
        yield made


def a_hold(**about: str) -> dict[str, str]:
    return {"id": encode(crypto.random_bytes(16)), "reason": "incident", **about}


def both_of(flag: dict[str, Any]) -> list[dict[str, str]]:
    """What a desk asks for beneath an opened concern: itself and its conversation."""
    case = encode(crypto.random_bytes(16))
    return [
        a_hold(kind="concern", reference=flag["id"]),
        a_hold(kind="conversation", reference=case, concern=flag["id"]),
    ]


async def status(scene: Scene, who: str, path: str, body: object = None) -> int:
    return (await scene.call(who, "POST", path, body or {})).status_code


async def seen_by(scene: Scene, who: str) -> list[str]:
    """All that is shown to a role of what is kept, and of the list of accesses."""
    shown = [await scene.call(who, "GET", path) for path in ("/api/keeping", "/api/audit")]
    return [answer.text for answer in shown]


@pytest.mark.parametrize("left_out", ["coordinator", "manager", ""])
async def test_attack_42_a_hold_because_of_a_concern_is_its_readers_alone(
    scene: Scene, left_out: str
) -> None:
    flag = a_flag(left_out)
    assert await status(scene, "worker", "/api/flags", flag) == 201
    one, other = (who for who in HOLDERS if who != (left_out or "deputy"))
    (third,) = set(HOLDERS) - {one, other}
    before, holds = await seen_by(scene, third), both_of(flag)
    scene.live.told.clear()
    for hold in holds:
        assert await status(scene, one, HOLDS, hold) == 204
        for path in ("agree", "end"):
            assert await status(scene, third, f"{HOLDS}/{hold['id']}/{path}") == 404
        assert await status(scene, other, f"{HOLDS}/{hold['id']}/agree") == 204
        assert await status(scene, one, f"{HOLDS}/{hold['id']}/end") == 204
    assert await seen_by(scene, third) == before
    told = {account for _, account in scene.live.told}
    assert told == {decode(scene.accounts[who]) for who in (one, other)}
    for who in (one, other):
        shown = (await scene.call(who, "GET", "/api/keeping")).json()["holds"]
        assert [row["state"] for row in shown] == ["ending", "ending"]
        rows = [(event, by) for _, event, by in await scene.accesses(who) if "hold" in event]
        steps = [("hold.asked", one), ("hold.held", other), ("hold.ending", one)]
        assert rows == [*steps, ("hold.asked", one)]


async def test_attack_42_whoever_may_not_read_a_concern_holds_none(scene: Scene) -> None:
    flag = a_flag("coordinator")
    assert await status(scene, "worker", "/api/flags", flag) == 201
    for names in (flag, a_flag()):
        for hold in both_of(names):
            assert await status(scene, "coordinator", HOLDS, hold) == 404
    note = a_hold(kind="note", reference=flag["id"], concern=flag["id"])
    assert await status(scene, "manager", HOLDS, note) == 400


async def test_a_hold_of_what_is_no_concern_is_shown_to_all_three(scene: Scene) -> None:
    hold = a_hold(kind="conversation", reference=encode(crypto.random_bytes(16)))
    assert await status(scene, "deputy", HOLDS, hold) == 204
    for who in HOLDERS:
        (row,) = (await scene.call(who, "GET", "/api/keeping")).json()["holds"]
        assert row["id"] == hold["id"]
    assert "hold.asked" in (await scene.call("coordinator", "GET", "/api/audit")).text
    assert ("team", None) in scene.live.told
