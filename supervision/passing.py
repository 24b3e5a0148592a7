"""A holder's successor: the link, the pieces of the role's secret, and whose turn it is (pure at
the top, protocol.md section 21). What is in a piece is for devices; here it is bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

from crypto import wire
from people.accounts import HOLDERS, Account, AccountId, AccountState, Role
from people.clock import Clock
from supervision.backups import ROOT
from supervision.errors import Malformed, NotFound
from supervision.holding import holding
from supervision.invites import Invites, Issued
from supervision.ports import StoredBackup, StoredCertificate, Team, TeamSockets, TeamStore

Piece = Literal["whole", "first", "second"]
MAX_VERSION: Final = 1000


@dataclass(frozen=True, kw_only=True)
class PassedPiece:
    """A piece as kept: of which secret, which part of it, to whom, and its box."""

    role: str
    version: int
    piece: Piece
    to: wire.CertificateId = field(repr=False)
    box: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Passing:
    """How a change of holders stands: every piece given, and the boxes for whoever asks."""

    given: Sequence[PassedPiece] = field(repr=False)
    mine: Sequence[PassedPiece] = field(repr=False)


class PassStore(Protocol):
    """Where pieces are kept until they were taken. Each change is one transaction with its row."""

    async def pieces(self) -> Sequence[PassedPiece]:
        """All of them."""
        ...

    async def give(self, piece: PassedPiece, *, by: Role) -> None:
        """Keep one, in place of the same piece for the same certificate."""
        ...

    async def take(self, to: Sequence[wire.CertificateId], *, by: Role) -> None:
        """Forget those for these certificates: their owner has them."""
        ...

    async def hand_out(self, role: str, version: int, *, by: Role) -> StoredBackup | None:
        """A backup whose half somebody is about to open; that it was handed out is on record."""
        ...


def keepers_of(role: str) -> tuple[Role, ...]:
    """The two roles that keep the halves of a secret's backup, in the protocol's order (§3.4)."""
    owner = Role.COORDINATOR.value if role == ROOT else role
    return tuple(each for each in HOLDERS if each.value != owner)


def superseded(team: Team, account: AccountId) -> bool:
    """Whether the newest roster gives this holder's role to a successor, whose key is newer."""
    own = team.newest(account)
    if own is None or team.roster is None or not own.body.is_holder:
        return False
    listed = set(team.roster.body.certificates)
    return any(
        other.account != account
        and other.id in listed
        and other.body.role == own.body.role
        and other.body.role_key_version > own.body.role_key_version
        for other in team.certificates
    )


def awaiting(team: Team, account: AccountId) -> bool:
    """Whether a holder is certified for a role that the newest roster still gives to another."""
    own = team.newest(account)
    if own is None or team.roster is None or not own.body.is_holder:
        return False
    listed = set(team.roster.body.certificates)
    theirs = [c for c in team.certificates if c.id in listed and c.body.role == own.body.role]
    return bool(theirs) and all(c.account != account for c in theirs)


def admitted(team: Team, account: Account) -> bool:
    """Whether a holder's calls are theirs now.

    A coordinator who waits makes the root, and only where there is none: another one who is
    invited later waits like everybody. Whoever was succeeded has none of them any more.
    """
    if account.state is AccountState.WAITING:
        return account.role is Role.COORDINATOR and team.root is None
    return account.state is AccountState.ACTIVE and not superseded(team, account.id)


def check_piece(piece: PassedPiece, *, team: Team, giver: Account) -> None:
    """Raises NotFound for a giver or recipient who is none, Malformed for a piece not theirs.

    The halves are their keepers'; all of a role's key its holder's; all of the root any holder's,
    who may have restored it. Whether it is what it says only the recipient's device can tell.
    """
    if holding(team, giver.id) is None:
        raise NotFound
    to = _recipient(team, piece.to)
    keepers = keepers_of(piece.role)
    if piece.piece == "whole":
        mine = piece.role in {giver.role.value, ROOT}
    else:
        mine = giver.role in keepers and keepers.index(giver.role) == (piece.piece == "second")
    owner = Role.COORDINATOR.value if piece.role == ROOT else piece.role
    # The root is restored by one of its keepers, so that a coordinator can be certified at all.
    wanted = {owner} | ({each.value for each in keepers} if piece.role == ROOT else set())
    if not mine or to.body.role not in wanted or to.account == giver.id:
        raise Malformed
    if not 1 <= piece.version <= MAX_VERSION:
        raise Malformed


def _recipient(team: Team, to: wire.CertificateId) -> StoredCertificate:
    found = next((c for c in team.certificates if c.id == to), None)
    if found is None or not found.body.is_holder or team.newest(found.account) != found:
        raise NotFound
    member = team.member(found.account)
    if member is None or member.account.state is not AccountState.ACTIVE:
        raise NotFound
    return found


class PassDesk:
    """Lets holders be succeeded."""

    def __init__(
        self,
        *,
        store: PassStore,
        team: TeamStore,
        invites: Invites,
        sockets: TeamSockets,
        clock: Clock,
    ) -> None:
        self._store = store
        self._team = team
        self._invites = invites
        self._sockets = sockets
        self._clock = clock

    async def _listed(self, holder: Account) -> Team:
        team = await self._team.team()
        if holding(team, holder.id) is None:
            raise NotFound
        return team

    async def invite(self, holder: Account, role: Role, *, label: str) -> Issued:
        """A one-time link for a successor. Raises NotFound, Malformed, BadName, Full."""
        await self._listed(holder)
        if role not in HOLDERS:
            raise Malformed
        return await self._invites.succeed(role, label=label, by=holder.role)

    async def standing(self, holder: Account) -> Passing:
        """Which pieces were given, and the boxes for one's own certificates."""
        team = await self._team.team()
        own = {c.id for c in team.certificates if c.account == holder.id}
        pieces = await self._store.pieces()
        return Passing(given=pieces, mine=[piece for piece in pieces if piece.to in own])

    async def give(self, holder: Account, piece: PassedPiece) -> None:
        """Keep a piece for a successor. Raises NotFound, Malformed."""
        check_piece(piece, team=await self._team.team(), giver=holder)
        await self._store.give(piece, by=holder.role)
        self._sockets.team()

    async def taken(self, holder: Account) -> None:
        """A successor's device has what was given, saved: the pieces go."""
        team = await self._team.team()
        own = [c.id for c in team.certificates if c.account == holder.id]
        await self._store.take(own, by=holder.role)
        self._sockets.team()

    async def half(self, holder: Account, role: str, version: int) -> tuple[bytes, bytes]:
        """A backup's signed record and the half that this holder's role keeps. Raises NotFound."""
        await self._listed(holder)
        keepers = keepers_of(role)
        if holder.role not in keepers:
            raise NotFound
        backup = await self._store.hand_out(role, version, by=holder.role)
        if backup is None:
            raise NotFound
        return backup.record, backup.halves[keepers.index(holder.role)]
