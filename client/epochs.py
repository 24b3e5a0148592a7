"""Making and accepting epochs: who is in a conversation, and its key (protocol.md section 6).
Judges what the server hands over; what is said in an epoch is in rooms.py."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

import crypto
from client.asking import Asked
from client.keys import KeyRing
from crypto import BoxSecret, Random, Refused, wire
from crypto.wire import (
    CertificateId,
    Changes,
    Direction,
    Epoch,
    EpochAck,
    EpochWrap,
    Intake,
    KeyChange,
    Member,
    MemberChange,
    RecordHash,
    Signed,
    SignPublic,
    Team,
)

__all__ = [
    "Joined",
    "MadeEpoch",
    "accept_first",
    "accept_next",
    "acknowledge",
    "agree_to_worker",
    "change_keys",
    "make_first",
    "make_next",
    "reopen",
    "student_member",
    "worker_member",
]

_KEY_BYTES: Final = 32
_NO_CHANGES: Final = Changes()
_W: Final = Direction.FROM_WORKER


@dataclass(frozen=True, kw_only=True, repr=False)
class Joined:
    """An epoch that this device is in: its record, its key, and which member it is."""

    epoch: Signed[Epoch]
    key: bytes
    supervision: bytes
    me: Direction

    @property
    def record(self) -> RecordHash:
        """The record's hash."""
        return wire.epoch_hash(self.epoch)

    @property
    def worker(self) -> SignPublic:
        """The worker's sign key, in a contact the holder's."""
        return self.epoch.body.worker.sign_key


@dataclass(frozen=True, kw_only=True, repr=False)
class MadeEpoch:
    """A new epoch's record and the wraps for student and worker, as they are sent."""

    joined: Joined
    wraps: tuple[bytes, bytes]


def student_member(intake: Intake) -> Member:
    """The student of a request as an epoch's member."""
    return Member(role="student", certificate=b"", sign_key=intake.sign_key, box_key=intake.box_key)


def worker_member(team: Team, certificate: CertificateId) -> Member:
    """A listed worker as an epoch's member; Refused if not listed."""
    held = team.certificates.get(certificate)
    if held is None or held.body.role != "worker":
        raise Refused("The roster does not list this worker.")
    return Member(
        role="worker",
        certificate=certificate,
        sign_key=held.body.sign_key,
        box_key=held.body.box_key,
    )


def make_first(
    *,
    ring: KeyRing,
    me: CertificateId,
    intake: Signed[Intake],
    supervision: bytes,
    team: Team,
    now: int,
    random: Random = secrets.token_bytes,
) -> MadeEpoch:
    """Epoch 1, by the worker who has claimed and read the letter. Draws as `make_next`."""
    body = _body(
        members=(student_member(intake.body), worker_member(team, me)),
        number=1,
        previous=wire.intake_hash(intake),
        case=intake.body.case,
        team=team,
        now=now,
    )
    made = _make(body, ring=ring, me=_W, supervision=supervision, random=random)
    wire.check_first_epoch(made.joined.epoch, intake=intake, known=team.known)
    return made


def make_next(
    *,
    ring: KeyRing,
    before: Joined,
    members: tuple[Member, Member],
    team: Team,
    now: int,
    changes: Changes = _NO_CHANGES,
    random: Random = secrets.token_bytes,
) -> MadeEpoch:
    """A later epoch, student first. Refused where the changes do not justify the members.

    Draws the epoch key, then an ephemeral secret for the student's and the worker's wrap.
    """
    last = before.epoch.body
    body = _body(
        members=members,
        number=last.number + 1,
        previous=before.record,
        case=last.case,
        team=team,
        now=now,
    )
    _check_worker(body, team=team, now=now, before=last)
    made = _make(body, ring=ring, me=before.me, supervision=before.supervision, random=random)
    wire.check_next_epoch(made.joined.epoch, before=before.epoch, changes=changes)
    return made


def accept_first(
    record: bytes, *, wrap: bytes, ring: KeyRing, asked: Asked, team: Team, now: int
) -> Joined:
    """Section 6's rules for a student's device and epoch 1.

    Raises Refused (or what reading raises): then nothing is sent to this worker.
    """
    epoch = wire.open_signed(record, Epoch)
    wire.check_first_epoch(epoch, intake=asked.intake, known=team.known)
    if epoch.body.worker.certificate in asked.avoided:
        raise Refused("The worker was avoided.")
    _check_worker(epoch.body, team=team, now=now)
    joined = _open(epoch, wrap=wrap, ring=ring)
    if not crypto.equal(joined.supervision, asked.supervision):
        raise Refused("The worker has not read the letter.")
    return joined


def accept_next(
    record: bytes,
    *,
    wrap: bytes,
    ring: KeyRing,
    before: Signed[Epoch],
    supervision: bytes | None,
    team: Team,
    now: int,
    changes: Changes = _NO_CHANGES,
) -> Joined:
    """Section 6's rules for a later epoch; `supervision` is None for a worker who joins."""
    epoch = wire.open_signed(record, Epoch)
    wire.check_next_epoch(epoch, before=before, changes=changes)
    _check_worker(epoch.body, team=team, now=now, before=before.body)
    joined = _open(epoch, wrap=wrap, ring=ring)
    if supervision is not None and not crypto.equal(joined.supervision, supervision):
        raise Refused("The epoch has another supervision secret.")
    return joined


def reopen(record: bytes, *, wrap: bytes, ring: KeyRing, known: Collection[RecordHash]) -> Joined:
    """An epoch that this person has accepted or made before, on any device, for reading.

    `known` are record hashes that the device can vouch for: kept in the bundle, or signed by
    this person in an acknowledgement. The worker's standing today does not matter any more.
    """
    epoch = wire.open_signed(record, Epoch)
    mine = epoch.key in [public for public, _ in ring.identities]
    if not mine and wire.epoch_hash(epoch) not in known:
        raise Refused("The record was never accepted.")
    return _open(epoch, wrap=wrap, ring=ring)


def acknowledge(joined: Joined, *, ring: KeyRing) -> Signed[EpochAck]:
    """The student's signed acceptance."""
    body = joined.epoch.body
    ack = EpochAck(case=body.case, number=body.number, record=joined.record)
    return wire.signed(ack, key=ring.sign)


def agree_to_worker(
    joined: Joined, *, certificate: CertificateId, ring: KeyRing
) -> Signed[MemberChange]:
    """The student's word that this worker follows in the next epoch."""
    change = MemberChange(
        case=joined.epoch.body.case, previous=joined.record, certificate=certificate
    )
    return wire.signed(change, key=ring.sign)


def change_keys(joined: Joined, *, old: KeyRing, new: KeyRing) -> Signed[KeyChange]:
    """The student's word, by the old key, that these are the new ones."""
    change = KeyChange(
        case=joined.epoch.body.case,
        old_sign_key=wire.SignPublic(old.sign.public),
        sign_key=wire.SignPublic(new.sign.public),
        box_key=wire.BoxPublic(new.box.public),
    )
    return wire.signed(change, key=old.sign)


def _body(
    *,
    members: tuple[Member, Member],
    number: int,
    previous: RecordHash,
    case: wire.CaseId,
    team: Team,
    now: int,
) -> Epoch:
    return Epoch(
        case=case,
        number=number,
        previous=previous,
        roster_version=team.roster.body.version,
        roster_hash=team.hash,
        members=members,
        wraps=(),
        made=now,
    )


def _make(
    body: Epoch, *, ring: KeyRing, me: Direction, supervision: bytes, random: Random
) -> MadeEpoch:
    key = random(_KEY_BYTES)
    boxes = [
        crypto.box_to(
            recipient=member.box_key,
            plaintext=EpochWrap(
                case=body.case,
                number=body.number,
                sign_key=member.sign_key,
                epoch_key=key,
                supervision=supervision,
            ).encode(),
            random=random,
        )
        for member in body.members
    ]
    named = replace(body, wraps=tuple(wire.blob_hash(box) for box in boxes))
    epoch = wire.signed(named, key=ring.sign)
    joined = Joined(epoch=epoch, key=key, supervision=supervision, me=me)
    return MadeEpoch(joined=joined, wraps=(boxes[0], boxes[1]))


def _check_worker(epoch: Epoch, *, team: Team, now: int, before: Epoch | None = None) -> None:
    """The worker is one, and the record's roster is not ahead of ours (attack 5).

    A worker who was in the epoch before goes on through an expired roster and their grace.
    """
    stays = before is not None and before.worker.sign_key == epoch.worker.sign_key
    if not (stays or team.in_force(now=now)):
        raise Refused("The roster has expired.")
    newest = team.pin
    if epoch.roster_version > newest.version:
        raise Refused("The record stands under a roster that is not known here.")
    if epoch.roster_version == newest.version and epoch.roster_hash != newest.hash:
        raise Refused("There are two rosters of one version.")
    fits = team.tolerates if stays else team.certifies
    if not fits(epoch.worker, now=now):
        raise Refused("The worker could not be checked.")


def _open(epoch: Signed[Epoch], *, wrap: bytes, ring: KeyRing) -> Joined:
    """Open this device's wrap, holding it to the record."""
    body = epoch.body
    me, public, box = _place(body, ring)
    if wire.blob_hash(wrap) != body.wraps[me]:
        raise Refused("The wrap is not the one that was signed.")
    opened = EpochWrap.decode(crypto.box_open(secret=box, boxed=wrap))
    named = (opened.case, opened.number, opened.sign_key)
    if named != (body.case, body.number, public):
        raise Refused("The wrap belongs elsewhere.")
    return Joined(epoch=epoch, key=opened.epoch_key, supervision=opened.supervision, me=me)


def _place(body: Epoch, ring: KeyRing) -> tuple[Direction, bytes, BoxSecret]:
    """Which member this device is and by which of its keys; Refused if it is none."""
    for public, box in ring.identities:
        for direction, member in zip(Direction, body.members, strict=True):
            if (member.sign_key, member.box_key) == (public, box.public):
                return direction, public, box
    raise Refused("This device is not a member.")
