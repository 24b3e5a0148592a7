"""Students who have fallen silent: nudged once, content-free, after the deployment's days.

Silent is a device that has sent nothing, not even that it showed something. Nothing is closed
here: whether a silent conversation ends is its worker's to decide, or the student's.
"""

from collections.abc import Sequence
from typing import Final, Protocol

import structlog

from crypto.wire import CaseId
from intake.notices import STUDENT_BUTTONS, Notices
from intake.outbox import Outgoing
from intake.ports import Cases
from intake.requests import State
from people.clock import Clock

DAY_SECONDS: Final = 24 * 3600
BATCH: Final = 200
_log = structlog.get_logger("intake.silence")


class Heard(Protocol):
    """The day on which each open conversation's student was last heard of."""

    async def notice(self, *, day: int, silent_days: int, limit: int) -> Sequence[CaseId]:
        """Look at all open conversations on this day (Unix days); those that are silent for so
        many days by now and of whom nobody was nudged since."""
        ...

    async def wait(self, case: CaseId, *, day: int) -> None:
        """Count the silence of this conversation from that day (Unix days) on."""
        ...

    async def nudge(self, case: CaseId, *, owed: Sequence[Outgoing]) -> bool:
        """Keep that this silence was nudged about, with the notices; whether it was new."""
        ...


class Silence:
    """Looks who is silent."""

    def __init__(
        self, *, cases: Cases, heard: Heard, notices: Notices, clock: Clock, silent_days: int
    ) -> None:
        self._cases = cases
        self._heard = heard
        self._notices = notices
        self._clock = clock
        self._silent_days = silent_days

    async def sweep(self) -> int:
        """Nudge every student who is silent for that long; how many."""
        day = int(self._clock.now()) // DAY_SECONDS
        nudged = 0
        for case in await self._heard.notice(day=day, silent_days=self._silent_days, limit=BATCH):
            try:
                nudged += await self._nudge(case)
            except Exception as error:  # noqa: BLE001 -- one damaged case must not stop the others
                _log.warning("sweep_failed", error=type(error).__name__)
        return nudged

    async def _nudge(self, case_id: CaseId) -> bool:
        case = await self._cases.find(case_id)
        if case is None or case.state is not State.OPEN:
            return False
        now = int(self._clock.now())
        if case.paused is not None and now < case.paused + self._silent_days * DAY_SECONDS:
            # They said so themselves: the days count from the end of their pause (section 25).
            await self._heard.wait(case_id, day=case.paused // DAY_SECONDS)
            return False
        async with self._notices.announcing([case.student], buttons=STUDENT_BUTTONS) as notice:
            new = await self._heard.nudge(case_id, owed=notice.rows)
            if not new:
                notice.take_back()
        return new
