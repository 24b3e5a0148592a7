"""The team's start by the reference client, over real HTTP: links, root, certificates, roster."""

from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

import crypto
from client.access import Person
from client.api import Refused
from client.holder import HOLDERS, Holder, enrol_staff, fresh_kit
from client.keys import Secret
from people.accounts import Role
from tests.service import Running, running

PASSPHRASE = Secret.passphrase("correct horse battery")


async def set_up_team(run: Running) -> dict[str, Holder]:
    """The three holders, certified, with a first roster and backups."""
    tokens = await run.service.set_up.links()
    holders: dict[str, Holder] = {}
    for number, role in enumerate(HOLDERS):
        person = run.person(9000 + number, side="staff")
        holder = Holder(person=person, role=role)
        code = urlsafe_b64encode(tokens[Role(role)]).rstrip(b"=").decode()
        await holder.set_up(invite=code, name=role.capitalize(), kept=[PASSPHRASE, fresh_kit()])
        holders[role] = holder
    coordinator = holders["coordinator"]
    for role in ("manager", "deputy"):
        await coordinator.certify(role.capitalize(), words=words_of(holders[role]))
    await coordinator.sign_roster()
    for holder in holders.values():
        await holder.back_up()
    return holders


def words_of(holder: Holder) -> list[str]:
    """The eight words that a holder's own device shows."""
    ring = holder.person.ring
    return list(
        crypto.comparison_words(
            sign_key=ring.sign.public, box_key=ring.box.public, role_key=holder.role_key.public
        )
    )


async def add_worker(
    run: Running, coordinator: Holder, *, telegram_id: int, name: str, under18: bool = False
) -> Person:
    """A worker who is enrolled, certified and in the roster."""
    token = await coordinator.invite_worker(label=name, under18=under18)
    worker = run.person(telegram_id, side="staff")
    await enrol_staff(worker, invite=token, name=name, kept=[PASSPHRASE, fresh_kit()])
    ring = worker.ring
    words = crypto.comparison_words(sign_key=ring.sign.public, box_key=ring.box.public)
    await coordinator.certify(name, words=list(words), under18=under18)
    await coordinator.sign_roster()
    return worker


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


async def test_three_holders_and_a_worker_open_intake(data: Path) -> None:
    async with running(data) as run:
        holders = await set_up_team(run)
        before = await holders["manager"].person.api.get("/api/now")
        assert before["intake"] == "shut"
        await add_worker(run, holders["coordinator"], telegram_id=7001, name="Worker 1")
        now = await holders["deputy"].person.api.get("/api/now")
        assert (now["intake"], now["why_shut"]) == ("open", [])
        team = await holders["coordinator"].overview()
        assert sorted(b["role"] for b in team["backups"]) == [
            "coordinator",
            "deputy",
            "manager",
            "root",
        ]


async def test_a_restart_keeps_the_team_and_a_passphrase_brings_a_holder_back(data: Path) -> None:
    async with running(data) as run:
        await set_up_team(run)
    async with running(data) as run:
        person = run.person(9001, side="staff")
        me = await person.recover(PASSPHRASE)
        assert (me["role"], me["state"]) == ("manager", "active")
        team = await person.team()
        assert {c.body.role for c in team.certificates.values()} == set(HOLDERS)


async def test_a_suspended_worker_is_out_at_the_next_request(data: Path) -> None:
    async with running(data) as run:
        holders = await set_up_team(run)
        worker = await add_worker(run, holders["coordinator"], telegram_id=7001, name="Worker 1")
        assert (await worker.api.get("/api/queue"))["requests"] == []
        await holders["manager"].suspend("Worker 1")
        with pytest.raises(Refused) as refused:
            await worker.api.get("/api/queue")
        assert refused.value.status == 401
        with pytest.raises(Refused) as again:
            await worker.sign_in()
        assert again.value.status == 401
