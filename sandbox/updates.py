"""The queue of updates: what the bot has not confirmed yet.

Here: numbering, keeping, filtering, long polling and confirming. Never here: what an update
says, and delivery to a webhook.
"""

import asyncio
import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from sandbox.errors import conflict
from sandbox.faults import UPDATES, FaultKind, Faults
from sandbox.limits import UPDATES_KEPT, UPDATES_LIMIT_MAX
from sandbox.rows import Json, Rows

# Sent unless the bot names what it wants; chat_member and reactions must be asked for.
DEFAULT_KINDS: Final = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "inline_query",
        "callback_query",
        "my_chat_member",
    }
)


class UpdateQueue:
    """Updates in order, durable until confirmed."""

    def __init__(self, *, rows: Rows, faults: Faults) -> None:
        self._rows = rows
        self._faults = faults
        loaded = rows.load(kind="update").values()
        self._pending = {int(one["update_id"]): one for one in loaded}
        self._pending = dict(sorted(self._pending.items()))
        kept = rows.load(kind="counter").get("update")
        self._last = int(kept["last"]) if kept else 100_000_000 + secrets.randbelow(10**8)
        allowed = rows.load(kind="setting").get("allowed_updates")
        self.allowed: list[str] | None = list(allowed["kinds"]) if allowed else None
        self._changed = asyncio.Event()
        self._poller = 0
        self._stopped = ""
        self.closed = False

    def __len__(self) -> int:
        return len(self._pending)

    def pending(self) -> list[Json]:
        """What waits, oldest first."""
        return list(self._pending.values())

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Remember which kinds the bot wants; None changes nothing, [] means the usual."""
        if kinds is not None:
            self.allowed = list(kinds) or None
            self._rows.put(kind="setting", key="allowed_updates", body={"kinds": list(kinds)})

    def add(self, kind: str, payload: Json) -> Json | None:
        """Number and keep an update; None when the bot did not ask for its kind."""
        wanted = self.allowed or DEFAULT_KINDS
        if kind not in wanted:
            return None
        self._last += 1
        update = {"update_id": self._last, kind: payload}
        with self._rows.batch():
            self._rows.put(kind="counter", key="update", body={"last": self._last})
            self._rows.put(kind="update", key=str(self._last), body=update)
            self._pending[self._last] = update
            while len(self._pending) > UPDATES_KEPT:
                self.confirm(next(iter(self._pending)))
        self.wake()
        return update

    def confirm(self, update_id: int) -> None:
        """Forget one update."""
        if self._pending.pop(update_id, None) is not None:
            self._rows.remove(kind="update", key=str(update_id))

    def confirm_before(self, offset: int) -> None:
        """getUpdates' offset: forget all below it; negative keeps only the last ones."""
        waiting = list(self._pending)
        gone = waiting[:offset] if offset < 0 else [one for one in waiting if one < offset]
        with self._rows.batch():
            for update_id in gone:
                self.confirm(update_id)

    def drop(self) -> None:
        """Forget everything that waits."""
        self.confirm_before(self._last + 1)

    def wake(self) -> None:
        """Tell whoever waits that something has changed."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed(self, *, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as asked by the client
        """Wait for the next change, at most so many seconds."""
        # Not wait_for: in Python 3.11 it can swallow a cancellation that comes with the event.
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                await self._changed.wait()

    def stop_polling(self, reason: str) -> None:
        """End a poll that is under way with 409 and this reason."""
        self._stopped = reason
        self._poller += 1
        self.wake()

    def close(self) -> None:
        """Let every waiter return: the sandbox is going down."""
        self.closed = True
        self.wake()

    async def poll(self, *, offset: int, limit: int, seconds: float) -> list[Json]:
        """One getUpdates: what waits, or what comes within `seconds`.

        Raises Refusal 409 when another poll, or a webhook, takes over meanwhile.
        """
        self.stop_polling(
            "terminated by other getUpdates request; make sure that only one bot instance is"
            " running"
        )
        mine = self._poller
        if offset:
            self.confirm_before(offset)
        clock = asyncio.get_running_loop().time
        deadline = clock() + seconds
        while not self._pending and not self.closed and (left := deadline - clock()) > 0:
            await self.changed(timeout=left)
            if self._poller != mine:
                raise conflict(self._stopped)
        return self._disturbed(self.pending()[: min(max(limit, 1), UPDATES_LIMIT_MAX)])

    def _disturbed(self, batch: list[Json]) -> list[Json]:
        if batch and self._faults.take(UPDATES, kind=FaultKind.DUPLICATE):
            batch = [update for update in batch for _ in range(2)]
        if len(batch) > 1 and self._faults.take(UPDATES, kind=FaultKind.REORDER):
            batch = batch[::-1]
        return batch
