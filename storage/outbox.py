"""The durable queue to Telegram and the deduplication of its updates (ports: intake/outbox.py).

Rows are sealed whole; a chat is found by a keyed digest. Sending and rendering live elsewhere.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import structlog

import crypto
from intake.outbox import Act, ChatId, OutboxId, Outgoing, Owed
from storage.clock import HOUR, Clock, hour_of
from storage.database import Row, SqlValue
from storage.fields import Fields
from storage.transaction import Params, Snapshot, Transaction
from storage.writer import Store

_REFERENCE_BYTES: Final = 16
_LARGEST_UPDATE: Final = 2**63
_DAY: Final = 24 * HOUR

# The WHERE drops rows for unreachable chats, the conflict clause rows whose key waits already.
_PUT: Final = """
INSERT INTO outbox (reference, chat, key, not_before, attempts, body)
SELECT :reference, :chat, :key, 0.0, 0, :body
WHERE NOT EXISTS (SELECT 1 FROM unreachable WHERE chat = :chat)
ON CONFLICT (chat, key) WHERE key IS NOT NULL DO NOTHING
"""

_NOTE: Final = """
INSERT INTO updates (update_id, hour) VALUES (:update_id, :hour)
ON CONFLICT (update_id) DO NOTHING
"""
_REACHABLE: Final = "DELETE FROM unreachable WHERE chat = :chat"

# Only a chat's oldest row, even when that one is postponed: order within a chat is kept.
_DUE: Final = """
SELECT id, reference, attempts, body FROM outbox
WHERE id IN (SELECT min(id) FROM outbox GROUP BY chat) AND not_before <= :now
ORDER BY id LIMIT :limit
"""

_log = structlog.get_logger("storage.outbox")


class StoredOutbox:
    """The port `Outbox` on the store. `*_in` do the same inside somebody's transaction."""

    def __init__(self, *, store: Store, fields: Fields) -> None:
        self._store = store
        self._fields = fields
        self._hooks: list[Callable[[], None]] = []

    def on_put(self, hook: Callable[[], None]) -> None:
        """Call `hook` whenever rows are queued, so that whoever sends need not keep looking.

        It is called a moment before they are durable; a `due` asked for from then on sees them,
        because reads wait for the group that is being written.
        """
        self._hooks.append(hook)

    async def put(self, owed: Sequence[Outgoing]) -> None:
        rows = self.sealed(owed)
        if rows:
            await self._store.write(lambda tx: self.put_in(tx, rows))

    def sealed(self, owed: Sequence[Outgoing]) -> Sequence[Params]:
        """Rows for `put_in`: sealed before the unit begins, to keep the writer free."""
        return [self._row(outgoing) for outgoing in owed]

    async def put_in(self, tx: Transaction, rows: Sequence[Params]) -> None:
        """Queue sealed rows in `tx`, dropping duplicates and unreachable chats."""
        if rows:
            await tx.many(_PUT, rows)
            self.tell()

    def tell(self) -> None:
        """Rows were queued: call the hooks."""
        for hook in self._hooks:
            hook()

    async def due(self, *, now: float, limit: int = 100) -> Sequence[Owed]:
        async def query(snapshot: Snapshot) -> Sequence[Row]:
            return await snapshot.all(_DUE, {"now": now, "limit": limit})

        found = await self._store.read(query)
        opened = [await self._opened(row) for row in found]
        return [owed for owed in opened if owed is not None]

    async def done(self, row: OutboxId) -> None:
        await self._change("DELETE FROM outbox WHERE id = :id", {"id": row})

    async def postpone(self, row: OutboxId, *, until: float) -> None:
        await self._change(
            "UPDATE outbox SET not_before = :until, attempts = attempts + 1 WHERE id = :id",
            {"id": row, "until": float(until)},
        )

    async def unreachable(self, chat: ChatId) -> None:
        digest = {"chat": self._fields.chat(chat)}

        async def unit(tx: Transaction) -> None:
            await tx.execute("DELETE FROM outbox WHERE chat = :chat", digest)
            await tx.execute(
                "INSERT INTO unreachable (chat) VALUES (:chat) ON CONFLICT (chat) DO NOTHING",
                digest,
            )

        await self._store.write(unit)

    async def reachable(self, chat: ChatId) -> None:
        await self._change(_REACHABLE, {"chat": self._fields.chat(chat)})

    async def _change(self, sql: str, params: Mapping[str, SqlValue]) -> None:
        await self._store.write(lambda tx: tx.execute(sql, params))

    def _row(self, outgoing: Outgoing) -> Params:
        reference = crypto.random_bytes(_REFERENCE_BYTES)
        key = self._fields.named("outbox", outgoing.key.encode()) if outgoing.key else None
        body = self._fields.seal(
            table="outbox", column="body", row_key=reference, value=_encode(outgoing)
        )
        chat = self._fields.chat(outgoing.chat)
        return {"reference": reference, "chat": chat, "key": key, "body": body}

    async def _opened(self, row: Row) -> Owed | None:
        try:
            value = self._fields.open(
                table="outbox", column="body", row_key=row["reference"], sealed=row["body"]
            )
            outgoing = _decode(value)
        except (crypto.CryptoError, ValueError):
            # Damaged at rest: it can never be sent, and would hold back its chat for ever.
            _log.error("outbox.row_damaged", row=row["id"])
            await self.done(OutboxId(row["id"]))
            return None
        return Owed(id=OutboxId(row["id"]), outgoing=outgoing, attempts=row["attempts"])


class StoredUpdates:
    """The port `Updates` on the store."""

    def __init__(self, *, store: Store, outbox: StoredOutbox, clock: Clock) -> None:
        self._store = store
        self._outbox = outbox
        self._clock = clock

    async def accept(self, *, update_id: int, owed: Sequence[Outgoing]) -> bool:
        """As the port says. Raises ValueError for an id that is no 63-bit number."""
        if not 0 <= update_id < _LARGEST_UPDATE:
            raise ValueError("an update id is a 63-bit number")
        rows = self._outbox.sealed(owed)
        note = {"update_id": update_id, "hour": hour_of(self._clock.now())}

        def work(raw: sqlite3.Connection) -> bool:
            if raw.execute(_NOTE, note).rowcount == 0:
                return False
            raw.executemany(_REACHABLE, [{"chat": row["chat"]} for row in rows])
            raw.executemany(_PUT, rows)
            return True

        async def unit(tx: Transaction) -> bool:
            # One hop to the database's thread for all of it: three took most of the time.
            new = await tx.run(work)
            if new and rows:
                self._outbox.tell()
            return new

        return await self._store.write(unit)

    async def prune(self, *, days: int = 7) -> int:
        """Forget updates older than `days`; how many. Telegram repeats one for a day at most."""
        before = hour_of(self._clock.now()) - days * _DAY
        return await self._store.write(
            lambda tx: tx.execute("DELETE FROM updates WHERE hour < :before", {"before": before})
        )


def _encode(outgoing: Outgoing) -> bytes:
    return crypto.encode(
        "outgoing",
        str(int(outgoing.chat)),
        outgoing.act.value,
        outgoing.text,
        outgoing.language,
        outgoing.buttons,
        json.dumps(dict(outgoing.data), sort_keys=True, separators=(",", ":")),
        outgoing.key,
    )


def _decode(value: bytes) -> Outgoing:
    chat, act, text, language, buttons, data, key = crypto.decode(
        value, label="outgoing", fields=[crypto.TEXT] * 7
    )
    return Outgoing(
        chat=ChatId(int(chat)),
        act=Act(act),
        text=text,
        language=language,
        buttons=buttons,
        data=json.loads(data),
        key=key,
    )
