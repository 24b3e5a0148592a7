"""Sessions on the store (people/sessions.py).

What is kept is a hash of each token and, sealed, which of its person's devices it is.
"""

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Final

import crypto
from people.accounts import Account, AccountId, AccountState, Role
from people.sessions import PLATFORMS, Session, SessionId, Standing
from storage.accountrows import read_person
from storage.audit import Audit
from storage.database import Row
from storage.fields import Fields
from storage.signs import seen, seen_in
from storage.transaction import Reads, Transaction
from storage.writer import Store

LABEL: Final = "session-row"
FIELDS: Final = (crypto.BYTES, crypto.TEXT)
"""The device's id and its platform."""

_WITH_ACCOUNT: Final = """
SELECT sessions.id AS session, sessions.started AS started, sessions.used AS used,
       sessions.device AS device,
       accounts.id AS id, accounts.role AS role, accounts.state AS state,
       accounts.person AS person
FROM sessions JOIN accounts ON accounts.id = sessions.account
WHERE sessions.id = :id
"""
_STANDS: Final = """
SELECT sessions.id AS session, accounts.role AS role, accounts.state AS state,
       sessions.started AS started, sessions.used AS used
FROM sessions JOIN accounts ON accounts.id = sessions.account
"""
_STANDING: Final = f"{_STANDS} WHERE sessions.id = :id"
_AT_ONCE: Final = 16
_STANDINGS: Final = {
    places: f"{_STANDS} WHERE sessions.id IN ({', '.join('?' * places)})"
    for places in (1, _AT_ONCE)
}
_SIDES: Final = {role.value: role.side for role in Role}
_STATES: Final = {state.value: state for state in AccountState}
_USED: Final = "UPDATE sessions SET used = :used WHERE id = :id AND used < :used"
_BEYOND: Final = """
DELETE FROM sessions WHERE account = :account AND id <> :id AND id NOT IN (
    SELECT id FROM sessions WHERE account = :account AND id <> :id
    ORDER BY started DESC, used DESC, id LIMIT :rest
) RETURNING id
"""
_AWAY_BEYOND: Final = """
DELETE FROM sent_away WHERE account = :account AND number NOT IN (
    SELECT number FROM sent_away WHERE account = :account ORDER BY number DESC LIMIT :most
)
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
                "INSERT INTO sessions (id, account, started, used, device) "
                "VALUES (:id, :account, :started, :used, :device)",
                {
                    "device": self._seal(session),
                    "id": session.id,
                    "account": session.account,
                    "started": session.started,
                    "used": session.used,
                },
            )
            await seen_in(tx, session.id, at=session.used)
            await self._log(tx, session.account, "session.started")
            rows = await tx.all(
                _BEYOND, {"account": session.account, "id": session.id, "rest": most - 1}
            )
            return [SessionId(row["id"]) for row in rows]

        return await self._store.write(unit)

    async def get(self, session: SessionId) -> tuple[Session, Account] | None:
        row = await self._look(_WITH_ACCOUNT, session)
        if row is None:
            return None
        account = read_person(self._fields, row).account
        return self._read(row, account.id), account

    async def standing(self, session: SessionId) -> Standing | None:
        return _standing(await self._look(_STANDING, session))

    def standings_at_once(self, sessions: Collection[SessionId]) -> Mapping[SessionId, Standing]:
        if not self._store.at_rest:
            return {}
        rows = self._store.look(partial(_several, sessions=list(sessions)))
        return {SessionId(row["session"]): _stands(row) for row in rows}

    async def _look(self, sql: str, session: SessionId) -> Row | None:
        """With every request, and for an open socket each quarter of a minute."""
        return await self._store.glance(_looking(sql, session))

    async def of(self, account: AccountId) -> Sequence[Session]:
        async def query(reads: Reads) -> Sequence[Session]:
            rows = await reads.all(
                "SELECT id AS session, started, used, device FROM sessions "
                "WHERE account = :account",
                {"account": account},
            )
            return [self._read(row, account) for row in rows]

        return await self._store.read(query)

    async def send_away(self, account: AccountId, devices: Collection[bytes], *, most: int) -> None:
        async def unit(tx: Transaction) -> None:
            for device in sorted(devices):
                await tx.execute(
                    "INSERT OR IGNORE INTO sent_away (account, device) VALUES (:account, :device)",
                    {"account": account, "device": device},
                )
            await tx.execute(_AWAY_BEYOND, {"account": account, "most": most})

        await self._store.write(unit)

    async def is_away(self, account: AccountId, device: bytes) -> bool:
        async def query(reads: Reads) -> bool:
            row = await reads.one(
                "SELECT 1 AS away FROM sent_away WHERE account = :account AND device = :device",
                {"account": account, "device": device},
            )
            return row is not None

        return await self._store.read(query)

    async def let_back(self, account: AccountId, device: bytes) -> None:
        async def unit(tx: Transaction) -> None:
            await tx.execute(
                "DELETE FROM sent_away WHERE account = :account AND device = :device",
                {"account": account, "device": device},
            )

        await self._store.write(unit)

    async def touch(self, session: SessionId, *, used: int) -> None:
        def both(raw: sqlite3.Connection) -> None:
            raw.execute(_USED, {"id": session, "used": used})
            seen(raw, session, at=used)

        # Of everybody who talks, each minute.
        await self._store.write_brief(both)

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

    def _seal(self, session: Session) -> bytes:
        value = crypto.encode(LABEL, session.device, session.platform)
        return self._fields.seal(table="sessions", column="device", row_key=session.id, value=value)

    def _read(self, row: Row, account: AccountId) -> Session:
        id_ = SessionId(row["session"])
        value = self._fields.open(
            table="sessions", column="device", row_key=id_, sealed=row["device"]
        )
        device, platform = crypto.decode(value, label=LABEL, fields=FIELDS)
        return Session(
            id=id_,
            account=account,
            started=row["started"],
            used=row["used"],
            device=device,
            platform=next((one for one in PLATFORMS if one == platform), "other"),
        )

    async def _log(self, tx: Transaction, account: AccountId, event: str) -> None:
        row = await tx.one("SELECT role FROM accounts WHERE id = :id", {"id": account})
        if row is not None:
            await self._audit.append(tx, event=event, role=row["role"])


def _looking(sql: str, session: SessionId) -> Callable[[sqlite3.Connection], Row | None]:
    def look(raw: sqlite3.Connection) -> Row | None:
        row: Row | None = raw.execute(sql, {"id": session}).fetchone()
        return row

    return look


def _several(raw: sqlite3.Connection, sessions: Sequence[SessionId]) -> list[Row]:
    rows: list[Row] = []
    for start in range(0, len(sessions), _AT_ONCE):
        some = sessions[start : start + _AT_ONCE]
        # One statement for a socket alone and one for many, prepared once each.
        places = 1 if len(some) == 1 else _AT_ONCE
        asked = [*some, *[None] * (places - len(some))]
        rows += raw.execute(_STANDINGS[places], asked).fetchall()
    return rows


def _standing(row: Row | None) -> Standing | None:
    return None if row is None else _stands(row)


def _stands(row: Row) -> Standing:
    # By position, and the members by a table: of some sockets each quarter of a second.
    _, role, state, started, used = row
    return Standing(side=_SIDES[role], state=_STATES[state], started=started, used=used)


async def end_others_in(
    tx: Transaction, account: AccountId, *, but: SessionId
) -> Sequence[SessionId]:
    """Forget an account's other sessions inside somebody's transaction; the ids of those."""
    rows = await tx.all(
        "DELETE FROM sessions WHERE account = :account AND id <> :but RETURNING id",
        {"account": account, "but": but},
    )
    return [SessionId(row["id"]) for row in rows]
