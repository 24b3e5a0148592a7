"""Attack 19: every route by every role, with somebody else's object; the matrix is matrix.py.

That it notices a broken service is test_matrix_itself.py's.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Annotated, Final

import pytest
from fastapi import APIRouter, Depends

import handlers.web
from handlers.web import app as web_app
from handlers.web.app import ROUTERS, api_routes, create_app
from handlers.web.auth import MAY, Access, Anyone, access_of, allowed
from people.accounts import Account, AccountId, AccountState, Role
from tests.fakes.devices import Device
from tests.fakes.stores import in_memory
from tests.fakes.web import Web
from tests.handlers.web.matrix import (
    ACCOUNTS,
    EXPECTED,
    NAMES,
    ROUTES,
    Walk,
    body_of,
    may,
    unknown,
)


@pytest.mark.parametrize("number", range(len(ROUTES)), ids=NAMES)
async def test_attack_19_every_route_by_every_role(walk: Walk, number: int) -> None:
    assert await walk.role_faults(number) == []


WITH_OBJECTS = [n for n, (_, route) in enumerate(ROUTES) if "{" in route.path]


@pytest.mark.parametrize("number", WITH_OBJECTS, ids=[NAMES[n] for n in WITH_OBJECTS])
async def test_attack_19_another_persons_object_is_as_none(walk: Walk, number: int) -> None:
    if "{kind}" in ROUTES[number][1].path:
        kind_is_no_object = body_of(*ROUTES[number], walk.schema)
        assert kind_is_no_object is None or "account" not in kind_is_no_object
        return
    assert await walk.object_faults(number) == []


NAMES_NO_OBJECT: Final = {"{kind}", "{month}", "{role}", "{version}", "{week}", "{period}"}
OF_OBJECTS: Final = [
    n for n in WITH_OBJECTS if not NAMES_NO_OBJECT & set(re.findall(r"{[a-z_]+}", NAMES[n]))
]


async def test_attack_19_whoever_may_call_is_asked_about_the_object_itself(walk: Walk) -> None:
    """A body that is malformed would be refused alike for every object, whoever's it is."""
    malformed, asked = [], 0
    for number in OF_OBJECTS:
        for who in ACCOUNTS:
            if not may(who, EXPECTED[NAMES[number]]):
                continue
            answer = await walk.ask(number, who, walk.objects[0])
            asked += 1
            malformed += [f"{NAMES[number]} by {who}"] * (answer.status_code == 400)
    assert asked > len(OF_OBJECTS) > 0
    assert malformed == []


def test_every_route_is_in_the_document_and_declares_what_it_says_there() -> None:
    assert unknown(api_routes()) == set()
    for number, name in enumerate(NAMES):
        assert access_of(ROUTES[number][1]) is EXPECTED[name], name


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
