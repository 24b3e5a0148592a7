"""Workers who are gone or silent, and the conversations they leave (protocol.md section 17).

Says who is absent, tells the student once, counts for the holders. Nothing of a case moves by
itself: who follows is the student's to decide (handing.py).
"""

from dataclasses import replace
from enum import StrEnum
from typing import Final

import structlog

from crypto.wire import CaseId
from intake.errors import NotFound
from intake.matching import Roster
from intake.notices import STUDENT_BUTTONS, Notices
from intake.ports import Cases, Change, Live, Signs, Team
from intake.requests import Case, Event, State, advance
from people.accounts import AccountId
from people.clock import Clock

DAY_SECONDS: Final = 24 * 3600
_log = structlog.get_logger("intake.absence")


class Absent(StrEnum):
    """Why a worker does not answer: suspended or off the roster, or no sign of life."""

    GONE = "gone"
    SILENT = "silent"


class Absence:
    """Judges workers' absence. `silent_days` is the deployment's."""

    def __init__(
        self,
        *,
        cases: Cases,
        team: Team,
        signs: Signs,
        notices: Notices,
        live: Live,
        clock: Clock,
        silent_days: int,
    ) -> None:
        self._cases = cases
        self._team = team
        self._signs = signs
        self._notices = notices
        self._live = live
        self._clock = clock
        self._silent_days = silent_days

    async def of(self, worker: AccountId) -> Absent | None:
        """Why this worker is absent, or None."""
        return await self._judge(worker, await self._team.newest())

    async def _judge(self, worker: AccountId, newest: Roster | None) -> Absent | None:
        if await self._team.revoked(worker):
            return Absent.GONE
        if newest is not None and newest.listed(worker) is None:
            return Absent.GONE
        last = await self._signs.last_day(worker)
        today = int(self._clock.now()) // DAY_SECONDS
        return Absent.SILENT if last is not None and today - last > self._silent_days else None

    async def of_case(self, case: Case) -> Absent | None:
        """Why nobody attends to an open conversation, or None."""
        if case.state is not State.OPEN or case.is_contact or case.worker is None:
            return None
        return await self.of(case.worker)

    async def count(self) -> int:
        """How many conversations have nobody who attends to them."""
        found, newest = 0, await self._team.newest()
        for worker in await self._team.all_workers():
            if await self._judge(worker, newest) is not None:
                found += len(await self._open(worker))
        return found

    async def sweep(self) -> int:
        """Tell students whose worker is absent, once; forget it when they are back."""
        done, newest = 0, await self._team.newest()
        for worker in await self._team.all_workers():
            absent = await self._judge(worker, newest) is not None
            for case in await self._open(worker):
                if absent is (case.unattended is not None):
                    continue
                if absent and case.pauses(at=int(self._clock.now())):
                    continue
                try:
                    await self._mark(case.id, worker, absent=absent)
                    done += 1
                except NotFound:
                    continue
                except Exception as error:  # noqa: BLE001 -- one damaged case must not stop others
                    _log.warning("sweep_failed", error=type(error).__name__)
        return done

    async def _open(self, worker: AccountId) -> list[Case]:
        theirs = await self._cases.of_worker(worker)
        return [case for case in theirs if case.state is State.OPEN and not case.is_contact]

    async def _mark(self, case_id: CaseId, worker: AccountId, *, absent: bool) -> None:
        now = int(self._clock.now())
        before = await self._cases.find(case_id)
        if before is None:
            raise NotFound
        told = [before.student] if absent else []
        async with self._notices.announcing(told, buttons=STUDENT_BUTTONS) as notice:

            def decide(case: Case) -> Change | None:
                change = _marked(case, worker, absent=absent, now=now)
                return None if change is None else replace(change, owed=notice.rows)

            await self._cases.change(case_id, decide)
        self._live.case(before.student, case_id)
        self._live.team()


def _marked(case: Case, worker: AccountId, *, absent: bool, now: int) -> Change | None:
    if case.state is not State.OPEN or case.worker != worker:
        return None
    if absent is (case.unattended is not None):
        return None
    event = Event.UNATTENDED if absent else Event.ATTENDED
    after = replace(advance(case, event, now=now), unattended=now if absent else None)
    kind = "conversation.unattended" if absent else "conversation.attended"
    return Change(case=after, event=kind, role="service")
