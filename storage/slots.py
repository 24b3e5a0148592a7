"""One integer for a message's place in its conversation: epoch, direction, counter, in order.

A single indexed integer makes the messages of one direction of one epoch a range.
"""

from typing import Final

from crypto.wire import Direction

COUNTER_BITS: Final = 39
EPOCH_BITS: Final = 23
COUNTER_END: Final = 1 << COUNTER_BITS
EPOCH_END: Final = 1 << EPOCH_BITS


def slot(*, epoch: int, direction: Direction, counter: int) -> int:
    """The place as a 63-bit number. ValueError when epoch or counter does not fit."""
    if not (0 <= epoch < EPOCH_END and 0 <= counter < COUNTER_END):
        raise ValueError("an epoch or a counter is out of range")
    return epoch << (COUNTER_BITS + 1) | direction << COUNTER_BITS | counter


def place(number: int) -> tuple[int, Direction, int]:
    """Epoch, direction and counter of a slot."""
    direction = Direction(number >> COUNTER_BITS & 1)
    return number >> (COUNTER_BITS + 1), direction, number & (COUNTER_END - 1)


def last(*, epoch: int, direction: Direction) -> int:
    """The highest slot that an epoch's direction can have."""
    return slot(epoch=epoch, direction=direction, counter=COUNTER_END - 1)
