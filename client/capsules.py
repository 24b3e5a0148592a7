"""The identity capsule: sealed by the student, opened by two holders (protocol.md section 5.1).
Makes and opens one; when it may be opened is decided elsewhere."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import crypto
from crypto import BoxSecret, Random, Refused, SigningKey, wire
from crypto.wire import (
    PAIRS,
    Capsule,
    CapsuleAd,
    CapsuleHalf,
    CapsuleParts,
    CapsuleRecord,
    CaseId,
    Signed,
    Team,
)
from crypto.wire.asking import CapsuleWays

__all__ = ["Identity", "make_capsule", "open_capsule", "open_capsule_half"]

_KEY_BYTES: Final = 32


@dataclass(frozen=True, kw_only=True, repr=False)
class Identity:
    """Who a student is, as far as they said; `ways` as protocol.md section 5.1 writes them."""

    telegram_id: str
    telegram_name: str = ""
    name: str = ""
    phone: str = ""
    place: str = ""
    someone: str = ""
    ways: str = ""


def make_capsule(
    identity: Identity,
    *,
    case: CaseId,
    version: int,
    sign: SigningKey,
    team: Team,
    random: Random = secrets.token_bytes,
) -> CapsuleParts:
    """The capsule for every pair of holders; Refused while the roster lacks one.

    Draws: the key (32), the nonce (24), then for each pair the first half (32) and two
    ephemeral secrets (32 each).
    """
    key = random(_KEY_BYTES)
    capsule = _capsule(identity, case=case, version=version)
    ad = CapsuleAd(case=case, version=version, sign_key=wire.SignPublic(sign.public)).encode()
    plaintext = crypto.pad(capsule.encode())
    sealed = crypto.seal(key=key, ad=ad, plaintext=plaintext, random=random)
    boxes = []
    for pair in PAIRS:
        parts = crypto.split(key, random)
        for role, part in zip(pair, parts, strict=True):
            holder = team.holder(role)
            if holder is None:
                raise Refused("The roster lacks a holder.")
            half = CapsuleHalf(
                case=case,
                version=version,
                pair="+".join(pair),
                role=role,
                role_key_version=holder.role_key_version,
                sealed=wire.blob_hash(sealed),
                half=part,
            ).encode()
            boxes.append(crypto.box_to(recipient=holder.role_key, plaintext=half, random=random))
    hashes = tuple(wire.blob_hash(box) for box in boxes)
    record = CapsuleRecord(case=case, version=version, sealed=wire.blob_hash(sealed), halves=hashes)
    return CapsuleParts(
        record=wire.signed(record, key=sign).raw, sealed=sealed, halves=tuple(boxes)
    )


def open_capsule_half(
    boxed: bytes, *, record: Signed[CapsuleRecord], secret: BoxSecret, role: str
) -> CapsuleHalf:
    """One holder's half, which alone says nothing; Refused unless it is of this record."""
    if wire.blob_hash(boxed) not in record.body.halves:
        raise Refused("The half is not of this capsule.")
    half = CapsuleHalf.decode(crypto.box_open(secret=secret, boxed=boxed))
    named = (half.case, half.version, half.sealed, half.role)
    if named != (record.body.case, record.body.version, record.body.sealed, role):
        raise Refused("The half is not of this capsule.")
    return half


def open_capsule(
    sealed: bytes, *, record: Signed[CapsuleRecord], halves: Sequence[CapsuleHalf]
) -> Capsule:
    """The capsule from the two halves of one pair; Refused or DoesNotOpen otherwise.

    One in which the student said how they may be reached is a `CapsuleWays`.
    """
    body = record.body
    fit = [half for half in halves if half.sealed == body.sealed == wire.blob_hash(sealed)]
    pairs = {half.pair for half in fit}
    if len(fit) != 2 or len(pairs) != 1 or fit[0].role == fit[1].role:  # noqa: PLR2004 - two is the scheme
        raise Refused("The halves do not belong together.")
    key = crypto.join(fit[0].half, fit[1].half)
    ad = CapsuleAd(case=body.case, version=body.version, sign_key=record.key).encode()
    return _read(crypto.unpad(crypto.open_sealed(key=key, ad=ad, sealed=sealed)))


def _capsule(identity: Identity, *, case: CaseId, version: int) -> Capsule:
    said = vars(identity)
    if identity.ways:
        return CapsuleWays(case=case, version=version, **said)
    return Capsule(case=case, version=version, **{n: v for n, v in said.items() if n != "ways"})


def _read(raw: bytes) -> Capsule:
    try:
        return CapsuleWays.decode(raw)
    except crypto.MalformedStructure:
        return Capsule.decode(raw)
