"""A case's record as a student hands it on, and as the next worker reads it (protocol.md 24).

Pure: makes and opens. The papers travel as any in a room; who kept the record is recording.py's.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from client.epochs import Joined
from client.record_heads import RecordHead
from client.recording import OpenedRecord, member_key, read_record
from crypto import CryptoError, Refused
from crypto.wire import CaseId, Team
from crypto.wire.case_record import EarlierEntry, EarlierRecord, RecordItem, record_chain

__all__ = ["earlier_entries", "hand_on", "read_handed_on"]

ROOM: Final = 40_000
"""Bytes of entries in one paper: well below what a paper may have (section 7)."""


def hand_on(
    items: Sequence[bytes], *, case: CaseId, joined: Sequence[Joined], most: int
) -> list[EarlierRecord]:
    """The first `most` entries for whoever joins, as papers. Refused unless all of them open."""
    chosen = items[:most]
    opened = read_record(
        chosen, case=case, key=lambda item: member_key(item, joined=joined), team=None
    )
    if None in opened:
        raise Refused("An entry does not open.")
    papers: list[list[EarlierEntry]] = []
    room = 0
    for item in chosen:
        if len(item) > room:
            papers.append([])
            room = ROOM
        papers[-1].append(EarlierEntry(item=item, key=member_key(item, joined=joined)))
        room -= len(item)
    return [EarlierRecord(case=case, entries=tuple(entries)) for entries in papers]


def earlier_entries(papers: Iterable[bytes], *, case: CaseId) -> list[EarlierEntry]:
    """What a student handed on, out of all papers of a room."""
    found: list[EarlierEntry] = []
    for raw in papers:
        try:
            paper = EarlierRecord.decode(raw)
        except CryptoError:
            continue
        found += paper.entries if paper.case == case else ()
    return found


def read_handed_on(
    entries: Sequence[EarlierEntry],
    *,
    case: CaseId,
    own: Sequence[bytes],
    head: RecordHead,
    team: Team | None,
) -> list[OpenedRecord]:
    """The entries of before, in their order. `own`: the items that the server gives this worker.

    Refused where one lacks, does not open, is out of place, or does not lead to one's own first
    entry (or to the head, before there is one). With fewer than there are, the last ones lack.
    """
    # Of one that came twice the first counts (section 24).
    keys = {entry.item: entry.key for entry in reversed(entries)}
    items = sorted(keys, key=lambda item: RecordItem.decode(item).place.number)
    opened = read_record(items, case=case, key=keys.__getitem__, team=team)
    whole = [each for each in opened if each is not None]
    if len(whole) != len(opened):
        raise Refused("An entry does not open.")
    next_ = RecordItem.decode(own[0]).place if own else None
    before = head.count if next_ is None else next_.number - 1
    if len(items) > before:
        raise Refused("There are more entries than the record has.")
    follows = head.hash if next_ is None else next_.previous
    if items and len(items) == before and record_chain(items[-1]) != follows:
        raise Refused("The record goes on from other entries.")
    return whole
