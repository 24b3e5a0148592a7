"""A student has lost every key and starts over: what is live closes as lost (protocol.md §2.2).

Says what becomes of case and contacts and who is told. That it happens in the transaction that
takes the old account away is the wiring's and the store's.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final

from intake.closing import ended, kept_for, tell_closed, workers_wraps
from intake.degrees import Degrees
from intake.notices import STAFF_BUTTONS, Notices
from intake.ports import Cases, Change, Decide, Live
from intake.requests import LIVE, Case, Event, State, advance, as_of
from people.accounts import AccountId
from people.clock import Clock

LOST: Final = "lost"
"""What `Case.closed_by` says then."""


class Losing:
    """Closes what a lost account leaves behind. `retention_days` is the deployment's (R14)."""

    def __init__(
        self,
        *,
        cases: Cases,
        notices: Notices,
        live: Live,
        clock: Clock,
        retention_days: int,
        degrees: Degrees | None = None,
    ) -> None:
        self._cases = cases
        self._notices = notices
        self._live = live
        self._clock = clock
        self._retention_days = retention_days
        self._degrees = degrees

    @asynccontextmanager
    async def leaving(self, student: AccountId) -> AsyncIterator[Decide]:
        """The step for what this student has live, which the body takes with the account's end.

        The decision leaves alone a case that has closed already. Who was in conversation and
        is away is owed a content-free notice, in the same transaction; once the body is done,
        whoever saw a case is told to ask again. When the body raises, nobody is told.
        """
        now = int(self._clock.now())
        theirs = await self._cases.of_student(student)
        live = [as_of(case, now=now) for case in theirs if case.state in LIVE]
        peers = {case.worker for case in live if case.state is State.OPEN and case.worker}
        keep_until = await kept_for(
            student, now=now, degrees=self._degrees, retention_days=self._retention_days
        )
        async with self._notices.announcing(peers, buttons=STAFF_BUTTONS) as notice:

            def decide(case: Case) -> Change | None:
                change = _lost(case, now=now, keep_until=keep_until)
                return None if change is None else replace(change, owed=notice.rows)

            yield decide
        for before in live:
            tell_closed(self._live, before)


def _lost(case: Case, *, now: int, keep_until: int) -> Change | None:
    if case.state not in LIVE:
        return None
    closed = advance(case, Event.KEYS_LOST, now=now)
    # The student's own wraps stay as they are: sealed to keys that nobody has, and to no others.
    return Change(
        case=ended(closed, by=LOST, keep_until=keep_until),
        event="case.lost",
        role="student",
        drop=workers_wraps(case),
    )
