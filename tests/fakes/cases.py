"""Cases and messages in memory: intake's ports under the same suites as the store.

Writes run one after another, as in the store; a decision that raises changes nothing.
"""

import asyncio
from collections.abc import Mapping, Sequence

from crypto.wire import CaseId, Direction, Head, RecordHash, genesis
from intake.conversations import Behind, Earlier, Room, accept, may_unsend
from intake.errors import Conflict, NotFound
from intake.headers import read_kept, take_back
from intake.lapses import due
from intake.ports import Change, Decide, Durable, Page, Posted, Posting, Stored
from intake.requests import LIVE, Case, State
from people.accounts import AccountId
from people.rekeying import Rekeyed
from tests.fakes.outbox import MemoryOutbox


class MemoryCases:
    """Implements `Cases` and `Messages`."""

    def __init__(self, outbox: MemoryOutbox) -> None:
        self.outbox = outbox
        self.rows: dict[CaseId, Case] = {}
        self.kept: dict[CaseId, dict[str, bytes]] = {}
        self.messages: dict[CaseId, list[Stored]] = {}
        self.erased: set[CaseId] = set()
        self.events: list[tuple[str, str]] = []
        self.rekeyed: list[Rekeyed] = []
        self._lock = asyncio.Lock()
        self._posted: set[asyncio.Task[None]] = set()

    async def create(self, change: Change) -> None:
        async with self._lock:
            await asyncio.sleep(0)
            case = change.case
            theirs = [c for c in self.rows.values() if c.student == case.student]
            if case.id in self.rows or case.id in self.erased:
                raise Conflict("exists")
            if any(c.state in LIVE and _alike(c, case) for c in theirs):
                raise Conflict("exists")
            await self._carry_out(change)

    async def change(self, case: CaseId, decide: Decide) -> Case:
        async with self._lock:
            await asyncio.sleep(0)
            if case not in self.rows:
                raise NotFound
            change = decide(self.rows[case])
            if change is not None:
                await self._carry_out(change)
            return self.rows[case]

    async def _carry_out(self, change: Change) -> None:
        case = change.case
        self.rows[case.id] = case
        papers = self.kept.setdefault(case.id, {})
        for name in change.drop:
            papers.pop(name, None)
        papers.update(change.put)
        if change.first is not None:
            self.messages.setdefault(case.id, []).append(change.first)
        if change.rekeyed is not None:
            self.rekeyed.append(change.rekeyed)
        self.events.append((change.event, change.role))
        await self.outbox.put(change.owed)

    async def find(self, case: CaseId) -> Case | None:
        return self.rows.get(case)

    async def papers(self, case: CaseId, names: frozenset[str]) -> Mapping[str, bytes]:
        return {n: p for n, p in self.kept.get(case, {}).items() if n in names}

    async def of_student(self, student: AccountId) -> Sequence[Case]:
        return [c for c in reversed(self.rows.values()) if c.student == student]

    async def of_worker(self, worker: AccountId) -> Sequence[Case]:
        return [c for c in reversed(self.rows.values()) if c.worker == worker]

    async def pending(self, *, limit: int) -> Sequence[Case]:
        states = {State.WAITING, State.CLAIMED}
        return [c for c in self.rows.values() if c.state in states][:limit]

    async def seeking(self, *, limit: int) -> Sequence[Case]:
        found = [c for c in self.rows.values() if c.sought is not None]
        return sorted(found, key=lambda c: c.sought.since if c.sought else 0)[:limit]

    async def declared(self, *, limit: int) -> Sequence[Case]:
        return [c for c in self.rows.values() if c.declared is not None][:limit]

    async def recorded(self, *, before: CaseId | None, limit: int) -> Sequence[Case]:
        found = [c for c in reversed(self.rows.values()) if c.recorded is not None]
        ids = [c.id for c in found]
        start = 0 if before is None else ids.index(before) + 1 if before in ids else len(ids)
        return found[start : start + limit]

    async def count_open(self) -> int:
        return sum(c.state is State.OPEN and not c.is_contact for c in self.rows.values())

    async def due(self, *, now: int, erase: int, limit: int) -> Sequence[CaseId]:
        moments = [
            (moment, c.id)
            for c in self.rows.values()
            if (moment := due(c)) is not None
            and moment <= (min(now, erase) if c.state is State.CLOSED else now)
        ]
        return [case for _, case in sorted(moments)][:limit]

    async def lapse(self, case: CaseId, *, erase: int) -> None:
        del erase  # `due` said so; nothing holds anything here
        await self.erase(case)

    async def erase(self, case: CaseId) -> None:
        for kept in (self.rows, self.kept, self.messages):
            kept.pop(case, None)
        self.erased.add(case)

    async def room(self, case: CaseId) -> Room | None:
        return self.room_at_hand(case)

    def room_at_hand(self, case: CaseId) -> Room | None:
        found = self.rows.get(case)
        if found is None or not found.epoch:
            return None
        heads, seen = [], []
        for direction in Direction:
            head, saw = self._newest(case, found.epoch, found.record_hash, direction)
            heads.append(head)
            seen.append(saw)
        return Room(
            case=case,
            state=found.state,
            student=found.student,
            worker=found.worker,
            epoch=found.epoch,
            record=found.record_hash,
            heads=(heads[0], heads[1]),
            seen=(seen[0], seen[1]),
            quiet_until=found.paused or 0,
        )

    def _newest(
        self, case: CaseId, epoch: int, record: RecordHash, direction: Direction
    ) -> tuple[Head, int]:
        last = [m for m in self._of(case, direction) if m.epoch == epoch][-1:]
        if not last:
            return genesis(record, direction), 0
        header = read_kept(last[0].message, last[0].body_hash)
        return Head(header.counter, header.chain), header.seen

    def _of(self, case: CaseId, direction: Direction) -> list[Stored]:
        return [m for m in self.messages.get(case, []) if m.direction == direction]

    async def append(self, posting: Posting) -> Durable | Behind:
        async with self._lock:
            await asyncio.sleep(0)
            room = await self.room(posting.case)
            direction = None if room is None else room.direction_of(posting.writer)
            if room is None or direction is None or room.state is not State.OPEN:
                raise NotFound
            header = posting.header
            verdict = accept(room, header, direction)
            if isinstance(verdict, Room):
                self.messages.setdefault(posting.case, []).append(
                    Stored(
                        epoch=header.epoch,
                        direction=direction,
                        counter=header.counter,
                        message=posting.message,
                    )
                )
                await self.outbox.put(posting.owed)
                return Durable(new=True)
            if isinstance(verdict, Earlier):
                theirs = self._of(posting.case, direction)
                kept = [m for m in theirs if m.epoch == header.epoch][header.counter - 1]
                same = read_kept(kept.message, kept.body_hash).chain == header.chain
                return Durable(new=False) if same else Behind(room=room)
            return verdict if isinstance(verdict, Behind) else Durable(new=False)

    def post(self, posting: Posting, told: Posted) -> None:
        async def run() -> None:
            try:
                verdict = await self.append(posting)
            except Exception as error:  # noqa: BLE001 - handed to whoever posted
                told(None, error)
            else:
                told(verdict, None)

        task = asyncio.create_task(run())
        self._posted.add(task)
        task.add_done_callback(self._posted.discard)

    async def heads(self, case: CaseId, epoch: int, record: RecordHash) -> tuple[Head, Head] | None:
        room = await self.room(case)
        if room is None or not 0 < epoch <= room.epoch:
            return None
        student, worker = [self._newest(case, epoch, record, way)[0] for way in Direction]
        return student, worker

    async def after(
        self,
        case: CaseId,
        *,
        epoch: int,
        record: RecordHash,
        counters: tuple[int, int],
        limit: int,
    ) -> Page | None:
        heads = await self.heads(case, epoch, record)
        if heads is None:
            return None
        found = [
            [m for m in self._of(case, d) if m.epoch == epoch and m.counter > counters[d]]
            for d in Direction
        ]
        first = min(len(found[0]), max((limit + 1) // 2, limit - len(found[1])))
        taken = found[0][:first] + found[1][: limit - first]
        more = len(taken) < len(found[0]) + len(found[1])
        return Page(messages=taken, more=more, heads=heads)

    async def unsend(self, case: CaseId, *, writer: AccountId, epoch: int, counter: int) -> None:
        async with self._lock:
            room = await self.room(case)
            direction = None if room is None else room.direction_of(writer)
            if room is None or direction is None:
                raise NotFound
            for place, message in enumerate(self.messages[case]):
                if (message.epoch, message.direction, message.counter) != (
                    epoch,
                    direction,
                    counter,
                ):
                    continue
                if message.body_hash is not None:
                    return
                if not may_unsend(room, direction=direction, epoch=epoch, counter=counter):
                    raise Conflict("seen")
                ad, body = take_back(message.message)
                self.messages[case][place] = message._replace(message=ad, body_hash=body)
                return
            raise NotFound


def _alike(one: Case, other: Case) -> bool:
    """Whether there may not be both: two cases, or two contacts of one holder about one case."""
    if one.about != other.about:
        return False
    return one.about is None or one.worker == other.worker
