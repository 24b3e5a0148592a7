"""Waiting: what a student is told about it, and who is nudged while nobody claims.

The rota itself is supervision's; here is only what follows from it for one request. Whether a
worker passed or stepped back never shows in what the student is told (R25).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import structlog

from crypto.wire import CaseId
from intake.claiming import QUEUE_LIMIT
from intake.duty import Leads
from intake.errors import NotFound
from intake.matching import asked_first, offered_to, waiting_minutes
from intake.notices import STAFF_BUTTONS, STUDENT_BUTTONS, Notices
from intake.outbox import Outgoing
from intake.ports import Cases, Live, Team
from intake.requests import Case, First, Otherwise, State, as_of
from people.accounts import AccountId
from people.clock import Clock

NUDGED: Final = "nudged"
OTHERS_NUDGED: Final = "others-nudged"
"""Of a request that its student still thinks is one worker's: theirs alone is left for `NUDGED`."""
LEAD_NUDGED: Final = "lead-nudged"
_log = structlog.get_logger("intake.waiting")


class Hours(Protocol):
    """The rota, as far as who waits is concerned."""

    async def here(self, among: Collection[AccountId]) -> "WhenHere":
        """Whether one of these workers is here, and when one is next."""
        ...

    async def on_shift(self, among: Collection[AccountId]) -> Sequence[AccountId]:
        """Which of these are here now."""
        ...


class WhenHere(Protocol):
    """What the rota says."""

    @property
    def kept(self) -> bool: ...

    @property
    def now(self) -> bool: ...

    @property
    def until(self) -> int | None: ...

    @property
    def next(self) -> int | None: ...


@dataclass(frozen=True, kw_only=True)
class _Answered:
    """Of a request that waits no longer nothing is said of who is here."""

    kept: bool = False
    now: bool = False
    until: int | None = None
    next: int | None = None


class Told(Protocol):
    """Which steps were taken about a case, each once, with the notices that it owed."""

    async def told(self, case: CaseId) -> frozenset[str]:
        """The steps taken."""
        ...

    async def tell(self, case: CaseId, step: str, *, owed: Sequence[Outgoing]) -> bool:
        """Take a step, once: whether it was new."""
        ...


@dataclass(frozen=True, kw_only=True)
class Wait:
    """`late`: nobody has claimed for as long as the deployment calls late. Minutes by fives.

    `first`: whom the student asked for first, and `first_here` when they are here, whatever that
    worker made of it.
    """

    here: WhenHere
    minutes: int
    late: bool
    first: First | None = None
    first_here: WhenHere | None = None


class Waits:
    """Says how a wait stands, and nudges when it is long."""

    def __init__(
        self,
        *,
        cases: Cases,
        team: Team,
        hours: Hours,
        told: Told,
        leads: Leads,
        notices: Notices,
        live: Live,
        clock: Clock,
        late_seconds: int,
        lead_seconds: int,
    ) -> None:
        self._cases = cases
        self._team = team
        self._hours = hours
        self._told = told
        self._leads = leads
        self._notices = notices
        self._live = live
        self._clock = clock
        self._late_seconds = late_seconds
        self._lead_seconds = lead_seconds

    async def look(self, student: AccountId, case_id: CaseId) -> Wait:
        """How the student's own request stands. Raises NotFound when it is not theirs.

        One that was answered or closed meanwhile is no error: a device may ask a moment too late.
        """
        now = int(self._clock.now())
        case = await self._cases.find(case_id)
        if case is None or case.student != student:
            raise NotFound
        case = as_of(case, now=now)
        if case.state not in {State.WAITING, State.CLAIMED}:
            return Wait(here=_Answered(), minutes=0, late=False)
        asked = {recipient.account for recipient in case.recipients}
        first = case.first
        waits = case.state is State.WAITING and not await self._alone(case, now=now)
        return Wait(
            here=await self._hours.here(asked),
            minutes=waiting_minutes(case, now=now),
            late=waits and now - case.submitted >= self._late_seconds,
            first=first,
            first_here=None if first is None else await self._hours.here({first.account}),
        )

    async def sweep(self) -> int:
        """Nudge about every request that has waited too long; how many steps were taken."""
        now, steps = int(self._clock.now()), 0
        for case in await self._cases.pending(limit=QUEUE_LIMIT):
            # By its state now: a claim that lapsed a moment ago waits again.
            if as_of(case, now=now).state is not State.WAITING:
                continue
            waited = now - case.submitted
            if waited < self._late_seconds:
                continue
            try:
                steps += await self._attend(case, waited)
            except Exception as error:  # noqa: BLE001 -- one damaged case must not silence the rest
                _log.warning("sweep_failed", error=type(error).__name__)
        return steps

    async def _attend(self, case: Case, waited: int) -> int:
        told = await self._told.told(case.id)
        roster = await self._team.roster()
        now = int(self._clock.now())
        if asked_first(case, roster, now=now) is not None:
            # The student chose to wait for them: nobody else can see it yet.
            return 0
        asked = offered_to(case, roster, now=now)
        here = await self._hours.on_shift(asked)
        taken = 0
        if NUDGED not in told:
            # When the student is told must not differ by what their first worker did (§25).
            alone = await self._alone(case, now=now)
            staff = [] if OTHERS_NUDGED in told else here
            if not alone:
                taken += await self._nudge(case, NUDGED, students=[case.student], staff=staff)
            elif OTHERS_NUDGED not in told:
                taken += await self._nudge(case, OTHERS_NUDGED, students=[], staff=staff)
        # Where nobody is here to be nudged, the coordinator need not wait longer to hear of it.
        if LEAD_NUDGED not in told and (waited >= self._lead_seconds or not here):
            leads = await self._leads.leads()
            taken += await self._nudge(case, LEAD_NUDGED, students=[], staff=leads)
        return taken

    async def _alone(self, case: Case, *, now: int) -> bool:
        """Whether by the student's own choice one worker alone is asked now.

        Not by what that worker did: what a student is told must not differ by it (§25).
        """
        first = case.first
        if first is None:
            return False
        if first.otherwise is Otherwise.SHIFT:
            return (await self._hours.here({first.account})).now
        return first.until is None or now < first.until

    async def _nudge(
        self, case: Case, step: str, *, students: Sequence[AccountId], staff: Sequence[AccountId]
    ) -> bool:
        async with (
            self._notices.announcing(students, buttons=STUDENT_BUTTONS) as to_student,
            self._notices.announcing(staff, buttons=STAFF_BUTTONS) as to_staff,
        ):
            owed = [*to_student.rows, *to_staff.rows]
            new = await self._told.tell(case.id, step, owed=owed)
            if not new:
                to_student.take_back()
                to_staff.take_back()
        if new:
            for student in students:
                self._live.case(student, case.id)
        return new
