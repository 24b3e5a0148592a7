"""Pieces of roles' secrets on their way to a successor (supervision/passing.py `PassStore`).

The store sees boxes; every rule is supervision's.
"""

from collections.abc import Sequence
from typing import Final, cast

import crypto
from crypto import wire
from people.accounts import Role
from storage.audit import Audit
from storage.fields import Fields
from storage.team import read_backup
from storage.transaction import Params, Reads, Transaction
from storage.writer import Store
from supervision.passing import PassedPiece, Piece
from supervision.ports import StoredBackup

_DROP: Final = """
DELETE FROM role_passes WHERE role = :role AND version = :version AND piece = :piece
AND recipient = :recipient
"""
_PUT: Final = """
INSERT INTO role_passes (id, role, version, piece, recipient, sealed)
VALUES (:id, :role, :version, :piece, :recipient, :sealed)
"""
_PIECES: Final = "SELECT * FROM role_passes ORDER BY role, version, piece, recipient"


class SqlPassing:
    """The rows, each change in one transaction."""

    def __init__(self, *, store: Store, fields: Fields, audit: Audit) -> None:
        self._store = store
        self._fields = fields
        self._audit = audit

    async def pieces(self) -> Sequence[PassedPiece]:
        async def query(reads: Reads) -> Sequence[PassedPiece]:
            return [
                PassedPiece(
                    role=row["role"],
                    version=row["version"],
                    piece=cast("Piece", row["piece"]),
                    to=wire.CertificateId(bytes(row["recipient"])),
                    box=self._fields.open(
                        table="role_passes",
                        column="sealed",
                        row_key=row["id"],
                        sealed=row["sealed"],
                    ),
                )
                for row in await reads.all(_PIECES)
            ]

        return await self._store.read(query)

    async def give(self, piece: PassedPiece, *, by: Role) -> None:
        id_ = crypto.random_bytes(16)
        named: Params = {
            "role": piece.role,
            "version": piece.version,
            "piece": piece.piece,
            "recipient": piece.to,
        }
        sealed = self._fields.seal(
            table="role_passes", column="sealed", row_key=id_, value=piece.box
        )

        async def unit(tx: Transaction) -> None:
            await tx.execute(_DROP, named)
            await tx.execute(_PUT, {**named, "id": id_, "sealed": sealed})
            await self._audit.append(tx, event="team.key_passed", role=by.value)

        await self._store.write(unit)

    async def take(self, to: Sequence[wire.CertificateId], *, by: Role) -> None:
        async def unit(tx: Transaction) -> None:
            gone = 0
            for recipient in to:
                gone += await tx.execute(
                    "DELETE FROM role_passes WHERE recipient = :recipient", {"recipient": recipient}
                )
            if gone:
                await self._audit.append(tx, event="team.key_taken", role=by.value)

        await self._store.write(unit)

    async def hand_out(self, role: str, version: int, *, by: Role) -> StoredBackup | None:
        async def unit(tx: Transaction) -> StoredBackup | None:
            row = await tx.one(
                "SELECT * FROM backups WHERE role = :role AND version = :version",
                {"role": role, "version": version},
            )
            if row is None:
                return None
            await self._audit.append(tx, event="team.backup_opened", role=by.value)
            return read_backup(self._fields, row)

        return await self._store.write(unit)
