"""A worker puts a case before the holders without a word, and a holder decides (R25, R26).

First party served: of a dispute whose two sides come, the second is told that the service cannot
act, and nothing else. What a conflict is with is nowhere: nothing here joins two cases.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import crypto
from crypto import wire
from crypto.wire import CaseId
from crypto.wire.cannot_act import CannotAct
from intake import claiming, papers
from intake.closing import ended, kept_for, tell_closed, workers_wraps
from intake.counting import Counted
from intake.degrees import Degrees
from intake.errors import Malformed, NotFound
from intake.matching import Listed, Roster, able, seen_alike
from intake.notices import STAFF_BUTTONS, STUDENT_BUTTONS, Notices
from intake.ports import Cases, Change, Live, Team
from intake.requests import (
    LIVE,
    Case,
    Concern,
    Declared,
    Event,
    Party,
    State,
    advance,
    as_of,
    party,
)
from people.accounts import Account, AccountId, Accounts
from people.clock import Clock

LISTED_AT_ONCE: Final = 200
HOUR_SECONDS: Final = 3600
SERVICE: Final = "service"
"""Who ended a case on which the service cannot act."""


class Declaring:
    """What workers declare and holders decide. `cannot_act`: the policy has such a notice (R26)."""

    def __init__(
        self,
        *,
        cases: Cases,
        team: Team,
        accounts: Accounts,
        notices: Notices,
        live: Live,
        clock: Clock,
        retention_days: int,
        degrees: Degrees | None = None,
        cannot_act: bool,
    ) -> None:
        self._cases = cases
        self._team = team
        self._accounts = accounts
        self._notices = notices
        self._live = live
        self._clock = clock
        self._retention_days = retention_days
        self._degrees = degrees
        self._cannot_act = cannot_act

    async def declare(self, worker: AccountId, case_id: CaseId, what: Concern) -> None:
        """Put a case before the holders; again changes nothing. Raises NotFound.

        A conflict: a request in the worker's queue, or claimed by them, waits for the holders and
        is this worker's no more; an open conversation goes on until they decide. Conduct: an open
        conversation of theirs. NotFound also where the policy knows no such conflict.
        """
        if what is Concern.CONFLICT and not self._cannot_act:
            raise NotFound
        now = int(self._clock.now())
        if await self._team.revoked(worker):
            raise NotFound
        roster = await self._team.newest()
        before = await self._find(case_id)
        told = [] if roster is None else [h.account for h in roster.holders.values() if h.active]
        async with self._notices.announcing(told, buttons=STAFF_BUTTONS) as notice:

            def decide(case: Case) -> Change | None:
                change = _declared(case, worker, what, now=now)
                if change is None:
                    notice.take_back()
                    return None
                return replace(change, owed=notice.rows)

            after = await self._cases.change(case_id, decide)
        self._tell(before, unseen=seen_alike(before, after, roster))

    async def declared(self, holder: Account) -> Sequence[Case]:
        """What waits for a holder's word, oldest first. Raises NotFound for one who is unlisted."""
        await self._listed(holder)
        found = await self._cases.declared(limit=LISTED_AT_ONCE)
        return [case for case in found if await self._may_judge(holder, case)]

    async def dismiss(self, holder: Account, case_id: CaseId) -> None:
        """Nothing follows: a request that waited for it is offered again. Raises NotFound."""
        await self._listed(holder)
        before = await self._find(case_id)
        if before.declared is None or not await self._may_judge(holder, before):
            raise NotFound
        roster = await self._team.roster()
        waits = before.state is State.WAITING and before.held
        asked = [r.account for r in before.recipients if waits and able(r, roster)]
        async with self._notices.announcing(asked, buttons=STAFF_BUTTONS) as notice:

            def decide(case: Case) -> Change:
                if case.declared is None:
                    raise NotFound
                return Change(
                    case=replace(case, declared=None),
                    event="case.looked_at",
                    role=holder.role.value,
                    owed=notice.rows,
                )

            after = await self._cases.change(case_id, decide)
        self._tell(before, unseen=seen_alike(before, after, roster))

    async def cannot_act(self, holder: Account, signed: bytes) -> CaseId:
        """End a request with the notice that the service cannot act; gives the case.

        Whoever knows the request's signed record may say so, declared or not: from a concern, say.
        The same again changes nothing. Raises Malformed, NotFound.
        """
        if not self._cannot_act:
            raise NotFound
        listed = await self._listed(holder)
        notice = _checked(holder, listed, signed)
        before = await self._find(notice.case)
        now = int(self._clock.now())
        if before.intake_hash != notice.intake or before.is_contact:
            raise NotFound
        if not await self._may_judge(holder, before):
            raise NotFound
        if await self._is_kept(notice.case, signed):
            return notice.case
        keep_until = await kept_for(
            before.student, now=now, degrees=self._degrees, retention_days=self._retention_days
        )
        peers = {before.worker} if before.state is State.OPEN and before.worker else set()
        told = self._notices.announcing
        async with (
            told([before.student], buttons=STUDENT_BUTTONS) as for_student,
            told(peers, buttons=STAFF_BUTTONS) as for_worker,
        ):
            rows = [*for_student.rows, *for_worker.rows]
            decide = _not_acted(notice, signed, holder, now=now, keep_until=keep_until)
            await self._cases.change(notice.case, lambda case: replace(decide(case), owed=rows))
        tell_closed(self._live, before)
        return notice.case

    async def _is_kept(self, case: CaseId, signed: bytes) -> bool:
        found = await self._cases.papers(case, frozenset({papers.CANNOT_ACT}))
        return found.get(papers.CANNOT_ACT) == signed

    async def _find(self, case_id: CaseId) -> Case:
        found = await self._cases.find(case_id)
        if found is None:
            raise NotFound
        return found

    async def _listed(self, holder: Account) -> Sequence[Listed]:
        """This holder's places in the newest roster. Raises NotFound without one."""
        roster: Roster | None = await self._team.newest()
        holders = () if roster is None else roster.holders.values()
        found = [each for each in holders if each.account == holder.id and each.active]
        if not found:
            raise NotFound
        return found

    async def _may_judge(self, holder: Account, case: Case) -> bool:
        return await self._accounts.other_side(case.student) != holder.id

    def _tell(self, case: Case, *, unseen: bool) -> None:
        for recipient in case.recipients:
            self._live.queue(recipient.account)
        if not unseen:
            self._live.case(case.student, case.id)
        self._live.team()


def _declared(case: Case, worker: AccountId, what: Concern, *, now: int) -> Change | None:
    case = as_of(case, now=now)
    hour = now // HOUR_SECONDS * HOUR_SECONDS
    said = Declared(what=what, hour=hour)
    if case.state is State.OPEN and party(case, worker, now=now) is Party.WORKER:
        if case.declared is not None:
            return None
        return Change(case=replace(case, declared=said), event="case.declared", role="worker")
    if what is not Concern.CONFLICT or case.state not in {State.WAITING, State.CLAIMED}:
        raise NotFound
    # What is somebody else's now is not put before anybody.
    if case.state is State.CLAIMED and case.worker != worker:
        raise NotFound
    aside = claiming.step_aside(case, worker, recuse=True, now=now)
    if aside is None:
        return None
    declared = case.declared or said
    return replace(aside, case=replace(aside.case, declared=declared), event="case.declared")


def _checked(holder: Account, listed: Sequence[Listed], signed: bytes) -> CannotAct:
    """The notice, by this holder's key and certificate. Raises Malformed."""
    try:
        notice = wire.open_signed(signed, CannotAct)
    except crypto.CryptoError:
        raise Malformed from None
    if notice.key != holder.keys.sign:
        raise Malformed
    if notice.body.certificate not in {each.certificate for each in listed}:
        raise Malformed
    return notice.body


def _not_acted(
    notice: CannotAct, signed: bytes, holder: Account, *, now: int, keep_until: int
) -> Callable[[Case], Change]:
    def decide(case: Case) -> Change:
        if case.state not in LIVE or case.intake_hash != notice.intake:
            raise NotFound
        open_ = case.state is State.OPEN
        closed = advance(case, Event.CLOSED_BY_SERVICE, now=now)
        return Change(
            case=ended(closed, by=SERVICE, keep_until=keep_until),
            event="case.not_acted",
            role=holder.role.value,
            put={papers.CANNOT_ACT: signed},
            drop=workers_wraps(case),
            counted=() if open_ else (Counted.WITHDRAWALS,),
        )

    return decide
