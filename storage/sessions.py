"""Sessions on the store (people/sessions.py). What is kept is a hash of each token."""

from collections.abc import Sequence
from typing import Final

from people.accounts import Account, AccountId
from people.sessions import Session, SessionId
from storage.accountrows import read_person
from storage.audit import Audit
from storage.fields import Fields
from storage.transaction import Reads, Transaction
from storage.writer import Store

_WITH_ACCOUNT: Final = """
SELECT sessions.id AS session, sessions.started AS started, sessions.used AS used,
       accounts.id AS id, accounts.role AS role, accounts.state AS state,
       accounts.person AS person
FROM sessions JOIN accounts ON accounts.id = sessions.account
WHERE sessions.id = :id
"""
_BEYOND: Final = """
DELETE FROM sessions WHERE account = :account AND id <> :id AND id NOT IN (
    SELECT id FROM sessions WHERE account = :account AND id <> :id
    ORDER BY started DESC, used DESC, id LIMIT :rest
) RETURNING id
"""


class SqlSessions:
    """Implements people's `SessionStore`."""

    def __init__(self, *, store: Store, fields: Fields, audit: Audit) -> None:
        self._store = store
        self._fields = fields
        self._audit = audit

    async def add(self, session: Session, *, most: int) -> Sequence[SessionId]:
        async def unit(tx: Transaction) -> Sequence[SessionId]:
            await tx.execute(
                "INSERT INTO sessions (id, account, started, used) "
                "VALUES (:id, :account, :started, :used)",
                {
                    "id": session.id,
                    "account": session.account,
                    "started": session.started,
                    "used": session.used,
                },
            )
            await self._log(tx, session.account, "session.started")
            rows = await tx.all(
                _BEYOND, {"account": session.account, "id": session.id, "rest": most - 1}
            )
            return [SessionId(row["id"]) for row in rows]

        return await self._store.write(unit)

    async def get(self, session: SessionId) -> tuple[Session, Account] | None:
        async def query(reads: Reads) -> tuple[Session, Account] | None:
            row = await reads.one(
                _WITH_ACCOUNT,
                {"id": session},
            )
            if row is None:
                return None
            account = read_person(self._fields, row).account
            found = Session(
                id=SessionId(row["session"]),
                account=account.id,
                started=row["started"],
                used=row["used"],
            )
            return found, account

        return await self._store.read(query)

    async def touch(self, session: SessionId, *, used: int) -> None:
        async def unit(tx: Transaction) -> None:
            await tx.execute(
                "UPDATE sessions SET used = :used WHERE id = :id AND used < :used",
                {"id": session, "used": used},
            )

        await self._store.write(unit)

    async def end(self, session: SessionId) -> None:
        async def unit(tx: Transaction) -> None:
            row = await tx.one(
                "DELETE FROM sessions WHERE id = :id RETURNING account", {"id": session}
            )
            if row is not None:
                await self._log(tx, AccountId(row["account"]), "session.ended")

        await self._store.write(unit)

    async def end_others(self, account: AccountId, *, but: SessionId) -> Sequence[SessionId]:
        async def unit(tx: Transaction) -> Sequence[SessionId]:
            ended = await end_others_in(tx, account, but=but)
            if ended:
                await self._log(tx, account, "session.others_ended")
            return ended

        return await self._store.write(unit)

    async def prune(self, *, started_before: int, used_before: int) -> int:
        async def unit(tx: Transaction) -> int:
            return await tx.execute(
                "DELETE FROM sessions WHERE started < :started OR used < :used",
                {"started": started_before, "used": used_before},
            )

        return await self._store.write(unit)

    async def _log(self, tx: Transaction, account: AccountId, event: str) -> None:
        row = await tx.one("SELECT role FROM accounts WHERE id = :id", {"id": account})
        if row is not None:
            await self._audit.append(tx, event=event, role=row["role"])


async def end_others_in(
    tx: Transaction, account: AccountId, *, but: SessionId
) -> Sequence[SessionId]:
    """Forget an account's other sessions inside somebody's transaction; the ids of those."""
    rows = await tx.all(
        "DELETE FROM sessions WHERE account = :account AND id <> :but RETURNING id",
        {"account": account, "but": but},
    )
    return [SessionId(row["id"]) for row in rows]
