"""The rota's desk: kept by the coordinator, read by workers and holders, asked by who waits.

Rules are in rota.py; here each is joined with the team of now and with who rests.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from people.accounts import Account, AccountId, Role
from people.clock import Clock
from people.duties import ABLE, Duties, Duty
from supervision.errors import Malformed, Stale
from supervision.ports import StoredCertificate, Team, TeamSockets, TeamStore
from supervision.rosters import in_force
from supervision.rota import DAYS_AHEAD, NEXT_DAYS, Rota, Shift, Span, gaps, shifts

DAY_SECONDS = 24 * 3600


class RotaStore(Protocol):
    """Where the rota is kept."""

    async def rota(self) -> Rota:
        """The newest; an empty one of version 0 before there is one."""
        ...

    async def keep_rota(self, rota: Rota, *, by: Role) -> None:
        """Keep the next version with its audit row. Raises Stale unless it is the next one."""
        ...


@dataclass(frozen=True, kw_only=True)
class Away:
    """A worker who takes nothing new: until a time, or (None) until they say so."""

    worker: AccountId
    until: int | None


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The rota as workers and holders see it. `workers`: whom it can name, with the certificate
    that says their name; `shifts` and `gaps` are of the next days; `away` is for holders alone."""

    rota: Rota
    zone: str
    workers: Mapping[AccountId, StoredCertificate]
    shifts: Sequence[Shift]
    gaps: Sequence[Span]
    away: Sequence[Away]


@dataclass(frozen=True, kw_only=True)
class Here:
    """Who waits is told this much. `kept`: there is a rota at all; `until`: while somebody is
    here, when the last of those leaves; `next`: when somebody is next here."""

    kept: bool
    now: bool = False
    until: int | None = None
    next: int | None = None


class RotaDesk:
    """Keeps one deployment's rota."""

    def __init__(
        self,
        *,
        store: RotaStore,
        team: TeamStore,
        duties: Duties,
        sockets: TeamSockets,
        clock: Clock,
        zone: ZoneInfo,
    ) -> None:
        self._store = store
        self._team = team
        self._duties = duties
        self._sockets = sockets
        self._clock = clock
        self._zone = zone

    def _now(self) -> int:
        return int(self._clock.now())

    async def look(self) -> Seen:
        """All of it, and what it says of the next seven days."""
        rota, now = await self._store.rota(), self._now()
        workers = _workers(await self._team.team(), now=now)
        end = now + DAYS_AHEAD * DAY_SECONDS
        coming = shifts(rota, zone=self._zone, begin=now, end=end)
        return Seen(
            rota=rota,
            zone=self._zone.key,
            workers=workers,
            shifts=[shift for shift in coming if shift.worker in workers],
            gaps=gaps(rota, zone=self._zone, begin=now, end=end, workers=workers.keys()),
            away=[
                Away(worker=worker, until=None if duty.stopped else duty.resting_until)
                for worker, duty in (await self._duties.duties()).items()
                if duty.rests(at=now) and worker in workers
            ],
        )

    async def keep(self, lead: Account, rota: Rota) -> None:
        """Keep the next version; days that are over go from it.

        Raises Stale when another was kept meanwhile, Malformed when it names somebody who never
        was a worker here.
        """
        if rota.version != (await self._store.rota()).version + 1:
            raise Stale
        team = await self._team.team()
        known = {m.account.id for m in team.members if m.account.role is Role.WORKER}
        named = {slot.worker for slot in rota.slots} | {each.worker for each in rota.changes}
        if not named <= known:
            raise Malformed
        yesterday = datetime.fromtimestamp(self._now(), self._zone).date() - timedelta(days=1)
        kept = Rota(
            version=rota.version,
            hours=rota.hours,
            slots=rota.slots,
            changes=tuple(each for each in rota.changes if each.day >= yesterday),
        )
        await self._store.keep_rota(kept, by=lead.role)
        self._sockets.team()

    async def here(self, among: Collection[AccountId]) -> Here:
        """Whether one of these is here, and when one is next. Who rests is not counted."""
        rota, now = await self._store.rota(), self._now()
        if not rota.kept:
            return Here(kept=False)
        coming = await self._of(rota, among, now=now, end=now + NEXT_DAYS * DAY_SECONDS)
        on = [shift.span.ends for shift in coming if shift.covers(now)]
        later = (shift.span.begins for shift in coming if shift.span.begins > now)
        return Here(
            kept=True,
            now=bool(on),
            until=max(on, default=None),
            next=next(later, None),
        )

    async def on_shift(self, among: Collection[AccountId]) -> Sequence[AccountId]:
        """Which of these are here now."""
        rota, now = await self._store.rota(), self._now()
        coming = await self._of(rota, among, now=now, end=now + 1)
        return sorted({shift.worker for shift in coming if shift.covers(now)})

    async def _of(
        self, rota: Rota, among: Collection[AccountId], *, now: int, end: int
    ) -> Sequence[Shift]:
        workers = _workers(await self._team.team(), now=now)
        duties = await self._duties.duties()

        def able(shift: Shift) -> bool:
            duty: Duty = duties.get(shift.worker, ABLE)
            return not duty.rests(at=max(now, shift.span.begins))

        return [
            shift
            for shift in shifts(rota, zone=self._zone, begin=now, end=end)
            if shift.worker in among and shift.worker in workers and able(shift)
        ]


def _workers(team: Team, *, now: int) -> Mapping[AccountId, StoredCertificate]:
    """The workers whom the roster in force lists and who may work, in the team's order."""
    roster = in_force(team, now=now)
    if roster is None:
        return {}
    active = {listed.certificate for listed in roster.workers if listed.active}
    return {each.account: each for each in team.certificates if each.id in active}
