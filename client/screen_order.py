"""The order of an epoch's messages on the screen, the same on every device (protocol.md section 7).

Pure: two directions in, one list out. What stands there is for others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crypto.wire import Direction

__all__ = ["Place", "merged"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Of a message: how far its writer had seen the other direction, and when they say that it was
    (Unix seconds; 0 where there is no body)."""

    seen: int
    time: int


def merged(tracks: Mapping[Direction, Sequence[Place]]) -> list[tuple[Direction, int]]:
    """Direction and counter of every message, always the next of one direction.

    Taken first is what the other's next has seen; then the earlier by its writer's word, the
    student's where these are equal.
    """
    student, worker = tracks[Direction.FROM_STUDENT], tracks[Direction.FROM_WORKER]
    found: list[tuple[Direction, int]] = []
    s = w = 0
    while s < len(student) or w < len(worker):
        if w == len(worker) or (s < len(student) and _students(student[s], s + 1, worker[w], w)):
            s += 1
            found.append((Direction.FROM_STUDENT, s))
        else:
            w += 1
            found.append((Direction.FROM_WORKER, w))
    return found


def _students(student: Place, counter: int, worker: Place, taken: int) -> bool:
    """Whether the student's next, at this counter, comes before the worker's next. `taken`: how
    many of the worker's were."""
    if student.seen > taken:
        return False
    if worker.seen >= counter:
        return True
    return student.time <= worker.time
