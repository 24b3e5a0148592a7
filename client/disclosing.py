"""A disclosure between two holders: record, decision, opening, completion (protocol.md section 13).
Seals, opens and judges; the network is in disclosure_desk.py."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import crypto
from client.capsules import open_capsule, open_capsule_half
from client.flags import OpenedFlag
from client.keys import KeyRing
from crypto import BoxSecret, Random, Refused, wire
from crypto.wire import (
    DISCLOSURE_PARTS,
    Author,
    Capsule,
    CapsuleHalf,
    CapsuleRecord,
    CapsuleRelease,
    CertificateId,
    Completion,
    DecidedDisclosure,
    Decision,
    Disclosure,
    DisclosureAd,
    DisclosureWrap,
    Signed,
    SignPublic,
    Team,
)

__all__ = [
    "Decided",
    "DisclosureWords",
    "Half",
    "MadeDisclosure",
    "ReadDisclosure",
    "capsule_signer",
    "complete",
    "decide",
    "make_disclosure",
    "open_disclosed",
    "read_disclosure",
    "wrap_for_auditors",
]

_ID_BYTES: Final = 16
_KEY_BYTES: Final = 32


@dataclass(frozen=True, kw_only=True, repr=False)
class DisclosureWords:
    """What the requester records. Nobody is named: identity is not yet known."""

    ground: str
    outline: str
    aim: str
    recipients: tuple[str, ...]
    fields: tuple[str, ...]
    consulted: str
    told: str
    wishes: str = ""
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class MadeDisclosure:
    """A record as it is sent, its mark and wraps by role, and the key to what follows."""

    record: Signed[Disclosure]
    mark: bytes
    sealed: bytes
    wraps: Mapping[str, bytes]
    key: bytes


@dataclass(frozen=True, kw_only=True)
class ReadDisclosure:
    """A disclosure as far as it has come, every part judged."""

    key: bytes
    record: Signed[Disclosure]
    requester: Author
    decision: Signed[Decision] | None = None
    approver: Author | None = None
    completion: Signed[Completion] | None = None


@dataclass(frozen=True, kw_only=True)
class Half:
    """One's own boxed half of a capsule's key, with the capsule's signed record."""

    boxed: bytes
    record: Signed[CapsuleRecord]
    secret: BoxSecret


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision as it is sent; `release` is None with a refusal."""

    decision: Signed[Decision]
    part: bytes
    release: bytes | None


def make_disclosure(
    words: DisclosureWords,
    *,
    flag: OpenedFlag,
    capsule_version: int,
    roles: tuple[str, str],
    ring: KeyRing,
    certificate: bytes,
    team: Team,
    now: int,
    random: Random = secrets.token_bytes,
) -> MadeDisclosure:
    """A record under a flag by `roles`, requester first; Refused if the flag leaves one out.

    Draws the id (16), the key (32), the nonce (24), then an ephemeral secret for each wrap.
    """
    body = Disclosure(
        id=random(_ID_BYTES),
        flag=flag.flag.id,
        case=flag.flag.case,
        capsule_version=capsule_version,
        requester=roles[0],
        approver=roles[1],
        certificate=certificate,
        made=now,
        **vars(words),
    )
    wire.check_fits_flag(body, flag=flag.flag)
    record, key = wire.signed(body, key=ring.sign), random(_KEY_BYTES)
    sealed = _seal_part(record.raw, part="record", disclosure=body.id, key=key, random=random)
    wraps = {}
    for role in roles:
        holder = _holder(team, role)
        wrap = _wrap(body.id, to=role, version=holder.role_key_version, sealed=sealed, key=key)
        wraps[role] = crypto.box_to(recipient=holder.role_key, plaintext=wrap, random=random)
    mark = wire.ground_mark(flag_key=flag.key, case=body.case, ground=body.ground)
    return MadeDisclosure(record=record, mark=mark, sealed=sealed, wraps=wraps, key=key)


def read_disclosure(
    parts: Sequence[bytes],
    *,
    disclosure: bytes,
    wrap: bytes,
    role: str,
    secret: BoxSecret,
    team: Team,
) -> ReadDisclosure:
    """Record, decision and completion, as far as they are there, each judged.

    Raises Refused, or what reading raises, for a part out of place or by somebody else.
    """
    opened = DisclosureWrap.decode(crypto.box_open(secret=secret, boxed=wrap))
    if not parts or (opened.id, opened.to) != (disclosure, role):
        raise Refused("The wrap is of another disclosure.")
    if opened.sealed != wire.blob_hash(parts[0]):
        raise Refused("The wrap is of another record.")
    raws = [
        _open_part(sealed, number=number, disclosure=disclosure, key=opened.key)
        for number, sealed in enumerate(parts, 1)
    ]
    record = wire.open_signed(raws[0], Disclosure)
    if record.body.id != disclosure:
        raise Refused("Another record is inside.")
    requester = wire.check_disclosure(record, team=team)
    found = ReadDisclosure(key=opened.key, record=record, requester=requester)
    if len(raws) == 1:
        return found
    decision = wire.open_signed(raws[1], Decision)
    approver = wire.check_decision(decision, record=record, team=team)
    found = replace(found, decision=decision, approver=approver)
    if len(raws) == 2:  # noqa: PLR2004 - record and decision
        return found
    completion = wire.open_signed(raws[2], Completion)
    decided = DecidedDisclosure(record=record, decision=decision)
    wire.check_completion(completion, decided=decided, team=team)
    return replace(found, completion=completion)


def decide(
    choice: str,
    reasons: str,
    *,
    read: ReadDisclosure,
    flag: OpenedFlag | None,
    mark: bytes,
    half: Half,
    ring: KeyRing,
    certificate: bytes,
    team: Team,
    now: int,
    random: Random = secrets.token_bytes,
) -> Decided:
    """`approve` or `refuse`; Refused to approve what is not about one flag, case and capsule.

    `flag` is None for a deputy who stands in and has it not. Draws the nonce (24), then,
    approving, an ephemeral secret.
    """
    record, body = read.record, read.record.body
    if choice == "approve":
        _check_approvable(read, flag=flag, mark=mark)
    decision = wire.signed(
        Decision(
            id=body.id,
            record=wire.disclosure_hash(record),
            decision=choice,
            reasons=reasons,
            certificate=certificate,
            made=now,
        ),
        key=ring.sign,
    )
    wire.check_decision(decision, record=record, team=team)
    part = _seal_part(
        decision.raw, part="decision", disclosure=body.id, key=read.key, random=random
    )
    if choice == "refuse":
        return Decided(decision=decision, part=part, release=None)
    own = _half(half, body, role=body.approver)
    release = CapsuleRelease(
        id=body.id,
        record=wire.disclosure_hash(record),
        decision=wire.disclosure_hash(decision),
        pair=own.pair,
        masked=crypto.join(own.half, _mask(record, decision)),
    ).encode()
    role_key = _holder(team, body.requester).role_key
    boxed = crypto.box_to(recipient=role_key, plaintext=release, random=random)
    return Decided(decision=decision, part=part, release=boxed)


def _check_approvable(read: ReadDisclosure, *, flag: OpenedFlag | None, mark: bytes) -> None:
    """By a holder of today, and about the flag that the approver has read (section 13)."""
    body = read.record.body
    wire.require_present(read.requester)
    if flag is None:
        if body.approver != "deputy":
            raise Refused("Only a deputy approves without the flag.")
        return
    wire.check_fits_flag(body, flag=flag.flag)
    own = wire.ground_mark(flag_key=flag.key, case=body.case, ground=body.ground)
    if not crypto.equal(mark, own):
        raise Refused("The mark is of another ground.")


def capsule_signer(
    flag: OpenedFlag, *, intake: bytes | None, record: Signed[CapsuleRecord]
) -> SignPublic:
    """Whose signature the capsule's record must have: the key of the intake that the flag names.

    Without the signed intake at hand, the student's key in the flag. Refused for another intake.
    """
    if intake is None:
        return flag.flag.student_sign_key
    opened = wire.open_signed(intake, wire.Intake)
    named = (wire.intake_hash(opened), opened.body.capsule)
    if opened.key != opened.body.sign_key or named != (
        flag.flag.intake,
        wire.blob_hash(record.raw),
    ):
        raise Refused("The request is not the one that the flag names.")
    return opened.key


def open_disclosed(
    *,
    record: Signed[Disclosure],
    decision: bytes,
    release: bytes,
    half: Half,
    capsule: bytes,
    student: SignPublic,
    team: Team,
) -> Capsule:
    """The identity, with the approver's signed word on this very record and both halves.

    Raises Refused, or what reading raises, where anything is missing or about something else.
    """
    decided = wire.open_signed(decision, Decision)
    wire.require_present(wire.check_decision(decided, record=record, team=team))
    if decided.body.decision != "approve":
        raise Refused("The disclosure was refused.")
    released = CapsuleRelease.decode(crypto.box_open(secret=half.secret, boxed=release))
    body = record.body
    named = (released.id, released.record, released.decision, released.pair)
    if named != (
        body.id,
        wire.disclosure_hash(record),
        wire.disclosure_hash(decided),
        wire.holder_pair(body.requester, body.approver),
    ):
        raise Refused("The release is of another decision.")
    if half.record.key != student:
        raise Refused("The capsule is signed by somebody else.")
    own = _half(half, body, role=body.requester)
    theirs = replace(
        own, role=body.approver, half=crypto.join(released.masked, _mask(record, decided))
    )
    return open_capsule(capsule, record=half.record, halves=(own, theirs))


def complete(
    completion: Completion,
    *,
    read: ReadDisclosure,
    ring: KeyRing,
    team: Team,
    random: Random = secrets.token_bytes,
) -> bytes:
    """The last part, sealed; Refused unless it is the requester's, of what was approved."""
    if read.decision is None:
        raise Refused("Nothing was decided yet.")
    approved = read.record.body
    within = set(completion.recipients) <= set(approved.recipients)
    if not within or not set(completion.fields) <= set(approved.fields):
        raise Refused("Nobody is told, and nothing passed on, beyond what was approved.")
    signed = wire.signed(completion, key=ring.sign)
    decided = DecidedDisclosure(record=read.record, decision=read.decision)
    wire.check_completion(signed, decided=decided, team=team)
    name = read.record.body.id
    return _seal_part(signed.raw, part="completion", disclosure=name, key=read.key, random=random)


def wrap_for_auditors(
    read: ReadDisclosure,
    *,
    sealed_record: bytes,
    closed_to: Collection[CertificateId],
    team: Team,
    now: int,
    random: Random = secrets.token_bytes,
) -> Mapping[CertificateId, bytes]:
    """Boxes for auditors, less those to whom the record is closed (R22). Draws 32 bytes each."""
    wrap = _wrap(read.record.body.id, to="auditor", version=0, sealed=sealed_record, key=read.key)
    return {
        name: crypto.box_to(recipient=auditor.box_key, plaintext=wrap, random=random)
        for name, auditor in team.auditors(now=now).items()
        if name not in closed_to
    }


def _half(half: Half, body: Disclosure, *, role: str) -> CapsuleHalf:
    """One's own half of the pair, of the capsule that the record names."""
    named = (half.record.body.case, half.record.body.version)
    if named != (body.case, body.capsule_version):
        raise Refused("The capsule is of another case or version.")
    own = open_capsule_half(half.boxed, record=half.record, secret=half.secret, role=role)
    if own.pair != wire.holder_pair(body.requester, body.approver):
        raise Refused("The half is of another pair.")
    return own


def _mask(record: Signed[Disclosure], decision: Signed[Decision]) -> bytes:
    hashes = (wire.disclosure_hash(record), wire.disclosure_hash(decision))
    return wire.release_mask(record=hashes[0], decision=hashes[1])


def _seal_part(raw: bytes, *, part: str, disclosure: bytes, key: bytes, random: Random) -> bytes:
    number = DISCLOSURE_PARTS[part]
    return crypto.seal(
        key=wire.disclosure_part_key(disclosure_key=key, number=number),
        ad=DisclosureAd(id=disclosure, number=number).encode(),
        plaintext=crypto.pad(raw),
        random=random,
    )


def _open_part(sealed: bytes, *, number: int, disclosure: bytes, key: bytes) -> bytes:
    own = wire.disclosure_part_key(disclosure_key=key, number=number)
    ad = DisclosureAd(id=disclosure, number=number).encode()
    return crypto.unpad(crypto.open_sealed(key=own, ad=ad, sealed=sealed))


def _wrap(disclosure: bytes, *, to: str, version: int, sealed: bytes, key: bytes) -> bytes:
    return DisclosureWrap(
        id=disclosure, to=to, role_key_version=version, sealed=wire.blob_hash(sealed), key=key
    ).encode()


def _holder(team: Team, role: str) -> wire.Certificate:
    holder = team.holder(role)
    if holder is None:
        raise Refused("The roster lacks a holder.")
    return holder
