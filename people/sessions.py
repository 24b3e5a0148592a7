"""Session tokens: made at enrolling or signing in, kept hashed, ended by idling or by hand.

Says who is signed in; what they may do is decided at the edge (handlers/web/auth.py).
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NewType, Protocol, get_args

from people.accounts import Account, AccountId, AccountState, Side
from people.clock import Clock, Random
from people.errors import NotFound, SignedOut

SessionId = NewType("SessionId", bytes)
"""SHA-256 of the token: what is stored. A token is 256 random bits, so the hash needs no key."""

TOKEN_BYTES: Final = 32
TOUCH_SECONDS: Final = 60
"""How old the stored last use may be before it is written again: a write per request would cost
a durable commit each."""

LIFETIME_SECONDS: Final = 30 * 24 * 3600
"""A session ends after this however busy it is."""

MOST_SESSIONS: Final = 16
"""Sessions of one account; beyond it the one that began first ends. Each is a window's of a device,
and a device that has the keys proves them again by itself."""

MOST_AWAY: Final = 64
"""Devices of one account that are remembered as signed out by hand."""

DAY_SECONDS: Final = 24 * 3600
DEVICE_BYTES: Final = 16

Platform = Literal["android", "ios", "macos", "desktop", "web", "other"]
"""What Telegram's client says it runs on; nothing finer is asked or kept."""
PLATFORMS: Final[tuple[Platform, ...]] = get_args(Platform)

Used = Literal["today", "week", "earlier"]
"""When a device was last used, as coarsely as its owner is told: today (UTC), in the last seven
days, or before."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """A stored session. Times in Unix seconds."""

    id: SessionId = field(repr=False)
    account: AccountId
    started: int
    used: int
    device: bytes = field(default=b"", repr=False)
    platform: Platform = "other"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What it depends on whether a session holds. Times in Unix seconds."""

    side: Side
    state: AccountState
    started: int
    used: int


@dataclass(frozen=True, kw_only=True)
class SignedInDevice:
    """The sessions of one device, as their owner sees them; `since` is the start of a day, UTC."""

    device: bytes = field(repr=False)
    platform: Platform
    since: int
    used: Used
    windows: int
    here: bool


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

    async def standing(self, session: SessionId) -> Standing | None:
        """As `get`, without whose it is: nothing sealed is opened."""
        ...

    def standings_at_once(self, sessions: Collection[SessionId]) -> Mapping[SessionId, Standing]:
        """As `standing`, of several; of none where they would have to be waited for."""
        ...

    async def of(self, account: AccountId) -> Sequence[Session]:
        """All of an account's, in no order."""
        ...

    async def send_away(self, account: AccountId, devices: Collection[bytes], *, most: int) -> None:
        """Remember that these devices begin nothing until they are let back; of each account's the
        newest `most`."""
        ...

    async def is_away(self, account: AccountId, device: bytes) -> bool:
        """Whether a device was sent away and not let back."""
        ...

    async def let_back(self, account: AccountId, device: bytes) -> None:
        """Forget that a device was sent away; nothing happens when it was not."""
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

    async def start(
        self, account: AccountId, *, device: bytes = b"", platform: Platform = "other"
    ) -> bytes:
        """Begin a session and return its token (32 bytes), which is stored nowhere.

        `device` is the installation's key, or nothing: only a digest of it with the account is
        kept. Raises SignedOut for a device that was signed out by hand and has not given a secret
        since: its keys alone do not let it back.
        """
        here = device_id(account, device)
        if await self._store.is_away(account, here):
            raise SignedOut
        token = self._random(TOKEN_BYTES)
        now = int(self._clock.now())
        session = Session(
            id=session_id(token),
            account=account,
            started=now,
            used=now,
            device=here,
            platform=platform,
        )
        for ended in await self._store.add(session, most=MOST_SESSIONS):
            self._sockets.end_session(ended)
        if await self._store.is_away(account, here):
            # Signed out by hand while this was on its way: whoever did it did not see it yet.
            await self.end(session.id)
            raise SignedOut
        return token

    async def check(self, token: bytes) -> Caller:
        """Who this token belongs to, counted as a use.

        Raises SignedOut for an unknown, idle or ended session, and for a suspended or lost
        account.
        """
        id_ = session_id(token)
        found = await self._store.get(id_)
        if found is None:
            raise SignedOut
        session, account = found
        standing = Standing(
            side=account.side, state=account.state, started=session.started, used=session.used
        )
        await self._hold(id_, standing)
        await self._touch(id_, standing)
        return Caller(account=account, session=id_)

    async def use(self, session: SessionId) -> None:
        """As `check`, by id: what a socket does when its person sends something."""
        await self._touch(session, await self._held(session))

    async def peek(self, session: SessionId) -> None:
        """As `check`, by id and not counted as a use: what an open socket asks now and then."""
        await self._held(session)

    def holding_at_once(self, asked: Mapping[SessionId, bool]) -> Collection[SessionId]:
        """Of which of these `use` (True), or `peek` (False), would do nothing, as far as that can
        be told without waiting: what open sockets ask first."""
        standings, now = self._store.standings_at_once(asked), self._clock.now()
        return {
            session
            for session, standing in standings.items()
            if standing.state.usable
            and not self._over(standing, now)
            and not (asked[session] and _stale(standing, now))
        }

    async def _held(self, id_: SessionId) -> Standing:
        standing = await self._store.standing(id_)
        if standing is None:
            raise SignedOut
        await self._hold(id_, standing)
        return standing

    async def _hold(self, id_: SessionId, standing: Standing) -> None:
        """Raises SignedOut unless the session holds; one that ran out is ended."""
        if not standing.state.usable:
            raise SignedOut
        if self._over(standing, self._clock.now()):
            await self.end(id_)
            raise SignedOut

    def _over(self, standing: Standing, now: float) -> bool:
        """Whether it idled out or ran out."""
        idle = now - standing.used > self._idle[standing.side]
        return idle or now - standing.started > LIFETIME_SECONDS

    async def _touch(self, id_: SessionId, standing: Standing) -> None:
        now = self._clock.now()
        if _stale(standing, now):
            await self._store.touch(id_, used=int(now))

    async def end(self, session: SessionId) -> None:
        """Sign out: the token and its sockets are of no use from now on."""
        await self._store.end(session)
        self._sockets.end_session(session)

    async def let_back(self, account: AccountId, device: bytes) -> None:
        """Somebody gave a secret of the account on this device (its installation's key)."""
        await self._store.let_back(account, device_id(account, device))

    async def end_others(self, caller: Caller) -> int:
        """Sign an account out everywhere else and return how many sessions ended.

        Other devices stay out until they give a secret.
        """
        own = await self._store.of(caller.account.id)
        here = {each.device for each in own if each.id == caller.session}
        await self._send_away(caller.account.id, {each.device for each in own} - here)
        ended = await self._store.end_others(caller.account.id, but=caller.session)
        for session in ended:
            self._sockets.end_session(session)
        return len(ended)

    async def devices(self, caller: Caller) -> Sequence[SignedInDevice]:
        """Where the caller's account is signed in, this device first, then by last use."""
        now = int(self._clock.now())
        account = caller.account
        longest = {"started": now - LIFETIME_SECONDS, "used": now - self._idle[account.side]}
        groups: dict[bytes, list[Session]] = {}
        for each in await self._store.of(account.id):
            if each.started >= longest["started"] and each.used >= longest["used"]:
                groups.setdefault(each.device, []).append(each)
        last = {device: max(each.used for each in group) for device, group in groups.items()}
        found = [_shown(group, here=caller.session, now=now) for group in groups.values()]
        return sorted(found, key=lambda one: (not one.here, -last[one.device], one.device))

    async def end_device(self, caller: Caller, device: bytes) -> int:
        """Sign one device of the caller's account out, but for the caller's own session.

        It stays out until it gives a secret. Returns how many sessions ended. Raises NotFound
        where none is that device's.
        """
        there = await self._of_device(caller.account.id, device)
        if not there:
            raise NotFound
        if caller.session not in there:
            await self._send_away(caller.account.id, {device})
            # Looked at again: one may have begun before the device was sent away.
            there = await self._of_device(caller.account.id, device)
        ended = [each for each in there if each != caller.session]
        for each in ended:
            await self.end(each)
        return len(ended)

    async def _of_device(self, account: AccountId, device: bytes) -> list[SessionId]:
        return [each.id for each in await self._store.of(account) if each.device == device]

    async def _send_away(self, account: AccountId, devices: Collection[bytes]) -> None:
        """Before their sessions end: nobody comes back between the two."""
        if devices:
            await self._store.send_away(account, devices, most=MOST_AWAY)

    async def prune(self) -> int:
        """Forget what has idled out or run out and return how many."""
        now = int(self._clock.now())
        longest = max(self._idle.values())
        return await self._store.prune(
            started_before=now - LIFETIME_SECONDS, used_before=now - longest
        )


def _stale(standing: Standing, now: float) -> bool:
    """Whether a use is to be written."""
    return int(now) - standing.used >= TOUCH_SECONDS


def session_id(token: bytes) -> SessionId:
    """What is stored for a token."""
    return SessionId(hashlib.sha256(token).digest())


def device_id(account: AccountId, key: bytes) -> bytes:
    """What is stored for an installation: the same for no two accounts."""
    return hashlib.sha256(account + key).digest()[:DEVICE_BYTES]


def _shown(group: Sequence[Session], *, here: SessionId, now: int) -> SignedInDevice:
    newest = max(group, key=lambda one: (one.used, one.started))
    began = min(one.started for one in group)
    today = now // DAY_SECONDS == newest.used // DAY_SECONDS
    recent: Used = "week" if now - newest.used < 7 * DAY_SECONDS else "earlier"
    return SignedInDevice(
        device=newest.device,
        platform=newest.platform,
        since=began // DAY_SECONDS * DAY_SECONDS,
        used="today" if today else recent,
        windows=len(group),
        here=any(one.id == here for one in group),
    )
