"""Carrying out the keeping times of concerns, notes, disclosures and reports (R14, protocol.md §8).

Times are keeping.py's; how something is destroyed is storage's.
"""

from collections.abc import Callable
from typing import Final, Protocol

import structlog

from people.accounts import Account, Role
from people.clock import Clock
from supervision.errors import NotFound
from supervision.flag_desk import boxing
from supervision.flag_ports import Box, FlagSockets
from supervision.flags import FlagId
from supervision.holding import accounts_of, holding
from supervision.keeping import (
    RECORDS,
    Hold,
    HoldId,
    Keeping,
    Kind,
    Postponement,
    Terms,
    agreed,
    check_hold,
    check_postponement,
    ended,
)
from supervision.ports import Team, TeamSockets, TeamStore

MOST_TURNS: Final = 100
"""Batches of one kind in a sweep; the next sweep goes on."""
_log = structlog.get_logger("supervision.keeping")


class KeepingStore(Protocol):
    """Where records are destroyed."""

    async def destroy(self, kind: Kind, terms: Terms, *, box: Box) -> int:
        """Destroy a few that are due, with the rows that say so; how many."""
        ...


class HoldStore(Protocol):
    """Where postponements and holds are kept, each change with its audit row.

    Those because of a concern are on record in the flags' own chain (`box`), and there alone.
    """

    async def keeping(self, role: Role, terms: Terms) -> Keeping:
        """What a role sees."""
        ...

    async def postpone(self, new: Postponement, *, by: Role) -> None:
        """Keep a postponement."""
        ...

    async def ask(self, new: Hold, *, shift: int, concern: FlagId | None, box: Box) -> Hold:
        """Keep a hold that nobody agreed to yet, as known to who may read `concern`.

        Raises Exists, Full; NotFound for a concern that who asks may not read.
        """
        ...

    async def move(self, hold: HoldId, step: Callable[[Hold], Hold], *, by: Role, box: Box) -> Hold:
        """Take a step of a hold. Raises NotFound, or what `step` raises."""
        ...


class KeepingSockets(TeamSockets, FlagSockets, Protocol):
    """What everybody, or one person, has open."""


class Certificates(Protocol):
    """Signs what was destroyed in a month."""

    async def of(self, month: str, role: Role) -> str | None:
        """The certificate of a month that is over, as a file; None for any other."""
        ...


class KeepingDesk:
    """Destroys what was kept for its time; what the coordinator postpones, what two hold."""

    def __init__(
        self,
        *,
        store: KeepingStore,
        holds: HoldStore,
        certificates: Certificates,
        team: TeamStore,
        sockets: KeepingSockets,
        clock: Clock,
        terms: Terms,
    ) -> None:
        self._store = store
        self._holds = holds
        self._certificates = certificates
        self._team = team
        self._sockets = sockets
        self._clock = clock
        self._terms = terms

    @property
    def terms(self) -> Terms:
        """The keeping times."""
        return self._terms

    async def keeping(self, holder: Account) -> Keeping:
        """How things stand, for a holder. Raises NotFound for one who holds no more."""
        await self._holding(holder)
        return await self._holds.keeping(holder.role, self._terms)

    async def certificate(self, lead: Account, month: str) -> str:
        """What was destroyed in a month, signed. Raises NotFound for one that is not over."""
        await self._holding(lead)
        found = await self._certificates.of(month, lead.role)
        if found is None:
            raise NotFound
        return found

    async def postpone(self, lead: Account, new: Postponement) -> None:
        """Nothing of a kind is destroyed before a day. Raises Malformed, NotFound."""
        await self._holding(lead)
        check_postponement(new, now=int(self._clock.now()))
        await self._holds.postpone(new, by=lead.role)
        self._sockets.team()

    async def ask(self, holder: Account, new: Hold, *, concern: FlagId | None = None) -> None:
        """Ask that something is held. Raises Malformed, NotFound, Exists, Full.

        `concern`: of a conversation, the one that names it; nobody else's business than its
        readers', as a hold of the concern itself is.
        """
        team = await self._holding(holder)
        check_hold(new, concern=concern)
        if new.kind is Kind.CONCERN and new.reference is not None:
            concern = FlagId(new.reference)
        box = self._box(team, by=holder.role)
        shift = self._terms.case_shift
        self._tell(team, await self._holds.ask(new, shift=shift, concern=concern, box=box))

    async def agree(self, holder: Account, hold: HoldId) -> None:
        """Another holder agrees: from now on it is held. Raises NotFound."""
        await self._move(holder, hold, lambda found: agreed(found, by=holder.role))

    async def end(self, holder: Account, hold: HoldId) -> None:
        """A step towards its end. Raises NotFound."""
        await self._move(holder, hold, lambda found: ended(found, by=holder.role))

    async def _move(self, holder: Account, hold: HoldId, step: Callable[[Hold], Hold]) -> None:
        team = await self._holding(holder)
        box = self._box(team, by=holder.role)
        self._tell(team, await self._holds.move(hold, step, by=holder.role, box=box))

    def _box(self, team: Team, *, by: Role) -> Box:
        return boxing(team, by=by.value, now=int(self._clock.now()))

    def _tell(self, team: Team, hold: Hold) -> None:
        if hold.known_to is None:
            self._sockets.team()
            return
        for account in accounts_of(team, hold.known_to):
            self._sockets.queue(account)

    async def _holding(self, holder: Account) -> Team:
        team = await self._team.team()
        if holding(team, holder.id) is None:
            raise NotFound
        return team

    async def sweep(self) -> int:
        """Destroy all that is due; how many. One kind that fails does not stop the others."""
        box = boxing(await self._team.team(), by="service", now=int(self._clock.now()))
        done = 0
        for kind in RECORDS:
            try:
                done += await self._destroy(kind, box)
            except Exception as error:  # noqa: BLE001 -- the next sweep tries again
                _log.warning("sweep_failed", error=type(error).__name__)
        if done:
            self._sockets.team()
        return done

    async def _destroy(self, kind: Kind, box: Box) -> int:
        done = 0
        for _ in range(MOST_TURNS):
            found = await self._store.destroy(kind, self._terms, box=box)
            done += found
            if not found:
                break
        return done
