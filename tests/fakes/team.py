"""The team in memory: supervision's ports, under the same contract as the store's."""

from collections.abc import Callable, Sequence

from people.accounts import Account, AccountId, AccountState, Role
from people.invites import Invite, InviteId
from supervision.errors import Exists, NotFound, Stale
from supervision.members import Event, Member, advance
from supervision.ports import (
    AuditHead,
    Counts,
    StoredBackup,
    StoredCertificate,
    StoredRoster,
    Team,
)


class MemoryInvites:
    """Implements `UsableInvites` and `InviteStore`."""

    def __init__(self) -> None:
        self._open: dict[InviteId, Invite] = {}

    async def usable(self, digest: bytes, *, now: int) -> Invite | None:
        for invite in self._open.values():
            if invite.digest == digest and invite.expires >= now:
                return invite
        return None

    async def invites(self, *, now: int) -> Sequence[Invite]:
        found = [invite for invite in self._open.values() if invite.expires >= now]
        return sorted(found, key=lambda invite: (invite.created, invite.id))

    async def add_invite(self, invite: Invite, *, by: str, replacing: bool = False) -> None:
        assert by
        if replacing:
            self._open = {i: o for i, o in self._open.items() if o.role is not invite.role}
        self._open[invite.id] = invite

    async def withdraw(self, invite: InviteId, *, by: Role) -> bool:
        assert by
        return self._open.pop(invite, None) is not None

    def use(self, invite: InviteId, *, now: int) -> bool:
        """Use an invite up; whether it could be."""
        found = self._open.get(invite)
        if found is None or found.expires < now:
            return False
        del self._open[invite]
        return True


class MemoryTeam:
    """Implements `TeamStore` over somebody else's accounts."""

    def __init__(
        self,
        *,
        members: Callable[[], Sequence[tuple[Account, bool, bytes]]],
        set_state: Callable[[AccountId, AccountState], None],
    ) -> None:
        self._members = members
        self._set = set_state
        self._root: bytes | None = None
        self._certificates: list[StoredCertificate] = []
        self._rosters: list[StoredRoster] = []
        self._paused = False
        self._paused_until: int | None = None
        self._backups: dict[tuple[str, int], StoredBackup] = {}

    async def team(self) -> Team:
        return self.team_at_hand()

    def team_at_hand(self) -> Team:
        newest = {c.account: c.signed for c in self._certificates}
        members = [
            Member(
                account=account,
                under18=under18,
                agreement=agreement,
                certificate=newest.get(account.id),
            )
            for account, under18, agreement in self._members()
        ]
        return Team(
            root=self._root,
            members=tuple(members),
            certificates=tuple(self._certificates),
            roster=self._rosters[-1] if self._rosters else None,
            paused=self._paused,
            paused_until=self._paused_until,
        )

    def _state(self, account: AccountId) -> AccountState:
        for found, _, _ in self._members():
            if found.id == account:
                return found.state
        raise NotFound

    async def set_root(self, *, root: bytes, certificate: StoredCertificate, by: Role) -> None:
        if self._root is not None:
            raise Exists
        await self.add_certificate(certificate, by=by)
        self._root = root

    async def add_certificate(self, certificate: StoredCertificate, *, by: Role) -> None:
        assert by
        state = advance(self._state(certificate.account), Event.CERTIFIED)
        if certificate.id in {c.id for c in self._certificates}:
            raise Exists
        self._certificates.append(certificate)
        self._set(certificate.account, state)

    async def add_roster(self, roster: StoredRoster, *, by: Role) -> None:
        assert by
        newest = self._rosters[-1] if self._rosters else None
        follows = (1, bytes(32)) if newest is None else (newest.version + 1, newest.hash)
        if (roster.version, roster.body.previous) != follows:
            raise Stale
        self._rosters.append(roster)

    async def set_state(
        self, account: AccountId, *, was: AccountState, state: AccountState, by: Role
    ) -> None:
        assert by
        if self._state(account) is not was:
            raise Stale
        self._set(account, state)

    async def set_paused(self, *, paused: bool, by: Role, until: int | None = None) -> None:
        assert by
        self._paused = paused
        self._paused_until = until

    async def put_backup(self, backup: StoredBackup, *, by: Role) -> None:
        assert by
        self._backups[backup.role, backup.version] = backup

    async def backups(self) -> Sequence[StoredBackup]:
        return [self._backups[each] for each in sorted(self._backups)]

    async def audit_head(self) -> AuditHead:
        return AuditHead(row=0, hash=bytes(32))

    async def audit_hash(self, row: int) -> bytes | None:
        return bytes(32) if row == 0 else None


class FixedCounts:
    """Implements `CaseCounts` with whatever a test sets."""

    def __init__(self) -> None:
        self.now = Counts(waiting=0, claimed=0, open=0, stuck=0, oldest_minutes=None)

    async def counts(self) -> Counts:
        return self.now
