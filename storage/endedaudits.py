"""Destroying what is kept of audits of case records once their time is over (protocol.md §8, §24),
and striking out of them what was erased before.

With an audit go its findings, which stand with the cases. How long is supervision's.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import crypto
from crypto.wire.case_record import RECORD_READERS
from intake import papers
from intake.quality import QualityAudit
from storage import paperrows
from storage.clock import Clock
from storage.database import Row
from storage.fields import Fields
from storage.holds import FREE_RECORD, held_in
from storage.keeping import count_destroyed, month_of
from storage.recordauditrows import UPDATE, read_audit, row_of
from storage.tombstones import Erased, Tombstone
from storage.transaction import Params, Reads, Transaction
from storage.writer import Store
from supervision.keeping import Kind, Terms

_DUE: Final = f"""
SELECT t.* FROM (
    SELECT id, until, until AS ended, ended AS is_over, body FROM record_audits
) t
WHERE t.is_over = 1 AND t.ended <= :until AND {FREE_RECORD}
"""  # noqa: S608 -- conditions of our own
_CONVERSATION: Final = "SELECT conversation FROM cases WHERE case_id = :case"


class SqlEndedAudits:
    """`destroying` is slow to believe a clock; `clock` says in which month something goes."""

    def __init__(self, *, store: Store, fields: Fields, clock: Clock, destroying: Clock) -> None:
        self._store = store
        self._fields = fields
        self._clock = clock
        self._destroying = destroying

    async def due(self, terms: Terms) -> int:
        """How many `destroy` would destroy."""
        return len(await self._store.read(lambda reads: self._due(reads, terms)))

    async def destroy(self, terms: Terms, *, counted: bool = True) -> int:
        """Destroy all that are due, with what was found; how many. `counted`: for the month's
        certificate."""

        async def unit(tx: Transaction) -> int:
            found = await self._due(tx, terms)
            for audit in found:
                await _forget(tx, audit)
            if found and counted:
                month = month_of(self._clock.now())
                await count_destroyed(tx, month=month, kind=Kind.AUDIT, count=len(found))
            return len(found)

        done = await self._store.write(unit)
        if done:
            await self._store.checkpoint()  # out of the log, too
        return done

    async def _due(self, reads: Reads, terms: Terms) -> Sequence[QualityAudit]:
        now = int(self._destroying.now())
        params: Params = {
            "until": terms.ended_by(Kind.AUDIT, now=now),
            "now": now,
            "kind": Kind.AUDIT.value,
        }
        # What was found of a conversation that is held is kept with it.
        at = int(self._clock.now())
        rows = await reads.all(_DUE, params)
        found = [audit for row in rows if (audit := self._read(row)) is not None]
        return [each for each in found if not await held_in(reads, each.cases, now=at)]

    def _read(self, row: Row) -> QualityAudit | None:
        """None for one that was altered: what it was about cannot be told, nor may it stop others.
        A proof of the store names it (proving.py)."""
        try:
            return read_audit(row, fields=self._fields)
        except crypto.CryptoError:
            return None


async def _forget(tx: Transaction, audit: QualityAudit) -> None:
    names = [papers.audit_finding(audit.id, role) for role in RECORD_READERS]
    for case in audit.cases:
        row = await tx.one(_CONVERSATION, {"case": case})
        if row is not None:
            await paperrows.drop(tx, row["conversation"], names)
    await tx.execute("DELETE FROM record_audits WHERE id = :id", {"id": audit.id})


async def strike_out(tx: Transaction, tombstones: Sequence[Tombstone], fields: Fields) -> None:
    """No audit names an erased case, in whatever copy it is put back (storage/forgetting.py).

    One whose row was altered is left as it is: it must not keep the rest from being erased.
    May be repeated.
    """
    erased = {each.reference for each in tombstones if each.erased is Erased.CASE}
    if not erased:
        return
    for row in await tx.all("SELECT * FROM record_audits"):
        try:
            audit = read_audit(row, fields=fields)
        except crypto.CryptoError:
            continue
        left = tuple(case for case in audit.cases if case not in erased)
        if left != audit.cases:
            await tx.execute(UPDATE, row_of(replace(audit, cases=left), fields=fields))
