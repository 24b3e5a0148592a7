"""Whether tables may be frozen (protocol.md §15): shape, signer, and that none tells a small count.

Pure. Counts come here as they are shown; the true ones are on the lead's device alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from crypto import CryptoError, wire
from supervision.errors import Malformed, TooTelling

MOST_TABLES: Final = 40
HIDDEN: Final = wire.shown_count(1)
_SMALLEST, _LARGEST = 1, 7
_HALF_STEP: Final = 2


@dataclass(frozen=True)
class Span:
    """The counts that a shown text can stand for, both ends included."""

    low: int
    high: int

    @classmethod
    def of(cls, shown: str) -> Self:
        """By the rule by which every count is shown."""
        if shown == HIDDEN:
            return cls(_SMALLEST, _LARGEST)
        count = int(shown)
        return cls(count, count) if count == 0 else cls(count - _HALF_STEP, count + _HALF_STEP)

    def __and__(self, other: "Span") -> "Span":
        """What both allow; `low` above `high` when they contradict each other."""
        return Span(max(self.low, other.low), min(self.high, other.high))


def check(period: str, signed: Sequence[bytes], *, by: wire.SignPublic) -> None:
    """Raises Malformed unless these are tables of the period signed by this key, each name once;
    TooTelling where a count of 1 to 7 follows from what they show together."""
    try:
        opened = [wire.open_signed(each, wire.NumbersTable) for each in signed]
    except CryptoError:
        raise Malformed from None
    bodies = [each.body for each in opened]
    names = {body.name for body in bodies}
    if not 1 <= len(bodies) <= MOST_TABLES or len(names) != len(bodies):
        raise Malformed
    if any(each.key != by or each.body.period != period for each in opened):
        raise Malformed
    if telling(bodies):
        raise TooTelling


def telling(tables: Sequence[wire.NumbersTable]) -> bool:
    """Whether some count that is shown as 1-7 can be one number only.

    Tables whose totals are shown alike may count the same people in other ways, so what one of
    them says of the total is held against the others too. Cells that cannot add up to their
    total overlap each other: then nothing follows from it.
    """
    for table in tables:
        alike = [other for other in tables if other.total == table.total]
        total = _all_of(_total(other) for other in alike)
        if total.low > total.high:  # not the same people after all
            total = _total(table)
        if _pins(table, total):
            return True
    return False


def _total(table: wire.NumbersTable) -> Span:
    """What a table's total can be, by its own text and by its cells."""
    cells = [Span.of(cell.shown) for cell in table.cells]
    both = Span(sum(c.low for c in cells), sum(c.high for c in cells)) & Span.of(table.total)
    return both if both.low <= both.high else Span.of(table.total)


def _all_of(spans: Iterable[Span]) -> Span:
    first, *rest = spans
    for span in rest:
        first &= span
    return first


def _pins(table: wire.NumbersTable, total: Span) -> bool:
    cells = [Span.of(cell.shown) for cell in table.cells]
    low, high = sum(c.low for c in cells), sum(c.high for c in cells)
    if low > total.high or high < total.low:
        return False
    hidden = [span for cell, span in zip(table.cells, cells, strict=True) if cell.shown == HIDDEN]
    # What is left for one cell when all others are as large, or as small, as they can be.
    return any(
        max(cell.low, total.low - (high - cell.high))
        == min(cell.high, total.high - (low - cell.low))
        for cell in hidden
    )
