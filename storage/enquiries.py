"""Enquiries from outside on the store (port: supervision/enquiries.py `EnquiryStore`).

Codes and an hour; who of the staff noted one is sealed. No rule lives here.
"""

from collections.abc import Sequence
from typing import Final

from people.accounts import AccountId
from storage.audit import Audit
from storage.clock import Clock
from storage.database import Row
from storage.fields import Fields
from storage.holds import FREE_RECORD
from storage.keeping import count_destroyed, month_of
from storage.transaction import Params, Reads, Transaction
from storage.writer import Store
from supervision.enquiries import Channel, Enquiry, EnquiryId, Who
from supervision.keeping import Kind

_PUT: Final = """
INSERT INTO enquiries (id, hour, kind, channel, account)
VALUES (:id, :hour, :kind, :channel, :account)
"""
_NEWEST: Final = "SELECT * FROM enquiries ORDER BY hour DESC, rowid DESC LIMIT :limit"
_DUE: Final = f"""
SELECT t.id FROM (SELECT id, hour AS ended FROM enquiries) t
WHERE t.ended < :before AND {FREE_RECORD}
"""  # noqa: S608 -- conditions of our own


class SqlEnquiries:
    """The port on the store."""

    def __init__(self, *, store: Store, fields: Fields, audit: Audit, clock: Clock) -> None:
        self._store = store
        self._fields = fields
        self._audit = audit
        self._clock = clock

    async def keep(self, new: Enquiry, *, role: str) -> None:
        row: Params = {
            "id": new.id,
            "hour": new.hour,
            "kind": new.kind.value,
            "channel": new.channel.value,
            "account": self._fields.seal(
                table="enquiries", column="account", row_key=new.id, value=new.by
            ),
        }

        async def unit(tx: Transaction) -> None:
            if await tx.one("SELECT 1 FROM enquiries WHERE id = :id", {"id": new.id}) is None:
                await tx.execute(_PUT, row)
                await self._audit.append(tx, event="enquiry.noted", role=role)

        await self._store.write(unit)

    async def newest(self, *, limit: int) -> Sequence[Enquiry]:
        async def query(reads: Reads) -> Sequence[Enquiry]:
            return [self._read(row) for row in await reads.all(_NEWEST, {"limit": limit})]

        return await self._store.read(query)

    async def due(self, *, before: int, now: int) -> int:
        """How many `forget` would destroy."""
        params = _due_params(before=before, now=now)
        return len(await self._store.read(lambda reads: reads.all(_DUE, params)))

    async def forget(self, *, before: int, now: int, counted: bool = True) -> int:
        async def unit(tx: Transaction) -> int:
            rows = await tx.all(_DUE, _due_params(before=before, now=now))
            if not rows:
                return 0
            gone: list[Params] = [{"id": row["id"]} for row in rows]
            await tx.many("DELETE FROM enquiries WHERE id = :id", gone)
            if counted:
                month = month_of(self._clock.now())
                await count_destroyed(tx, month=month, kind=Kind.ENQUIRY, count=len(rows))
            return len(rows)

        return await self._store.write(unit)

    def _read(self, row: Row) -> Enquiry:
        by = self._fields.open(
            table="enquiries", column="account", row_key=bytes(row["id"]), sealed=row["account"]
        )
        return Enquiry(
            id=EnquiryId(bytes(row["id"])),
            hour=row["hour"],
            kind=Who(row["kind"]),
            channel=Channel(row["channel"]),
            by=AccountId(by),
        )


def _due_params(*, before: int, now: int) -> Params:
    return {"before": before, "now": now, "kind": Kind.ENQUIRY.value}
