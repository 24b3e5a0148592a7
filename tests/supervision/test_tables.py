"""Attack 44: tables and successive releases are differenced, and no count of 1 to 7 follows.

The attacker here is written apart from the rule that it tries: it enumerates every count that
each cell could truly have had, and asks which counts are left only one.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import crypto
from client.keys import KeyRing
from client.numbers import sign_table
from crypto import wire
from people.accounts import Role
from supervision.errors import Malformed, TooTelling, WrongPeriod
from supervision.numbers import FrozenPeriod, Vector
from supervision.tables import check, telling
from tests.fakes.devices import DAY, Device
from tests.fakes.stores import on_sqlite
from tests.fakes.supervising import supervision_over

HIDDEN = "1-7"
SMALL = set(range(1, 8))
LIKELY = (0, 1, 1, 2, 3, 6, 7, 7, 8, 9, 10, 12, 13, 17, 18, 22)


def possible(shown: str) -> set[int]:
    """Every true count that is shown like this, by the rule itself."""
    return {count for count in range(400) if wire.shown_count(count) == shown}


def table(counts: Sequence[int], *, name: str = "Theme") -> wire.NumbersTable:
    cells = tuple(
        wire.TableCell(label=f"{name} {number}", shown=wire.shown_count(count))
        for number, count in enumerate(counts)
    )
    total = wire.shown_count(sum(counts))
    return wire.NumbersTable(period="2027-1", name=name, cells=cells, total=total, made=1)


def sums(cells: Sequence[set[int]]) -> set[int]:
    """Every sum that counts of these cells can have."""
    found = {0}
    for cell in cells:
        found = {total + count for total in found for count in cell}
    return found


def derived(tables: Sequence[wire.NumbersTable]) -> list[int]:
    """The small counts that an attacker knows, who knows that all tables count the same people."""
    cells = [[possible(cell.shown) for cell in each.cells] for each in tables]
    total = set.intersection(
        *(possible(each.total) & sums(own) for each, own in zip(tables, cells, strict=True))
    )
    found: list[int] = []
    for each, own in zip(tables, cells, strict=True):
        for place, cell in enumerate(each.cells):
            if cell.shown != HIDDEN:
                continue
            others = sums([*own[:place], *own[place + 1 :]])
            left = {count for count in own[place] if {count + o for o in others} & total}
            found += left if len(left) == 1 else []
    return found


counts = st.lists(st.sampled_from(LIKELY), min_size=1, max_size=6)


@settings(deadline=None, max_examples=400)
@given(counts)
def test_attack_44_no_small_count_follows_from_a_table_that_is_taken(true: list[int]) -> None:
    made = table(true)
    # Neither a leak that is taken nor a table that is refused for nothing.
    assert telling([made]) == bool(derived([made]))


@settings(deadline=None, max_examples=400)
@given(counts, st.randoms(use_true_random=False))
def test_attack_44_nor_from_tables_of_the_same_people(true: list[int], random: Random) -> None:
    total = sum(true)
    parts: list[int] = []
    while total > sum(parts) and len(parts) < 5:
        parts.append(min(total - sum(parts), random.choice(LIKELY)))
    parts.append(total - sum(parts))
    both = [table(true), table(parts, name="Outcome")]
    if not telling(both):
        assert derived(both) == []


@pytest.mark.parametrize(
    ("true", "known"),
    [
        ((7, 7, 7, 7), 7),  # shown 30 in all: 28 at least
        ((1,) * 12, 1),  # shown 10 in all: 12 at most
        ((1,) * 7, 1),  # seven cells that are shown 1-7, and so is their sum
        ((1, 8, 8), 1),  # shown 10, 10 and 15 in all: 17 at most
    ],
)
def test_attack_44_what_rounding_alone_would_tell_is_refused(
    true: tuple[int, ...], known: int
) -> None:
    made = table(true)
    assert set(derived([made])) == {known}
    assert telling([made])


def test_attack_44_a_table_that_fixes_the_total_of_another_is_refused() -> None:
    # Two sevens are 14 at most; a 13 that is shown as 15 leaves 1 of them for the other cell.
    one, other = table((1, 13)), table((7, 7), name="Outcome")
    for alone in (one, other):
        assert derived([alone]) == []
        assert not telling([alone])
    assert sorted(derived([one, other])) == [1, 7, 7]
    assert telling([one, other])


def test_attack_44_a_third_table_that_is_shown_alike_hides_nothing() -> None:
    # Of other people: it cannot have the total of the two, which tell as before.
    one, other = table((1, 13)), table((7, 7), name="Outcome")
    third = table((8, 8), name="Waits")
    assert third.total == one.total == other.total
    assert not telling([one, third])
    assert telling([one, other, third])


def test_ordinary_tables_are_taken() -> None:
    for true in ((0, 0, 0), (3, 0, 12), (25, 14, 9, 2), (40, 31, 5, 1, 0), (4,), (2, 3)):
        assert derived([table(true)]) == []
        assert not telling([table(true)])


def test_cells_that_overlap_each_other_tell_nothing_together() -> None:
    made = table((20, 20, 3))
    overlapping = wire.NumbersTable(
        period=made.period, name="Wishes", cells=made.cells, total="20", made=1
    )
    assert not telling([overlapping])


@given(st.integers(0, 300))
def test_a_span_is_what_a_shown_count_can_be(count: int) -> None:
    shown = wire.shown_count(count)
    span = wire.Span.of(shown)
    assert set(range(span.low, span.high + 1)) == possible(shown)


# What a device makes, tried by somebody who knows exactly how


def ways(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many can be in so many cells."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in ways(total - first, cells - 1):
            yield (first, *rest)


def published(tables: Sequence[tuple[int, ...]]) -> object:
    """What everybody sees of these counts of the same people."""
    named = {
        str(table): {str(cell): count for cell, count in enumerate(counts)}
        for table, counts in enumerate(tables)
    }
    made = wire.fixed_tables(named, together="all")
    return tuple(
        (tuple((label, wire.shown_count(n)) for label, n in cells.items()),)
        for cells in made.values()
    ) + tuple(wire.shown_count(sum(cells.values())) for cells in made.values())


@pytest.mark.parametrize(("shape", "most"), [((3,), 32), ((4,), 22), ((3, 3), 12)])
def test_attack_44_who_knows_how_tables_are_made_derives_no_small_count(
    shape: tuple[int, ...], most: int
) -> None:
    """Every vector there is, by what is published of it: the counts that each cell can have had."""
    by_output: dict[object, list[set[int]]] = {}
    for total in range(most + 1):
        for tables in itertools.product(*(list(ways(total, cells)) for cells in shape)):
            counts = (total, *itertools.chain(*tables))
            known = by_output.setdefault(published(tables), [set() for _ in counts])
            for could, count in zip(known, counts, strict=True):
                could.add(count)
    small = [could for known in by_output.values() for could in known if could <= SMALL]
    assert small
    assert min(len(could) for could in small) >= wire.FEWEST_LEFT


# What the service takes


def ring() -> KeyRing:
    return KeyRing.generate(side="staff")


def signed(lead: KeyRing, counts: Mapping[str, int], **more: str) -> bytes:
    period, name = more.get("period", "2026-3"), more.get("name", "Theme")
    return sign_table(counts, period=period, name=name, ring=lead, now=1_800_000_000).raw


def test_tables_are_the_leads_of_this_period_and_each_once() -> None:
    lead, other = ring(), ring()
    key = wire.SignPublic(lead.sign.public)
    good = signed(lead, {"Study": 12, "Home": 3})
    check("2026-3", [good], by=key)
    wrong = [
        [],
        [good, good],
        [signed(other, {"Study": 12})],
        [signed(lead, {"Study": 12}, period="2026-2")],
        [good[:-1]],
        [signed(lead, {"Study": 12}, name=f"Table {n}") for n in range(41)],
    ]
    for tables in wrong:
        with pytest.raises(Malformed):
            check("2026-3", tables, by=key)
    with pytest.raises(TooTelling):
        check("2026-3", [signed(lead, {"A": 1, "B": 8, "C": 8})], by=key)


async def test_attack_44_successive_releases_differ_in_nothing(tmp_path: Path) -> None:
    """A period is frozen once, and no week of it is in another: nothing can be subtracted."""
    async with on_sqlite(tmp_path) as stores:
        numbers = supervision_over(stores).numbers
        device = Device.staff(1, Role.COORDINATOR)
        account, lead = device.account(), KeyRing.generate(side="staff")
        lead = KeyRing(**{**vars(lead), "sign": device.sign})
        first = signed(lead, {"Study": 12, "Home": 3})
        assert await numbers.freeze(account, "2026-3", [first]) is None
        later = signed(lead, {"Study": 13, "Home": 3})
        kept = FrozenPeriod(period="2026-3", released=False, tables=(first,))
        assert await numbers.freeze(account, "2026-3", [later]) == kept
        assert await numbers.periods(account) == [kept]
        monthly = supervision_over(stores, kind="month").numbers
        month = signed(lead, {"Study": 5}, period="2026-12")
        with pytest.raises(WrongPeriod):
            await monthly.freeze(account, "2026-12", [month])
        with pytest.raises(Malformed):
            await numbers.freeze(account, "2026-12", [month])


def test_attack_44_no_week_is_in_two_periods_of_a_kind() -> None:
    years = range(2026, 2032)
    for periods in (
        [f"{year}-{n}" for year in years for n in (1, 2, 3)],
        [f"{year}-{month:02}" for year in years for month in range(1, 13)],
    ):
        weeks = [week for period in periods for week in wire.weeks_of(period)]
        assert len(set(weeks)) == len(weeks)
        for one, other in itertools.pairwise(weeks):
            assert one < other


async def test_a_vector_is_of_a_week_that_is_over(tmp_path: Path) -> None:
    async with on_sqlite(tmp_path) as stores:
        numbers = supervision_over(stores).numbers
        worker = Device.staff(2, Role.WORKER).account()
        now = int(stores.clock.now())
        box = crypto.random_bytes(300)
        for days, refused in ((0, True), (7, False), (371, False), (385, True), (-7, True)):
            vector = Vector(week=wire.week_of(now - days * DAY), box=box)
            if refused:
                with pytest.raises(WrongPeriod):
                    await numbers.put(worker, vector)
            else:
                await numbers.put(worker, vector)
        for week in ("2026-W54", "2026-01", "", "2026-W1", "２０２６-W01"):  # noqa: RUF001 -- not ASCII
            with pytest.raises(Malformed):
                await numbers.put(worker, Vector(week=week, box=box))
