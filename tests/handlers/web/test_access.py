"""Attack 19: every route by every role, with somebody else's object; generated from the routes.

What a route takes is read from the OpenAPI schema, so that a new endpoint is walked without
anybody thinking of it.
"""

import importlib
import pkgutil
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute

import crypto
import handlers.web
from handlers.web import app as web_app
from handlers.web.app import ROUTERS, api_routes, create_app, openapi
from handlers.web.auth import MAY, Access, Anyone, access_of, allowed
from handlers.web.desk import Desk
from handlers.web.fields import encode
from handlers.web.hub import Hub
from handlers.web.limits import Limits
from people.accounts import Account, AccountId, AccountState, Role
from tests.fakes.devices import Device
from tests.fakes.house import in_memory as house_in_memory
from tests.fakes.stores import in_memory, on_sqlite
from tests.fakes.web import Web

ROUTES = [(method, route) for route in api_routes() for method in sorted(route.methods)]
NAMES = [f"{method} {route.path}" for method, route in ROUTES]


def example(schema: Any, root: Any) -> Any:  # noqa: ANN401, PLR0911 -- JSON, one line per kind
    """The smallest value that a schema allows."""
    if "$ref" in schema:
        return example(root["components"]["schemas"][schema["$ref"].split("/")[-1]], root)
    if "anyOf" in schema:
        return example(schema["anyOf"][0], root)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    match schema["type"]:
        case "string":
            return "A" * schema.get("minLength", 1)
        case "integer":
            return schema.get("minimum", 0)
        case "boolean":
            return True
        case "array":
            return [example(schema["items"], root)] * schema.get("minItems", 0)
        case "object":
            properties = schema.get("properties", {})
            return {name: example(properties[name], root) for name in schema.get("required", [])}
    raise LookupError(schema)


def body_of(method: str, route: APIRoute, root: Any) -> Any:  # noqa: ANN401 -- JSON
    """A body of the right shape for a route, or None."""
    operation = root["paths"][route.path][method.lower()]
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return None if schema is None else example(schema, root)


def filled(path: str, value: str) -> str:
    """The path with every parameter replaced; a kind of secret keeps its own words."""
    return re.sub(r"\{[a-z_]+\}", value, path.replace("{kind}", "words"))


class Walk:
    """An application with everybody in it, and a conversation of two strangers."""

    def __init__(self, web: Web, tokens: dict[str, str], objects: list[str]) -> None:
        self.web = web
        self.tokens = tokens
        self.objects = objects
        self.schema = openapi()


@pytest.fixture
async def walk(tmp_path: Path) -> AsyncIterator[Walk]:
    house = house_in_memory()
    desk = Desk(
        asking=house.asking,
        claiming=house.claiming,
        accepting=house.accepting,
        rooms=house.rooms,
        closing=house.closing,
        next_epochs=house.next_epochs,
        notices=house.notices,
        hub=Hub(),
        frames=Limits(clock=house.clock),
    )
    talk = await house.talk()
    waiting, _ = await house.ask(house.student(), house.worker())
    async with on_sqlite(tmp_path) as stores:
        web = Web(stores, desk=desk)
        made = await web.whole_team()
        coordinator = made[Role.COORDINATOR][1]
        tokens = {role.value: token for role, (_, token) in made.items()}
        _, tokens["waiting"] = await web.worker(coordinator, telegram=1)
        _, tokens["student"] = await web.student()
        _, token = await web.student(2)
        other_account = (await web.ok("GET", "/api/me", token))["account"]
        tokens["launch"] = await web.launch(Device(3))
        objects = [encode(talk.case), encode(waiting), other_account]
        yield Walk(web, tokens, objects)
        await web.http.aclose()


ACCOUNTS = {
    "student": (Role.STUDENT, AccountState.ACTIVE),
    "waiting": (Role.WORKER, AccountState.WAITING),
    "worker": (Role.WORKER, AccountState.ACTIVE),
    "coordinator": (Role.COORDINATOR, AccountState.ACTIVE),
    "manager": (Role.MANAGER, AccountState.ACTIVE),
    "deputy": (Role.DEPUTY, AccountState.ACTIVE),
}


def may(who: str, access: Access) -> bool:
    """Written out again from docs/api.md, so that the table in auth.py is checked and not used."""
    return {
        Access.ANYONE: True,
        Access.LAUNCH: who == "launch",
        Access.SESSION: who not in {"nobody", "launch"},
        Access.MEMBER: who not in {"nobody", "launch", "waiting"},
        Access.STUDENT: who == "student",
        Access.WORKER: who == "worker",
        Access.HOLDER: who in {"coordinator", "manager", "deputy"},
    }[access]


def seen(response: httpx.Response) -> tuple[object, ...]:
    return response.status_code, response.text, sorted(response.headers.raw)


async def ask(walk: Walk, number: int, who: str, value: str) -> httpx.Response:
    method, route = ROUTES[number]
    body = body_of(method, route, walk.schema)
    return await walk.web.call(method, filled(route.path, value), walk.tokens.get(who), body)


@pytest.mark.parametrize("number", range(len(ROUTES)), ids=NAMES)
async def test_attack_19_every_route_by_every_role(walk: Walk, number: int) -> None:
    access = access_of(ROUTES[number][1])
    for who in ("nobody", "launch", *ACCOUNTS):
        if ROUTES[number][1].path in {"/api/session", "/api/sessions/others"} and who in ACCOUNTS:
            continue  # would sign the walker out; they take no object
        response = await ask(walk, number, who, encode(crypto.random_bytes(16)))
        if not may(who, access):
            expected = 404 if who in ACCOUNTS and access is not Access.LAUNCH else 401
            code = {401: "signed_out", 404: "not_found"}[expected]
            assert (response.status_code, response.json()) == (expected, {"error": code}), who
        else:
            assert response.status_code != 401 or access in {Access.ANYONE, Access.LAUNCH}, who


WITH_OBJECTS = [n for n, (_, route) in enumerate(ROUTES) if "{" in route.path]


@pytest.mark.parametrize("number", WITH_OBJECTS, ids=[NAMES[n] for n in WITH_OBJECTS])
async def test_attack_19_another_persons_object_is_as_none(walk: Walk, number: int) -> None:
    if "{kind}" in ROUTES[number][1].path:
        kind_is_no_object = body_of(*ROUTES[number], walk.schema)
        assert kind_is_no_object is None or "account" not in kind_is_no_object
        return
    for who in ACCOUNTS:
        random = seen(await ask(walk, number, who, encode(crypto.random_bytes(16))))
        for value in walk.objects:
            assert seen(await ask(walk, number, who, value)) == random, who


def accounts() -> Iterator[Account]:
    for role in Role:
        for state in AccountState:
            device = Device.staff(1, role)
            yield Account(id=AccountId(bytes(16)), role=role, state=state, keys=device.keys)


def test_nobody_suspended_or_lost_and_nobody_unsaid_is_allowed_anything() -> None:
    for account in accounts():
        for access in Access:
            if not account.state.usable:
                assert not allowed(access, account) or access is Access.ANYONE
    for who, (role, state) in ACCOUNTS.items():
        account = Account(id=AccountId(bytes(16)), role=role, state=state, keys=Device(1).keys)
        for access in Access:
            if access is not Access.LAUNCH:
                assert allowed(access, account) == may(who, access), (who, access)
    assert set(MAY) == set(Access) - {Access.ANYONE, Access.LAUNCH}


def test_a_route_that_says_nobody_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    silent, double = APIRouter(), APIRouter()

    @silent.get("/api/silent")
    async def undeclared() -> None: ...

    @double.get("/api/double")
    async def twice(
        _: Annotated[None, Depends(Anyone())], __: Annotated[None, Depends(Anyone())]
    ) -> None: ...

    services = Web(in_memory()).services
    for router in (silent, double):
        monkeypatch.setattr(web_app, "PEOPLE", (router,))
        with pytest.raises(LookupError):
            create_app(services, desk=None)


def test_every_router_is_in_the_list() -> None:
    found = set()
    for module in pkgutil.iter_modules(handlers.web.__path__):
        router = getattr(importlib.import_module(f"handlers.web.{module.name}"), "router", None)
        if isinstance(router, APIRouter):
            found.add(id(router))
    assert found == {id(router) for router in ROUTERS}
