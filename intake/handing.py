"""A student looks for another worker, and workers say whether they would (protocol.md section 17).

Asks and collects answers; the worker changes by the student's next epoch alone (next_epochs.py).
Pure steps at the bottom.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import crypto
from crypto import wire
from crypto.wire import CaseId, CertificateId, ChainHash, Direction, Signed
from crypto.wire.handover import Handover, open_handover
from intake import papers
from intake.absence import Absence
from intake.closing import handovers
from intake.consents import standing
from intake.errors import Conflict, Malformed, NotFound, TooOften
from intake.headers import read_kept
from intake.matching import Roster, able, roster_allows
from intake.notices import STAFF_BUTTONS, STUDENT_BUTTONS, Notices
from intake.ports import Cases, Change, Decide, Fitness, Live, Messages, Team
from intake.requests import Case, Event, Party, Recipient, Seeking, State, advance, party
from people.accounts import Account, AccountId, Accounts
from people.clock import Clock

OFFERED_AT_ONCE: Final = 50
MOST_TIMES: Final = 50
"""Handovers that one epoch may see: each is shown to every worker who is asked."""
_DAY_SECONDS: Final = 24 * 3600
_BEYOND: Final = (1 << 38,) * 2


@dataclass(frozen=True, kw_only=True)
class SentHandover:
    """What a student's device sends: signed handover, sealed card, a wrap for each recipient."""

    handover: bytes = field(repr=False)
    card: bytes = field(repr=False)
    wraps: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class OfferedHandover:
    """A conversation that looks for somebody, as a worker who is asked is shown it."""

    case: CaseId
    handover: bytes = field(repr=False)
    card: bytes = field(repr=False)
    wrap: bytes = field(repr=False)
    waiting_minutes: int
    mine: bool


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Another worker of the roster in force, and whether they have room for one more."""

    certificate: CertificateId = field(repr=False)
    free: bool


@dataclass(frozen=True, kw_only=True)
class Stood:
    """A message's place and hash, of which somebody asks whether it stood there."""

    epoch: int
    direction: Direction
    counter: int
    hash: ChainHash = field(repr=False)


class Handing:
    """Handovers until somebody is found. `under18_digests` are the under-18 notices' (R24).

    `fitness` says who may go on with one: nobody who rests or has enough.
    """

    def __init__(
        self,
        *,
        cases: Cases,
        messages: Messages,
        team: Team,
        accounts: Accounts,
        absence: Absence,
        notices: Notices,
        live: Live,
        clock: Clock,
        under18_digests: Container[bytes],
        fitness: Fitness | None = None,
    ) -> None:
        self._fitness = fitness
        self._cases = cases
        self._messages = messages
        self._team = team
        self._accounts = accounts
        self._absence = absence
        self._notices = notices
        self._live = live
        self._clock = clock
        self._under18_digests = under18_digests

    async def seek(self, student: Account, case_id: CaseId, sent: SentHandover) -> None:
        """Ask the workers to whom this is sealed, in place of whoever was asked before.

        The same bytes again change nothing. Raises NotFound; Malformed; TooOften; Conflict `stale`
        (with the newest record's hash) or `roster`.
        """
        case = await self._own(student.id, case_id)
        signed = _opened(sent, case)
        if case.seeking is not None and case.seeking.paper == _hash(sent.handover):
            return
        asked = await self._recipients(case, signed.body)
        now = int(self._clock.now())
        told = [each.account for each in asked if not each.recused]
        async with self._notices.announcing(told, buttons=STAFF_BUTTONS) as notice:

            def decide(case: Case) -> Change:
                change = _sought(case, signed.body, sent, asked, now=now)
                return replace(change, owed=notice.rows)

            after = await self._cases.change(case_id, decide)
        self._tell(case, after)

    async def stop(self, student: Account, case_id: CaseId) -> None:
        """Look for nobody any more; where nobody was looked for, nothing changes. NotFound."""
        before = await self._own(student.id, case_id)
        now = int(self._clock.now())
        self._tell(before, await self._cases.change(case_id, lambda case: _stopped(case, now=now)))

    async def offered(self, worker: AccountId) -> Sequence[OfferedHandover]:
        """The conversations that this worker is asked about; none while the roster expired."""
        now, found = int(self._clock.now()), list[OfferedHandover]()
        roster = await self._team.roster()
        for case in await self._cases.seeking(limit=OFFERED_AT_ONCE):
            seeking = case.sought
            place = None if seeking is None else _may_answer(case, worker, roster)
            if seeking is None or place is None or seeking.willing not in {None, worker}:
                continue
            wrap = papers.handover_wrap(place.place)
            names = (papers.HANDOVER, papers.HANDOVER_CARD, wrap)
            kept = await self._cases.papers(case.id, frozenset(names))
            if len(kept) < len(names):
                continue
            minutes = max(0, now - seeking.since) // 60
            found.append(
                OfferedHandover(
                    case=case.id,
                    handover=kept[papers.HANDOVER],
                    card=kept[papers.HANDOVER_CARD],
                    wrap=kept[wrap],
                    waiting_minutes=minutes - minutes % 5,
                    mine=seeking.willing == worker,
                )
            )
        return found

    async def take(self, worker: AccountId, case_id: CaseId) -> None:
        """Say that one would go on with it. Again: nothing.

        Raises NotFound; Conflict `taken`, or with what they lack (`Fitness`).
        """
        lacking = await self._lacking(worker)
        if lacking is not None:
            raise Conflict(lacking)
        roster, now = await self._team.roster(), int(self._clock.now())
        await self._answer(case_id, lambda case: _taken(case, worker, roster, now=now))

    async def _lacking(self, worker: AccountId) -> str | None:
        return None if self._fitness is None else await self._fitness.lacking(worker)

    async def leave(self, worker: AccountId, case_id: CaseId) -> None:
        """Say that one would not, or not after all. Again: nothing. Raises NotFound."""
        now = int(self._clock.now())
        await self._answer(case_id, lambda case: _left(case, worker, now=now))

    async def colleagues(self, worker: AccountId) -> Sequence[Colleague]:
        """The others of the roster in force who are not absent, and who has room."""
        roster = await self._team.roster()
        found = []
        for listed in () if roster is None else roster.workers.values():
            if listed.account == worker or await self._absence.of(listed.account) is not None:
                continue
            free = await self._lacking(listed.account) is None
            found.append(Colleague(certificate=listed.certificate, free=free))
        return found

    async def stood(
        self, account: AccountId, case_id: CaseId, asked: Sequence[Stood]
    ) -> Sequence[bool]:
        """Whether these messages stand at their places of earlier epochs. Raises NotFound.

        Says nothing that who asks does not hold already: a hash cannot be guessed.
        """
        now = int(self._clock.now())
        case = await self._cases.find(case_id)
        part = None if case is None else party(case, account, now=now)
        if case is None or part is None or case.is_contact or case.state is not State.OPEN:
            raise NotFound
        if part is not Party.STUDENT and await self._team.revoked(account):
            raise NotFound
        return [await self._stands(case, each) for each in asked]

    async def _stands(self, case: Case, asked: Stood) -> bool:
        name = papers.epoch(asked.epoch)
        kept = await self._cases.papers(case.id, frozenset({name}))
        if asked.epoch >= case.epoch or asked.counter < 1 or name not in kept:
            return False
        after = [*_BEYOND]
        after[asked.direction] = asked.counter - 1
        page = await self._messages.after(
            case.id,
            epoch=asked.epoch,
            record=wire.RecordHash(crypto.digest("pl.epoch", kept[name])),
            counters=(after[0], after[1]),
            limit=1,
        )
        if page is None or not page.messages:
            return False
        found = page.messages[0]
        if (found.direction, found.counter) != (asked.direction, asked.counter):
            return False
        return read_kept(found.message, found.body_hash).chain == asked.hash

    async def _own(self, student: AccountId, case_id: CaseId) -> Case:
        case = await self._cases.find(case_id)
        if case is None or case.student != student or case.is_contact:
            raise NotFound
        if case.state is not State.OPEN:
            raise NotFound
        return case

    async def _recipients(self, case: Case, body: Handover) -> tuple[Recipient, ...]:
        """Who is asked, by the roster in force. Raises Conflict `roster`."""
        roster = await self._team.roster()
        named = [each.certificate for each in body.recipients]
        agreed = standing(
            await self._accounts.consents(case.student), under18_digests=self._under18_digests
        )
        if roster is None or (roster.version, roster.hash) != (
            body.roster_version,
            body.roster_hash,
        ):
            raise Conflict("roster")
        if not roster_allows(named, roster, under18=agreed.under18):
            raise Conflict("roster")
        own = await self._accounts.other_side(case.student)
        found = []
        for place, certificate in enumerate(named, start=1):
            account = roster.workers[certificate].account
            if account == case.worker:
                raise Conflict("roster")
            # As with a request: a worker never meets their own (R25).
            found.append(
                Recipient(
                    place=place,
                    account=account,
                    certificate=certificate,
                    recused=account == own,
                )
            )
        return tuple(found)

    async def _answer(self, case_id: CaseId, step: Decide) -> None:
        before = await self._cases.find(case_id)
        if before is None:
            raise NotFound
        # A pause is a pause from this, too (§25): it is on the screen when they come back.
        told = [] if before.pauses(at=int(self._clock.now())) else [before.student]
        async with self._notices.announcing(told, buttons=STUDENT_BUTTONS) as notice:
            changed = False

            def decide(case: Case) -> Change | None:
                nonlocal changed
                change = step(case)
                changed = change is not None and _matters(case, change.case)
                if change is None or not changed:
                    return change
                return replace(change, owed=notice.rows)

            after = await self._cases.change(case_id, decide)
            if not changed:
                notice.take_back()
        self._tell(before, after)

    def _tell(self, *cases: Case) -> None:
        asked = {r.account for c in cases if c.seeking for r in c.seeking.asked}
        for account in asked:
            self._live.queue(account)
        self._live.case(cases[-1].student, cases[-1].id)


def _opened(sent: SentHandover, case: Case) -> Signed[Handover]:
    try:
        signed = open_handover(
            sent.handover, card=sent.card, wraps=sent.wraps, student=case.student_sign
        )
    except crypto.CryptoError:
        raise Malformed from None
    if signed.body.case != case.id:
        raise Malformed
    return signed


def _hash(paper: bytes) -> bytes:
    return wire.blob_hash(paper)


def _may_answer(case: Case, worker: AccountId, roster: Roster | None) -> Recipient | None:
    seeking = case.sought
    asked = () if seeking is None else seeking.asked
    found = next((each for each in asked if each.account == worker), None)
    return found if found is not None and able(found, roster) else None


def _matters(before: Case, after: Case) -> bool:
    """Whether the student is shown something else now."""
    return (before.seeking and before.seeking.willing) != (after.seeking and after.seeking.willing)


def _sought(
    case: Case, body: Handover, sent: SentHandover, asked: tuple[Recipient, ...], *, now: int
) -> Change:
    if case.state is not State.OPEN:
        raise NotFound
    if body.previous != case.record_hash:
        raise Conflict("stale", head=case.record_hash)
    last = case.seeking
    times = last.times + 1 if last is not None and last.record == case.record_hash else 1
    if times > MOST_TIMES:
        raise TooOften(retry_after=_DAY_SECONDS)
    seeking = Seeking(
        record=case.record_hash, paper=_hash(sent.handover), asked=asked, since=now, times=times
    )
    put = {papers.HANDOVER: sent.handover, papers.HANDOVER_CARD: sent.card}
    put |= {
        papers.handover_wrap(each.place): wrap
        for each, wrap in zip(asked, sent.wraps, strict=True)
        if not each.recused
    }
    return Change(
        case=replace(advance(case, Event.SOUGHT, now=now), seeking=seeking),
        event="handover.asked",
        role="student",
        put=put,
        drop=handovers(case) - put.keys(),
    )


def _stopped(case: Case, *, now: int) -> Change | None:
    if case.state is not State.OPEN:
        raise NotFound
    if case.seeking is None or not case.seeking.asked:
        return None
    none = replace(case.seeking, paper=b"", asked=(), willing=None)
    return Change(
        case=replace(advance(case, Event.UNSOUGHT, now=now), seeking=none),
        event="handover.stopped",
        role="student",
        drop=handovers(case),
    )


def _taken(case: Case, worker: AccountId, roster: Roster | None, *, now: int) -> Change | None:
    seeking = case.sought
    if seeking is None or _may_answer(case, worker, roster) is None:
        raise NotFound
    if seeking.willing == worker:
        return None
    if seeking.willing is not None:
        raise Conflict("taken")
    after = advance(case, Event.WILLING, now=now)
    return Change(
        case=replace(after, seeking=replace(seeking, willing=worker)),
        event="handover.willing",
        role="worker",
    )


def _left(case: Case, worker: AccountId, *, now: int) -> Change | None:
    seeking = case.sought
    place = next((r for r in seeking.asked if r.account == worker), None) if seeking else None
    if seeking is None or place is None or place.recused:
        raise NotFound
    if place.passed:
        return None
    asked = tuple(replace(r, passed=True) if r.place == place.place else r for r in seeking.asked)
    willing = None if seeking.willing == worker else seeking.willing
    after = advance(case, Event.UNWILLING, now=now)
    return Change(
        case=replace(after, seeking=replace(seeking, asked=asked, willing=willing)),
        event="handover.passed",
        role="worker",
    )
