"""The holders' desk for the team: certify, sign the roster, suspend, restore, pause, look.

Rules are in certificates.py, rosters.py, members.py and intake_gate.py; this file joins each
with one step of the store and tells open consoles.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from people.accounts import Account, AccountId, AccountState
from people.clock import Clock
from people.invites import Invite
from supervision import certificates, rosters
from supervision.errors import Malformed, NotFound, Oneself
from supervision.intake_gate import Intake, Why, intake, pausing, why_shut
from supervision.members import Event, advance
from supervision.passing import admitted, awaiting, superseded
from supervision.ports import (
    AuditHead,
    CaseCounts,
    Counts,
    InviteStore,
    StoredBackup,
    Team,
    TeamSockets,
    TeamStore,
)

LONGEST_PAUSE_SECONDS: Final = 366 * 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What holders see of the team."""

    team: Team
    invites: Sequence[Invite]
    backups: Sequence[StoredBackup] = field(repr=False)
    audit: AuditHead


@dataclass(frozen=True, kw_only=True)
class Now:
    """How the service stands this minute."""

    counts: Counts
    intake: Intake
    why_shut: tuple[Why, ...]
    paused_until: int | None = None


class TeamDesk:
    """Carries out what holders decide about the team. `approved`: the policy's version in force."""

    def __init__(
        self,
        *,
        store: TeamStore,
        invites: InviteStore,
        cases: CaseCounts,
        sockets: TeamSockets,
        clock: Clock,
        approved: Callable[[], Awaitable[bool]] | None = None,
    ) -> None:
        self._store = store
        self._invites = invites
        self._cases = cases
        self._sockets = sockets
        self._clock = clock
        self._approved = approved

    def _now(self) -> int:
        return int(self._clock.now())

    async def team(self) -> Team:
        """The team as it stands."""
        return await self._store.team()

    def team_at_hand(self) -> Team | None:
        """The team as it stands, if it is in memory."""
        return self._store.team_at_hand()

    async def overview(self) -> Overview:
        """The team with its open invites, backups and the audit chain's head."""
        return Overview(
            team=await self._store.team(),
            invites=await self._invites.invites(now=self._now()),
            backups=await self._store.backups(),
            audit=await self._store.audit_head(),
        )

    async def certify(self, holder: Account, signed: bytes) -> None:
        """Accept a certificate. Raises NoRoot, Malformed, NotFound, Exists, IllegalEvent."""
        certificate = certificates.check(signed, team=await self._store.team(), now=self._now())
        await self._store.add_certificate(certificate, by=holder.role)
        self._sockets.team()

    async def sign_roster(self, holder: Account, signed: bytes) -> None:
        """Accept the next roster. Raises NoRoot, Malformed or Stale.

        The audit head in it must be one of ours: holders' devices pin what the server shows.
        """
        team = await self._store.team()
        roster = rosters.check(signed, team=team, now=self._now())
        if await self._store.audit_hash(roster.body.audit_row) != roster.body.audit_head:
            raise Malformed
        await self._store.add_roster(roster, by=holder.role)
        after = await self._store.team()
        for member in after.members:
            if superseded(after, member.account.id):
                self._sockets.end_account(member.account.id)
        self._sockets.team()

    async def suspend(self, holder: Account, account: AccountId) -> None:
        """End a member's access at once: sessions in the same step, sockets right after.

        Raises NotFound, Oneself, IllegalEvent.
        """
        await self._move(holder, account, Event.SUSPENDED)
        self._sockets.end_account(account)
        self._sockets.team()

    async def restore(self, holder: Account, account: AccountId) -> None:
        """Let a suspended member in again: active if their certificate is still valid.

        Raises NotFound, Oneself, IllegalEvent.
        """
        newest = (await self._store.team()).newest(account)
        valid = newest is not None and newest.body.not_after > self._now()
        await self._move(holder, account, Event.REINSTATED if valid else Event.RESTORED)
        self._sockets.team()

    async def _move(self, holder: Account, account: AccountId, event: Event) -> AccountState:
        if account == holder.id:
            raise Oneself
        member = (await self._store.team()).member(account)
        if member is None:
            raise NotFound
        was = member.account.state
        state = advance(was, event)
        await self._store.set_state(account, was=was, state=state, by=holder.role)
        return state

    async def awaits(self, account: Account) -> bool:
        """Whether a holder's successor has not taken the role over yet: what the role reads is
        not theirs so far."""
        return account.role.holds and awaiting(await self._store.team(), account.id)

    async def admits(self, account: Account) -> bool:
        """Whether somebody who is signed in may go beyond their own account now.

        Active is enough for most. A holder's role may be a successor's by now (passing.py). Who
        visits (§16) needs a certificate that the newest roster
        lists and that is valid this second: their access ends with it, without any grace.
        """
        if account.role.holds:
            return admitted(await self._store.team(), account)
        if account.state is not AccountState.ACTIVE or not account.role.visits:
            return account.state is AccountState.ACTIVE
        return bool(rosters.visiting(await self._store.team(), account.id, now=self._now()))

    async def pause(self, holder: Account, *, paused: bool, until: int | None = None) -> None:
        """Pause new requests, until then where a time is given, or take them again.

        Raises Malformed for a time that is not ahead, or more than a year ahead.
        """
        if until is not None and not self._now() < until <= self._now() + LONGEST_PAUSE_SECONDS:
            raise Malformed
        await self._store.set_paused(paused=paused, until=until if paused else None, by=holder.role)
        self._sockets.team()

    async def now(self) -> Now:
        """Requests in numbers, and whether intake is open."""
        team = await self._store.team()
        return Now(
            counts=await self._cases.counts(),
            intake=intake(team, now=self._now(), approved=await self._policy_approved()),
            why_shut=why_shut(team, now=self._now(), approved=await self._policy_approved()),
            paused_until=_until(team, now=self._now()),
        )

    async def again(self) -> int | None:
        """When requests are taken again, as far as holders have said: while paused alone."""
        return _until(await self._store.team(), now=self._now())

    async def intake(self) -> Intake:
        """What the public is told about new requests."""
        approved = await self._policy_approved()
        return intake(await self._store.team(), now=self._now(), approved=approved)

    async def _policy_approved(self) -> bool:
        """R28: true where the policy names nobody who approves it."""
        return self._approved is None or await self._approved()

    async def roster(self) -> rosters.InForce | None:
        """The roster in force, or None."""
        return rosters.in_force(await self._store.team(), now=self._now())

    async def newest_roster(self) -> rosters.InForce | None:
        """The newest roster, in force or expired, or None."""
        return rosters.newest(await self._store.team(), now=self._now())


def _until(team: Team, *, now: int) -> int | None:
    return team.paused_until if pausing(team, now=now) else None
