"""A student has what is theirs destroyed: one conversation, or the account with everything (R14).

Checks the signed word and ends what is going on; destroying itself is storage's. What must be
kept about a person (a disclosure's record, safety concerns) is not filed under their cases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

import crypto
from crypto import wire
from crypto.wire import CaseId
from intake.closing import ended, kept_until, tell_closed, workers_wraps
from intake.counting import Counted
from intake.errors import Conflict, Malformed, NotFound
from intake.notices import STAFF_BUTTONS, Notices
from intake.ports import Cases, Change, Decide, Live
from intake.requests import LIVE, Case, Event, Party, State, advance, as_of, party
from people.accounts import Account, AccountId
from people.clock import Clock

CONVERSATION: Final = "conversation"
EVERYTHING: Final = "everything"
EVENTS: Final[Mapping[bool, str]] = {False: "case.erased", True: "contact.erased"}
"""The audit row of a case's erasure by its student, and of a contact's."""


class Destroying(Protocol):
    """Where an account and all that is filed under it is destroyed."""

    async def forget(self, student: AccountId, decide: Decide) -> None:
        """End what is live by `decide`, then destroy every case, contact and the account (§8).

        From the first step on the account begins nothing and nobody gets in by it; its sessions
        and sockets end. What a failure leaves, the next start finishes.
        """
        ...


class Held(Protocol):
    """What must be kept for now, whatever its student wishes (§8)."""

    async def any_held(self, cases: Sequence[CaseId]) -> bool:
        """Whether one of these is held."""
        ...


class Erasing:
    """Takes the signed wish. `retention_days` only dates what is about to be destroyed anyway."""

    def __init__(
        self,
        *,
        cases: Cases,
        destroying: Destroying,
        notices: Notices,
        live: Live,
        clock: Clock,
        retention_days: int,
        held: Held | None = None,
    ) -> None:
        self._cases = cases
        self._destroying = destroying
        self._notices = notices
        self._live = live
        self._clock = clock
        self._retention_days = retention_days
        self._held = held

    async def conversation(self, student: Account, case_id: CaseId, signed: bytes) -> None:
        """Destroy one case or contact; what is open ends for the worker, too.

        Raises NotFound, also when it is erased already, Malformed, and Conflict `held`.
        """
        now = int(self._clock.now())
        before = await self._cases.find(case_id)
        if before is None or party(before, student.id, now=now) is not Party.STUDENT:
            raise NotFound
        _check(student, signed, what=CONVERSATION, id_=case_id)
        await self._refuse_held([case_id])
        keep_until = kept_until(now, retention_days=self._retention_days)
        told = _peers([as_of(before, now=now)])
        async with self._notices.announcing(told, buttons=STAFF_BUTTONS) as notice:

            def decide(case: Case) -> Change:
                return replace(_erased(case, now=now, keep_until=keep_until), owed=notice.rows)

            await self._cases.change(case_id, decide)
        await self._cases.erase(case_id)
        tell_closed(self._live, before)

    async def everything(self, student: Account, signed: bytes) -> None:
        """Destroy the account and everything filed under it.

        Raises Malformed, NotFound, and Conflict `held` where one conversation must be kept.
        """
        _check(student, signed, what=EVERYTHING, id_=student.id)
        now = int(self._clock.now())
        keep_until = kept_until(now, retention_days=self._retention_days)
        theirs = await self._cases.of_student(student.id)
        await self._refuse_held([case.id for case in theirs])
        live = [as_of(case, now=now) for case in theirs if case.state in LIVE]
        async with self._notices.announcing(_peers(live), buttons=STAFF_BUTTONS) as notice:
            rows = notice.rows

            def decide(case: Case) -> Change:
                nonlocal rows
                change = replace(_erased(case, now=now, keep_until=keep_until), owed=rows)
                rows = ()  # once is enough, with whichever is first
                return change

            await self._destroying.forget(student.id, decide)
        for before in live:
            tell_closed(self._live, before)

    async def _refuse_held(self, cases: Sequence[CaseId]) -> None:
        if self._held is not None and await self._held.any_held(cases):
            raise Conflict("held")


def _peers(cases: list[Case]) -> set[AccountId]:
    return {case.worker for case in cases if case.state is State.OPEN and case.worker}


def _erased(case: Case, *, now: int, keep_until: int) -> Change:
    """The last row that names the case: it ends here, if it had not ended."""
    event = EVENTS[case.is_contact]
    if case.state not in LIVE:
        return Change(case=case, event=event, role="student")
    closed = advance(case, Event.CLOSED_BY_STUDENT, now=now)
    return Change(
        case=ended(closed, by=Party.STUDENT.value, keep_until=keep_until),
        event=event,
        role="student",
        drop=workers_wraps(case),
        counted=() if case.state is State.OPEN else (Counted.WITHDRAWALS,),
    )


def _check(student: Account, signed: bytes, *, what: str, id_: bytes) -> None:
    try:
        statement = wire.open_signed(signed, wire.Erase)
    except crypto.CryptoError:
        raise Malformed from None
    erase = statement.body
    if (statement.key, erase.what, erase.id) != (student.keys.sign, what, id_):
        raise Malformed
