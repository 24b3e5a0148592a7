"""Padmé padding (protocol.md section 1.3), so that sizes say little.
Lengths only: nothing here looks at what is padded."""

from crypto.errors import MalformedStructure

__all__ = ["pad", "padded_size", "unpad"]

_SMALLEST = 256
_MARK = b"\x80"


def padded_size(size: int) -> int:
    """The length in bytes of `pad` of `size` bytes."""
    length = size + 1
    if length <= _SMALLEST:
        return _SMALLEST
    exponent = length.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-length // step) * step


def pad(data: bytes) -> bytes:
    """data ‖ 0x80 ‖ zeros."""
    return (data + _MARK).ljust(padded_size(len(data)), b"\0")


def unpad(padded: bytes) -> bytes:
    """What was padded; MalformedStructure for anything that `pad` does not give."""
    data = padded.rstrip(b"\0")
    if not data.endswith(_MARK) or padded_size(len(data) - 1) != len(padded):
        raise MalformedStructure("The padding is not ours.")
    return data[:-1]
