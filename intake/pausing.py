"""A student pauses an open conversation: no notices, and no silence is counted (protocol.md §25).

Says until when; what follows is silence.py's, absence.py's and rooms.py's.
"""

from dataclasses import replace
from typing import Final

from crypto.wire import CaseId
from intake.errors import Malformed, NotFound
from intake.ports import Cases, Change, Live
from intake.requests import Case, State
from people.accounts import AccountId
from people.clock import Clock

MOST_DAYS: Final = 14
DAY_SECONDS: Final = 24 * 3600


class Pausing:
    """Takes pauses of one's own open conversations."""

    def __init__(self, *, cases: Cases, live: Live, clock: Clock) -> None:
        self._cases = cases
        self._live = live
        self._clock = clock

    async def pause(self, student: AccountId, case_id: CaseId, days: int) -> None:
        """For so many days from now, in place of any before. Raises NotFound; Malformed for none
        or more than 14."""
        if not 1 <= days <= MOST_DAYS:
            raise Malformed
        await self._set(student, case_id, int(self._clock.now()) + days * DAY_SECONDS)

    async def resume(self, student: AccountId, case_id: CaseId) -> None:
        """It goes on; where it was not paused, nothing changes. Raises NotFound."""
        await self._set(student, case_id, None)

    async def _set(self, student: AccountId, case_id: CaseId, until: int | None) -> None:
        case = await self._cases.change(case_id, lambda case: _paused(case, student, until))
        for account in (case.student, case.worker):
            if account is not None:
                self._live.case(account, case_id)


def _paused(case: Case, student: AccountId, until: int | None) -> Change | None:
    if case.student != student or case.is_contact or case.state is not State.OPEN:
        raise NotFound
    if case.paused == until:
        return None
    return Change(
        case=replace(case, paused=until),
        event="conversation.resumed" if until is None else "conversation.paused",
        role="student",
    )
