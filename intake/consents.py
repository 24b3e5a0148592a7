"""What a student's receipts say about being written to: agreed or not, and on which notice.

Reads the signed consents that people/ keeps (R3). It records nothing and knows no wording, only
digests; being under 18 is not kept anywhere and flags nothing by itself (R24).
"""

from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass

import crypto
from crypto import wire
from people.accounts import Side
from people.consents import AGREE, NOTICES, SCOPE


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`agreed`: the newest receipt about conversations agrees. `under18`: to that notice.

    `wording` is the digest of what was agreed to; empty where nothing was.
    """

    agreed: bool
    under18: bool
    wording: bytes = b""


class KnownNotices(Container[bytes]):
    """Digests of notices: those of now, and with `add` those that were shown before.

    Who agreed to an earlier under-18 notice goes on being under 18 to the service (R24).
    """

    def __init__(self, digests: Collection[bytes]) -> None:
        self._digests = frozenset(digests)

    def add(self, digests: Collection[bytes]) -> None:
        """Know these, too."""
        self._digests |= frozenset(digests)

    def __contains__(self, digest: object) -> bool:
        return digest in self._digests


def may_notify(consents: Sequence[bytes]) -> bool:
    """Whether a student may be sent content-free notices: not once their newest word says no (R5).

    Who was not asked yet came by Telegram, which asked them before the bot may write at all.
    """
    for signed in reversed(consents):
        try:
            consent = wire.open_signed(signed, wire.Consent).body
        except crypto.CryptoError:
            continue
        if consent.scope == NOTICES:
            return consent.action == AGREE
    return True


def standing(consents: Sequence[bytes], *, under18_digests: Container[bytes]) -> Standing:
    """What the newest receipt with scope `conversation` says; none is no agreement (R1).

    `consents` are signed structures, oldest first, as verified when they were given.
    """
    for signed in reversed(consents):
        try:
            consent = wire.open_signed(signed, wire.Consent).body
        except crypto.CryptoError:
            continue
        if consent.scope == SCOPE[Side.STUDENT]:
            return Standing(
                agreed=consent.action == AGREE,
                under18=consent.wording in under18_digests,
                wording=consent.wording,
            )
    return Standing(agreed=False, under18=False)
