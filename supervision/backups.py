"""Backups of role keys and of the root: kept for the other two holders (protocol.md §3.4).

The server holds two sealed halves and joins nothing; handing a half out is passing.py's.
"""

from typing import Final

from crypto import CryptoError, wire
from people.accounts import Account, Role
from supervision.errors import Malformed
from supervision.ports import StoredBackup, TeamSockets, TeamStore

ROOT: Final = "root"


def check(backup: StoredBackup, *, holder: Account) -> None:
    """Raises Malformed unless its holder signed exactly these halves for their own key."""
    try:
        paper = wire.open_signed(backup.record, wire.Backup)
    except CryptoError:
        raise Malformed from None
    body, key = paper.body, paper.key
    own = backup.role == holder.role.value
    roots = backup.role == ROOT and holder.role is Role.COORDINATOR
    hashes = tuple(wire.blob_hash(half) for half in backup.halves)
    if key != holder.keys.sign or not (own or roots):
        raise Malformed
    if (body.role, body.version) != (backup.role, backup.version) or tuple(body.halves) != hashes:
        raise Malformed


class Backups:
    """Keeps the newest backup of each version of a role's key."""

    def __init__(self, *, store: TeamStore, sockets: TeamSockets) -> None:
        self._store = store
        self._sockets = sockets

    async def put(self, holder: Account, backup: StoredBackup) -> None:
        """Keep a backup in place of the one of the same version. Raises Malformed."""
        check(backup, holder=holder)
        await self._store.put_backup(backup, by=holder.role)
        self._sockets.team()
