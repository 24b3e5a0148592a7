"""Erasing for good: in the right order, and again after every start and restore.

Knows the order only; which rows belong to what is erased is the repositories' knowledge.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from storage.casekeys import CaseKeys
from storage.fields import Fields
from storage.tombstones import Tombstone, Tombstones
from storage.transaction import Transaction
from storage.writer import Store

Choose = Callable[[Transaction], Awaitable[Sequence[Tombstone]]]
"""Picks what is to be erased, inside the transaction that erases it."""
KeyOf = Callable[[Tombstone], bytes | None]
"""The name of an erased thing's key in the key store; None where it has none."""
Forget = Callable[[Transaction, Sequence[Tombstone], Fields], Awaitable[None]]
"""Deletes the rows of erased things, and what sealed fields say of them; deleting what is gone
already is no error."""


class Erasure:
    """Tombstone, key, rows, log: after each step a crash leaves a start that finishes the rest.

    The rows' sealed values were useless from the moment the key was gone, in backups too.
    secure_delete zeroes the rows themselves and the checkpoint empties the log; SQLite may
    still leave a copy of a moved row in the slack of a page, which is why nothing readable
    is ever put into a row in the first place.
    """

    def __init__(
        self,
        *,
        store: Store,
        case_keys: CaseKeys,
        tombstones: Tombstones,
        forget: Forget,
        key_of: KeyOf,
        fields: Fields,
    ) -> None:
        self._store = store
        self._case_keys = case_keys
        self._tombstones = tombstones
        self._forget = forget
        self._fields = fields
        self._key_of = key_of

    async def erase(self, *tombstones: Tombstone) -> None:
        """Erase cases, accounts or records; on return they are gone from every live file.

        Raises StorageUnavailable when it could not begin or finish; doing it again finishes it,
        and so does the next start once the tombstones are written.
        """
        await self.promise(*tombstones)
        await self._carry_out(tombstones)

    async def erase_chosen(self, choose: Choose) -> None:
        """Erase what `choose` picks: nothing can change between its picking and the end of it.

        The order is the same. Undone after a tombstone was written, the next start erases.
        """

        async def unit(tx: Transaction) -> bool:
            chosen = await choose(tx)
            await self.promise(*chosen)
            await self._destroy_keys(chosen)
            await self._forget(tx, chosen, self._fields)
            return bool(chosen)

        if await self._store.write(unit):
            await self._store.checkpoint()

    async def promise(self, *tombstones: Tombstone) -> None:
        """Write the tombstones only: whatever happens now, the next start erases.

        Raises StorageUnavailable when they could not be written.
        """
        await asyncio.to_thread(self._tombstones.add, *tombstones)

    async def replay(self) -> None:
        """Erase again all that was ever erased: an older copy may have been put back."""
        entries = self._tombstones.entries
        if entries:
            await self._carry_out(entries)

    async def _carry_out(self, tombstones: Sequence[Tombstone]) -> None:
        await self._destroy_keys(tombstones)
        await self._store.write(lambda tx: self._forget(tx, tombstones, self._fields))
        await self._store.checkpoint()

    async def _destroy_keys(self, tombstones: Sequence[Tombstone]) -> None:
        # The key store has a writer of its own: it may be waited for inside a transaction.
        names = [name for each in tombstones if (name := self._key_of(each)) is not None]
        if names:
            await self._case_keys.destroy(*names)


async def forget_nothing(tx: Transaction, tombstones: Sequence[Tombstone], fields: Fields) -> None:
    """The `Forget` of the core alone: it has no rows of anything that is erased."""
