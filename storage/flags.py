"""Safeguarding flags on the store (port: supervision/flag_ports.py `FlagStore`).

One transaction for each step, with its row of the flags' own chain: the audit chain that others
may look at never hears of a flag. Rules are supervision's.
"""

from collections.abc import Sequence
from typing import Final

import structlog

import crypto
from crypto import wire
from intake.outbox import Outgoing
from people.accounts import Role
from storage import flagrows
from storage.casekeys import CaseKey, CaseKeys
from storage.clock import HOUR, Clock, hour_of
from storage.database import Row
from storage.errors import CaseErased
from storage.flagchain import FlagChain
from storage.flagrows import LATE, PART, FlagRows
from storage.outbox import StoredOutbox
from storage.rolesets import text_of
from storage.transaction import Reads, Transaction
from storage.writer import Store
from supervision import flags
from supervision.errors import Exists, Full, NotFound
from supervision.flag_ports import (
    Box,
    EventPage,
    FlagMoved,
    FlagPage,
    LateFlag,
    NewEvent,
    Overdue,
    ShownFlag,
    StoredEvent,
)
from supervision.flags import Flag, FlagId, Late, NewFlag

PAGE_BYTES: Final = 1024 * 1024
_log = structlog.get_logger("storage")

_INSERT: Final = """
INSERT INTO flags (id, state, stage, holders, received, due, late, released, head, head_hash,
    sealed)
VALUES (:id, 'sent', 0, :holders, :received, :due, :late, 0, 0, :head_hash, :sealed)
"""
_UPDATE: Final = """
UPDATE flags SET state = :state, stage = :stage, due = :due, released = :released, head = :head,
    ended = CASE WHEN :state = 'closed' THEN coalesce(ended, :ended) END
WHERE id = :id
"""
_FLAG: Final = "SELECT * FROM flags WHERE id = :id"
_PUT_WRAP: Final = "INSERT INTO flag_wraps (flag, name, sealed) VALUES (:flag, :name, :sealed)"
_WRAPS: Final = "SELECT flag, name, sealed FROM flag_wraps WHERE flag = :id ORDER BY name"
_PUT_EVENT: Final = """
INSERT INTO flag_events (flag, number, mark, sealed) VALUES (:flag, :number, :mark, :sealed)
"""
_EVENTS: Final = """
SELECT * FROM flag_events WHERE flag = :id AND number > :after ORDER BY number LIMIT :limit
"""
_PAGE: Final = """
SELECT f.* FROM flags f
WHERE (:before IS NULL OR f.number < :before) AND (
    EXISTS (SELECT 1 FROM flag_wraps w WHERE w.flag = f.id AND w.name = :role)
    OR (:role = 'deputy' AND f.late = 1
        AND (f.released = 1 OR (f.state = 'sent' AND f.stage = 2))))
ORDER BY f.number DESC LIMIT :limit
"""


class SqlFlags:
    """The port on the store; the notices that are owed are handed in by the wiring."""

    def __init__(
        self,
        *,
        store: Store,
        rows: FlagRows,
        keys: CaseKeys,
        chain: FlagChain,
        outbox: StoredOutbox,
        clock: Clock,
    ) -> None:
        self._store = store
        self._rows = rows
        self._keys = keys
        self._chain = chain
        self._outbox = outbox
        self._clock = clock
        self._seen: set[tuple[int, FlagId, Role]] = set()

    async def keep(
        self, new: NewFlag, *, due: int, box: Box, owed: Sequence[Outgoing] = ()
    ) -> bool:
        """As the port says; False when it was kept before."""
        try:
            # Durable before the row: a row without its key could never be read.
            key = await self._keys.create(self._rows.key_of(new.id))
        except CaseErased:
            raise Exists from None
        notices = self._outbox.sealed(owed)

        async def unit(tx: Transaction) -> bool:
            kept = await tx.one(_FLAG, {"id": new.id})
            if kept is not None:
                await _refuse_other(tx, key, kept, new)
                return False
            await self._insert(tx, key, new, due=due)
            await self._chain.append(tx, box(new.id, new.wraps.keys(), "raised"))
            await self._outbox.put_in(tx, notices)
            return True

        return await self._store.write(unit)

    async def _insert(self, tx: Transaction, key: CaseKey, new: NewFlag, *, due: int) -> None:
        await tx.execute(
            _INSERT,
            {
                "id": new.id,
                "holders": text_of(new.wraps),
                "received": hour_of(self._clock.now()),
                "due": due,
                "late": int(new.late is not None),
                "head_hash": wire.flag_chain(new.sealed),
                "sealed": flagrows.seal_flag(key, new.id, new.sealed),
            },
        )
        wraps = flagrows.wraps_of(new)
        await tx.many(_PUT_WRAP, [flagrows.seal_wrap(key, new.id, *each) for each in wraps.items()])

    async def state(self, flag: FlagId) -> Flag | None:
        return await self._store.read(lambda reads: _load(reads, flag))

    async def page(self, role: Role, *, before: FlagId | None, limit: int, box: Box) -> FlagPage:
        async def unit(tx: Transaction) -> FlagPage:
            number = None if before is None else await _number(tx, before, role)
            params = {"before": number, "role": role.value, "limit": limit + 1}
            rows, found, size = await tx.all(_PAGE, params), list[ShownFlag](), 0
            for row in rows[:limit]:
                shown = await self._open(tx, row, role)
                size += len(shown.sealed or b"")
                if found and size > PAGE_BYTES:
                    return FlagPage(flags=found, more=True)
                found.append(shown)
                await self._saw(tx, shown.flag, role, box)
            return FlagPage(flags=found, more=len(rows) > limit)

        return await self._store.write(unit)

    async def late(self, flag: FlagId, *, box: Box) -> LateFlag:
        async def unit(tx: Transaction) -> LateFlag:
            row = await tx.one(_FLAG, {"id": flag})
            key = await self._keys.get(self._rows.key_of(flag))
            if row is None or key is None or not flagrows.read_flag(row).late_open:
                raise NotFound
            found = flagrows.read_flag(row)
            wraps = await _wraps(tx, key, flag)
            await tx.execute("UPDATE flags SET released = 1 WHERE id = :id", {"id": flag})
            await self._chain.append(tx, box(flag, found.holders, "late part handed out"))
            late = Late(part=wraps[PART], half=wraps[LATE])
            return LateFlag(sealed=flagrows.open_flag(key, row), late=late)

        return await self._store.write(unit)

    async def events(self, flag: FlagId, role: Role, *, after: int, limit: int) -> EventPage:
        key = await self._keys.get(self._rows.key_of(flag))

        async def query(reads: Reads) -> EventPage:
            found = await _load(reads, flag)
            if key is None or found is None or not found.readable_by(role):
                raise NotFound
            return await _events(reads, key, found, after=after, limit=limit)

        return await self._store.read(query)

    async def add(self, new: NewEvent, role: Role, *, box: Box) -> bool:
        async def unit(tx: Transaction) -> bool:
            row = await tx.one(_FLAG, {"id": new.flag})
            key = await self._keys.get(self._rows.key_of(new.flag))
            found = None if row is None else flagrows.read_flag(row)
            if row is None or key is None or found is None or not found.readable_by(role):
                raise NotFound
            if (new.number, new.previous) != (found.head + 1, bytes(row["head_hash"])):
                lacking = max(0, min(new.number - 1, found.head))
                page = await _events(tx, key, found, after=lacking, limit=flags.MOST_EVENTS)
                if page.events and _same(page, new):
                    return False
                raise FlagMoved(page)
            if found.head >= flags.MOST_EVENTS:
                raise Full
            await tx.execute(_PUT_EVENT, flagrows.seal_event(key, new))
            await _update(tx, flags.marked(found, new.mark), ended=self._ended())
            head = {"id": new.flag, "hash": wire.flag_chain(new.event)}
            await tx.execute("UPDATE flags SET head_hash = :hash WHERE id = :id", head)
            event = new.mark.value or "noted"
            await self._chain.append(tx, box(new.flag, found.holders, event))
            return True

        return await self._store.write(unit)

    async def due(self, *, now: int, limit: int) -> Sequence[FlagId]:
        async def query(reads: Reads) -> Sequence[FlagId]:
            rows = await reads.all(
                "SELECT id FROM flags WHERE due <= :now ORDER BY due LIMIT :limit",
                {"now": now, "limit": limit},
            )
            return [FlagId(bytes(row["id"])) for row in rows]

        return await self._store.read(query)

    async def advance(
        self, flag: FlagId, step: Overdue, *, box: Box, owed: Sequence[Outgoing] = ()
    ) -> bool:
        """As the port says."""
        notices = self._outbox.sealed(owed)

        async def unit(tx: Transaction) -> bool:
            found = await _load(tx, flag)
            after = None if found is None else step(found)
            if after is None:
                return False
            await _update(tx, after, ended=self._ended())
            await self._chain.append(tx, box(flag, after.holders, after.stage.name.lower()))
            await self._outbox.put_in(tx, notices)
            return True

        return await self._store.write(unit)

    def _ended(self) -> int:
        """The hour's end: what is closed now is kept from then on (protocol.md section 8)."""
        return hour_of(self._clock.now()) + HOUR

    async def _open(self, reads: Reads, row: Row, role: Role) -> ShownFlag:
        """A flag for a reader: what cannot be opened any more is shown without its content."""
        flag = flagrows.read_flag(row)
        key = await self._keys.get(self._rows.key_of(flag.id))
        if role not in flag.holders or key is None:
            return ShownFlag(flag=flag)
        try:
            wraps = await _wraps(reads, key, flag.id)
            sealed = flagrows.open_flag(key, row)
            return ShownFlag(flag=flag, sealed=sealed, wrap=wraps[role.value])
        except (crypto.CryptoError, KeyError):
            # One damaged row must not take the inbox with it. The event is that of every damaged
            # row, and no error is named: one of its own would say that there are flags.
            _log.error("row_damaged")
            return ShownFlag(flag=flag)

    async def _saw(self, tx: Transaction, flag: Flag, role: Role, box: Box) -> None:
        """On record once an hour: an inbox that stands open asks every few seconds."""
        hour = hour_of(self._clock.now())
        known = (hour, flag.id, role)
        if known in self._seen:
            return
        await self._chain.append(tx, box(flag.id, flag.holders, "seen"))
        self._seen = {each for each in self._seen if each[0] == hour} | {known}
        tx.on_rollback(lambda: self._seen.discard(known))


async def _load(reads: Reads, flag: FlagId) -> Flag | None:
    row = await reads.one(_FLAG, {"id": flag})
    return None if row is None else flagrows.read_flag(row)


async def _number(reads: Reads, flag: FlagId, role: Role) -> int:
    row = await reads.one(_FLAG, {"id": flag})
    if row is None or not flagrows.read_flag(row).known_to(role):
        raise NotFound
    number: int = row["number"]
    return number


async def _wraps(reads: Reads, key: CaseKey, flag: FlagId) -> dict[str, bytes]:
    rows = await reads.all(_WRAPS, {"id": flag})
    return {row["name"]: flagrows.open_wrap(key, row) for row in rows}


async def _events(reads: Reads, key: CaseKey, flag: Flag, *, after: int, limit: int) -> EventPage:
    """At most `limit` events and 1 MiB, but at least one where there is one."""
    rows = await reads.all(_EVENTS, {"id": flag.id, "after": after, "limit": limit})
    found, size = list[StoredEvent](), 0
    for row in rows:
        event = flagrows.open_event(key, row)
        size += len(event.event)
        if found and size > PAGE_BYTES:
            break
        found.append(event)
    return EventPage(events=found, head=flag.head)


def _same(page: EventPage, new: NewEvent) -> bool:
    first = page.events[0]
    return (first.number, first.event, first.mark) == (new.number, new.event, new.mark)


async def _update(tx: Transaction, flag: Flag, *, ended: int) -> None:
    await tx.execute(
        _UPDATE,
        {
            "id": flag.id,
            "state": flag.state.value,
            "stage": int(flag.stage),
            "due": flag.due,
            "released": int(flag.released),
            "head": flag.head,
            "ended": ended,
        },
    )


async def _refuse_other(tx: Transaction, key: CaseKey, kept: Row, new: NewFlag) -> None:
    """Raises Exists unless what is kept are these very bytes."""
    try:
        wraps = await _wraps(tx, key, new.id)
        same = flagrows.open_flag(key, kept) == new.sealed and wraps == dict(flagrows.wraps_of(new))
    except crypto.CryptoError:
        same = False
    if not same:
        raise Exists
