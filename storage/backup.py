"""Backups while the service runs, and putting them back.

The database and the keys go to two places, because together they are the whole service: an old
copy of the database is harmless once a case's key is gone, an old copy of both is not. Keep the
keys' backups for a short time only. When and how often is the operator's business.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from storage import secrets
from storage.casekeys import CaseKeys
from storage.database import STORE_ID, Database
from storage.errors import BackupRefused
from storage.fields import Fields
from storage.files import DirectoryLock, fsync_directory, private_directory, private_file, write_new
from storage.layout import Layout
from storage.manifest import (
    CASE_KEYS,
    DATABASE,
    SERVICE_KEYS,
    TOMBSTONES,
    Kind,
    Manifest,
    read_manifest,
    seal_directory,
)
from storage.migrate import migrate, read_migrations
from storage.opening import OTHER_TIME, Core
from storage.places import key_names
from storage.proving import Proof, of_one_time, prove
from storage.tombstones import Tombstone, Tombstones, write_tombstones
from storage.writer import Store


@dataclass(frozen=True, kw_only=True)
class BackedUp:
    """A pair of copies. `doubts`: what is wrong in the store itself, in lines fit to show."""

    database: Manifest
    keys: Manifest
    doubts: tuple[str, ...]


async def back_up(core: Core, *, database_to: Path, keys_to: Path) -> BackedUp:
    """Copy the running database and, apart from it, the keys. Both directories must be empty.

    The database is copied first: a case made in between has its key in the second copy, so
    that no copied row lacks one. Writers wait while pages are copied. The copies are proven
    before they are called a backup. Raises BackupRefused or StorageUnavailable, and takes back
    what it had copied: half a backup is none, and holds keys all the same. A directory without
    manifest.json is not a backup.
    """
    _prepare_targets(core.layout, database_to, keys_to)
    try:
        return await _both(core, database_to=database_to, keys_to=keys_to)
    except BaseException:
        for target in (keys_to, database_to):
            _take_back(target)
        raise


async def _both(core: Core, *, database_to: Path, keys_to: Path) -> BackedUp:
    made = int(core.clock.now())
    entries = core.tombstones.entries
    await _copy(core.store, database_to / DATABASE)
    await asyncio.to_thread(write_tombstones, database_to / TOMBSTONES, entries)
    await _copy(core.case_keys.store, keys_to / CASE_KEYS)
    service_keys = await asyncio.to_thread(core.layout.service_keys.read_bytes)
    await asyncio.to_thread(write_new, keys_to / SERVICE_KEYS, service_keys)
    await asyncio.to_thread(write_tombstones, keys_to / TOMBSTONES, core.tombstones.entries)
    proof = await _proven(database_to, keys_to)
    seal = _sealer(made, core.schema)
    return BackedUp(
        database=await asyncio.to_thread(seal, database_to, Kind.DATABASE),
        keys=await asyncio.to_thread(seal, keys_to, Kind.KEYS),
        doubts=proof.doubts,
    )


async def _proven(database: Path, keys: Path) -> Proof:
    proof = await asyncio.to_thread(
        prove,
        database=database / DATABASE,
        case_keys=keys / CASE_KEYS,
        service_keys=keys / SERVICE_KEYS,
    )
    if proof.faults:
        raise BackupRefused(f"The copies do not hold, so they are no backup. {proof.faults[0]}")
    return proof


async def restore(
    *, database_from: Path, keys_from: Path, layout: Layout, tombstones: Path | None = None
) -> None:
    """Put a backup into an empty data directory; what was erased stays erased (attack 37).

    `tombstones` is the newest tombstone file that survived, when one did: erasures made after
    both backups are known from it alone. Those in both backups are always replayed. Raises
    BackupRefused before anything is written when a backup is incomplete or altered, or when that
    file is not there: a slip in its name would bring back what was erased.
    """
    if tombstones is not None and not await asyncio.to_thread(tombstones.is_file):
        raise BackupRefused("There is no such file of tombstones; nothing was changed.")
    for directory, kind in ((database_from, Kind.DATABASE), (keys_from, Kind.KEYS)):
        await asyncio.to_thread(read_manifest(directory, kind).check, directory)
    if not await asyncio.to_thread(of_one_time, database_from / DATABASE, keys_from / SERVICE_KEYS):
        raise BackupRefused(OTHER_TIME)
    sources = [database_from / TOMBSTONES, keys_from / TOMBSTONES]
    entries = _union([*sources, tombstones] if tombstones is not None else sources)
    for directory in (layout.data, layout.keys):
        _empty(directory, besides=(layout.keys, layout.lock))
    lock = DirectoryLock.take(layout.lock)
    try:
        private_file(layout.restoring)
        fsync_directory(layout.data)
        for source, target in (
            (keys_from / SERVICE_KEYS, layout.service_keys),
            (keys_from / CASE_KEYS, layout.case_keys),
            (database_from / DATABASE, layout.database),
        ):
            await asyncio.to_thread(_copy_file, source, target)
        write_tombstones(layout.tombstones, entries)
        await _make_usable(layout, entries)
        layout.restoring.unlink()
        fsync_directory(layout.data)
    finally:
        lock.release()


async def _make_usable(layout: Layout, entries: Sequence[Tombstone]) -> None:
    """Check every page and destroy again the keys of erased cases; rows go at the next start.

    Sessions and unused invites end: some of them had ended since the backup, and nothing left
    says which. What was to be sent then is not sent now.
    """
    database = await Database.open(layout.database, application=STORE_ID)
    try:
        await migrate(database, read_migrations())
        await database.run(_end_what_is_over)
    finally:
        await database.close()
    case_keys = await CaseKeys.open(layout.case_keys)
    try:
        key_of = key_names(Fields(secrets.load(layout.service_keys)))
        erased = [name for each in entries if (name := key_of(each)) is not None]
        if erased:
            await case_keys.destroy(*erased)
    finally:
        await case_keys.close()


def _end_what_is_over(raw: sqlite3.Connection) -> None:
    raw.execute("DELETE FROM sessions")
    raw.execute("UPDATE invites SET state = 'withdrawn' WHERE state = 'open'")
    # What waited to be sent then was sent, or is for somebody who was erased since. Who had
    # blocked the bot is learnt again.
    raw.execute("DELETE FROM outbox")
    raw.execute("DELETE FROM unreachable")


async def _copy(store: Store, target: Path) -> None:
    private_file(target)

    def copy(raw: sqlite3.Connection) -> None:
        destination = sqlite3.connect(target, isolation_level=None)
        try:
            raw.backup(destination)
            # One file without a log beside it: what the manifest's digest covers.
            destination.execute("PRAGMA journal_mode=DELETE")
        finally:
            destination.close()

    await store.upkeep(copy)


def _take_back(target: Path) -> None:
    """Remove what was copied into a directory that was empty before, as far as that can be."""
    for path in target.iterdir():
        with suppress(OSError):
            path.unlink()


def _copy_file(source: Path, target: Path) -> None:
    write_new(target, source.read_bytes())


def _sealer(made: int, schema: int) -> Callable[[Path, Kind], Manifest]:
    return lambda directory, kind: seal_directory(directory, kind=kind, made=made, schema=schema)


def _union(paths: Iterable[Path]) -> Sequence[Tombstone]:
    found = [entry for path in paths for entry in Tombstones.read(path)]
    return list(dict.fromkeys(found))


def _prepare_targets(layout: Layout, database_to: Path, keys_to: Path) -> None:
    targets = (database_to.resolve(), keys_to.resolve())
    _refuse_together(*targets)
    for target in targets:
        _refuse_inside(target, layout)
    for target in targets:
        _empty(target)


def _refuse_together(first: Path, second: Path) -> None:
    if first.is_relative_to(second) or second.is_relative_to(first):
        raise BackupRefused(
            "Keys and database need two separate directories: "
            "whoever has both copies together has the whole service."
        )


def _refuse_inside(target: Path, layout: Layout) -> None:
    for live in (layout.data.resolve(), layout.keys.resolve()):
        if target.is_relative_to(live) or live.is_relative_to(target):
            raise BackupRefused("A backup inside the data directory is lost together with it.")


def _empty(directory: Path, besides: Sequence[Path] = ()) -> None:
    private_directory(directory)
    if any(path not in besides for path in directory.iterdir()):
        raise BackupRefused("The target directory is not empty; nothing was changed.")
