"""What becomes of the rows of everything that was erased: one `Forget` for the whole store.

Each repository knows its own rows; nothing else lives here.
"""

from collections.abc import Sequence

from storage.cases import forget_cases
from storage.endedaudits import strike_out
from storage.fields import Fields
from storage.keeping import forget_records
from storage.lostaccounts import forget_accounts
from storage.tombstones import Tombstone
from storage.transaction import Transaction


async def forget_erased(tx: Transaction, tombstones: Sequence[Tombstone], fields: Fields) -> None:
    """Delete every row of erased cases, accounts and records. May be repeated."""
    await forget_cases(tx, tombstones)
    await strike_out(tx, tombstones, fields)
    await forget_accounts(tx, tombstones)
    await forget_records(tx, tombstones)
