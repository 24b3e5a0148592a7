"""The numbers (protocol.md §15): weeks come in sealed, tables are frozen once, the lead releases.

The service knows none of the workers' counts; its own are counted where their events happen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

from crypto import CryptoError, wire
from people.accounts import Account, AccountId, Role
from people.clock import Clock
from supervision import tables
from supervision.errors import Malformed, NotFound, WrongPeriod

PeriodKind = Literal["term", "month"]

OLDEST_SECONDS: Final = 53 * 7 * 24 * 3600
"""How long after a week its counts are taken, where its period is still open."""

_MONTH_LENGTH: Final = len("YYYY-MM")


@dataclass(frozen=True, kw_only=True)
class Vector:
    """A worker's counts of a week, boxed to the coordinator. Whose they are is not here."""

    week: str
    box: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class OwnCounts:
    """The service's own counts of a week, by the counter's name."""

    week: str
    counts: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class PeriodNumbers:
    """What there is of a period. Once it is frozen only its tables are left."""

    vectors: Sequence[Vector]
    own: Sequence[OwnCounts]
    frozen: bool


@dataclass(frozen=True, kw_only=True)
class FrozenPeriod:
    """A period's tables, signed, as they were made."""

    period: str
    released: bool
    tables: Sequence[bytes] = field(repr=False)


class NumbersStore(Protocol):
    """Where numbers are kept."""

    async def put(self, vector: Vector, *, worker: AccountId, period: str) -> None:
        """Keep a worker's counts in place of that week's before. Raises Frozen."""
        ...

    async def read(self, period: str, weeks: Sequence[str]) -> PeriodNumbers:
        """What is kept of these weeks."""
        ...

    async def freeze(self, frozen: FrozenPeriod, weeks: Sequence[str], *, by: Role) -> bool:
        """Keep a period's tables and destroy its weeks, in one transaction with an audit row.

        False, keeping nothing, when it is frozen already.
        """
        ...

    async def destroy(self, weeks: Sequence[str]) -> None:
        """Finish destroying the weeks of a frozen period, where a fault left something."""
        ...

    async def periods(self) -> Sequence[FrozenPeriod]:
        """Every frozen period, the newest first."""
        ...

    async def release(self, period: str, *, by: Role) -> None:
        """Let a period's tables be read by others than the lead. Raises NotFound."""
        ...


class NumbersDesk:
    """Takes weeks, gives them to the lead, keeps tables. `kind` is the deployment's for good."""

    def __init__(self, *, store: NumbersStore, clock: Clock, kind: PeriodKind) -> None:
        self._store = store
        self._clock = clock
        self.kind = kind

    async def put(self, worker: Account, vector: Vector) -> None:
        """Keep a past week of a worker. Raises Malformed, WrongPeriod, Frozen."""
        try:
            period = wire.period_of_week(vector.week, kind=self.kind)
        except CryptoError:
            raise Malformed from None
        now = int(self._clock.now())
        # Weeks sort as they are written.
        if not wire.week_of(now - OLDEST_SECONDS) <= vector.week < wire.week_of(now):
            raise WrongPeriod
        await self._store.put(vector, worker=worker.id, period=period)

    async def read(self, period: str) -> PeriodNumbers:
        """What there is of a period, for the lead's device to sum. Raises Malformed."""
        return await self._store.read(period, self._weeks(period))

    async def freeze(
        self, lead: Account, period: str, signed: Sequence[bytes]
    ) -> FrozenPeriod | None:
        """Keep a period's tables, once: None when these are kept, else what is there already.

        Raises Malformed, WrongPeriod (its last week is not over, or periods of the other kind
        are frozen: two kinds could be subtracted from each other), TooTelling.
        """
        weeks = self._weeks(period)
        if (before := await self._find(period)) is not None:
            await self._store.destroy(weeks)
            return before
        if weeks[-1] >= wire.week_of(int(self._clock.now())):
            raise WrongPeriod
        if any(kind_of(each.period) != self.kind for each in await self._store.periods()):
            raise WrongPeriod
        tables.check(period, signed, by=wire.SignPublic(lead.keys.sign))
        made = FrozenPeriod(period=period, released=False, tables=tuple(signed))
        if await self._store.freeze(made, weeks, by=lead.role):
            return None
        return await self._find(period)

    async def periods(self, account: Account) -> Sequence[FrozenPeriod]:
        """The tables that a holder may read: released ones, and for the lead all."""
        lead = account.role is Role.COORDINATOR
        return [each for each in await self._store.periods() if lead or each.released]

    async def release(self, lead: Account, period: str) -> None:
        """Let others read a period's tables. Again changes nothing. Raises NotFound."""
        before = await self._find(period)
        if before is None:
            raise NotFound
        if not before.released:
            await self._store.release(period, by=lead.role)

    async def _find(self, period: str) -> FrozenPeriod | None:
        found = await self._store.periods()
        return next((each for each in found if each.period == period), None)

    def _weeks(self, period: str) -> Sequence[str]:
        try:
            weeks = wire.weeks_of(period)
        except CryptoError:
            raise Malformed from None
        if kind_of(period) != self.kind:
            raise Malformed
        return weeks


def kind_of(period: str) -> PeriodKind:
    """Whether a period is a term or a month, by its name."""
    return "month" if len(period) == _MONTH_LENGTH else "term"
