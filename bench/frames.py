"""Frames of a run, sealed and masked beforehand, in a file that the generator reads.

One list of WebSocket frames per writer. Sealing is the reference client's; reading is plain bytes.
"""

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from websockets.frames import Frame, Opcode

from client.rooms import Conversation
from crypto.wire import CaseId, live

TEXT: Final = "a letter of the bench "
TEXT_CHARACTERS: Final = 970
"""With its id, kind and time this pads to 1,024 bytes: the bodies that the targets speak of."""
PADDED: Final = 1024
_SIZE: Final = struct.Struct(">I")


def text_of(number: int) -> str:
    """A text that differs from message to message and pads to PADDED bytes."""
    return f"{number:09d} {TEXT * (TEXT_CHARACTERS // len(TEXT) + 1)}"[:TEXT_CHARACTERS]


def seal(conversation: Conversation, case: bytes, *, count: int, now: int) -> list[bytes]:
    """The next `count` texts as `send` frames; `ref` counts from 1."""
    made = []
    for number in range(1, count + 1):
        envelope = conversation.write(text_of(number), now=now)
        said = live.send_frame(ref=number, case=CaseId(case), message=envelope.message)
        made.append(Frame(Opcode.BINARY, said).serialize(mask=True))
    return made


def write(path: Path, writers: Sequence[Sequence[bytes]]) -> None:
    """Keep the frames of several writers."""
    with path.open("wb") as out:
        out.write(_SIZE.pack(len(writers)))
        for frames in writers:
            out.write(_SIZE.pack(len(frames)))
            for frame in frames:
                out.write(_SIZE.pack(len(frame)))
                out.write(frame)


def read(path: Path) -> list[list[bytes]]:
    """What `write` kept."""
    data = path.read_bytes()
    numbers = _Numbers(data)
    return [[numbers.take() for _ in range(numbers.next())] for _ in range(numbers.next())]


class _Numbers:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def next(self) -> int:
        (number,) = _SIZE.unpack_from(self._data, self._at)
        self._at += _SIZE.size
        return int(number)

    def take(self) -> bytes:
        size = self.next()
        self._at += size
        return self._data[self._at - size : self._at]


def payloads(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """(opcode, payload, end) of the whole unmasked frames at the start of `data`."""
    at = 0
    while len(data) - at >= 2:  # noqa: PLR2004 - a frame's shortest head
        size, head = data[at + 1], 2
        if size == 126:  # noqa: PLR2004 - RFC 6455 5.2: 16 bits follow
            size, head = int.from_bytes(data[at + 2 : at + 4], "big"), 4
        elif size == 127:  # noqa: PLR2004 - RFC 6455 5.2: 64 bits follow
            size, head = int.from_bytes(data[at + 2 : at + 10], "big"), 10
        end = at + head + size
        if end > len(data):
            return
        yield data[at] & 15, data[at + head : end], end
        at = end
