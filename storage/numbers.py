"""Weeks' numbers and periods' tables on the store (port: supervision/numbers.py `NumbersStore`).

A week's vectors are sealed under a key of the week's own: freezing its period destroys it, and
with it every backup's copy. Rules are supervision's.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import crypto
from people.accounts import AccountId, Role
from storage.audit import Audit
from storage.casekeys import CaseKey, CaseKeys
from storage.errors import CaseErased
from storage.fields import Fields
from storage.transaction import Reads, Transaction
from storage.writer import Store
from supervision.errors import Frozen, NotFound
from supervision.numbers import FrozenPeriod, OwnCounts, PeriodNumbers, Vector

LABEL: Final = "number-tables"
FIELDS: Final = (crypto.listed(crypto.BYTES),)

_PUT: Final = """
INSERT INTO number_vectors (week, worker, sealed) VALUES (:week, :worker, :sealed)
ON CONFLICT (week, worker) DO UPDATE SET sealed = excluded.sealed
"""


class SqlNumbers:
    """The port on the store."""

    def __init__(self, *, store: Store, fields: Fields, keys: CaseKeys, audit: Audit) -> None:
        self._store = store
        self._fields = fields
        self._keys = keys
        self._audit = audit

    async def put(self, vector: Vector, *, worker: AccountId, period: str) -> None:
        week = vector.week
        try:
            key = await self._keys.create(self._key_of(week))
        except CaseErased:
            raise Frozen from None
        # Of another week the same worker has another digest: the file joins no two weeks.
        who = self._fields.named("numbers", week.encode() + b"\0" + worker)
        sealed = key.seal(
            table="number_vectors", column="sealed", row_key=_place(week, who), value=vector.box
        )

        async def unit(tx: Transaction) -> None:
            if await _is_frozen(tx, period):
                raise Frozen
            await tx.execute(_PUT, {"week": week, "worker": who, "sealed": sealed})

        await self._store.write(unit)

    async def read(self, period: str, weeks: Sequence[str]) -> PeriodNumbers:
        async def query(reads: Reads) -> PeriodNumbers:
            if await _is_frozen(reads, period):
                return PeriodNumbers(vectors=(), own=(), frozen=True)
            vectors: list[Vector] = []
            own = []
            for week in weeks:
                vectors += await self._vectors(reads, week)
                counts = await _counts(reads, week)
                if counts:
                    own.append(OwnCounts(week=week, counts=counts))
            return PeriodNumbers(vectors=vectors, own=own, frozen=False)

        return await self._store.read(query)

    async def _vectors(self, reads: Reads, week: str) -> Sequence[Vector]:
        key = await self._keys.get(self._key_of(week))
        if key is None:
            return ()
        # In the order of digests, which differs from week to week: not by who sent first.
        rows = await reads.all(
            "SELECT worker, sealed FROM number_vectors WHERE week = :week ORDER BY worker",
            {"week": week},
        )
        return [
            Vector(week=week, box=_open(key, week, row["worker"], row["sealed"])) for row in rows
        ]

    async def freeze(self, frozen: FrozenPeriod, weeks: Sequence[str], *, by: Role) -> bool:
        content = self._fields.seal(
            table="number_tables",
            column="content",
            row_key=frozen.period.encode(),
            value=crypto.encode(LABEL, list(frozen.tables)),
        )

        async def unit(tx: Transaction) -> bool:
            if await _is_frozen(tx, frozen.period):
                return False
            await tx.execute(
                "INSERT INTO number_tables (period, released, content) "
                "VALUES (:period, 0, :content)",
                {"period": frozen.period, "content": content},
            )
            gone = [{"week": week} for week in weeks]
            await tx.many("DELETE FROM number_vectors WHERE week = :week", gone)
            await tx.many("DELETE FROM number_counts WHERE week = :week", gone)
            await self._audit.append(tx, event="numbers.frozen", role=by.value)
            return True

        first = await self._store.write(unit)
        await self.destroy(weeks)
        return first

    async def destroy(self, weeks: Sequence[str]) -> None:
        names = [self._key_of(week) for week in weeks]
        alive = [name for name in names if await self._keys.get(name) is not None]
        if alive:
            await self._keys.destroy(*alive)
            await self._store.checkpoint()

    async def periods(self) -> Sequence[FrozenPeriod]:
        async def query(reads: Reads) -> Sequence[FrozenPeriod]:
            rows = await reads.all("SELECT * FROM number_tables ORDER BY period DESC")
            return [
                FrozenPeriod(
                    period=row["period"],
                    released=bool(row["released"]),
                    tables=self._tables(row["period"], row["content"]),
                )
                for row in rows
            ]

        return await self._store.read(query)

    def _tables(self, period: str, content: bytes) -> Sequence[bytes]:
        plain = self._fields.open(
            table="number_tables", column="content", row_key=period.encode(), sealed=content
        )
        (tables,) = crypto.decode(plain, label=LABEL, fields=FIELDS)
        return tuple(tables)

    async def release(self, period: str, *, by: Role) -> None:
        async def unit(tx: Transaction) -> None:
            if not await tx.execute(
                "UPDATE number_tables SET released = 1 WHERE period = :period", {"period": period}
            ):
                raise NotFound
            await self._audit.append(tx, event="numbers.released", role=by.value)

        await self._store.write(unit)

    def _key_of(self, week: str) -> bytes:
        return self._fields.key_name("numbers-key", week.encode())


async def _is_frozen(reads: Reads, period: str) -> bool:
    row = await reads.one("SELECT 1 FROM number_tables WHERE period = :period", {"period": period})
    return row is not None


async def _counts(reads: Reads, week: str) -> Mapping[str, int]:
    rows = await reads.all(
        "SELECT name, count FROM number_counts WHERE week = :week ORDER BY name", {"week": week}
    )
    return {row["name"]: row["count"] for row in rows}


def _place(week: str, worker: bytes) -> bytes:
    return crypto.encode("number-vector", week, worker)


def _open(key: CaseKey, week: str, worker: bytes, sealed: bytes) -> bytes:
    return key.open(
        table="number_vectors", column="sealed", row_key=_place(week, worker), sealed=sealed
    )
