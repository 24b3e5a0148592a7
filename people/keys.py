"""People's wrapped keys and bundles: kept, handed out for the fetch key only (protocol.md §2.2).

The server can open none of it. What it must not become is an oracle: every failure looks alike,
answers for what does not exist stay the same, and tries are few.
"""

import hmac
from collections import OrderedDict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil
from typing import Final, Protocol

from crypto import digest
from people.accounts import Account, AccountId, AccountState, Side, TelegramId
from people.clock import Clock
from people.errors import Malformed, NotFound, SlowDown
from people.launch import Launch
from people.sessions import Caller, LiveSockets, SessionId

MAX_FAILURES: Final = 5
FAILURE_SECONDS: Final = 3600
KEPT: Final = 20_000


class Kind(StrEnum):
    """The secrets that a bundle key can be wrapped under."""

    WORDS = "words"
    CLOUD = "cloud"
    PASSPHRASE = "passphrase"  # noqa: S105 -- the name of a kind
    KIT = "kit"


KINDS: Final[Mapping[Side, frozenset[Kind]]] = {
    Side.STUDENT: frozenset({Kind.WORDS, Kind.CLOUD}),
    Side.STAFF: frozenset({Kind.PASSPHRASE, Kind.KIT}),
}


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """What a device needs to derive its keys from a secret. `memory` in KiB."""

    salt: bytes = field(repr=False)
    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 1


@dataclass(frozen=True, kw_only=True)
class WrappedKey:
    """A bundle key under one secret. `verifier` = H("pl.verifier", fetch key)."""

    kind: Kind
    salt: bytes = field(repr=False)
    verifier: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """A person's sealed bundle. Revisions start at 1 and go up by one."""

    blob: bytes = field(repr=False)
    revision: int


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What the right fetch key is given."""

    wrapped: bytes = field(repr=False)
    bundle: Bundle


class KeyStore(Protocol):
    """Where wrapped keys and bundles are kept. Each change carries its audit row."""

    async def stored(
        self, *, side: Side, telegram: TelegramId, kind: Kind
    ) -> tuple[AccountState, WrappedKey, Bundle | None] | None:
        """What an account has for a kind, or None. One query, so that both take as long."""
        ...

    async def kinds(self, account: AccountId) -> Sequence[Kind]:
        """The kinds an account has, in alphabetical order."""
        ...

    async def revision(self, account: AccountId) -> int:
        """The stored bundle's revision; 0 when there is none."""
        ...

    async def put(
        self, account: AccountId, key: WrappedKey, *, but: SessionId
    ) -> Sequence[SessionId]:
        """Add or replace the wrapped key of a kind.

        Replacing one ends the account's other sessions in the same step: their ids.
        """
        ...

    async def drop(
        self, account: AccountId, kind: Kind, *, keep_one: bool, but: SessionId
    ) -> Sequence[SessionId] | None:
        """Remove a kind, and end the account's other sessions in the same step: their ids.

        None when there was no such kind. Raises Last for the only one with `keep_one`.
        """
        ...

    async def save(self, account: AccountId, bundle: Bundle) -> None:
        """Replace the bundle. Raises Stale unless its revision is the stored one's plus 1."""
        ...


class Decoys(Protocol):
    """Salts for what does not exist: K("pl.decoy", …) under a key of the server."""

    def decoy_salt(self, *, side: str, telegram_id: int, kind: str) -> bytes:
        """16 bytes, the same each time."""
        ...


class Keys:
    """Answers questions about wrapped keys and changes a person's own."""

    def __init__(
        self,
        *,
        store: KeyStore,
        decoys: Decoys,
        sockets: LiveSockets,
        clock: Clock,
        kept: int = KEPT,
    ) -> None:
        self._store = store
        self._sockets = sockets
        self._decoys = decoys
        self._failures = Failures(clock=clock, kept=kept)

    async def parameters(self, launch: Launch, kind: Kind) -> Parameters:
        """Salt and parameters for a launch's person: invented but stable without such a key."""
        decoy = self._decoys.decoy_salt(
            side=launch.side.value, telegram_id=launch.telegram, kind=kind.value
        )
        found = await self._store.stored(side=launch.side, telegram=launch.telegram, kind=kind)
        return Parameters(salt=decoy if found is None else found[1].salt)

    async def fetch(self, launch: Launch, kind: Kind, fetch_key: bytes) -> Fetched:
        """The wrapped key and bundle, for the right fetch key (attack 13).

        Raises NotFound whatever the reason, SlowDown after five failures within an hour.
        """
        key = (launch.side, launch.telegram, kind)
        self._failures.check(key)
        # Counted before the answer is known: many tries at once must not all get through.
        self._failures.add(key)
        found = await self._store.stored(side=launch.side, telegram=launch.telegram, kind=kind)
        given = digest("pl.verifier", fetch_key)
        right = hmac.compare_digest(bytes(32) if found is None else found[1].verifier, given)
        if found is None or not right:
            raise NotFound
        state, wrapped, bundle = found
        if not state.usable or bundle is None:
            raise NotFound
        self._failures.forget(key)
        return Fetched(wrapped=wrapped.wrapped, bundle=bundle)

    async def put(self, caller: Caller, key: WrappedKey) -> None:
        """Keep a wrapped key of one's own. Raises Malformed for a kind of the other side.

        Whoever changes a secret may fear that somebody has the old one: where one is replaced,
        every other session of the account ends.
        """
        account = caller.account
        if key.kind not in KINDS[account.side]:
            raise Malformed
        self._end(await self._store.put(account.id, key, but=caller.session))

    async def drop(self, caller: Caller, kind: Kind) -> None:
        """Remove one, and end every other session of the account.

        Raises NotFound when there is none, Last for a staff member's only one.
        """
        account = caller.account
        if kind not in KINDS[account.side]:
            raise NotFound
        keep_one = account.side is Side.STAFF
        ended = await self._store.drop(account.id, kind, keep_one=keep_one, but=caller.session)
        if ended is None:
            raise NotFound
        self._end(ended)

    def _end(self, sessions: Sequence[SessionId]) -> None:
        for session in sessions:
            self._sockets.end_session(session)

    async def save(self, account: Account, bundle: Bundle) -> None:
        """Replace one's bundle. Raises Stale unless it is the next revision."""
        await self._store.save(account.id, bundle)


class Failures:
    """Failed fetches per person and kind within the last hour; bounded, in memory.

    A restart forgets them. Nobody but whoever holds the Telegram account can cause one for it.
    """

    def __init__(self, *, clock: Clock, kept: int) -> None:
        self._clock = clock
        self._kept = kept
        self._times: OrderedDict[tuple[Side, TelegramId, Kind], deque[float]] = OrderedDict()

    def check(self, key: tuple[Side, TelegramId, Kind]) -> None:
        """Raises SlowDown when there were too many, until the oldest is an hour old."""
        now = self._clock.now()
        times = self._times.get(key)
        while times and now - times[0] >= FAILURE_SECONDS:
            times.popleft()
        if times and len(times) >= MAX_FAILURES:
            raise SlowDown(retry_after=ceil(times[0] + FAILURE_SECONDS - now))

    def add(self, key: tuple[Side, TelegramId, Kind]) -> None:
        """Count one."""
        times = self._times.setdefault(key, deque(maxlen=MAX_FAILURES))
        times.append(self._clock.now())
        self._times.move_to_end(key)
        while len(self._times) > self._kept:
            self._times.popitem(last=False)

    def forget(self, key: tuple[Side, TelegramId, Kind]) -> None:
        """The right key was given."""
        self._times.pop(key, None)
