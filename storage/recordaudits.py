"""Audits of case records on the store (port: intake/quality.py `QualityAudits`).

Rules are intake's; how a row is sealed is recordauditrows.py's; destroying is endedaudits.py's.
"""

from collections.abc import Sequence
from typing import Final

from intake.errors import Conflict, NotFound
from intake.quality import QualityAudit, Step
from storage.audit import Audit
from storage.clock import Clock
from storage.fields import Fields
from storage.recordauditrows import UPDATE, read_audit, row_of
from storage.transaction import Reads, Transaction
from storage.writer import Store
from supervision.keeping import Terms

ENDED_AT_ONCE: Final = 200
_INSERT: Final = """
INSERT INTO record_audits (id, until, ended, body) VALUES (:id, :until, :ended, :body)
"""
_DUE: Final = """
SELECT * FROM record_audits WHERE ended = 0 AND until <= :now ORDER BY number LIMIT :limit
"""
_RUNNING: Final = "SELECT * FROM record_audits WHERE ended = 0 ORDER BY number DESC"
_PAGE: Final = """
SELECT * FROM record_audits WHERE (:before IS NULL OR number < :before)
AND (ended = 0 OR until > :shown)
ORDER BY number DESC LIMIT :limit
"""
_ONE: Final = "SELECT * FROM record_audits WHERE id = :id"


class SqlRecordAudits:
    """The port on the store."""

    def __init__(
        self, *, store: Store, fields: Fields, audit: Audit, clock: Clock, terms: Terms
    ) -> None:
        self._store = store
        self._fields = fields
        self._audit = audit
        self._clock = clock
        self._terms = terms

    async def keep(self, audit: QualityAudit, *, most: int) -> None:
        async def unit(tx: Transaction) -> None:
            row = await tx.one(_ONE, {"id": audit.id})
            if row is not None:
                kept = read_audit(row, fields=self._fields)
                same = (kept.certificate, kept.by, kept.until)
                if same != (audit.certificate, audit.by, audit.until):
                    raise Conflict("exists")
                return
            running = [read_audit(each, fields=self._fields).by for each in await tx.all(_RUNNING)]
            if running.count(audit.by) >= most:
                raise Conflict("full")
            await tx.execute(_INSERT, {**row_of(audit, fields=self._fields), "until": audit.until})
            await self._audit.append(tx, event="record.audit_begun", role=audit.by.value)

        await self._store.write(unit)

    async def change(self, audit: bytes, step: Step) -> QualityAudit:
        async def unit(tx: Transaction) -> QualityAudit:
            row = await tx.one(_ONE, {"id": audit})
            if row is None:
                raise NotFound
            changed = step(read_audit(row, fields=self._fields))
            await tx.execute(UPDATE, row_of(changed, fields=self._fields))
            return changed

        return await self._store.write(unit)

    async def find(self, audit: bytes) -> QualityAudit | None:
        async def query(reads: Reads) -> QualityAudit | None:
            row = await reads.one(_ONE, {"id": audit})
            return None if row is None else read_audit(row, fields=self._fields)

        return await self._store.read(query)

    async def running(self) -> Sequence[QualityAudit]:
        async def query(reads: Reads) -> Sequence[QualityAudit]:
            return [read_audit(row, fields=self._fields) for row in await reads.all(_RUNNING)]

        return await self._store.read(query)

    async def page(self, *, before: bytes | None, limit: int) -> Sequence[QualityAudit]:
        # Past their time they are shown to nobody, held ones neither.
        shown = self._terms.audits_shown(now=int(self._clock.now()))

        async def query(reads: Reads) -> Sequence[QualityAudit]:
            last = None if before is None else await reads.one(_ONE, {"id": before})
            if before is not None and last is None:
                raise NotFound
            number = None if last is None else last["number"]
            rows = await reads.all(_PAGE, {"before": number, "limit": limit, "shown": shown})
            return [read_audit(row, fields=self._fields) for row in rows]

        return await self._store.read(query)

    async def due(self, *, now: int) -> Sequence[QualityAudit]:
        async def query(reads: Reads) -> Sequence[QualityAudit]:
            rows = await reads.all(_DUE, {"now": now, "limit": ENDED_AT_ONCE})
            return [read_audit(row, fields=self._fields) for row in rows]

        return await self._store.read(query)
