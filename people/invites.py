"""What an invite is: the right to enrol once as staff. Who may issue one is supervision's."""

import hashlib
from dataclasses import dataclass, field
from typing import Final, NewType, Protocol

from people.accounts import Role

InviteId = NewType("InviteId", bytes)
"""16 random bytes; says nothing about the token."""

TOKEN_BYTES: Final = 16
"""22 characters in a link: 128 random bits, so what is stored is a plain hash."""

LIFETIME_SECONDS: Final = 7 * 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Invite:
    """An invite as stored. `label` is the inviter's note about whom it is for."""

    id: InviteId
    digest: bytes = field(repr=False)
    role: Role
    label: str = field(repr=False)
    under18: bool
    created: int
    expires: int


class UsableInvites(Protocol):
    """What enrolment asks about invites. Using one up happens with the account it makes."""

    async def usable(self, digest: bytes, *, now: int) -> Invite | None:
        """The invite, or None when it is unknown, used, withdrawn or expired."""
        ...


def token_digest(token: bytes) -> bytes:
    """What is stored for an invite's token."""
    return hashlib.sha256(token).digest()
