"""A moment or none inside a sealed row, as a field of its own length. No clocks live here."""

import crypto


def moment(value: int | None) -> bytes:
    """Unix seconds as eight bytes; nothing for none."""
    return b"" if value is None else crypto.u64(value)


def read_moment(data: bytes) -> int | None:
    """The other way round, of what the structure has bounded to eight bytes or none."""
    return crypto.read_u64(data) if data else None
