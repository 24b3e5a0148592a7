"""Keeping until the end of a student's degree and so many days, where the policy asks for it (R14).

The month is the student's word, in My record; nobody checks it. Until they say one, the
deployment's days from the conversation's end hold. Destroying itself is lapses.py's.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Final, Protocol

from intake.errors import Malformed, NotFound
from intake.ports import Cases, Change
from intake.requests import Case, State
from people.accounts import Account, AccountId
from people.clock import Clock

DAY_SECONDS: Final = 24 * 3600
SOONEST_DAYS: Final = 30
"""However long ago the degree ended: so long a student reads what has just ended."""
LONGEST_DAYS: Final = 3660
"""However far away it is."""
PAST_MONTHS: Final = 12
FUTURE_MONTHS: Final = 108
_MONTH: Final = re.compile(r"(2[0-9]{3})-(0[1-9]|1[0-2])")


class DegreeEnds(Protocol):
    """Where the months are kept, beside the account and gone with it. As `2028-06`."""

    async def end_of(self, account: AccountId) -> str | None:
        """What this student said, or None."""
        ...

    async def keep(self, account: AccountId, month: str | None) -> None:
        """Keep it in place of the one before; None forgets."""
        ...


class Degrees:
    """When what has ended is erased. `days` after the degree; None: the policy does not ask."""

    def __init__(
        self,
        *,
        ends: DegreeEnds,
        cases: Cases,
        clock: Clock,
        retention_days: int,
        days: int | None,
    ) -> None:
        self._ends = ends
        self._cases = cases
        self._clock = clock
        self._retention_days = retention_days
        self._days = days

    @property
    def asked(self) -> bool:
        """Whether the policy counts by it."""
        return self._days is not None

    async def said(self, student: Account) -> str | None:
        """The month that they gave, or None."""
        return await self._ends.end_of(student.id) if self.asked else None

    async def say(self, student: Account, month: str | None) -> None:
        """Keep a month, or forget it; what of theirs has ended already follows.

        Raises NotFound where the policy does not ask, Malformed for a month that is none, is more
        than a year ago or more than nine ahead. Doing it again finishes what was cut short.
        """
        if self._days is None:
            raise NotFound
        if month is not None:
            self._check(month)
        await self._ends.keep(student.id, month)
        for case in await self._cases.of_student(student.id):
            if case.state is State.CLOSED and case.keep_until is not None:
                until = self._until(month, ended=case.changed)
                await self._cases.change(case.id, partial(_moved, until=until))

    async def until(self, student: AccountId, *, ended: int) -> int:
        """When a conversation of theirs that ended then (Unix seconds) is over, to the day."""
        month = None if self._days is None else await self._ends.end_of(student)
        return self._until(month, ended=ended)

    def _until(self, month: str | None, *, ended: int) -> int:
        if month is None or self._days is None:
            return to_the_day(ended + self._retention_days * DAY_SECONDS)
        soonest, longest = (ended + days * DAY_SECONDS for days in (SOONEST_DAYS, LONGEST_DAYS))
        wanted = end_of_month(month) + self._days * DAY_SECONDS
        return to_the_day(min(max(wanted, soonest), longest))

    def _check(self, month: str) -> None:
        found = _MONTH.fullmatch(month)
        if found is None:
            raise Malformed
        today = datetime.fromtimestamp(self._clock.now(), UTC)
        ahead = (int(found[1]) - today.year) * 12 + int(found[2]) - today.month
        if not -PAST_MONTHS <= ahead <= FUTURE_MONTHS:
            raise Malformed


def end_of_month(month: str) -> int:
    """The first second after a month (`2028-06`), UTC."""
    year, number = (int(part) for part in month.split("-"))
    return int(datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC).timestamp())


def to_the_day(seconds: int) -> int:
    """Up to the next midnight, so that a row does not say when in it something ended."""
    return -(-seconds // DAY_SECONDS) * DAY_SECONDS


def _moved(case: Case, *, until: int) -> Change | None:
    if case.state is not State.CLOSED or case.keep_until == until:
        return None
    return Change(case=replace(case, keep_until=until), event="case.dated", role="student")
