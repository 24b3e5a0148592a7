"""Looking for another worker, and what goes along to them (protocol.md section 17).
Pure: makes and opens. The epoch itself is epochs.py's; sending is for others."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import crypto
from client.epochs import Joined
from client.keys import KeyRing
from crypto import BoxSecret, Random, Refused, wire
from crypto.wire import (
    BoxPublic,
    Card,
    CaseId,
    CertificateId,
    Content,
    Direction,
    Header,
    Signed,
    Team,
)
from crypto.wire.handover import EarlierLine, Handover, HandoverAd, HandoverRecipient, HandoverWrap

__all__ = ["MadeHandover", "ReadLine", "make_handover", "open_handover_card", "read_line", "show"]

_KEY_BYTES: Final = 32


@dataclass(frozen=True, kw_only=True, repr=False)
class MadeHandover:
    """What is sent: the signed handover, the sealed card, a wrap for each who is asked."""

    handover: Signed[Handover]
    card: bytes
    wraps: Mapping[CertificateId, bytes]


@dataclass(frozen=True, kw_only=True, repr=False)
class ReadLine:
    """A line of before: where it stood, its place in the chain, and what it says."""

    epoch: int
    header: Header
    content: Content

    @property
    def direction(self) -> Direction:
        """Who wrote it."""
        return Direction(self.header.ad.direction)


def make_handover(
    *,
    ring: KeyRing,
    before: Joined,
    card: Card,
    asked: Mapping[CertificateId, BoxPublic],
    team: Team,
    now: int,
    random: Random = secrets.token_bytes,
) -> MadeHandover:
    """Ask these workers whether they would go on. Refused for nobody.

    Draws the card's key (32), its nonce (24), then an ephemeral secret for each, ascending.
    """
    if not asked:
        raise Refused("There is nobody to ask.")
    key = random(_KEY_BYTES)
    place = {"case": before.epoch.body.case, "previous": before.record}
    ad = HandoverAd(**place, sign_key=wire.SignPublic(ring.sign.public))  # type: ignore[arg-type]
    sealed = crypto.seal(
        key=key, ad=ad.encode(), plaintext=crypto.pad(card.encode()), random=random
    )
    wraps = {}
    for name in sorted(asked):
        wrap = HandoverWrap(**place, certificate=name, key=key)  # type: ignore[arg-type]
        wraps[name] = crypto.box_to(recipient=asked[name], plaintext=wrap.encode(), random=random)
    body = Handover(
        **place,  # type: ignore[arg-type]
        roster_version=team.roster.body.version,
        roster_hash=team.hash,
        card=wire.blob_hash(sealed),
        recipients=tuple(
            HandoverRecipient(certificate=name, wrap=wire.blob_hash(wrap))
            for name, wrap in wraps.items()
        ),
        made=now,
    )
    return MadeHandover(handover=wire.signed(body, key=ring.sign), card=sealed, wraps=wraps)


def open_handover_card(
    handover: bytes, *, card: bytes, wrap: bytes, case: CaseId, me: CertificateId, box: BoxSecret
) -> Card:
    """The card of a handover that this worker is offered. Refused unless all fits together."""
    signed = wire.open_signed(handover, Handover)
    body = signed.body
    mine = next((item for item in body.recipients if item.certificate == me), None)
    if mine is None or body.case != case:
        raise Refused("The handover is not for this device.")
    if (mine.wrap, body.card) != (wire.blob_hash(wrap), wire.blob_hash(card)):
        raise Refused("A part is not the one that was signed.")
    opened = HandoverWrap.decode(crypto.box_open(secret=box, boxed=wrap))
    if (opened.case, opened.previous, opened.certificate) != (body.case, body.previous, me):
        raise Refused("The wrap belongs elsewhere.")
    ad = HandoverAd(case=body.case, previous=body.previous, sign_key=signed.key)
    plain = crypto.open_sealed(key=opened.key, ad=ad.encode(), sealed=card)
    found = Card.decode(crypto.unpad(plain))
    if (found.case, found.sign_key) != (body.case, signed.key):
        raise Refused("The card is another student's.")
    return found


def show(joined: Joined, message: bytes) -> EarlierLine:
    """One message of an epoch that this device was in, for somebody who was not."""
    header, envelope = wire.read_message(message)
    body = joined.epoch.body
    if (header.ad.case, header.ad.epoch) != (body.case, body.number):
        raise Refused("The message is of another epoch.")
    key = wire.direction_key(
        epoch_key=joined.key, record=joined.record, direction=Direction(header.ad.direction)
    )
    only = crypto.message_key(key=key, ad=envelope.ad, sealed=envelope.sealed)
    return EarlierLine(epoch=body.number, message=message, key=only)


def read_line(line: EarlierLine, *, case: CaseId, now_in: int) -> ReadLine:
    """What a line says, read in epoch `now_in`. Refused (or what opening raises) otherwise.

    Whether it stood there is the server's to say; who wrote it nobody's (section 17).
    """
    header, envelope = wire.read_message(line.message)
    if (header.ad.case, header.ad.epoch) != (case, line.epoch) or not 0 < line.epoch < now_in:
        raise Refused("The line belongs elsewhere.")
    plain = crypto.open_with_message_key(
        message_key=line.key, ad=envelope.ad, sealed=envelope.sealed
    )
    content = Content.decode(crypto.unpad(plain))
    if content.kind != "text":
        raise Refused("The line is no text.")
    return ReadLine(epoch=line.epoch, header=header, content=content)
