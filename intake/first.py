"""Asking for one worker first, and when a request is everybody's after all (protocol.md §25).

Why it came to that is kept nowhere and told nobody: a worker may have stepped back. The gate itself
is matching.py's.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

import structlog

import crypto
from crypto.wire import CaseId
from crypto.wire.handover import open_wish
from intake import papers
from intake.again import Again
from intake.claiming import QUEUE_LIMIT
from intake.errors import Conflict, Malformed, NotFound
from intake.matching import Roster, able, asked_first
from intake.notices import STAFF_BUTTONS, Notices
from intake.ports import Cases, Change, Live, Team
from intake.requests import Case, First, Otherwise, State, as_of
from intake.submissions import CheckedRequest
from people.accounts import AccountId
from people.clock import Clock

HOUR_SECONDS: Final = 3600
MOST_HOURS: Final = 168
_log = structlog.get_logger("intake.first")


@dataclass(frozen=True, kw_only=True)
class Wished:
    """What comes with a request: the signed wish, the tag that both gave, and what otherwise.

    `hours`: 1 to 168 with `AFTER`, else None.
    """

    wish: bytes = field(repr=False)
    tag: bytes = field(repr=False)
    otherwise: Otherwise
    hours: int | None = None


class OnShift(Protocol):
    """The rota, as far as who is asked first is concerned."""

    async def on_shift(self, among: Collection[AccountId]) -> Sequence[AccountId]:
        """Which of these are here now."""
        ...


class Wishes:
    """Judges the wish that comes with a request."""

    def __init__(self, *, again: Again, hours: OnShift) -> None:
        self._again = again
        self._hours = hours

    async def first(
        self,
        student: AccountId,
        checked: CheckedRequest,
        roster: Roster,
        wished: Wished,
        *,
        now: int,
    ) -> First:
        """Whom the request asks first. Raises Malformed, or Conflict `again` without a pair."""
        record = checked.record
        if (wished.hours is not None) is not (wished.otherwise is Otherwise.AFTER):
            raise Malformed
        try:
            named = open_wish(wished.wish, case=record.case, student=record.sign_key)
        except crypto.CryptoError:
            raise Malformed from None
        if named not in [each.certificate for each in record.recipients[1:]]:
            raise Malformed
        worker = await self._again.worker(student, wished.tag)
        if roster.workers[named].account != worker:
            raise Conflict("again")
        away = wished.otherwise is Otherwise.SHIFT and not await self._hours.on_shift([worker])
        until = None if wished.hours is None else now + wished.hours * HOUR_SECONDS
        return First(account=worker, otherwise=wished.otherwise, until=until, fallen=away)


class Firsts:
    """Lets requests go to everybody: by their student's word, or when it is time."""

    def __init__(
        self,
        *,
        cases: Cases,
        team: Team,
        hours: OnShift,
        notices: Notices,
        live: Live,
        clock: Clock,
    ) -> None:
        self._cases = cases
        self._team = team
        self._hours = hours
        self._notices = notices
        self._live = live
        self._clock = clock

    async def everybody(self, student: AccountId, case_id: CaseId) -> None:
        """The student asks everybody after all; again: nothing changes. Raises NotFound."""
        now = int(self._clock.now())
        case = await self._cases.find(case_id)
        if case is None or case.student != student or case.is_contact:
            raise NotFound
        if as_of(case, now=now).state not in {State.WAITING, State.CLAIMED}:
            raise NotFound
        await self._fall(case, by_student=True)
        if case.first is not None:
            self._live.queue(case.first.account)
        self._live.case(student, case_id)

    async def sweep(self) -> int:
        """Let every request fall to everybody for which it is time; how many."""
        done, now = 0, int(self._clock.now())
        roster = await self._team.roster()
        if roster is None:
            return 0
        for case in await self._cases.pending(limit=QUEUE_LIMIT):
            first = case.first
            if first is None or first.fallen or as_of(case, now=now).state is not State.WAITING:
                continue
            try:
                over = asked_first(case, roster, now=now) is None
                if over or await self._away(first):
                    await self._fall(case, by_student=False)
                    done += 1
            except NotFound:
                continue
            except Exception as error:  # noqa: BLE001 -- one damaged case must not stop the others
                _log.warning("sweep_failed", error=type(error).__name__)
        return done

    async def _away(self, first: First) -> bool:
        if first.otherwise is not Otherwise.SHIFT:
            return False
        return not await self._hours.on_shift([first.account])

    async def _fall(self, case: Case, *, by_student: bool) -> None:
        roster = await self._team.roster()
        known = None if case.first is None else case.first.account
        waits = as_of(case, now=int(self._clock.now())).state is State.WAITING
        others = [
            r.account
            for r in case.recipients
            if waits and not case.held and able(r, roster) and r.account != known
        ]
        async with self._notices.announcing(others, buttons=STAFF_BUTTONS) as notice:
            fell = False

            def decide(case: Case) -> Change | None:
                nonlocal fell
                change = _fallen(case, by_student=by_student)
                fell = change is not None
                return None if change is None else replace(change, owed=notice.rows)

            await self._cases.change(case.id, decide)
            if not fell:
                notice.take_back()
        for account in others if fell else ():
            self._live.queue(account)


def _fallen(case: Case, *, by_student: bool) -> Change | None:
    if case.state not in {State.WAITING, State.CLAIMED}:
        raise NotFound
    # Nothing of it stays where the student took it back; what the service does of itself leaves
    # what they are told as it is (§25).
    if case.first is None or (case.first.fallen and not by_student):
        return None
    if by_student:
        return Change(
            case=replace(case, first=None),
            event="request.for_everybody",
            role="student",
            drop=frozenset({papers.WISH}),
        )
    return Change(
        case=replace(case, first=replace(case.first, fallen=True)),
        event="request.fell",
        role="service",
    )
