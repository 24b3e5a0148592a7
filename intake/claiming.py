"""A worker's queue: what they are shown, claiming, giving back, passing and recusing.

Pure steps at the bottom, the service on top. Accepting, which opens the room, is accepting.py's.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from weakref import WeakValueDictionary

from crypto.wire import CaseId
from intake import papers
from intake.counting import Counted
from intake.errors import Conflict, NotFound
from intake.matching import (
    Roster,
    in_queue,
    may_take,
    offered_to,
    seen_alike,
    waiting_minutes,
)
from intake.notices import STAFF_BUTTONS, Notices
from intake.outbox import Outgoing
from intake.ports import Cases, Change, Fitness, Live, Team
from intake.requests import LIVE, Case, Event, Recipient, State, advance, as_of
from people.accounts import AccountId
from people.clock import Clock
from people.duties import Duties

OFFERED_AT_ONCE = 50
"""Requests in one answer, the oldest: a card may be large, and nobody reads more at once."""

QUEUE_LIMIT = 500
"""Requests looked at for one queue: beyond it the newest wait unseen until others are taken."""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A request as a worker is shown it: signed intake, sealed card, their own card wrap.

    `wish` is the student's signed word that this very worker is asked first (section 25).
    """

    case: CaseId
    intake: bytes = field(repr=False)
    card: bytes = field(repr=False)
    wrap: bytes = field(repr=False)
    waiting_minutes: int
    wish: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Load:
    """How many conversations a worker has, claimed ones included, and how many they may have."""

    open: int
    limit: int


class Claiming:
    """Offers requests to workers, and lets exactly one take each."""

    def __init__(
        self,
        *,
        cases: Cases,
        team: Team,
        notices: Notices,
        live: Live,
        clock: Clock,
        claim_seconds: int,
        load_limit: int,
        duties: Duties,
        fitness: Fitness | None = None,
    ) -> None:
        self._cases = cases
        self._team = team
        self._notices = notices
        self._live = live
        self._clock = clock
        self._claim_seconds = claim_seconds
        self._load_limit = load_limit
        self._duties = duties
        self._fitness = fitness
        # Two claims of one worker at the same moment must not both be the last that fits.
        self._turns: WeakValueDictionary[AccountId, asyncio.Lock] = WeakValueDictionary()

    @property
    def most(self) -> int:
        """How many at once anybody may choose."""
        return self._load_limit

    async def queue(self, worker: AccountId) -> Sequence[Offered]:
        """The requests this worker may claim, oldest first; none while the roster has expired."""
        now = int(self._clock.now())
        roster = await self._team.roster()
        pending = await self._cases.pending(limit=QUEUE_LIMIT)
        shown = in_queue((as_of(case, now=now) for case in pending), worker, roster, now=now)
        found: list[Offered] = []
        for case, recipient in shown:
            if len(found) == OFFERED_AT_ONCE:
                break
            offered = await self._offered(case, recipient, now)
            if offered is not None:
                found.append(offered)
        return found

    async def load(self, worker: AccountId) -> Load:
        """What this worker carries now."""
        own = (await self._duties.duty(worker)).limit or self._load_limit
        held = await self._cases.of_worker(worker)
        return Load(open=len(held), limit=min(own, self._load_limit))

    async def claim(self, worker: AccountId, case_id: CaseId) -> Case:
        """Take a request. Claiming again what one has claimed changes nothing.

        Raises NotFound unless it is in the worker's queue or was; Conflict `taken` when another
        was first, `resting` while they take nothing new, `full` when they have as many as they
        may; Conflict with what they lack (`Fitness`)
        when they may take none now.
        """
        lacking = None if self._fitness is None else await self._fitness.lacking(worker)
        if lacking is not None:
            raise Conflict(lacking)
        roster = await self._team.roster()
        async with self._turns.setdefault(worker, asyncio.Lock()):
            now = int(self._clock.now())
            until = now + self._claim_seconds
            full = await self.no_more(worker)
            case = await self._cases.change(
                case_id,
                lambda case: _claimed(case, worker, roster, now=now, until=until, no_more=full),
            )
        self._tell(case)
        return case

    async def no_more(self, worker: AccountId) -> str | None:
        """The code of why this worker may take nothing more now, or None."""
        if (await self._duties.duty(worker)).rests(at=int(self._clock.now())):
            return "resting"
        load = await self.load(worker)
        return "full" if load.open >= load.limit else None

    async def release(self, worker: AccountId, case_id: CaseId) -> None:
        """Give a claim back: the request waits again. Raises NotFound."""
        now = int(self._clock.now())
        await self._reoffer(case_id, lambda case: _released(case, worker, now=now))

    async def release_unable(self) -> int:
        """Give back the claims of workers who may not accept any more (suspended, revoked).

        Returns how many. While no roster is in force claims are left to lapse.
        """
        roster = await self._team.roster()
        if roster is None:
            return 0
        given_back, now = 0, int(self._clock.now())
        for case in await self._cases.pending(limit=QUEUE_LIMIT):
            if case.worker is not None and may_take(case, case.worker, roster, now=now) is None:
                # It may have ended in any other way meanwhile.
                with suppress(NotFound):
                    await self.release(case.worker, case.id)
                    given_back += 1
        return given_back

    async def lapse(self, case_id: CaseId) -> None:
        """End a claim whose time is up; any other case stays as it is. Raises NotFound."""
        now = int(self._clock.now())
        await self._reoffer(case_id, lambda case: _lapse(case, now=now))

    async def pass_by(self, worker: AccountId, case_id: CaseId) -> None:
        """Hide a request from this worker, without a reason. Raises NotFound."""
        await self._step_aside(worker, case_id, recuse=False)

    async def recuse(self, worker: AccountId, case_id: CaseId) -> None:
        """Delete this worker's wraps of a request, silently (R25). Raises NotFound.

        A claim of theirs is given back with it.
        """
        await self._step_aside(worker, case_id, recuse=True)

    async def _step_aside(self, worker: AccountId, case_id: CaseId, *, recuse: bool) -> None:
        now = int(self._clock.now())
        await self._reoffer(case_id, lambda case: step_aside(case, worker, recuse=recuse, now=now))

    async def _reoffer(self, case_id: CaseId, step: Callable[[Case], Change | None]) -> None:
        before = await self._cases.find(case_id)
        if before is None:
            raise NotFound
        roster = await self._team.roster()
        # Only a claim that ends offers anything to anybody again.
        again = before.state is State.CLAIMED
        now = int(self._clock.now())
        change = step(before) if again else None
        # As it is then: whoever was asked first and gives it back holds nobody off (section 25).
        then = before if change is None else change.case
        others = [a for a in offered_to(then, roster, now=now) if again and a != before.worker]
        async with self._notices.announcing(others, buttons=STAFF_BUTTONS) as notice:

            def decide(case: Case) -> Change | None:
                nonlocal before
                before = case
                return _with_notices(step(case), notice.rows)

            case = await self._cases.change(case_id, decide)
        self._tell(case, unseen=seen_alike(before, case, roster))

    async def _offered(self, case: Case, recipient: Recipient, now: int) -> Offered | None:
        wrap = papers.card_wrap(recipient.place)
        needed = frozenset({papers.INTAKE, papers.CARD, wrap})
        found = await self._cases.papers(case.id, needed | {papers.WISH})
        if not needed <= found.keys():  # recused or erased since the case was read
            return None
        theirs = case.first is not None and case.first.account == recipient.account
        return Offered(
            case=case.id,
            intake=found[papers.INTAKE],
            card=found[papers.CARD],
            wrap=found[wrap],
            waiting_minutes=waiting_minutes(case, now=now),
            wish=found.get(papers.WISH) if theirs else None,
        )

    def _tell(self, case: Case, *, unseen: bool = False) -> None:
        first = case.first
        held = first is not None and not first.fallen
        for recipient in case.recipients:
            # Whom a request is kept from is not told that there is one.
            if not held or (first is not None and recipient.account == first.account):
                self._live.queue(recipient.account)
        if not unseen:
            self._live.case(case.student, case.id)
        self._live.team()


def _claimed(
    case: Case,
    worker: AccountId,
    roster: Roster | None,
    *,
    now: int,
    until: int,
    no_more: str | None,
) -> Change | None:
    case = as_of(case, now=now)
    if case.state is State.CLAIMED and case.worker == worker:
        return None
    # Whoever could have had it learns that it is taken for as long as their wraps are kept;
    # to everybody else it is as if it had never been.
    if not case.others_kept or may_take(case, worker, roster, now=now) is None:
        raise NotFound
    if case.state is not State.WAITING:
        raise Conflict("taken") if case.state in LIVE else NotFound
    if no_more is not None:
        raise Conflict(no_more)
    first = case.first
    if first is not None and first.account != worker:
        # Another has it: whoever was asked first does not get it back by coming back themselves.
        first = replace(first, fallen=True)
    claimed = advance(case, Event.CLAIMED, now=now)
    after = replace(claimed, worker=worker, claimed_until=until, first=first)
    return Change(case=after, event="request.claimed", role="worker", counted=(Counted.CLAIMS,))


def _released(case: Case, worker: AccountId, *, now: int) -> Change:
    if case.state is not State.CLAIMED or case.worker != worker:
        raise NotFound
    return Change(
        case=given_back(advance(case, Event.RELEASED, now=now)),
        event="request.released",
        role="worker",
    )


def given_back(case: Case) -> Case:
    """Nobody's claim any more; whoever was asked first and gave it back holds nobody off."""
    first = case.first
    if first is not None and first.account == case.worker:
        first = replace(first, fallen=True)
    return replace(case, worker=None, claimed_until=None, first=first)


def _lapse(case: Case, *, now: int) -> Change | None:
    after = as_of(case, now=now)
    if after is case:
        return None
    return Change(case=after, event="request.lapsed", role="service")


def step_aside(case: Case, worker: AccountId, *, recuse: bool, now: int) -> Change | None:
    """The step of a worker who lets a request be, or (`recuse`) goes out of it for good.

    None when they had done so already. Raises NotFound.
    """
    recipient = case.recipient(worker)
    if recipient is None or case.state not in {State.WAITING, State.CLAIMED}:
        raise NotFound
    if recipient.recused or (recipient.passed and not recuse):
        return None
    after = case
    if case.worker == worker:
        after = given_back(advance(case, Event.RELEASED, now=now))
    if recuse:
        return Change(
            case=after.with_recipient(replace(recipient, recused=True)),
            event="request.recused",
            role="worker",
            drop=papers.wraps_of([recipient.place]),
        )
    return Change(
        case=after.with_recipient(replace(recipient, passed=True)),
        event="request.passed",
        role="worker",
    )


def _with_notices(change: Change | None, owed: Sequence[Outgoing]) -> Change | None:
    return None if change is None else replace(change, owed=owed)
