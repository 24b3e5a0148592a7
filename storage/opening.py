"""Opens the store's core in the right order, and refuses files that do not belong together.

The one place that knows how lock, keys, database, migrations and tombstones follow each other.
"""

import sqlite3
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final

import structlog

import crypto
from storage import secrets
from storage.audit import Audit
from storage.casekeys import CaseKeys
from storage.clock import Clock
from storage.database import STORE_ID, Database
from storage.erasure import Erasure, Forget, forget_nothing
from storage.errors import KeysRefused, StorageError, StorageUnavailable
from storage.fields import Fields
from storage.files import DirectoryLock, private_directory
from storage.layout import Layout
from storage.migrate import migrate, read_migrations
from storage.onward import OnwardClock, Ticks
from storage.outbox import StoredOutbox, StoredUpdates
from storage.places import key_names
from storage.secrets import ServiceKeys
from storage.tombstones import Tombstones
from storage.transaction import Transaction
from storage.unhurried import UnhurriedClock
from storage.writer import Store

_CHECK: Final = "keys"
_FIELD_CHECK: Final = "fields"
_log = structlog.get_logger("storage.opening")


@dataclass(frozen=True, kw_only=True)
class Core:
    """The open core that repositories stand on. `close` it to drain and unlock."""

    layout: Layout
    clock: Clock
    onward: OnwardClock
    unhurried: UnhurriedClock
    schema: int
    keys: ServiceKeys
    store: Store
    fields: Fields
    case_keys: CaseKeys
    audit: Audit
    outbox: StoredOutbox
    updates: StoredUpdates
    tombstones: Tombstones
    erasure: Erasure
    _resources: AsyncExitStack

    async def renew_log(self) -> None:
        """As `Store.renew_log`, before anybody is served. A full disk does not stop a start."""
        try:
            await self.store.renew_log()
        except StorageUnavailable:
            _log.warning("store.log_not_renewed")

    async def close(self) -> None:
        """Finish what waits, close both databases, release the lock."""
        await self._resources.aclose()


async def open_core(
    *,
    layout: Layout,
    clock: Clock,
    forget: Forget = forget_nothing,
    on_crash: Callable[[], None] | None = None,
    ticks: Ticks = time.monotonic,
) -> Core:
    """Open or create everything in `layout`, then replay the tombstones.

    `forget` deletes the rows of what was erased; `on_crash` hears when the writer
    died; `ticks` go on with the time that passes, for `onward`. Raises a StorageError whose
    text is one line fit to show.
    """
    async with AsyncExitStack() as stack:
        private_directory(layout.data)
        private_directory(layout.keys)
        stack.callback(DirectoryLock.take(layout.lock).release)
        keys = _service_keys(layout)
        database = await Database.open(layout.database, application=STORE_ID)
        store = Store(database=database, on_crash=on_crash)
        stack.push_async_callback(store.close)
        schema = await migrate(database, read_migrations())
        store.start()
        await store.write(lambda tx: _same_keys(tx, keys))
        onward = OnwardClock(store=store, clock=clock, ticks=ticks)
        await onward.load()
        unhurried = UnhurriedClock(store=store, clock=clock, ticks=ticks)
        await unhurried.load()
        case_keys = await CaseKeys.open(layout.case_keys)
        stack.push_async_callback(case_keys.close)
        tombstones = Tombstones.open(layout.tombstones)
        fields = Fields(keys)
        erasure = Erasure(
            store=store,
            case_keys=case_keys,
            tombstones=tombstones,
            forget=forget,
            key_of=key_names(fields),
            fields=fields,
        )
        await erasure.replay()
        outbox = StoredOutbox(store=store, fields=fields)
        return Core(
            layout=layout,
            clock=clock,
            onward=onward,
            unhurried=unhurried,
            schema=schema,
            keys=keys,
            store=store,
            fields=fields,
            case_keys=case_keys,
            audit=Audit(keys=keys, clock=clock),
            outbox=outbox,
            updates=StoredUpdates(store=store, outbox=outbox, clock=clock),
            tombstones=tombstones,
            erasure=erasure,
            _resources=stack.pop_all(),
        )


def _service_keys(layout: Layout) -> ServiceKeys:
    if layout.restoring.exists():
        raise StorageError("A restore was cut short: empty the data directory and restore again.")
    if layout.rotation.exists():
        raise StorageError("A change of keys was cut short: peerlink rotate-keys goes on with it.")
    if layout.database.exists() and layout.database.stat().st_size > 0:
        # New keys beside an old database would make all of it unreadable for good.
        if not layout.case_keys.exists():
            raise KeysRefused("keys/cases.db is missing: restore it from a backup.")
        return secrets.load(layout.service_keys)
    if layout.service_keys.exists():
        return secrets.load(layout.service_keys)
    return secrets.create(layout.service_keys)


async def _same_keys(tx: Transaction, keys: ServiceKeys) -> None:
    """Bind the database to its keys at its first start; KeysRefused for others afterwards."""
    check = look_up_check_of(keys)
    row = await tx.one("SELECT value FROM meta WHERE name = :name", {"name": _CHECK})
    if row is None:
        await tx.execute(
            "INSERT INTO meta (name, value) VALUES (:name, :value)",
            {"name": _CHECK, "value": check},
        )
    elif row["value"] != check:
        raise KeysRefused("keys/service.json belongs to another database: restore its own.")
    fields = await tx.one("SELECT value FROM meta WHERE name = :name", {"name": _FIELD_CHECK})
    if fields is None:
        await tx.run(lambda raw: remember_check(raw, check_of(keys)))
    elif fields["value"] != check_of(keys):
        raise KeysRefused(OTHER_TIME)


OTHER_TIME: Final = (
    "keys/service.json is of another time than the database: between them the keys were changed "
    "(peerlink rotate-keys). Restore two halves of one backup."
)


def look_up_check_of(keys: ServiceKeys) -> bytes:
    """What binds a database to its look-up key, which never changes (protocol.md section 8)."""
    return crypto.derive("pl.lookup", key=keys.look_up, data=b"check\0")


def check_of(keys: ServiceKeys) -> bytes:
    """What binds a database to its field key, which changes (protocol.md section 8)."""
    return crypto.derive("pl.lookup", key=keys.look_up, data=b"field-check\0" + keys.field)


def remember_check(raw: sqlite3.Connection, check: bytes) -> None:
    """Keep it in the database."""
    raw.execute(
        "INSERT INTO meta (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_FIELD_CHECK, check),
    )
