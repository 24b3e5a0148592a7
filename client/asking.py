"""The student's side of a request, and what a worker's device opens of it (protocol.md 5).
Makes and opens sealed parts; nothing here talks to a server."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

import crypto
from client.capsules import Identity, make_capsule
from client.keys import KeyRing
from crypto import BoxSecret, Random, Refused, wire
from crypto.wire import (
    STUDENT_ENTRY,
    ZEROS,
    Card,
    CardAd,
    CaseId,
    CertificateId,
    Intake,
    IntakeWrap,
    Letter,
    LetterAd,
    Recipient,
    RecipientWraps,
    Request,
    Signed,
    Structure,
    Team,
)

__all__ = ["Asked", "Story", "ask", "open_card", "open_letter"]

_CASE_BYTES: Final = 16
_KEY_BYTES: Final = 32
S = TypeVar("S", bound=Structure)


@dataclass(frozen=True, kw_only=True, repr=False)
class Story:
    """What a student has written: the card's texts and the letter."""

    text: str
    topic: str = ""
    help: str = ""
    know: str = ""
    name: str = ""
    under18: bool = False


@dataclass(frozen=True, kw_only=True, repr=False)
class Asked:
    """A revision of a request: what is sent, and what stays on the device."""

    request: Request
    intake: Signed[Intake]
    supervision: bytes
    avoided: frozenset[CertificateId]

    @property
    def case(self) -> CaseId:
        """The case's id."""
        return self.intake.body.case


def ask(
    story: Story,
    *,
    ring: KeyRing,
    team: Team,
    now: int,
    avoid: Collection[CertificateId] = (),
    identity: Identity | None = None,
    before: Signed[Intake] | None = None,
    random: Random = secrets.token_bytes,
) -> Asked:
    """A request, or the revision that follows `before`, to everybody who may be asked.

    Refused when nobody may, when the roster has expired, or when an identity is given and the
    roster lacks a holder. Draws: the case (16, first revision), card key, letter key,
    supervision secret (32 each), nonces of card and letter (24), an ephemeral secret for each
    recipient's card and letter, the student's own first; then the capsule's draws.
    """
    if not team.in_force(now=now):
        raise Refused("The roster has expired.")
    case = before.body.case if before else CaseId(random(_CASE_BYTES))
    revision = before.body.revision + 1 if before else 1
    keys = {"card": random(_KEY_BYTES), "letter": random(_KEY_BYTES)}
    supervision = random(_KEY_BYTES)
    sealed = _seal(story, ring, case, revision, keys, supervision, random)
    workers = _recipients(team, now=now, avoid=avoid, under18=story.under18)
    boxes: Mapping[CertificateId, bytes] = {STUDENT_ENTRY: ring.box.public, **workers}
    wraps = [_wrap(case, revision, keys, name, boxes[name], random) for name in sorted(boxes)]
    capsule = (
        make_capsule(
            identity, case=case, version=revision, sign=ring.sign, team=team, random=random
        )
        if identity
        else None
    )
    body = Intake(
        case=case,
        revision=revision,
        previous=wire.intake_hash(before) if before else ZEROS,
        roster_version=team.roster.body.version,
        roster_hash=team.hash,
        sign_key=wire.SignPublic(ring.sign.public),
        box_key=wire.BoxPublic(ring.box.public),
        card=wire.blob_hash(sealed["card"]),
        letter=wire.blob_hash(sealed["letter"]),
        recipients=tuple(_named(wrap) for wrap in wraps),
        capsule=wire.blob_hash(capsule.record) if capsule else b"",
    )
    intake = wire.signed(body, key=ring.sign)
    request = Request(
        intake=intake.raw,
        card=sealed["card"],
        letter=sealed["letter"],
        wraps=wraps,
        capsule=capsule,
    )
    return Asked(request=request, intake=intake, supervision=supervision, avoided=frozenset(avoid))


def open_card(
    sealed: bytes, *, wrap: bytes, intake: Signed[Intake], box: BoxSecret, me: CertificateId
) -> Card:
    """The card, for the recipient `me` (STUDENT_ENTRY for the student's own device).

    Refused, DoesNotOpen or MalformedStructure unless every part is what the student signed.
    """
    body = intake.body
    ad = CardAd(case=body.case, revision=body.revision, sign_key=body.sign_key)
    card = _open(Card, "card", sealed, wrap=wrap, intake=intake, box=box, me=me, ad=ad)
    if (card.case, card.revision) != (body.case, body.revision):
        raise Refused("The card belongs to another request.")
    if (card.sign_key, card.box_key) != (body.sign_key, body.box_key):
        raise Refused("The card is another student's.")
    return card


def open_letter(
    sealed: bytes, *, wrap: bytes, intake: Signed[Intake], box: BoxSecret, me: CertificateId
) -> Letter:
    """The letter, for the worker who has claimed (or the student's own device)."""
    body = intake.body
    ad = LetterAd(case=body.case, revision=body.revision, sign_key=body.sign_key)
    letter = _open(Letter, "letter", sealed, wrap=wrap, intake=intake, box=box, me=me, ad=ad)
    if (letter.case, letter.revision) != (body.case, body.revision):
        raise Refused("The letter belongs to another request.")
    return letter


def _recipients(
    team: Team, *, now: int, avoid: Collection[CertificateId], under18: bool
) -> Mapping[CertificateId, wire.BoxPublic]:
    """Everybody who may be asked; Refused if nobody (R24)."""
    found = {
        name: worker.box_key
        for name, worker in team.workers(now=now).items()
        if name not in avoid and (worker.under18 or not under18)
    }
    if not found:
        raise Refused("There is nobody to ask.")
    return found


def _seal(
    story: Story,
    ring: KeyRing,
    case: CaseId,
    revision: int,
    keys: Mapping[str, bytes],
    supervision: bytes,
    random: Random,
) -> Mapping[str, bytes]:
    sign_key = wire.SignPublic(ring.sign.public)
    card = Card(
        case=case,
        revision=revision,
        topic=story.topic,
        help=story.help,
        know=story.know,
        name=story.name,
        age="under18" if story.under18 else "adult",
        sign_key=sign_key,
        box_key=wire.BoxPublic(ring.box.public),
    )
    letter = Letter(case=case, revision=revision, text=story.text, supervision=supervision)
    parts: tuple[tuple[str, Structure, Structure], ...] = (
        ("card", card, CardAd(case=case, revision=revision, sign_key=sign_key)),
        ("letter", letter, LetterAd(case=case, revision=revision, sign_key=sign_key)),
    )
    return {
        name: crypto.seal(
            key=keys[name], ad=ad.encode(), plaintext=crypto.pad(body.encode()), random=random
        )
        for name, body, ad in parts
    }


def _wrap(
    case: CaseId,
    revision: int,
    keys: Mapping[str, bytes],
    name: CertificateId,
    box_key: bytes,
    random: Random,
) -> RecipientWraps:
    boxes = [
        crypto.box_to(
            recipient=box_key,
            plaintext=IntakeWrap(
                purpose=purpose, case=case, revision=revision, certificate=name, key=keys[purpose]
            ).encode(),
            random=random,
        )
        for purpose in ("card", "letter")
    ]
    return RecipientWraps(certificate=name, card=boxes[0], letter=boxes[1])


def _named(wraps: RecipientWraps) -> Recipient:
    return Recipient(
        certificate=wraps.certificate,
        card_wrap=wire.blob_hash(wraps.card),
        letter_wrap=wire.blob_hash(wraps.letter),
    )


def _open(
    kind: type[S],
    purpose: str,
    sealed: bytes,
    *,
    wrap: bytes,
    intake: Signed[Intake],
    box: BoxSecret,
    me: CertificateId,
    ad: Structure,
) -> S:
    """Open a sealed part through its wrap, holding both to what was signed."""
    body = intake.body
    mine = next((item for item in body.recipients if item.certificate == me), None)
    if intake.key != body.sign_key or mine is None:
        raise Refused("The request is not for this device.")
    hashes = (mine.card_wrap, body.card) if purpose == "card" else (mine.letter_wrap, body.letter)
    if (wire.blob_hash(wrap), wire.blob_hash(sealed)) != hashes:
        raise Refused("A part is not the one that was signed.")
    opened = IntakeWrap.decode(crypto.box_open(secret=box, boxed=wrap))
    named = (opened.purpose, opened.case, opened.revision, opened.certificate)
    if named != (purpose, body.case, body.revision, me):
        raise Refused("The wrap belongs elsewhere.")
    plain = crypto.open_sealed(key=opened.key, ad=ad.encode(), sealed=sealed)
    return kind.decode(crypto.unpad(plain))
