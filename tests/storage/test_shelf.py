"""Backups that are made again and again: proven, kept for their time, tried by a drill."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import shelf as shelves
from storage.clock import DAY
from storage.drill import drill
from storage.errors import BackupRefused
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import Core, open_core
from storage.shelf import Shelf
from storage.tombstones import Erased, Tombstone
from storage.transaction import Transaction
from tests.storage.conftest import FixedClock

CASE = bytes(range(16))


@pytest.fixture
async def core(home: Path, clock: FixedClock) -> AsyncIterator[Core]:
    core = await open_core(layout=Layout.at(home / "data"), clock=clock, forget=forget_erased)
    yield core
    await core.close()


@pytest.fixture
def shelf(home: Path) -> Shelf:
    return Shelf(
        database_dir=home / "copies",
        keys_dir=home / "copies-of-keys",
        keep_days=5,
        keys_keep_days=2,
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def everything(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


async def add_case(core: Core, *, with_key: bool) -> None:
    """A row of a case, sealed as the store seals it, with or without its key."""
    if with_key:
        await core.case_keys.create(CASE)
    body = core.fields.seal(table="cases", column="body", row_key=CASE, value=b"rows")

    async def unit(tx: Transaction) -> None:
        await tx.execute(
            "INSERT INTO cases (case_id, state, student, body) "
            "VALUES (:case, 'closed', :student, :body)",
            {"case": CASE, "student": bytes(32), "body": body},
        )

    await core.store.write(unit)


async def test_pairs_stand_under_their_time_and_the_old_go(
    core: Core, shelf: Shelf, clock: FixedClock
) -> None:
    made = []
    for _ in range(7):
        made.append((await shelf.add(core)).database.name)
        clock.seconds += DAY
    assert names(shelf.database_dir) == made[-6:]
    assert names(shelf.keys_dir) == made[-3:]
    newest = shelf.newest()
    assert newest is not None
    assert newest.database.name == made[-1]
    assert newest.made == int(clock.seconds) - DAY


async def test_after_a_long_pause_the_newest_is_still_there(
    core: Core, shelf: Shelf, clock: FixedClock
) -> None:
    await shelf.add(core)
    clock.seconds += 400 * DAY
    pair = await shelf.add(core)
    assert names(shelf.database_dir) == [pair.database.name]


async def test_what_is_not_ours_is_never_thrown_away(
    core: Core, shelf: Shelf, clock: FixedClock
) -> None:
    pair = await shelf.add(core)
    (pair.database / "a-note-of-the-operator").write_text("why this one matters")
    (shelf.database_dir / "lost+found").mkdir()
    clock.seconds += 400 * DAY
    await shelf.add(core)
    assert (pair.database / "peerlink.db").exists()
    assert (shelf.database_dir / "lost+found").exists()


async def test_half_a_pair_is_no_backup_and_goes_at_the_next_turn(
    core: Core, shelf: Shelf, clock: FixedClock
) -> None:
    assert shelf.newest() is None
    cut_short = await shelf.add(core)
    (cut_short.keys / "manifest.json").unlink()
    assert shelf.newest() is None
    clock.seconds += DAY
    pair = await shelf.add(core)
    assert names(shelf.keys_dir) == [pair.keys.name]


async def test_no_backup_fills_the_disk(
    core: Core, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "SPARE_BYTES", 1 << 60)
    with pytest.raises(BackupRefused, match="no room"):
        await shelf.add(core)
    assert names(shelf.database_dir) == []


async def test_a_pair_that_lacks_a_key_is_refused_as_a_backup(core: Core, shelf: Shelf) -> None:
    await add_case(core, with_key=False)
    with pytest.raises(BackupRefused, match="key is missing: cases"):
        await shelf.add(core)
    assert shelf.newest() is None
    # Turn after turn it would leave copies of the keys that nothing throws away.
    for half in (shelf.database_dir, shelf.keys_dir):
        assert [path for path in everything(half) if path.is_file()] == []


async def test_a_faulty_store_is_copied_and_said_to_be_faulty(core: Core, shelf: Shelf) -> None:
    await add_case(core, with_key=True)
    good = await shelf.add(core)
    assert good.doubts == ()

    def spoil(raw: sqlite3.Connection) -> None:
        raw.execute("UPDATE cases SET body = x'00'")

    await core.store.upkeep(spoil)
    core.clock.seconds += 1  # type: ignore[attr-defined]
    pair = await shelf.add(core)
    assert pair.doubts == ("A sealed field does not open: cases.body.",)
    assert shelf.newest() is not None


async def test_a_drill_says_what_a_restore_would_give(
    core: Core, shelf: Shelf, clock: FixedClock, home: Path
) -> None:
    await add_case(core, with_key=True)
    pair = await shelf.add(core)
    before = everything(home)
    found = await drill(database_from=pair.database, keys_from=pair.keys, clock=clock)
    assert found.proof.holds
    assert (found.proof.fields, found.proof.keys) == (1, 1)
    assert found.database_made == found.keys_made == int(clock.seconds)
    assert everything(home) == before


async def test_attack_37_a_drill_does_not_bring_back_the_erased(
    core: Core, shelf: Shelf, clock: FixedClock
) -> None:
    await add_case(core, with_key=True)
    pair = await shelf.add(core)
    await core.erasure.erase(Tombstone(erased=Erased.CASE, reference=CASE))
    found = await drill(
        database_from=pair.database,
        keys_from=pair.keys,
        clock=clock,
        tombstones=core.layout.tombstones,
    )
    assert found.proof.holds
    assert found.proof.fields == 0


async def test_a_drill_of_a_broken_chain_says_so(
    core: Core, shelf: Shelf, clock: FixedClock
) -> None:
    async def unit(tx: Transaction) -> None:
        await core.audit.append(tx, event="team.invited", role="coordinator")
        await core.audit.append(tx, event="team.invited", role="coordinator")

    await core.store.write(unit)

    def spoil(raw: sqlite3.Connection) -> None:
        raw.execute("UPDATE audit SET role = 'worker' WHERE number = 2")

    await core.store.upkeep(spoil)
    pair = await shelf.add(core)
    found = await drill(database_from=pair.database, keys_from=pair.keys, clock=clock)
    assert found.proof.doubts == ("The audit chain breaks at row 2.",)
