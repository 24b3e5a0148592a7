"""The bulk lane: rows checked in memory and inserted together, each answered for itself."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import StorageUnavailable
from storage.transaction import Snapshot, Transaction
from storage.writer import Store
from tests.storage.lanes import Envelope, Envelopes, OutOfOrder, open_with_envelopes


@pytest.fixture
async def envelopes(home: Path) -> AsyncIterator[Store]:
    store = await open_with_envelopes(home / "lane.db")
    store.start()
    yield store
    await store.close()


async def stored(snapshot: Snapshot) -> list[tuple[int, int]]:
    rows = await snapshot.all("SELECT talk, counter FROM envelope ORDER BY talk, counter")
    return [(row["talk"], row["counter"]) for row in rows]


async def test_rows_are_answered_and_stored_in_order(envelopes: Store) -> None:
    lane = Envelopes()
    sent = [Envelope(talk=talk, counter=n) for n in range(1, 101) for talk in (1, 2)]
    answers = await asyncio.gather(*(envelopes.append(lane, row) for row in sent))
    assert answers == [row.counter for row in sent]
    assert await envelopes.read(stored) == sorted((row.talk, row.counter) for row in sent)
    assert lane.loads == 2
    assert lane.settled == sent


async def test_a_refused_row_harms_no_other(envelopes: Store) -> None:
    lane = Envelopes()
    counters = [1, 2, 7, 2, 3]
    results = await asyncio.gather(
        *(envelopes.append(lane, Envelope(talk=1, counter=n)) for n in counters),
        return_exceptions=True,
    )
    assert [results[i] for i in (0, 1, 3, 4)] == [1, 2, 2, 3]
    assert isinstance(results[2], OutOfOrder)
    assert await envelopes.read(stored) == [(1, 1), (1, 2), (1, 3)]


async def test_a_row_that_the_table_refuses_harms_no_other(envelopes: Store) -> None:
    lane = Envelopes()
    rows: list[Any] = [
        Envelope(talk=1, counter=1),
        Envelope(talk=2, counter=1, body=None),  # type: ignore[arg-type]
        Envelope(talk=1, counter=2),
    ]
    results = await asyncio.gather(
        *(envelopes.append(lane, row) for row in rows), return_exceptions=True
    )
    assert results[0] == 1
    assert isinstance(results[1], sqlite3.IntegrityError)
    assert results[2] == 2
    assert await envelopes.read(stored) == [(1, 1), (1, 2)]
    assert await envelopes.append(lane, Envelope(talk=2, counter=1)) == 1


async def test_units_and_rows_keep_their_order(envelopes: Store) -> None:
    lane = Envelopes()

    async def wipe(tx: Transaction) -> None:
        await tx.execute("DELETE FROM envelope")
        lane.forget()

    await asyncio.gather(
        envelopes.append(lane, Envelope(talk=1, counter=1)),
        envelopes.append(lane, Envelope(talk=1, counter=2)),
        envelopes.write(wipe),
        envelopes.append(lane, Envelope(talk=1, counter=1)),
    )
    assert await envelopes.read(stored) == [(1, 1)]


async def test_a_failing_settle_undoes_the_run_and_the_heads(envelopes: Store) -> None:
    class Failing(Envelopes):
        broken = True

        async def settle(self, tx: Transaction, rows: Sequence[Envelope]) -> None:
            if self.broken:
                raise LookupError
            await super().settle(tx, rows)

    lane = Failing()
    results = await asyncio.gather(
        *(envelopes.append(lane, Envelope(talk=1, counter=n)) for n in (1, 2)),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [LookupError, LookupError]
    assert await envelopes.read(stored) == []
    lane.broken = False
    assert await envelopes.append(lane, Envelope(talk=1, counter=1)) == 1


async def test_attack_33_a_full_disk_acknowledges_nothing(home: Path) -> None:
    """Rows go in until the database may not grow: no false ack, and the heads stay true."""
    store = await open_with_envelopes(home / "full.db", room=40)
    forgotten: list[bool] = []
    store.on_rollback(lambda: forgotten.append(True))
    store.start()
    lane = Envelopes()
    acknowledged: list[int] = []
    refused = 0
    for start in range(1, 400, 20):
        rows = [Envelope(talk=1, counter=n, body=b"x" * 1000) for n in range(start, start + 20)]
        results = await asyncio.gather(
            *(store.append(lane, row) for row in rows), return_exceptions=True
        )
        acknowledged += [result for result in results if isinstance(result, int)]
        refused += sum(isinstance(result, StorageUnavailable) for result in results)
    assert refused > 0
    assert forgotten
    assert [counter for _, counter in await store.read(stored)] == acknowledged
    assert len(acknowledged) > 50

    async def make_room(tx: Transaction) -> None:
        await tx.execute("DELETE FROM envelope WHERE counter < 50")

    await store.write(make_room)
    after = Envelope(talk=1, counter=acknowledged[-1] + 1, body=b"x" * 1000)
    assert await store.append(lane, after) == after.counter
    await store.close()


@settings(max_examples=25, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(1, 3), st.integers(1, 6)), max_size=40),
    groups=st.integers(1, 5),
)
def test_a_lane_accepts_what_one_at_a_time_would(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int]], groups: int
) -> None:
    path = tmp_path_factory.mktemp("lane")
    path.chmod(0o700)
    asyncio.run(_one_at_a_time(path, rows, groups))


async def _one_at_a_time(path: Path, rows: list[tuple[int, int]], groups: int) -> None:
    store = await open_with_envelopes(path / "lane.db")
    store.start()
    lane = Envelopes()
    heads: dict[int, int] = {}
    expected = []
    for talk, counter in rows:
        head = heads.get(talk, 0)
        fits = counter in {head, head + 1} and counter > 0
        heads[talk] = counter if fits else head
        expected.append(counter if fits else OutOfOrder)
    results: list[Any] = []
    for part in range(0, len(rows), groups):
        sent = [Envelope(talk=t, counter=c) for t, c in rows[part : part + groups]]
        results += await asyncio.gather(
            *(store.append(lane, row) for row in sent), return_exceptions=True
        )
    assert [OutOfOrder if isinstance(r, OutOfOrder) else r for r in results] == expected
    kept = [(talk, n) for talk, head in sorted(heads.items()) for n in range(1, head + 1)]
    assert await store.read(stored) == kept
    await store.close()


async def test_posted_rows_are_told_in_order_and_only_when_they_are_stored(
    envelopes: Store,
) -> None:
    lane, told, seen = Envelopes(), [], asyncio.Event()

    def listen(answer: int | None, error: Exception | None) -> None:
        told.append(answer if error is None else type(error).__name__)
        if len(told) == 4:
            seen.set()

    for counter in (1, 2, 9, 3):
        envelopes.post(lane, Envelope(talk=1, counter=counter), listen)
    assert told == []
    await asyncio.wait_for(seen.wait(), 5)
    assert told == [1, 2, "OutOfOrder", 3]
    assert await envelopes.read(stored) == [(1, 1), (1, 2), (1, 3)]


async def test_who_asked_hears_when_all_of_a_group_were_told(envelopes: Store) -> None:
    lane, seen = Envelopes(), asyncio.Event()
    told: list[int | str | None] = []

    def begin() -> None:
        told.append("begin")

    def all_told() -> None:
        told.append("all")
        seen.set()

    def listen(answer: int | None, _: Exception | None) -> None:
        told.append(answer)

    envelopes.around_telling(begin, all_told)
    for counter in (1, 9, 2):
        envelopes.post(lane, Envelope(talk=1, counter=counter), listen)
    await asyncio.wait_for(seen.wait(), 5)
    assert told == ["begin", 1, None, 2, "all"]


async def test_a_caller_that_fails_when_told_stops_nobody(envelopes: Store) -> None:
    lane = Envelopes()

    def fail(*_: object) -> None:
        raise LookupError

    envelopes.post(lane, Envelope(talk=1, counter=1), fail)
    assert await envelopes.append(lane, Envelope(talk=1, counter=2)) == 2


async def test_a_lost_group_tells_every_posted_row_once(envelopes: Store) -> None:
    lane, told, seen = Envelopes(), [], asyncio.Event()

    def listen(answer: int | None, error: Exception | None) -> None:
        told.append((answer, type(error)))
        if len(told) == 2:
            seen.set()

    def close(raw: sqlite3.Connection) -> None:
        raw.execute("PRAGMA max_page_count=1")

    await envelopes.upkeep(close)
    for counter in (1, 2):
        envelopes.post(lane, Envelope(talk=1, counter=counter, body=bytes(2_000_000)), listen)
    await asyncio.wait_for(seen.wait(), 5)
    assert told == [(None, StorageUnavailable)] * 2
    assert await envelopes.read(stored) == []
