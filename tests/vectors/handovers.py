"""Vectors of a conversation that is handed over (protocol.md section 17)."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

import crypto
from crypto import wire
from crypto.wire import Direction
from crypto.wire.handover import (
    Earlier,
    EarlierLine,
    Handover,
    HandoverAd,
    HandoverRecipient,
    HandoverWrap,
    Proposal,
    Shared,
    SharedField,
    Wish,
)
from tests.vectors.book import draw
from tests.vectors.conversations import Made
from tests.vectors.requests import Asked
from tests.vectors.upward import bad_fields, quiet
from tests.vectors.world import CASE, NOW, STUDENT, WORKERS, World

TO = "Worker 2"
AS_IT_SHOULD: Final[Mapping[str, Any]] = MappingProxyType({})
S, W = Direction.FROM_STUDENT, Direction.FROM_WORKER


def write(world: World, asked: Asked, first: Made) -> None:
    """A student looks for somebody after epoch 1; what goes along in epoch 2."""
    card = _card(world)
    previous = wire.epoch_hash(first.record)
    signed, sealed, wrap = _made(world, card, previous)
    _offer(world, "handover", signed, sealed, wrap)
    _refused(world, card, previous, signed, sealed, wrap)
    lines = _lines(world, first)
    _papers(world, card, lines)
    _wish(world, asked)
    _bad(world, signed.body)


def _card(world: World) -> wire.Card:
    card = wire.Card(
        case=CASE,
        revision=1,
        topic="Still my flat",
        help="",
        know="It began with somebody else",
        name="Sam",
        age="adult",
        sign_key=wire.SignPublic(STUDENT.sign.public),
        box_key=wire.BoxPublic(STUDENT.box.public),
    )
    world.book.structure("card of a handover", card)
    return card


def _made(
    world: World,
    card: wire.Card,
    previous: wire.RecordHash,
    *,
    case: wire.CaseId = CASE,
    to: str = TO,
    inner: Mapping[str, Any] = AS_IT_SHOULD,
) -> tuple[wire.Signed[Handover], bytes, bytes]:
    key = draw("handover's card key")
    ad = HandoverAd(case=case, previous=previous, sign_key=wire.SignPublic(STUDENT.sign.public))
    sealed = world.book.sealed("card of a handover", card.encode(), key=key, ad=ad)
    good = HandoverWrap(case=case, previous=previous, certificate=world.id_of(TO), key=key)
    wrap = world.book.boxed("handover-wrap", replace(good, **inner), WORKERS[TO].box)
    named = HandoverRecipient(certificate=world.id_of(to), wrap=wire.blob_hash(wrap))
    world.book.structure("handover-recipient", named)
    body = Handover(
        case=case,
        previous=previous,
        roster_version=1,
        roster_hash=world.roster_pin.hash,
        card=wire.blob_hash(sealed),
        recipients=(named,),
        made=NOW + 500,
    )
    return world.book.signed("handover", body, STUDENT.sign), sealed, wrap


def _offer(
    world: World,
    name: str,
    signed: wire.Signed[Handover],
    sealed: bytes,
    wrap: bytes,
    fits: str = "all",
) -> None:
    """As the device of a worker who is asked is given it."""
    world.book.add(
        "handovers",
        name=name,
        do="handover",
        fits=fits,
        case=CASE,
        certificate=world.id_of(TO),
        secret=WORKERS[TO].box.secret,
        handover=signed.raw,
        card=sealed,
        wrap=wrap,
    )


def _refused(
    world: World,
    card: wire.Card,
    previous: wire.RecordHash,
    signed: wire.Signed[Handover],
    sealed: bytes,
    wrap: bytes,
) -> None:
    other = WORKERS["Worker 1"]
    _offer(
        world,
        "handover signed by another",
        wire.signed(signed.body, key=other.sign),
        sealed,
        wrap,
        "nothing",
    )
    hush, x = quiet(world), wire.CaseId(draw("x", 16))
    offers = {
        "of another case": _made(hush, replace(card, case=x), previous, case=x),
        "to somebody else": _made(hush, card, previous, to="Worker 1"),
        "with another case's card inside": _made(hush, replace(card, case=x), previous),
        "with a wrap that names another case": _made(hush, card, previous, inner={"case": x}),
        "with a wrap that names another epoch": _made(
            hush, card, previous, inner={"previous": draw("x")}
        ),
        "with a wrap that names somebody else": _made(
            hush, card, previous, inner={"certificate": world.id_of("Worker 1")}
        ),
    }
    for name, made in offers.items():
        _offer(world, f"handover {name}", *made, "nothing")
    # The same said once more: it would open, and is not what was signed.
    key = draw("handover's card key")
    good = HandoverWrap(case=CASE, previous=previous, certificate=world.id_of(TO), key=key)
    again = hush.book.boxed("another handover-wrap", good, WORKERS[TO].box)
    _offer(world, "handover with another wrap", signed, sealed, again, "nothing")
    ad = HandoverAd(case=CASE, previous=previous, sign_key=wire.SignPublic(STUDENT.sign.public))
    resealed = hush.book.sealed("another card of a handover", card.encode(), key=key, ad=ad)
    _offer(world, "handover with another card", signed, resealed, wrap, "nothing")
    lent = _made(quiet(world), replace(card, sign_key=wire.SignPublic(other.sign.public)), previous)
    _offer(world, "handover with another student's card", *lent, "nothing")


def _lines(world: World, first: Made) -> tuple[EarlierLine, ...]:
    """One message of each direction of epoch 1, each with its own key."""
    record = wire.epoch_hash(first.record)
    found = []
    for direction, place in ((W, "1/1/1"), (S, "1/0/1")):
        row = next(v for v in world.book.pages["messages"] if v["name"] == f"message {place}")
        message = bytes.fromhex(row["message"])
        envelope = wire.Message.decode(message)
        key = wire.direction_key(epoch_key=first.key, record=record, direction=direction)
        only = crypto.message_key(key=key, ad=envelope.ad, sealed=envelope.sealed)
        line = EarlierLine(epoch=1, message=message, key=only)
        world.book.structure(f"earlier-line {place}", line)
        found.append(line)
        _line(world, f"line {place}", line)
        flipped = bytes([only[0] ^ 1]) + only[1:]
        _line(world, f"line {place} under another key", replace(line, key=flipped), "nothing")
        _line(world, f"line {place} of epoch 2", replace(line, epoch=2), "nothing")
        _line(world, f"line {place} read in epoch 1", line, "nothing", now_in=1)
        named = replace(line, epoch=2)
        _line(world, f"line {place} of epoch 2, read in epoch 3", named, "nothing", now_in=3)
        other = wire.CaseId(draw("x", 16))
        _line(world, f"line {place} read in another case", line, "nothing", case=other)
    return tuple(found)


def _line(
    world: World,
    name: str,
    line: EarlierLine,
    fits: str = "all",
    *,
    now_in: int = 2,
    case: wire.CaseId = CASE,
) -> None:
    world.book.add(
        "handovers",
        name=name,
        do="line",
        fits=fits,
        case=case,
        now_in=now_in,
        epoch=line.epoch,
        message=line.message,
        key=line.key,
    )


def _papers(world: World, card: wire.Card, lines: tuple[EarlierLine, ...]) -> None:
    book = world.book
    book.structure("proposal", Proposal(case=CASE, certificate=world.id_of(TO), standing=True))
    book.structure(
        "proposal to anybody, taken back",
        Proposal(case=CASE, certificate=b"", standing=False),
    )
    earlier = Earlier(
        case=CASE,
        card=card.encode(),
        letter_key=draw("letter key"),
        summary="We talked about my flat.",
        lines=lines,
    )
    book.structure("earlier", earlier)
    content = wire.Content(
        kind="paper", id=draw("id of a paper", 16), time=NOW, body=earlier.encode()
    )
    book.structure("content of a paper", content)
    fields = tuple(
        SharedField(what=what, value=value)
        for what, value in (("name", "Sam Student"), ("place", "Room 12"), ("ways", "text letter"))
    )
    for item in fields:
        book.structure(f"shared-field {item.what}", item)
    book.structure("shared", Shared(case=CASE, fields=fields))
    book.structure("shared, taken back", Shared(case=CASE, fields=()))


def _wish(world: World, asked: Asked) -> None:
    body = Wish(case=CASE, certificate=world.id_of(TO))
    signed = world.book.signed("wish", body, STUDENT.sign)
    other = wire.signed(body, key=WORKERS[TO].sign)
    elsewhere = wire.signed(replace(body, case=wire.CaseId(draw("x", 16))), key=STUDENT.sign)
    rows = {"wish": (signed, "all"), "wish by another": (other, "nothing")}
    rows["wish of another case"] = (elsewhere, "nothing")
    lent = wire.signed(replace(body, certificate=world.id_of("Worker 1")), key=STUDENT.sign)
    rows["wish for somebody else"] = (lent, "nothing")
    for name, (wish, fits) in rows.items():
        world.book.add(
            "handovers",
            name=name,
            do="wish",
            fits=fits,
            case=CASE,
            student=asked.intake.body.sign_key,
            certificate=world.id_of(TO),
            wish=wish.raw,
        )


def _bad(world: World, body: Handover) -> None:
    (named,) = body.recipients
    bad_fields(world, "handover", body, {"to nobody": {5: ()}, "to one twice": {5: (named, named)}})
    name = SharedField(what="name", value="Sam Student")
    phone = SharedField(what="phone", value="01632 960000")
    shared = Shared(case=CASE, fields=(name, phone))
    bad_fields(
        world,
        "shared",
        shared,
        {"twice the same": {1: (name, name)}, "out of order": {1: (phone, name)}},
    )
    bad_ways = ("", "text call", "call call", "voicemail", "none call", "mail", "call  text")
    ways = SharedField(what="ways", value="call text")
    bad_fields(world, "shared-field", ways, {f"ways: {said}": {1: said} for said in bad_ways})
    content = wire.Content(kind="paper", id=draw("id of no paper", 16), time=NOW, body=b"x")
    bad_fields(
        world,
        "content",
        content,
        {"an empty paper": {3: b""}, "a paper too large": {3: bytes(wire.LARGEST_PAPER + 1)}},
    )
