"""What the server checks of a message: its header, and that it comes next (protocol.md section 7).
Nothing here can open one."""

from dataclasses import dataclass

from crypto.errors import MalformedStructure, Refused
from crypto.wire.ids import BodyHash, CaseId, RecordHash
from crypto.wire.messages import (
    LARGEST_MESSAGE,
    Direction,
    Head,
    Message,
    MessageAd,
    body_hash,
    chain_hash,
)

__all__ = ["Header", "NotNext", "check_next", "read_header", "read_message"]


class NotNext(Refused):
    """The message does not continue its direction: the answer is the head, nothing changes."""

    def __init__(self) -> None:
        super().__init__("The message does not continue the conversation.")


@dataclass(frozen=True, kw_only=True)
class Header:
    """A message's header, its encoded bytes, its body's hash and the head it makes."""

    ad: MessageAd
    raw: bytes
    body: BodyHash
    head: Head


def read_message(data: bytes) -> tuple[Header, Message]:
    """Parse an envelope of at most 64 KiB; MalformedStructure otherwise."""
    if len(data) > LARGEST_MESSAGE:
        raise MalformedStructure("A message is too large.")
    message = Message.decode(data)
    return read_header(message.ad, body=body_hash(message.sealed)), message


def read_header(ad: bytes, *, body: BodyHash) -> Header:
    """Parse an encoded header, with or without its body at hand."""
    parsed = MessageAd.decode(ad)
    head = Head(parsed.counter, chain_hash(ad=ad, body=body))
    return Header(ad=parsed, raw=ad, body=body, head=head)


def check_next(
    header: Header,
    *,
    case: CaseId,
    epoch: int,
    record: RecordHash,
    direction: Direction,
    head: Head,
) -> None:
    """Refused unless of this epoch and direction; NotNext unless it continues `head`."""
    ad = header.ad
    if (ad.case, ad.epoch, ad.record, ad.direction) != (case, epoch, record, direction):
        raise Refused("The message belongs elsewhere.")
    if (ad.counter, ad.previous) != (head.counter + 1, head.hash):
        raise NotNext
