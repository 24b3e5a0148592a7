"""What time does to cases: claims lapse, wraps nobody needs go, closed cases are erased.

`due` says when, purely; `Lapses` carries out whatever is due. It may run as often as one likes
and again after any crash.
"""

from dataclasses import replace
from typing import Final

import structlog

from crypto.wire import CaseId
from intake.accepting import OTHERS_KEPT_SECONDS
from intake.claiming import Claiming
from intake.closing import others_wraps
from intake.ports import Cases, Change
from intake.requests import Case, Event, State, after
from people.clock import Clock

BATCH: Final = 200
MARGIN_SECONDS: Final = 24 * 3600
"""Erasing waits a day beyond the keeping time: a clock that is a day ahead must not erase early,
which nothing brings back. Nobody is shown the case any more meanwhile (attack 35)."""
_log = structlog.get_logger("intake.lapses")


def due(case: Case) -> int | None:
    """When (Unix seconds) something is to be done with a case, or None for never by itself."""
    match case.state:
        case State.CLAIMED:
            return case.claimed_until
        case State.OPEN if case.others_kept and case.opened is not None:
            return case.opened + OTHERS_KEPT_SECONDS
        case State.CLOSED:
            return None if case.keep_until is None else case.keep_until + MARGIN_SECONDS
        case _:
            return None


class Lapses:
    """Carries out what is due; erasing by `destroying`, which is slow to believe a clock (§8)."""

    def __init__(
        self, *, cases: Cases, claiming: Claiming, clock: Clock, destroying: Clock
    ) -> None:
        self._cases = cases
        self._claiming = claiming
        self._clock = clock
        self._destroying = destroying

    async def sweep(self) -> int:
        """Do everything that is due now and return in how many cases.

        A case that fails is left for the next time and does not stop the others.
        """
        now = int(self._clock.now())
        done = 0
        for case_id in await self._cases.due(
            now=now, erase=int(self._destroying.now()), limit=BATCH
        ):
            try:
                await self._attend(case_id, now)
                done += 1
            except Exception as error:  # noqa: BLE001 -- one damaged case must not stop erasing
                _log.warning("sweep_failed", error=type(error).__name__)
        return done + await self._claiming.release_unable()

    async def _attend(self, case_id: CaseId, now: int) -> None:
        case = await self._cases.find(case_id)
        moment = None if case is None else due(case)
        if case is None or moment is None or now < moment:
            return
        if case.state is State.CLAIMED:
            await self._claiming.lapse(case_id)
        elif case.state is State.OPEN:
            await self._cases.change(case_id, lambda case: _forget_others(case, now=now))
        elif moment <= int(self._destroying.now()):
            after(case.state, Event.ERASED)
            await self._cases.lapse(case_id, erase=int(self._destroying.now()))


def _forget_others(case: Case, *, now: int) -> Change | None:
    moment = due(case)
    if case.state is not State.OPEN or moment is None or now < moment:
        return None
    return Change(
        case=replace(case, others_kept=False),
        event="request.wraps_dropped",
        role="service",
        drop=others_wraps(case),
    )
