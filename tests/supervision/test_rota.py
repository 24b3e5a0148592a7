"""The rota: hours are the union's own, in summer and in winter, and gaps are what nobody covers."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from people.accounts import AccountId
from supervision.rota import DayChange, Hours, Rota, Shift, Slot, Span, gaps, shifts

LONDON = ZoneInfo("Europe/London")
ONE, TWO = AccountId(b"1" * 16), AccountId(b"2" * 16)
EVENING = (18 * 60, 21 * 60)
DAY = 24 * 3600


def at(day: str, clock: str = "00:00", *, zone: ZoneInfo = LONDON) -> int:
    return int(datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone).timestamp())


def slot(worker: AccountId, weekday: int, begins: int, ends: int) -> Slot:
    return Slot(worker=worker, hours=Hours(weekday=weekday, begins=begins, ends=ends))


def found(rota: Rota, begin: int, end: int) -> list[Shift]:
    return [*shifts(rota, zone=LONDON, begin=begin, end=end)]


def test_a_slot_begins_when_the_unions_clocks_say_so_on_both_sides_of_each_change() -> None:
    rota = Rota(slots=tuple(slot(ONE, weekday, *EVENING) for weekday in range(7)))
    # Clocks go forward on 28 March 2027 and back on 31 October 2027.
    for day, hour in (
        ("2027-03-27", 18),
        ("2027-03-28", 17),
        ("2027-10-30", 17),
        ("2027-10-31", 18),
    ):
        (shift,) = found(rota, at(day), at(day, "23:59"))
        assert datetime.fromtimestamp(shift.span.begins, UTC).hour == hour, day
        assert shift.span.ends - shift.span.begins == 3 * 3600


@pytest.mark.parametrize(
    ("day", "hours"), [("2027-03-28", 23), ("2027-10-31", 25), ("2027-06-06", 24)]
)
def test_a_whole_day_is_as_long_as_it_is(day: str, hours: int) -> None:
    rota = Rota(slots=(slot(ONE, 6, 0, 24 * 60),))
    (shift,) = found(rota, at(day, "12:00"), at(day, "12:01"))
    assert shift.span.ends - shift.span.begins == hours * 3600


def test_a_time_that_is_skipped_or_comes_twice_is_one_moment() -> None:
    rota = Rota(slots=(slot(ONE, 6, 90, 4 * 60),))
    (spring,) = found(rota, at("2027-03-28"), at("2027-03-28", "12:00"))
    assert datetime.fromtimestamp(spring.span.begins, LONDON).hour == 2
    (autumn,) = found(rota, at("2027-10-31"), at("2027-10-31", "12:00"))
    assert autumn.span.ends - autumn.span.begins == int(3.5 * 3600)


def test_a_night_ends_the_next_day_and_is_still_on_after_midnight() -> None:
    rota = Rota(slots=(slot(ONE, 4, 22 * 60, 2 * 60),))
    saturday = at("2027-01-16", "01:00")
    (shift,) = found(rota, saturday, saturday + 1)
    assert shift.covers(saturday)
    assert not shift.covers(at("2027-01-16", "02:00"))


def test_single_days_take_somebody_away_and_bring_somebody_else() -> None:
    friday = date(2027, 1, 15)
    rota = Rota(
        slots=(slot(ONE, 4, *EVENING), slot(TWO, 5, *EVENING)),
        changes=(
            DayChange(day=friday, worker=ONE),
            DayChange(day=friday, worker=TWO, begins=19 * 60, ends=20 * 60),
        ),
    )
    evening = Span(begins=at("2027-01-15", "19:00"), ends=at("2027-01-15", "20:00"))
    assert found(rota, at("2027-01-15"), at("2027-01-16")) == [Shift(worker=TWO, span=evening)]
    weekly = found(rota, at("2027-01-22"), at("2027-01-23"))
    assert [shift.worker for shift in weekly] == [ONE]


def test_gaps_are_the_hours_in_which_nobody_is_here() -> None:
    monday = at("2027-01-18")
    rota = Rota(
        hours=(Hours(weekday=0, begins=16 * 60, ends=22 * 60),),
        slots=(slot(ONE, 0, 17 * 60, 19 * 60), slot(TWO, 0, 18 * 60, 21 * 60)),
    )

    def open_hours(*workers: AccountId) -> list[tuple[str, str]]:
        spans = gaps(rota, zone=LONDON, begin=monday, end=monday + DAY, workers=workers)
        return [
            tuple(datetime.fromtimestamp(t, LONDON).strftime("%H:%M") for t in (s.begins, s.ends))  # type: ignore[misc]
            for s in spans
        ]

    assert open_hours(ONE, TWO) == [("16:00", "17:00"), ("21:00", "22:00")]
    # Who left the team covers nothing, whatever the rota still says.
    assert open_hours(TWO) == [("16:00", "18:00"), ("21:00", "22:00")]
    assert open_hours() == [("16:00", "22:00")]


def test_a_gap_that_has_begun_counts_from_now_and_hours_that_touch_are_one() -> None:
    rota = Rota(
        hours=(Hours(weekday=0, begins=0, ends=24 * 60), Hours(weekday=1, begins=0, ends=60))
    )
    begin = at("2027-01-18", "23:00")
    (gap,) = gaps(rota, zone=LONDON, begin=begin, end=begin + DAY, workers=())
    assert gap == Span(begins=begin, ends=at("2027-01-19", "01:00"))


def test_without_anybody_on_it_a_rota_promises_nothing() -> None:
    day = date(2027, 1, 15)
    assert not Rota(hours=(Hours(weekday=0, begins=0, ends=60),)).kept
    assert not Rota(changes=(DayChange(day=day, worker=ONE),)).kept
    assert Rota(changes=(DayChange(day=day, worker=ONE, begins=0, ends=60),)).kept
