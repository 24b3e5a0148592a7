"""Attack 19, with real cases: every role, endpoint and stranger's object, in paths and in bodies.

The same status, bytes and headers as for a random id. Routes come from the application; a route
with a case in its path and a body needs a maker (strangers.py), or a test fails.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

import crypto
from client.access import Person
from client.api import b64, unb64
from client.asking import Story
from client.contacts import write_letter
from client.flags import FlagSubject
from client.holder import Holder, enrol_staff, fresh_kit
from client.keys import Secret
from client.student import Student
from client.worker import Worker
from crypto import wire
from handlers.web.app import api_routes
from handlers.web.auth import Access, access_of
from tests.fakes.clock import FixedClock
from tests.handlers.web.matrix import NAMES, ROUTES, body_of, filled, may, schema
from tests.hostile.inside import Inside, Line, inside
from tests.hostile.strangers import MAKERS, Town19, a_request, message
from tests.hostile.town import HELLO, HOUR, LETTER, START, Town, copy
from tests.routes import methods_of

ENDING: Final = {"/api/session", "/api/sessions/others"}
WITH_PATH: Final = [
    n for n, (_, route) in enumerate(ROUTES) if "{" in route.path and "{kind}" not in route.path
]


def with_body(route: APIRoute) -> bool:
    """Whether a route takes words about a case, which somebody's device must make."""
    return "{case}" in route.path and route.body_field is not None


CASES_WITH_BODY: Final = [n for n in WITH_PATH if with_body(ROUTES[n][1])]
NOBODY: Final = {"error": "signed_out"}
HOLDERS: Final = {"coordinator", "manager", "deputy"}
CAPSULES: Final = "/api/disclosures/capsules/{case}"
WITH_CAPSULE: Final = {"open", "closed", "claimed", "waiting"}


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A stopped service with everybody in it. `objects`: strangers', by the state of their case."""

    home: Path
    people: dict[str, Person]
    objects: dict[str, str]
    own: str
    roster: tuple[int, bytes]


@pytest.fixture(scope="session")
def settled(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Settled:
    home = copy(town, tmp_path_factory.mktemp("strangers") / "data")
    return asyncio.run(settle(town, home))


async def settle(town: Town, home: Path) -> Settled:
    async with inside(town, home, clock=FixedClock(START + HOUR)) as at:
        people: dict[str, Person] = {}
        for role in ("coordinator", "manager", "deputy"):
            people[role] = await at.staff(role)
        first = Worker(person=await at.staff("Worker 1"))
        people["worker"] = await at.staff("Worker 2")
        stranger = await Worker(person=people["worker"]).name()
        strangers = [Student(person=at.person(5001 + number)) for number in range(4)]
        cases = {}
        for student, state in zip(strangers, ("open", "closed", "claimed", "waiting"), strict=True):
            await student.agree()
            cases[state] = await student.ask(Story(text=LETTER), avoid=[stranger])
            if state != "waiting":
                await first.claim(cases[state])
        for state, student in (("open", strangers[0]), ("closed", strangers[1])):
            await first.accept(cases[state], HELLO)
            await student.enter(cases[state])
        await strangers[1].close(cases["closed"])
        me = Student(person=at.person(5009))
        people["student"] = me.person
        await me.agree()
        own = await me.ask(Story(text=LETTER))
        people["waiting"] = await waiting(
            at, Holder(person=people["coordinator"], role="coordinator")
        )
        account = (await strangers[0].person.api.get("/api/me"))["account"]
        objects = {state: b64(case) for state, case in cases.items()} | {"account": account}
        objects["contact"] = await contact(people["deputy"], strangers[0], cases["open"])
        team = await me.person.team()
        return Settled(
            home=home,
            people=people,
            objects=objects,
            own=b64(own),
            roster=(team.roster.body.version, team.hash),
        )


@pytest.fixture
async def world(town: Town, settled: Settled, tmp_path: Path) -> AsyncIterator[Town19]:
    data = tmp_path / "data"
    shutil.copytree(settled.home, data)
    async with inside(town, data, clock=FixedClock(START + HOUR)) as at:
        people = {name: at.again(person) for name, person in settled.people.items()}
        people["launch"] = at.person(5010)
        await people["launch"].launch()
        yield Town19(
            at=at,
            people=people,
            objects=settled.objects,
            own=settled.own,
            schema=schema(),
            roster=settled.roster,
        )


async def contact(deputy: Person, student: Student, case: wire.CaseId) -> str:
    """A conversation that the deputy began with the student who has one."""
    assert student.asked is not None
    ring = student.person.ring
    about = FlagSubject(
        case=case,
        intake=wire.intake_hash(student.asked.intake),
        sign_key=wire.SignPublic(ring.sign.public),
        box_key=wire.BoxPublic(ring.box.public),
    )
    return b64((await write_letter(deputy, about=about, first="May I ask?")).case)


async def waiting(at: Inside, coordinator: Holder) -> Person:
    """A worker who is enrolled and not certified."""
    person = at.person(7009, side="staff")
    token = await coordinator.invite_worker(label="Worker 9")
    kept = [Secret.passphrase("correct horse battery"), fresh_kit()]
    await enrol_staff(person, invite=token, name="Worker 9", kept=kept)
    return person


def seen(answer: httpx.Response) -> tuple[object, ...]:
    """Status, bytes and every header but the date."""
    headers = sorted((k, v) for k, v in answer.headers.raw if k.lower() != b"date")
    return answer.status_code, answer.content, headers


async def call(
    world: Town19, who: str, method: str, path: str, body: object = None
) -> httpx.Response:
    world.at.clock.pass_(5)  # the buckets fill again
    person = world.people.get(who)
    token = person.api.token if person is not None else ""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    http = world.people["student"].api._http
    return await http.request(method, path, headers=headers, json=body)


SIGNED_IN: Final = ("student", "worker", "waiting", "coordinator", "manager", "deputy")
ROLES: Final = ("nobody", "launch", *SIGNED_IN)


def test_every_route_that_names_a_case_has_a_body_to_try() -> None:
    assert {NAMES[n] for n in CASES_WITH_BODY} == MAKERS.keys()
    new = APIRouter()

    @new.post("/api/cases/{case}/new")
    async def nobody_thought_of(case: str, body: dict[str, str]) -> None: ...

    (route,) = api_routes((new,))
    assert with_body(route)
    assert f"POST {route.path}" not in MAKERS


def test_every_route_with_a_path_id_is_walked() -> None:
    ids = [(m, r) for r in api_routes() for m in methods_of(r) if "{" in r.path]
    kinds = [(m, r) for m, r in ids if "{kind}" in r.path]
    assert len(WITH_PATH) == len(ids) - len(kinds)


@pytest.mark.parametrize("who", sorted(HOLDERS))
async def test_which_capsule_a_case_has_is_a_holders_to_ask(world: Town19, who: str) -> None:
    """The exception below is one: nothing but the version, and to holders alone."""
    answer = await call(world, who, "GET", filled(CAPSULES, world.objects["open"]), None)
    assert (answer.status_code, set(answer.json())) == (200, {"version"})


@pytest.mark.parametrize("number", WITH_PATH, ids=[NAMES[n] for n in WITH_PATH])
async def test_attack_19_a_strangers_object_is_as_a_random_one(world: Town19, number: int) -> None:
    method, route = ROUTES[number]
    for who in ROLES:
        for name, value in world.objects.items():
            if (who, name) == ("deputy", "contact"):
                continue  # their own
            if who in HOLDERS and route.path == CAPSULES and name in WITH_CAPSULE:
                continue  # any holder may ask about a case whose id a flag told them (docs/api.md)
            random = crypto.random_bytes(16)
            answers = []
            for each in (random, unb64(value)):
                body = await body_for(world, who, number, each)
                answers.append(await call(world, who, method, filled(route.path, b64(each)), body))
            if route.path == "/api/team/members/{account}/suspend" and name == "account":
                assert answers[1].status_code in {401, 404}  # a student is none of the team
            assert seen(answers[0]) == seen(answers[1]), (who, name)


async def body_for(world: Town19, who: str, number: int, case: bytes) -> Any:  # noqa: ANN401 -- JSON
    """What this person's own device would send about the case, or the schema's smallest body."""
    method, route = ROUTES[number]
    maker = MAKERS.get(f"{method} {route.path}")
    person = world.people.get(who)
    if maker is None or person is None or person._ring is None:
        return body_of(method, route, world.schema)
    return await maker(world, person, case)


@pytest.mark.parametrize("number", CASES_WITH_BODY, ids=[NAMES[n] for n in CASES_WITH_BODY])
async def test_attack_19_ones_own_path_with_a_strangers_id_inside(
    world: Town19, number: int
) -> None:
    method, route = ROUTES[number]
    before = await world.at.state()
    for value in world.objects.values():
        answers = []
        for inner in (crypto.random_bytes(16), unb64(value)):
            body = await body_for(world, "student", number, inner)
            path = filled(route.path, world.own)
            answers.append(await call(world, "student", method, path, body))
        assert answers[0].status_code >= 400
        assert seen(answers[0]) == seen(answers[1])
    assert await world.at.state() == before


async def test_attack_19_a_request_under_a_strangers_id_takes_nothing_over(world: Town19) -> None:
    thief = Student(person=world.at.person(5011))
    await thief.agree()
    world.people["thief"] = thief.person
    before = await world.at.state()
    for name, value in world.objects.items():
        body = await a_request(world, thief.person, unb64(value))
        if name == "account":
            continue
        answer = await call(world, "thief", "POST", "/api/requests", body)
        assert (answer.status_code, answer.json()) == (409, {"error": "exists"}), name
        found = await call(world, "thief", "GET", f"/api/cases/{value}")
        assert (found.status_code, found.json()) == (404, {"error": "not_found"})
    assert await world.at.state() == before


async def test_attack_19_frames_about_a_strangers_case(world: Town19) -> None:
    for who in ("student", "worker", "coordinator"):
        line = await Line.open(world.at.service.app, token=world.people[who].api.token)
        for value in world.objects.values():
            random = crypto.random_bytes(16)
            answers = [
                await line.send(case=b64(case), message=b64(message(case)))
                for case in (random, unb64(value))
            ]
            inside_own = [
                await line.send(case=world.own, message=b64(message(case)))
                for case in (random, unb64(value))
            ]
            for one, other in (answers, inside_own):
                assert one | {"ref": 0} == other | {"ref": 0}
            assert answers[0]["error"] == "not_found"
        assert [frame for frame in line.heard() if frame["t"] == "message"] == []
        await line.close()


async def test_attack_20_the_suspended_are_as_those_who_never_came(world: Town19) -> None:
    coordinator = world.people["coordinator"].api
    me = await world.people["worker"].api.get("/api/me")
    await coordinator.post(f"/api/team/members/{me['account']}/suspend")
    for number, (method, route) in enumerate(ROUTES):
        body = await body_for(world, "worker", number, unb64(world.objects["open"]))
        path = filled(route.path, world.objects["open"])
        suspended = await call(world, "worker", method, path, body)
        nobody = await call(world, "nobody", method, path, body)
        assert seen(suspended) == seen(nobody), NAMES[number]
        if access_of(route) is not Access.ANYONE:
            assert (suspended.status_code, suspended.json()) == (401, NOBODY)
    line = Line(world.at.service.app)
    line.say({"t": "hello", "token": world.people["worker"].api.token})
    assert await line.ended() == 4401


async def test_attack_20_staff_who_wait_reach_only_their_own(world: Town19) -> None:
    for number, (method, route) in enumerate(ROUTES):
        if route.path in ENDING:
            continue
        body = await body_for(world, "waiting", number, unb64(world.objects["open"]))
        answer = await call(
            world, "waiting", method, filled(route.path, world.objects["open"]), body
        )
        if may("waiting", access_of(route)) or access_of(route) is Access.ANYONE:
            continue
        expected = 401 if access_of(route) is Access.LAUNCH else 404
        assert answer.status_code == expected, NAMES[number]
    line = Line(world.at.service.app)
    line.say({"t": "hello", "token": world.people["waiting"].api.token})
    assert await line.ended() == 4401


def test_the_routes_walked_are_the_applications_own() -> None:
    assert all(isinstance(route, APIRoute) for _, route in ROUTES)
    assert len(ROUTES) == sum(len(methods_of(route)) for route in api_routes())
