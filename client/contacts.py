"""A holder writes to a student, who accepts or declines (protocol.md section 14).
What is said afterwards is a conversation like any other, in live.py."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import crypto
from client.access import Person
from client.api import Json, b64, unb64
from client.author import own_certificate
from client.epochs import Joined, MadeEpoch, acknowledge
from client.flags import FlagSubject
from client.history import follow, rows_of, unseen
from client.keys import KeyRing
from client.live import Follow, LiveRoom
from client.rooms import Conversation
from crypto import Random, Refused, wire
from crypto.wire import (
    ZEROS,
    CaseId,
    CertificateId,
    Contact,
    Direction,
    Epoch,
    EpochWrap,
    Intake,
    Member,
    Signed,
    Team,
)

__all__ = [
    "Letter",
    "accept_contact",
    "enter_own_letter",
    "make_contact",
    "read_letter",
    "reopen_contact",
    "write_letter",
]

_ID_BYTES: Final = 16
_KEY_BYTES: Final = 32


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A signed contact and its epoch 1, as they are sent with the first message."""

    contact: Signed[Contact]
    made: MadeEpoch


def make_contact(
    *,
    about: FlagSubject,
    ring: KeyRing,
    certificate: CertificateId,
    team: Team,
    now: int,
    random: Random = secrets.token_bytes,
) -> Letter:
    """With the keys that the flag names, and no others. Refused if one is no listed holder.

    Draws the contact's id (16), the epoch key (32), then an ephemeral secret for each wrap.
    """
    held = team.certificates.get(certificate)
    if held is None or not held.body.is_holder or held.body.sign_key != ring.sign.public:
        raise Refused("Only a holder writes to a student.")
    body = Contact(
        id=CaseId(random(_ID_BYTES)),
        case=about.case,
        intake=about.intake,
        certificate=certificate,
    )
    contact = wire.signed(body, key=ring.sign)
    members = (
        Member(role="student", certificate=b"", sign_key=about.sign_key, box_key=about.box_key),
        Member(
            role="holder",
            certificate=certificate,
            sign_key=held.body.sign_key,
            box_key=held.body.box_key,
        ),
    )
    epoch = Epoch(
        case=body.id,
        number=1,
        previous=wire.contact_hash(contact),
        roster_version=team.roster.body.version,
        roster_hash=team.hash,
        members=members,
        wraps=(),
        made=now,
    )
    return Letter(contact=contact, made=_make(epoch, ring=ring, random=random))


def accept_contact(
    contact: bytes,
    *,
    record: bytes,
    wrap: bytes,
    intake: Signed[Intake],
    ring: KeyRing,
    team: Team,
    now: int,
) -> Joined:
    """Section 14's rules for the student's device; `intake` is the newest of the case named.

    Raises Refused, or what reading raises: then it is shown to nobody. An expired roster does not
    stand in the way.
    """
    opened = wire.open_signed(contact, Contact)
    wire.check_contact(opened, intake=intake)
    epoch = wire.open_signed(record, Epoch)
    wire.check_contact_epoch(
        epoch,
        contact=opened,
        sign_key=wire.SignPublic(ring.sign.public),
        box_key=wire.BoxPublic(ring.box.public),
    )
    _check_standing(epoch.body, intake=intake.body, team=team, now=now)
    joined = _open(epoch, wrap=wrap, ring=ring, me=Direction.FROM_STUDENT)
    if joined.supervision != ZEROS:
        raise Refused("A letter has no supervision secret.")
    return joined


def reopen_contact(record: bytes, *, wrap: bytes, ring: KeyRing) -> Joined:
    """The holder's own letter again, on any device: their own signature is on it."""
    epoch = wire.open_signed(record, Epoch)
    if epoch.key != ring.sign.public or epoch.body.worker.role != "holder":
        raise Refused("The letter is not one's own.")
    return _open(epoch, wrap=wrap, ring=ring, me=Direction.FROM_WORKER)


async def write_letter(person: Person, *, about: FlagSubject, first: str) -> LiveRoom:
    """A holder's first message to the student of a flag, with the room it begins."""
    team = await person.team()
    own = wire.certificate_id(own_certificate(team, ring=person.ring))
    now = person.now()
    letter = make_contact(about=about, ring=person.ring, certificate=own, team=team, now=now)
    room = LiveRoom(
        api=person.api,
        case=letter.contact.body.id,
        conversation=Conversation(letter.made.joined),
        now=person.now,
        follow=_following(person),
    )
    envelope = room.conversation.write(first, now=now)
    body: Json = {
        "contact": b64(letter.contact.raw),
        "record": b64(letter.made.joined.epoch.raw),
        "wraps": [b64(wrap) for wrap in letter.made.wraps],
        "message": b64(envelope.message),
    }
    await person.api.post("/api/contacts", body)
    room.acknowledged(envelope)
    return room


async def enter_own_letter(person: Person, contact: CaseId) -> LiveRoom:
    """The holder's own letter again, read from the start."""
    found = await person.api.case(contact)
    first = rows_of(found)[0]
    joined = [reopen_contact(first.record, wrap=first.wrap, ring=person.ring)]
    return await _read(person, found, joined)


async def read_letter(person: Person, contact: CaseId, *, intake: Signed[Intake]) -> LiveRoom:
    """As the student: check who writes, acknowledge, and read. `intake`: the newest of the case."""
    found = await person.api.case(contact)
    first = rows_of(found)[0]
    joined = accept_contact(
        unb64(found["contact"]),
        record=first.record,
        wrap=first.wrap,
        intake=intake,
        ring=person.ring,
        team=await person.team(in_conversation=True),
        now=person.now(),
    )
    ack = acknowledge(joined, ring=person.ring)
    await person.api.post(f"/api/cases/{b64(contact)}/ack", {"ack": b64(ack.raw)})
    return await _read(person, found, [joined])


async def _read(person: Person, found: Json, joined: Sequence[Joined]) -> LiveRoom:
    later = await _following(person)(found, joined)
    return await LiveRoom.read(
        [*joined, *later], api=person.api, now=person.now, follow=_following(person)
    )


def _following(person: Person) -> Follow:
    """Later epochs of a letter, by section 6's rules."""

    async def accept(found: Json, joined: Sequence[Joined]) -> Sequence[Joined]:
        rows = unseen(rows_of(found), joined=joined)
        if not rows:
            return []
        team = await person.team(in_conversation=True)
        return follow(rows, last=joined[-1], ring=person.ring, team=team, now=person.now())

    return accept


def _check_standing(epoch: Epoch, *, intake: Intake, team: Team, now: int) -> None:
    """The holder is one in the accepted roster, which is not behind the intake's, nor ahead."""
    held = team.certificates.get(CertificateId(epoch.worker.certificate))
    if held is None or not team.tolerates(epoch.worker, now=now):
        raise Refused("The holder could not be checked.")
    keys = (held.body.sign_key, held.body.box_key)
    if not held.body.is_holder or keys != (epoch.worker.sign_key, epoch.worker.box_key):
        raise Refused("The holder could not be checked.")
    named = (epoch.roster_version, epoch.roster_hash)
    if not intake.roster_version <= epoch.roster_version <= team.pin.version:
        raise Refused("The record stands under another roster.")
    known = {intake.roster_version: intake.roster_hash, team.pin.version: team.hash}
    if known.get(epoch.roster_version, epoch.roster_hash) != named[1]:
        raise Refused("There are two rosters of one version.")


def _make(body: Epoch, *, ring: KeyRing, random: Random) -> MadeEpoch:
    key = random(_KEY_BYTES)
    boxes = []
    for member in body.members:
        wrap = EpochWrap(
            case=body.case,
            number=body.number,
            sign_key=member.sign_key,
            epoch_key=key,
            supervision=ZEROS,
        ).encode()
        boxes.append(crypto.box_to(recipient=member.box_key, plaintext=wrap, random=random))
    named = replace(body, wraps=tuple(wire.blob_hash(box) for box in boxes))
    epoch = wire.signed(named, key=ring.sign)
    joined = Joined(epoch=epoch, key=key, supervision=ZEROS, me=Direction.FROM_WORKER)
    return MadeEpoch(joined=joined, wraps=(boxes[0], boxes[1]))


def _open(epoch: Signed[Epoch], *, wrap: bytes, ring: KeyRing, me: Direction) -> Joined:
    body = epoch.body
    if wire.blob_hash(wrap) != body.wraps[me]:
        raise Refused("The wrap is not the one that was signed.")
    opened = EpochWrap.decode(crypto.box_open(secret=ring.box, boxed=wrap))
    named = (opened.case, opened.number, opened.sign_key)
    if named != (body.case, body.number, ring.sign.public):
        raise Refused("The wrap belongs elsewhere.")
    return Joined(epoch=epoch, key=opened.epoch_key, supervision=opened.supervision, me=me)
