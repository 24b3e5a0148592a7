"""Supervision entries over HTTP: who gets what, in which order of doing, and what is refused."""

from dataclasses import dataclass
from typing import Any

import pytest

import crypto
from crypto import wire
from handlers.web.fields import decode, encode
from people.accounts import AccountId, Role
from supervision.entries import EntryState
from tests.fakes.devices import DAY, Device, certificate_id
from tests.fakes.web import Staffed, Web

Json = Any  # JSON


@dataclass(frozen=True, kw_only=True)
class Team:
    """Sessions of everybody who has to do with entries."""

    web: Web
    devices: dict[Role, Device]
    tokens: dict[Role, str]

    async def ok(self, method: str, path: str, role: Role, body: object = None) -> Json:
        return await self.web.ok(method, path, self.tokens[role], body)

    async def refused(
        self, method: str, path: str, role: Role, body: object = None
    ) -> tuple[int, Json]:
        answer = await self.web.call(method, path, self.tokens[role], body)
        assert not answer.is_success
        return answer.status_code, answer.json()

    async def rows(self, role: Role) -> list[Json]:
        return list((await self.ok("GET", "/api/entries", role))["entries"])

    def consultants_wrap(self, wrap: bytes = b"for a consultant") -> Json:
        signed = self.web.certificates[self.devices[Role.CONSULTANT].sign.public]
        return {"certificate": encode(certificate_id(signed)), "wrap": encode(wrap)}


@pytest.fixture
async def team(staffed: Staffed) -> Team:
    web, made = staffed
    made[Role.CONSULTANT] = await web.visitor(made, Role.CONSULTANT)
    return Team(
        web=web,
        devices={role: device for role, (device, _) in made.items()},
        tokens={role: token for role, (_, token) in made.items()},
    )


def body(team: Team, **changed: object) -> dict[str, object]:
    made: dict[str, object] = {
        "id": encode(crypto.random_bytes(16)),
        "tag": encode(b"t" * 16),
        "term": wire.term_of(int(team.web.clock.now())),
        "sealed": encode(crypto.random_bytes(100)),
        "wraps": [
            {"role": "coordinator", "wrap": encode(b"coordinator's")},
            {"role": "manager", "wrap": encode(b"manager's")},
        ],
    }
    return made | changed


async def written(team: Team, **changed: object) -> str:
    """The path of a new entry."""
    made = body(team, **changed)
    await team.ok("POST", "/api/entries", Role.WORKER, made)
    return f"/api/entries/{made['id']}"


async def test_from_writing_to_the_reply(team: Team) -> None:
    made = body(team)
    named = await team.ok("POST", "/api/entries", Role.WORKER, made)
    assert await team.ok("POST", "/api/entries", Role.WORKER, made) == named
    assert set(named) == {"name"}
    (row,) = await team.rows(Role.COORDINATOR)
    assert {**row, "wrap": None} == {
        "id": made["id"],
        "tag": made["tag"],
        "term": made["term"],
        "name": named["name"],
        "week": wire.week_of(int(team.web.clock.now())),
        "state": "new",
        "revision": 1,
        "agenda": False,
        "sealed": made["sealed"],
        "wrap": None,
        "replies": 0,
    }
    assert decode(row["wrap"]) == b"coordinator's"
    path = f"/api/entries/{made['id']}"
    taken = await team.ok("POST", f"{path}/state", Role.MANAGER, {"event": "take", "revision": 1})
    assert (taken["state"], taken["revision"], decode(taken["wrap"])) == (
        "review",
        2,
        b"manager's",
    )
    await team.ok("POST", f"{path}/replies", Role.COORDINATOR, {"box": encode(b"a box")})
    (own,) = (await team.ok("GET", "/api/entries/mine", Role.WORKER))["entries"]
    assert own == {
        "id": made["id"],
        "name": named["name"],
        "state": "review",
        "written_week": row["week"],
        "replies": [{"box": encode(b"a box")}],
    }


async def test_a_consultant_sees_the_agenda_and_nothing_else(team: Team) -> None:
    path, other = await written(team), await written(team, tag=encode(b"u" * 16))
    for each in (path, other):
        await team.ok("POST", f"{each}/state", Role.COORDINATOR, {"event": "take", "revision": 1})
    assert await team.rows(Role.CONSULTANT) == []
    wraps = [team.consultants_wrap()]
    on = {"on": True, "revision": 2, "wraps": wraps}
    assert (await team.ok("PUT", f"{path}/agenda", Role.COORDINATOR, on))["agenda"] is True
    (row,) = await team.rows(Role.CONSULTANT)
    assert (f"/api/entries/{row['id']}", decode(row["wrap"])) == (path, b"for a consultant")
    assert "agenda" not in row
    await team.ok("POST", f"{path}/state", Role.MANAGER, {"event": "discuss", "revision": 3})
    assert await team.rows(Role.CONSULTANT) == []
    for method, what in (("POST", "state"), ("PUT", "agenda"), ("POST", "replies")):
        refused = await team.refused(method, f"{other}/{what}", Role.CONSULTANT, {})
        assert refused == (404, {"error": "not_found"})


async def test_two_supervisors_at_once_lose_nothing(team: Team) -> None:
    path = await written(team)
    take = {"event": "take", "revision": 1}
    await team.ok("POST", f"{path}/state", Role.COORDINATOR, take)
    status, answer = await team.refused("POST", f"{path}/state", Role.MANAGER, take)
    assert (status, answer["error"]) == (409, "changed")
    assert (answer["entry"]["state"], answer["entry"]["revision"]) == ("review", 2)
    assert decode(answer["entry"]["wrap"]) == b"manager's"
    again = {"event": "take", "revision": 2}  # not allowed in review
    status, answer = await team.refused("POST", f"{path}/state", Role.MANAGER, again)
    assert (status, answer["error"], answer["entry"]["revision"]) == (409, "changed", 2)


@pytest.mark.parametrize("state", [s for s in EntryState if s is not EntryState.REVIEW])
async def test_only_in_review_is_it_put_on_the_agenda(team: Team, state: EntryState) -> None:
    path = await written(team)
    steps = {EntryState.DISCUSSED: ("take", "discuss"), EntryState.CLOSED: ("close",)}
    events = steps.get(state, ())
    for number, event in enumerate(events, start=1):
        change = {"event": event, "revision": number}
        await team.ok("POST", f"{path}/state", Role.COORDINATOR, change)
    on = {"on": True, "revision": len(events) + 1, "wraps": []}
    status, answer = await team.refused("PUT", f"{path}/agenda", Role.COORDINATOR, on)
    assert (status, answer["entry"]["state"], answer["entry"]["agenda"]) == (409, state, False)


async def test_wraps_are_for_consultants_of_the_newest_roster(team: Team) -> None:
    path = await written(team)
    await team.ok("POST", f"{path}/state", Role.COORDINATOR, {"event": "take", "revision": 1})
    worker = team.web.certificates[team.devices[Role.WORKER].sign.public]
    wrong = [
        ([{"certificate": encode(bytes(32)), "wrap": encode(b"w")}], 409, "stale"),
        ([{"certificate": encode(certificate_id(worker)), "wrap": encode(b"w")}], 409, "stale"),
        ([team.consultants_wrap()] * 2, 400, "malformed"),
        ([team.consultants_wrap()] * 21, 400, "malformed"),
    ]
    for wraps, status, code in wrong:
        on = {"on": True, "revision": 2, "wraps": wraps}
        answer = await team.refused("PUT", f"{path}/agenda", Role.COORDINATOR, on)
        assert answer == (status, {"error": code})
    off = {"on": False, "revision": 2, "wraps": [team.consultants_wrap()]}
    answer = await team.refused("PUT", f"{path}/agenda", Role.COORDINATOR, off)
    assert answer == (400, {"error": "malformed"})


async def test_what_is_no_entry_is_refused(team: Team) -> None:
    wraps = body(team)["wraps"]
    assert isinstance(wraps, list)
    for changed, status, code in (
        ({"term": "2026-3"}, 409, "term"),
        ({"term": "2027-4"}, 400, "malformed"),
        ({"term": "x"}, 400, "malformed"),
        ({"tag": encode(bytes(15))}, 400, "malformed"),
        ({"sealed": encode(bytes(72 * 1024 + 1))}, 400, "malformed"),
        ({"wraps": wraps[:1]}, 400, "malformed"),
        ({"wraps": [wraps[0], wraps[0]]}, 400, "malformed"),
        ({"wraps": [*wraps, {"role": "deputy", "wrap": encode(b"w")}]}, 400, "malformed"),
        ({"case": encode(bytes(16))}, 400, "malformed"),
        ({"account": encode(bytes(16))}, 400, "malformed"),
    ):
        answer = await team.refused("POST", "/api/entries", Role.WORKER, body(team, **changed))
        assert answer == (status, {"error": code}), changed
    assert await team.rows(Role.COORDINATOR) == []
    made = body(team)
    await team.ok("POST", "/api/entries", Role.WORKER, made)
    other = made | {"sealed": encode(b"other bytes")}
    answer = await team.refused("POST", "/api/entries", Role.WORKER, other)
    assert answer == (409, {"error": "exists"})


async def test_an_answer_lost_at_a_terms_end_is_still_had(team: Team) -> None:
    made = body(team)
    name = await team.ok("POST", "/api/entries", Role.WORKER, made)
    team.web.clock.pass_(130 * DAY)
    token = await team.web.sign_in(team.devices[Role.WORKER])
    assert await team.web.ok("POST", "/api/entries", token, made) == name
    late = await team.web.call("POST", "/api/entries", token, made | {"id": encode(b"n" * 16)})
    assert (late.status_code, late.json()) == (409, {"error": "term"})


async def test_nobody_reads_anothers_own_entries(team: Team) -> None:
    await written(team)
    web, coordinator = team.web, team.tokens[Role.COORDINATOR]
    device, token = await web.worker(coordinator, telegram=7_200_000_002)
    await web.certify(coordinator, device, by=team.devices[Role.COORDINATOR].sign)
    assert await web.ok("GET", "/api/entries/mine", token) == {"entries": []}
    deputy = await team.refused("GET", "/api/entries", Role.DEPUTY)
    assert deputy == (404, {"error": "not_found"})


async def test_another_writer_takes_no_entrys_place_and_is_told_nothing_by_its_tag(
    team: Team,
) -> None:
    made = body(team)
    name = await team.ok("POST", "/api/entries", Role.WORKER, made)
    web, coordinator = team.web, team.tokens[Role.COORDINATOR]
    device, token = await web.worker(coordinator, telegram=7_200_000_002)
    await web.certify(coordinator, device, by=team.devices[Role.COORDINATOR].sign)
    before = await team.rows(Role.MANAGER)
    for other in (
        made,
        body(team, id=made["id"]),
        body(team, id=made["id"], tag=encode(b"o" * 16)),
    ):
        answer = await web.call("POST", "/api/entries", token, other)
        assert (answer.status_code, answer.json()) == (409, {"error": "exists"})
    assert await team.rows(Role.MANAGER) == before
    # A tag is a secret of its writer's device: whoever has it is told its words, and nothing more.
    own = body(team, tag=made["tag"])
    assert await web.ok("POST", "/api/entries", token, own) == name
    mine = (await web.ok("GET", "/api/entries/mine", token))["entries"]
    assert [each["id"] for each in mine] == [own["id"]]


async def test_no_answer_to_a_reader_holds_the_writer(team: Team) -> None:
    path = await written(team)
    me = await team.ok("GET", "/api/me", Role.WORKER)
    keys = team.devices[Role.WORKER].keys
    take = {"event": "take", "revision": 1}
    texts = [
        str(await team.ok("POST", f"{path}/state", Role.COORDINATOR, take)),
        str(await team.rows(Role.COORDINATOR)),
        str(await team.refused("POST", f"{path}/state", Role.MANAGER, take)),
        str(await team.ok("GET", "/api/audit", Role.COORDINATOR)),
    ]
    named = (me["account"], me["name"], encode(keys.sign), encode(keys.box))
    assert not [name for name in named for text in texts if name in text]
    assert AccountId(decode(me["account"]))
