"""The rota, and what workers said of their own strength (`RotaStore`, people's `Duties`).

Both are sealed under the field key: who works when, and who rests, is the team's. Rules are not
here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

import crypto
from people.accounts import AccountId, Role
from people.duties import ABLE, Decide, Duty
from storage.audit import Audit
from storage.fields import Fields
from storage.moments import moment, read_moment
from storage.transaction import Reads, Transaction
from storage.writer import Store
from supervision.errors import Stale
from supervision.rota import DayChange, Hours, Rota, Slot

ROW: Final = b"rota"
LABEL: Final = "rota-row"
DUTY: Final = "duty-row"
_HOURS: Final = (crypto.U64, crypto.U64, crypto.U64)
_SLOT: Final = (crypto.fixed(16), *_HOURS)
_CHANGE: Final = (crypto.TEXT, crypto.fixed(16), crypto.optional(8), crypto.optional(8))
_FIELDS: Final = (
    crypto.U64,
    crypto.listed(crypto.BYTES),
    crypto.listed(crypto.BYTES),
    crypto.listed(crypto.BYTES),
)
_DUTY_FIELDS: Final = (crypto.U64, crypto.optional(8), crypto.FLAG)

_PUT_ROTA: Final = """
INSERT INTO rota (id, version, body) VALUES (:id, :version, :body)
ON CONFLICT (id) DO UPDATE SET version = excluded.version, body = excluded.body
WHERE rota.version = excluded.version - 1
"""
_PUT_DUTY: Final = """
INSERT INTO duties (account, body) VALUES (:account, :body)
ON CONFLICT (account) DO UPDATE SET body = excluded.body
"""


class SqlRota:
    """The rota, kept in memory between changes: who waits asks for it often."""

    def __init__(self, *, store: Store, fields: Fields, audit: Audit) -> None:
        self._store = store
        self._fields = fields
        self._audit = audit
        self._rota: Rota | None = None
        store.on_rollback(self._forget)

    def _forget(self) -> None:
        self._rota = None

    async def rota(self) -> Rota:
        """As supervision's `RotaStore` says."""
        if self._rota is not None:
            return self._rota

        async def query(reads: Reads) -> Rota:
            # Kept from inside the query: no commit can come between reading and keeping.
            if self._rota is None:
                self._rota = await self._read(reads)
            return self._rota

        return await self._store.read(query)

    async def _read(self, reads: Reads) -> Rota:
        row = await reads.one("SELECT body FROM rota WHERE id = :id", {"id": ROW})
        if row is None:
            return Rota()
        return _decode(
            self._fields.open(table="rota", column="body", row_key=ROW, sealed=row["body"])
        )

    async def keep_rota(self, rota: Rota, *, by: Role) -> None:
        """As supervision's `RotaStore` says."""
        body = self._fields.seal(table="rota", column="body", row_key=ROW, value=_encode(rota))

        async def unit(tx: Transaction) -> None:
            before = await tx.one("SELECT version FROM rota WHERE id = :id", {"id": ROW})
            if rota.version != (0 if before is None else before["version"]) + 1:
                raise Stale
            await tx.execute(_PUT_ROTA, {"id": ROW, "version": rota.version, "body": body})
            await self._audit.append(tx, event="team.rota_kept", role=by.value)
            tx.on_commit(self._forget)

        await self._store.write(unit)


class SqlDuties:
    """What workers said of themselves. No audit row: it is nobody's business but theirs and the
    coordinator's."""

    def __init__(self, *, store: Store, fields: Fields) -> None:
        self._store = store
        self._fields = fields

    async def duty(self, worker: AccountId) -> Duty:
        """As people's `Duties` says."""
        return await self._store.read(lambda reads: self._load(reads, worker))

    async def _load(self, reads: Reads, worker: AccountId) -> Duty:
        row = await reads.one(
            "SELECT body FROM duties WHERE account = :account", {"account": worker}
        )
        return ABLE if row is None else self._open(worker, row["body"])

    def _open(self, worker: AccountId, sealed: bytes) -> Duty:
        body = self._fields.open(table="duties", column="body", row_key=worker, sealed=sealed)
        limit, until, stopped = crypto.decode(body, label=DUTY, fields=_DUTY_FIELDS)
        return Duty(limit=limit or None, resting_until=read_moment(until), stopped=stopped)

    async def duties(self) -> Mapping[AccountId, Duty]:
        """As people's `Duties` says."""

        async def query(reads: Reads) -> Mapping[AccountId, Duty]:
            found = await reads.all("SELECT account, body FROM duties ORDER BY rowid")
            accounts = [(AccountId(bytes(row["account"])), row["body"]) for row in found]
            return {account: self._open(account, body) for account, body in accounts}

        return await self._store.read(query)

    async def change_duty(self, worker: AccountId, decide: Decide) -> Duty:
        """As people's `Duties` says."""

        async def unit(tx: Transaction) -> Duty:
            after = decide(await self._load(tx, worker))
            body = crypto.encode(
                DUTY, after.limit or 0, moment(after.resting_until), int(after.stopped)
            )
            sealed = self._fields.seal(table="duties", column="body", row_key=worker, value=body)
            await tx.execute(_PUT_DUTY, {"account": worker, "body": sealed})
            return after

        return await self._store.write(unit)


def _encode(rota: Rota) -> bytes:
    return crypto.encode(
        LABEL,
        rota.version,
        [crypto.encode("rota-hours", h.weekday, h.begins, h.ends) for h in rota.hours],
        [
            crypto.encode("rota-slot", s.worker, s.hours.weekday, s.hours.begins, s.hours.ends)
            for s in rota.slots
        ],
        [
            crypto.encode(
                "rota-change",
                c.day.isoformat(),
                c.worker,
                moment(c.begins),
                moment(c.ends),
            )
            for c in rota.changes
        ],
    )


def _decode(body: bytes) -> Rota:
    version, hours, slots, changes = crypto.decode(body, label=LABEL, fields=_FIELDS)
    return Rota(
        version=version,
        hours=tuple(_hours(*crypto.decode(h, label="rota-hours", fields=_HOURS)) for h in hours),
        slots=tuple(_slot(item) for item in slots),
        changes=tuple(_change(item) for item in changes),
    )


def _hours(weekday: int, begins: int, ends: int) -> Hours:
    return Hours(weekday=weekday, begins=begins, ends=ends)


def _slot(item: bytes) -> Slot:
    worker, *hours = crypto.decode(item, label="rota-slot", fields=_SLOT)
    return Slot(worker=AccountId(worker), hours=_hours(*hours))


def _change(item: bytes) -> DayChange:
    day, worker, begins, ends = crypto.decode(item, label="rota-change", fields=_CHANGE)
    return DayChange(
        day=date.fromisoformat(day),
        worker=AccountId(worker),
        begins=read_moment(begins),
        ends=read_moment(ends),
    )
