"""Signing in, enrolling and agreeing (protocol.md sections 4 and 5).
Launch data's own HMAC is checked at the edge that receives it."""

from dataclasses import dataclass, field
from typing import ClassVar

from crypto.hashing import digest
from crypto.wire.ids import (
    BOX_KEY,
    BOX_KEY_OR_NONE,
    BYTES32,
    SIDE,
    SIGN_KEY,
    TEXT,
    U64,
    BoxPublic,
    SignPublic,
    part,
)
from crypto.wire.structure import Structure

__all__ = ["Consent", "Enrol", "Launch", "SignIn", "init_hash", "wording_digest"]


@dataclass(frozen=True, kw_only=True, repr=False)
class Launch(Structure):
    """Binds launch data to one installation; signed by the device key."""

    LABEL: ClassVar[str] = "launch"
    init: bytes = field(metadata=part(BYTES32))
    side: str = field(metadata=part(SIDE))
    device_key: SignPublic = field(metadata=part(SIGN_KEY))


@dataclass(frozen=True, kw_only=True, repr=False)
class SignIn(Structure):
    """The answer to a challenge; signed by the person's sign key."""

    LABEL: ClassVar[str] = "sign-in"
    challenge: bytes = field(metadata=part(BYTES32))
    side: str = field(metadata=part(SIDE))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))
    device_key: SignPublic = field(metadata=part(SIGN_KEY))


@dataclass(frozen=True, kw_only=True, repr=False)
class Enrol(Structure):
    """Possession of new keys; signed by the sign key."""

    LABEL: ClassVar[str] = "enrol"
    challenge: bytes = field(metadata=part(BYTES32))
    side: str = field(metadata=part(SIDE))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))
    box_key: BoxPublic = field(metadata=part(BOX_KEY))
    role_key: bytes = field(metadata=part(BOX_KEY_OR_NONE))


@dataclass(frozen=True, kw_only=True, repr=False)
class Consent(Structure):
    """What was agreed to, in which words (R3); signed by the sign key. `given` in Unix seconds."""

    LABEL: ClassVar[str] = "consent"
    action: str = field(metadata=part(TEXT))
    scope: str = field(metadata=part(TEXT))
    recipient: str = field(metadata=part(TEXT))
    wording: bytes = field(metadata=part(BYTES32))
    language: str = field(metadata=part(TEXT))
    given: int = field(metadata=part(U64))
    sign_key: SignPublic = field(metadata=part(SIGN_KEY))


def init_hash(init_data: str) -> bytes:
    """H("pl.init") of Telegram's launch data as received."""
    return digest("pl.init", init_data.encode())


def wording_digest(shown: str) -> bytes:
    """H("pl.wording") of what a person was shown."""
    return digest("pl.wording", shown.encode())
