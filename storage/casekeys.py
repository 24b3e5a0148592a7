"""The per-case keys: keys/cases.db, apart from the database, with backups of its own.

Destroying a case's key destroys the case in every copy of the database (protocol.md section 8,
R14). So it is with supervision entries, flags, disclosures, reports and weeks' numbers, whose keys
are here under other names (fields.py `key_name`). Nothing else about any of them lives here.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

import crypto
from storage.database import CASE_KEYS_ID, Database
from storage.errors import CaseErased
from storage.fields import Place
from storage.migrate import migrate, read_migrations
from storage.transaction import Reads, Transaction
from storage.writer import Store

MIGRATIONS: Final = Path(__file__).parent / "key_migrations"
CASE_BYTES: Final = 16
KEY_BYTES: Final = 32
CACHED: Final = 2_000
"""More than are in use at once anywhere."""
_DESTROYED: Final = bytes(KEY_BYTES)

_DESTROY: Final = """
INSERT INTO case_keys (case_id, key) VALUES (:case, :zeros)
ON CONFLICT (case_id) DO UPDATE SET key = :zeros WHERE key <> :zeros
"""


@dataclass(frozen=True, kw_only=True)
class CaseKey:
    """One case's 32-byte key. It is an outer layer: it can destroy, not read."""

    case: bytes = field(repr=False)
    material: bytes = field(repr=False)

    def seal(self, *, table: str, column: str, row_key: bytes, value: bytes) -> bytes:
        """`value` sealed to this case and its place in the database."""
        place = Place(table=table, column=column, row_key=row_key)
        return crypto.seal(key=self.material, ad=place.ad, plaintext=value)

    def open(self, *, table: str, column: str, row_key: bytes, sealed: bytes) -> bytes:
        """The value; raises crypto.DoesNotOpen for another case, place or altered bytes."""
        place = Place(table=table, column=column, row_key=row_key)
        return crypto.open_sealed(key=self.material, ad=place.ad, sealed=sealed)


class CaseKeys:
    """The key store, with the keys in use kept in memory (at most `cached`)."""

    def __init__(self, store: Store, *, cached: int = CACHED) -> None:
        self._store = store
        self._cached = cached
        self._cache: OrderedDict[bytes, CaseKey] = OrderedDict()
        self._destructions = 0
        store.on_rollback(self._cache.clear)

    @classmethod
    async def open(cls, path: Path, *, cached: int = CACHED) -> Self:
        """Open or create the key store; raises what Database.open and migrate raise."""
        database = await Database.open(path, application=CASE_KEYS_ID)
        try:
            await migrate(database, read_migrations(MIGRATIONS))
        except BaseException:
            await database.close()
            raise
        store = Store(database=database)
        store.start()
        return cls(store, cached=cached)

    @property
    def store(self) -> Store:
        """For upkeep and backup."""
        return self._store

    async def create(self, case: bytes) -> CaseKey:
        """Make the case's key, durable on return; the same key when it exists already.

        Raises CaseErased when it was destroyed.
        """
        _check(case)
        fresh = crypto.random_bytes(KEY_BYTES)

        async def unit(tx: Transaction) -> bytes:
            await tx.execute(
                "INSERT INTO case_keys (case_id, key) VALUES (:case, :key) "
                "ON CONFLICT (case_id) DO NOTHING",
                {"case": case, "key": fresh},
            )
            return await _material(tx, case) or _DESTROYED

        before = self._destructions
        material = await self._store.write(unit)
        if material == _DESTROYED:
            raise CaseErased
        return self._remember(CaseKey(case=case, material=material), before)

    async def get(self, case: bytes) -> CaseKey | None:
        """The case's key, or None when there never was one or it was destroyed."""
        _check(case)
        if case in self._cache:
            self._cache.move_to_end(case)
            return self._cache[case]
        before = self._destructions
        material = await self._store.read(lambda snapshot: _material(snapshot, case))
        if material is None or material == _DESTROYED:
            return None
        return self._remember(CaseKey(case=case, material=material), before)

    async def destroy(self, *cases: bytes) -> None:
        """Overwrite the keys with zeros, in the database and in its write-ahead log.

        Doing it again is harmless and finishes what a failure left. On return no file of this
        key store holds the keys; backups made before still do until they are thrown away, and
        so may freed blocks of the disk below the file system.
        """
        for case in cases:
            _check(case)
            self._cache.pop(case, None)
        self._destructions += 1
        rows = [{"case": case, "zeros": _DESTROYED} for case in cases]
        await self._store.write(lambda tx: tx.many(_DESTROY, rows))
        for case in cases:
            self._cache.pop(case, None)
        self._destructions += 1
        await self._store.checkpoint()

    async def close(self) -> None:
        """Finish what waits and close the file."""
        self._cache.clear()
        await self._store.close()

    def _remember(self, key: CaseKey, before: int) -> CaseKey:
        # A key read while some case was destroyed may be that case's: it is not kept.
        if self._destructions == before:
            self._cache[key.case] = key
            self._cache.move_to_end(key.case)
            while len(self._cache) > self._cached:
                self._cache.popitem(last=False)
        return key


async def _material(reads: Reads, case: bytes) -> bytes | None:
    row = await reads.one("SELECT key FROM case_keys WHERE case_id = :case", {"case": case})
    return None if row is None else bytes(row["key"])


def _check(case: bytes) -> None:
    if len(case) != CASE_BYTES:
        raise ValueError("a case id is 16 bytes")
