"""Terms, months and weeks by their names, in UTC (protocol.md sections 11 and 15).
The calendar alone: nothing here knows what is counted or written in them."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from crypto.codec import TEXT, Codec
from crypto.errors import MalformedStructure

__all__ = [
    "PERIOD",
    "PERIOD_KINDS",
    "TERM",
    "WEEK",
    "period_of_week",
    "term_of",
    "week_of",
    "weeks_of",
]

PERIOD_KINDS: Final = ("term", "month")
_TERM: Final = re.compile(r"[0-9]{4}-[123]", re.ASCII)
_MONTH: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)
_WEEK: Final = re.compile(r"([0-9]{4})-W([0-9]{2})", re.ASCII)
_TERM_MONTHS: Final = 4
_THURSDAY: Final = 4


def term_of(time: int) -> str:
    """The term of a Unix time: `YYYY-1` from January, `-2` from May, `-3` from September."""
    return _period(datetime.fromtimestamp(time, UTC).date(), kind="term")


def week_of(time: int) -> str:
    """The ISO 8601 week of a Unix time, as `YYYY-Www`."""
    return _week(datetime.fromtimestamp(time, UTC).date())


def period_of_week(week: str, *, kind: str) -> str:
    """The `term` or `month` in which this week's Thursday lies; MalformedStructure for no week."""
    return _period(_thursday(week), kind=kind)


def weeks_of(period: str) -> Sequence[str]:
    """The weeks of a term or a month, in order; MalformedStructure for neither."""
    _check_period(period)
    kind = "term" if _TERM.fullmatch(period) else "month"
    year, number = int(period[:4]), int(period[5:])
    month = (number - 1) * _TERM_MONTHS + 1 if kind == "term" else number
    day = date(year, month, 1)
    day += timedelta(days=(_THURSDAY - day.isoweekday()) % 7)
    found = []
    while _period(day, kind=kind) == period:
        found.append(_week(day))
        day += timedelta(days=7)
    return found


def _period(day: date, *, kind: str) -> str:
    if kind == "term":
        return f"{day.year:04}-{(day.month - 1) // _TERM_MONTHS + 1}"
    if kind == "month":
        return f"{day.year:04}-{day.month:02}"
    raise ValueError("a period is a term or a month")


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _thursday(week: str) -> date:
    found = _WEEK.fullmatch(week)
    if found is None:
        raise MalformedStructure("A week is written YYYY-Www.")
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), _THURSDAY)
    except ValueError:
        raise MalformedStructure("There is no such week.") from None


def _check_term(text: str) -> None:
    if not _TERM.fullmatch(text) or text.startswith("0000"):
        raise MalformedStructure("A term is written YYYY-n.")


def _check_period(text: str) -> None:
    if text.startswith("0000") or not (_TERM.fullmatch(text) or _MONTH.fullmatch(text)):
        raise MalformedStructure("A period is a term or a month.")


def _named(check: Any) -> Codec[str]:  # noqa: ANN401 - a function of a text that raises
    def read(data: bytes) -> str:
        text = TEXT.read(data)
        check(text)
        return text

    def write(text: str) -> bytes:
        check(text)
        return TEXT.write(text)

    return Codec(write, read)


TERM: Final = _named(_check_term)
WEEK: Final = _named(_thursday)
PERIOD: Final = _named(_check_period)
