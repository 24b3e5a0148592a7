"""Whose data a store holds: the sandbox's or a real service's. One never starts on the other's.

The sandbox's manager and deputy have a passphrase that everybody knows; a real service that took
over their accounts, or a sandbox that filled the roles of a real one, would give both away.
"""

from typing import Final

from storage.errors import StorageError
from storage.transaction import Transaction
from storage.writer import Store

_NAME: Final = "belongs"
_SANDBOX: Final = b"sandbox"
_TELEGRAM: Final = b"telegram"


class OtherData(StorageError):
    """The data directory was filled by the other kind of service. Nothing was changed."""

    def __init__(self, *, sandboxed: bool) -> None:
        super().__init__(
            "DATA_DIR holds a real service's data, and without BOT_TOKEN this is the sandbox: "
            "set BOT_TOKEN, or another DATA_DIR."
            if sandboxed
            else "DATA_DIR holds the sandbox's data, whose passphrases everybody knows: "
            "set another DATA_DIR for the real service."
        )


async def belong(store: Store, *, sandboxed: bool) -> None:
    """Mark a store at its first start; raise OtherData at every start of the other kind.

    The mark is in the database, so that a backup keeps it.
    """

    async def unit(tx: Transaction) -> bytes:
        await tx.execute(
            "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING",
            {"name": _NAME, "value": _SANDBOX if sandboxed else _TELEGRAM},
        )
        row = await tx.one("SELECT value FROM meta WHERE name = :name", {"name": _NAME})
        return b"" if row is None else bytes(row["value"])

    if (await store.write(unit) == _SANDBOX) is not sandboxed:
        raise OtherData(sandboxed=sandboxed)
