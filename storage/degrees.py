"""The month in which a student's degree ends (intake's `DegreeEnds`), sealed beside the account."""

from people.accounts import AccountId
from storage.fields import Fields
from storage.transaction import Reads, Transaction
from storage.writer import Store

_PUT = """
INSERT INTO degree_ends (account, month) VALUES (:account, :month)
ON CONFLICT (account) DO UPDATE SET month = excluded.month
"""


class SqlDegrees:
    """Implements intake's `DegreeEnds`. The rows go with their accounts."""

    def __init__(self, *, store: Store, fields: Fields) -> None:
        self._store = store
        self._fields = fields

    async def end_of(self, account: AccountId) -> str | None:
        async def query(reads: Reads) -> str | None:
            row = await reads.one(
                "SELECT month FROM degree_ends WHERE account = :account", {"account": account}
            )
            if row is None:
                return None
            return self._fields.open(
                table="degree_ends", column="month", row_key=account, sealed=row["month"]
            ).decode()

        return await self._store.read(query)

    async def keep(self, account: AccountId, month: str | None) -> None:
        async def unit(tx: Transaction) -> None:
            if month is None:
                await tx.execute(
                    "DELETE FROM degree_ends WHERE account = :account", {"account": account}
                )
                return
            sealed = self._fields.seal(
                table="degree_ends", column="month", row_key=account, value=month.encode()
            )
            await tx.execute(_PUT, {"account": account, "month": sealed})

        await self._store.write(unit)
