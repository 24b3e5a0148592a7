"""Weeks' numbers on a real file: replaced, counted with their events, destroyed by freezing."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import crypto
from crypto import wire
from intake.counting import Counted, waited
from intake.errors import Conflict
from people.accounts import AccountId, Role
from storage.audit import verify_running
from storage.numbers import SqlNumbers
from supervision.errors import Frozen, NotFound
from supervision.numbers import FrozenPeriod, Vector
from tests.fakes.house import CLAIM_SECONDS, House, on_sqlite
from tests.fakes.rooms import acceptance_of, close_of

A, B = AccountId(b"a" * 16), AccountId(b"b" * 16)
PERIOD, WEEK = "2026-3", "2026-W50"
WEEKS = wire.weeks_of(PERIOD)
TABLES = FrozenPeriod(period=PERIOD, released=False, tables=(b"one table", b"another"))
HOUR = 3600


@pytest.fixture
async def house(home: Path) -> AsyncIterator[House]:
    async with on_sqlite(home) as made:
        yield made


def numbers_of(house: House) -> SqlNumbers:
    core = house.core
    assert core is not None
    return SqlNumbers(store=core.store, fields=core.fields, keys=core.case_keys, audit=core.audit)


def vector(box: bytes, week: str = WEEK) -> Vector:
    return Vector(week=week, box=box)


async def counted(house: House) -> dict[tuple[str, str], int]:
    assert house.core is not None

    def read(raw: sqlite3.Connection) -> dict[tuple[str, str], int]:
        rows = raw.execute("SELECT week, name, count FROM number_counts").fetchall()
        return {(row["week"], row["name"]): row["count"] for row in rows}

    return await house.core.store.upkeep(read)


async def test_one_vector_for_each_worker_and_week(house: House) -> None:
    numbers = numbers_of(house)
    for worker, box in ((A, b"first"), (B, b"other"), (A, b"again")):
        await numbers.put(vector(box), worker=worker, period=PERIOD)
    await numbers.put(vector(b"next", "2026-W51"), worker=A, period=PERIOD)
    found = await numbers.read(PERIOD, WEEKS)
    assert sorted((each.week, each.box) for each in found.vectors) == [
        (WEEK, b"again"),
        (WEEK, b"other"),
        ("2026-W51", b"next"),
    ]
    assert (found.own, found.frozen) == ([], False)


async def test_freezing_destroys_the_weeks_in_every_copy(house: House, home: Path) -> None:
    numbers, core = numbers_of(house), house.core
    assert core is not None
    box = crypto.random_bytes(200)
    await numbers.put(vector(box), worker=A, period=PERIOD)
    await core.store.checkpoint()
    backup = (home / "peerlink.db").read_bytes()
    assert await numbers.freeze(TABLES, WEEKS, by=Role.COORDINATOR)
    found = await numbers.read(PERIOD, WEEKS)
    assert (found.vectors, found.own, found.frozen) == ((), (), True)
    with pytest.raises(Frozen):
        await numbers.put(vector(b"late"), worker=A, period=PERIOD)
    with pytest.raises(Frozen):
        await numbers.put(vector(b"late", "2026-W49"), worker=B, period=PERIOD)
    other = FrozenPeriod(period=PERIOD, released=False, tables=(b"another release",))
    assert not await numbers.freeze(other, WEEKS, by=Role.COORDINATOR)
    assert list(await numbers.periods()) == [TABLES]
    # Nothing of it is left in the live files, and the backup's copy opens with no key there is.
    sealed = _sealed(backup, home)
    assert [one in backup for one in sealed] == [True]
    assert [name for name, content in _files(home) if sealed[0] in content] == []
    assert await core.case_keys.get(core.fields.named("numbers-key", WEEK.encode())[:16]) is None


def _files(home: Path) -> list[tuple[str, bytes]]:
    return [(each.name, each.read_bytes()) for each in home.iterdir() if each.is_file()]


def _sealed(backup: bytes, home: Path) -> list[bytes]:
    """The sealed vectors in a copy of the database."""
    path = home.parent / "copy.db"
    path.write_bytes(backup)
    raw = sqlite3.connect(path)
    rows = raw.execute("SELECT sealed FROM number_vectors").fetchall()
    raw.close()
    return [bytes(row[0]) for row in rows]


async def test_what_a_fault_left_is_destroyed_afterwards(house: House) -> None:
    numbers, core = numbers_of(house), house.core
    assert core is not None
    await numbers.put(vector(b"box"), worker=A, period=PERIOD)
    await numbers.freeze(TABLES, WEEKS, by=Role.COORDINATOR)
    key = core.fields.named("numbers-key", b"2026-W49")[:16]
    await core.case_keys.create(key)
    await numbers.destroy(WEEKS)
    assert await core.case_keys.get(key) is None


async def test_release_is_on_record_and_of_frozen_periods_only(house: House) -> None:
    numbers, core = numbers_of(house), house.core
    assert core is not None
    with pytest.raises(NotFound):
        await numbers.release(PERIOD, by=Role.COORDINATOR)
    await numbers.freeze(TABLES, WEEKS, by=Role.COORDINATOR)
    await numbers.release(PERIOD, by=Role.COORDINATOR)
    (kept,) = await numbers.periods()
    assert (kept.released, kept.tables) == (True, TABLES.tables)

    def events(raw: sqlite3.Connection) -> list[str]:
        return [row["event"] for row in raw.execute("SELECT event FROM audit ORDER BY number")]

    assert await core.store.upkeep(events) == ["numbers.frozen", "numbers.released"]
    assert (await verify_running(core.store, keys=core.keys)).holds


async def test_events_are_counted_in_their_week(house: House) -> None:
    worker = house.worker()
    week = wire.week_of(int(house.clock.now()))
    await house.ask(house.student(), worker)
    lapsing = house.student()
    case, request = await house.ask(lapsing, worker)
    await house.claiming.claim(worker.account.id, case)
    house.clock.pass_(CLAIM_SECONDS + 1)
    await house.lapses.sweep()
    await house.claiming.claim(worker.account.id, case)
    sent, _, _ = acceptance_of(
        worker.device, worker.place, lapsing.device, request, house.team.now()
    )
    await house.accepting.accept(worker.account, case, sent)
    await house.accepting.accept(worker.account, case, sent)  # again: counted once
    assert await counted(house) == {
        (week, "requests"): 2,
        (week, "claims"): 2,
        (week, "wait_1h"): 1,
    }
    period = wire.period_of_week(week, kind="term")
    (own,) = (await numbers_of(house).read(period, wire.weeks_of(period))).own
    assert (own.week, own.counts) == (week, {"requests": 2, "claims": 2, "wait_1h": 1})


async def test_only_what_ends_before_a_worker_wrote_is_a_withdrawal(house: House) -> None:
    talk = await house.talk()
    await house.closing.close(
        talk.student.account,
        talk.case,
        close_of(talk.student.device, talk.case, by="student", record=talk.record),
    )
    assert "withdrawals" not in {name for _, name in await counted(house)}
    student = house.student()
    case, request = await house.ask(student, house.worker())
    record = wire.intake_hash(wire.open_signed(request.intake, wire.Intake))
    gone = close_of(student.device, case, by="student", record=record)
    for _ in range(2):  # sent again: counted once
        await house.closing.close(student.account, case, gone)
    week = wire.week_of(int(house.clock.now()))
    assert (await counted(house))[week, "withdrawals"] == 1


async def test_what_comes_to_nothing_is_not_counted(house: House) -> None:
    worker, other = house.worker(), house.worker()
    case, _ = await house.ask(house.student(), worker, other)
    await house.claiming.claim(worker.account.id, case)
    before = await counted(house)
    with pytest.raises(Conflict):
        await house.claiming.claim(other.account.id, case)
    await house.claiming.claim(worker.account.id, case)
    assert await counted(house) == before


@pytest.mark.parametrize(
    ("seconds", "band"),
    [
        (0, Counted.WAIT_1H),
        (HOUR - 1, Counted.WAIT_1H),
        (HOUR, Counted.WAIT_4H),
        (4 * HOUR, Counted.WAIT_24H),
        (24 * HOUR - 1, Counted.WAIT_24H),
        (24 * HOUR, Counted.WAIT_LONGER),
        (-60, Counted.WAIT_1H),
    ],
)
def test_bands_of_waiting(seconds: int, band: Counted) -> None:
    assert waited(seconds) is band
