"""A student's new keys: what an account keeps of its owner changes whole (protocol.md section 6).

Shapes and the check of what is kept. When keys may change is intake's; the store carries it out.
"""

from dataclasses import dataclass, field

from people.accounts import Account, AccountId, PublicKeys, Side
from people.errors import Malformed
from people.keys import KINDS, Bundle, WrappedKey
from people.sessions import SessionId


@dataclass(frozen=True, kw_only=True)
class KeptKeys:
    """The next revision of the bundle under a new bundle key, and that key's wraps."""

    bundle: Bundle = field(repr=False)
    wrapped: tuple[WrappedKey, ...] = field(repr=False)

    def check(self, side: Side) -> None:
        """At least one secret, each of the side's kinds at most once. Raises Malformed."""
        kinds = [key.kind for key in self.wrapped]
        if not kinds or len(set(kinds)) != len(kinds) or not set(kinds) <= KINDS[side]:
            raise Malformed


@dataclass(frozen=True, kw_only=True)
class Rekeyed:
    """An account's new keys. `was` is the sign key until now; `session` alone goes on.

    `kept` takes the place of bundle and wrapped keys; None only while nothing is kept.
    """

    account: AccountId
    was: bytes = field(repr=False)
    keys: PublicKeys
    session: SessionId = field(repr=False)
    kept: KeptKeys | None = field(default=None, repr=False)


def rekeyed(
    account: Account, *, sign: bytes, box: bytes, session: SessionId, kept: KeptKeys | None
) -> Rekeyed:
    """The step for a student's account. Raises Malformed for what may not be kept."""
    if kept is not None:
        kept.check(account.side)
    return Rekeyed(
        account=account.id,
        was=account.keys.sign,
        keys=PublicKeys(sign=sign, box=box),
        session=session,
        kept=kept,
    )
