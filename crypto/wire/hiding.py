"""What shown counts tell of small ones, and when cells are put together (protocol.md section 15).
Pure. What a table says is all that goes in; which counters there are is policy's."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from crypto.wire.numbers import NumbersTable, shown_count

__all__ = ["FEWEST_LEFT", "ShownTable", "Span", "fewest_left", "fixed_tables"]

FEWEST_LEFT: Final = 4
"""How many numbers each hidden count can be, at the least, in a table that a device makes."""

_SMALLEST, _LARGEST = 1, 7
_HALF_STEP: Final = 2
_HIDDEN: Final = shown_count(_SMALLEST)


@dataclass(frozen=True)
class Span:
    """The counts that a shown text can stand for, both ends included."""

    low: int
    high: int

    @classmethod
    def of(cls, shown: str) -> Self:
        """By the rule by which every count is shown."""
        if shown == _HIDDEN:
            return cls(_SMALLEST, _LARGEST)
        count = int(shown)
        return cls(count, count) if count == 0 else cls(count - _HALF_STEP, count + _HALF_STEP)

    def __and__(self, other: "Span") -> "Span":
        """What both allow; `low` above `high` when they contradict each other."""
        return Span(max(self.low, other.low), min(self.high, other.high))


@dataclass(frozen=True)
class ShownTable:
    """A table's cells and total as they are shown."""

    cells: tuple[str, ...]
    total: str

    @classmethod
    def of(cls, table: NumbersTable) -> Self:
        """What a signed table shows."""
        return cls(tuple(cell.shown for cell in table.cells), table.total)

    @classmethod
    def counting(cls, counts: Iterable[int]) -> Self:
        """How true counts that add up to their total are shown."""
        true = tuple(counts)
        return cls(tuple(shown_count(count) for count in true), shown_count(sum(true)))

    def of_cells(self) -> Span:
        """What the cells can add up to."""
        spans = [Span.of(cell) for cell in self.cells]
        return Span(sum(span.low for span in spans), sum(span.high for span in spans))


def fewest_left(tables: Sequence[ShownTable]) -> Sequence[int | None]:
    """For each table, how many numbers its most narrow hidden cell can be: 1 when it follows.

    None where no cell is hidden, or the cells overlap. Tables whose totals are shown alike may
    count the same people in other ways, so for every set of them that can have one total, what
    each says of the total is held against the others.
    """
    sums = [table.of_cells() for table in tables]
    totals = [each & Span.of(table.total) for table, each in zip(tables, sums, strict=True)]
    found: list[int | None] = []
    for table, cells, total in zip(tables, sums, totals, strict=True):
        if _HIDDEN not in table.cells or total.low > total.high:
            found.append(None)
            continue
        alike = {
            other
            for each, other in zip(tables, totals, strict=True)
            if each.total == table.total and (total & other).low <= (total & other).high
        }
        found.append(min(_left(cells, common) for common in _in_common(total, alike)))
    return found


def _left(cells: Span, total: Span) -> int:
    # What is left for one cell when all others are as large, or as small, as they can be.
    low = max(_SMALLEST, total.low - (cells.high - _LARGEST))
    high = min(_LARGEST, total.high - (cells.low - _SMALLEST))
    return high - low + 1


def _in_common(total: Span, alike: Collection[Span]) -> Iterator[Span]:
    """What the largest sets that can be one number leave of this total, itself among them."""
    # Intervals that all meet have a number in common, and the lowest such is the low end of one.
    for start in {max(span.low, total.low) for span in alike}:
        common = total
        for span in alike:
            if span.low <= start <= span.high:
                common &= span
        yield common


def fixed_tables(
    counts: Mapping[str, Mapping[str, int]], *, together: str, refused: bool = False
) -> Mapping[str, Mapping[str, int]]:
    """A period's tables by name, true counts by label, with those put `together` that must be.

    That is a table whose total is 1 to 7, one in which a hidden cell could be fewer than
    FEWEST_LEFT numbers, and every table once the service `refused` them.
    """
    shown = [ShownTable.counting(cells.values()) for cells in counts.values()]
    made = {}
    for (name, cells), table, left in zip(counts.items(), shown, fewest_left(shown), strict=True):
        narrow = left is not None and left < FEWEST_LEFT
        alone = refused or narrow or table.total == _HIDDEN
        made[name] = {together: sum(cells.values())} if alone else cells
    return made
