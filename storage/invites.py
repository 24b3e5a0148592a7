"""Invites on the store (people/invites.py, supervision/ports.py). Tokens are kept hashed."""

from collections.abc import Sequence
from typing import Final

from people.accounts import Role
from people.invites import Invite, InviteId
from storage.audit import Audit
from storage.database import Row
from storage.fields import Fields
from storage.transaction import Reads, Transaction
from storage.writer import Store

_ADD: Final = """
INSERT INTO invites (id, digest, role, state, label, under18, created, expires)
VALUES (:id, :digest, :role, 'open', :label, :under18, :created, :expires)
"""


class SqlInvites:
    """Implements people's `UsableInvites` and supervision's `InviteStore`."""

    def __init__(self, *, store: Store, fields: Fields, audit: Audit) -> None:
        self._store = store
        self._fields = fields
        self._audit = audit

    async def usable(self, digest: bytes, *, now: int) -> Invite | None:
        async def query(reads: Reads) -> Invite | None:
            row = await reads.one(
                "SELECT * FROM invites "
                "WHERE digest = :digest AND state = 'open' AND expires >= :now",
                {"digest": digest, "now": now},
            )
            return None if row is None else self._read(row)

        return await self._store.read(query)

    async def invites(self, *, now: int) -> Sequence[Invite]:
        async def query(reads: Reads) -> Sequence[Invite]:
            rows = await reads.all(
                "SELECT * FROM invites WHERE state = 'open' AND expires >= :now "
                "ORDER BY created, id",
                {"now": now},
            )
            return [self._read(row) for row in rows]

        return await self._store.read(query)

    async def add_invite(self, invite: Invite, *, by: str, replacing: bool = False) -> None:
        async def unit(tx: Transaction) -> None:
            if replacing:
                await tx.execute(
                    "UPDATE invites SET state = 'withdrawn' WHERE role = :role AND state = 'open'",
                    {"role": invite.role.value},
                )
            await tx.execute(
                _ADD,
                {
                    "id": invite.id,
                    "digest": invite.digest,
                    "role": invite.role.value,
                    "label": self._fields.seal(
                        table="invites",
                        column="label",
                        row_key=invite.id,
                        value=invite.label.encode(),
                    ),
                    "under18": int(invite.under18),
                    "created": invite.created,
                    "expires": invite.expires,
                },
            )
            await self._audit.append(tx, event="team.invited", role=by)

        await self._store.write(unit)

    async def withdraw(self, invite: InviteId, *, by: Role) -> bool:
        async def unit(tx: Transaction) -> bool:
            changed = await tx.execute(
                "UPDATE invites SET state = 'withdrawn' WHERE id = :id AND state = 'open'",
                {"id": invite},
            )
            if changed:
                await self._audit.append(tx, event="team.invite_withdrawn", role=by.value)
            return bool(changed)

        return await self._store.write(unit)

    def _read(self, row: Row) -> Invite:
        label = self._fields.open(
            table="invites", column="label", row_key=row["id"], sealed=row["label"]
        )
        return Invite(
            id=InviteId(row["id"]),
            digest=row["digest"],
            role=Role(row["role"]),
            label=label.decode(),
            under18=bool(row["under18"]),
            created=row["created"],
            expires=row["expires"],
        )
