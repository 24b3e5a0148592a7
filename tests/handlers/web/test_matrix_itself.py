"""The matrix of attack 19 proves itself: over a service broken on purpose it goes red.

Each break is one that a slip could make: a door left open, an ownership check gone, a new route
that nobody thought of.
"""

from collections.abc import Callable
from typing import Annotated, Any

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from handlers.web import auth
from handlers.web.app import ROUTERS, api_routes
from handlers.web.auth import Access, WithSession
from handlers.web.fields import decode
from intake.requests import Case, Party
from people.sessions import Caller, SessionId
from tests.handlers.web.matrix import EXPECTED, NAMES, Walk, documented, unknown, with_access

DOORS: dict[Access, Any] = {
    Access.SESSION: auth.SignedIn,
    Access.MEMBER: auth.Member,
    Access.STUDENT: auth.Student,
    Access.WORKER: auth.Worker,
    Access.CREW: auth.Crew,
    Access.RAISER: auth.Raiser,
    Access.HOLDER: auth.Holder,
    Access.ENTRIES: auth.EntryReader,
    Access.SUPERVISOR: auth.Supervisor,
    Access.AUDIT: auth.AuditReader,
    Access.LEAD: auth.Lead,
}


def door(access: Access) -> Callable[..., Any]:
    """The dependency that routes of this access declare."""
    return DOORS[access].__metadata__[0].dependency  # type: ignore[no-any-return]


Doors = dict[Callable[..., Any], Callable[..., Any]]


def doors_of(walk: Walk) -> Doors:
    """What stands in for a dependency from now on: routes that an app includes ask for it."""
    app = walk.web.app
    app.router.routes.clear()
    for router in ROUTERS:
        app.include_router(router)
    return app.dependency_overrides


async def red(walk: Walk, access: Access) -> None:
    """Every route of this access that the matrix walks is found."""
    for number in with_access(access):
        assert await walk.role_faults(number) != [], NAMES[number]


@pytest.mark.parametrize("access", [a for a in DOORS if a is not Access.SESSION])
async def test_a_role_that_is_asked_for_no_more_is_found_at_every_route(
    walk: Walk, access: Access
) -> None:
    overrides = doors_of(walk)
    overrides[door(access)] = WithSession(Access.SESSION)
    await red(walk, access)
    # And nowhere else: one route behind each other door.
    for other in set(DOORS) - {access}:
        number = next(with_access(other))
        assert await walk.role_faults(number) == [], NAMES[number]


async def test_a_session_that_is_asked_for_no_more_is_found_at_every_route(walk: Walk) -> None:
    token = walk.tokens["student"]
    me = await walk.web.ok("GET", "/api/me", token)
    known = await walk.web.services.sessions.check(decode(token))
    assert decode(me["account"]) == known.account.id

    async def anybody() -> Caller:
        return Caller(account=known.account, session=SessionId(bytes(32)))

    overrides = doors_of(walk)
    for each in DOORS:
        overrides[door(each)] = anybody
    for access in DOORS:
        await red(walk, access)


@pytest.mark.parametrize(
    ("check", "names"),
    [
        ("intake.rooms.party", {"GET /api/cases/{case}", "GET /api/cases/{case}/messages"}),
        ("intake.closing.party", {"POST /api/cases/{case}/close", "POST /api/cases/{case}/ack"}),
        ("intake.next_epochs.party", {"POST /api/cases/{case}/epochs"}),
        ("intake.handing.party", {"POST /api/cases/{case}/stood"}),
        ("intake.claiming.may_take", {"POST /api/queue/{case}/claim"}),
    ],
)
async def test_an_ownership_check_that_is_gone_is_found_at_its_routes(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, check: str, names: set[str]
) -> None:
    def everybody(case: Case, *_: object, **__: object) -> object:
        return case.recipients[0] if check.endswith("may_take") else Party.STUDENT

    monkeypatch.setattr(check, everybody)
    for number, name in enumerate(NAMES):
        if name in names:
            assert await walk.object_faults(number) != [], name
    assert names <= set(NAMES)


def test_a_route_that_nobody_thought_of_is_found() -> None:
    new = APIRouter()

    @new.get("/api/cases/{case}/everything")
    async def everything(_: Annotated[Caller, auth.SignedIn.__metadata__[0]], case: str) -> str:
        return case

    routes = api_routes((*ROUTERS, new))
    assert all(isinstance(route, APIRoute) for route in routes)
    assert unknown(routes) == {"GET /api/cases/{case}/everything"}
    assert unknown(api_routes()) == set()


def test_a_route_that_the_document_forgets_or_makes_up_is_found() -> None:
    text = "## Students\n| `GET /api/made/up` | and `POST /api/a/b` · `/c` | x |\n"
    assert documented(text) == {
        "GET /api/made/up": Access.STUDENT,
        "POST /api/a/b": Access.STUDENT,
        "POST /api/a/c": Access.STUDENT,
    }
    name = "GET /api/me"
    assert unknown(api_routes(), {n: a for n, a in EXPECTED.items() if n != name}) == {name}
    assert unknown(api_routes(), {**EXPECTED, "GET /api/x": Access.ANYONE}) == {"GET /api/x"}


def test_the_doors_that_are_broken_here_are_all_that_need_a_session() -> None:
    assert set(EXPECTED.values()) == {*DOORS, Access.ANYONE, Access.LAUNCH}
