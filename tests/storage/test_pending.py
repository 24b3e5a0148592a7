"""Who waits, as it is kept from one look to the next: never other than the rows say."""

import sqlite3
from pathlib import Path

from intake.requests import State
from storage.cases import StoredCases
from tests.fakes.house import on_sqlite


async def test_who_waits_is_made_out_once_and_anew_when_it_changed(home: Path) -> None:
    async with on_sqlite(home) as house:
        worker = house.worker()
        asked = [(await house.ask(house.student(), worker))[0] for _ in range(3)]
        first, again = [await house.cases.pending(limit=9) for _ in range(2)]
        assert [case.id for case in first] == asked
        assert all(one is two for one, two in zip(first, again, strict=True))
        await house.claiming.claim(worker.account.id, asked[1])
        claimed = await house.cases.pending(limit=9)
        assert [case.state for case in claimed] == [State.WAITING, State.CLAIMED, State.WAITING]
        assert claimed[1].worker == worker.account.id
        assert claimed[0] is first[0]
        assert await house.cases.pending(limit=1) == claimed[:1]
        assert await house.cases.pending(limit=9) == claimed


async def test_nothing_of_who_waited_stays_in_memory_once_erased(home: Path) -> None:
    async with on_sqlite(home) as house:
        worker = house.worker()
        asked = [(await house.ask(house.student(), worker))[0] for _ in range(2)]
        await house.cases.pending(limit=9)
        assert isinstance(house.cases, StoredCases)
        assert list(house.cases._looked) == asked
        await house.cases.erase(asked[0])
        assert list(house.cases._looked) == asked[1:]
        assert [case.id for case in await house.cases.pending(limit=9)] == asked[1:]


async def test_who_waits_is_shown_without_a_damaged_row(home: Path) -> None:
    async with on_sqlite(home) as house:
        worker = house.worker()
        asked = [(await house.ask(house.student(), worker))[0] for _ in range(2)]
        assert len(await house.cases.pending(limit=9)) == 2
        assert house.core is not None

        def spoil(raw: sqlite3.Connection) -> None:
            raw.execute("UPDATE cases SET body = x'00' WHERE case_id = ?", (asked[0],))

        await house.core.store.upkeep(spoil)
        for _ in range(2):
            assert [case.id for case in await house.cases.pending(limit=9)] == asked[1:]
