"""What the two in a room do there: look, read, write and take back.

Each call checks who asks; everybody else gets NotFound, whether there is a room or not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import crypto
from crypto.wire import CaseId, Direction, Place, RecordHash
from intake import papers
from intake.absence import Absence
from intake.conversations import Behind, Room
from intake.errors import NotFound
from intake.headers import read_header
from intake.matching import stuck
from intake.notices import STAFF_BUTTONS, STUDENT_BUTTONS, Notices
from intake.ports import (
    Cases,
    Durable,
    Live,
    Messages,
    Page,
    Posted,
    Posting,
    Stored,
    Team,
)
from intake.requests import Case, Party, State, as_of, party
from intake.views import EpochHeads, View, joined, names_for, seat, sought_of, view_of
from people.accounts import AccountId
from people.clock import Clock

PAGE_LIMIT: Final = 200

# An enumeration looks a member up by its name at each use, several times for every message.
_OPEN: Final = State.OPEN
_STUDENTS: Final = Direction.FROM_STUDENT


class Written(NamedTuple):
    """What became of a message, and the message as kept if it was."""

    verdict: Durable | Behind
    message: Stored


WriterTold = Callable[[Durable | Behind | None, Stored, Exception | None], None]
"""Told once what became of a message and what it is when kept; or with the error which `write`
would raise, and no verdict."""


class Seat(NamedTuple):
    """Somebody's place in a room as one who writes there now."""

    room: Room
    direction: Direction
    peer: AccountId | None
    """Who is told; nobody for a worker whom the team left out."""


class Rooms:
    """Cases and conversations for those who are in them."""

    def __init__(
        self,
        *,
        cases: Cases,
        messages: Messages,
        team: Team,
        notices: Notices,
        live: Live,
        clock: Clock,
        absence: Absence,
    ) -> None:
        self._cases = cases
        self._messages = messages
        self._absence = absence
        self._team = team
        self._notices = notices
        self._live = live
        self._clock = clock

    async def mine(self, account: AccountId) -> Sequence[tuple[Case, Party]]:
        """One's own cases, newest first, each with one's part in it."""
        now = int(self._clock.now())
        found = [*await self._cases.of_student(account)]
        if not await self._team.revoked(account):
            found += await self._cases.of_worker(account)
        return [
            (as_of(case, now=now), part)
            for case in found
            if (part := party(case, account, now=now)) is not None
        ]

    async def look(self, account: AccountId, case_id: CaseId) -> View:
        """The case as this account may see it. Raises NotFound."""
        case, part = await self._theirs(account, case_id)
        found = await self._cases.papers(case_id, names_for(case, part))
        if not found:
            raise NotFound
        heads = [
            heads
            for number in joined(case, part, found)
            if (heads := await self._heads(case_id, number, _hash(found[papers.epoch(number)])))
        ]
        roster = await self._team.roster()
        return view_of(
            case,
            part,
            found,
            stuck=stuck(case, roster),
            heads=heads,
            sought=sought_of(case, part, found.get(papers.HANDOVER), roster),
            absent=await self._absence.of_case(case) if part is Party.STUDENT else None,
        )

    async def read(
        self,
        account: AccountId,
        case_id: CaseId,
        *,
        epoch: int,
        after: tuple[int, int],
        limit: int,
    ) -> tuple[Page, EpochHeads]:
        """Messages after a cursor and the epoch's heads. Raises NotFound."""
        case, part = await self._theirs(account, case_id)
        record = await self._record(case, part, epoch)
        page = await self._messages.after(
            case_id, epoch=epoch, record=record, counters=after, limit=min(limit, PAGE_LIMIT)
        )
        if page is None:
            raise NotFound
        return page, EpochHeads(epoch=epoch, student=page.heads[0], worker=page.heads[1])

    async def write(self, account: AccountId, case_id: CaseId, message: bytes) -> Written:
        """Keep a message and tell the other side; answers when it is durable.

        Raises Malformed; NotFound when this account has no open room with that id.
        """
        future: asyncio.Future[Written] = asyncio.get_running_loop().create_future()

        def told(verdict: Durable | Behind | None, kept: Stored, error: Exception | None) -> None:
            if future.done():
                return
            if verdict is not None:
                future.set_result(Written(verdict, kept))
            elif error is not None:
                future.set_exception(error)

        await self.post(account, case_id, message, told)
        return await future

    async def post(
        self,
        account: AccountId,
        case_id: CaseId,
        message: bytes,
        told: WriterTold,
    ) -> None:
        """As `write`, returning as soon as the same device's next message may be handed in.

        `told` is called once, when the message is durable or came to nothing. Raises what `write`
        raises before the message is handed in.
        """
        header = read_header(message)
        room = await self._messages.room(case_id)
        if room is None:
            raise NotFound
        out = room.worker is not None and await self._team.revoked(room.worker)
        seated = _seated(room, account, out=out)
        posting, done = self._handing(account, seated, header, message, told)
        if (peer := seated.peer) is not None and self._owes_notice(seated):
            by_student = seated.direction is _STUDENTS
            buttons = STAFF_BUTTONS if by_student else STUDENT_BUTTONS
            done(await self._announced(posting, peer, buttons), None)
        else:
            self._messages.post(posting, done)

    def post_at_once(
        self, account: AccountId, case_id: CaseId, message: bytes, told: WriterTold
    ) -> bool:
        """As `post` where it has nothing to wait for. False where it has: nothing was done.

        Raises what `write` raises before the message is handed in.
        """
        room = self._messages.room_at_hand(case_id)
        if room is None:
            return False
        out = False if room.worker is None else self._team.revoked_at_hand(room.worker)
        if out is None:
            return False
        seated = _seated(room, account, out=out)
        if self._owes_notice(seated):
            return False
        header = read_header(message)
        self._messages.post(*self._handing(account, seated, header, message, told))
        return True

    def _handing(
        self, account: AccountId, seated: Seat, header: Place, message: bytes, told: WriterTold
    ) -> tuple[Posting, Posted]:
        """What is handed in, and what tells both sides what became of it."""
        room, direction, peer = seated
        # A named tuple's own constructor is a call more, once for every message.
        posting = tuple.__new__(Posting, (room.case, account, header, message, ()))
        stored = tuple.__new__(Stored, (header.epoch, direction, header.counter, message, None))

        def done(verdict: Durable | Behind | None, error: Exception | None) -> None:
            if peer is not None and isinstance(verdict, Durable) and verdict.new:
                self._live.message(peer, room.case, stored)
            told(verdict, stored, error)

        return posting, done

    def _owes_notice(self, seated: Seat) -> bool:
        """Whether the other side is to hear of a message by a notice."""
        room, direction, peer = seated
        if peer is None or not self._notices.due(peer):
            return False
        return direction is _STUDENTS or self._clock.now() >= room.quiet_until

    async def _announced(self, posting: Posting, peer: AccountId, buttons: str) -> Durable | Behind:
        """Keep a message together with the notice that it causes; waits until it is durable."""
        async with self._notices.announcing([peer], buttons=buttons) as notice:
            verdict = await self._messages.append(posting._replace(owed=notice.rows))
            if isinstance(verdict, Behind) or not verdict.new:
                notice.take_back()
        return verdict

    async def unsend(
        self, account: AccountId, case_id: CaseId, *, epoch: int, counter: int
    ) -> None:
        """Drop the body of one's own message. Raises NotFound, or Conflict `seen`."""
        await self._theirs(account, case_id)
        await self._messages.unsend(case_id, writer=account, epoch=epoch, counter=counter)

    async def _record(self, case: Case, part: Party, epoch: int) -> RecordHash:
        """The record's hash of an epoch that this reader is in. Raises NotFound."""
        if not 0 < epoch <= case.epoch:
            raise NotFound
        if epoch == case.epoch:
            return case.record_hash
        names = (papers.epoch(epoch), papers.epoch_wrap(epoch, seat(part)))
        found = await self._cases.papers(case.id, frozenset(names))
        # Whoever joined later has no wrap of the epochs before, and nothing to read there.
        if len(found) < len(names):
            raise NotFound
        return _hash(found[names[0]])

    async def _heads(self, case_id: CaseId, epoch: int, record: RecordHash) -> EpochHeads | None:
        both = await self._messages.heads(case_id, epoch, record)
        return None if both is None else EpochHeads(epoch=epoch, student=both[0], worker=both[1])

    async def _theirs(self, account: AccountId, case_id: CaseId) -> tuple[Case, Party]:
        now = int(self._clock.now())
        case = await self._cases.find(case_id)
        part = None if case is None else party(case, account, now=now)
        if case is None or part is None:
            raise NotFound
        if part is not Party.STUDENT and await self._team.revoked(account):
            raise NotFound
        return as_of(case, now=now), part


def _seated(room: Room, account: AccountId, *, out: bool) -> Seat:
    """Whose place in the room it is; `out`: the team left its worker out. Raises NotFound."""
    direction = room.direction_of(account)
    if direction is None or room.state is not _OPEN:
        raise NotFound
    by_student = direction is _STUDENTS
    if out and not by_student:
        raise NotFound
    peer = None if out else room.worker if by_student else room.student
    return tuple.__new__(Seat, (room, direction, peer))


def _hash(record: bytes) -> RecordHash:
    return RecordHash(crypto.digest("pl.epoch", record))
