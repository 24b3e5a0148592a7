"""`peerlink stats`: the released tables as they were frozen, and not one number more."""

from pathlib import Path

import pytest

import crypto
from bot.statistics import lines_of, read_tables
from crypto import wire
from people.accounts import Role
from storage.errors import StorageUnavailable
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.numbers import SqlNumbers
from storage.opening import open_core
from supervision.numbers import FrozenPeriod
from tests.storage.conftest import FixedClock


def signed(period: str, name: str, counts: dict[str, int]) -> bytes:
    """A table as the lead's device makes it."""
    key = crypto.SigningKey.generate()
    cells = tuple(
        wire.TableCell(label=label, shown=wire.shown_count(count))
        for label, count in counts.items()
    )
    table = wire.NumbersTable(
        period=period,
        name=name,
        cells=cells,
        total=wire.shown_count(sum(counts.values())),
        made=1,
    )
    return wire.signed(table, key=key).raw


async def frozen(data: Path, periods: dict[str, bool], tables: dict[str, bytes]) -> None:
    """A store with these periods frozen, released or not."""
    core = await open_core(layout=Layout.at(data), clock=FixedClock(), forget=forget_erased)
    numbers = SqlNumbers(
        store=core.store, fields=core.fields, keys=core.case_keys, audit=core.audit
    )
    for period, is_released in periods.items():
        period_tables = FrozenPeriod(period=period, released=False, tables=(tables[period],))
        await numbers.freeze(period_tables, (), by=Role.COORDINATOR)
        if is_released:
            await numbers.release(period, by=Role.COORDINATOR)
    await core.close()


async def test_released_tables_and_nothing_else(tmp_path: Path) -> None:
    tables = {
        "2026-2": signed("2026-2", "Theme", {"Study": 23, "Home": 4}),
        "2026-3": signed("2026-3", "Theme", {"canary": 40}),
    }
    await frozen(tmp_path / "data", {"2026-2": True, "2026-3": False}, tables)
    found = await read_tables(tmp_path / "data")
    assert [table.document() for table in found] == [
        {
            "period": "2026-2",
            "name": "Theme",
            "counts": {"Study": "25", "Home": "1-7"},
            "total": "25",
        }
    ]
    assert lines_of(found) == [
        "2026-2  Theme",
        "  Study       25",
        "  Home       1-7",
        "  total       25",
    ]


async def test_an_altered_table_is_not_shown(tmp_path: Path) -> None:
    table = signed("2026-2", "Theme", {"Study": 23})
    spoilt = table[:-1] + bytes([table[-1] ^ 1])
    await frozen(tmp_path / "data", {"2026-2": True}, {"2026-2": spoilt})
    with pytest.raises(StorageUnavailable, match="cannot be read"):
        await read_tables(tmp_path / "data")


def test_before_anything_is_released() -> None:
    assert lines_of([]) == ["No table has been released yet."]
