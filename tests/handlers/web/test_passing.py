"""A holder's successor over HTTP: who may give what to whom, and when whose calls end."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import crypto
from crypto import wire
from handlers.web.fields import encode
from people.accounts import Role
from storage.audit import head
from tests.fakes.devices import Device, certificate_id
from tests.fakes.known import RecordingLive
from tests.fakes.ready import beginning_with
from tests.fakes.supervising import supervision_over
from tests.fakes.web import Web

BOX = encode(b"boxed " * 20)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A whole team with backups, and a second manager who is certified and not listed."""

    web: Web
    team: dict[Role, tuple[Device, str]]
    second: Device
    token: str
    to: bytes

    def of(self, role: Role) -> str:
        return self.team[role][1]

    async def give(self, token: str, *, to: bytes = b"", **changes: object) -> int:
        body = {"role": "manager", "version": 1, "piece": "whole", "box": BOX}
        body |= {"to": encode(to or self.to)} | changes
        answer = await self.web.call("POST", "/api/team/passing", token, body)
        return answer.status_code

    async def status(self, path: str, token: str) -> int:
        return (await self.web.call("GET", path, token)).status_code


async def back_up(web: Web, device: Device, token: str, role: str) -> None:
    halves = (crypto.random_bytes(80), crypto.random_bytes(80))
    record = wire.Backup(role=role, version=1, halves=tuple(wire.blob_hash(h) for h in halves))
    body = {
        "role": role,
        "version": 1,
        "record": encode(wire.signed(record, key=device.sign).raw),
        "halves": [encode(half) for half in halves],
    }
    await web.ok("PUT", "/api/team/backup", token, body)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with beginning_with(Web.whole_team, tmp_path) as (stores, ready):
        web = Web(stores, supervision=supervision_over(stores, live=RecordingLive()))
        team = ready.join(web)
        manager, token = team[Role.MANAGER]
        await back_up(web, manager, token, "manager")
        lead = team[Role.COORDINATOR]
        await back_up(web, *lead, "root")
        body = {"role": "manager", "label": "Manager 2"}
        link = await web.ok("POST", "/api/team/successors", lead[1], body)
        second = Device.staff(7_100_000_011, Role.MANAGER)
        came = (await web.enrol(second, invite=link["token"]))["token"]
        same = web.certificate(second, version=1)
        answer = await web.call(
            "POST", "/api/team/certificates", lead[1], {"certificate": encode(same)}
        )
        assert answer.status_code == 400, "the one before has this version"
        signed = web.certificate(second, version=2)
        await web.ok("POST", "/api/team/certificates", lead[1], {"certificate": encode(signed)})
        yield Scene(web=web, team=team, second=second, token=came, to=certificate_id(signed))
        await web.http.aclose()


async def test_only_a_listed_holder_makes_the_link(scene: Scene) -> None:
    body = {"role": "deputy", "label": "Deputy 2"}
    early = await scene.web.call("POST", "/api/team/successors", scene.token, body)
    assert early.status_code == 404
    await scene.web.ok("POST", "/api/team/successors", scene.of(Role.DEPUTY), body)
    worker = await scene.web.call("POST", "/api/team/successors", scene.of(Role.WORKER), body)
    assert worker.status_code == 404


async def test_a_second_coordinator_waits_like_everybody(scene: Scene) -> None:
    body = {"role": "coordinator", "label": "Coordinator 2"}
    link = await scene.web.ok("POST", "/api/team/successors", scene.of(Role.MANAGER), body)
    second = Device.staff(7_100_000_012, Role.COORDINATOR)
    came = (await scene.web.enrol(second, invite=link["token"]))["token"]
    for path in ("/api/team", "/api/now", "/api/flags", "/api/team/passing"):
        assert await scene.status(path, came) == 404
    assert await scene.status("/api/me", came) == 200


async def test_until_they_take_over_they_read_nothing_of_the_roles(scene: Scene) -> None:
    for path in ("/api/entries", "/api/flags", "/api/disclosures", "/api/team/file", "/api/audit"):
        assert await scene.status(path, scene.token) == 404, path
    for path in ("/api/team", "/api/team/passing"):
        assert await scene.status(path, scene.token) == 200, path


async def test_everybody_gives_their_own_piece_and_no_other(scene: Scene) -> None:
    lead, manager, deputy = (scene.of(r) for r in (Role.COORDINATOR, Role.MANAGER, Role.DEPUTY))
    assert await scene.give(manager) == 201
    assert await scene.give(lead) == 400
    assert await scene.give(lead, piece="first") == 201
    assert await scene.give(lead, piece="second") == 400
    assert await scene.give(deputy, piece="second") == 201
    assert await scene.give(deputy, piece="first") == 400
    assert await scene.give(manager, piece="first") == 400
    assert await scene.give(deputy, role="deputy") == 400
    assert await scene.give(lead, piece="first", version=1001) == 400
    assert await scene.give(manager, to=crypto.random_bytes(32)) == 404
    assert await scene.give(scene.token) == 404
    found = await scene.web.ok("GET", "/api/team/passing", scene.token)
    assert {each["piece"] for each in found["mine"]} == {"whole", "first", "second"}
    seen = await scene.web.ok("GET", "/api/team/passing", deputy)
    assert seen["mine"] == []
    assert len(seen["given"]) == 3
    await scene.web.ok("DELETE", "/api/team/passing", scene.token)
    assert (await scene.web.ok("GET", "/api/team/passing", deputy))["given"] == []


async def test_a_half_is_handed_to_its_keeper_alone_and_on_record(scene: Scene) -> None:
    path = "/api/team/backups/manager/1"
    assert scene.web.stores.file is not None
    before = await scene.web.stores.file.store.read(head)
    assert await scene.status(path, scene.of(Role.MANAGER)) == 404
    assert await scene.status(path, scene.token) == 404
    assert await scene.status("/api/team/backups/manager/2", scene.of(Role.DEPUTY)) == 404
    halves = [
        (await scene.web.ok("GET", path, scene.of(role)))["half"]
        for role in (Role.COORDINATOR, Role.DEPUTY)
    ]
    assert halves[0] != halves[1]
    after = await scene.web.stores.file.store.read(head)
    assert after.number == before.number + 2
    assert await scene.status("/api/team/backups/root/1", scene.of(Role.COORDINATOR)) == 404
    assert await scene.status("/api/team/backups/root/1", scene.of(Role.DEPUTY)) == 200


async def test_with_the_roster_the_one_before_is_out(scene: Scene) -> None:
    web, lead = scene.web, scene.team[Role.COORDINATOR]
    assert await scene.status("/api/entries", scene.of(Role.MANAGER)) == 200
    old = (await web.ok("GET", "/api/me", scene.of(Role.MANAGER)))["account"]
    team = await web.ok("GET", "/api/team", lead[1])
    team["members"] = [m for m in team["members"] if m["account"] != old]
    signed = web.next_roster(team, by=lead[0])
    await web.ok("POST", "/api/team/roster", lead[1], {"roster": encode(signed)})
    for path in ("/api/team", "/api/entries", "/api/flags", "/api/team/passing", "/api/now"):
        assert await scene.status(path, scene.of(Role.MANAGER)) == 404, path
    assert await scene.give(scene.of(Role.MANAGER)) == 404
    assert await scene.status("/api/entries", scene.token) == 200
    assert await scene.status("/api/flags", scene.token) == 200
    assert [encode(account) for account in web.sockets.accounts] == [old]
