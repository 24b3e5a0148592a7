"""Conversations' messages on the store's bulk lane (port: intake/ports.py `Messages`).

Messages are sealed by devices and kept as sent. Which one is next is intake's pure rule; what is
in memory is heads.py's.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import Final

from crypto.wire import CaseId, Direction, Head, RecordHash
from intake.conversations import Behind, Earlier, Room, accept, may_unsend
from intake.errors import Conflict, NotFound
from intake.headers import read_kept, take_back
from intake.ports import Durable, Page, Posted, Posting, Stored
from intake.requests import State
from people.accounts import AccountId
from storage.database import Row, SqlValue
from storage.heads import Heads, newest_of
from storage.lane import Accepted, Insert
from storage.outbox import StoredOutbox
from storage.slots import COUNTER_END, last, place, slot
from storage.transaction import Reads, Snapshot, Transaction
from storage.writer import Store

PAGE_BYTES: Final = 1024 * 1024
"""What one page may carry, so that a reader's memory is bounded. One message always fits."""

_OPEN: Final = State.OPEN
_KEPT: Final = Durable(new=True)
_KNOWN: Final = Durable(new=False)

_SIZES: Final = """
SELECT slot, length(message) AS size FROM messages
WHERE conversation = :conversation AND slot > :after AND slot <= :last ORDER BY slot LIMIT :limit
"""
_MESSAGES: Final = """
SELECT slot, message, body_hash FROM messages
WHERE conversation = :conversation AND slot > :after AND slot <= :last ORDER BY slot
"""
_ONE: Final = """
SELECT slot, message, body_hash FROM messages WHERE conversation = :conversation AND slot = :slot
"""


class MessageLane:
    """How messages go through the bulk lane (storage/lane.py `Lane`)."""

    insert = Insert("messages", ("conversation", "slot", "message"))

    def __init__(self, *, heads: Heads, outbox: StoredOutbox) -> None:
        self._heads = heads
        self._outbox = outbox

    async def prepare(self, tx: Transaction, rows: Sequence[Posting]) -> None:
        await self._heads.load(tx, {row.case for row in rows})
        self._heads.trim(keep=len(rows))

    def at_hand(self, row: Posting) -> bool:
        return not row.owed and self._heads.get(row.case) is not None

    def accept(self, row: Posting) -> Accepted[Durable | Behind | Earlier]:
        number, room, direction = _member(self._heads.get(row.case), row.writer)
        if room.state is not _OPEN:
            raise NotFound
        header = row.header
        verdict = accept(room, header, direction)
        if isinstance(verdict, Room):
            self._heads.move(row.case, number, verdict)
            where = slot(epoch=header.epoch, direction=direction, counter=header.counter)
            return _KEPT, (number, where, row.message)
        if isinstance(verdict, Behind | Earlier):
            return verdict, None
        return _KNOWN, None

    async def settle(self, tx: Transaction, rows: Sequence[Posting]) -> None:
        owed = [outgoing for row in rows for outgoing in row.owed]
        if owed:
            await self._outbox.put_in(tx, self._outbox.sealed(owed))

    def forget(self) -> None:
        self._heads.forget()


class StoredMessages:
    """The port `Messages` on the store."""

    def __init__(self, *, store: Store, heads: Heads, outbox: StoredOutbox) -> None:
        self._store = store
        self._heads = heads
        self._lane = MessageLane(heads=heads, outbox=outbox)
        self._looking: set[asyncio.Task[None]] = set()
        store.on_rollback(heads.forget)

    async def room(self, case: CaseId) -> Room | None:
        found = self.room_at_hand(case)
        if found is None:
            loaded = await self._store.read(lambda snapshot: self._loaded(snapshot, case))
            found = None if loaded is None else loaded[1]
        return found

    def room_at_hand(self, case: CaseId) -> Room | None:
        found = self._heads.get(case)
        if found is None and self._store.at_rest:
            # Nothing is written between reading and remembering: nobody is waited for.
            self._heads.keep(case, self._store.look(partial(self._heads.read, case=case)))
            found = self._kept(case)
        return None if found is None else found[1]

    async def append(self, posting: Posting) -> Durable | Behind:
        verdict = await self._store.append(self._lane, posting)
        return await self._settled(posting, verdict)

    def post(self, posting: Posting, told: Posted) -> None:
        def done(verdict: Durable | Behind | Earlier, error: Exception | None) -> None:
            if not isinstance(verdict, Earlier):
                told(verdict, error)
                return
            looking = asyncio.create_task(self._look_up(posting, verdict, told))
            self._looking.add(looking)
            looking.add_done_callback(self._looking.discard)

        self._store.post(self._lane, posting, done)

    async def _look_up(self, posting: Posting, verdict: Earlier, told: Posted) -> None:
        try:
            answer = await self._settled(posting, verdict)
        except Exception as error:  # noqa: BLE001 - handed to whoever posted
            told(None, error)
        else:
            told(answer, None)

    async def _settled(
        self, posting: Posting, verdict: Durable | Behind | Earlier
    ) -> Durable | Behind:
        if isinstance(verdict, Earlier):
            return await self._store.read(lambda snapshot: self._repeated(snapshot, posting))
        return verdict

    async def heads(self, case: CaseId, epoch: int, record: RecordHash) -> tuple[Head, Head] | None:
        # Always between two groups: a head that is not durable yet must not be shown.
        async def query(snapshot: Snapshot) -> tuple[Head, Head] | None:
            return await _heads_of(snapshot, await self._loaded(snapshot, case), epoch, record)

        return await self._store.read(query)

    async def after(
        self,
        case: CaseId,
        *,
        epoch: int,
        record: RecordHash,
        counters: tuple[int, int],
        limit: int,
    ) -> Page | None:
        async def query(snapshot: Snapshot) -> Page | None:
            # In one query: nothing is written between the heads and the messages.
            found = await self._loaded(snapshot, case)
            heads = await _heads_of(snapshot, found, epoch, record)
            if found is None or heads is None:
                return None
            messages, more = await _page(snapshot, found[0], epoch, counters, limit)
            return Page(messages=messages, more=more, heads=heads)

        return await self._store.read(query)

    async def unsend(self, case: CaseId, *, writer: AccountId, epoch: int, counter: int) -> None:
        async def unit(tx: Transaction) -> None:
            await self._heads.load(tx, [case])
            number, room, direction = _member(self._heads.get(case), writer)
            if not 0 < epoch <= room.epoch or counter >= COUNTER_END:
                raise NotFound
            row = await tx.one(_ONE, _at(number, epoch, direction, counter))
            if row is None:
                raise NotFound
            if row["body_hash"] is not None:
                return
            if not may_unsend(room, direction=direction, epoch=epoch, counter=counter):
                raise Conflict("seen")
            ad, body = take_back(row["message"])
            await tx.execute(
                "UPDATE messages SET message = :message, body_hash = :body "
                "WHERE conversation = :conversation AND slot = :slot",
                _at(number, epoch, direction, counter) | {"message": ad, "body": body},
            )

        await self._store.write(unit)

    async def _loaded(self, reads: Reads, case: CaseId) -> tuple[int, Room] | None:
        await self._heads.load(reads, [case])
        return self._kept(case)

    def _kept(self, case: CaseId) -> tuple[int, Room] | None:
        """What is in memory of it now; how much stays there is bounded."""
        found = self._heads.get(case)
        if found is not None and found[1].state is State.CLOSED:
            self._heads.drop(case)  # it is only read again: most rooms are closed
        self._heads.trim(keep=1)
        return found

    async def _repeated(self, reads: Reads, posting: Posting) -> Durable | Behind:
        """Tell an earlier message sent again from another one in its place."""
        number, room, direction = _member(await self._loaded(reads, posting.case), posting.writer)
        header = posting.header
        row = await reads.one(_ONE, _at(number, header.epoch, direction, header.counter))
        same = row is not None and read_kept(row["message"], row["body_hash"]).chain == header.chain
        return Durable(new=False) if same else Behind(room=room)


def _member(found: tuple[int, Room] | None, writer: AccountId) -> tuple[int, Room, Direction]:
    direction = None if found is None else found[1].direction_of(writer)
    if found is None or direction is None:
        raise NotFound
    return found[0], found[1], direction


async def _heads_of(
    reads: Reads, found: tuple[int, Room] | None, epoch: int, record: RecordHash
) -> tuple[Head, Head] | None:
    if found is None or not 0 < epoch <= found[1].epoch:
        return None
    if found[1].epoch == epoch:
        return found[1].heads
    number = found[0]

    def both(raw: sqlite3.Connection) -> list[Head]:
        return [newest_of(raw, number, epoch, record, direction)[0] for direction in Direction]

    student, worker = await reads.look(both)
    return student, worker


def _at(conversation: int, epoch: int, direction: Direction, counter: int) -> dict[str, SqlValue]:
    where = slot(epoch=epoch, direction=direction, counter=counter)
    return {"conversation": conversation, "slot": where}


async def _page(
    reads: Reads, conversation: int, epoch: int, counters: tuple[int, int], limit: int
) -> tuple[Sequence[Stored], bool]:
    """The messages of a page, and whether there are more."""
    # Chosen by size first, so that no more comes into memory than is sent.
    sizes = [
        await reads.all(_SIZES, _range(conversation, epoch, direction, after, limit + 1))
        for direction, after in zip(Direction, counters, strict=True)
    ]
    messages: list[Stored] = []
    for taken in chosen(sizes[0], sizes[1], limit=limit):
        if taken:
            rows = await reads.all(
                _MESSAGES,
                {
                    "conversation": conversation,
                    "after": taken[0]["slot"] - 1,
                    "last": taken[-1]["slot"],
                },
            )
            messages += [_stored(row) for row in rows]
    return messages, len(messages) < len(sizes[0]) + len(sizes[1])


def chosen(
    student: Sequence[Row], worker: Sequence[Row], *, limit: int
) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows of each direction that fit on a page of `limit` messages and PAGE_BYTES.

    Half for each direction, and for the other what one does not need; at least one in all.
    """
    first = min(len(student), max((limit + 1) // 2, limit - len(worker)))
    left = PAGE_BYTES
    taken: list[Sequence[Row]] = []
    for rows, share in ((student, first), (worker, limit - first)):
        count = 0
        for row in rows[:share]:
            left -= row["size"]
            if left < 0 and (count or any(taken)):
                break
            count += 1
        taken.append(rows[:count])
    return taken[0], taken[1]


def _range(
    conversation: int, epoch: int, direction: Direction, after: int, limit: int
) -> dict[str, SqlValue]:
    return {
        "conversation": conversation,
        "after": slot(epoch=epoch, direction=direction, counter=min(after, COUNTER_END - 1)),
        "last": last(epoch=epoch, direction=direction),
        "limit": limit,
    }


def _stored(row: Row) -> Stored:
    epoch, direction, counter = place(row["slot"])
    body = row["body_hash"]
    return Stored(
        epoch=epoch,
        direction=direction,
        counter=counter,
        message=bytes(row["message"]),
        body_hash=None if body is None else bytes(body),
    )
