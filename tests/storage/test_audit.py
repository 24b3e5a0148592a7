"""Attack 43: an audit row that was altered, removed, moved or cut off."""

import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

import crypto
from crypto import wire
from storage.audit import Audit, Head, Verdict, concerns, head, verify, verify_running
from storage.casekeys import CaseKey
from storage.clock import hour_of
from storage.database import STORE_ID, Database
from storage.errors import StorageUnavailable
from storage.fields import Fields
from storage.migrate import migrate, read_migrations
from storage.secrets import ServiceKeys
from storage.transaction import Snapshot, Transaction
from storage.writer import Store
from tests.storage.conftest import FixedClock

KEYS = ServiceKeys.fresh()
CASE = CaseKey(case=bytes(range(16)), material=crypto.random_bytes(32))
OTHER = CaseKey(case=bytes(16), material=crypto.random_bytes(32))


async def _chain(path: Path, clock: FixedClock, rows: int = 6) -> list[Head]:
    database = await Database.open(path, application=STORE_ID)
    await migrate(database, read_migrations())
    store = Store(database=database)
    store.start()
    audit = Audit(keys=KEYS, clock=clock)
    heads = []
    for number in range(rows):
        case = (CASE, OTHER, None)[number % 3]

        async def unit(tx: Transaction, case: CaseKey | None = case) -> Head:
            return await audit.append(tx, event="case.claimed", role="worker", case=case)

        heads.append(await store.write(unit))
        clock.seconds += 1000
    assert await store.read(head) == heads[-1]
    await store.close()
    return heads


def _tamper(path: Path, *statements: str) -> None:
    raw = sqlite3.connect(path)
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()


async def test_a_whole_chain_verifies(home: Path, clock: FixedClock) -> None:
    heads = await _chain(home / "a.db", clock)
    assert verify(home / "a.db", keys=KEYS) == Verdict(rows=6, broken=None)
    for expected in heads:
        assert verify(home / "a.db", keys=KEYS, expected=expected).holds


async def test_an_empty_chain_verifies(home: Path, clock: FixedClock) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    await migrate(database, read_migrations())
    await database.close()
    assert verify(home / "a.db", keys=KEYS) == Verdict(rows=0, broken=None)
    heads = await _chain(home / "b.db", clock, rows=1)
    assert verify(home / "a.db", keys=KEYS, expected=heads[0]).broken == 1


async def test_the_row_hash_is_that_of_the_protocol(home: Path, clock: FixedClock) -> None:
    start = clock.seconds
    heads = await _chain(home / "a.db", clock, rows=1)
    raw = sqlite3.connect(home / "a.db")
    reference, hour = raw.execute("SELECT case_reference, hour FROM audit").fetchone()
    raw.close()
    structure = crypto.encode("audit-row", 1, hour, "case.claimed", "worker", reference)
    expected = crypto.derive("pl.audit", key=KEYS.audit, data=bytes(32) + structure)
    assert heads[0].hash == expected
    assert hour == hour_of(start)
    assert hour % 3600 == 0


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["UPDATE audit SET event = 'case.closed' WHERE number = 3"], 3),
        (["UPDATE audit SET role = 'student' WHERE number = 1"], 1),
        (["UPDATE audit SET hour = hour + 3600 WHERE number = 4"], 4),
        (["UPDATE audit SET hour = -1 WHERE number = 4"], 4),
        (["UPDATE audit SET case_reference = x'00' WHERE number = 2"], 2),
        (["UPDATE audit SET hash = zeroblob(32) WHERE number = 6"], 6),
        (["DELETE FROM audit WHERE number = 1"], 1),
        (["DELETE FROM audit WHERE number = 4"], 4),
        (
            [
                "DELETE FROM audit WHERE number = 4",
                "UPDATE audit SET number = number - 1 WHERE number > 4",
            ],
            4,
        ),
        (
            [
                "UPDATE audit SET number = 100 WHERE number = 2",
                "UPDATE audit SET number = 2 WHERE number = 5",
                "UPDATE audit SET number = 5 WHERE number = 100",
            ],
            2,
        ),
        (["INSERT INTO audit SELECT 7, hour, event, role, '', hash FROM audit LIMIT 0"], None),
        (["INSERT INTO audit SELECT 7, hour, event, role, x'', hash FROM audit LIMIT 1"], 7),
        (["UPDATE audit SET number = 0 WHERE number = 1"], 1),
    ],
)
async def test_attack_43_the_first_broken_row_is_named(
    home: Path, clock: FixedClock, statements: list[str], broken: int | None
) -> None:
    await _chain(home / "a.db", clock)
    _tamper(home / "a.db", *statements)
    assert verify(home / "a.db", keys=KEYS).broken == broken
    database = await Database.open(home / "a.db", application=STORE_ID)
    store = Store(database=database)
    store.start()
    assert (await verify_running(store, keys=KEYS, page=2)).broken == broken
    await store.close()


async def test_attack_43_a_cut_tail_is_missed_only_against_a_known_head(
    home: Path, clock: FixedClock
) -> None:
    heads = await _chain(home / "a.db", clock)
    _tamper(home / "a.db", "DELETE FROM audit WHERE number > 4")
    assert verify(home / "a.db", keys=KEYS) == Verdict(rows=4, broken=None)
    assert verify(home / "a.db", keys=KEYS, expected=heads[3]).holds
    assert verify(home / "a.db", keys=KEYS, expected=heads[5]) == Verdict(rows=4, broken=5)


async def test_attack_43_a_chain_made_anew_contradicts_a_known_head(
    home: Path, clock: FixedClock
) -> None:
    """Whoever has the audit key can make a new chain; the head that a roster signed differs."""
    heads = await _chain(home / "a.db", clock)
    await _chain(home / "b.db", clock)
    assert verify(home / "b.db", keys=KEYS).holds
    assert verify(home / "b.db", keys=KEYS, expected=heads[4]).broken == 5


async def test_another_key_verifies_nothing(home: Path, clock: FixedClock) -> None:
    await _chain(home / "a.db", clock)
    assert verify(home / "a.db", keys=ServiceKeys.fresh()).broken == 1


async def test_rows_are_about_a_case_for_its_key_only(home: Path, clock: FixedClock) -> None:
    await _chain(home / "a.db", clock)
    database = await Database.open(home / "a.db", application=STORE_ID)
    store = Store(database=database)
    store.start()

    async def about(snapshot: Snapshot) -> list[int]:
        rows = await snapshot.all("SELECT * FROM audit ORDER BY number")
        return [row["number"] for row in rows if concerns(row, CASE)]

    assert await store.read(about) == [1, 4]
    await store.close()
    assert CASE.case not in (home / "a.db").read_bytes()


async def test_an_undone_effect_leaves_no_row(home: Path, clock: FixedClock) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    await migrate(database, read_migrations())
    store = Store(database=database)
    store.start()
    audit = Audit(keys=KEYS, clock=clock)

    def unit(*, fails: bool) -> Callable[[Transaction], Awaitable[None]]:
        async def run(tx: Transaction) -> None:
            await audit.append(tx, event="case.claimed", role="worker")
            if fails:
                raise LookupError

        return run

    await store.write(unit(fails=False))
    with pytest.raises(LookupError):
        await store.write(unit(fails=True))
    await store.write(unit(fails=False))
    await store.close()
    assert verify(home / "a.db", keys=KEYS) == Verdict(rows=2, broken=None)


def test_a_file_that_is_no_database_is_an_error(home: Path) -> None:
    (home / "a.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StorageUnavailable):
        verify(home / "a.db", keys=KEYS)
    with pytest.raises(StorageUnavailable):
        verify(home / "absent.db", keys=KEYS)


async def _with_roster(path: Path, head_: Head, *, keys: ServiceKeys = KEYS) -> None:
    """Put a roster that signed this head into a closed database."""
    by = crypto.SigningKey.generate()
    body = wire.Roster(
        version=1,
        previous=bytes(32),
        issued=1_800_000_000,
        expires=1_800_000_000 + 86_400,
        root=wire.SignPublic(by.public),
        certificates=(),
        audit_row=head_.number,
        audit_head=head_.hash,
    )
    paper = wire.signed(body, key=by)
    hash_ = wire.roster_hash(paper)
    sealed = Fields(keys).seal(table="rosters", column="signed", row_key=hash_, value=paper.raw)
    raw = sqlite3.connect(path)
    raw.execute("INSERT INTO rosters (version, hash, signed) VALUES (1, ?, ?)", (hash_, sealed))
    raw.commit()
    raw.close()


async def _running_verdict(path: Path) -> Verdict:
    database = await Database.open(path, application=STORE_ID)
    store = Store(database=database)
    store.start()
    try:
        return await verify_running(store, keys=KEYS, page=2)
    finally:
        await store.close()


async def test_attack_43_the_files_own_rosters_know_their_heads(
    home: Path, clock: FixedClock
) -> None:
    """A tail that a roster signed is missed, and a chain made anew does not fit it."""
    path = home / "a.db"
    heads = await _chain(path, clock)
    await _with_roster(path, heads[4])
    assert verify(path, keys=KEYS) == await _running_verdict(path) == Verdict(rows=6, broken=None)
    _tamper(path, "DELETE FROM audit WHERE number > 5")
    assert verify(path, keys=KEYS).holds  # what no roster signed yet can be cut off unseen
    _tamper(path, "DELETE FROM audit WHERE number > 3")
    assert verify(path, keys=KEYS) == await _running_verdict(path) == Verdict(rows=3, broken=4)
    await _chain(home / "b.db", clock)
    await _with_roster(home / "b.db", heads[4])
    assert verify(home / "b.db", keys=KEYS) == Verdict(rows=4, broken=5)


async def test_attack_43_a_roster_that_was_altered_says_nothing(
    home: Path, clock: FixedClock
) -> None:
    heads = await _chain(home / "a.db", clock)
    await _with_roster(home / "a.db", Head(number=3, hash=heads[4].hash), keys=ServiceKeys.fresh())
    assert verify(home / "a.db", keys=KEYS).holds
    await _chain(home / "b.db", clock)
    await _with_roster(home / "b.db", Head(number=3, hash=heads[4].hash))
    assert verify(home / "b.db", keys=KEYS).broken == 3


async def test_attack_43_rows_of_entries_are_in_the_chain_by_their_week(
    home: Path, clock: FixedClock
) -> None:
    database = await Database.open(home / "a.db", application=STORE_ID)
    await migrate(database, read_migrations())
    store = Store(database=database)
    store.start()
    audit = Audit(keys=KEYS, clock=clock)
    for event in ("entry.written", "entries.seen"):

        async def unit(tx: Transaction, event: str = event) -> Head:
            return await audit.append(tx, event=event, role="manager", to_the_week=True)

        await store.write(unit)
    await store.close()
    assert verify(home / "a.db", keys=KEYS) == Verdict(rows=2, broken=None)
    _tamper(home / "a.db", "UPDATE audit SET hour = hour + 604800 WHERE number = 2")
    assert verify(home / "a.db", keys=KEYS).broken == 2
