"""A message's place, read at once: the server's way through every message (protocol.md section 7).

A header without carried heads has one length and one layout, so one unpacking and a comparison
of its length fields say the same as the strict reader; everything else goes to that reader.
"""

import struct
from typing import Final, NamedTuple

from crypto.codec import VERSION
from crypto.errors import MalformedStructure
from crypto.wire.ids import CaseId, ChainHash, RecordHash
from crypto.wire.messages import (
    LARGEST_MESSAGE,
    SUITE,
    Message,
    MessageAd,
    body_hash,
    chain_hash,
)

__all__ = ["Place", "read_place"]

_U64_END: Final = 1 << 53
_LENGTH: Final = 4


class Place(NamedTuple):
    """Where a message says it stands. `chain` is its own chain hash.

    A named tuple, because the server makes one for every message: a frozen dataclass sets field by
    field and takes five times as long.
    """

    case: CaseId
    epoch: int
    record: RecordHash
    direction: int
    counter: int
    previous: ChainHash
    seen: int
    chain: ChainHash

    def __repr__(self) -> str:
        return f"Place(epoch={self.epoch}, direction={self.direction}, counter={self.counter})"


def _head(label: str) -> bytes:
    return bytes((VERSION, len(label))) + label.encode("ascii")


_MESSAGE: Final = _head(Message.LABEL)
_AD: Final = _head(MessageAd.LABEL)
_PLAIN: Final = struct.Struct(f">{len(_AD)}sIQI16sIQI32sIQIQI32sIQI32sI")
_LENGTHS: Final = (_AD, 8, 16, 8, 32, 8, 8, 32, 8, 32, 0)
_AD_LENGTH: Final = _PLAIN.size.to_bytes(_LENGTH, "big")
_AD_AT: Final = len(_MESSAGE) + _LENGTH
_SEALED_AT: Final = _AD_AT + _PLAIN.size + _LENGTH


def read_place(data: bytes) -> tuple[Place, int]:
    """The place of an envelope of at most 64 KiB, and how many bytes in it are sealed.

    MalformedStructure for anything else.
    """
    if len(data) > LARGEST_MESSAGE:
        raise MalformedStructure("A message is too large.")
    if data.startswith(_MESSAGE) and data[len(_MESSAGE) : _AD_AT] == _AD_LENGTH:
        length = data[_SEALED_AT - _LENGTH : _SEALED_AT]
        if len(data) == _SEALED_AT + int.from_bytes(length, "big") and len(length) == _LENGTH:
            place = _plain(data)
            if place is not None:
                return place, len(data) - _SEALED_AT
    envelope = Message.decode(data)
    ad = MessageAd.decode(envelope.ad)
    place = Place(
        ad.case,
        ad.epoch,
        ad.record,
        ad.direction,
        ad.counter,
        ad.previous,
        ad.seen_counter,
        chain_hash(ad=envelope.ad, body=body_hash(envelope.sealed)),
    )
    return place, len(envelope.sealed)


def _plain(data: bytes) -> Place | None:
    """The place where the header is an ordinary one; None leaves it to the strict reader."""
    parts = _PLAIN.unpack_from(data, _AD_AT)
    if (parts[0], *parts[1::2]) != _LENGTHS:
        return None
    suite, case, epoch, record, direction, counter, previous, seen, _ = parts[2::2]
    in_range = 0 < epoch < _U64_END and 0 < counter < _U64_END and seen < _U64_END
    if suite != SUITE or direction > 1 or not in_range or (epoch > 1 and counter == 1):
        return None
    ad = data[_AD_AT : _SEALED_AT - _LENGTH]
    chain = chain_hash(ad=ad, body=body_hash(data[_SEALED_AT:]))
    return tuple.__new__(Place, (case, epoch, record, direction, counter, previous, seen, chain))
