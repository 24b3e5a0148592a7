"""The coordinator's record of the policy: approve a version, record a review, be reminded.

Rules are policy_record.py's. Nothing here changes what the policy says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from people.accounts import Account, Role
from people.clock import Clock
from supervision.errors import Malformed, NotFound, Stale
from supervision.holding import accounts_of
from supervision.policy_record import (
    DAY,
    SHOWN_ROWS,
    PolicyEvent,
    PolicyInForce,
    PolicyRow,
    PolicyStore,
    approved,
    reminder_due,
    review_due,
)
from supervision.ports import TeamSockets, TeamStore

EARLIEST: Final = 0


@dataclass(frozen=True, kw_only=True)
class PolicyRecord:
    """What holders see: the version in force, how it stands, what was recorded, newest first."""

    policy: PolicyInForce
    approved: bool
    review_due: int | None
    rows: Sequence[PolicyRow]


class PolicyDesk:
    """Keeps the record of one deployment's policy."""

    def __init__(
        self,
        *,
        policy: PolicyInForce,
        store: PolicyStore,
        team: TeamStore,
        sockets: TeamSockets,
        clock: Clock,
    ) -> None:
        self._policy = policy
        self._store = store
        self._team = team
        self._sockets = sockets
        self._clock = clock
        self._approved = policy.approver is None

    def _now(self) -> int:
        return int(self._clock.now())

    async def begin(self) -> frozenset[bytes]:
        """Keep which version is shown from now on; every under-18 notice that ever was (R24)."""
        await self._store.begin(self._policy, at=self._now())
        return await self._store.under_18()

    async def approved(self) -> bool:
        """Whether requests may be taken under this version. What was approved once stays so."""
        if not self._approved:
            self._approved = approved(self._policy, await self._store.rows(self._policy.profile))
        return self._approved

    async def record(self) -> PolicyRecord:
        """How the policy stands."""
        rows = await self._store.rows(self._policy.profile)
        shown = [row for row in rows if row.event is not PolicyEvent.REMINDED]
        return PolicyRecord(
            policy=self._policy,
            approved=approved(self._policy, rows),
            review_due=review_due(self._policy, rows),
            rows=shown[::-1][:SHOWN_ROWS],
        )

    async def approve(self, lead: Account, digest: bytes, *, decided: int) -> PolicyRecord:
        """Record that whom the policy names approved this version (R28).

        Raises NotFound where it names nobody, Stale for another version, Malformed for a day that
        is still to come.
        """
        if self._policy.approver is None:
            raise NotFound
        return await self._keep(lead, PolicyEvent.APPROVED, digest, decided=decided)

    async def review(self, lead: Account, digest: bytes, *, decided: int) -> PolicyRecord:
        """Record that this version was looked at again (R30). Raises Stale, Malformed."""
        return await self._keep(lead, PolicyEvent.REVIEWED, digest, decided=decided)

    async def _keep(
        self, lead: Account, event: PolicyEvent, digest: bytes, *, decided: int
    ) -> PolicyRecord:
        if digest != self._policy.digest:
            raise Stale
        # A day is chosen where the person is: the earth's easternmost is a day ahead of ours.
        if not EARLIEST <= decided <= self._now() + DAY:
            raise Malformed
        row = PolicyRow(
            digest=digest, event=event, at=self._now(), role=lead.role.value, decided=decided
        )
        await self._store.add(self._policy.profile, row, by=lead.role)
        self._sockets.team()
        return await self.record()

    async def sweep(self) -> bool:
        """Tell the coordinator that a review is due, ahead of it and again until it is done."""
        now = self._now()
        rows = await self._store.rows(self._policy.profile)
        if not reminder_due(self._policy, rows, now=now):
            return False
        row = PolicyRow(digest=self._policy.digest, event=PolicyEvent.REMINDED, at=now, role="")
        told = accounts_of(await self._team.team(), {Role.COORDINATOR})
        if not told:
            return False
        await self._store.remind(self._policy.profile, row, tell=told)
        self._sockets.team()
        return True
