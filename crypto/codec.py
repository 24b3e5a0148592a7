"""Structures as bytes and back, one encoding of each value (protocol.md section 1.1).
Knows field types only; the structures themselves are in wire/."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from crypto.errors import MalformedStructure

__all__ = [
    "BYTES",
    "FLAG",
    "LARGEST_STRUCTURE",
    "TEXT",
    "U64",
    "Codec",
    "Plain",
    "bounded",
    "choice",
    "decode",
    "encode",
    "fixed",
    "join_items",
    "listed",
    "optional",
    "read_u64",
    "split_items",
    "u64",
]

VERSION: Final = 1
LARGEST_STRUCTURE: Final = 1024 * 1024
_MOST_ITEMS: Final = 1024
_U64_END: Final = 1 << 53

Plain = bytes | str | int | Sequence[bytes]
"""What a field can be given as: bytes, text, u64 or a list of encoded items."""

T = TypeVar("T")


@dataclass(frozen=True)
class Codec(Generic[T]):
    """How one field type is written and strictly read; both raise MalformedStructure."""

    write: Callable[[T], bytes]
    read: Callable[[bytes], T]


def u64(number: int) -> bytes:
    """8 bytes, big endian; below 2^53 so that every language can count it."""
    if not 0 <= number < _U64_END:
        raise MalformedStructure("A number is out of range.")
    return number.to_bytes(8, "big")


def read_u64(data: bytes) -> int:
    """The number of exactly 8 bytes."""
    if len(data) != 8 or (number := int.from_bytes(data, "big")) >= _U64_END:  # noqa: PLR2004 - a u64's size
        raise MalformedStructure("A number is not a u64.")
    return number


def encode(label: str, *fields: Plain) -> bytes:
    """A structure with this label. bytes stay, str is UTF-8, int a u64, a sequence a list."""
    name = label.encode("ascii")
    if not 0 < len(name) < 256:  # noqa: PLR2004 - the label's length is one byte
        raise ValueError("a label has 1 to 255 ASCII bytes")
    data = bytes((VERSION, len(name))) + name + b"".join(_field(_plain(item)) for item in fields)
    if len(data) > LARGEST_STRUCTURE:
        raise MalformedStructure("A structure is too large.")
    return data


def decode(data: bytes, *, label: str, fields: Sequence[Codec[Any]]) -> tuple[Any, ...]:
    """The fields of a structure that has exactly this label and these types.

    Raises MalformedStructure for another version or label, another number of fields, bytes
    left over, wrong lengths, invalid UTF-8, or more than 1 MiB.
    """
    head = bytes((VERSION, len(label))) + label.encode("ascii")
    if len(data) > LARGEST_STRUCTURE or not data.startswith(head):
        raise MalformedStructure("This is not the expected structure.")
    parts = _fields(data[len(head) :], most=len(fields))
    if len(parts) != len(fields):
        raise MalformedStructure("The structure lacks a field.")
    return tuple(codec.read(part) for codec, part in zip(fields, parts, strict=True))


def join_items(items: Sequence[bytes]) -> bytes:
    """A list field's bytes."""
    if len(items) > _MOST_ITEMS:
        raise MalformedStructure("A list is too long.")
    return b"".join(_field(item) for item in items)


def split_items(data: bytes) -> tuple[bytes, ...]:
    """The items of a list field's bytes."""
    return _fields(data, most=_MOST_ITEMS)


def fixed(size: int) -> Codec[Any]:
    """Exactly `size` bytes."""
    return _sized((size,))


def optional(size: int) -> Codec[Any]:
    """Exactly `size` bytes, or none."""
    return _sized((0, size))


def choice(*words: str) -> Codec[Any]:
    """A text that is one of these."""

    def read(data: bytes) -> str:
        return _among(_read_text(data), words)

    def write(text: str) -> bytes:
        return _write_text(_among(text, words))

    return Codec(write, read)


def bounded(least: int, most: int) -> Codec[Any]:
    """A text of `least` to `most` characters (Unicode code points)."""

    def check(text: str) -> str:
        if not least <= len(text) <= most:
            raise MalformedStructure("A text is too short or too long.")
        return text

    def read(data: bytes) -> str:
        return check(_read_text(data))

    def write(text: str) -> bytes:
        return _write_text(check(text))

    return Codec(write, read)


def listed(item: Codec[T]) -> Codec[tuple[T, ...]]:
    """A list whose items are all of one type."""

    def read(data: bytes) -> tuple[T, ...]:
        return tuple(item.read(part) for part in split_items(data))

    def write(values: tuple[T, ...]) -> bytes:
        return join_items([item.write(value) for value in values])

    return Codec(write, read)


def _sized(sizes: tuple[int, ...]) -> Codec[Any]:
    def check(data: bytes) -> bytes:
        if len(data) not in sizes:
            raise MalformedStructure("A field has a wrong length.")
        return bytes(data)

    return Codec(check, check)


def _among(text: str, words: tuple[str, ...]) -> str:
    if text not in words:
        raise MalformedStructure("A field holds a word that is none of its own.")
    return text


def _read_text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise MalformedStructure("A text is not UTF-8.") from None


def _write_text(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise MalformedStructure("A text holds a character that is none.") from None


def _read_flag(data: bytes) -> bool:
    if (number := read_u64(data)) > 1:
        raise MalformedStructure("A flag is 0 or 1.")
    return number == 1


def _plain(value: Plain) -> bytes:
    if isinstance(value, bytes | bytearray):
        return bytes(value)
    if isinstance(value, str):
        return _write_text(value)
    if isinstance(value, int):
        return u64(value)
    return join_items(value)


def _field(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _fields(data: bytes, *, most: int) -> tuple[bytes, ...]:
    """Split into at most `most` fields: stops early, so memory is bounded by the input."""
    parts: list[bytes] = []
    at = 0
    while at < len(data):
        start = at + 4
        end = start + int.from_bytes(data[at:start], "big")
        if start > len(data) or end > len(data) or len(parts) == most:
            raise MalformedStructure("Bytes are missing or left over.")
        parts.append(data[start:end])
        at = end
    return tuple(parts)


BYTES: Final[Codec[bytes]] = Codec(bytes, bytes)
TEXT: Final[Codec[str]] = Codec(_write_text, _read_text)
U64: Final[Codec[int]] = Codec(u64, read_u64)
FLAG: Final[Codec[bool]] = Codec(u64, _read_flag)
