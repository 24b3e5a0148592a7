"""What workers count and what is shown of it (protocol.md section 15).
Shapes and the one rule by which every count is shown; which counters there are is policy's."""

from dataclasses import dataclass, field
from typing import ClassVar, Final

from crypto.codec import TEXT, U64, Codec, bounded, listed
from crypto.errors import MalformedStructure
from crypto.wire.ids import part
from crypto.wire.periods import PERIOD, WEEK
from crypto.wire.structure import Structure, nested, require

__all__ = ["LARGEST_NUMBERS", "Numbers", "NumbersTable", "TableCell", "shown_count"]

LARGEST_NUMBERS: Final = 16 * 1024
"""Bytes of a boxed vector."""
_MOST_HIDDEN: Final = 7
_STEP: Final = 5
_HIDDEN: Final = f"1-{_MOST_HIDDEN}"


def shown_count(count: int) -> str:
    """0 as it is, 1 to 7 as `1-7`, more rounded to the nearest multiple of 5."""
    if count < 0:
        raise MalformedStructure("A count is not negative.")
    if count == 0:
        return "0"
    if count <= _MOST_HIDDEN:
        return _HIDDEN
    return str((count + _STEP // 2) // _STEP * _STEP)


def _check_shown(text: str) -> str:
    """Only what the rule can give."""
    if text in ("0", _HIDDEN):
        return text
    plain = text.isascii() and text.isdigit() and len(text) <= 15  # noqa: PLR2004 - below 2^53
    if not plain or text.startswith("0") or shown_count(int(text)) != text:
        raise MalformedStructure("A count is not shown like this.")
    return text


_SHOWN: Final[Codec[str]] = Codec(
    lambda text: TEXT.write(_check_shown(text)), lambda data: _check_shown(TEXT.read(data))
)


@dataclass(frozen=True, kw_only=True, repr=False)
class Numbers(Structure):
    """A worker's counts of one past week, in the policy's order, zeros included."""

    LABEL: ClassVar[str] = "numbers"
    week: str = field(metadata=part(WEEK))
    counts: tuple[int, ...] = field(metadata=part(listed(U64)))

    def check(self) -> None:
        """At least one counter."""
        require(bool(self.counts), "There is something to count.")


@dataclass(frozen=True, kw_only=True, repr=False)
class TableCell(Structure):
    """One row of a table: a label and a count as it is shown."""

    LABEL: ClassVar[str] = "cell"
    label: str = field(metadata=part(bounded(1, 80)))
    shown: str = field(metadata=part(_SHOWN))


@dataclass(frozen=True, kw_only=True, repr=False)
class NumbersTable(Structure):
    """A one-way table of a period. The total is shown from the true total, not from the cells."""

    LABEL: ClassVar[str] = "table"
    period: str = field(metadata=part(PERIOD))
    name: str = field(metadata=part(bounded(1, 40)))
    cells: tuple[TableCell, ...] = field(metadata=part(listed(nested(TableCell))))
    total: str = field(metadata=part(_SHOWN))
    made: int = field(metadata=part(U64))

    def check(self) -> None:
        """Labels are unique and there is at least one."""
        labels = [cell.label for cell in self.cells]
        require(bool(labels) and len(set(labels)) == len(labels), "A table's labels are unique.")
