"""Opening a database: modes, locks, pragmas, and damage that is found before anything is served."""

import logging
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from storage.database import CASE_KEYS_ID, STORE_ID, Database
from storage.errors import (
    AlreadyRunning,
    DatabaseCorrupt,
    NotOurs,
    StorageUnavailable,
    WidePermissions,
)
from storage.files import DirectoryLock, write_new
from storage.transaction import Snapshot, Transaction
from storage.writer import Store

ROOT = Path(__file__).parents[2]


async def test_everything_it_makes_is_private(tmp_path: Path) -> None:
    path = tmp_path / "data" / "a.db"
    database = await Database.open(path, application=STORE_ID)
    await database.run(lambda raw: raw.execute("CREATE TABLE t (x)"))
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    await database.close()
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert modes == {"a.db": 0o600, "a.db-wal": 0o600}


async def test_the_connection_is_set_up_to_be_durable_and_erasable(home: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)

    def settings(raw: sqlite3.Connection) -> dict[str, object]:
        names = (
            "journal_mode synchronous foreign_keys secure_delete temp_store trusted_schema "
            "page_size application_id locking_mode"
        )
        return {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in names.split()}

    found = await database.run(settings)
    await database.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "page_size": 4096,
        "application_id": STORE_ID,
        "locking_mode": "exclusive",
    }


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
async def test_a_file_that_others_can_use_is_refused(home: Path, mode: int) -> None:
    path = home / "a.db"
    path.touch()
    path.chmod(mode)
    with pytest.raises(WidePermissions):
        await Database.open(path, application=STORE_ID)


async def test_a_directory_that_others_can_enter_is_refused(home: Path) -> None:
    home.chmod(0o750)  # noqa: ASYNC240 - nothing else runs in this loop
    with pytest.raises(WidePermissions):
        await Database.open(home / "a.db", application=STORE_ID)


async def test_a_symbolic_link_is_refused(home: Path) -> None:
    (home / "elsewhere").touch(mode=0o600)
    (home / "a.db").symlink_to(home / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        await Database.open(home / "a.db", application=STORE_ID)


async def test_another_programs_database_is_left_alone(home: Path) -> None:
    path = home / "a.db"
    path.touch(mode=0o600)
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    with pytest.raises(NotOurs):
        await Database.open(path, application=STORE_ID)


async def test_a_key_store_is_not_taken_for_the_database(home: Path) -> None:
    database = await Database.open(home / "a.db", application=CASE_KEYS_ID)
    await database.close()
    with pytest.raises(NotOurs):
        await Database.open(home / "a.db", application=STORE_ID)


async def test_a_second_opener_is_refused(home: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    with pytest.raises(AlreadyRunning):
        await Database.open(home / "a.db", application=STORE_ID)
    await database.close()


def test_a_second_process_is_refused_with_one_line(home: Path) -> None:
    lock = DirectoryLock.take(home / "store.lock")
    script = (
        "import sys; from pathlib import Path; from storage.files import DirectoryLock\n"
        "from storage.errors import StorageError\n"
        "try: DirectoryLock.take(Path(sys.argv[1]))\n"
        "except StorageError as error: print(error)\n"
    )
    command = [sys.executable, "-c", script, str(home / "store.lock")]
    held = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    lock.release()
    free = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert held.stdout == "Another process is using this data directory; stop it first.\n"
    assert free.stdout == ""


async def _filled(path: Path) -> None:
    database = await Database.open(path, application=STORE_ID)

    def fill(raw: sqlite3.Connection) -> None:
        raw.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
        raw.executemany("INSERT INTO note (text) VALUES (?)", [("x" * 500,)] * 200)

    await database.run(fill)
    await database.close()


async def test_attack_34_a_corrupt_page_is_found_at_the_start(home: Path) -> None:
    path = home / "a.db"
    await _filled(path)
    content = bytearray(path.read_bytes())
    content[5 * 4096 : 5 * 4096 + 64] = b"\xa5" * 64
    path.write_bytes(content)
    with pytest.raises(DatabaseCorrupt, match="restore"):
        await Database.open(path, application=STORE_ID)
    assert path.read_bytes() == bytes(content)


async def test_attack_34_a_destroyed_header_is_found_at_the_start(home: Path) -> None:
    path = home / "a.db"
    await _filled(path)
    content = bytearray(path.read_bytes())
    content[:16] = b"\x00" * 16
    path.write_bytes(content)
    with pytest.raises(DatabaseCorrupt):
        await Database.open(path, application=STORE_ID)


async def test_attack_34_damage_while_running_stops_writes_and_not_reads(home: Path) -> None:
    path = home / "a.db"
    await _filled(path)
    database = await Database.open(path, application=STORE_ID)
    await database.run(lambda raw: raw.execute("PRAGMA cache_size=0"))
    store = Store(database=database)
    store.start()
    with path.open("r+b") as file:
        file.seek(10 * 4096)
        file.write(b"\xa5" * 4096)

    async def everything(snapshot: Snapshot) -> int:
        return len(await snapshot.all("SELECT text FROM note"))

    async def first(snapshot: Snapshot) -> int:
        return len(await snapshot.all("SELECT text FROM note WHERE id = 1"))

    async def add(tx: Transaction) -> None:
        await tx.execute("INSERT INTO note (text) VALUES ('y')")

    with pytest.raises(StorageUnavailable):
        await store.read(everything)
    with pytest.raises(DatabaseCorrupt):
        await store.write(add)
    assert await store.read(first) == 1
    await store.close()


async def test_a_closed_database_says_so(home: Path) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    await database.close()
    await database.close()
    with pytest.raises(StorageUnavailable):
        await database.run(lambda raw: raw.execute("SELECT 1"))


async def test_attack_38_values_are_absent_from_the_drivers_log(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def unit(tx: Transaction) -> None:
        await tx.execute("INSERT INTO note (id, text) VALUES (1, :t)", {"t": "canary-7d1"})
        await tx.execute("INSERT INTO note (id, text) VALUES (2, :t)", {"t": "canary-7d1"})

    with pytest.raises(sqlite3.IntegrityError) as refused:
        await store.write(unit)
    assert "canary-7d1" not in caplog.text
    assert "canary-7d1" not in str(refused.value)


def test_a_new_file_never_replaces_another(home: Path) -> None:
    write_new(home / "keys", b"first")
    with pytest.raises(FileExistsError):
        write_new(home / "keys", b"second")
    assert (home / "keys").read_bytes() == b"first"
    assert [path.name for path in home.iterdir()] == ["keys"]
    assert (home / "keys").stat().st_mode & 0o777 == 0o600
