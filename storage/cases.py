"""Cases and their papers on the store (port: intake/ports.py `Cases`).

One transaction for each step, with its audit row and notices. Whether a step may be taken is the
caller's pure `decide`; no rule about cases lives here.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from crypto.wire import CaseId
from intake.errors import Conflict, NotFound
from intake.ports import Change, Decide, Stored
from intake.requests import Case
from people.accounts import AccountId, AccountState
from storage import paperrows
from storage.audit import Audit
from storage.casekeys import CaseKey, CaseKeys
from storage.caserows import CaseRows
from storage.database import SqlValue
from storage.erasure import Erasure
from storage.errors import CaseErased
from storage.heads import Heads
from storage.holds import FREE_CASE
from storage.keeping import count_destroyed, month_of
from storage.outbox import StoredOutbox
from storage.rekeying import Rekeying
from storage.slots import slot
from storage.tally import Tally
from storage.tombstones import Erased, Tombstone
from storage.transaction import Snapshot, Transaction
from storage.writer import Store
from supervision.keeping import Kind

PER_PERSON: Final = 200
"""Cases listed for one person: the newest. A student's old ones are erased in time."""

_INSERT: Final = """
INSERT INTO cases (
    case_id, state, student, worker, due, ended, about, seeking, declared, recorded, body
)
VALUES (
    :case_id, :state, :student, :worker, :due, :ended, :about, :seeking, :declared, :recorded,
    :body
)
RETURNING conversation
"""
_UPDATE: Final = """
UPDATE cases SET state = :state, worker = :worker, due = :due, ended = :ended,
    seeking = :seeking, declared = :declared, recorded = :recorded, body = :body
WHERE case_id = :case_id AND student = :student
"""
_LIVE: Final = """
SELECT conversation, case_id, body FROM cases
WHERE student = :student AND state IN ('waiting', 'claimed', 'open')
"""
_PENDING: Final = """
SELECT case_id, body FROM cases WHERE state IN ('waiting', 'claimed')
ORDER BY conversation LIMIT :limit
"""
_COUNT_OPEN: Final = "SELECT count(*) AS open FROM cases WHERE state = 'open' AND about IS NULL"
_DUE: Final = f"""
SELECT case_id FROM cases t
WHERE due <= :now AND (state <> 'closed' OR (due <= :erase AND {FREE_CASE}))
ORDER BY due LIMIT :limit
"""  # noqa: S608 -- conditions of our own
_LAPSED: Final = f"""
SELECT about FROM cases t
WHERE case_id = :case AND state = 'closed' AND due <= :erase AND {FREE_CASE}
"""  # noqa: S608 -- conditions of our own
_MESSAGE: Final = """
INSERT INTO messages (conversation, slot, message) VALUES (:conversation, :slot, :message)
"""


class StoredCases:
    """The port `Cases` on the store."""

    def __init__(
        self,
        *,
        store: Store,
        rows: CaseRows,
        case_keys: CaseKeys,
        audit: Audit,
        outbox: StoredOutbox,
        erasure: Erasure,
        heads: Heads,
        rekeying: Rekeying,
        tally: Tally,
    ) -> None:
        self._store = store
        self._rows = rows
        self._case_keys = case_keys
        self._audit = audit
        self._outbox = outbox
        self._erasure = erasure
        self._heads = heads
        self._rekeying = rekeying
        self._tally = tally
        # What the last look at who waits made of each row, with the very bytes that it was made of.
        # Twenty workers look at the same requests all the time, and each has a list of recipients.
        self._looked: dict[CaseId, tuple[bytes, Case]] = {}

    async def create(self, change: Change) -> None:
        case = change.case
        if not case.is_contact and await self._has_live(case.student):
            raise Conflict("exists")
        try:
            # Durable before the row: a row without its key could never be read.
            key = await self._case_keys.create(case.id)
        except CaseErased:
            raise Conflict("exists") from None
        papers = paperrows.sealed(key, change.put)

        async def unit(tx: Transaction) -> None:
            await _refuse_lost(tx, case.student)
            row = await tx.one(_INSERT, self._rows.row(case))
            if row is None:
                raise Conflict("exists")
            await paperrows.put(tx, row["conversation"], papers)
            if change.first is not None:
                await tx.execute(_MESSAGE, _message_row(row["conversation"], change.first))
            await self._record(tx, change, key)

        try:
            await self._store.write(unit)
        except sqlite3.IntegrityError:
            raise Conflict("exists") from None

    async def change(self, case: CaseId, decide: Decide) -> Case:
        key = await self._case_keys.get(case)
        if key is None:
            raise NotFound

        async def unit(tx: Transaction) -> Case:
            found = await self._rows.load(tx, case)
            if found is None:
                raise NotFound
            conversation, before = found
            change = decide(before)
            if change is None:
                return before
            await self._carry_out(tx, conversation, change, key)
            return change.case

        return await self._store.write(unit)

    async def change_live_in(self, tx: Transaction, student: AccountId, decide: Decide) -> None:
        """As `change`, inside somebody's transaction, for what a student has live, contacts too.

        Found there and not before: another device of theirs may just have made it.
        """
        for row in await tx.all(_LIVE, {"student": self._rows.student(student)}):
            before = self._rows.case(row)
            # The key store is another store with a writer of its own: waiting for it is safe.
            key = await self._case_keys.get(before.id)
            change = None if key is None else decide(before)
            if key is not None and change is not None:
                await self._carry_out(tx, row["conversation"], change, key)

    async def _carry_out(
        self, tx: Transaction, conversation: int, change: Change, key: CaseKey
    ) -> None:
        # What the rooms in memory are based on moves: they are read again when needed.
        self._heads.drop(change.case.id)
        await tx.execute(_UPDATE, self._rows.row(change.case))
        await paperrows.drop(tx, conversation, change.drop)
        await paperrows.put(tx, conversation, paperrows.sealed(key, change.put))
        if change.first is not None:
            await tx.execute(_MESSAGE, _message_row(conversation, change.first))
        if change.rekeyed is not None:
            await self._rekeying.carry_out(tx, change.rekeyed)
        await self._record(tx, change, key)

    async def _record(self, tx: Transaction, change: Change, key: CaseKey) -> None:
        await self._audit.append(tx, event=change.event, role=change.role, case=key)
        await self._outbox.put_in(tx, self._outbox.sealed(change.owed))
        await self._tally.add(tx, change.counted)

    async def find(self, case: CaseId) -> Case | None:
        found = await self._store.read(lambda snapshot: self._rows.load(snapshot, case))
        return None if found is None else found[1]

    async def papers(self, case: CaseId, names: frozenset[str]) -> Mapping[str, bytes]:
        key = await self._case_keys.get(case)
        if key is None:
            return {}
        return await self._store.read(lambda snapshot: paperrows.read(snapshot, key, names))

    async def of_student(self, student: AccountId) -> Sequence[Case]:
        return await self._list(
            "student = :person ORDER BY conversation DESC LIMIT :limit",
            {"person": self._rows.student(student), "limit": PER_PERSON},
        )

    async def of_worker(self, worker: AccountId) -> Sequence[Case]:
        return await self._list(
            "worker = :person ORDER BY conversation DESC LIMIT :limit",
            {"person": self._rows.worker(worker), "limit": PER_PERSON},
        )

    async def pending(self, *, limit: int) -> Sequence[Case]:
        async def query(snapshot: Snapshot) -> Sequence[Case]:
            looked, self._looked = self._looked, {}
            for row in await snapshot.all(_PENDING, {"limit": limit}):
                case, body = CaseId(bytes(row["case_id"])), bytes(row["body"])
                known = looked.get(case)
                if known is None or known[0] != body:
                    known = next(((body, each) for each in self._rows.cases([row])), None)
                if known is not None:
                    self._looked[case] = known
            return [found for _, found in self._looked.values()]

        return await self._store.read(query)

    async def seeking(self, *, limit: int) -> Sequence[Case]:
        return await self._list(
            "seeking IS NOT NULL ORDER BY seeking, conversation LIMIT :limit", {"limit": limit}
        )

    async def declared(self, *, limit: int) -> Sequence[Case]:
        return await self._list("declared = 1 ORDER BY conversation LIMIT :limit", {"limit": limit})

    async def recorded(self, *, before: CaseId | None, limit: int) -> Sequence[Case]:
        return await self._list(
            "recorded > 0 AND (:before IS NULL OR conversation < "
            "(SELECT conversation FROM cases b WHERE b.case_id = :before)) "
            "ORDER BY conversation DESC LIMIT :limit",
            {"before": before, "limit": limit},
        )

    async def count_open(self) -> int:
        async def query(snapshot: Snapshot) -> int:
            row = await snapshot.one(_COUNT_OPEN)
            return 0 if row is None else int(row["open"])

        return await self._store.read(query)

    async def due(self, *, now: int, erase: int, limit: int) -> Sequence[CaseId]:
        async def query(snapshot: Snapshot) -> Sequence[CaseId]:
            rows = await snapshot.all(_DUE, {"now": now, "erase": erase, "limit": limit})
            return [CaseId(bytes(row["case_id"])) for row in rows]

        return await self._store.read(query)

    async def erase(self, case: CaseId) -> None:
        await self.erase_all([case])

    async def lapse(self, case: CaseId, *, erase: int) -> None:
        """Erase a closed case if its time is over by `erase` and nothing holds it, and count it."""

        async def choose(tx: Transaction) -> Sequence[Tombstone]:
            row = await tx.one(_LAPSED, {"case": case, "erase": erase})
            if row is None:
                return ()
            self._drop(case)
            kind = Kind.CONVERSATION if row["about"] is None else Kind.CONTACT
            await count_destroyed(tx, month=month_of(erase), kind=kind)
            return [Tombstone(erased=Erased.CASE, reference=case)]

        await self._erasure.erase_chosen(choose)
        self._drop(case)

    async def erase_all(self, cases: Sequence[CaseId]) -> None:
        """As `erase`, of many at once."""
        for case in cases:
            self._drop(case)
        await self._erasure.erase(
            *(Tombstone(erased=Erased.CASE, reference=case) for case in cases)
        )
        for case in cases:
            self._drop(case)

    def _drop(self, case: CaseId) -> None:
        """Leave nothing of an erased case in memory."""
        self._heads.drop(case)
        self._looked.pop(case, None)

    async def every_of(self, student: AccountId) -> Sequence[CaseId]:
        """All cases and contacts of a student, damaged ones too."""

        async def query(snapshot: Snapshot) -> Sequence[CaseId]:
            rows = await snapshot.all(
                "SELECT case_id FROM cases WHERE student = :student",
                {"student": self._rows.student(student)},
            )
            return [CaseId(bytes(row["case_id"])) for row in rows]

        return await self._store.read(query)

    async def _has_live(self, student: AccountId) -> bool:
        found = await self._list(
            "student = :person AND about IS NULL "
            "AND state IN ('waiting', 'claimed', 'open') LIMIT 1",
            {"person": self._rows.student(student)},
        )
        return bool(found)

    async def _list(self, condition: str, params: Mapping[str, SqlValue]) -> Sequence[Case]:
        # The condition is one of the literals above; values are bound.
        sql = f"SELECT case_id, body FROM cases WHERE {condition}"  # noqa: S608

        async def query(snapshot: Snapshot) -> Sequence[Case]:
            return self._rows.cases(await snapshot.all(sql, params))

        return await self._store.read(query)


async def forget_cases(tx: Transaction, tombstones: Sequence[Tombstone]) -> None:
    """Delete every row of erased cases (storage/forgetting.py). May be repeated."""
    cases = [{"case": each.reference} for each in tombstones if each.erased is Erased.CASE]
    if not cases:
        return
    number = "(SELECT conversation FROM cases WHERE case_id = :case)"
    for table in ("messages", "papers"):
        await tx.many(f"DELETE FROM {table} WHERE conversation = {number}", cases)  # noqa: S608 -- names of our own
    for table in ("told", "heard"):
        await tx.many(f"DELETE FROM {table} WHERE case_id = :case", cases)  # noqa: S608 -- as above
    await tx.many("DELETE FROM cases WHERE case_id = :case", cases)


async def _refuse_lost(tx: Transaction, student: AccountId) -> None:
    """A request on its way while its student starts over must not come to life afterwards."""
    row = await tx.one("SELECT state FROM accounts WHERE id = :id", {"id": student})
    if row is not None and row["state"] == AccountState.LOST.value:
        raise NotFound


def _message_row(conversation: int, first: Stored) -> Mapping[str, SqlValue]:
    return {
        "conversation": conversation,
        "slot": slot(epoch=first.epoch, direction=first.direction, counter=first.counter),
        "message": first.message,
    }
