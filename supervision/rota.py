"""The rota: weekly slots, exceptions for single days, and what follows from them. Pure.

Days and minutes are the union's own (a time zone), moments are Unix seconds: a slot that starts at
18:00 starts at 18:00 in summer and in winter. Nothing about students lives here.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from people.accounts import AccountId

DAY_MINUTES: Final = 24 * 60
DAYS_AHEAD: Final = 7
"""How far gaps are looked for, and how many days of shifts are shown."""
NEXT_DAYS: Final = 28
"""How far ahead the next shift is looked for."""
MOST_SLOTS: Final = 500
MOST_HOURS: Final = 50
MOST_CHANGES: Final = 500


@dataclass(frozen=True, kw_only=True)
class Hours:
    """From `begins` to `ends` (minutes of the day) on a weekday, 0 for Monday.

    An end that is not after the beginning is on the next day.
    """

    weekday: int
    begins: int
    ends: int


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A worker's shift of every week."""

    worker: AccountId
    hours: Hours


@dataclass(frozen=True, kw_only=True)
class DayChange:
    """On one day a worker is away (`begins` None), or here from `begins` to `ends` as well."""

    day: date
    worker: AccountId
    begins: int | None = None
    ends: int | None = None


@dataclass(frozen=True, kw_only=True)
class Rota:
    """All of it. `hours`: when somebody should be here; outside them nothing is a gap."""

    version: int = 0
    hours: tuple[Hours, ...] = ()
    slots: tuple[Slot, ...] = ()
    changes: tuple[DayChange, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether anybody is on it at all: otherwise nothing is promised to anybody."""
        return bool(self.slots) or any(change.begins is not None for change in self.changes)


@dataclass(frozen=True, kw_only=True)
class Span:
    """From `begins` to before `ends`, Unix seconds."""

    begins: int
    ends: int


@dataclass(frozen=True, kw_only=True)
class Shift:
    """Somebody is here."""

    worker: AccountId
    span: Span

    def covers(self, moment: int) -> bool:
        """Whether it is on at this moment."""
        return self.span.begins <= moment < self.span.ends


def shifts(rota: Rota, *, zone: ZoneInfo, begin: int, end: int) -> Sequence[Shift]:
    """Every shift that touches [begin, end), in order of time."""
    found = (shift for day in _days(zone, begin, end) for shift in _on(rota, day, zone))
    touching = [s for s in found if s.span.begins < end and s.span.ends > begin]
    return sorted(set(touching), key=lambda s: (s.span.begins, s.span.ends, s.worker))


def gaps(
    rota: Rota, *, zone: ZoneInfo, begin: int, end: int, workers: Collection[AccountId]
) -> Sequence[Span]:
    """The parts of [begin, end) in which somebody should be here and none of `workers` is."""
    here = [s.span for s in shifts(rota, zone=zone, begin=begin, end=end) if s.worker in workers]
    wanted = (
        _span(day, hours, zone)
        for day in _days(zone, begin, end)
        for hours in rota.hours
        if hours.weekday == day.weekday()
    )
    within = [
        Span(begins=max(span.begins, begin), ends=min(span.ends, end))
        for span in wanted
        if span.begins < end and span.ends > begin
    ]
    return [gap for span in _joined(within) for gap in _without(span, here)]


def _days(zone: ZoneInfo, begin: int, end: int) -> Iterator[date]:
    """The days in which something that touches [begin, end) can begin."""
    day = datetime.fromtimestamp(begin, zone).date() - timedelta(days=1)
    last = datetime.fromtimestamp(end, zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def _on(rota: Rota, day: date, zone: ZoneInfo) -> Iterator[Shift]:
    changes = [change for change in rota.changes if change.day == day]
    away = {change.worker for change in changes if change.begins is None}
    for slot in rota.slots:
        if slot.hours.weekday == day.weekday() and slot.worker not in away:
            yield Shift(worker=slot.worker, span=_span(day, slot.hours, zone))
    for change in changes:
        if change.begins is not None and change.ends is not None:
            hours = Hours(weekday=day.weekday(), begins=change.begins, ends=change.ends)
            yield Shift(worker=change.worker, span=_span(day, hours, zone))


def _span(day: date, hours: Hours, zone: ZoneInfo) -> Span:
    last = day if hours.ends > hours.begins else day + timedelta(days=1)
    return Span(begins=_moment(day, hours.begins, zone), ends=_moment(last, hours.ends, zone))


def _moment(day: date, minutes: int, zone: ZoneInfo) -> int:
    """When clocks show this. A time that is skipped in spring is taken an hour later, one that
    comes twice in autumn the first time."""
    days, minute = divmod(minutes, DAY_MINUTES)
    shown = datetime.combine(day + timedelta(days=days), time(minute // 60, minute % 60), zone)
    return int(shown.timestamp())


def _joined(spans: Iterable[Span]) -> Sequence[Span]:
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.begins, s.ends)):
        if found and span.begins <= found[-1].ends:
            last = found.pop()
            found.append(Span(begins=last.begins, ends=max(last.ends, span.ends)))
        else:
            found.append(span)
    return found


def _without(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    begins = span.begins
    for each in _joined(taken):
        if each.ends <= begins or each.begins >= span.ends:
            continue
        if each.begins > begins:
            yield Span(begins=begins, ends=each.begins)
        begins = max(begins, each.ends)
    if begins < span.ends:
        yield Span(begins=begins, ends=span.ends)
