"""Rooms in memory: who may write and both heads, so that a message costs no statement to check.

A cache of cases and messages, bounded. It may be dropped at any time; only the lane in
messages.py moves a room, and only loading from the database fills it.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable
from functools import partial
from typing import Final

from crypto.wire import CaseId, Direction, Head, RecordHash, genesis
from intake.conversations import Room
from intake.headers import read_kept
from storage.caserows import CaseRows
from storage.slots import last, slot
from storage.transaction import Reads

KEPT: Final = 2_000
"""More than are talked in at once anywhere: each is a kilobyte, and soon read again."""

_NEWEST: Final = """
SELECT slot, message, body_hash FROM messages
WHERE conversation = :conversation AND slot BETWEEN :first AND :last ORDER BY slot DESC LIMIT 1
"""


class Heads:
    """The cache, and how a room is read when it is not in it."""

    def __init__(self, *, rows: CaseRows, kept: int = KEPT) -> None:
        self._rows = rows
        self._kept = kept
        self._rooms: OrderedDict[CaseId, tuple[int, Room]] = OrderedDict()

    def get(self, case: CaseId) -> tuple[int, Room] | None:
        """The conversation number and the room, if they are in memory."""
        found = self._rooms.get(case)
        if found is not None:
            self._rooms.move_to_end(case)
        return found

    def move(self, case: CaseId, number: int, room: Room) -> None:
        """Put a room that is in memory, as `get` gave it, at its next head."""
        self._rooms[case] = (number, room)

    def drop(self, case: CaseId) -> None:
        """Forget one room: its case changed."""
        self._rooms.pop(case, None)

    def forget(self) -> None:
        """Forget all rooms: something was undone."""
        self._rooms.clear()

    def trim(self, *, keep: int) -> None:
        """Forget the least lately used beyond the bound, but never the `keep` latest."""
        while len(self._rooms) > max(self._kept, keep):
            self._rooms.popitem(last=False)

    async def load(self, reads: Reads, cases: Iterable[CaseId]) -> None:
        """Bring rooms into memory. Cases without an epoch have none.

        Only to be called by the writer's task, inside a unit or a query: between reading and
        remembering nothing else may write.
        """
        for case in cases:
            if self.get(case) is None:
                self.keep(case, await reads.look(partial(self.read, case=case)))

    def keep(self, case: CaseId, found: tuple[int, Room] | None) -> None:
        """Remember a room as it was read, before anything else is written."""
        if found is not None:
            self._rooms[case] = found

    def read(self, raw: sqlite3.Connection, case: CaseId) -> tuple[int, Room] | None:
        """The conversation number and the room, as a look at three rows."""
        found = self._rows.read(raw, case)
        if found is None or not found[1].epoch:
            return None
        conversation, kept = found
        newest = [
            newest_of(raw, conversation, kept.epoch, kept.record_hash, direction)
            for direction in Direction
        ]
        room = Room(
            case=case,
            state=kept.state,
            student=kept.student,
            worker=kept.worker,
            epoch=kept.epoch,
            record=kept.record_hash,
            heads=(newest[0][0], newest[1][0]),
            seen=(newest[0][1], newest[1][1]),
            quiet_until=kept.paused or 0,
        )
        return conversation, room


def newest_of(
    raw: sqlite3.Connection,
    conversation: int,
    epoch: int,
    record: RecordHash,
    direction: Direction,
) -> tuple[Head, int]:
    """A direction's head, and what its newest message says its writer has seen."""
    row = raw.execute(
        _NEWEST,
        {
            "conversation": conversation,
            "first": slot(epoch=epoch, direction=direction, counter=0),
            "last": last(epoch=epoch, direction=direction),
        },
    ).fetchone()
    if row is None:
        return genesis(record, direction), 0
    header = read_kept(row["message"], row["body_hash"])
    return Head(header.counter, header.chain), header.seen
