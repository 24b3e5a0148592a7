"""A request finds the route that it finds where every route is tried in turn."""

import re
from collections.abc import Sequence
from typing import Final

from hypothesis import example, given
from hypothesis import strategies as st
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from handlers.web.app import ROUTERS
from handlers.web.by_path import ByPath


async def nothing() -> None:
    """No request gets as far."""


OURS: Final[list[BaseRoute]] = [route for router in ROUTERS for route in router.routes]
OTHERS: Final[list[BaseRoute]] = [
    Route("/", nothing),
    Route("/{anything}", nothing, methods=["POST"]),
    Route("/api/{some}/mine", nothing),
    Route("/api/me{more}", nothing),
    Route("/app", nothing),
    Route("/app/{path:path}", nothing),
    Route("/app/kept", nothing, methods=["DELETE"]),
]
ALL: Final = [*OTHERS, *OURS, *OTHERS]
PATHS: Final = [route.path for route in ALL if isinstance(route, Route)]
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PIECES: Final = st.sampled_from(["/", "//", "\n", "{", "}", "a", "me", "/api", "%2F", "\u00e9", ""])


@st.composite
def asked(draw: st.DrawFn) -> str:
    """A route's path with its parameters filled in, often not quite."""
    given = draw(st.text(alphabet="ab-_\n\u00e9", min_size=1, max_size=3))
    path = re.sub(r"\{[^}]*\}", lambda _: given, draw(st.sampled_from(PATHS)))
    if draw(st.booleans()):
        return path
    start, end = draw(st.integers(0, len(path))), draw(st.integers(0, len(path)))
    return path[:start] + draw(PIECES) + path[min(start, end) :]


def tried(routes: Sequence[BaseRoute], scope: Scope) -> tuple[Match, BaseRoute | None, object]:
    """What Starlette's router chooses."""
    partial: tuple[Match, BaseRoute | None, object] = (Match.NONE, None, None)
    for route in routes:
        match, found = route.matches(scope)
        chosen = (match, route, found.get("path_params"))
        if match is Match.FULL:
            return chosen
        if match is Match.PARTIAL and partial[0] is Match.NONE:
            partial = chosen
    return partial


@given(asked(), st.sampled_from(METHODS))
@example("/api/me\n", "GET")
@example("/api/me/", "GET")
@example("/api//me", "GET")
@example("/app/kept", "DELETE")
@example("", "GET")
def test_the_route_is_that_of_trying_each(path: str, method: str) -> None:
    scope = {"type": "http", "path": path, "root_path": "", "method": method}
    for routes in (OURS, ALL):
        match, found = ByPath(routes).matches(scope)
        chosen = (match, found.get("route"), found.get("path_params"))
        assert chosen == tried(routes, scope)
