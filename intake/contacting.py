"""A holder writes to the student of a case: contact, epoch 1 and first message in one step
(protocol.md section 14). What is said afterwards is a conversation like any other.

Which flag it comes from the service cannot see: the holder shows that they know the request.
"""

from dataclasses import dataclass, field, replace
from typing import Final

import crypto
from crypto import wire
from crypto.wire import CaseId
from intake import papers
from intake.accepting import FIRST_EPOCH, first_message
from intake.errors import Conflict, Malformed, NotFound
from intake.matching import Roster
from intake.notices import STUDENT_BUTTONS, Notices
from intake.ports import Cases, Change, Live, Team
from intake.requests import Case, Event, State, advance, party
from people.accounts import Account, Accounts, AccountState
from people.clock import Clock

MOST_OF_A_CASE: Final = 20
"""Contacts about one case, closed ones too: nobody is written to without end."""


@dataclass(frozen=True, kw_only=True)
class NewContact:
    """What the holder's device sends: both signed papers, the two wraps, the first message."""

    contact: bytes = field(repr=False)
    record: bytes = field(repr=False)
    wraps: tuple[bytes, bytes] = field(repr=False)
    message: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class _Checked:
    """The papers, signed by this holder and fitting each other."""

    contact: wire.Signed[wire.Contact]
    epoch: wire.Signed[wire.Epoch]


class Contacting:
    """Begins conversations between holders and students."""

    def __init__(
        self,
        *,
        cases: Cases,
        team: Team,
        accounts: Accounts,
        notices: Notices,
        live: Live,
        clock: Clock,
    ) -> None:
        self._cases = cases
        self._team = team
        self._accounts = accounts
        self._notices = notices
        self._live = live
        self._clock = clock

    async def write(self, holder: Account, sent: NewContact) -> CaseId:
        """Keep the contact and tell its student, content-free; the same again changes nothing.

        Raises NotFound, also for a holder whom the newest roster does not list, for a request
        that is not this case's newest, and where nobody has the student's account any more;
        Malformed; Conflict `roster` when the record names another roster than the newest,
        `stale` when the student has other keys by now, `exists` or `full`.
        """
        roster = await self._team.newest()
        if roster is None or not _listed(holder, roster):
            raise NotFound
        checked = _checked(holder, sent)
        contact = checked.contact.body
        if await self._is_kept(contact.id, sent):
            return contact.id
        student = await self._student(holder, contact)
        _check_members(checked, student, holder, roster)
        now = int(self._clock.now())
        change = _made(checked, sent, student=student, holder=holder, now=now)
        await self._check_room_for(change.case)
        async with self._notices.announcing([student.id], buttons=STUDENT_BUTTONS) as notice:
            await self._cases.create(replace(change, owed=notice.rows))
        for account in (student.id, holder.id):
            self._live.case(account, contact.id)
        return contact.id

    async def _is_kept(self, contact: CaseId, sent: NewContact) -> bool:
        # A device that lost the answer sends the same bytes again; the record covers the wraps.
        names = {papers.CONTACT: sent.contact, papers.epoch(FIRST_EPOCH): sent.record}
        return dict(await self._cases.papers(contact, frozenset(names))) == names

    async def _student(self, holder: Account, contact: wire.Contact) -> Account:
        """The student of the case. Raises NotFound."""
        now = int(self._clock.now())
        case = await self._cases.find(contact.case)
        if case is None or case.is_contact or party(case, case.student, now=now) is None:
            raise NotFound
        # Who knows no more than the case's id learns nothing from the answer.
        if case.intake_hash != contact.intake:
            raise NotFound
        student = await self._accounts.get(case.student)
        if student is None or student.state is not AccountState.ACTIVE:
            raise NotFound
        if await self._accounts.other_side(student.id) == holder.id:
            raise NotFound
        return student

    async def _check_room_for(self, contact: Case) -> None:
        """Raises Conflict `exists` or `full`; of two at the same moment the store refuses one."""
        theirs = await self._cases.of_student(contact.student)
        about = [case for case in theirs if case.about == contact.about]
        if any(case.state is State.OPEN and case.worker == contact.worker for case in about):
            raise Conflict("exists")
        if len(about) >= MOST_OF_A_CASE:
            raise Conflict("full")


def _listed(holder: Account, roster: Roster) -> bool:
    return any(each.account == holder.id and each.active for each in roster.holders.values())


def _checked(holder: Account, sent: NewContact) -> _Checked:
    """Both papers by this holder's key, one continuing the other. Raises Malformed."""
    try:
        contact = wire.open_signed(sent.contact, wire.Contact)
        epoch = wire.open_epoch(sent.record, wraps=sent.wraps)
        student = epoch.body.student
        wire.check_contact_epoch(
            epoch, contact=contact, sign_key=student.sign_key, box_key=student.box_key
        )
    except crypto.CryptoError:
        raise Malformed from None
    if contact.key != holder.keys.sign:
        raise Malformed
    return _Checked(contact=contact, epoch=epoch)


def _check_members(checked: _Checked, student: Account, holder: Account, roster: Roster) -> None:
    """The record names the holder as the newest roster does, and the student's keys of now."""
    body = checked.epoch.body
    if (body.roster_version, body.roster_hash) != (roster.version, roster.hash):
        raise Conflict("roster")
    listed = roster.holders.get(checked.contact.body.certificate)
    if listed is None or listed.account != holder.id:
        raise Conflict("roster")
    if (listed.sign_key, listed.box_key) != (body.worker.sign_key, body.worker.box_key):
        raise Malformed
    if (body.student.sign_key, body.student.box_key) != (student.keys.sign, student.keys.box):
        raise Conflict("stale")


def _made(
    checked: _Checked, sent: NewContact, *, student: Account, holder: Account, now: int
) -> Change:
    contact, epoch = checked.contact.body, checked.epoch
    absent = Case(
        id=contact.id,
        state=State.ABSENT,
        student=student.id,
        student_sign=epoch.body.student.sign_key,
        student_box=epoch.body.student.box_key,
        revision=0,
        intake_hash=contact.intake,
        recipients=(),
        submitted=now,
        changed=now,
        others_kept=False,
        worker=holder.id,
        epoch=FIRST_EPOCH,
        record_hash=wire.epoch_hash(epoch),
        opened=now,
        about=contact.case,
    )
    case = advance(absent, Event.CONTACTED, now=now)
    return Change(
        case=case,
        event="contact.written",
        role=holder.role.value,
        put={
            papers.CONTACT: sent.contact,
            papers.epoch(FIRST_EPOCH): sent.record,
            papers.epoch_wrap(FIRST_EPOCH, "student"): sent.wraps[0],
            papers.epoch_wrap(FIRST_EPOCH, "worker"): sent.wraps[1],
        },
        first=first_message(case, sent.message),
    )
