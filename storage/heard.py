"""The day on which an open conversation's student was last heard of (intake/silence.py `Heard`).

No time of a message is kept: the newest place of the student's direction is compared with the one
of before, and a row says since which day it has not moved. Rows go with the conversation's end.
"""

from collections.abc import Sequence
from typing import Final

from crypto.wire import CaseId
from intake.outbox import Outgoing
from storage.outbox import StoredOutbox
from storage.slots import COUNTER_BITS
from storage.transaction import Transaction
from storage.writer import Store

# The student's direction is the lower half of an epoch's slots. The newest epoch is that of the
# newest message of either direction; both are found by the index, whatever the conversation's size.
_NOW: Final = f"""
SELECT case_id, coalesce((
    SELECT max(m.slot) FROM messages m WHERE m.conversation = c.conversation AND m.slot < (
        SELECT ((max(n.slot) >> {COUNTER_BITS + 1}) << {COUNTER_BITS + 1}) + (1 << {COUNTER_BITS})
        FROM messages n WHERE n.conversation = c.conversation
    )
), 0) AS slot
FROM cases c WHERE c.state = 'open' AND c.about IS NULL
"""  # noqa: S608 -- numbers of our own
_MOVED: Final = f"""
INSERT INTO heard (case_id, slot, day, nudged)
SELECT case_id, slot, :day, 0 FROM ({_NOW}) WHERE true
ON CONFLICT (case_id) DO UPDATE SET slot = excluded.slot, day = excluded.day, nudged = 0
WHERE heard.slot <> excluded.slot
"""  # noqa: S608 -- as above
_OVER: Final = """
DELETE FROM heard WHERE case_id NOT IN
    (SELECT case_id FROM cases WHERE state = 'open' AND about IS NULL)
"""
_SILENT: Final = """
SELECT case_id FROM heard WHERE nudged = 0 AND day <= :before ORDER BY day LIMIT :limit
"""
_NUDGED: Final = "UPDATE heard SET nudged = 1 WHERE case_id = :case AND nudged = 0"


_WAIT: Final = "UPDATE heard SET day = :day WHERE case_id = :case AND day < :day"


class SqlHeard:
    """One row for each open conversation."""

    def __init__(self, *, store: Store, outbox: StoredOutbox) -> None:
        self._store = store
        self._outbox = outbox

    async def notice(self, *, day: int, silent_days: int, limit: int) -> Sequence[CaseId]:
        """As the port says."""

        async def unit(tx: Transaction) -> Sequence[CaseId]:
            await tx.execute(_OVER)
            await tx.execute(_MOVED, {"day": day})
            rows = await tx.all(_SILENT, {"before": day - silent_days, "limit": limit})
            return [CaseId(bytes(row["case_id"])) for row in rows]

        return await self._store.write(unit)

    async def wait(self, case: CaseId, *, day: int) -> None:
        """As the port says."""
        await self._store.write(lambda tx: tx.execute(_WAIT, {"case": case, "day": day}))

    async def nudge(self, case: CaseId, *, owed: Sequence[Outgoing]) -> bool:
        """As the port says."""
        notices = self._outbox.sealed(owed)

        async def unit(tx: Transaction) -> bool:
            if not await tx.execute(_NUDGED, {"case": case}):
                return False
            await self._outbox.put_in(tx, notices)
            return True

        return await self._store.write(unit)
