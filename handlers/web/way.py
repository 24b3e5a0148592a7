"""A short way between a socket's application and the server it runs on: an extension of ASGI's.

Through ASGI's own way a frame waits for a task to be woken, once when it comes and once when one
is sent. Here each is one call. A server that knows nothing of it (NoWay) is used as ASGI has it,
and so is ours for whatever has to wait.
"""

from collections.abc import Callable
from typing import Final, Protocol, cast

from starlette.types import Scope

EXTENSION: Final = "peerlink.way"
"""Its name among a scope's extensions."""

Take = Callable[[bytes], bool]
"""Takes a binary message in at once; False when it must come by ASGI's own way instead. It must
not raise."""


class Way(Protocol):
    """One connection's."""

    def hand_to(self, take: Take | None) -> None:
        """Ask `take` first for each binary message that comes while `receive` is waited at."""
        ...

    def sent(self, said: str | bytes) -> bool:
        """Send a text or binary message now, behind what was sent before; False when the
        connection has ended or its other end is slow. Nothing was sent then."""
        ...


class NoWay:
    """A server that has none."""

    def hand_to(self, take: Take | None) -> None:
        """Nothing is handed over."""

    def sent(self, said: str | bytes) -> bool:  # noqa: ARG002 -- Way's
        """Nothing is sent."""
        return False


def way_of(scope: Scope) -> Way:
    """The connection's, or none."""
    found = (scope.get("extensions") or {}).get(EXTENSION)
    return NoWay() if found is None else cast("Way", found["way"])
