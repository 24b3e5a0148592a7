"""What the team's rules need from others, as small Protocols. No rule lives here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from crypto import wire
from people.accounts import AccountId, AccountState, Role
from people.invites import Invite, InviteId
from supervision.members import Member


@dataclass(frozen=True, kw_only=True)
class StoredCertificate:
    """A certificate with its id, H("pl.cert", signed), and whose it is. Verified when read."""

    id: wire.CertificateId = field(repr=False)
    account: AccountId
    body: wire.Certificate = field(repr=False)
    signer: wire.SignPublic = field(repr=False)
    signed: bytes = field(repr=False)

    @classmethod
    def of(cls, paper: wire.Signed[wire.Certificate], account: AccountId) -> "StoredCertificate":
        """A verified certificate of a member."""
        return cls(
            id=wire.certificate_id(paper),
            account=account,
            body=paper.body,
            signer=paper.key,
            signed=paper.raw,
        )


@dataclass(frozen=True, kw_only=True)
class StoredRoster:
    """A roster with its hash. Verified when read."""

    hash: wire.RosterHash = field(repr=False)
    body: wire.Roster = field(repr=False)
    signed: bytes = field(repr=False)

    @property
    def version(self) -> int:
        """Counts from 1."""
        return self.body.version

    @classmethod
    def of(cls, paper: wire.Signed[wire.Roster]) -> "StoredRoster":
        """A verified roster."""
        return cls(hash=wire.roster_hash(paper), body=paper.body, signed=paper.raw)


@dataclass(frozen=True, kw_only=True)
class StoredBackup:
    """A role key's (or the root's) backup: the signed record and the two sealed halves (§3.4)."""

    role: str
    version: int
    record: bytes = field(repr=False)
    halves: tuple[bytes, bytes] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class AuditHead:
    """The audit chain's newest row and its hash; row 0 and zeros before the first."""

    row: int
    hash: bytes


@dataclass(frozen=True, kw_only=True)
class Team:
    """The team as it stands. Certificates oldest first, every one ever accepted."""

    root: bytes | None
    members: tuple[Member, ...]
    certificates: tuple[StoredCertificate, ...] = field(repr=False)
    roster: StoredRoster | None
    paused: bool
    paused_until: int | None = None

    def member(self, account: AccountId) -> Member | None:
        """The member with this account."""
        return self._by_account.get(account)

    @cached_property
    def _by_account(self) -> Mapping[AccountId, Member]:
        return {member.account.id: member for member in self.members}

    def newest(self, account: AccountId) -> StoredCertificate | None:
        """A member's newest certificate."""
        theirs = [c for c in self.certificates if c.account == account]
        return theirs[-1] if theirs else None


class TeamStore(Protocol):
    """Where the team is kept. Each change is one transaction with its audit row."""

    async def team(self) -> Team:
        """All of it, as one moment's state."""
        ...

    def team_at_hand(self) -> Team | None:
        """As `team`, if it is in memory; None says nothing."""
        ...

    async def set_root(self, *, root: bytes, certificate: StoredCertificate, by: Role) -> None:
        """Keep the root's public key and the coordinator's certificate; they become active.

        Raises Exists when there is a root.
        """
        ...

    async def add_certificate(self, certificate: StoredCertificate, *, by: Role) -> None:
        """Keep a certificate; its member becomes (or stays) active.

        Raises Exists when it is kept already, IllegalEvent for a suspended member.
        """
        ...

    async def add_roster(self, roster: StoredRoster, *, by: Role) -> None:
        """Keep the next roster. Raises Stale unless it names the newest one as previous."""
        ...

    async def set_state(
        self, account: AccountId, *, was: AccountState, state: AccountState, by: Role
    ) -> None:
        """Move a member from one state to another; suspended, their sessions end with it.

        Raises Stale when the state is another one meanwhile.
        """
        ...

    async def set_paused(self, *, paused: bool, by: Role, until: int | None = None) -> None:
        """Pause (until then, by itself) or resume new requests."""
        ...

    async def put_backup(self, backup: StoredBackup, *, by: Role) -> None:
        """Keep a backup in place of the one of the same role and version."""
        ...

    async def backups(self) -> Sequence[StoredBackup]:
        """Every backup."""
        ...

    async def audit_head(self) -> AuditHead:
        """The newest audit row."""
        ...

    async def audit_hash(self, row: int) -> bytes | None:
        """The hash of an audit row, or None when there is no such row."""
        ...


class InviteStore(Protocol):
    """Where invites are kept. Each change is one transaction with its audit row."""

    async def add_invite(self, invite: Invite, *, by: str, replacing: bool = False) -> None:
        """Keep an invite; `replacing` withdraws the role's unused ones in the same step."""
        ...

    async def invites(self, *, now: int) -> Sequence[Invite]:
        """Invites that can still be used, oldest first."""
        ...

    async def withdraw(self, invite: InviteId, *, by: Role) -> bool:
        """Take an unused invite back; whether there was one."""
        ...


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How requests stand: how many in each state, and the oldest wait in minutes.

    `unattended`: open conversations whose worker is gone or silent.
    """

    waiting: int
    claimed: int
    open: int
    stuck: int
    oldest_minutes: int | None
    unattended: int = 0


class CaseCounts(Protocol):
    """The student's side, seen as numbers only."""

    async def counts(self) -> Counts:
        """How requests stand now."""
        ...


class TeamSockets(Protocol):
    """What holders have open, told to ask again."""

    def team(self) -> None:
        """What holders see changed."""
        ...

    def end_account(self, account: AccountId) -> None:
        """Close every socket of an account (attack 20)."""
        ...
