"""Rounds: a look at the sessions of open sockets every so often, some together, in a quiet moment.

A look of its own for each of a thousand sockets wakes the processor a thousand times for some
microseconds each, and costs several times what it does beside others; a message that comes
meanwhile waits. Here: whose turn is when, and one question for all of a moment. Never here: what
becomes of a socket.
"""

import asyncio
import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, Protocol

import structlog

from people.sessions import SessionId

CHECK_SECONDS: Final = 15.0
"""How often an open socket's session is looked at (docs/api.md)."""
MOMENTS: Final = 60
"""Of a round: at 15 seconds, each quarter of a second."""
SHORTEST_SECONDS: Final = 0.25
"""A round shorter than a few of these has fewer moments."""
TOGETHER: Final = 16
"""Looked at in one turn of the loop: a fraction of a millisecond."""
TRIES: Final = 8
"""How often, at most, a moment that is due looks whether it is quiet, until the next is due."""
_log = structlog.get_logger("web.rounds")


class Watched(Protocol):
    """A socket that is open."""

    @property
    def session(self) -> SessionId:
        """Whose right to it is looked at."""
        ...

    @property
    def active(self) -> bool:
        """Whether its person did something since the last look."""
        ...

    def looked(self, *, holds: bool) -> None:
        """It was looked at. False: ask again, and wait for the answer."""
        ...


class Holding(Protocol):
    """What is asked of people's `Sessions`."""

    def holding_at_once(self, asked: Mapping[SessionId, bool]) -> Collection[SessionId]:
        """Those that hold for certain; whether each was used since is what they are asked with."""
        ...


def _always() -> bool:
    return True


class Rounds:
    """Looks at everybody who joined every `seconds`, until they leave.

    Who joins is given any moment of the round: those who came back together, after a restart, are
    not looked at together from then on. `quiet`: whether now is a good time. A moment that is due
    waits for one until the next is due, and at first for the end of a message: the processor is
    awake then, and where many write at their own pace the next message is not there yet. However
    busy or late the loop is, no look comes later than by a moment and a turn of the loop.
    """

    def __init__(
        self,
        *,
        sessions: Holding,
        seconds: float = CHECK_SECONDS,
        quiet: Callable[[], bool] = _always,
    ) -> None:
        moments = max(1, min(MOMENTS, int(seconds / SHORTEST_SECONDS)))
        self._step = seconds / moments
        self._sessions = sessions
        self._quiet = quiet
        self._moments: list[dict[Watched, None]] = [{} for _ in range(moments)]
        self._of: dict[Watched, int] = {}
        self._now = 0
        self._at = 0.0
        """When the next moment is due, or was."""
        self._due = self._asked = False
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        """How many have joined."""
        return len(self._of)

    def join(self, socket: Watched) -> None:
        """Looked at within a round from now, then once in each."""
        moment = random.randrange(len(self._moments))  # noqa: S311 - nobody gains by knowing it
        self._of[socket] = moment
        self._moments[moment][socket] = None
        if self._timer is None:
            self._at = asyncio.get_running_loop().time() + self._step
            self._set(self._begin, self._at)

    def leave(self, socket: Watched) -> None:
        """Not looked at any more; nothing when it had not joined."""
        moment = self._of.pop(socket, None)
        if moment is not None:
            del self._moments[moment][socket]

    def look(self, sockets: Sequence[Watched]) -> None:
        """Look at these now. Whatever fails, each asks again by itself."""
        if not sockets:
            return
        used: dict[SessionId, bool] = {}
        for socket in sockets:
            used[socket.session] = socket.active or used.get(socket.session, False)
        holding: Collection[SessionId] = ()
        try:
            holding = self._sessions.holding_at_once(used)
        except Exception as error:  # noqa: BLE001 -- who asks again is told of it, and waits
            _log.warning("rounds.look_fault", error=type(error).__name__)
        for socket in sockets:
            try:
                socket.looked(holds=socket.session in holding)
            except Exception as error:  # noqa: BLE001 -- the others' turn comes all the same
                _log.error("rounds.fault", error=type(error).__name__)

    def message(self) -> None:
        """One was taken in: what is due comes after this turn of the loop."""
        if self._due and not self._asked:
            self._asked = True
            asyncio.get_running_loop().call_soon(self._after_message)

    def _after_message(self) -> None:
        self._asked = False
        if self._due and self._calm():
            self._turn()

    def _begin(self) -> None:
        if self._moments[(self._now + 1) % len(self._moments)]:
            self._due = True
            self._wait()
        else:
            self._turn()

    def _wait(self) -> None:
        again = asyncio.get_running_loop().time() + self._step / TRIES
        self._set(self._again, min(again, self._at + self._step))

    def _again(self) -> None:
        late = asyncio.get_running_loop().time() >= self._at + self._step
        if late or self._calm():
            self._turn()
        else:
            self._wait()

    def _calm(self) -> bool:
        try:
            return self._quiet()
        except Exception as error:  # noqa: BLE001 -- looking is better than not to look
            _log.error("rounds.fault", error=type(error).__name__)
            return True

    def _turn(self) -> None:
        """Everybody whose moment has come, also of moments that the loop missed."""
        self._due = False
        sockets: list[Watched] = []
        now = asyncio.get_running_loop().time()
        for _ in self._moments:
            self._now = (self._now + 1) % len(self._moments)
            sockets += self._moments[self._now]
            self._at += self._step
            if self._at > now:
                break
        else:
            self._at = now + self._step
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        # Before anything that may fail: one timer serves everybody.
        if self._of:
            self._set(self._begin, self._at)
        self._some(iter(sockets))

    def _set(self, call: Callable[[], None], at: float) -> None:
        self._timer = asyncio.get_running_loop().call_at(at, call)

    def _some(self, sockets: Iterator[Watched]) -> None:
        some = list(islice(sockets, TOGETHER))
        if len(some) == TOGETHER:
            asyncio.get_running_loop().call_soon(self._some, sockets)
        self.look([socket for socket in some if socket in self._of])
