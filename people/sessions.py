"""Session tokens: made at enrolling or signing in, kept hashed, ended by idling or by hand.

Says who is signed in; what they may do is decided at the edge (handlers/web/auth.py).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NewType, Protocol

from people.accounts import Account, AccountId, Side
from people.clock import Clock, Random
from people.errors import SignedOut

SessionId = NewType("SessionId", bytes)
"""SHA-256 of the token: what is stored. A token is 256 random bits, so the hash needs no key."""

TOKEN_BYTES: Final = 32
TOUCH_SECONDS: Final = 60
"""How old the stored last use may be before it is written again: a write per request would cost
a durable commit each."""

LIFETIME_SECONDS: Final = 30 * 24 * 3600
"""A session ends after this however busy it is."""

MOST_SESSIONS: Final = 16
"""Sessions of one account; beyond it the one that began first ends. Each is a device's, and a
device that was signed out proves its key again by itself."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """A stored session. Times in Unix seconds."""

    id: SessionId = field(repr=False)
    account: AccountId
    started: int
    used: int


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who makes a request, as its session token shows."""

    account: Account
    session: SessionId = field(repr=False)


class SessionStore(Protocol):
    """Where sessions are kept."""

    async def add(self, session: Session, *, most: int) -> Sequence[SessionId]:
        """Keep a session; those of the account beyond `most` end, the first begun first.

        Returns the ids of those that ended.
        """
        ...

    async def get(self, session: SessionId) -> tuple[Session, Account] | None:
        """The session with its account, in one query, or None."""
        ...

    async def touch(self, session: SessionId, *, used: int) -> None:
        """Remember the last use; nothing happens when the session is gone."""
        ...

    async def end(self, session: SessionId) -> None:
        """Forget a session; nothing happens when it is gone."""
        ...

    async def end_others(self, account: AccountId, *, but: SessionId) -> Sequence[SessionId]:
        """Forget an account's other sessions and return their ids."""
        ...

    async def prune(self, *, started_before: int, used_before: int) -> int:
        """Forget sessions that nobody can use any more and return how many."""
        ...


class LiveSockets(Protocol):
    """What holds open sockets; told when their right to be open ends (attack 20)."""

    def end_session(self, session: SessionId) -> None:
        """Close the sockets of one session."""
        ...

    def end_account(self, account: AccountId) -> None:
        """Close every socket of an account."""
        ...


class Sessions:
    """Starts, checks and ends sessions."""

    def __init__(
        self,
        *,
        store: SessionStore,
        sockets: LiveSockets,
        clock: Clock,
        random: Random,
        idle_seconds: Mapping[Side, int],
    ) -> None:
        self._store = store
        self._sockets = sockets
        self._clock = clock
        self._random = random
        self._idle = idle_seconds

    async def start(self, account: AccountId) -> bytes:
        """Begin a session and return its token (32 bytes), which is stored nowhere."""
        token = self._random(TOKEN_BYTES)
        now = int(self._clock.now())
        session = Session(id=session_id(token), account=account, started=now, used=now)
        for ended in await self._store.add(session, most=MOST_SESSIONS):
            self._sockets.end_session(ended)
        return token

    async def check(self, token: bytes) -> Caller:
        """Who this token belongs to, counted as a use.

        Raises SignedOut for an unknown, idle or ended session, and for a suspended or lost
        account.
        """
        return await self.use(session_id(token))

    async def use(self, session_: SessionId) -> Caller:
        """As `check`, by id: what a socket does when its person sends something."""
        caller, session = await self._look_up(session_)
        now = int(self._clock.now())
        if now - session.used >= TOUCH_SECONDS:
            await self._store.touch(session.id, used=now)
        return caller

    async def peek(self, session: SessionId) -> Caller:
        """As `check`, by id and not counted as a use: what an open socket asks now and then."""
        caller, _ = await self._look_up(session)
        return caller

    async def _look_up(self, id_: SessionId) -> tuple[Caller, Session]:
        found = await self._store.get(id_)
        if found is None:
            raise SignedOut
        session, account = found
        if not account.state.usable:
            raise SignedOut
        now = self._clock.now()
        idle = now - session.used > self._idle[account.side]
        if idle or now - session.started > LIFETIME_SECONDS:
            await self.end(id_)
            raise SignedOut
        return Caller(account=account, session=id_), session

    async def end(self, session: SessionId) -> None:
        """Sign out: the token and its sockets are of no use from now on."""
        await self._store.end(session)
        self._sockets.end_session(session)

    async def end_others(self, caller: Caller) -> int:
        """Sign an account out everywhere else and return how many sessions ended."""
        ended = await self._store.end_others(caller.account.id, but=caller.session)
        for session in ended:
            self._sockets.end_session(session)
        return len(ended)

    async def prune(self) -> int:
        """Forget what has idled out or run out and return how many."""
        now = int(self._clock.now())
        longest = max(self._idle.values())
        return await self._store.prune(
            started_before=now - LIFETIME_SECONDS, used_before=now - longest
        )


def session_id(token: bytes) -> SessionId:
    """What is stored for a token."""
    return SessionId(hashlib.sha256(token).digest())
