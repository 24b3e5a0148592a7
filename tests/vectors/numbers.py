"""Vectors of weekly numbers, periods and one-way tables (protocol.md section 15)."""

from collections.abc import Mapping

import crypto
from crypto import wire
from tests.vectors.book import draw
from tests.vectors.upward import bad_fields, role_secret
from tests.vectors.world import HOLDERS, NOW, WORKERS, World

WEEK = "2027-W01"
SHOWN = {
    0: "0",
    1: "1-7",
    7: "1-7",
    8: "10",
    12: "10",
    13: "15",
    17: "15",
    18: "20",
    1_000_002: "1000000",
    (1 << 53) - 1: "9007199254740990",
}
PLACES = {
    "2026-W01": ("2026-1", "2026-01"),
    "2026-W18": ("2026-1", "2026-04"),
    "2026-W19": ("2026-2", "2026-05"),
    "2026-W36": ("2026-3", "2026-09"),
    "2026-W53": ("2026-3", "2026-12"),
    "2027-W01": ("2027-1", "2027-01"),
    "2020-W53": ("2020-3", "2020-12"),
}


def write(world: World) -> None:
    """A week's vector, the calendar, the rule for counts, a table; what must be refused."""
    book = world.book
    for count, shown in SHOWN.items():
        assert wire.shown_count(count) == shown
        book.add("numbers", name=f"{count} shown", do="shown", count=count, shown=shown)
    for week, (term, month) in PLACES.items():
        assert wire.period_of_week(week, kind="term") == term
        book.add("numbers", name=f"periods of {week}", do="week", week=week, term=term, month=month)
    for period in ("2026-3", "2027-1", "2027-01", "2024-02"):
        weeks = wire.weeks_of(period)
        book.add("numbers", name=f"weeks of {period}", do="period", period=period, weeks=weeks)
    for time in (0, NOW, 1_798_757_999, 1_798_934_400):
        book.add("numbers", name=f"week at {time}", do="time", time=time, week=wire.week_of(time))
    numbers = wire.Numbers(week=WEEK, counts=(0, 3, 12))
    signed = book.signed("numbers", numbers, WORKERS["Worker 1"].sign)
    boxed = book.boxed_bytes("numbers", crypto.pad(signed.raw), role_secret("coordinator"))
    row = {
        "week": WEEK,
        "counters": 3,
        "secret": role_secret("coordinator").secret,
        "boxed": boxed,
    }
    book.add("numbers", name="numbers", do="numbers", fits="all", counts=[0, 3, 12], **row)
    bad: dict[str, dict[str, object]] = {
        "of another week": {"week": "2027-W02"},
        "with more counters than there are": {"counters": 2},
        "for another role": {"secret": role_secret("manager").secret},
        "by nobody certified": {"boxed": _by_stranger(numbers)},
        "by a holder": {"boxed": _by_holder(numbers)},
    }
    for name, change in bad.items():
        book.add(
            "numbers", name=f"numbers {name}", do="numbers", fits="nothing", **{**row, **change}
        )
    _table(world)
    _fixed(world)
    _bad(world, numbers)


def _boxed(signed: wire.Signed[wire.Numbers]) -> bytes:
    secret = role_secret("coordinator")
    padded = crypto.pad(signed.raw)
    return crypto.box_to(
        recipient=secret.public, plaintext=padded, random=lambda size: draw("forged", size)
    )


def _by_stranger(numbers: wire.Numbers) -> bytes:
    return _boxed(wire.signed(numbers, key=crypto.SigningKey(draw("a stranger"))))


def _by_holder(numbers: wire.Numbers) -> bytes:
    return _boxed(wire.signed(numbers, key=HOLDERS["manager"].sign))


def _table(world: World) -> None:
    counts = {"loneliness": 3, "study": 14, "money": 0}
    cells = tuple(
        wire.TableCell(label=label, shown=wire.shown_count(count))
        for label, count in counts.items()
    )
    for cell in cells:
        world.book.structure(f"cell {cell.label}", cell)
    table = wire.NumbersTable(
        period="2027-1",
        name="themes",
        cells=cells,
        total=wire.shown_count(sum(counts.values())),
        made=NOW,
    )
    signed = world.book.signed("table", table, HOLDERS["coordinator"].sign)
    world.book.add(
        "numbers",
        name="table",
        do="table",
        period="2027-1",
        table_name="themes",
        labels=list(counts),
        counts=list(counts.values()),
        made=NOW,
        table=signed.raw,
        seed=HOLDERS["coordinator"].sign.seed,
    )
    bad_fields(
        world,
        "table",
        table,
        {
            "of no period": {0: "2027"},
            "of a month that is none": {0: "2027-13"},
            "with a total that was not rounded": {3: "17"},
            "with a small total": {3: "5"},
            "without cells": {2: ()},
            "with a label twice": {2: (cells[0], cells[0])},
        },
    )
    bad_fields(
        world,
        "cell",
        cells[0],
        {
            "a small count": {1: "3"},
            "a count that was not rounded": {1: "14"},
            "zeros before": {1: "010"},
            "no label": {0: ""},
            "no count": {1: ""},
            "other digits": {1: "\u0661\u0660"},
        },
    )


FIXED: dict[str, dict[str, dict[str, int]]] = {
    "as they are": {"themes": {"study": 14, "home": 3, "money": 9}, "waits": {"short": 26}},
    "a small total": {"themes": {"study": 2, "home": 0, "money": 3}},
    "nothing at all": {"themes": {"study": 0, "home": 0, "money": 0}},
    "one that follows": {"themes": {"study": 1, "home": 8, "money": 8}},
    "one that nearly follows": {"themes": {"study": 2, "home": 8, "money": 7}},
    "by a table of the same people": {
        "themes": {"study": 1, "home": 13, "money": 0},
        "outcomes": {"heard": 7, "onward": 7, "faded": 0},
    },
    "by one of two that are shown alike": {
        "themes": {"study": 1, "home": 13, "money": 0},
        "outcomes": {"heard": 7, "onward": 7, "faded": 0},
        "waits": {"short": 8, "long": 8},
    },
}


def _fixed(world: World) -> None:
    for name, tables in FIXED.items():
        for refused in (False, True):
            made = wire.fixed_tables(tables, together="all", refused=refused)
            world.book.add(
                "numbers",
                name=f"tables, {name}{', refused' if refused else ''}",
                do="fixed",
                tables=[_rows(each) for each in tables.values()],
                left=list(
                    wire.fewest_left(
                        [wire.ShownTable.counting(each.values()) for each in tables.values()]
                    )
                ),
                together="all",
                refused=refused,
                made=[_rows(each) for each in made.values()],
            )


def _rows(counts: Mapping[str, int]) -> list[list[object]]:
    return [[label, count] for label, count in counts.items()]


def _bad(world: World, numbers: wire.Numbers) -> None:
    bad_fields(
        world,
        "numbers",
        numbers,
        {
            "week 54": {0: "2027-W54"},
            "week 53 of a year without": {0: "2027-W53"},
            "week 0": {0: "2027-W00"},
            "a week without its W": {0: "2027-01"},
            "no counters": {1: ()},
        },
    )
