"""The safeguarding inbox (protocol.md §12): raising a flag, reading it, its events, its times.

Rules are in flags.py; this file joins each with one step of the store. Whoever is not a holder of
a flag gets NotFound, whether there is one or not.
"""

from collections.abc import Collection, Sequence
from typing import Final

import structlog

import crypto
from crypto import wire
from people.accounts import HOLDERS, Account, AccountId, Role
from people.clock import Clock
from supervision import flags
from supervision.errors import Malformed, NotFound
from supervision.flag_ports import (
    Box,
    EventPage,
    FlagPage,
    FlagSockets,
    FlagStore,
    LateFlag,
    NewEvent,
    Tell,
)
from supervision.flags import Flag, FlagId, FlagState, FlagTimes, NewFlag
from supervision.holding import accounts_of, holder_of, holding
from supervision.ports import Team, TeamStore

HOUR: Final = 3600
BATCH: Final = 200
_log = structlog.get_logger("supervision")


class FlagDesk:
    """Carries out what authors and holders do with flags, and what time does."""

    def __init__(
        self,
        *,
        store: FlagStore,
        team: TeamStore,
        sockets: FlagSockets,
        clock: Clock,
        times: FlagTimes,
    ) -> None:
        self._store = store
        self._team = team
        self._sockets = sockets
        self._clock = clock
        self._times = times

    def _now(self) -> int:
        return int(self._clock.now())

    async def raise_flag(self, new: NewFlag) -> None:
        """Keep a flag; who sent it is asked nowhere. The same bytes again: the same answer.

        Raises Malformed, Exists.
        """
        flags.check_new(new)
        team = await self._team.team()
        due = self._now() + self._times.first
        told = accounts_of(team, frozenset(new.wraps))
        await self._store.keep(new, due=due, box=self._box(team, by="author"), tell=told)
        self._push(team, frozenset(new.wraps))

    async def receipt(self, flag: FlagId) -> str:
        """`sent`, `received`, or `gone` for every id that there is no flag of."""
        found = await self._store.state(flag)
        if found is None:
            return "gone"
        return "sent" if found.state is FlagState.SENT else "received"

    async def page(self, holder: Account, *, before: FlagId | None, limit: int) -> FlagPage:
        """The flags of a holder's role, the newest first. Raises NotFound."""
        box = await self._boxing(holder)
        return await self._store.page(holder.role, before=before, limit=limit, box=box)

    async def late(self, holder: Account, flag: FlagId) -> LateFlag:
        """As the deputy: the means to open a flag that nobody acknowledged. Raises NotFound."""
        box = await self._boxing(holder)
        if holder.role is not Role.DEPUTY:
            raise NotFound
        found = await self._store.late(flag, box=box)
        await self._tell_others(holder, flag)
        return found

    async def events(self, holder: Account, flag: FlagId, *, after: int, limit: int) -> EventPage:
        """A flag's events after a number. Raises NotFound."""
        await self._boxing(holder)
        return await self._store.events(flag, holder.role, after=after, limit=limit)

    async def add(self, holder: Account, new: NewEvent) -> None:
        """Keep the next event. Raises NotFound, Malformed, FlagMoved, Full."""
        box = await self._boxing(holder)
        if len(new.event) > wire.LARGEST_FLAG_EVENT:
            raise Malformed
        if await self._store.add(new, holder.role, box=box):
            await self._tell_others(holder, new.flag)

    async def sweep(self) -> int:
        """Do what is due by the clock; in how many flags.

        A flag that fails is left for the next time and does not stop the others.
        """
        now, done = self._now(), 0
        for flag in await self._store.due(now=now, limit=BATCH):
            try:
                done += await self._advance(flag, now=now)
            except Exception as error:  # noqa: BLE001 -- one damaged row must not silence others
                _log.warning("sweep_failed", error=type(error).__name__)
        return done

    async def _advance(self, flag: FlagId, *, now: int) -> bool:
        team = await self._team.team()

        def step(found: Flag) -> Flag | None:
            return flags.overdue(found, now=now, times=self._times)

        box = self._box(team, by="service")
        if not await self._store.advance(flag, step, box=box, tell=_tell(team)):
            return False
        found = await self._store.state(flag)
        if found is not None:
            self._push(team, flags.told_of(found))
        return True

    async def _boxing(self, holder: Account) -> Box:
        """How this holder's accesses are recorded. Raises NotFound for one who holds no more."""
        team = await self._team.team()
        if holding(team, holder.id) is None:
            raise NotFound
        return self._box(team, by=holder.role.value)

    def _box(self, team: Team, *, by: str) -> Box:
        return boxing(team, by=by, now=self._now())

    async def _tell_others(self, holder: Account, flag: FlagId) -> None:
        found = await self._store.state(flag)
        if found is not None:
            self._push(await self._team.team(), flags.told_of(found), but=holder.id)

    def _push(self, team: Team, roles: Collection[Role], *, but: AccountId | None = None) -> None:
        for account in accounts_of(team, roles):
            if account != but:
                self._sockets.queue(account)


def boxing(team: Team, *, by: str, now: int) -> Box:
    """How rows of the flags' chain are boxed to whom they are for (protocol.md §16)."""
    keys = {
        role: certificate.body.role_key
        for role in HOLDERS
        if (certificate := holder_of(team, role)) is not None
    }

    def box(flag: FlagId, holders: Collection[Role], event: str) -> Sequence[bytes]:
        row = wire.FlagAccess(flag=flag, event=event, role=by, hour=now // HOUR)
        plaintext = crypto.pad(row.encode())
        # In the protocol's order, so that rows of one flag look alike.
        order = [role for role in HOLDERS if role in holders and role in keys]
        return [crypto.box_to(recipient=keys[role], plaintext=plaintext) for role in order]

    return box


def _tell(team: Team) -> Tell:
    return lambda flag: accounts_of(team, flags.told_of(flag))
