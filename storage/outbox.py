"""The durable queue to Telegram and the deduplication of its updates (ports: intake/outbox.py).

Here: rows, sealed whole, and how a chat's are found and dropped, also inside somebody's
transaction. Never here: sending, rendering, and why something is owed or dropped.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import structlog

import crypto
from intake.outbox import Act, ChatId, OutboxId, Outgoing, Owed
from storage.clock import DAY, Clock, hour_of
from storage.database import Row, SqlValue
from storage.fields import Fields
from storage.lane import Accepted, Insert
from storage.transaction import Params, Reads, Snapshot, Transaction
from storage.writer import Store

_REFERENCE_BYTES: Final = 16
_LARGEST_UPDATE: Final = 2**63

# The WHERE drops rows for unreachable chats, the conflict clause rows whose key waits already.
_PUT: Final = """
INSERT INTO outbox (reference, chat, key, not_before, attempts, body)
SELECT :reference, :chat, :key, 0.0, 0, :body
WHERE NOT EXISTS (SELECT 1 FROM unreachable WHERE chat = :chat)
ON CONFLICT (chat, key) WHERE key IS NOT NULL DO NOTHING
"""

_NOTED: Final = "SELECT 1 FROM updates WHERE update_id = ?"
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
        key = _key(self._fields, outgoing.key) if outgoing.key else None
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


async def drop_waiting(tx: Transaction, *, fields: Fields, chat: ChatId, key: str) -> None:
    """What waits for a chat under this key is not sent any more; there may be nothing."""
    waiting = {"chat": fields.chat(chat), "key": _key(fields, key)}
    await tx.execute("DELETE FROM outbox WHERE chat = :chat AND key = :key", waiting)


async def forget_chat(tx: Transaction, *, fields: Fields, chat: ChatId) -> None:
    """Nothing is owed to a chat any more, nor kept of whether it can be reached."""
    for table in ("outbox", "unreachable"):
        await tx.execute(
            f"DELETE FROM {table} WHERE chat = :chat",  # noqa: S608 -- names of our own
            {"chat": fields.chat(chat)},
        )


async def is_reachable(reads: Reads, *, fields: Fields, chat: ChatId) -> bool:
    """Whether a chat's person has not blocked the bot, as far as is known."""
    sql = "SELECT 1 FROM unreachable WHERE chat = :chat"
    return await reads.one(sql, {"chat": fields.chat(chat)}) is None


def _key(fields: Fields, key: str) -> bytes:
    """The digest by which waiting rows of one key are found."""
    return fields.named("outbox", key.encode())


class Update(NamedTuple):
    """An update to be noted, and the sealed rows that it causes."""

    number: int
    hour: int
    owed: Sequence[Params]


class UpdateLane:
    """How updates go through the bulk lane (storage/lane.py `Lane`): 40 come at once.

    One hop to the database's thread for each of them took most of their time.
    """

    insert = Insert("updates", ("update_id", "hour"))

    def __init__(self, *, outbox: StoredOutbox) -> None:
        self._outbox = outbox
        self._noted: set[int] = set()

    async def prepare(self, tx: Transaction, rows: Sequence[Update]) -> None:
        numbers = [row.number for row in rows]

        def look(raw: sqlite3.Connection) -> set[int]:
            return {number for number in numbers if raw.execute(_NOTED, (number,)).fetchone()}

        self._noted = await tx.run(look)

    def at_hand(self, row: Update) -> bool:  # noqa: ARG002 - what is noted is looked up each time
        return False

    def accept(self, row: Update) -> Accepted[bool]:
        if row.number in self._noted:
            return False, None
        self._noted.add(row.number)
        return True, (row.number, row.hour)

    async def settle(self, tx: Transaction, rows: Sequence[Update]) -> None:
        owed = [each for row in rows for each in row.owed]
        if not owed:
            return

        def work(raw: sqlite3.Connection) -> None:
            raw.executemany(_REACHABLE, [{"chat": each["chat"]} for each in owed])
            raw.executemany(_PUT, owed)

        await tx.run(work)
        self._outbox.tell()

    def forget(self) -> None:
        self._noted = set()


class StoredUpdates:
    """The port `Updates` on the store."""

    def __init__(self, *, store: Store, outbox: StoredOutbox, clock: Clock) -> None:
        self._store = store
        self._outbox = outbox
        self._clock = clock
        self._lane = UpdateLane(outbox=outbox)

    async def accept(self, *, update_id: int, owed: Sequence[Outgoing]) -> bool:
        """As the port says. Raises ValueError for an id that is no 63-bit number."""
        if not 0 <= update_id < _LARGEST_UPDATE:
            raise ValueError("an update id is a 63-bit number")
        update = Update(
            number=update_id,
            hour=hour_of(self._clock.now()),
            owed=self._outbox.sealed(owed),
        )
        return await self._store.append(self._lane, update)

    async def prune(self, *, days: int = 7) -> int:
        """Forget updates older than `days`; how many. Telegram repeats one for a day at most."""
        before = hour_of(self._clock.now()) - days * DAY
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
