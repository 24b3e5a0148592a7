"""Opening the whole core, erasing for good, backing up and putting back (attacks 34, 37, 40)."""

import asyncio
import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from intake.outbox import Act, ChatId, Outgoing
from storage.backup import back_up, restore
from storage.errors import (
    AlreadyRunning,
    BackupRefused,
    CaseErased,
    DatabaseCorrupt,
    KeysRefused,
    StorageError,
)
from storage.fields import Fields
from storage.layout import Layout
from storage.opening import Core, open_core
from storage.tombstones import Erased, Tombstone
from storage.transaction import Reads, Snapshot, Transaction
from tests.storage.conftest import FixedClock

FIRST, SECOND = bytes(range(16)), bytes(range(100, 116))
CANARY = b"canary: rain on the library roof"


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where a test keeps the live files and the two backups."""

    home: Path

    @property
    def layout(self) -> Layout:
        return Layout.at(self.home / "data")

    @property
    def database(self) -> Path:
        return self.home / "backup-database"

    @property
    def keys(self) -> Path:
        return self.home / "backup-keys"

    @property
    def restored(self) -> Layout:
        return Layout.at(self.home / "restored")


@pytest.fixture
def places(home: Path) -> Places:
    return Places(home=home)


async def forget_rows(tx: Transaction, tombstones: Sequence[Tombstone], _: Fields) -> None:
    """The `Forget` of these tests: rows of cases stand in `meta`, unsealed, under the case id."""
    names = [{"name": each.reference.hex()} for each in tombstones]
    await tx.many("DELETE FROM meta WHERE name = :name", names)


async def opened(layout: Layout) -> Core:
    return await open_core(layout=layout, clock=FixedClock(), forget=forget_rows)


async def add_case(core: Core, case: bytes, value: bytes = CANARY) -> None:
    await core.case_keys.create(case)

    async def unit(tx: Transaction) -> None:
        await tx.execute(
            "INSERT INTO meta (name, value) VALUES (:name, :value)",
            {"name": case.hex(), "value": value},
        )

    await core.store.write(unit)


async def cases(core: Core) -> list[str]:
    async def query(snapshot: Snapshot) -> list[str]:
        rows = await snapshot.all(
            "SELECT name FROM meta WHERE name NOT IN ('keys', 'fields') ORDER BY name"
        )
        return [row["name"] for row in rows]

    return await core.store.read(query)


def raw(layout: Layout) -> bytes:
    files = sorted(path for path in layout.data.rglob("*") if path.is_file())
    return b"".join(path.read_bytes() for path in files)


async def test_everything_is_there_after_a_restart(places: Places) -> None:
    core = await opened(places.layout)
    await add_case(core, FIRST)
    await core.outbox.put([Outgoing(chat=ChatId(5), act=Act.SEND, text="chat-help")])
    keys, made = core.keys, await core.case_keys.get(FIRST)
    await core.close()
    core = await opened(places.layout)
    assert core.keys == keys
    assert await core.case_keys.get(FIRST) == made
    assert await cases(core) == [FIRST.hex()]
    assert len(await core.outbox.due(now=0.0)) == 1
    await core.close()
    modes = {path.stat().st_mode & 0o777 for path in places.layout.data.rglob("*")}
    assert modes == {0o600, 0o700}


async def test_a_second_core_is_refused_and_harms_nothing(places: Places) -> None:
    core = await opened(places.layout)
    with pytest.raises(AlreadyRunning):
        await opened(places.layout)
    await add_case(core, FIRST)
    await core.close()
    await (await opened(places.layout)).close()


@pytest.mark.parametrize("lost", ["service_keys", "case_keys"])
async def test_a_database_without_its_keys_is_refused(places: Places, lost: str) -> None:
    await (await opened(places.layout)).close()
    getattr(places.layout, lost).unlink()
    with pytest.raises(KeysRefused, match="restore"):
        await opened(places.layout)
    assert not getattr(places.layout, lost).exists()


async def test_a_database_with_other_keys_is_refused(places: Places) -> None:
    await (await opened(places.layout)).close()
    await (await opened(places.restored)).close()
    _copy(places.restored.service_keys, places.layout.service_keys)
    with pytest.raises(KeysRefused, match="another database"):
        await opened(places.layout)


def _copy(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes())


async def test_attack_40_after_erasure_the_canary_is_in_no_file(places: Places) -> None:
    core = await opened(places.layout)
    await add_case(core, FIRST)
    await add_case(core, SECOND, b"stays")
    key = await core.case_keys.get(FIRST)
    assert key is not None
    assert CANARY in raw(places.layout)
    assert key.material in raw(places.layout)
    await core.erasure.erase(Tombstone(erased=Erased.CASE, reference=FIRST))
    for _ in range(2):
        assert CANARY not in raw(places.layout)
        assert key.material not in raw(places.layout)
        assert await core.case_keys.get(FIRST) is None
        assert await cases(core) == [SECOND.hex()]
        with pytest.raises(CaseErased):
            await core.case_keys.create(FIRST)
        await core.close()
        core = await opened(places.layout)
    await core.close()


async def test_an_erasure_cut_short_is_finished_at_the_next_start(places: Places) -> None:
    core = await opened(places.layout)
    await add_case(core, FIRST)
    core.tombstones.add(Tombstone(erased=Erased.CASE, reference=FIRST))
    await core.close()
    core = await opened(places.layout)
    assert await core.case_keys.get(FIRST) is None
    assert await cases(core) == []
    assert CANARY not in raw(places.layout)
    await core.close()


async def test_a_backup_is_made_while_writes_go_on(places: Places) -> None:
    core = await opened(places.layout)
    await add_case(core, FIRST)
    writing = asyncio.gather(*(add_case(core, bytes([n]) * 16) for n in range(1, 60)))
    manifest = (await back_up(core, database_to=places.database, keys_to=places.keys)).database
    await writing
    await core.close()
    assert set(manifest.files) == {"peerlink.db", "tombstones"}
    assert manifest.schema == core.schema
    names = {path.name for path in places.keys.iterdir()}
    assert names == {"cases.db", "service.json", "tombstones", "manifest.json"}
    modes = {p.stat().st_mode & 0o777 for d in (places.database, places.keys) for p in d.iterdir()}
    assert modes == {0o600}
    await restore(database_from=places.database, keys_from=places.keys, layout=places.restored)
    core = await opened(places.restored)
    kept = await cases(core)
    assert FIRST.hex() in kept
    assert all([await core.case_keys.get(bytes.fromhex(name)) for name in kept])
    await core.close()


async def test_the_two_backups_are_kept_apart(places: Places) -> None:
    core = await opened(places.layout)
    inside = places.database / "keys"
    for database_to, keys_to in (
        (places.database, places.database),
        (places.database, inside),
        (inside, places.database),
        (places.layout.data / "backup", places.keys),
        (places.database, places.layout.keys),
        (places.home, places.keys),
    ):
        with pytest.raises(BackupRefused):
            await back_up(core, database_to=database_to, keys_to=keys_to)
    assert not any(path.exists() for path in (places.database, places.keys))
    await core.close()


async def test_a_backup_overwrites_nothing(places: Places) -> None:
    core = await opened(places.layout)
    await back_up(core, database_to=places.database, keys_to=places.keys)
    with pytest.raises(BackupRefused, match="not empty"):
        await back_up(core, database_to=places.database, keys_to=places.keys)
    await core.close()
    with pytest.raises(BackupRefused, match="not empty"):
        await restore(database_from=places.database, keys_from=places.keys, layout=places.layout)


async def test_attack_37_an_old_backup_put_back_leaves_the_erased_erased(places: Places) -> None:
    core = await opened(places.layout)
    await add_case(core, FIRST)
    await add_case(core, SECOND, b"stays")
    await back_up(core, database_to=places.database, keys_to=places.keys)
    await core.erasure.erase(Tombstone(erased=Erased.CASE, reference=FIRST))
    await core.close()
    await restore(
        database_from=places.database,
        keys_from=places.keys,
        layout=places.restored,
        tombstones=places.layout.tombstones,
    )
    core = await opened(places.restored)
    assert await core.case_keys.get(FIRST) is None
    assert await core.case_keys.get(SECOND) is not None
    assert await cases(core) == [SECOND.hex()]
    assert CANARY not in raw(places.restored)
    await core.close()


async def test_a_file_of_tombstones_that_is_not_there_brings_nothing_back(places: Places) -> None:
    core = await opened(places.layout)
    await add_case(core, FIRST)
    await back_up(core, database_to=places.database, keys_to=places.keys)
    await core.close()
    with pytest.raises(BackupRefused, match="no such file of tombstones"):
        await restore(
            database_from=places.database,
            keys_from=places.keys,
            layout=places.restored,
            tombstones=places.layout.tombstones.with_name("tomstones"),
        )
    assert not places.restored.data.exists()


async def test_attack_37_newer_keys_bring_their_tombstones_along(places: Places) -> None:
    """The live files are lost; the keys' backup is newer than the database's."""
    core = await opened(places.layout)
    await add_case(core, FIRST)
    await back_up(core, database_to=places.database, keys_to=places.home / "thrown-away")
    await core.erasure.erase(Tombstone(erased=Erased.CASE, reference=FIRST))
    await back_up(core, database_to=places.home / "newer", keys_to=places.keys)
    await core.close()
    await restore(database_from=places.database, keys_from=places.keys, layout=places.restored)
    core = await opened(places.restored)
    assert await core.case_keys.get(FIRST) is None
    assert await cases(core) == []
    await core.close()


async def test_attack_34_after_damage_a_restore_works(places: Places) -> None:
    core = await opened(places.layout)
    await add_case(core, FIRST)
    await back_up(core, database_to=places.database, keys_to=places.keys)
    await core.close()
    content = bytearray(places.layout.database.read_bytes())
    content[4096:8192] = b"\xa5" * 4096
    places.layout.database.write_bytes(content)
    with pytest.raises(DatabaseCorrupt, match="restore"):
        await opened(places.layout)
    await restore(
        database_from=places.database,
        keys_from=places.keys,
        layout=places.restored,
        tombstones=places.layout.tombstones,
    )
    core = await opened(places.restored)
    assert await cases(core) == [FIRST.hex()]
    await core.close()


@pytest.mark.parametrize("name", ["peerlink.db", "tombstones", "manifest.json"])
async def test_an_incomplete_backup_is_refused_before_anything_is_written(
    places: Places, name: str
) -> None:
    core = await opened(places.layout)
    await back_up(core, database_to=places.database, keys_to=places.keys)
    await core.close()
    (places.database / name).unlink()
    with pytest.raises(BackupRefused):
        await restore(database_from=places.database, keys_from=places.keys, layout=places.restored)
    assert not places.restored.data.exists()


async def test_an_altered_backup_is_refused(places: Places) -> None:
    core = await opened(places.layout)
    await back_up(core, database_to=places.database, keys_to=places.keys)
    await core.close()
    with sqlite3.connect(places.keys / "cases.db") as other:
        other.execute("DELETE FROM case_keys")
        other.execute("CREATE TABLE more (x)")
    other.close()
    with pytest.raises(BackupRefused, match="altered"):
        await restore(database_from=places.database, keys_from=places.keys, layout=places.restored)
    with pytest.raises(BackupRefused, match="backup of the keys"):
        await restore(database_from=places.keys, keys_from=places.keys, layout=places.restored)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "null",
        '{"version": 1}',
        '{"version": 9, "kind": "database", "made": 1, "schema": 1, "files": {}}',
        '{"version": 1, "kind": "database", "made": 1, "schema": 1, "files": {"../x": "00"}}',
        '{"version": 1, "kind": "database", "made": 1, "schema": 1, "files": ["x"]}',
    ],
)
async def test_a_bad_manifest_is_refused(places: Places, content: str) -> None:
    places.database.mkdir()
    (places.database / "manifest.json").write_text(content)
    with pytest.raises(BackupRefused):
        await restore(database_from=places.database, keys_from=places.keys, layout=places.restored)


async def test_a_restore_cut_short_is_not_started(places: Places) -> None:
    """The backup's digests hold but its database does not: the restore stops half-way."""
    core = await opened(places.layout)
    await back_up(core, database_to=places.database, keys_to=places.keys)
    await core.close()
    broken = b"no database" * 1000
    (places.database / "peerlink.db").write_bytes(broken)
    document = json.loads((places.database / "manifest.json").read_text())
    document["files"]["peerlink.db"] = hashlib.sha256(broken).hexdigest()
    (places.database / "manifest.json").write_text(json.dumps(document))
    with pytest.raises(DatabaseCorrupt):
        await restore(database_from=places.database, keys_from=places.keys, layout=places.restored)
    with pytest.raises(StorageError, match="cut short"):
        await opened(places.restored)


async def test_a_restore_lets_nobody_in_by_what_ended_since_the_backup(places: Places) -> None:
    core = await opened(places.layout)

    async def fill(tx: Transaction) -> None:
        await tx.execute(
            "INSERT INTO accounts (id, look_up, role, state, person) "
            "VALUES (x'01', x'01', 'worker', 'active', x'01')"
        )
        await tx.execute(
            "INSERT INTO sessions (id, account, started, used) VALUES (x'01', x'01', 1, 1)"
        )
        await tx.execute(
            "INSERT INTO invites (id, digest, role, state, label, under18, created, expires) "
            "VALUES (x'01', x'01', 'worker', 'open', x'01', 0, 1, 2000000000)"
        )

    async def found(reads: Reads) -> tuple[int, list[str]]:
        sessions = await reads.all("SELECT id FROM sessions")
        return len(sessions), [row["state"] for row in await reads.all("SELECT state FROM invites")]

    await core.store.write(fill)
    assert await core.store.read(found) == (1, ["open"])
    await back_up(core, database_to=places.database, keys_to=places.keys)
    await core.close()
    await restore(database_from=places.database, keys_from=places.keys, layout=places.restored)
    core = await opened(places.restored)
    assert await core.store.read(found) == (0, ["withdrawn"])
    await core.close()
