"""What is told of an opened identity: to whoever owes the answer for it, and to its student.

With the reference client against the service as it is wired.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from client.api import unb64
from client.disclosure_desk import Done, HolderDisclosures, TellStudent
from client.notes import open_note
from client.student import Student
from intake.outbox import Outgoing
from tests.hostile.holders import DAY, Scene, asked, mine, scene_in, words
from tests.hostile.town import TELEGRAM, Town


@pytest.fixture
async def scene(town: Town, tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene_in(town, tmp_path / "data") as made:
        yield made


async def test_an_opening_that_is_not_answered_for_is_reminded_of_without_a_word(
    scene: Scene,
) -> None:
    """Its requester alone, with the constant text; none of it once it is said what was done."""
    name = await scene.raised()
    rows = [await asked(scene, name, "coordinator", "manager") for _ in range(3)]
    assert len(await scene.desk("manager").rows()) == len(rows)
    pages = HolderDisclosures(holder=scene.holders["manager"], at_once=1)
    assert await pages.rows() == await scene.desk("manager").rows()
    row = rows[0]
    flags = {role: await scene.opened(role, name) for role in ("coordinator", "manager")}
    await scene.desk("manager").decide(row, "approve", "it cannot wait", flag=flags["manager"])
    own = await mine(scene, "coordinator", row)
    await scene.desk("coordinator").open(own, flag=flags["coordinator"])
    await told_since(scene)
    await scene.time(7 * DAY - 1, "reminders")
    assert await told_since(scene) == []
    await scene.time(1, "reminders")
    (notice,) = await told_since(scene)
    assert (notice.text, notice.data, int(notice.chat)) == (
        "chat-update",
        {},
        TELEGRAM["coordinator"],
    )
    await scene.sign_in()
    assert (await mine(scene, "coordinator", row))["overdue"]
    done = Done(done="they were told", by="Coordinator", at=scene.worker.person.now())
    await scene.desk("coordinator").complete(await mine(scene, "coordinator", row), done)
    await told_since(scene)
    await scene.time(30 * DAY, "reminders")
    assert await told_since(scene) == []


async def told_since(scene: Scene) -> list[Outgoing]:
    """What is owed in Telegram by now, taken as sent."""
    found = []
    while owed := await scene.at.core.outbox.due(now=scene.at.clock.now()):
        for each in owed:
            found.append(each.outgoing)
            await scene.at.core.outbox.done(each.id)
    return found


async def record_of(scene: Scene) -> Any:  # noqa: ANN401 -- JSON
    """What the student's *My record* shows."""
    await scene.student.person.sign_in()
    return await scene.student.person.api.get("/api/me/accesses")


async def test_my_record_lists_accesses_and_an_opening_once_it_is_told(scene: Scene) -> None:
    before = await record_of(scene)
    assert {"role": "worker", "what": "request.claimed"} in [
        {name: each[name] for name in ("role", "what")} for each in before["accesses"]
    ]
    assert {each["role"] for each in before["accesses"]} == {"worker"}
    name = await scene.raised()
    flag = await scene.opened("coordinator", name)
    later = scene.worker.person.now() + DAY
    await scene.desk("coordinator").record(
        words(),
        flag=flag,
        capsule_version=1,
        approver="manager",
        student=TellStudent(why="there was danger", tell=later),
    )
    (row,) = await scene.desk("manager").rows()
    assert await record_of(scene) == before
    await scene.desk("manager").decide(
        row, "approve", "it cannot wait", flag=await scene.opened("manager", name)
    )
    await scene.desk("coordinator").open(await mine(scene, "coordinator", row), flag=flag)
    assert await record_of(scene) == before
    scene.at.clock.pass_(DAY)
    after = await record_of(scene)
    assert after["accesses"] == before["accesses"]
    (told,) = after["disclosures"]
    team = await scene.student.person.team()
    note, author = open_note(
        unb64(told["note"]),
        disclosure=unb64(row["id"]),
        secret=scene.student.person.ring.box,
        team=team,
    )
    assert (note.why, told["id"], author is not None) == ("there was danger", row["id"], True)
    stranger = Student(person=scene.at.person(5002))
    await stranger.agree()
    nothing = await stranger.person.api.get("/api/me/accesses")
    assert nothing == {"accesses": [], "disclosures": []}
