"""A worker accepts: epoch 1 and the first message in one step (protocol.md sections 5 and 6).

The check of the record against case, roster and wraps is pure; what is inside wraps and message
only the two devices know.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import crypto
from crypto import wire
from crypto.wire import CaseId, Direction
from intake import papers
from intake.conversations import Room, accept
from intake.counting import waited
from intake.errors import Conflict, Malformed, NotFound
from intake.headers import read_header
from intake.matching import Listed, Roster
from intake.notices import STUDENT_BUTTONS, Notices
from intake.outbox import Outgoing
from intake.ports import Cases, Change, Live, Stored, Team
from intake.requests import Case, Event, State, advance
from people.accounts import Account
from people.clock import Clock

FIRST_EPOCH: Final = 1
OTHERS_KEPT_SECONDS: Final = 72 * 3600
"""How long wraps of workers who did not claim may outlive epoch 1 (§5)."""


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """What the worker's device sends: signed record, the student's and its own wrap, a message."""

    record: bytes = field(repr=False)
    student_wrap: bytes = field(repr=False)
    worker_wrap: bytes = field(repr=False)
    message: bytes = field(repr=False)


class Accepting:
    """Opens rooms."""

    def __init__(
        self, *, cases: Cases, team: Team, notices: Notices, live: Live, clock: Clock
    ) -> None:
        self._cases = cases
        self._team = team
        self._notices = notices
        self._live = live
        self._clock = clock

    async def accept(self, worker: Account, case_id: CaseId, sent: Acceptance) -> None:
        """Open the room of a case this worker has claimed.

        The same acceptance sent again changes nothing. Raises NotFound; Malformed; Conflict
        `lapsed` when the claim is over, `roster` when the record names another roster than the
        one in force.
        """
        before = await self._cases.find(case_id)
        if before is None or before.recipient(worker.id) is None:
            raise NotFound
        if await self._is_kept(before, worker, sent):
            return
        if before.state is State.OPEN and before.worker != worker.id and not before.others_kept:
            raise NotFound
        roster = await self._team.roster()
        now = int(self._clock.now())

        def decide(case: Case) -> Change:
            return _accepted(case, worker, roster, sent, now=now)

        async with self._notices.announcing([before.student], buttons=STUDENT_BUTTONS) as notice:
            case = await self._cases.change(case_id, lambda case: _owing(decide(case), notice.rows))
        self._tell(case)

    async def _is_kept(self, case: Case, worker: Account, sent: Acceptance) -> bool:
        # A device that lost the answer sends the same bytes again; the hash covers the wraps.
        if case.state is not State.OPEN or case.worker != worker.id:
            return False
        if case.epoch == FIRST_EPOCH:
            return case.record_hash == _hash(sent.record)
        name = papers.epoch(FIRST_EPOCH)
        return (await self._cases.papers(case.id, frozenset({name}))).get(name) == sent.record

    def _tell(self, case: Case) -> None:
        for recipient in case.recipients:
            self._live.queue(recipient.account)
        for account in (case.student, case.worker):
            if account is not None:
                self._live.case(account, case.id)
        self._live.team()


def _accepted(
    case: Case, worker: Account, roster: Roster | None, sent: Acceptance, *, now: int
) -> Change:
    recipient = case.recipient(worker.id)
    if recipient is None or case.state is State.CLOSED:
        raise NotFound
    holds = case.state is State.CLAIMED and case.worker == worker.id
    if not holds or case.claimed_until is None or now >= case.claimed_until:
        raise Conflict("lapsed")
    listed = roster.standing(recipient.certificate) if roster is not None else None
    if roster is None or listed is None or not listed.active:
        raise Conflict("roster")
    _check_record(case, listed, roster, sent)
    record_hash = _hash(sent.record)
    opened = replace(
        advance(case, Event.ACCEPTED, now=now),
        claimed_until=None,
        epoch=FIRST_EPOCH,
        record_hash=record_hash,
        opened=now,
        first=None,
    )
    return Change(
        case=opened,
        event="conversation.opened",
        role="worker",
        put={
            papers.epoch(FIRST_EPOCH): sent.record,
            papers.epoch_wrap(FIRST_EPOCH, "student"): sent.student_wrap,
            papers.epoch_wrap(FIRST_EPOCH, "worker"): sent.worker_wrap,
        },
        drop=frozenset({papers.WISH}),
        first=first_message(opened, sent.message),
        counted=(waited(now - case.submitted),),
    )


def _check_record(case: Case, listed: Listed, roster: Roster, sent: Acceptance) -> None:
    """Hold epoch 1 against everything the server knows of it (§6). Raises Malformed, Conflict."""
    try:
        signed = wire.open_signed(sent.record, wire.Epoch)
    except crypto.CryptoError:
        raise Malformed from None
    members = (
        wire.Member(
            role="student",
            certificate=b"",
            sign_key=case.student_sign,
            box_key=case.student_box,
        ),
        wire.Member(
            role="worker",
            certificate=listed.certificate,
            sign_key=listed.sign_key,
            box_key=listed.box_key,
        ),
    )
    record = signed.body
    wraps = tuple(wire.blob_hash(wrap) for wrap in (sent.student_wrap, sent.worker_wrap))
    fits = (
        signed.key == listed.sign_key
        and (record.case, record.number) == (case.id, FIRST_EPOCH)
        and tuple(record.members) == members
        and tuple(record.wraps) == wraps
    )
    if not fits:
        raise Malformed
    if record.previous != case.intake_hash:
        # The student revised while nobody held the claim that this record was made under.
        raise Conflict("lapsed")
    if (record.roster_version, record.roster_hash) != (roster.version, roster.hash):
        raise Conflict("roster")


def first_message(case: Case, message: bytes) -> Stored:
    """The message that opens a room that has just got its epoch. Raises Malformed."""
    header = read_header(message)
    room = Room(
        case=case.id,
        state=case.state,
        student=case.student,
        worker=case.worker,
        epoch=case.epoch,
        record=case.record_hash,
        heads=(
            wire.genesis(case.record_hash, Direction.FROM_STUDENT),
            wire.genesis(case.record_hash, Direction.FROM_WORKER),
        ),
    )
    if not isinstance(accept(room, header, Direction.FROM_WORKER), Room):
        raise Malformed
    return Stored(
        epoch=case.epoch, direction=Direction.FROM_WORKER, counter=header.counter, message=message
    )


def _hash(record: bytes) -> wire.RecordHash:
    return wire.RecordHash(crypto.digest("pl.epoch", record))


def _owing(change: Change, owed: Sequence[Outgoing]) -> Change:
    return replace(change, owed=owed)
