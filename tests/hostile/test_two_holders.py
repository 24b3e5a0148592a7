"""Flag, disclosure and erasure with the reference client against the service as it is wired.

Nobody here knows more than their own device. What a device said is looked for wherever it must
not be.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from client.api import Refused, b64
from client.disclosure_desk import Done
from client.flag_desk import FlagInbox, receipt
from client.flags import FlagStep
from crypto import CryptoError
from crypto.wire.asking import CapsuleWays
from storage.transaction import Snapshot
from tests.hostile.holders import CANARIES, DAY, FLAGGED, NAMED, Scene, asked, mine, scene_in
from tests.hostile.town import Town


@pytest.fixture
async def scene(town: Town, tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene_in(town, tmp_path / "data") as made:
        yield made


async def test_a_flag_is_opened_by_its_holders_and_both_write_at_once(scene: Scene) -> None:
    name = await scene.raised()
    assert await receipt(scene.worker.person, name) == "sent"
    flags = {role: await scene.opened(role, name) for role in ("coordinator", "manager")}
    assert {(flag.flag.said, flag.proven) for flag in flags.values()} == {(FLAGGED, True)}
    assert await scene.inbox("deputy").rows() == []
    await asyncio.gather(
        scene.inbox("coordinator").act(flags["coordinator"], FlagStep(kind="acknowledge")),
        scene.inbox("manager").act(flags["manager"], FlagStep(kind="note", note="I call her.")),
        scene.inbox("manager").act(flags["manager"], FlagStep(kind="note", note="She answered.")),
    )
    history = await scene.inbox("manager").history(flags["manager"])
    notes = {each.event.note for each in history.events if each.event is not None}
    assert notes >= {"I call her.", "She answered."}
    assert (history.state, history.number) == ("acknowledged", 3)
    assert await receipt(scene.worker.person, name) == "received"
    await nowhere_else(scene, name)


async def test_the_students_own_flag(scene: Scene) -> None:
    name = await scene.raised(by=scene.student.person)
    found = await scene.opened("manager", name)
    assert (found.flag.by, found.flag.ground, found.proven) == ("student", "asked", True)
    assert await receipt(scene.student.person, name) == "sent"


async def test_attack_42_an_unanswered_flag_is_opened_by_the_deputy(scene: Scene) -> None:
    name = await scene.raised()
    with pytest.raises(Refused):
        await scene.inbox("deputy").open_late(name)
    await scene.time(30 * 60, "flags")
    await scene.sign_in()
    with pytest.raises(Refused):
        await scene.inbox("deputy").open_late(name)
    await scene.time(90 * 60, "flags")
    await scene.sign_in()
    assert await scene.inbox("deputy").rows() == [{"id": b64(name), "overdue": True}]
    late = await scene.inbox("deputy").open_late(name)
    assert (late.flag.said, late.proven) == (FLAGGED, True)
    history = await scene.inbox("deputy").act(late, FlagStep(kind="acknowledge"))
    assert history.state == "acknowledged"
    again = await scene.inbox("coordinator").history(await scene.opened("coordinator", name))
    assert again.events[0].author is not None
    assert again.events[0].author.certificate.role == "deputy"


async def test_attack_42_a_flag_about_a_holder_never_reaches_them(scene: Scene) -> None:
    name = await scene.raised(left_out="coordinator")
    for seconds in (30 * 60, 90 * 60, DAY):
        assert await scene.inbox("coordinator").rows() == []
        await scene.time(seconds, "flags")
        await scene.sign_in()
    for role in ("manager", "deputy"):
        assert (await scene.opened(role, name)).flag.left_out == "coordinator"
    with pytest.raises(Refused):
        await scene.inbox("coordinator").open_late(name)


async def test_the_inbox_reads_every_page(scene: Scene) -> None:
    names = [b64(await scene.raised()) for _ in range(3)]
    inbox = FlagInbox(holder=scene.holders["manager"], at_once=1)
    assert [row["id"] for row in await inbox.rows()] == names[::-1]


async def test_attack_42_two_holders_open_an_identity_and_one_alone_does_not(
    scene: Scene,
) -> None:
    name = await scene.raised()
    row = await asked(scene, name, "coordinator", "manager")
    flag = await scene.opened("coordinator", name)
    own = await mine(scene, "coordinator", row)
    with pytest.raises((Refused, LookupError)):
        await scene.desk("coordinator").open(own, flag=flag)
    with pytest.raises(Refused):
        await scene.holders["coordinator"].person.api.get(f"/api/disclosures/{row['id']}/half")
    seen = await scene.opened("manager", name)
    await scene.desk("manager").decide(row, "approve", "it cannot wait", flag=seen)
    own = await mine(scene, "coordinator", row)
    capsule = await scene.desk("coordinator").open(own, flag=flag)
    assert (capsule.name, capsule.phone) == (NAMED, "07700 900001")
    # R5: by which ways they may be reached stands beside it, for whoever opened it lawfully.
    assert isinstance(capsule, CapsuleWays)
    assert capsule.ways == "call text"
    done = Done(done="they were told", by="Coordinator", at=scene.worker.person.now())
    await scene.desk("coordinator").complete(await mine(scene, "coordinator", row), done)
    read = await scene.desk("manager").read(await mine(scene, "manager", row))
    assert read.completion is not None
    assert await scene.desk("deputy").rows() == []
    await nowhere_else(scene, name)


async def test_attack_42_one_holder_absent_the_deputy_stands_in(scene: Scene) -> None:
    name = await scene.raised()
    row = await asked(scene, name, "manager", "deputy")
    await scene.desk("deputy").decide(row, "approve", "the coordinator is away", flag=None)
    flag = await scene.opened("manager", name)
    capsule = await scene.desk("manager").open(await mine(scene, "manager", row), flag=flag)
    assert capsule.name == NAMED


async def test_a_refused_ground_is_not_asked_again(scene: Scene) -> None:
    name = await scene.raised()
    row = await asked(scene, name, "coordinator", "manager")
    seen = await scene.opened("manager", name)
    await scene.desk("manager").decide(row, "refuse", "she has help", flag=seen)
    with pytest.raises(Refused) as again:
        await asked(scene, name, "coordinator", "manager")
    assert (again.value.status, again.value.code) == (409, "refused")
    flag = await scene.opened("coordinator", name)
    with pytest.raises((Refused, CryptoError)):
        await scene.desk("coordinator").open(await mine(scene, "coordinator", row), flag=flag)


async def test_r16_nobody_approves_on_a_ground_that_the_policy_has_not(scene: Scene) -> None:
    name = await scene.raised()
    row = await asked(scene, name, "coordinator", "manager", ground="curiosity")
    seen = await scene.opened("manager", name)
    with pytest.raises(CryptoError):
        await scene.desk("manager").decide(row, "approve", "why not", flag=seen)
    await scene.desk("manager").decide(row, "refuse", "no such ground", flag=seen)
    assert (await mine(scene, "coordinator", row))["state"] == "refused"


async def test_flags_and_disclosures_outlive_the_case_and_its_capsule_does_not(
    scene: Scene,
) -> None:
    name = await scene.raised()
    row = await asked(scene, name, "coordinator", "manager")
    await scene.student.close(scene.case)
    await scene.time(182 * DAY, "lapses")
    assert await scene.at.core.case_keys.get(scene.case) is None
    await scene.sign_in()
    assert (await scene.opened("coordinator", name)).flag.said == FLAGGED
    assert [part["n"] for part in (await mine(scene, "manager", row))["parts"]] == [1]
    with pytest.raises(Refused) as gone:
        await scene.holders["manager"].person.api.get(f"/api/disclosures/{row['id']}/half")
    assert gone.value.status == 404


async def nowhere_else(scene: Scene, name: bytes) -> None:
    """What was said is in no file; the flag's id is in no table of others and in no answer."""
    await scene.at.core.store.checkpoint()
    files = [file for file in scene.data.rglob("*") if file.is_file()]
    for file in files:
        content = file.read_bytes()
        assert not [canary for canary in CANARIES if canary.encode() in content], file.name
    tables = await scene.at.core.store.read(lambda reads: _tables_with(reads, name))
    assert tables == {"flags", "flag_wraps", "flag_events"} & tables
    assert "flags" in tables
    people = [scene.student.person, scene.worker.person, scene.holders["deputy"].person]
    for person in people:
        for path in ("/api/me", "/api/cases", "/api/roster"):
            assert b64(name) not in str(await person.api.get(path))
    owed = await scene.at.core.outbox.due(now=scene.at.clock.now())
    assert {each.outgoing.text for each in owed} <= {"chat-update"}


async def _tables_with(reads: Snapshot, name: bytes) -> set[str]:
    """Every table in which these bytes stand in a column."""
    tables = await reads.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    found = set()
    for table in (str(row["name"]) for row in tables):
        for row in await reads.all(f"SELECT * FROM {table}"):  # noqa: S608 -- its own names
            if any(isinstance(value, bytes) and name in value for value in tuple(row)):
                found.add(table)
    return found
