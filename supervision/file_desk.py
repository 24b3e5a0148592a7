"""The lead's and the manager's desk for the team's file; everybody's own page of it.

Rules are team_file.py's. What a worker lacks is asked by intake before each claim.
"""

from collections.abc import Collection, Sequence

from people.accounts import Account, AccountId, Role
from people.clock import Clock
from supervision.errors import NotFound, Oneself
from supervision.holding import accounts_of
from supervision.members import Event, advance
from supervision.ports import TeamSockets, TeamStore
from supervision.team_file import (
    FileStore,
    Lack,
    Sheet,
    TrainingId,
    check_training,
    lacking,
    running_out,
    signed_now,
)


class FileDesk:
    """Keeps one deployment's file of its team.

    `wordings`: digests of the agreement as it is shown now; `training`: whether the policy asks
    for a training (R29).
    """

    def __init__(
        self,
        *,
        store: FileStore,
        team: TeamStore,
        sockets: TeamSockets,
        clock: Clock,
        wordings: Collection[bytes],
        training: bool,
    ) -> None:
        self._store = store
        self._team = team
        self._sockets = sockets
        self._clock = clock
        self.wordings = frozenset(wordings)
        self.training = training

    def _now(self) -> int:
        return int(self._clock.now())

    async def sheets(self) -> Sequence[Sheet]:
        """Everybody's page, those who left too, in the order in which they came."""
        team = await self._team.team()
        return [await self._sheet(member.account.id) for member in team.members]

    async def own(self, account: AccountId) -> Sheet:
        """One's own page. Raises NotFound for who is not in the team."""
        return await self._sheet(account)

    def agreed(self, sheet: Sheet) -> bool:
        """Whether they have signed the agreement as it is shown now."""
        return signed_now(sheet.service.agreements, wordings=self.wordings)

    async def _sheet(self, account: AccountId) -> Sheet:
        team = await self._team.team()
        member = team.member(account)
        if member is None:
            raise NotFound
        return Sheet(
            member=member,
            certificates=[c for c in team.certificates if c.account == account],
            service=await self._store.service(account),
        )

    async def record(self, holder: Account, signed: bytes) -> None:
        """Keep a training that a holder signed. Raises Malformed, NotFound, Exists, Full."""
        training = check_training(signed, team=await self._team.team(), now=self._now())
        await self._store.add_training(training, by=holder.role)
        self._sockets.team()

    async def drop(self, holder: Account, training: TrainingId) -> None:
        """Take a training out that was recorded by mistake. Raises NotFound."""
        await self._store.drop_training(training, by=holder.role)
        self._sockets.team()

    async def leave(self, holder: Account, account: AccountId) -> None:
        """End a member's service for good; the next roster is without them.

        Raises NotFound, Oneself, IllegalEvent, Stale.
        """
        if account == holder.id:
            raise Oneself
        member = (await self._team.team()).member(account)
        if member is None:
            raise NotFound
        was = member.account.state
        advance(was, Event.LEFT)
        await self._store.leave(account, was=was, by=holder.role)
        self._sockets.end_account(account)
        self._sockets.team()

    async def lacking(self, account: AccountId) -> Lack | None:
        """What a worker lacks for the next request, or None."""
        service = await self._store.service(account)
        return lacking(service, wordings=self.wordings, training=self.training, now=self._now())

    async def sweep(self) -> int:
        """Tell whose certificate runs out, and the coordinator, content-free; how many."""
        team = await self._team.team()
        lead = accounts_of(team, {Role.COORDINATOR})
        done = 0
        for running in running_out(team, now=self._now()):
            if not await self._store.told(running):
                await self._store.remind(running, tell={running.account, *lead})
                done += 1
        return done
