"""How far a case's record goes, and that it never goes back (protocol.md section 24).

Pure, and the note of it in a worker's bundle. Reading and writing entries are recording.py's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import crypto
from client.keys import KeyRing
from crypto import Refused
from crypto.wire import CaseId
from crypto.wire.case_record import RecordItem, record_chain
from crypto.wire.ids import ZEROS

__all__ = ["RecordHead", "check_goes_on", "check_head", "last_head", "with_head", "without_head"]

_UNDER: Final = "meta/record/"
_NOTE_BYTES: Final = 40


@dataclass(frozen=True, kw_only=True)
class RecordHead:
    """How far a record goes: how many entries, and the newest one's chain hash."""

    count: int = 0
    hash: bytes = ZEROS


def check_head(items: Sequence[bytes], head: RecordHead) -> None:
    """Refused where one's own newest entry is not the one with which the record ends.

    Whoever may read any may read the newest: nobody else writes after them (section 24).
    """
    if items:
        newest = RecordHead(
            count=RecordItem.decode(items[-1]).place.number, hash=record_chain(items[-1])
        )
        if newest != head:
            raise Refused("The record ends elsewhere.")
    elif (head.count == 0) != (head.hash == ZEROS):
        raise Refused("An empty record has no head.")


def check_goes_on(before: RecordHead | None, items: Sequence[bytes], head: RecordHead) -> None:
    """Refused where the record does not go on from where one saw it end before: a roll-back."""
    if before is None or before == head:
        return
    there = {RecordItem.decode(item).place.number: record_chain(item) for item in items}
    if items:
        # Whoever came then has not that entry, and the very next names it.
        first = RecordItem.decode(items[0]).place
        there.setdefault(first.number - 1, first.previous)
    if head.count <= before.count or there.get(before.count) != before.hash:
        raise Refused("The record is not what it was: entries of it are hidden.")


def last_head(ring: KeyRing, case: CaseId) -> RecordHead | None:
    """What one last saw, on whichever device; None for nothing."""
    raw = ring.others.get(f"{_UNDER}{case.hex()}")
    if raw is None or len(raw) != _NOTE_BYTES:
        return None
    return RecordHead(count=crypto.read_u64(raw[:8]), hash=raw[8:])


def with_head(ring: KeyRing, case: CaseId, head: RecordHead) -> KeyRing:
    """Remember how far it went, never less than before; the same ring where nothing changes."""
    before = last_head(ring, case)
    if head.count <= (0 if before is None else before.count):
        return ring
    return ring.with_entry(f"{_UNDER}{case.hex()}", crypto.u64(head.count) + head.hash)


def without_head(ring: KeyRing, case: CaseId) -> KeyRing:
    """The case is over: nothing of it is kept. The same ring where nothing was."""
    name = f"{_UNDER}{case.hex()}"
    if name not in ring.others:
        return ring
    left = {other: value for other, value in ring.others.items() if other != name}
    return replace(ring, others=left)
