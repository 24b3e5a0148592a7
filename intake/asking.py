"""A student asks: submitting and revising a request, each in one step.

Who is asked, whether intake is open and what was agreed to are decided here; the shape of a
request is submissions.py's.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Final

from crypto.wire import CaseId, Request
from intake import papers
from intake.consents import standing
from intake.counting import Counted
from intake.errors import Conflict, Malformed, NotFound, TooOften
from intake.first import Wished, Wishes
from intake.matching import Roster, offered_to, roster_allows
from intake.notices import STAFF_BUTTONS, Notices
from intake.ports import Cases, Change, Live, Team
from intake.requests import (
    LIVE,
    Case,
    Event,
    First,
    Recipient,
    State,
    advance,
    as_of,
)
from intake.submissions import CheckedRequest, check_request
from people.accounts import Account, AccountId, Accounts
from people.clock import Clock

MOST_A_DAY: Final = 20
"""Requests of one student within a day. Each is kept for the whole keeping time and shown to every
worker: without a bound one person fills disk and queue by asking and cancelling."""

MOST_REVISIONS: Final = 200
DAY_SECONDS: Final = 24 * 3600


class Asking:
    """Takes requests from students. `under18_digests` are those of the under-18 notices (R24).

    `current` are the notices shown now: a new request needs an agreement to one of them, so that
    a changed policy is agreed to anew (R28). Requests and rooms that there are go on without.
    """

    def __init__(
        self,
        *,
        cases: Cases,
        team: Team,
        accounts: Accounts,
        notices: Notices,
        live: Live,
        clock: Clock,
        under18_digests: Container[bytes],
        current: Container[bytes] | None = None,
        wishes: Wishes | None = None,
    ) -> None:
        self._wishes = wishes
        self._cases = cases
        self._team = team
        self._accounts = accounts
        self._notices = notices
        self._live = live
        self._clock = clock
        self._under18_digests = under18_digests
        self._current = current

    async def submit(self, student: Account, sent: Request, wished: Wished | None = None) -> CaseId:
        """Keep a first revision and offer it to its recipients, or to the one wished for first.

        The same request sent again is kept once. Raises Malformed; Conflict `exists`, `shut`,
        `roster`, `consent` or `again`; TooOften.
        """
        checked = _checked(student, sent)
        record = checked.record
        if record.revision != 1:
            raise Malformed
        if await self._is_kept(student.id, checked):
            return record.case
        if not await self._team.intake_open():
            raise Conflict("shut")
        await self._check_wording(student.id)
        roster = await self._roster_for(student.id, checked)
        now = int(self._clock.now())
        await self._check_pace(student.id, now=now)
        absent = Case(
            id=record.case,
            state=State.ABSENT,
            student=student.id,
            student_sign=record.sign_key,
            student_box=record.box_key,
            revision=1,
            intake_hash=checked.hash,
            recipients=await self._recipients(student.id, checked, roster),
            submitted=now,
            changed=now,
            first=await self._first(student, checked, roster, wished, now=now),
        )
        case = advance(absent, Event.SUBMITTED, now=now)
        asked = offered_to(case, roster, now=now)
        wish = {} if wished is None else {papers.WISH: wished.wish}
        async with self._notices.announcing(asked, buttons=STAFF_BUTTONS) as notice:
            await self._cases.create(
                Change(
                    case=case,
                    event="request.submitted",
                    role=student.role,
                    put={**_kept(checked, case), **wish},
                    owed=notice.rows,
                    counted=(Counted.REQUESTS,),
                )
            )
        self._tell(student.id, case.id, asked)
        return case.id

    async def _first(
        self,
        student: Account,
        checked: CheckedRequest,
        roster: Roster,
        wished: Wished | None,
        *,
        now: int,
    ) -> First | None:
        if wished is None:
            return None
        if self._wishes is None:
            raise Conflict("again")
        return await self._wishes.first(student.id, checked, roster, wished, now=now)

    async def revise(self, student: Account, case_id: CaseId, sent: Request) -> None:
        """Replace everything of a request that nobody has claimed.

        The same revision sent again changes nothing. Raises NotFound, Malformed; Conflict
        `claimed`, `stale`, `roster` or `consent`.
        """
        before = await self._cases.find(case_id)
        if before is None or before.student != student.id:
            raise NotFound
        checked = _checked(student, sent)
        if checked.record.case != case_id:
            raise Malformed
        if before.state in LIVE and before.intake_hash == checked.hash:
            return
        if checked.record.revision > MOST_REVISIONS:
            raise TooOften(retry_after=DAY_SECONDS)
        roster = await self._roster_for(student.id, checked)
        recipients = await self._recipients(student.id, checked, roster)
        now = int(self._clock.now())
        after = await self._cases.change(
            case_id, lambda case: _revised(case, checked, recipients, now=now)
        )
        both = (offered_to(case, roster, now=now) for case in (before, after))
        self._tell(student.id, case_id, {account for some in both for account in some})

    async def _check_pace(self, student: AccountId, *, now: int) -> None:
        theirs = await self._cases.of_student(student)
        asked = [case.submitted for case in theirs if not case.is_contact]
        lately = sorted(at for at in asked if abs(now - at) < DAY_SECONDS)
        if len(lately) >= MOST_A_DAY:
            raise TooOften(retry_after=max(1, lately[0] + DAY_SECONDS - now))

    def _tell(self, student: AccountId, case: CaseId, asked: Iterable[AccountId]) -> None:
        for account in asked:
            self._live.queue(account)
        self._live.case(student, case)
        self._live.team()

    async def _is_kept(self, student: AccountId, checked: CheckedRequest) -> bool:
        kept = await self._cases.find(checked.record.case)
        return (
            kept is not None
            and kept.student == student
            and kept.state in LIVE
            and kept.intake_hash == checked.hash
        )

    async def _check_wording(self, student: AccountId) -> None:
        """Raises Conflict `consent` unless the notice agreed to is one that is shown now."""
        agreed = standing(
            await self._accounts.consents(student), under18_digests=self._under18_digests
        )
        if self._current is not None and agreed.wording not in self._current:
            raise Conflict("consent")

    async def _roster_for(self, student: AccountId, checked: CheckedRequest) -> Roster:
        record = checked.record
        agreed = standing(
            await self._accounts.consents(student), under18_digests=self._under18_digests
        )
        if not agreed.agreed:
            raise Conflict("consent")
        roster = await self._team.roster()
        if roster is None or (roster.version, roster.hash) != (
            record.roster_version,
            record.roster_hash,
        ):
            raise Conflict("roster")
        if roster.complete and not record.capsule:
            # Left out by choice: nobody could ever be reached in an emergency (§5.1, R16).
            raise Malformed
        asked = [r.certificate for r in record.recipients[1:]]
        if not roster_allows(asked, roster, under18=agreed.under18):
            raise Conflict("roster")
        return roster

    async def _recipients(
        self, student: AccountId, checked: CheckedRequest, roster: Roster
    ) -> tuple[Recipient, ...]:
        # A worker must not meet their own request: their place is recused from the start (R25).
        own = await self._accounts.other_side(student)
        found = []
        for place, asked in enumerate(checked.record.recipients[1:], start=1):
            listed = roster.workers[asked.certificate]
            found.append(
                Recipient(
                    place=place,
                    account=listed.account,
                    certificate=asked.certificate,
                    recused=listed.account == own,
                )
            )
        return tuple(found)


def _checked(student: Account, sent: Request) -> CheckedRequest:
    return check_request(sent, sign_key=student.keys.sign, box_key=student.keys.box)


def _kept(checked: CheckedRequest, case: Case) -> Mapping[str, bytes]:
    recused = papers.wraps_of(r.place for r in case.recipients if r.recused)
    return {name: paper for name, paper in checked.papers.items() if name not in recused}


def _revised(
    case: Case, checked: CheckedRequest, recipients: tuple[Recipient, ...], *, now: int
) -> Change:
    record = checked.record
    case = as_of(case, now=now)
    if case.state is not State.WAITING:
        # Closed is as final as gone: there is nothing here to revise any more.
        raise Conflict("claimed") if case.state in LIVE else NotFound
    if (record.revision, record.previous) != (case.revision + 1, case.intake_hash):
        raise Conflict("stale")
    # Who recused stays out of it; who passed is shown the changed card again.
    out = {r.account for r in case.recipients if r.recused}
    after = replace(
        advance(case, Event.REVISED, now=now),
        revision=record.revision,
        intake_hash=checked.hash,
        recipients=tuple(replace(r, recused=True) if r.account in out else r for r in recipients),
    )
    put = _kept(checked, after)
    gone = papers.of_request(len(case.recipients)) - put.keys()
    return Change(case=after, event="request.revised", role="student", put=put, drop=gone)
