"""A case's epochs as the server shows them, followed by a device's rules (protocol.md section 6).

Which record may be believed, one after another; nothing here talks to a server.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from client.api import unb64
from client.epochs import Joined, accept_next, acknowledge, reopen
from client.keys import KeyRing
from crypto import Refused, wire
from crypto.wire import CaseId, Changes, Direction, Epoch, EpochAck, RecordHash, Team

__all__ = [
    "Row",
    "accepted_last",
    "follow",
    "joining",
    "left_before",
    "noted",
    "reopen_known",
    "rows_of",
    "unseen",
]


@dataclass(frozen=True, kw_only=True, repr=False)
class Row:
    """A record, one's own wrap of it, and the statements that came with it."""

    record: bytes
    wrap: bytes
    changes: Changes

    @property
    def hash(self) -> RecordHash:
        """The record's hash."""
        return wire.epoch_hash(wire.open_signed(self.record, Epoch))


def noted(ring: KeyRing, joined: Joined) -> KeyRing:
    """With the bundle's entry (section 2.1) that this is the newest epoch accepted or made."""
    case = joined.epoch.body.case
    if joined.me is Direction.FROM_STUDENT:
        return ring.with_entry(_ack(case), acknowledge(joined, ring=ring).raw)
    return ring.with_entry(_accepted(case), joined.record)


def joining(ring: KeyRing, joined: Joined) -> KeyRing:
    """With the bundle's entry that this is the epoch a worker joined with (section 17)."""
    return ring.with_entry(_joined(joined.epoch.body.case), joined.record)


def accepted_last(ring: KeyRing, case: CaseId, rows: Sequence[Row]) -> RecordHash | None:
    """The newest epoch that this person accepted, on any device, by their bundle.

    A student's word counts by the key that the epoch itself names, a former one, too. Raises
    Refused for any other, or what reading raises.
    """
    if ring.side != "student":
        kept = ring.others.get(_accepted(case)) or ring.others.get(_joined(case))
        return None if kept is None else RecordHash(kept)
    ack = ring.others.get(_ack(case))
    if ack is None:
        return None
    opened = wire.open_signed(ack, EpochAck)
    records = [wire.open_signed(row.record, Epoch) for row in rows]
    named = {wire.epoch_hash(record): record.body.student.sign_key for record in records}
    key = named.get(opened.body.record, opened.key)
    if opened.body.case != case or opened.key != key or key not in dict(ring.identities):
        raise Refused("The acceptance is not one's own.")
    return opened.body.record


def _ack(case: CaseId) -> str:
    return f"meta/ack/{case.hex()}"


def _joined(case: CaseId) -> str:
    return f"meta/joined/{case.hex()}"


def _accepted(case: CaseId) -> str:
    return f"meta/accepted/{case.hex()}"


def rows_of(found: Mapping[str, Any]) -> list[Row]:
    """The epochs of a case as the API answers them, oldest first."""

    def statement(epoch: Mapping[str, Any], name: str) -> bytes | None:
        return unb64(epoch[name]) if epoch.get(name) else None

    return [
        Row(
            record=unb64(epoch["record"]),
            wrap=unb64(epoch["wrap"]),
            changes=Changes(
                worker=statement(epoch, "member_change"), student=statement(epoch, "key_change")
            ),
        )
        for epoch in found["epochs"]
    ]


def reopen_known(rows: Sequence[Row], *, ring: KeyRing, newest: RecordHash | None) -> list[Joined]:
    """The epochs up to the newest accepted one, for reading; they vouch for those before them.

    Refused when the server does not show it: then something was rolled back (attack 9).
    """
    if newest is None:
        return []
    hashes = [row.hash for row in rows]
    if newest not in hashes:
        raise Refused("An epoch that was accepted is missing.")
    known = hashes.index(newest)
    joined = [
        reopen(row.record, wrap=row.wrap, ring=ring, known=hashes[: known + 1])
        for row in rows[: known + 1]
    ]
    for before, after in pairwise(joined):
        if after.epoch.body.previous != before.record:
            raise Refused("The records do not follow each other.")
    return joined


def left_before(found: Mapping[str, Any], *, newest: RecordHash | None) -> bool:
    """Whether a worker comes back to a case that went on without them.

    What they accepted last is then among the records before their return, and those follow each
    other from it on. Refused when they do not.
    """
    earlier = [wire.open_signed(unb64(record), Epoch) for record in found.get("earlier") or []]
    hashes = [wire.epoch_hash(record) for record in earlier]
    if newest is None or newest not in hashes:
        return False
    since = hashes.index(newest)
    for before, after in pairwise(earlier[since:]):
        if after.body.previous != wire.epoch_hash(before):
            raise Refused("The records do not follow each other.")
    return True


def unseen(rows: Sequence[Row], *, joined: Sequence[Joined]) -> Sequence[Row]:
    """The epochs after those already joined. Refused when one of these is not shown (attack 9)."""
    if [each.record for each in joined] != [row.hash for row in rows[: len(joined)]]:
        raise Refused("An epoch that was accepted is missing.")
    return rows[len(joined) :]


def follow(
    rows: Sequence[Row], *, last: Joined, ring: KeyRing, team: Team, now: int
) -> list[Joined]:
    """These epochs after `last`, each by section 6's rules. Raises Refused."""
    found = []
    for row in rows:
        last = accept_next(
            row.record,
            wrap=row.wrap,
            ring=ring,
            before=last.epoch,
            supervision=last.supervision,
            team=team,
            now=now,
            changes=row.changes,
        )
        found.append(last)
    return found
