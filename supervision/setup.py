"""The team's start: the three holders' first links, and the root made on a device.

`SetUp.links` is what the operator's `peerlink init` calls; everything after it happens in the
Mini App.
"""

from collections.abc import Mapping, Sequence

from crypto import CryptoError, check_sign_key
from people.accounts import HOLDERS, Account, Role
from people.clock import Clock
from supervision import certificates
from supervision.errors import Exists, Malformed, NotFound
from supervision.invites import Invites
from supervision.ports import TeamSockets, TeamStore


class SetUp:
    """What happens once, before the service can open."""

    def __init__(
        self, *, store: TeamStore, invites: Invites, sockets: TeamSockets, clock: Clock
    ) -> None:
        self._store = store
        self._invites = invites
        self._sockets = sockets
        self._clock = clock

    async def links(self, *, again: bool = False) -> Mapping[Role, bytes]:
        """Invite tokens (16 bytes) for the holders who have neither an account nor an invite.

        A token is returned once, when it is made; calling again makes none twice. With `again`,
        unused ones are withdrawn and made anew, for links that got lost.
        """
        waiting = {invite.role for invite in await self._invites.open()}
        return {
            role: (await self._invites.issue_first(role)).token
            for role in await self.missing()
            if again or role not in waiting
        }

    async def missing(self) -> Sequence[Role]:
        """The holders' roles that nobody has an account for yet."""
        taken = {member.account.role for member in (await self._store.team()).members}
        return [role for role in HOLDERS if role not in taken]

    async def make_root(self, coordinator: Account, *, root: bytes, certificate: bytes) -> None:
        """Keep the root's public key and the coordinator's own certificate, signed by it.

        Raises NotFound for anybody but the coordinator, Exists for a second root, Malformed.
        """
        team = await self._store.team()
        member = team.member(coordinator.id)
        if member is None or member.account.role is not Role.COORDINATOR:
            raise NotFound
        if team.root is not None:
            raise Exists
        try:
            check_sign_key(root)
        except CryptoError:
            raise Malformed from None
        checked = certificates.check_first(
            certificate, root=root, coordinator=member, now=int(self._clock.now())
        )
        await self._store.set_root(root=root, certificate=checked, by=Role.COORDINATOR)
        self._sockets.team()
