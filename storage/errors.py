"""What can go wrong in the store, by whose fault. One root; messages are fit to show.

Nothing here carries a value that came from a person, a row or a path of the machine.
"""


class StorageError(Exception):
    """The root of everything the store raises on purpose."""


class StorageUnavailable(StorageError):
    """The disk or the store failed. Nothing of this call took effect; trying again may work."""

    def __init__(self, message: str = "The store could not write; nothing was changed.") -> None:
        super().__init__(message)


class StoreBusy(StorageError):
    """Too much is waiting already. Nothing of this call took effect; try again shortly."""

    def __init__(self) -> None:
        super().__init__("Too many writes are waiting; try again shortly.")


class UnitTooSlow(StorageError):
    """A unit or query outlived its limit and was undone."""

    def __init__(self) -> None:
        super().__init__("A unit of work took too long and was undone.")


class DatabaseCorrupt(StorageError):
    """A page of a database is damaged. Reads may go on, writes are refused until a restore."""

    def __init__(self) -> None:
        super().__init__(
            "The database is damaged. Stop the service and restore the newest backup: "
            "peerlink restore."
        )


class AlreadyRunning(StorageError):
    """Another process holds the data directory."""

    def __init__(self) -> None:
        super().__init__("Another process is using this data directory; stop it first.")


class NotOurs(StorageError):
    """The file is a database, but not one of this service's."""

    def __init__(self) -> None:
        super().__init__("The database file belongs to another program; nothing was changed.")


class WidePermissions(StorageError):
    """A file or directory of the store can be read by other users of the machine."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} can be used by other users of this machine: "
            "set mode 0700 for directories, 0600 for files."
        )


class SchemaRefused(StorageError):
    """The schema of the database and the migrations of this version do not fit together."""


class KeysRefused(StorageError):
    """The key files are missing, damaged or belong to another database."""


class CaseErased(StorageError):
    """The case's key was destroyed: the case is erased and its id is not used again."""

    def __init__(self) -> None:
        super().__init__("This case was erased.")


class TombstonesBroken(StorageError):
    """The tombstone file is damaged before its end, so erasures could be missed."""

    def __init__(self) -> None:
        super().__init__(
            "The tombstone file is damaged. Restore it from the newest backup before starting: "
            "without it, erased cases could come back."
        )


class BackupRefused(StorageError):
    """A backup or restore was asked for that would be unsafe; nothing was changed."""
