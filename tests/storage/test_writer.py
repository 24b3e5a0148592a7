"""The single writer: order, isolation, durability of answers, back-pressure, shutdown."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import STORE_ID, Database
from storage.errors import StorageUnavailable, StoreBusy, UnitTooSlow
from storage.transaction import Snapshot, Transaction
from storage.writer import Store
from tests.storage.units import Refused, adding, briefly, numbers, refusing


async def test_units_answer_with_their_value(store: Store) -> None:
    assert await store.write(adding(1)) == 1
    assert await store.read(numbers) == [1]


async def test_a_unit_that_raises_undoes_only_itself(store: Store) -> None:
    results = await asyncio.gather(
        store.write(adding(1)),
        store.write(refusing(2)),
        store.write(adding(3)),
        store.write(adding(4, "note 3")),
        store.write(adding(5)),
        return_exceptions=True,
    )
    assert results[0] == 1
    assert isinstance(results[1], Refused)
    assert isinstance(results[3], sqlite3.IntegrityError)
    assert await store.read(numbers) == [1, 3, 5]


async def test_a_unit_may_go_on_after_a_refused_statement(store: Store) -> None:
    await store.write(adding(1))

    async def unit(tx: Transaction) -> str:
        try:
            await adding(1)(tx)
        except sqlite3.IntegrityError:
            await adding(2)(tx)
            return "second choice"
        return "first choice"

    assert await store.write(unit) == "second choice"
    assert await store.read(numbers) == [1, 2]


async def test_units_run_in_arrival_order(store: Store) -> None:
    ran: list[int] = []

    def noting(number: int) -> Callable[[Transaction], Awaitable[None]]:
        async def unit(tx: Transaction) -> None:
            await adding(number)(tx)
            ran.append(number)

        return unit

    await asyncio.gather(*(store.write(noting(number)) for number in range(50)))
    assert ran == list(range(50))


async def test_a_unit_sees_what_units_before_it_did(store: Store) -> None:
    async def count(tx: Transaction) -> int:
        row = await tx.one("SELECT count(*) AS n FROM note")
        assert row is not None
        return int(row["n"])

    _, seen = await asyncio.gather(store.write(adding(1)), store.write(count))
    assert seen == 1


async def test_reads_never_run_inside_a_group(store: Store) -> None:
    halfway = asyncio.Event()
    go_on = asyncio.Event()

    async def slow(tx: Transaction) -> None:
        await adding(1)(tx)
        halfway.set()
        await go_on.wait()
        await adding(2)(tx)

    writing = asyncio.create_task(store.write(slow))
    await halfway.wait()
    reading = asyncio.create_task(store.read(numbers))
    await asyncio.sleep(0.02)
    assert not reading.done()
    go_on.set()
    assert await reading == [1, 2]
    await writing


async def test_a_query_cannot_write(store: Store) -> None:
    async def sneaky(snapshot: Snapshot) -> None:
        await snapshot.one("INSERT INTO note (id, text) VALUES (1, 'x')")

    with pytest.raises(sqlite3.OperationalError):
        await store.read(sneaky)
    assert await store.read(numbers) == []
    assert await store.write(adding(2)) == 2


async def test_a_query_leaves_no_table_behind(store: Store) -> None:
    async def sneaky(snapshot: Snapshot) -> None:
        await snapshot.one("CREATE TABLE left_behind (id INTEGER PRIMARY KEY)")

    await store.read(sneaky)
    with pytest.raises(sqlite3.OperationalError):
        await store.read(lambda snapshot: snapshot.all("SELECT id FROM left_behind"))


async def test_a_query_that_fails_leaves_no_transaction_open(store: Store) -> None:
    async def wrong(snapshot: Snapshot) -> None:
        await snapshot.all("SELECT nothing FROM nowhere")

    with pytest.raises(sqlite3.OperationalError):
        await store.read(wrong)
    assert not await store.upkeep(lambda raw: raw.in_transaction)
    assert await store.write(adding(3)) == 3
    assert await store.read(numbers) == [3]


async def test_a_caller_cancelled_while_waiting_leaves_nothing(store: Store) -> None:
    started = asyncio.Event()
    go_on = asyncio.Event()

    async def slow(tx: Transaction) -> None:
        await adding(1)(tx)
        started.set()
        await go_on.wait()

    first = asyncio.create_task(store.write(slow))
    await started.wait()
    second = asyncio.create_task(store.write(adding(2)))
    await asyncio.sleep(0)
    second.cancel()
    go_on.set()
    await first
    with pytest.raises(asyncio.CancelledError):
        await second
    assert await store.read(numbers) == [1]


async def test_a_caller_cancelled_in_its_turn_does_not_harm_the_group(store: Store) -> None:
    started = asyncio.Event()
    go_on = asyncio.Event()

    async def slow(tx: Transaction) -> None:
        await adding(1)(tx)
        started.set()
        await go_on.wait()

    first = asyncio.create_task(store.write(slow))
    await started.wait()
    first.cancel()
    go_on.set()
    assert await store.write(adding(2)) == 2
    assert await store.read(numbers) == [1, 2]


async def test_hooks_run_by_how_the_unit_ended(store: Store) -> None:
    told: list[str] = []

    def hooked(
        unit: Callable[[Transaction], Awaitable[int]], name: str
    ) -> Callable[[Transaction], Awaitable[None]]:
        async def wrapped(tx: Transaction) -> None:
            tx.on_commit(lambda: told.append(f"{name} durable"))
            tx.on_rollback(lambda: told.append(f"{name} undone"))
            await unit(tx)

        return wrapped

    await asyncio.gather(
        store.write(hooked(adding(1), "first")),
        store.write(hooked(refusing(2), "second")),
        return_exceptions=True,
    )
    assert told == ["first durable", "second undone"]


async def test_a_transaction_is_dead_after_its_unit(store: Store) -> None:
    kept: list[Transaction] = []

    async def leaking(tx: Transaction) -> None:
        kept.append(tx)

    await store.write(leaking)
    with pytest.raises(RuntimeError, match="after its unit"):
        await kept[0].execute("DELETE FROM note")


async def test_a_unit_that_waits_for_the_store_is_told_so(store: Store) -> None:
    async def unit(tx: Transaction) -> None:
        await adding(1)(tx)
        await store.write(adding(2))

    with pytest.raises(RuntimeError, match="must not wait"):
        await store.write(unit)
    assert await store.read(numbers) == []


async def test_a_unit_past_its_limit_is_undone(home: Path) -> None:
    database = await Database.open(home / "slow.db", application=STORE_ID)
    store = Store(database=database, unit_seconds=0.5)
    store.start()
    await database.run(lambda raw: raw.execute("CREATE TABLE note (id INTEGER, text TEXT)"))

    async def stuck(tx: Transaction) -> None:
        await adding(1)(tx)
        await asyncio.Event().wait()

    async def endless(snapshot: Snapshot) -> None:
        await snapshot.all(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        )

    with pytest.raises(UnitTooSlow):
        await store.write(stuck)
    with pytest.raises(UnitTooSlow):
        await store.read(endless)
    await store.write(adding(2))
    assert await store.read(numbers) == [2]
    await store.close()


async def test_a_unit_whose_helper_was_cancelled_does_not_stop_the_writer(store: Store) -> None:
    async def unit(tx: Transaction) -> None:
        await adding(1)(tx)
        raise asyncio.CancelledError

    with pytest.raises(StorageUnavailable):
        await store.write(unit)
    await store.write(adding(2))
    assert await store.read(numbers) == [2]


async def test_too_many_callers_are_refused_at_once(home: Path) -> None:
    database = await Database.open(home / "busy.db", application=STORE_ID)
    store = Store(database=database, max_waiting=3)
    waiting = [asyncio.create_task(store.read(nothing)) for _ in range(3)]
    await asyncio.sleep(0)
    refused: list[bool] = []

    async def query(_: Snapshot) -> None:
        refused.append(True)

    with pytest.raises(StoreBusy):
        await store.read(query)
    store.start()
    await asyncio.gather(*waiting)
    await store.read(nothing)
    assert refused == []
    await store.close()


async def nothing(snapshot: Snapshot) -> None:
    await snapshot.one("SELECT 1")


async def test_closing_finishes_what_waits_and_refuses_the_rest(home: Path) -> None:
    database = await Database.open(home / "close.db", application=STORE_ID)
    await database.run(lambda raw: raw.execute("CREATE TABLE note (id INTEGER, text TEXT)"))
    store = Store(database=database, max_group=2)
    store.start()
    waiting = [asyncio.create_task(store.write(adding(number))) for number in range(7)]
    await asyncio.sleep(0)
    await store.close()
    assert await asyncio.gather(*waiting) == list(range(7))
    with pytest.raises(StorageUnavailable):
        await store.write(adding(8))
    assert not (home / "close.db-wal").exists()


async def test_a_crash_of_the_task_is_loud(home: Path) -> None:
    crashed: list[bool] = []
    database = await Database.open(home / "crash.db", application=STORE_ID)
    store = Store(database=database, on_crash=lambda: crashed.append(True))
    store.start()

    class Fatal(BaseException):
        pass

    async def unit(_: Transaction) -> None:
        raise Fatal

    others = [asyncio.create_task(store.write(unit)) for _ in range(2)]
    results = await asyncio.gather(*others, return_exceptions=True)
    assert all(isinstance(result, StorageUnavailable) for result in results)
    assert crashed == [True]
    with pytest.raises(StorageUnavailable):
        await store.write(adding(1))
    with pytest.raises(Fatal):
        await store.close()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["add", "refuse", "brief", "brief refuse", "read", "glance", "cancel"]),
            st.integers(0, 9),
        ),
        max_size=30,
    ),
    max_group=st.integers(1, 8),
)
def test_any_mixture_ends_like_one_after_another(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]], max_group: int
) -> None:
    """Whatever is handed in at once, the rows are those of running the steps in order."""
    path = tmp_path_factory.mktemp("mixture")
    path.chmod(0o700)
    asyncio.run(_mixture(path, steps, max_group))


def _step(store: Store, kind: str, number: int) -> Coroutine[Any, Any, object]:
    if kind == "read":
        return store.read(numbers)
    if kind == "glance":
        return store.glance(lambda raw: raw.execute("SELECT id FROM note").fetchall())
    refused = kind.endswith("refuse")
    if kind.startswith("brief"):
        return store.write_brief(briefly(number, then=Refused if refused else None))
    return store.write(refusing(number) if refused else adding(number))


async def _mixture(path: Path, steps: list[tuple[str, int]], max_group: int) -> None:
    database = await Database.open(path / "mix.db", application=STORE_ID)
    await database.run(
        lambda raw: raw.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    )
    store = Store(database=database, max_group=max_group)
    tasks: list[asyncio.Task[Any]] = []
    expected: set[int] = set()
    outcomes: list[object] = []
    for kind, number in steps:
        tasks.append(asyncio.create_task(_step(store, kind, number)))
        outcomes.append(None)
        if kind in {"add", "brief"}:
            outcomes[-1] = number not in expected
            expected.add(number)
    await asyncio.sleep(0)
    for task, (kind, _) in zip(tasks, steps, strict=True):
        if kind == "cancel":
            task.cancel()
    store.start()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result, outcome, (kind, number) in zip(results, outcomes, steps, strict=True):
        if kind in {"add", "brief"}:
            assert (result == number) is outcome
        elif kind in {"refuse", "brief refuse"}:
            assert isinstance(result, Refused | sqlite3.IntegrityError)
    assert await store.read(numbers) == sorted(expected)
    await store.close()
