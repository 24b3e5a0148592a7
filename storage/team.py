"""The team on the store (supervision/ports.py): root, certificates, rosters, states, backups.

Every rule is supervision's; what is checked here is only what two writers at once could break.
"""

import sqlite3
from collections.abc import Sequence
from typing import Final

import crypto
from crypto import wire
from people.accounts import AccountId, AccountState, Role
from storage.accountrows import read_person
from storage.accounts import read_consents
from storage.audit import GENESIS, Audit
from storage.audit import head as audit_head
from storage.database import Row
from storage.fields import Fields
from storage.transaction import Reads, Transaction
from storage.writer import Store
from supervision.errors import Exists, NotFound, Stale
from supervision.members import Event, Member, advance
from supervision.ports import (
    AuditHead,
    StoredBackup,
    StoredCertificate,
    StoredRoster,
    Team,
)

ROOT: Final = "root"
PAUSED: Final = "paused"
PAUSE_ON: Final = b"\x01"
"""Followed by the u64 of when it ends, where that was said."""
PAUSE_OFF: Final = b"\x00"
BACKUP_LABEL: Final = "backup-row"
BACKUP_FIELDS: Final = (crypto.BYTES, crypto.BYTES, crypto.BYTES)

_MEMBERS: Final = """
SELECT id, role, state, person FROM accounts WHERE role <> 'student' ORDER BY rowid
"""
_PUT_FACT: Final = """
INSERT INTO team (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""
_PUT_BACKUP: Final = """
INSERT INTO backups (role, version, content) VALUES (:role, :version, :content)
ON CONFLICT (role, version) DO UPDATE SET content = excluded.content
"""


class SqlTeam:
    """Implements supervision's `TeamStore`, with the team kept in memory between changes."""

    def __init__(self, *, store: Store, fields: Fields, audit: Audit) -> None:
        self._store = store
        self._fields = fields
        self._audit = audit
        self._team: Team | None = None
        store.on_rollback(self.forget)

    def forget(self) -> None:
        """Read the team anew next time: somebody else changed it (enrolment)."""
        self._team = None

    def team_at_hand(self) -> Team | None:
        return self._team

    async def team(self) -> Team:
        if self._team is not None:
            return self._team

        async def query(reads: Reads) -> Team:
            # Kept from inside the query: no commit can come between reading and keeping. Who
            # waited meanwhile finds it there.
            if self._team is None:
                self._team = await self._read_team(reads)
            return self._team

        return await self._store.read(query)

    async def _read_team(self, reads: Reads) -> Team:
        certificates = await self._certificates(reads)
        newest = {certificate.account: certificate.signed for certificate in certificates}
        members = []
        for row in await reads.all(_MEMBERS):
            person = read_person(self._fields, row)
            receipts = await read_consents(reads, self._fields, person.account.id)
            members.append(
                Member(
                    account=person.account,
                    under18=person.under18,
                    agreement=receipts[0],
                    certificate=newest.get(person.account.id),
                )
            )
        return Team(
            root=await _fact(reads, ROOT),
            members=tuple(members),
            certificates=tuple(certificates),
            roster=await self._newest_roster(reads),
            paused=(paused := await _fact(reads, PAUSED) or PAUSE_OFF)[:1] == PAUSE_ON,
            paused_until=crypto.read_u64(paused[1:]) if paused[1:] else None,
        )

    async def _certificates(self, reads: Reads) -> list[StoredCertificate]:
        rows = await reads.all("SELECT id, account, signed FROM certificates ORDER BY number")
        return [
            StoredCertificate.of(
                wire.open_signed(
                    self._fields.open(
                        table="certificates",
                        column="signed",
                        row_key=row["id"],
                        sealed=row["signed"],
                    ),
                    wire.Certificate,
                ),
                AccountId(row["account"]),
            )
            for row in rows
        ]

    async def _newest_roster(self, reads: Reads) -> StoredRoster | None:
        row = await reads.one("SELECT * FROM rosters ORDER BY version DESC LIMIT 1")
        if row is None:
            return None
        signed = self._fields.open(
            table="rosters", column="signed", row_key=row["hash"], sealed=row["signed"]
        )
        return StoredRoster.of(wire.open_signed(signed, wire.Roster))

    async def set_root(self, *, root: bytes, certificate: StoredCertificate, by: Role) -> None:
        async def unit(tx: Transaction) -> None:
            try:
                await tx.execute(
                    "INSERT INTO team (name, value) VALUES (:name, :value)",
                    {"name": ROOT, "value": root},
                )
            except sqlite3.IntegrityError:
                raise Exists from None
            await self._put_certificate(tx, certificate)
            await self._done(tx, "team.root_made", by)

        await self._store.write(unit)

    async def add_certificate(self, certificate: StoredCertificate, *, by: Role) -> None:
        async def unit(tx: Transaction) -> None:
            await self._put_certificate(tx, certificate)
            await self._done(tx, "team.certified", by)

        await self._store.write(unit)

    async def _put_certificate(self, tx: Transaction, certificate: StoredCertificate) -> None:
        state = advance(await _state(tx, certificate.account), Event.CERTIFIED)
        await _set_state(tx, certificate.account, state)
        signed = self._fields.seal(
            table="certificates",
            column="signed",
            row_key=certificate.id,
            value=certificate.signed,
        )
        try:
            await tx.execute(
                "INSERT INTO certificates (id, account, signed) VALUES (:id, :account, :signed)",
                {"id": certificate.id, "account": certificate.account, "signed": signed},
            )
        except sqlite3.IntegrityError:
            raise Exists from None

    async def add_roster(self, roster: StoredRoster, *, by: Role) -> None:
        async def unit(tx: Transaction) -> None:
            newest = await self._newest_roster(tx)
            follows = (1, bytes(32)) if newest is None else (newest.version + 1, newest.hash)
            if (roster.version, roster.body.previous) != follows:
                raise Stale
            signed = self._fields.seal(
                table="rosters", column="signed", row_key=roster.hash, value=roster.signed
            )
            await tx.execute(
                "INSERT INTO rosters (version, hash, signed) VALUES (:version, :hash, :signed)",
                {"version": roster.version, "hash": roster.hash, "signed": signed},
            )
            await self._done(tx, "team.roster_signed", by)

        await self._store.write(unit)

    async def set_state(
        self, account: AccountId, *, was: AccountState, state: AccountState, by: Role
    ) -> None:
        async def unit(tx: Transaction) -> None:
            if await _state(tx, account) is not was:
                raise Stale
            await _set_state(tx, account, state)
            if state is AccountState.SUSPENDED:
                await tx.execute(
                    "DELETE FROM sessions WHERE account = :account", {"account": account}
                )
            await self._done(tx, f"team.{state.value}", by)

        await self._store.write(unit)

    async def set_paused(self, *, paused: bool, by: Role, until: int | None = None) -> None:
        value = PAUSE_ON if paused else PAUSE_OFF
        if until is not None:
            value += crypto.u64(until)

        async def unit(tx: Transaction) -> None:
            await tx.execute(_PUT_FACT, {"name": PAUSED, "value": value})
            await self._done(tx, "intake.paused" if paused else "intake.resumed", by)

        await self._store.write(unit)

    async def put_backup(self, backup: StoredBackup, *, by: Role) -> None:
        async def unit(tx: Transaction) -> None:
            content = self._fields.seal(
                table="backups",
                column="content",
                row_key=backup.role.encode(),
                value=crypto.encode(BACKUP_LABEL, backup.record, *backup.halves),
            )
            await tx.execute(
                _PUT_BACKUP,
                {"role": backup.role, "version": backup.version, "content": content},
            )
            await self._done(tx, "team.backup_kept", by)

        await self._store.write(unit)

    async def backups(self) -> Sequence[StoredBackup]:
        async def query(reads: Reads) -> Sequence[StoredBackup]:
            rows = await reads.all("SELECT * FROM backups ORDER BY role, version")
            return [read_backup(self._fields, row) for row in rows]

        return await self._store.read(query)

    async def audit_head(self) -> AuditHead:
        newest = await self._store.read(audit_head)
        return AuditHead(row=newest.number, hash=newest.hash)

    async def audit_hash(self, row: int) -> bytes | None:
        async def query(reads: Reads) -> bytes | None:
            found = await reads.one("SELECT hash FROM audit WHERE number = :row", {"row": row})
            return None if found is None else bytes(found["hash"])

        return GENESIS if row == 0 else await self._store.read(query)

    async def _done(self, tx: Transaction, event: str, by: Role) -> None:
        await self._audit.append(tx, event=event, role=by.value)
        tx.on_commit(self.forget)


def read_backup(fields: Fields, row: Row) -> StoredBackup:
    """A backup's row. Raises crypto.CryptoError when it was altered."""
    plain = fields.open(
        table="backups", column="content", row_key=row["role"].encode(), sealed=row["content"]
    )
    record, first, second = crypto.decode(plain, label=BACKUP_LABEL, fields=BACKUP_FIELDS)
    return StoredBackup(
        role=row["role"], version=row["version"], record=record, halves=(first, second)
    )


async def _fact(reads: Reads, name: str) -> bytes | None:
    row = await reads.one("SELECT value FROM team WHERE name = :name", {"name": name})
    return None if row is None else bytes(row["value"])


async def _state(reads: Reads, account: AccountId) -> AccountState:
    row = await reads.one(
        "SELECT state FROM accounts WHERE id = :id AND role <> 'student'", {"id": account}
    )
    if row is None:
        raise NotFound
    return AccountState(row["state"])


async def _set_state(tx: Transaction, account: AccountId, state: AccountState) -> None:
    await tx.execute(
        "UPDATE accounts SET state = :state WHERE id = :id", {"id": account, "state": state.value}
    )
