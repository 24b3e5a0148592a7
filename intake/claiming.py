"""A worker's queue: what they are shown, claiming, giving back, passing and recusing.

Pure steps at the bottom, the service on top. Accepting, which opens the room, is accepting.py's.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from crypto.wire import CaseId
from intake import papers
from intake.counting import Counted
from intake.errors import Conflict, NotFound
from intake.matching import Roster, able, in_queue, may_take, waiting_minutes
from intake.notices import STAFF_BUTTONS, Notices
from intake.outbox import Outgoing
from intake.ports import Cases, Change, Live, Team
from intake.requests import LIVE, Case, Event, Recipient, State, advance, as_of
from people.accounts import AccountId
from people.clock import Clock

OFFERED_AT_ONCE = 50
"""Requests in one answer, the oldest: a card may be large, and nobody reads more at once."""

QUEUE_LIMIT = 500
"""Requests looked at for one queue: beyond it the newest wait unseen until others are taken."""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A request as a worker is shown it: signed intake, sealed card, their own card wrap."""

    case: CaseId
    intake: bytes = field(repr=False)
    card: bytes = field(repr=False)
    wrap: bytes = field(repr=False)
    waiting_minutes: int


@dataclass(frozen=True, kw_only=True)
class Load:
    """How many conversations a worker has, claimed ones included, and the guidance for it."""

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
    ) -> None:
        self._cases = cases
        self._team = team
        self._notices = notices
        self._live = live
        self._clock = clock
        self._claim_seconds = claim_seconds
        self._load_limit = load_limit

    async def queue(self, worker: AccountId) -> Sequence[Offered]:
        """The requests this worker may claim, oldest first; none while the roster has expired."""
        now = int(self._clock.now())
        roster = await self._team.roster()
        pending = await self._cases.pending(limit=QUEUE_LIMIT)
        shown = in_queue((as_of(case, now=now) for case in pending), worker, roster)
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
        return Load(open=len(await self._cases.of_worker(worker)), limit=self._load_limit)

    async def claim(self, worker: AccountId, case_id: CaseId) -> Case:
        """Take a request. Claiming again what one has claimed changes nothing.

        Raises NotFound unless it is in the worker's queue or was; Conflict `taken` when another
        was first.
        """
        roster = await self._team.roster()
        now = int(self._clock.now())
        until = now + self._claim_seconds
        case = await self._cases.change(
            case_id, lambda case: _claimed(case, worker, roster, now=now, until=until)
        )
        self._tell(case)
        return case

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
        given_back = 0
        for case in await self._cases.pending(limit=QUEUE_LIMIT):
            if case.worker is not None and may_take(case, case.worker, roster) is None:
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
        await self._reoffer(case_id, lambda case: _aside(case, worker, recuse=recuse, now=now))

    async def _reoffer(self, case_id: CaseId, step: Callable[[Case], Change | None]) -> None:
        before = await self._cases.find(case_id)
        if before is None:
            raise NotFound
        roster = await self._team.roster()
        # Only a claim that ends offers anything to anybody again.
        again = before.state is State.CLAIMED
        others = [
            r.account
            for r in before.recipients
            if again and able(r, roster) and r.account != before.worker
        ]
        async with self._notices.announcing(others, buttons=STAFF_BUTTONS) as notice:
            case = await self._cases.change(
                case_id, lambda case: _with_notices(step(case), notice.rows)
            )
        self._tell(case)

    async def _offered(self, case: Case, recipient: Recipient, now: int) -> Offered | None:
        wrap = papers.card_wrap(recipient.place)
        found = await self._cases.papers(case.id, frozenset({papers.INTAKE, papers.CARD, wrap}))
        if len(found) < 3:  # noqa: PLR2004 -- recused or erased since the case was read
            return None
        return Offered(
            case=case.id,
            intake=found[papers.INTAKE],
            card=found[papers.CARD],
            wrap=found[wrap],
            waiting_minutes=waiting_minutes(case, now=now),
        )

    def _tell(self, case: Case) -> None:
        for recipient in case.recipients:
            self._live.queue(recipient.account)
        self._live.case(case.student, case.id)
        self._live.team()


def _claimed(
    case: Case, worker: AccountId, roster: Roster | None, *, now: int, until: int
) -> Change | None:
    case = as_of(case, now=now)
    if case.state is State.CLAIMED and case.worker == worker:
        return None
    # Whoever could have had it learns that it is taken for as long as their wraps are kept;
    # to everybody else it is as if it had never been.
    if not case.others_kept or may_take(case, worker, roster) is None:
        raise NotFound
    if case.state is not State.WAITING:
        raise Conflict("taken") if case.state in LIVE else NotFound
    after = replace(advance(case, Event.CLAIMED, now=now), worker=worker, claimed_until=until)
    return Change(case=after, event="request.claimed", role="worker", counted=(Counted.CLAIMS,))


def _released(case: Case, worker: AccountId, *, now: int) -> Change:
    if case.state is not State.CLAIMED or case.worker != worker:
        raise NotFound
    after = replace(advance(case, Event.RELEASED, now=now), worker=None, claimed_until=None)
    return Change(case=after, event="request.released", role="worker")


def _lapse(case: Case, *, now: int) -> Change | None:
    after = as_of(case, now=now)
    if after is case:
        return None
    return Change(case=after, event="request.lapsed", role="service")


def _aside(case: Case, worker: AccountId, *, recuse: bool, now: int) -> Change | None:
    recipient = case.recipient(worker)
    if recipient is None or case.state not in {State.WAITING, State.CLAIMED}:
        raise NotFound
    if recipient.recused or (recipient.passed and not recuse):
        return None
    after = case
    if case.worker == worker:
        after = replace(advance(case, Event.RELEASED, now=now), worker=None, claimed_until=None)
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
