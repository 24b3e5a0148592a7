"""Which steps were taken about a case: nudged, the coordinator nudged (intake/waiting.py `Told`).

Each once, in one transaction with the notices that it owes. When is not kept.
"""

from collections.abc import Sequence
from typing import Final

from crypto.wire import CaseId
from intake.outbox import Outgoing
from storage.outbox import StoredOutbox
from storage.transaction import Reads, Transaction
from storage.writer import Store

_PUT: Final = """
INSERT INTO told (case_id, step)
SELECT :case, :step WHERE EXISTS (SELECT 1 FROM cases WHERE case_id = :case)
ON CONFLICT DO NOTHING
"""


class SqlTold:
    """The steps of each case; they go with it."""

    def __init__(self, *, store: Store, outbox: StoredOutbox) -> None:
        self._store = store
        self._outbox = outbox

    async def told(self, case: CaseId) -> frozenset[str]:
        """As the port says."""

        async def query(reads: Reads) -> frozenset[str]:
            rows = await reads.all("SELECT step FROM told WHERE case_id = :case", {"case": case})
            return frozenset(row["step"] for row in rows)

        return await self._store.read(query)

    async def tell(self, case: CaseId, step: str, *, owed: Sequence[Outgoing]) -> bool:
        """As the port says."""
        notices = self._outbox.sealed(owed)

        async def unit(tx: Transaction) -> bool:
            if not await tx.execute(_PUT, {"case": case, "step": step}):
                return False
            await self._outbox.put_in(tx, notices)
            return True

        return await self._store.write(unit)
