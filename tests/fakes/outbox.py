"""An outbox in memory, for tests of what uses the ports. It passes the same contract as the store.

No rules of the chat live here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from intake.outbox import ChatId, Outbox, OutboxId, Outgoing, Owed, Updates


@dataclass(frozen=True, kw_only=True)
class _Waiting:
    owed: Owed
    due: float = 0.0


class MemoryOutbox(Updates, Outbox):
    """Both ports at once. `failing` makes every call raise, as a full disk would."""

    def __init__(self) -> None:
        self.accepted: set[int] = set()
        self.blocked: set[ChatId] = set()
        self.failing = False
        self._rows: dict[OutboxId, _Waiting] = {}
        self._ids = count(1)

    @property
    def waiting(self) -> list[Outgoing]:
        """What waits now, oldest first."""
        return [row.owed.outgoing for row in self._rows.values()]

    async def accept(self, *, update_id: int, owed: Sequence[Outgoing]) -> bool:
        self._check()
        if update_id in self.accepted:
            return False
        self.accepted.add(update_id)
        self.blocked -= {row.chat for row in owed}
        self._add(owed)
        return True

    async def put(self, owed: Sequence[Outgoing]) -> None:
        self._check()
        self._add([row for row in owed if row.chat not in self.blocked])

    async def due(self, *, now: float, limit: int = 100) -> Sequence[Owed]:
        self._check()
        oldest: dict[ChatId, _Waiting] = {}
        for row in self._rows.values():
            oldest.setdefault(row.owed.outgoing.chat, row)
        return [row.owed for row in oldest.values() if row.due <= now][:limit]

    async def done(self, row: OutboxId) -> None:
        self._check()
        self._rows.pop(row, None)

    async def postpone(self, row: OutboxId, *, until: float) -> None:
        self._check()
        if found := self._rows.get(row):
            owed = replace(found.owed, attempts=found.owed.attempts + 1)
            self._rows[row] = _Waiting(owed=owed, due=until)

    async def unreachable(self, chat: ChatId) -> None:
        self._check()
        self.blocked.add(chat)
        self._rows = {k: v for k, v in self._rows.items() if v.owed.outgoing.chat != chat}

    async def reachable(self, chat: ChatId) -> None:
        self._check()
        self.blocked.discard(chat)

    def _check(self) -> None:
        if self.failing:
            raise OSError("canary-of-the-store: no space left")

    def _add(self, owed: Sequence[Outgoing]) -> None:
        for outgoing in owed:
            taken = {(row.chat, row.key) for row in self.waiting if row.key}
            if (outgoing.chat, outgoing.key) in taken:
                continue
            row = OutboxId(next(self._ids))
            self._rows[row] = _Waiting(owed=Owed(id=row, outgoing=outgoing, attempts=0))
