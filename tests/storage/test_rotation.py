"""New keys: every field sealed anew, cut short at any moment, and no pair of two times restored."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import crypto
from intake.outbox import Act, ChatId, Outgoing
from storage import rotation, secrets
from storage.backup import back_up, restore
from storage.clock import Clock
from storage.drill import drill
from storage.errors import AlreadyRunning, BackupRefused, KeysRefused, StorageError
from storage.fields import Fields
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import Core, open_core
from storage.places import FIELD_SEALED
from storage.rotation import rotate
from storage.secrets import ServiceKeys
from storage.transaction import Transaction
from tests.storage.conftest import FixedClock

ROWS = 25


class Cut(BaseException):
    """The process ends here."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 10)


@pytest.fixture
def layout(home: Path) -> Layout:
    return Layout.at(home / "data")


async def opened(layout: Layout, clock: Clock) -> Core:
    return await open_core(layout=layout, clock=clock, forget=forget_erased)


async def fill(core: Core) -> None:
    """Fields of several tables: more rows than one batch holds, text and bytes in their keys."""
    fields = core.fields
    await core.outbox.put(
        [Outgoing(chat=ChatId(number), act=Act.SEND, text="chat-help") for number in range(ROWS)]
    )
    kept: dict[str, str | bytes] = {"account": b"a" * 16, "kind": "words"}
    secret = fields.seal(
        table="wrapped_keys", column="secret", row_key=b"a" * 16 + b"words", value=b"kept"
    )
    person = fields.seal(table="accounts", column="person", row_key=b"a" * 16, value=b"somebody")

    async def unit(tx: Transaction) -> None:
        await tx.execute(
            "INSERT INTO accounts (id, look_up, role, state, person) "
            "VALUES (:id, :look_up, 'worker', 'active', :person)",
            {"id": b"a" * 16, "look_up": b"l" * 32, "person": person},
        )
        await tx.execute(
            "INSERT INTO wrapped_keys (account, kind, secret) VALUES (:account, :kind, :secret)",
            {**kept, "secret": secret},
        )

    await core.store.write(unit)


def values(layout: Layout, keys: ServiceKeys) -> dict[str, list[bytes]]:
    """Every field that these keys open."""
    raw = sqlite3.connect(f"{layout.database.as_uri()}?mode=ro", uri=True)
    fields, found = Fields(keys), dict[str, list[bytes]]()
    for place in FIELD_SEALED:
        for _, sealed, *parts in raw.execute(place.rows, (-1, 10_000)):
            try:
                value = place.open(fields, sealed, parts)
            except crypto.DoesNotOpen:
                continue
            found.setdefault(place.name, []).append(value)
    raw.close()
    return found


def cut_after(turns: int) -> Callable[[int, int], None]:
    """Progress that ends the process at its n-th report."""
    left = [turns]

    def progress(done: int, total: int) -> None:
        assert 0 <= done <= total
        left[0] -= 1
        if left[0] == 0:
            raise Cut

    return progress


def silent(done: int, total: int) -> None:
    assert 0 <= done <= total


async def test_every_field_opens_with_the_new_keys_and_none_with_the_old(
    layout: Layout, clock: FixedClock
) -> None:
    core = await opened(layout, clock)
    await fill(core)
    await core.close()
    old = secrets.load(layout.service_keys)
    before = values(layout, old)
    seen = list[tuple[int, int]]()
    count = await rotate(layout, progress=lambda done, total: seen.append((done, total)))
    new = secrets.load(layout.service_keys)
    assert count == ROWS + 2
    assert (seen[0], seen[-1]) == ((0, count), (count, count))
    assert new.field != old.field
    assert (new.look_up, new.audit, new.decoy) == (old.look_up, old.audit, old.decoy)
    assert values(layout, new) == before
    assert values(layout, old) == {}
    assert not layout.rotation.exists()
    core = await opened(layout, clock)
    assert len(await core.outbox.due(now=0.0, limit=100)) == ROWS
    await core.close()
    assert not any(old.field in path.read_bytes() for path in (layout.keys).iterdir())


async def test_cut_short_at_any_moment_it_goes_on(layout: Layout, clock: FixedClock) -> None:
    core = await opened(layout, clock)
    await fill(core)
    await core.close()
    old = secrets.load(layout.service_keys)
    before = values(layout, old)
    turns = 0
    while True:
        turns += 1
        try:
            await rotate(layout, progress=cut_after(turns))
        except Cut:
            assert layout.rotation.exists()
            with pytest.raises(StorageError, match="rotate-keys goes on"):
                await opened(layout, clock)
        else:
            break
    assert turns > 4
    assert values(layout, secrets.load(layout.service_keys)) == before
    assert values(layout, old) == {}
    await (await opened(layout, clock)).close()


async def test_cut_short_before_the_new_keys_take_their_place(
    layout: Layout, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    core = await opened(layout, clock)
    await fill(core)
    await core.close()
    before = values(layout, secrets.load(layout.service_keys))

    def cut(_: Path, __: Path) -> Path:
        raise Cut

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut)
        with pytest.raises(Cut):
            await rotate(layout, progress=silent)
    with pytest.raises(StorageError, match="rotate-keys goes on"):
        await opened(layout, clock)
    assert await rotate(layout, progress=silent) == ROWS + 2
    assert values(layout, secrets.load(layout.service_keys)) == before
    await (await opened(layout, clock)).close()


async def test_a_field_that_does_not_open_is_never_lost_to_a_new_key(
    layout: Layout, clock: FixedClock
) -> None:
    core = await opened(layout, clock)
    await fill(core)

    def spoil(raw: sqlite3.Connection) -> None:
        raw.execute("UPDATE accounts SET person = x'00'")

    await core.store.upkeep(spoil)
    await core.close()
    old = secrets.load(layout.service_keys)
    with pytest.raises(KeysRefused, match=r"accounts\.person"):
        await rotate(layout, progress=silent)
    assert secrets.load(layout.service_keys) == old
    await (await opened(layout, clock)).close()


async def test_a_running_service_keeps_its_keys(layout: Layout, clock: FixedClock) -> None:
    core = await opened(layout, clock)
    with pytest.raises(AlreadyRunning):
        await rotate(layout, progress=silent)
    await core.close()


async def test_two_halves_of_different_times_are_not_restored(
    layout: Layout, clock: FixedClock, home: Path
) -> None:
    core = await opened(layout, clock)
    await fill(core)
    await back_up(core, database_to=home / "db-1", keys_to=home / "keys-1")
    await core.close()
    await rotate(layout, progress=silent)
    core = await opened(layout, clock)
    await back_up(core, database_to=home / "db-2", keys_to=home / "keys-2")
    await core.close()
    for database, keys in (("db-1", "keys-2"), ("db-2", "keys-1")):
        with pytest.raises(BackupRefused, match="of another time"):
            await restore(
                database_from=home / database,
                keys_from=home / keys,
                layout=Layout.at(home / "restored"),
            )
    assert not (home / "restored").exists()
    for number in (1, 2):
        found = await drill(
            database_from=home / f"db-{number}", keys_from=home / f"keys-{number}", clock=clock
        )
        assert not found.proof.faults
    layout.service_keys.write_bytes((home / "keys-1" / "service.json").read_bytes())
    with pytest.raises(KeysRefused, match="of another time"):
        await opened(layout, clock)
