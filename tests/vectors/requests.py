"""Vectors of a request for a conversation and of its identity capsule (protocol.md section 5)."""

from dataclasses import dataclass

import crypto
from crypto import wire
from crypto.wire.asking import CapsuleWays
from tests.vectors.book import draw, replay
from tests.vectors.upward import bad_fields
from tests.vectors.world import CASE, HOLDERS, STUDENT, WORKERS, World

SUPERVISION = draw("supervision")


@dataclass(frozen=True)
class Asked:
    """A request's signed record and everything sent with it."""

    intake: wire.Signed[wire.Intake]
    request: wire.Request


def write(world: World) -> Asked:
    """The first revision of a request to both workers."""
    book = world.book
    sign_key, box_key = STUDENT.sign.public, STUDENT.box.public
    card = wire.Card(
        case=CASE,
        revision=1,
        topic="loneliness",
        help="someone to talk to",
        know="",
        name="Student 1",
        age="adult",
        sign_key=wire.SignPublic(sign_key),
        box_key=wire.BoxPublic(box_key),
    )
    letter = wire.Letter(
        case=CASE, revision=1, text="I cannot sleep. לילה טוב 🌙", supervision=SUPERVISION
    )
    ads = (
        wire.CardAd(case=CASE, revision=1, sign_key=wire.SignPublic(sign_key)),
        wire.LetterAd(case=CASE, revision=1, sign_key=wire.SignPublic(sign_key)),
    )
    sealed_card = book.sealed("card", book.structure("card", card), key=draw("card key"), ad=ads[0])
    sealed_letter = book.sealed(
        "letter", book.structure("letter", letter), key=draw("letter key"), ad=ads[1]
    )
    wraps = _wraps(world)
    recipients = tuple(
        wire.Recipient(
            certificate=wrap.certificate,
            card_wrap=wire.blob_hash(wrap.card),
            letter_wrap=wire.blob_hash(wrap.letter),
        )
        for wrap in wraps
    )
    for number, recipient in enumerate(recipients):
        book.structure(f"recipient {number}", recipient)
    capsule = _capsule(world)
    body = wire.Intake(
        case=CASE,
        revision=1,
        previous=bytes(32),
        roster_version=1,
        roster_hash=world.roster_pin.hash,
        sign_key=wire.SignPublic(sign_key),
        box_key=wire.BoxPublic(box_key),
        card=wire.blob_hash(sealed_card),
        letter=wire.blob_hash(sealed_letter),
        recipients=recipients,
        capsule=wire.blob_hash(capsule.record),
    )
    intake = book.signed("intake", body, STUDENT.sign)
    book.digest("intake record hash", "pl.epoch", intake.raw, wire.intake_hash(intake))
    book.digest("blob hash of the card", "pl.blob", sealed_card, wire.blob_hash(sealed_card))
    request = wire.Request(
        intake=intake.raw, card=sealed_card, letter=sealed_letter, wraps=wraps, capsule=capsule
    )
    book.add(
        "requests",
        name="request",
        intake=intake.raw,
        card=sealed_card,
        letter=sealed_letter,
        wraps=[vars(wrap) for wrap in wraps],
        capsule=vars(capsule),
    )
    return Asked(intake, request)


def _wraps(world: World) -> list[wire.RecipientWraps]:
    people = {world.id_of(name): someone for name, someone in WORKERS.items()}
    people[wire.STUDENT_ENTRY] = STUDENT
    return [
        wire.RecipientWraps(
            certificate=name,
            card=_wrap(world, "card", name, people[name].name, people[name].box),
            letter=_wrap(world, "letter", name, people[name].name, people[name].box),
        )
        for name in sorted(people)
    ]


def _wrap(
    world: World, purpose: str, name: wire.CertificateId, who: str, box: crypto.BoxSecret
) -> bytes:
    wrap = wire.IntakeWrap(
        purpose=purpose, case=CASE, revision=1, certificate=name, key=draw(f"{purpose} key")
    )
    return world.book.boxed(f"{purpose} wrap for {who}", wrap, box)


def _capsule(world: World) -> wire.CapsuleParts:
    book = world.book
    capsule = wire.Capsule(
        case=CASE,
        version=1,
        telegram_id="7000000001",
        telegram_name="student_one",
        name="Student 1",
        phone="",
        place="a hall of residence",
        someone="",
    )
    for said in ("none", "text", "call voicemail text letter"):
        book.structure(f"capsule-ways {said}", CapsuleWays(**vars(capsule), ways=said))
    ways = CapsuleWays(**vars(capsule), ways="call")
    bad_ways = ("", "text call", "voicemail", "none call", "mail")
    bad_fields(world, "capsule-ways", ways, {f"ways: {said}": {8: said} for said in bad_ways})
    ad = wire.CapsuleAd(case=CASE, version=1, sign_key=wire.SignPublic(STUDENT.sign.public))
    key = draw("capsule key")
    sealed = book.sealed("capsule", book.structure("capsule", capsule), key=key, ad=ad)
    boxes = []
    for pair in wire.PAIRS:
        named = "+".join(pair)
        parts = crypto.split(key, replay(draw(f"half for {named}")))
        for role, part in zip(pair, parts, strict=True):
            half = wire.CapsuleHalf(
                case=CASE,
                version=1,
                pair=named,
                role=role,
                role_key_version=1,
                sealed=wire.blob_hash(sealed),
                half=part,
            )
            secret = HOLDERS[role].role
            assert secret is not None
            boxes.append(book.boxed(f"capsule-half {named} for {role}", half, secret))
    record = wire.CapsuleRecord(
        case=CASE,
        version=1,
        sealed=wire.blob_hash(sealed),
        halves=tuple(wire.blob_hash(box) for box in boxes),
    )
    bad_fields(world, "capsule-record", record, {"five halves": {3: record.halves[:5]}})
    made = book.signed("capsule-record", record, STUDENT.sign)
    return wire.CapsuleParts(record=made.raw, sealed=sealed, halves=boxes)
