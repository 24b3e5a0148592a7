"""Erasing for good: in the right order, and again after every start and restore.

Knows the order only; which rows belong to a case or an account is the repositories' knowledge.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from storage.casekeys import CaseKeys
from storage.tombstones import Erased, Tombstone, Tombstones
from storage.transaction import Transaction
from storage.writer import Store

Forget = Callable[[Transaction, Sequence[Tombstone]], Awaitable[None]]
"""Deletes the rows of erased things; deleting what is gone already is no error."""


class Erasure:
    """Tombstone, key, rows, log: after each step a crash leaves a start that finishes the rest.

    The rows' sealed values were useless from the moment the key was gone, in backups too.
    secure_delete zeroes the rows themselves and the checkpoint empties the log; SQLite may
    still leave a copy of a moved row in the slack of a page, which is why nothing readable
    is ever put into a row in the first place.
    """

    def __init__(
        self, *, store: Store, case_keys: CaseKeys, tombstones: Tombstones, forget: Forget
    ) -> None:
        self._store = store
        self._case_keys = case_keys
        self._tombstones = tombstones
        self._forget = forget

    async def erase(self, *tombstones: Tombstone) -> None:
        """Erase cases or accounts; on return they are gone from every live file.

        Raises StorageUnavailable or OSError when it could not finish; doing it again, or the
        next start, finishes it.
        """
        await self.promise(*tombstones)
        await self._carry_out(tombstones)

    async def promise(self, *tombstones: Tombstone) -> None:
        """Write the tombstones only: whatever happens now, the next start erases."""
        for tombstone in tombstones:
            await asyncio.to_thread(self._tombstones.add, tombstone)

    async def replay(self) -> None:
        """Erase again all that was ever erased: an older copy may have been put back."""
        entries = self._tombstones.entries
        if entries:
            await self._carry_out(entries)

    async def _carry_out(self, tombstones: Sequence[Tombstone]) -> None:
        cases = [each.reference for each in tombstones if each.erased is Erased.CASE]
        if cases:
            await self._case_keys.destroy(*cases)
        await self._store.write(lambda tx: self._forget(tx, tombstones))
        await self._store.checkpoint()


async def forget_nothing(tx: Transaction, tombstones: Sequence[Tombstone]) -> None:
    """The `Forget` of the core alone: it has no rows of cases or accounts."""
