"""Reading what the server may know of a message: its associated data and its chain hash.

The sealed part enters by its hash alone (docs/protocol.md §7). Bounded and cheap: this runs once
for every message.
"""

from typing import Final

from crypto import CryptoError, wire
from crypto.wire import Place
from intake.errors import Malformed

EPOCH_END: Final = 1 << 23
COUNTER_END: Final = 1 << 39
"""Beyond what any conversation reaches; the store packs both into one number."""

LEAST_SEALED: Final = 24 + 32 + 16 + 256
"""Nonce, commitment, tag and the least padding: shorter was not sealed by any device."""


def read_header(message: bytes) -> Place:
    """The header of a message as sent. Raises Malformed, also for one over 64 KiB."""
    try:
        place, sealed = wire.read_place(message)
    except CryptoError:
        raise Malformed from None
    if sealed < LEAST_SEALED or place.epoch >= EPOCH_END or place.counter >= COUNTER_END:
        raise Malformed
    return place


def read_kept(message: bytes, body_hash: bytes | None) -> Place:
    """The header of a message as stored: `message` is its `ad` alone once it was taken back."""
    if body_hash is None:
        return read_header(message)
    return _place(wire.read_header(message, body=wire.BodyHash(body_hash)))


def take_back(message: bytes) -> tuple[bytes, wire.BodyHash]:
    """What stays of a stored message when its body goes: `ad` and body hash."""
    envelope = wire.Message.decode(message)
    return envelope.ad, wire.body_hash(envelope.sealed)


def _place(read: wire.Header) -> Place:
    ad = read.ad
    if ad.epoch >= EPOCH_END or ad.counter >= COUNTER_END:
        raise Malformed
    return Place(
        case=ad.case,
        epoch=ad.epoch,
        record=ad.record,
        direction=ad.direction,
        counter=ad.counter,
        previous=ad.previous,
        seen=ad.seen_counter,
        chain=read.head.hash,
    )
