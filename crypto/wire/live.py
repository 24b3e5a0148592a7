"""The two frames of the live connection that carry a message (docs/api.md, *The socket*).

Where each byte stands, for both ends. What a frame says besides the message itself is the
transport's, and nobody believes it: the message's own header counts (protocol.md section 7).
"""

import struct
from typing import Final, NamedTuple

from crypto.errors import MalformedStructure
from crypto.wire.ids import CaseId

__all__ = ["MessageFrame", "SendFrame", "message_frame", "read_message", "read_send", "send_frame"]

_SEND: Final = 1
_MESSAGE: Final = 2
_SEND_HEAD: Final = struct.Struct(">BQ16s")
_MESSAGE_HEAD: Final = struct.Struct(">B16sQBQ")
_NUMBER_END: Final = 1 << 53


class SendFrame(NamedTuple):
    """To the server: keep `message`. `ref` is what the answer will name."""

    ref: int
    case: CaseId
    message: bytes

    def __repr__(self) -> str:
        return f"SendFrame(ref={self.ref})"


class MessageFrame(NamedTuple):
    """From the server: `message` is durable at this place."""

    case: CaseId
    epoch: int
    direction: int
    counter: int
    message: bytes

    def __repr__(self) -> str:
        return f"MessageFrame(epoch={self.epoch}, counter={self.counter})"


def send_frame(*, ref: int, case: CaseId, message: bytes) -> bytes:
    """`send` as its bytes. `ref` is below 2^53."""
    return _SEND_HEAD.pack(_SEND, ref, case) + message


def read_send(data: bytes) -> SendFrame:
    """A `send` from its bytes. Raises MalformedStructure."""
    if len(data) <= _SEND_HEAD.size or data[0] != _SEND:
        raise MalformedStructure("A frame is not a send frame.")
    _, ref, case = _SEND_HEAD.unpack_from(data)
    if ref >= _NUMBER_END:
        raise MalformedStructure("A frame's reference is too large.")
    return tuple.__new__(SendFrame, (ref, case, data[_SEND_HEAD.size :]))


def message_frame(
    *, case: CaseId, epoch: int, direction: int, counter: int, message: bytes
) -> bytes:
    """`message` as its bytes."""
    return _MESSAGE_HEAD.pack(_MESSAGE, case, epoch, direction, counter) + message


def read_message(data: bytes) -> MessageFrame:
    """A `message` from its bytes. Raises MalformedStructure."""
    if len(data) <= _MESSAGE_HEAD.size or data[0] != _MESSAGE:
        raise MalformedStructure("A frame is not a message frame.")
    _, case, epoch, direction, counter = _MESSAGE_HEAD.unpack_from(data)
    if epoch >= _NUMBER_END or counter >= _NUMBER_END or direction > 1:
        raise MalformedStructure("A frame names no place.")
    return MessageFrame(case, epoch, direction, counter, data[_MESSAGE_HEAD.size :])
