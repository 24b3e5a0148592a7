"""Rows carried out at once: who has to wait for the task, and that one leaves nothing behind."""

import asyncio
import contextlib
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from storage.errors import DatabaseCorrupt, StorageUnavailable, UnitTooSlow
from storage.lane import Accepted
from storage.transaction import Snapshot
from storage.writer import Store
from tests.storage.hurrying import Told, listening, stored, turn
from tests.storage.lanes import Envelope, Envelopes, open_with_envelopes

pytestmark = pytest.mark.usefixtures("patience")
HUGE = bytes(2_000_000)


async def hurried(store: Store, lane: Envelopes, *rows: Envelope) -> Told:
    """What was told of `rows` by the end of their turn."""
    told: Told = []
    for row in rows:
        store.post(lane, row, listening(told))
    await turn()
    return told


async def test_one_after_another(quick: Store, lane: Envelopes) -> None:
    for counter in (2, 3, 4):
        assert await hurried(quick, lane, Envelope(talk=1, counter=counter)) == [(counter, None)]
        assert not quick._database._raw.in_transaction
        assert quick.at_rest or not quick._database.at_hand(quick._database.looks)
    quick._database.commits._lately = 1.0
    await hurried(quick, lane, Envelope(talk=1, counter=5))
    assert quick._database.commits._lately < 1.0  # each is timed


async def test_a_row_is_judged_once(
    quick: Store, lane: Envelopes, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[Envelope] = []
    accept = lane.accept

    def judge(row: Envelope) -> Accepted[int]:
        judged.append(row)
        return accept(row)

    monkeypatch.setattr(lane, "accept", judge)
    await hurried(quick, lane, Envelope(talk=1, counter=2))
    await stored(quick)
    assert len(judged) == 1


async def test_nothing_is_looked_at_while_rows_are_told(quick: Store, lane: Envelopes) -> None:
    quick._database.looks._lately = 0.0
    resting: list[bool] = []
    quick.post(lane, Envelope(talk=1, counter=2), lambda *_: resting.append(quick.at_rest))
    await turn()
    assert resting == [False]
    assert quick.at_rest


async def test_rows_of_another_lane_that_is_at_hand_take_all_with_them(
    quick: Store, lane: Envelopes
) -> None:
    other = Envelopes()
    told: Told = []
    assert await quick.append(other, Envelope(talk=4, counter=1)) == 1
    lane.heads[4] = 7  # each knows its own heads only
    quick.post(lane, Envelope(talk=1, counter=2), listening(told))
    quick.post(other, Envelope(talk=4, counter=2), listening(told))
    await turn()
    assert told == []
    assert (4, 2) in await stored(quick)
    assert told == [(2, None), (2, None)]


async def test_a_caller_who_left_leaves_nothing(quick: Store, lane: Envelopes) -> None:
    writing = asyncio.create_task(quick.append(lane, Envelope(talk=1, counter=2)))
    # After it is handed in, and before its turn's end.
    asyncio.get_running_loop().call_soon(writing.cancel)
    await asyncio.gather(writing, return_exceptions=True)
    assert writing.cancelled()
    assert await stored(quick) == [(1, 1), (2, 1)]


async def test_on_a_slow_disk_rows_are_the_tasks(quick: Store, lane: Envelopes) -> None:
    quick._database.commits._lately = 1e6
    told = await hurried(quick, lane, Envelope(talk=1, counter=2))
    assert told == []
    assert (1, 2) in await stored(quick)
    assert told == [(2, None)]


async def test_slow_looks_are_no_reason(quick: Store, lane: Envelopes) -> None:
    quick._database.looks._lately = 1e6
    assert await hurried(quick, lane, Envelope(talk=1, counter=2)) == [(2, None)]


async def test_while_the_thread_is_at_work_for_nobody_any_more_rows_wait(
    quick: Store, lane: Envelopes
) -> None:
    quick._unit_seconds = 0.05
    leave = threading.Event()

    async def stuck(_: Snapshot) -> None:
        await quick._database.run(lambda _: leave.wait())

    with pytest.raises(UnitTooSlow):
        await quick.read(stuck)
    await asyncio.sleep(0)
    told = await hurried(quick, lane, Envelope(talk=1, counter=2))
    try:
        assert told == []
    finally:
        leave.set()
    assert (1, 2) in await stored(quick)
    assert told == [(2, None)]


async def test_before_it_is_started_and_once_it_closes_rows_are_the_tasks(
    home: Path, lane: Envelopes
) -> None:
    store = await open_with_envelopes(home / "other.db")
    store._database.commits._lately = 0.0
    lane.heads = {1: 0}
    told = await hurried(store, lane, Envelope(talk=1, counter=1))
    assert told == []
    store.start()
    assert await stored(store) == [(1, 1)]
    assert told == [(1, None)]
    last: Told = []
    closing = asyncio.create_task(store.close())
    store.post(lane, Envelope(talk=1, counter=2), listening(last))
    await turn()
    now = list(last)
    await closing
    assert (now, last) == ([], [(2, None)])
    store._hurry()  # nothing is asked of a database that is closed


async def test_rows_given_back_leave_no_transaction(quick: Store, lane: Envelopes) -> None:
    await quick.upkeep(
        lambda raw: (
            raw.execute("INSERT INTO envelope (talk, counter, body) VALUES (1, 2, x'00')").rowcount
        )
    )
    told = await hurried(quick, lane, Envelope(talk=2, counter=2), Envelope(talk=1, counter=2))
    assert told == []
    assert not quick._database._raw.in_transaction
    assert lane.heads == {}
    await stored(quick)
    assert told == [(2, None), (2, None)]


async def test_attack_33_what_was_lost_is_stored_when_it_is_sent_again(
    quick: Store, lane: Envelopes
) -> None:
    await quick.upkeep(lambda raw: raw.execute("PRAGMA max_page_count=1").fetchone())
    big = Envelope(talk=1, counter=2, body=HUGE)
    assert await hurried(quick, lane, big) == [(None, StorageUnavailable)]
    assert not quick._database._raw.in_transaction
    await quick.upkeep(lambda raw: raw.execute("PRAGMA max_page_count=1000000").fetchone())
    assert await quick.append(lane, big) == 2
    assert (1, 2) in await stored(quick)


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        pytest.param(KeyboardInterrupt, pytest.raises(KeyboardInterrupt), id="the process's end"),
        pytest.param(LookupError, contextlib.nullcontext(), id="a fault, which is said already"),
    ],
)
async def test_attack_33_whatever_else_happens_stops_the_store_and_acknowledges_nothing(
    quick: Store,
    lane: Envelopes,
    error: type[BaseException],
    raised: contextlib.AbstractContextManager[object],
) -> None:
    stopped: list[bool] = []
    quick._on_crash = lambda: stopped.append(True)

    def fails() -> None:
        raise error

    quick.on_rollback(fails)
    await quick.upkeep(lambda raw: raw.execute("PRAGMA max_page_count=1").fetchone())
    told: Told = []
    quick.post(lane, Envelope(talk=1, counter=2, body=HUGE), listening(told))
    with raised:
        quick._hurry()
    assert told == [(None, StorageUnavailable)]
    assert stopped == [True]
    with pytest.raises(StorageUnavailable):
        await quick.append(lane, Envelope(talk=1, counter=2, body=HUGE))
    # Whoever stops the service then ends with the fault, so that it is started again.
    with pytest.raises(error):
        await quick.close()


async def test_attack_33_a_lane_that_fails_leaves_its_rows_to_the_task(
    quick: Store, lane: Envelopes, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: Told = []
    said: list[object] = []
    done = asyncio.Event()

    def fails(_: Envelope) -> bool:
        monkeypatch.undo()
        raise RuntimeError

    def tell(answer: int | None, error: Exception | None) -> None:
        listening(told)(answer, error)
        done.set()

    monkeypatch.setattr(lane, "at_hand", fails, raising=False)
    asyncio.get_running_loop().set_exception_handler(lambda _, fault: said.append(fault))
    quick.post(lane, Envelope(talk=1, counter=2), tell)
    await asyncio.wait_for(done.wait(), 5)
    assert told == [(2, None)]
    assert len(said) == 1


async def test_what_was_posted_before_the_start_is_told_after_it(
    home: Path, lane: Envelopes
) -> None:
    """Nobody else asks for anything."""
    store = await open_with_envelopes(home / "other.db")
    done = asyncio.Event()
    store.post(lane, Envelope(talk=1, counter=1), lambda *_: done.set())
    await turn()
    assert not done.is_set()
    store.start()
    await asyncio.wait_for(done.wait(), 5)
    await store.close()


async def test_a_row_that_comes_while_the_task_has_others_is_not_carried_out_amid_them(
    quick: Store, lane: Envelopes
) -> None:
    """Its group would end theirs before it is whole."""
    told: list[tuple[int, int | None]] = []
    both = asyncio.Event()

    def tell(talk: int, answer: int | None) -> None:
        told.append((talk, answer))
        if len(told) > 1:
            both.set()

    def second() -> None:
        assert quick._taken
        while not quick._database.at_hand(quick._database.commits):
            time.sleep(0.001)  # the task's first step is over in its thread, and it does not know
        quick.post(lane, Envelope(talk=1, counter=2), lambda answer, _: tell(1, answer))

    quick._wake.set()  # as where the log is long
    asyncio.get_running_loop().call_soon(second)
    quick.post(lane, Envelope(talk=9, counter=1), lambda answer, _: tell(9, answer))
    await asyncio.wait_for(both.wait(), 5)
    assert told == [(9, 1), (1, 2)]
    assert await stored(quick) == [(1, 1), (2, 1), (9, 1), (1, 2)]


async def test_what_is_handed_in_without_a_loop_is_refused_and_stops_nobody(
    quick: Store, lane: Envelopes
) -> None:
    told: Told = []
    with pytest.raises(RuntimeError):
        await asyncio.to_thread(quick.post, lane, Envelope(talk=1, counter=2), listening(told))
    assert await asyncio.wait_for(quick.append(lane, Envelope(talk=1, counter=2)), 5) == 2
    assert told == []


async def test_attack_34_damage_that_a_row_meets_is_noted(quick: Store, lane: Envelopes) -> None:
    """Every byte of the database that is not its first page is overwritten."""

    def damage(raw: sqlite3.Connection) -> None:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        raw.execute("PRAGMA shrink_memory")
        path = Path(raw.execute("PRAGMA database_list").fetchone()["file"])
        with path.open("r+b") as file:
            size = path.stat().st_size
            file.seek(4096)
            file.write(b"\xa5" * (size - 4096))

    await quick.upkeep(damage)
    with pytest.raises((DatabaseCorrupt, StorageUnavailable)):
        await quick.append(lane, Envelope(talk=1, counter=2))
    assert quick._database.damaged
    with pytest.raises(DatabaseCorrupt):
        await quick.append(lane, Envelope(talk=1, counter=2))
