"""The audit chain for those who may look at it (port: supervision/audit_log.py `AuditStore`).

Case references stay here: they are in no answer.
"""

from collections.abc import Sequence
from typing import Final

from people.accounts import Role
from storage.audit import Audit, verify_running
from storage.secrets import ServiceKeys
from storage.transaction import Reads, Transaction
from storage.writer import Store
from supervision.audit_log import AuditRow

_ROWS: Final = """
SELECT number, hour, event, role FROM audit
WHERE number < :before ORDER BY number DESC LIMIT :limit
"""
_BEYOND: Final = 2**62


class SqlAuditLog:
    """The port on the store."""

    def __init__(self, *, store: Store, keys: ServiceKeys, audit: Audit) -> None:
        self._store = store
        self._keys = keys
        self._audit = audit

    async def rows(self, *, before: int | None, limit: int) -> Sequence[AuditRow]:
        async def query(reads: Reads) -> Sequence[AuditRow]:
            last = _BEYOND if before is None else before
            found = await reads.all(_ROWS, {"before": last, "limit": limit})
            return [
                AuditRow(
                    number=row["number"], hour=row["hour"], event=row["event"], role=row["role"]
                )
                for row in found
            ]

        return await self._store.read(query)

    async def holds(self) -> bool:
        return (await verify_running(self._store, keys=self._keys)).holds

    async def seen(self, *, by: Role) -> None:
        async def unit(tx: Transaction) -> None:
            await self._audit.append(tx, event="audit.seen", role=by.value)

        await self._store.write(unit)
