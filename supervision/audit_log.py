"""The audit chain as an auditor and the holders are shown it (protocol.md §16): no case, no person.

The flags' own chain is no part of it. What is appended, and when, is each subject's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from people.accounts import Account, Role
from people.clock import Clock

AT_ONCE: Final = 200
VERDICT_SECONDS: Final = 60
"""How long a verdict is given again: walking the whole chain costs more with every row."""


@dataclass(frozen=True, kw_only=True)
class AuditRow:
    """One row. `hour` is Unix seconds, rounded down; of a supervision entry's row to the week."""

    number: int
    hour: int
    event: str
    role: str


@dataclass(frozen=True, kw_only=True)
class AuditPage:
    """Rows, the newest first. `holds`: the whole chain verifies, and fits every roster's head."""

    rows: Sequence[AuditRow]
    more: bool
    holds: bool


class AuditStore(Protocol):
    """Where the chain is."""

    async def rows(self, *, before: int | None, limit: int) -> Sequence[AuditRow]:
        """The newest rows below a number (all, for None), the newest first."""
        ...

    async def holds(self) -> bool:
        """Walk the chain from its beginning."""
        ...

    async def seen(self, *, by: Role) -> None:
        """Put on record that the chain was looked at."""
        ...


class AuditLog:
    """Shows the chain page by page."""

    def __init__(self, *, store: AuditStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._verdict: tuple[float, bool] | None = None

    async def page(self, account: Account, *, before: int | None) -> AuditPage:
        """A page; that an auditor began to look is itself a row (R15)."""
        if account.role is Role.AUDITOR and before is None:
            await self._store.seen(by=account.role)
        rows = await self._store.rows(before=before, limit=AT_ONCE + 1)
        return AuditPage(rows=rows[:AT_ONCE], more=len(rows) > AT_ONCE, holds=await self._holds())

    async def _holds(self) -> bool:
        now = self._clock.now()
        if self._verdict is None or abs(now - self._verdict[0]) >= VERDICT_SECONDS:
            self._verdict = now, await self._store.holds()
        return self._verdict[1]
