"""Ends and stages of a conversation: the student acknowledges an epoch, either side closes.

Both are statements signed by a member's own key and kept with the case; what they set in motion
at rest (wraps that go) is decided here. Erasure is lapses.py's.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import crypto
from crypto import wire
from crypto.wire import CaseId
from intake import papers
from intake.counting import Counted
from intake.degrees import Degrees, to_the_day
from intake.errors import Malformed, NotFound
from intake.notices import STAFF_BUTTONS, STUDENT_BUTTONS, Notices
from intake.ports import Cases, Change, Live, Team
from intake.requests import (
    Case,
    Event,
    IllegalTransition,
    Party,
    State,
    advance,
    as_of,
    party,
)
from people.accounts import Account, AccountId
from people.clock import Clock

DAY_SECONDS: Final = 24 * 3600
CLOSED_BY: Final[Mapping[Party, Event]] = {
    Party.STUDENT: Event.CLOSED_BY_STUDENT,
    Party.WORKER: Event.CLOSED_BY_WORKER,
    Party.HOLDER: Event.CLOSED_BY_HOLDER,
}


class Closing:
    """Takes acknowledgements and closings. `retention_days` is the deployment's (R14)."""

    def __init__(
        self,
        *,
        cases: Cases,
        team: Team,
        notices: Notices,
        live: Live,
        clock: Clock,
        retention_days: int,
        degrees: Degrees | None = None,
    ) -> None:
        self._cases = cases
        self._team = team
        self._notices = notices
        self._live = live
        self._clock = clock
        self._retention_days = retention_days
        self._degrees = degrees

    async def acknowledge(self, student: Account, case_id: CaseId, signed: bytes) -> None:
        """The student's device accepted the epoch: the other workers' wraps go (§5).

        Sent again it changes nothing. Raises NotFound, Malformed.
        """
        now = int(self._clock.now())
        case = await self._cases.change(
            case_id, lambda case: _acknowledged(case, student, signed, now=now)
        )
        for account in (case.student, case.worker):
            if account is not None:
                self._live.case(account, case_id)

    async def close(self, member: Account, case_id: CaseId, signed: bytes) -> None:
        """End a case: a student from any state, the worker (or holder) once it is open (§7).

        Every wrap of the other goes; the student reads on until the keeping time is over.
        Sent again by the student it changes nothing. Raises NotFound, Malformed.
        """
        now = int(self._clock.now())
        before = await self._cases.find(case_id)
        part = None if before is None else party(before, member.id, now=now)
        if before is None or part is None:
            raise NotFound
        if part is not Party.STUDENT and await self._team.revoked(member.id):
            raise NotFound
        keep_until = await kept_for(
            before.student, now=now, degrees=self._degrees, retention_days=self._retention_days
        )
        by_student = part is Party.STUDENT
        peer = as_of(before, now=now).worker if by_student else before.student
        talked = before.state is State.OPEN and peer is not None
        # A pause is a pause from this, too (§25): it is on the screen when they come back.
        talked = talked and (by_student or not before.pauses(at=now))
        async with self._notices.announcing(
            [peer] if talked and peer is not None else [],
            buttons=STAFF_BUTTONS if by_student else STUDENT_BUTTONS,
        ) as notice:

            def decide(case: Case) -> Change | None:
                change = _closed(case, member, signed, now=now, keep_until=keep_until)
                return None if change is None else replace(change, owed=notice.rows)

            await self._cases.change(case_id, decide)
        tell_closed(self._live, before)


def _acknowledged(case: Case, student: Account, signed: bytes, *, now: int) -> Change | None:
    if party(case, student.id, now=now) is not Party.STUDENT:
        raise NotFound
    try:
        statement = wire.open_signed(signed, wire.EpochAck)
    except crypto.CryptoError:
        raise Malformed from None
    ack = statement.body
    named = (statement.key, ack.case, ack.number, ack.record)
    if named != (case.student_sign, case.id, case.epoch, case.record_hash):
        raise Malformed
    if case.acknowledged or case.state is State.CLOSED:
        return None
    after = replace(
        advance(case, Event.ACKNOWLEDGED, now=now), acknowledged=True, others_kept=False
    )
    return Change(
        case=after,
        event="contact.answered" if case.is_contact else "conversation.acknowledged",
        role="student",
        put={papers.ack(case.epoch): signed},
        drop=others_wraps(case),
    )


def others_wraps(case: Case) -> frozenset[str]:
    """The request's wraps of every recipient but the worker in the conversation."""
    return papers.wraps_of(r.place for r in case.recipients if r.account != case.worker)


def _closed(
    case: Case, member: Account, signed: bytes, *, now: int, keep_until: int
) -> Change | None:
    part = party(case, member.id, now=now)
    if part is None:
        raise NotFound
    _check_close(case, member, part, signed)
    if case.state is State.CLOSED:
        return None
    try:
        closed = advance(case, CLOSED_BY[part], now=now)
    except IllegalTransition:
        # A worker who has only claimed gives the claim back instead.
        raise NotFound from None
    return Change(
        case=ended(closed, by=part.value, keep_until=keep_until),
        event="contact.closed" if case.is_contact else "case.closed",
        role=member.role.value,
        put={papers.CLOSE: signed},
        drop=workers_wraps(case),
        counted=() if case.state is State.OPEN else (Counted.WITHDRAWALS,),
    )


def tell_closed(live: Live, before: Case) -> None:
    """Everybody who saw the case, as it was before it closed, asks again.

    A contact was seen by its two alone: no other holder's screen moves with it.
    """
    for account in (before.student, before.worker):
        if account is not None:
            live.case(account, before.id)
    for recipient in before.recipients:
        live.queue(recipient.account)
    for asked in () if before.seeking is None else before.seeking.asked:
        live.queue(asked.account)
    if not before.is_contact:
        live.team()


def ended(closed: Case, *, by: str, keep_until: int) -> Case:
    """A case that has just been closed, with nobody in it but its student."""
    return replace(
        closed,
        worker=None,
        claimed_until=None,
        others_kept=False,
        closed_by=by,
        keep_until=keep_until,
        seeking=None,
        unattended=None,
        first=None,
        paused=None,
        # Nobody is asked to decide about what is over; how somebody behaved may still be looked at.
        declared=None if closed.held else closed.declared,
    )


def workers_wraps(case: Case) -> frozenset[str]:
    """Every wrap of a worker: the request's, the conversation's, a handover's."""
    places = papers.wraps_of(r.place for r in case.recipients)
    return places | papers.worker_epoch_wraps(case.epoch) | handovers(case) | {papers.WISH}


def handovers(case: Case) -> frozenset[str]:
    """The papers by which somebody else is looked for."""
    return frozenset() if case.seeking is None else papers.of_handover(len(case.seeking.asked))


def _check_close(case: Case, member: Account, part: Party, signed: bytes) -> None:
    try:
        statement = wire.open_signed(signed, wire.Close)
    except crypto.CryptoError:
        raise Malformed from None
    # Closing again (an answer was lost) is checked against the same hash: closing moved nothing.
    close = statement.body
    named = (statement.key, close.case, close.by, close.record)
    if named != (member.keys.sign, case.id, part.value, case.newest_hash()):
        raise Malformed


def kept_until(now: int, *, retention_days: int) -> int:
    """When a case that closes now is erased (R14)."""
    return to_the_day(now + retention_days * DAY_SECONDS)


async def kept_for(
    student: AccountId, *, now: int, degrees: Degrees | None, retention_days: int
) -> int:
    """The same for one student, whose policy may ask when their degree ends (degrees.py)."""
    if degrees is None:
        return kept_until(now, retention_days=retention_days)
    return await degrees.until(student, ended=now)
