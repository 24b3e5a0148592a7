"""New keys for what is sealed field by field: every field opened and sealed anew, in place.

What changes: the field key, and those that nothing kept stands on (webhook, session). What stays:
look-up and decoy keys (a changed salt would tell who has no account), the audit key (holders
signed its chain's heads), and per-case keys, which end with their case. protocol.md section 8.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import crypto
from storage import secrets
from storage.database import STORE_ID, Database
from storage.errors import KeysRefused, StorageError
from storage.fields import Fields
from storage.files import DirectoryLock, fsync_directory
from storage.layout import Layout
from storage.migrate import migrate, read_migrations
from storage.opening import check_of, remember_check
from storage.places import FIELD_SEALED, FieldPlace
from storage.secrets import KEY_BYTES, ServiceKeys

Progress = Callable[[int, int], None]
"""Hears how many of how many fields are done, after each batch; it runs in the loop's thread."""

BATCH: Final = 500


async def rotate(layout: Layout, *, progress: Progress) -> int:
    """Change the keys of a store that no process has open; the number of fields sealed anew.

    The new keys are durable before the first field is sealed with them, and the old ones are
    given up after the last: cut short at any moment, it goes on when it is called again, and
    until then no service starts. Raises AlreadyRunning; KeysRefused when a field opens with
    neither key (nothing was changed by this call); StorageUnavailable.
    """
    if layout.restoring.exists():
        raise StorageError("A restore was cut short: empty the data directory and restore again.")
    lock = DirectoryLock.take(layout.lock)
    try:
        old = secrets.load(layout.service_keys)
        database = await Database.open(layout.database, application=STORE_ID)
        try:
            await migrate(database, read_migrations())
            return await _rotate(database, layout, old, progress)
        finally:
            await database.close()
    finally:
        lock.release()


async def _rotate(database: Database, layout: Layout, old: ServiceKeys, progress: Progress) -> int:
    begun = layout.rotation.exists()
    new = secrets.load(layout.rotation) if begun else _fresh(old)
    if not begun:
        await database.run(lambda raw: _all_open(raw, Fields(old)))
        await asyncio.to_thread(secrets.write, layout.rotation, new)
    total = await database.run(_count)
    both = _Both(old=Fields(old), new=Fields(new))
    done = 0
    progress(done, total)
    for place in FIELD_SEALED:
        after = -1
        while True:
            count, after = await database.run(_batch_of(place, after, both))
            if count == 0:
                break
            done += count
            progress(done, total)
    await database.run(lambda raw: _finish(raw, check_of(new)))
    layout.rotation.replace(layout.service_keys)
    fsync_directory(layout.keys)
    return done


class _Both:
    """Fields under either key: one that is sealed with the new one already is left as it is."""

    def __init__(self, *, old: Fields, new: Fields) -> None:
        self._old = old
        self._new = new

    def anew(self, place: FieldPlace, sealed: bytes, parts: tuple[object, ...]) -> bytes | None:
        """The field sealed with the new key, or None when it is. Raises KeysRefused."""
        try:
            return place.seal(self._new, place.open(self._old, sealed, parts), parts)
        except crypto.CryptoError:
            pass
        try:
            place.open(self._new, sealed, parts)
        except crypto.CryptoError:
            raise KeysRefused(_closed(place)) from None
        return None


def _batch_of(
    place: FieldPlace, after: int, both: _Both
) -> Callable[[sqlite3.Connection], tuple[int, int]]:
    """Seal the next rows anew in one transaction: how many were looked at, and the last rowid."""
    # Names of ours alone are put into the text.
    put = f"UPDATE {place.table} SET {place.column} = ? WHERE rowid = ?"  # noqa: S608

    def work(raw: sqlite3.Connection) -> tuple[int, int]:
        rows = [tuple(row) for row in raw.execute(place.rows, (after, BATCH)).fetchall()]
        changed = [
            (sealed, rowid)
            for rowid, before, *parts in rows
            if (sealed := both.anew(place, before, tuple(parts))) is not None
        ]
        raw.execute("BEGIN IMMEDIATE")
        try:
            raw.executemany(put, changed)
            raw.execute("COMMIT")
        except BaseException:
            if raw.in_transaction:
                raw.execute("ROLLBACK")
            raise
        return len(rows), rows[-1][0] if rows else after

    return work


def _finish(raw: sqlite3.Connection, check: bytes) -> None:
    """Bind the database to its new keys, and let no old page stay in the log."""
    remember_check(raw, check)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _all_open(raw: sqlite3.Connection, fields: Fields) -> None:
    """Before anything is changed: a field that does not open now would be lost for good."""
    for place in FIELD_SEALED:
        after = -1
        while rows := raw.execute(place.rows, (after, BATCH)).fetchall():
            for rowid, sealed, *parts in (tuple(row) for row in rows):
                after = rowid
                try:
                    place.open(fields, sealed, parts)
                except crypto.CryptoError:
                    raise KeysRefused(_closed(place)) from None


def _closed(place: FieldPlace) -> str:
    return f"A sealed field does not open ({place.name}): restore a backup before changing keys."


def _count(raw: sqlite3.Connection) -> int:
    counts = (f"SELECT count(*) FROM {place.table}" for place in FIELD_SEALED)  # noqa: S608
    return sum(raw.execute(sql).fetchone()[0] for sql in counts)


def _fresh(old: ServiceKeys) -> ServiceKeys:
    return replace(
        old,
        field=crypto.random_bytes(KEY_BYTES),
        webhook=crypto.random_bytes(KEY_BYTES),
        session=crypto.random_bytes(KEY_BYTES),
    )
