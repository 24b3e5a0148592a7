"""Inviting staff: by a holder all but holders, those once by the operator (set-up).

A token is returned when it is made and never again; what is stored is its hash.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from people.accounts import VISITORS, Role
from people.clock import Clock, Random
from people.invites import LIFETIME_SECONDS, TOKEN_BYTES, Invite, InviteId, token_digest
from people.names import clean
from supervision.errors import Full, Malformed, NotFound
from supervision.ports import InviteStore, TeamSockets

MAX_INVITES: Final = 200
INVITED: Final = (Role.WORKER, *VISITORS)
"""Whom a holder invites. Holders come by the operator's links, their successors by those of
passing.py."""

OPERATOR: Final = "operator"
"""Who acts in audit rows when it is whoever runs the server: no role of the service."""


@dataclass(frozen=True, kw_only=True)
class Issued:
    """A new invite with its token (16 bytes), which nobody can ask for again."""

    invite: Invite
    token: bytes = field(repr=False)


class Invites:
    """Issues and withdraws invites."""

    def __init__(
        self, *, store: InviteStore, sockets: TeamSockets, clock: Clock, random: Random
    ) -> None:
        self._store = store
        self._sockets = sockets
        self._clock = clock
        self._random = random

    async def invite(self, role: Role, *, label: str, under18: bool, by: Role) -> Issued:
        """A one-time invite for a worker, a consultant or an auditor.

        Raises people.names.BadName for the label, Malformed for a role that is not invited here
        or is not certified for under-18s, or Full.
        """
        if role not in INVITED or (under18 and role is not Role.WORKER):
            raise Malformed
        shown = clean(label)
        if len(await self._store.invites(now=int(self._clock.now()))) >= MAX_INVITES:
            raise Full
        issued = self._make(role=role, label=shown, under18=under18)
        await self._store.add_invite(issued.invite, by=by.value)
        self._sockets.team()
        return issued

    async def succeed(self, role: Role, *, label: str, by: Role) -> Issued:
        """A link for a holder's successor, in place of any unused one of that role.

        Raises people.names.BadName for the label.
        """
        issued = self._make(role=role, label=clean(label), under18=False)
        await self._store.add_invite(issued.invite, by=by.value, replacing=True)
        self._sockets.team()
        return issued

    async def open(self) -> Sequence[Invite]:
        """The invites that can still be used."""
        return await self._store.invites(now=int(self._clock.now()))

    async def withdraw(self, invite: InviteId, *, by: Role) -> None:
        """Take one back. Raises NotFound when it is unknown, used or withdrawn."""
        if not await self._store.withdraw(invite, by=by):
            raise NotFound
        self._sockets.team()

    async def issue_first(self, role: Role) -> Issued:
        """An invite for one of the holders' roles, in place of any unused one of that role."""
        issued = self._make(role=role, label=role.value, under18=False)
        await self._store.add_invite(issued.invite, by=OPERATOR, replacing=True)
        return issued

    def _make(self, *, role: Role, label: str, under18: bool) -> Issued:
        token = self._random(TOKEN_BYTES)
        now = int(self._clock.now())
        invite = Invite(
            id=InviteId(self._random(16)),
            digest=token_digest(token),
            role=role,
            label=label,
            under18=under18,
            created=now,
            expires=now + LIFETIME_SECONDS,
        )
        return Issued(invite=invite, token=token)
