"""Accounts whose keys were lost, forgotten with their last case (protocol.md §2.2, R14).

Until then such an account keeps its receipts, because they are what its cases were begun on.
"""

from collections.abc import Sequence

from people.accounts import AccountId, AccountState
from storage.caserows import CaseRows
from storage.erasure import Erasure
from storage.tombstones import Erased, Tombstone
from storage.transaction import Reads, Transaction
from storage.writer import Store

BATCH = 200


class LostAccounts:
    """Finds lost accounts without a case and erases them."""

    def __init__(self, *, store: Store, rows: CaseRows, erasure: Erasure) -> None:
        self._store = store
        self._rows = rows
        self._erasure = erasure

    async def sweep(self) -> int:
        """Erase every lost account that has no case any more; returns how many.

        Nothing can come between looking and erasing: a lost account begins no case.
        """
        done, after = 0, b""
        while page := await self._page(after):
            after = page[-1]
            for account in await self._without_case(page):
                await self._erasure.erase(Tombstone(erased=Erased.ACCOUNT, reference=account))
                done += 1
        return done

    async def _page(self, after: bytes) -> Sequence[AccountId]:
        async def query(reads: Reads) -> Sequence[AccountId]:
            rows = await reads.all(
                "SELECT id FROM accounts WHERE state = :lost AND id > :after "
                "ORDER BY id LIMIT :limit",
                {"lost": AccountState.LOST.value, "after": after, "limit": BATCH},
            )
            return [AccountId(row["id"]) for row in rows]

        return await self._store.read(query)

    async def _without_case(self, accounts: Sequence[AccountId]) -> Sequence[AccountId]:
        async def query(reads: Reads) -> Sequence[AccountId]:
            found = []
            for account in accounts:
                row = await reads.one(
                    "SELECT 1 FROM cases WHERE student = :student LIMIT 1",
                    {"student": self._rows.student(account)},
                )
                if row is None:
                    found.append(account)
            return found

        return await self._store.read(query)


async def forget_accounts(tx: Transaction, tombstones: Sequence[Tombstone]) -> None:
    """Delete every row of erased accounts (storage/forgetting.py). May be repeated."""
    accounts = [{"id": each.reference} for each in tombstones if each.erased is Erased.ACCOUNT]
    if accounts:
        # Receipts, keys and sessions go with it: the schema says ON DELETE CASCADE.
        await tx.many("DELETE FROM accounts WHERE id = :id", accounts)
