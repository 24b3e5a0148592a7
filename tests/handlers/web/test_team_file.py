"""The team's file over HTTP: who reads it, trainings, one's own page, leaving, the gate."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import crypto
from crypto import wire
from handlers.web.fields import encode
from people.accounts import AccountId, Role
from policy.wording import Variant
from supervision.file_desk import FileDesk
from supervision.team_file import DAY, STAGES, Lack
from tests.fakes.devices import Device
from tests.fakes.known import RecordingLive
from tests.fakes.ready import beginning_with
from tests.fakes.supervising import supervision_over
from tests.fakes.web import Web, notice


class Ending(RecordingLive):
    """Who is here, and whose sockets were ended."""

    def __init__(self) -> None:
        super().__init__()
        self.ended: list[AccountId] = []

    def end_account(self, account: AccountId) -> None:
        self.ended.append(account)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A whole team and its file."""

    web: Web
    desk: FileDesk
    team: dict[Role, tuple[Device, str]]
    live: Ending

    @property
    def worker(self) -> Device:
        return self.team[Role.WORKER][0]

    def token(self, role: Role) -> str:
        return self.team[role][1]

    def now(self) -> int:
        return int(self.web.clock.now())

    async def account(self, role: Role = Role.WORKER) -> AccountId:
        sheets = await self.desk.sheets()
        return next(s.member.account.id for s in sheets if s.member.account.role is role)

    def training(self, *, by: Role = Role.MANAGER, **changes: Any) -> bytes:  # noqa: ANN401
        made = wire.Training(
            id=crypto.random_bytes(16),
            member=wire.SignPublic(self.worker.sign.public),
            what="Listening",
            by="The trainers",
            done=self.now() - DAY,
            until=self.now() + 30 * DAY,
            made=self.now(),
        )
        return wire.signed(replace(made, **changes), key=self.team[by][0].sign).raw

    async def record(self, signed: bytes, *, by: Role = Role.MANAGER) -> int:
        body = {"training": encode(signed)}
        answer = await self.web.call("POST", "/api/team/file/trainings", self.token(by), body)
        return answer.status_code

    async def lacking(self) -> Lack | None:
        return await self.desk.lacking(await self.account())


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with beginning_with(Web.whole_team, tmp_path) as (stores, ready):
        live = Ending()
        supervision = supervision_over(stores, live=live)
        web = Web(stores, supervision=supervision)
        yield Scene(web=web, desk=supervision.file, team=ready.join(web), live=live)
        await web.http.aclose()


async def test_coordinator_and_manager_read_all_of_it_and_everybody_their_own(scene: Scene) -> None:
    await scene.record(scene.training())
    for role in (Role.COORDINATOR, Role.MANAGER):
        file = await scene.web.ok("GET", "/api/team/file", scene.token(role))
        assert {m["role"] for m in file["members"]} == {role.value for role in scene.team}
    kept_out = await scene.web.call("GET", "/api/team/file", scene.token(Role.DEPUTY))
    assert kept_out.status_code == 404
    own = await scene.web.ok("GET", "/api/me/file", scene.token(Role.WORKER))
    assert own["member"]["account"] == encode(await scene.account())
    assert len(own["member"]["trainings"]) == len(own["member"]["certificates"]) == 1
    assert "lacking" not in own
    _, student = await scene.web.student()
    assert (await scene.web.call("GET", "/api/me/file", student)).status_code == 404


async def test_a_training_is_a_holders_word_about_a_member(scene: Scene) -> None:
    signed = scene.training()
    assert await scene.record(signed) == 201
    assert await scene.record(signed) == 201
    assert len((await scene.desk.own(await scene.account())).service.trainings) == 1
    stranger = wire.SignPublic(crypto.SigningKey.generate().public)
    assert await scene.record(scene.training(member=stranger)) == 404
    assert await scene.record(scene.training(by=Role.WORKER)) == 400
    assert await scene.record(scene.training(done=scene.now() + 2 * DAY, until=0)) == 400
    assert await scene.record(b"nothing") == 400
    one = wire.open_signed(signed, wire.Training).body.id
    other = scene.training(id=one, what="Something else")
    assert await scene.record(other) == 409
    path = f"/api/team/file/trainings/{encode(one)}"
    for name in (path, f"/api/team/file/trainings/{encode(crypto.random_bytes(16))}"):
        answer = await scene.web.call("DELETE", name, scene.token(Role.WORKER))
        assert (answer.status_code, answer.json()) == (404, {"error": "not_found"})
    assert len((await scene.desk.own(await scene.account())).service.trainings) == 1
    await scene.web.ok("DELETE", path, scene.token(Role.COORDINATOR))
    gone = await scene.web.call("DELETE", path, scene.token(Role.COORDINATOR))
    assert gone.status_code == 404


async def test_without_a_training_that_counts_or_the_agreement_of_now_something_is_lacking(
    scene: Scene,
) -> None:
    assert await scene.lacking() is Lack.TRAINING
    await scene.record(scene.training(until=scene.now() + 60))
    assert await scene.lacking() is None
    scene.web.clock.pass_(120)
    assert await scene.lacking() is Lack.TRAINING
    await scene.record(scene.training(until=0, done=scene.now()))
    assert await scene.lacking() is None
    # The text changed: it asks again, and what was signed before stays in the file.
    scene.desk.wordings = frozenset({notice(Variant.ADULT)})
    assert await scene.lacking() is Lack.AGREEMENT
    scene.desk.wordings = frozenset({notice(Variant.STAFF)})
    worker = scene.worker
    taken_back = worker.consent(notice(Variant.STAFF), action="withdraw")
    token = await scene.web.sign_in(worker)
    await scene.web.ok("POST", "/api/me/consents", token, {"consent": encode(taken_back)})
    assert await scene.lacking() is Lack.AGREEMENT
    again = worker.consent(notice(Variant.STAFF), recipient="again")
    await scene.web.ok("POST", "/api/me/consents", token, {"consent": encode(again)})
    assert await scene.lacking() is None
    own = await scene.web.ok("GET", "/api/me/file", token)
    assert len(own["member"]["agreements"]) == 3


async def test_who_leaves_is_out_at_once_stays_in_the_file_and_may_come_anew(scene: Scene) -> None:
    await scene.record(scene.training())
    account = await scene.account()
    path = f"/api/team/members/{encode(account)}/leave"
    lead = scene.token(Role.COORDINATOR)
    await scene.web.ok("POST", path, lead)
    assert (await scene.web.call("GET", "/api/me", scene.token(Role.WORKER))).status_code == 401
    assert scene.live.ended == [account]
    again = await scene.web.call("POST", path, lead)
    assert (again.status_code, again.json()) == (409, {"error": "state"})
    restored = await scene.web.call("POST", f"/api/team/members/{encode(account)}/restore", lead)
    assert restored.json() == {"error": "state"}
    (sheet,) = [s for s in await scene.desk.sheets() if s.member.account.id == account]
    assert sheet.service.left_hour is not None
    assert sheet.member.account.name
    assert sheet.service.trainings
    assert sheet.service.agreements
    assert sheet.certificates
    assert await scene.record(scene.training()) == 404
    # Nothing that opens anything of theirs is left; the same person can be invited anew.
    fresh = Device.staff(scene.worker.telegram, Role.WORKER)
    body = {"role": "worker", "label": "Worker", "under18": False}
    issued = await scene.web.ok("POST", "/api/team/invites", lead, body)
    came = await scene.web.enrol(fresh, invite=issued["token"])
    assert came["me"]["account"] != encode(account)
    assert came["me"]["state"] == "waiting"


async def test_nobody_ends_their_own_service(scene: Scene) -> None:
    own = await scene.account(Role.COORDINATOR)
    path = f"/api/team/members/{encode(own)}/leave"
    answer = await scene.web.call("POST", path, scene.token(Role.COORDINATOR))
    assert answer.json() == {"error": "self"}


async def test_the_end_of_a_certificate_is_told_of_twice_and_no_more(scene: Scene) -> None:
    team = await scene.web.services.team.team()
    newest = team.newest(await scene.account())
    assert newest is not None
    assert await scene.desk.sweep() == 0
    for _, before in reversed(STAGES):
        scene.web.clock.pass_(newest.body.not_after - before - scene.now())
        told = await scene.desk.sweep()
        assert told >= 1
        assert await scene.desk.sweep() == 0
    scene.web.clock.pass_(30 * DAY)
    assert await scene.desk.sweep() == 0
