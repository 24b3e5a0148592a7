"""Whether tables may be frozen (protocol.md §15): shape, signer, and that none tells a small count.

Pure. Counts come here as they are shown; the true ones are on the lead's device alone.
"""

from collections.abc import Sequence
from typing import Final

from crypto import CryptoError, wire
from supervision.errors import Malformed, TooTelling

MOST_TABLES: Final = 40
FOLLOWS: Final = 1


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
    """Whether some count that is shown as 1-7 can be one number only."""
    left = wire.fewest_left([wire.ShownTable.of(table) for table in tables])
    return FOLLOWS in left
