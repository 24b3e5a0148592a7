"""Finds a request's route among those that begin as its path does: there are more than a hundred,
and Starlette's router tries the pattern of each in turn. Never here: what any route does."""

from collections.abc import Sequence
from typing import Any, Final, NoReturn

from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Receive, Scope, Send

SEGMENTS: Final = 3
"""Of a path, with the empty one before its first slash: as far as `/api/cases`."""
Beginning = tuple[str, ...]


class ByPath(BaseRoute):
    """Routes that answer as they would one after the other."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._of: dict[Beginning, list[BaseRoute]] = {}
        self._others: list[BaseRoute] = []
        for route in routes:
            beginning = _beginning(getattr(route, "path", "{"))
            if not any("{" in segment for segment in beginning):
                self._of.setdefault(beginning, self._others.copy()).append(route)
                continue
            # What begins with a parameter can have any path.
            for each in (self._others, *self._of.values()):
                each.append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """What Starlette's router would choose: the first that fits, or fits but for its method."""
        partial: tuple[Match, Scope] = (Match.NONE, {})
        # A pattern ends before a line's end, too.
        path = scope["path"].removesuffix("\n")
        for route in self._of.get(_beginning(path), self._others):
            match, found = route.matches(scope)
            if match is Match.FULL:
                return match, {**found, "route": route}
            if match is Match.PARTIAL and partial[0] is Match.NONE:
                partial = match, {**found, "route": route}
        return partial

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """By the route that was found."""
        await scope["route"].handle(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: Any) -> NoReturn:  # noqa: ANN401
        """Nobody asks for a route by its name."""
        raise NoMatchFound(name, path_params)


def _beginning(path: str) -> Beginning:
    return tuple(path.split("/", SEGMENTS)[:SEGMENTS])
