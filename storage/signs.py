"""Signs of life of staff: the day of each one's last use, written with their session's.

Of students nothing is kept here. What a day says is intake's (intake/absence.py).
"""

import sqlite3
from typing import Final

from people.accounts import AccountId
from storage.clock import DAY
from storage.transaction import Reads, Transaction
from storage.writer import Store

_SEEN: Final = """
INSERT INTO staff_seen (account, day)
    SELECT accounts.id, :day FROM sessions JOIN accounts ON accounts.id = sessions.account
    WHERE sessions.id = :session AND accounts.role <> 'student'
ON CONFLICT (account) DO UPDATE SET day = excluded.day WHERE excluded.day > day
"""


async def seen_in(tx: Transaction, session: bytes, *, at: int) -> None:
    """Somebody used this session; a student leaves no trace."""
    await tx.run(lambda raw: seen(raw, session, at=at))


def seen(raw: sqlite3.Connection, session: bytes, *, at: int) -> None:
    """As `seen_in`, beside other statements of the same hop."""
    raw.execute(_SEEN, {"session": session, "day": at // DAY})


class SqlSigns:
    """Implements intake's `Signs`."""

    def __init__(self, *, store: Store) -> None:
        self._store = store

    async def last_day(self, account: AccountId) -> int | None:
        async def query(reads: Reads) -> int | None:
            row = await reads.one(
                "SELECT day FROM staff_seen WHERE account = :account", {"account": account}
            )
            return None if row is None else int(row["day"])

        return await self._store.read(query)
