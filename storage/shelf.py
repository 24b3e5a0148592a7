"""Backups that the service makes by itself: one pair after another, each in folders named by time.

Two shelves, database and keys, because a pair together is the whole service. Which are kept how
long is given; folders that are not named like ours, or hold other files, are never touched.
"""

import asyncio
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from storage.backup import back_up
from storage.clock import DAY
from storage.errors import BackupRefused
from storage.files import private_directory
from storage.manifest import (
    CASE_KEYS,
    DATABASE,
    NAME,
    SERVICE_KEYS,
    TOMBSTONES,
    Kind,
    read_manifest,
)
from storage.opening import Core

_FOLDER: Final = re.compile(r"[0-9]{8}T[0-9]{6}Z")
_FORMAT: Final = "%Y%m%dT%H%M%SZ"
_OURS: Final = frozenset({DATABASE, CASE_KEYS, SERVICE_KEYS, TOMBSTONES, NAME})
SPARE_BYTES: Final = 64 * 1024 * 1024
"""What stays free beside a backup: a disk that it filled would stop the service, too."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A complete pair of backups. `made` is Unix seconds, `doubts` as `BackedUp` has them."""

    made: int
    database: Path
    keys: Path
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Where pairs stand, and for how many days each half of one."""

    database_dir: Path
    keys_dir: Path
    keep_days: int
    keys_keep_days: int

    async def add(self, core: Core) -> Pair:
        """Make a pair now, proven, then throw away what is too old.

        Raises BackupRefused or StorageUnavailable; what a crash left half done has no manifest and
        goes with the next turn.
        """
        for shelf in (self.database_dir, self.keys_dir):
            private_directory(shelf)
        self._room(core)
        now = int(core.clock.now())
        name = datetime.fromtimestamp(now, tz=UTC).strftime(_FORMAT)
        pair = Pair(made=now, database=self.database_dir / name, keys=self.keys_dir / name)
        made = await back_up(core, database_to=pair.database, keys_to=pair.keys)
        await asyncio.to_thread(self._throw_away, pair)
        return replace(pair, doubts=made.doubts)

    def newest(self) -> Pair | None:
        """The newest pair of which both halves are complete."""
        for folder in reversed(_folders(self.database_dir)):
            made = _made(folder, Kind.DATABASE)
            keys = self.keys_dir / folder.name
            if made is not None and _made(keys, Kind.KEYS) is not None:
                return Pair(made=made, database=folder, keys=keys)
        return None

    def _room(self, core: Core) -> None:
        """Refuse before the disk is full, not when it is."""
        layout = core.layout
        for shelf, files in (
            (self.database_dir, (layout.database,)),
            (self.keys_dir, (layout.case_keys,)),
        ):
            needed = sum(path.stat().st_size for path in files) + SPARE_BYTES
            if shutil.disk_usage(shelf).free < needed:
                raise BackupRefused("There is no room for another backup on its disk.")

    def _throw_away(self, newest: Pair) -> None:
        for shelf, kind, days in (
            (self.database_dir, Kind.DATABASE, self.keep_days),
            (self.keys_dir, Kind.KEYS, self.keys_keep_days),
        ):
            for folder in _folders(shelf):
                if folder.name == newest.database.name or not _only_ours(folder):
                    continue
                made = _made(folder, kind)
                if made is None or made < newest.made - days * DAY:
                    shutil.rmtree(folder)


def _folders(shelf: Path) -> Sequence[Path]:
    """Folders named by time, the oldest first; none where there is no shelf."""
    if not shelf.is_dir():
        return ()
    return sorted(
        path
        for path in shelf.iterdir()
        if _FOLDER.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
    )


def _only_ours(folder: Path) -> bool:
    names = {path.name.removesuffix(".new").removesuffix("-journal") for path in folder.iterdir()}
    return names <= _OURS


def _made(folder: Path, kind: Kind) -> int | None:
    try:
        return read_manifest(folder, kind).made
    except BackupRefused:
        return None
