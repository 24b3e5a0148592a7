"""A store with few messages and one with very many: commit, resume, last 50, in turn.

Stored messages are filler of the right size but for the newest of each direction, which is a
header as devices make it: only that one is read when a conversation goes on.
"""

import asyncio
import os
import random
import sqlite3
import statistics
import time
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.disk import SEALED
from bench.rows import Row, shown
from bench.talks import Plan
from crypto import wire
from crypto.wire import CaseId, Direction, RecordHash
from intake.conversations import Room
from intake.headers import read_header
from intake.ports import Durable, Posting
from storage.caserows import CaseRows
from storage.clock import SystemClock
from storage.forgetting import forget_erased
from storage.heads import Heads
from storage.layout import Layout
from storage.messages import StoredMessages
from storage.opening import Core, open_core
from storage.slots import slot

FEW: Final = 1_000
MANY: Final = 1_000_000
LOOKS: Final = 300
BACK: Final = 20
"""How far behind a device is that comes back."""
LAST: Final = 50
LEAST_EACH: Final = 2 * LAST
"""A conversation holds more than is looked at, so that both stores answer with as much."""
FILL_ROWS: Final = 2_000
FIRST_COUNTER: Final = 2
"""The worker's first message opened the epoch."""


@dataclass
class Deep:
    """One store: its messages, and how long each kind of look took, in seconds."""

    core: Core
    messages: StoredMessages
    rooms: list[Room]
    took: dict[str, list[float]] = field(default_factory=dict)

    async def timed(self, name: str, work: Awaitable[object]) -> None:
        """Keep how long `work` takes."""
        start = time.perf_counter()
        await work
        self.took.setdefault(name, []).append(time.perf_counter() - start)


def envelope(
    case: CaseId, record: RecordHash, direction: Direction, counter: int, previous: bytes
) -> bytes:
    """A message as the server sees it; what is sealed in it is noise."""
    ad = wire.MessageAd(
        suite=1,
        case=case,
        epoch=1,
        record=record,
        direction=direction,
        counter=counter,
        previous=wire.ChainHash(previous),
        seen_counter=0,
        seen_hash=wire.genesis(record, direction.other).hash,
        carried=(),
    )
    return wire.Message(ad=ad.encode(), sealed=os.urandom(SEALED)).encode()


async def opened(stack: AsyncExitStack, data: Path, plan: Plan, *, count: int) -> Deep:
    """The plan's conversations with `count` messages in all, said in turn."""
    core = await open_core(layout=Layout.at(data), clock=SystemClock(), forget=forget_erased)
    stack.push_async_callback(core.close)
    heads = Heads(rows=CaseRows(core.fields))
    messages = StoredMessages(store=core.store, heads=heads, outbox=core.outbox)
    talks = max(1, min(plan.pairs, count // LEAST_EACH))
    cases = [(pair.case, pair.by_student.record) for pair in plan.ground.pairs[:talks]]
    numbers = await core.store.upkeep(
        lambda raw: {
            row["case_id"]: row["conversation"]
            for row in raw.execute("SELECT case_id, conversation FROM cases")
        }
    )
    each = max(1, count // len(cases) // 2)
    filling = _filler([(numbers[case], case, record) for case, record in cases], each)
    await core.store.upkeep(lambda raw: _fill(raw, filling))
    await core.store.checkpoint()
    rooms = [room for case, _ in cases if (room := await messages.room(case)) is not None]
    return Deep(core=core, messages=messages, rooms=rooms)


def _filler(
    talks: Sequence[tuple[int, CaseId, RecordHash]], each: int
) -> Iterator[tuple[int, int, bytes]]:
    """Rows in the order in which talks going on side by side would have left them."""
    plain = envelope(talks[0][1], talks[0][2], Direction.FROM_STUDENT, 2, bytes(32))
    for turn in range(each):
        for number, case, record in talks:
            for direction in Direction:
                counter = turn + (FIRST_COUNTER if direction else 1)
                place = slot(epoch=1, direction=direction, counter=counter)
                newest = turn == each - 1
                body = envelope(case, record, direction, counter, bytes(32)) if newest else plain
                yield number, place, body


def _fill(raw: sqlite3.Connection, rows: Iterator[tuple[int, int, bytes]]) -> None:
    sql = "INSERT INTO messages (conversation, slot, message) VALUES (?, ?, ?)"
    while chunk := [row for _, row in zip(range(FILL_ROWS), rows, strict=False)]:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(sql, chunk)
        raw.execute("COMMIT")


async def look(deep: Deep, chance: random.Random) -> None:
    """One message, one return after some were missed, one look at the newest ones."""
    number = chance.randrange(len(deep.rooms))
    room = deep.rooms[number]
    direction = chance.choice(list(Direction))
    head = room.heads[direction]
    message = envelope(room.case, room.record, direction, head.counter + 1, head.hash)
    writer = room.member(direction)
    assert writer is not None  # noqa: S101 - the room is open
    header = read_header(message)
    posting = Posting(case=room.case, writer=writer, header=header, message=message)
    await deep.timed("commit", _kept(deep.messages.append(posting)))
    after = await deep.messages.room(room.case)
    assert after is not None  # noqa: S101 - it was there
    deep.rooms[number] = after
    ends = after.heads[0].counter, after.heads[1].counter
    for name, back in (("resume", BACK), ("last", LAST)):
        since = max(0, ends[0] - back // 2), max(0, ends[1] - back // 2)
        page = deep.messages.after(
            room.case, epoch=1, record=room.record, counters=since, limit=back
        )
        await deep.timed(name, page)


async def _kept(appending: Awaitable[object]) -> None:
    if await appending != Durable(new=True):
        raise RuntimeError("a message of the bench was not kept")


def depth(plan: Plan) -> list[Row]:
    """From few stored messages to very many."""
    return asyncio.run(_depth(plan))


async def _depth(plan: Plan) -> list[Row]:
    many = max(FEW * 2, min(MANY, plan.messages * 25))
    looks = min(LOOKS, plan.messages)
    chance = random.Random(1)  # noqa: S311 - which conversation comes next
    async with AsyncExitStack() as stack:
        few_at = plan.ground.copy("few")
        stack.callback(plan.ground.drop, few_at)
        many_at = plan.ground.copy("many")
        stack.callback(plan.ground.drop, many_at)
        small = await opened(stack, few_at, plan, count=FEW)
        large = await opened(stack, many_at, plan, count=many)
        for _ in range(looks):
            for deep in (small, large):
                await look(deep, chance)
        return [
            _row(name, small, large, many=many, target=target)
            for name, target in (("commit", 1.5), ("resume", 2.5), ("last", 3.0))
        ]


def _row(name: str, small: Deep, large: Deep, *, many: int, target: float) -> Row:
    few, lots = statistics.median(small.took[name]), statistics.median(large.took[name])
    p99 = sorted(large.took[name])[int(len(large.took[name]) * 0.99)]
    names = {"commit": "commit", "resume": f"resume {BACK} back", "last": f"last {LAST} messages"}
    return Row(
        name=f"{names[name]}, {many:,} stored",
        value=lots / few,
        unit=f"times {FEW:,} stored",
        target=target,
        most=True,
        beside=f"{shown(lots * 1000)} ms against {shown(few * 1000)} ms; "
        f"p99 {shown(p99 * 1000)} ms",
    )
