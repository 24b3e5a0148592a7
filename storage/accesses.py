"""The accesses to a student's cases, out of the audit chain and the disclosures (port:
intake/accesses.py `Accesses`).

Only the holder of a case's key can tell which rows are about it; this asks row by row.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from intake.accesses import Access, Opened, Record
from intake.requests import Case
from storage import disclosurerows
from storage.audit import concerns
from storage.casekeys import CaseKey, CaseKeys
from storage.clock import hour_of
from storage.database import Row
from storage.disclosurerows import NOTE, DisclosureRows
from storage.transaction import Reads
from storage.writer import Store
from supervision.disclosures import DisclosureId

SHOWN: Final = 500
PAGE: Final = 500

# What is about disclosing comes from the disclosures themselves, when it is to be told; that a
# worker let a request be, or asked the holders to look at one, is no access, and happens silently
# (protocol.md section 5; R25).
_ROWS: Final = """
SELECT number, hour, event, role, case_reference FROM audit
WHERE number < :before AND hour >= :since AND role <> 'student' AND case_reference <> x''
    AND event NOT IN ('request.passed', 'request.recused', 'request.fell', 'handover.passed')
    AND event NOT IN ('case.declared', 'case.looked_at')
    AND event NOT LIKE 'disclosure%' AND event NOT LIKE 'capsule%'
ORDER BY number DESC LIMIT :limit
"""
_OPENED: Final = """
SELECT id, opened FROM disclosures
WHERE about = :about AND opened IS NOT NULL AND tell <= :now ORDER BY number DESC
"""
_NOTE: Final = "SELECT * FROM disclosure_papers WHERE disclosure = :id AND name = :name"
_BEYOND: Final = 2**62


class SqlAccesses:
    """The port on the store."""

    def __init__(self, *, store: Store, keys: CaseKeys, named: DisclosureRows) -> None:
        self._store = store
        self._keys = keys
        self._named = named

    async def of(self, cases: Sequence[Case], *, now: int) -> Record:
        keys = [key for case in cases if (key := await self._keys.get(case.id)) is not None]
        since = min((hour_of(case.submitted) for case in cases), default=0)
        accesses = await self._accesses(keys, since=since) if keys else []
        opened = [each for case in cases for each in await self._opened(case, now=now)]
        return Record(accesses=accesses, opened=opened)

    async def _accesses(self, keys: Sequence[CaseKey], *, since: int) -> Sequence[Access]:
        found, before = list[Access](), _BEYOND
        while len(found) < SHOWN:
            # A page at a time: between two of them others are served.
            rows = await self._store.read(_page(before=before, since=since))
            found += [_access(row) for row in rows if any(concerns(row, key) for key in keys)]
            if len(rows) < PAGE:
                break
            before = rows[-1]["number"]
        return found[:SHOWN]

    async def _opened(self, case: Case, *, now: int) -> Sequence[Opened]:
        async def query(reads: Reads) -> Sequence[Opened]:
            rows = await reads.all(_OPENED, {"about": self._named.about(case.id), "now": now})
            return [each for row in rows if (each := await self._note(reads, row)) is not None]

        return await self._store.read(query)

    async def _note(self, reads: Reads, row: Row) -> Opened | None:
        name = DisclosureId(bytes(row["id"]))
        key = await self._keys.get(self._named.key_of(name))
        paper = await reads.one(_NOTE, {"id": name, "name": NOTE})
        if key is None or paper is None:
            return None
        note = disclosurerows.open_paper(key, paper)
        return Opened(id=name, note=note, hour=hour_of(row["opened"]))


def _page(*, before: int, since: int) -> Callable[[Reads], Awaitable[Sequence[Row]]]:
    return lambda reads: reads.all(_ROWS, {"before": before, "since": since, "limit": PAGE})


def _access(row: Row) -> Access:
    return Access(hour=row["hour"], role=row["role"], what=row["event"])
