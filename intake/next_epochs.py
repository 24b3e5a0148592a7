"""Later epochs: a member renews a conversation's key, changes keys or worker (protocol.md §6).

One step with whatever it brings along. What needs a secret only the two devices can check; which
record may follow which is crypto.wire's rule, the same that devices judge by.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import crypto
from crypto import wire
from crypto.wire import CaseId, Changes, Epoch, RecordHash, Signed
from intake import papers
from intake.closing import handovers, others_wraps, workers_wraps
from intake.consents import standing
from intake.errors import Conflict, Malformed, NotFound
from intake.matching import Listed, Roster
from intake.notices import STAFF_BUTTONS, Notices
from intake.ports import Cases, Change, Live, OwnSockets, Team
from intake.requests import Case, Event, Party, State, advance, party
from people.accounts import Account, AccountId, Accounts
from people.clock import Clock
from people.errors import Malformed as BadKeys
from people.rekeying import KeptKeys, Rekeyed, rekeyed
from people.sessions import Caller

MOST_EPOCHS: Final = 200
"""Of one case: each is kept and read with it. Those that change nothing end at half of it."""


@dataclass(frozen=True, kw_only=True)
class NewKeys:
    """A student's key change: the statement by the old key, the new key's ack, what to keep."""

    statement: bytes = field(repr=False)
    ack: bytes = field(repr=False)
    kept: KeptKeys | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class NextEpoch:
    """What a member's device sends: signed record, the student's and the worker's wrap."""

    record: bytes = field(repr=False)
    wraps: tuple[bytes, bytes] = field(repr=False)
    member_change: bytes | None = field(default=None, repr=False)
    new_keys: NewKeys | None = None

    @property
    def hash(self) -> RecordHash:
        """The record's hash; it covers the wraps."""
        return RecordHash(crypto.digest("pl.epoch", self.record))


@dataclass(frozen=True, kw_only=True)
class _Sent:
    """A record that stands under the rules, and who and what it names."""

    by: Account
    part: Party
    what: NextEpoch
    epoch: Signed[Epoch]
    before: Signed[Epoch]
    worker: AccountId
    rekeyed: Rekeyed | None

    @property
    def hands_over(self) -> bool:
        """Whether the worker is another one."""
        return self.what.member_change is not None


class NextEpochs:
    """Takes later epochs. `under18_digests` are those of the under-18 notices (R24)."""

    def __init__(
        self,
        *,
        cases: Cases,
        team: Team,
        accounts: Accounts,
        notices: Notices,
        live: Live,
        sockets: OwnSockets,
        clock: Clock,
        under18_digests: Container[bytes],
    ) -> None:
        self._cases = cases
        self._team = team
        self._accounts = accounts
        self._notices = notices
        self._live = live
        self._sockets = sockets
        self._clock = clock
        self._under18_digests = under18_digests

    async def make(self, caller: Caller, case_id: CaseId, what: NextEpoch) -> None:
        """Keep the epoch and move the room to it.

        The same bytes again change nothing. Raises NotFound; Malformed; Conflict `stale` (with
        the newest record's hash), `roster`, `revision` or `full`.
        """
        case, part = await self._theirs(caller.account, case_id)
        if case.record_hash == what.hash:
            return
        sent = await self._checked(caller, case, part, what)
        now = int(self._clock.now())
        joining = [sent.worker] if sent.hands_over else []
        async with self._notices.announcing(joining, buttons=STAFF_BUTTONS) as notice:
            after = await self._cases.change(
                case_id, lambda case: replace(_made(case, sent, now=now), owed=notice.rows)
            )
        for account in {case.student, case.worker, after.worker} - {None}:
            if account is not None:
                self._live.case(account, case_id)
        for asked in () if case.seeking is None else case.seeking.asked:
            self._live.queue(asked.account)
        if sent.rekeyed is not None:
            self._sockets.end_others(caller.account.id, but=caller.session)

    async def _theirs(self, account: Account, case_id: CaseId) -> tuple[Case, Party]:
        case = await self._cases.find(case_id)
        part = None if case is None else party(case, account.id, now=int(self._clock.now()))
        if case is None or part is None or case.state is not State.OPEN:
            raise NotFound
        if part is not Party.STUDENT and await self._team.revoked(account.id):
            raise NotFound
        return case, part

    async def _checked(self, caller: Caller, case: Case, part: Party, what: NextEpoch) -> _Sent:
        name = papers.epoch(case.epoch)
        kept = await self._cases.papers(case.id, frozenset({name}))
        if name not in kept:
            raise NotFound
        try:
            before = wire.open_signed(kept[name], Epoch)
            epoch = wire.open_epoch(what.record, wraps=what.wraps)
            _follow(epoch, before=before, what=what, by=caller.account)
            new_keys = _new_keys(epoch, what.new_keys, caller)
        except (crypto.CryptoError, BadKeys):
            raise Malformed from None
        return _Sent(
            by=caller.account,
            part=part,
            what=what,
            epoch=epoch,
            before=before,
            worker=await self._worker(case, epoch.body, before.body, what),
            rekeyed=new_keys,
        )

    async def _worker(self, case: Case, body: Epoch, last: Epoch, what: NextEpoch) -> AccountId:
        """Whose certificate the record names. Raises Conflict `roster`."""
        if what.member_change is not None:
            return await self._another(case, body)
        if case.worker is None:
            raise NotFound
        newest = await self._team.newest()
        if _roster_of(last) != _roster_of(body) and not _is_of(body, newest):
            raise Conflict("roster")
        if body.worker.certificate != last.worker.certificate:
            listed = _named(body, newest)
            if listed is None or listed.account != case.worker:
                raise Conflict("roster")
        return case.worker

    async def _another(self, case: Case, body: Epoch) -> AccountId:
        """A handover needs the roster in force, and somebody else than student and worker."""
        roster = await self._team.roster()
        listed = _named(body, roster) if _is_of(body, roster) else None
        if listed is None or not listed.active or listed.account == case.worker:
            raise Conflict("roster")
        if listed.account == await self._accounts.other_side(case.student):
            raise Conflict("roster")
        agreed = standing(
            await self._accounts.consents(case.student), under18_digests=self._under18_digests
        )
        if agreed.under18 and not listed.under18:
            raise Conflict("roster")
        return listed.account


def _follow(epoch: Signed[Epoch], *, before: Signed[Epoch], what: NextEpoch, by: Account) -> None:
    """Section 6's rules, and by whom. Raises Conflict `stale`, Malformed, or what reading does."""
    body, last = epoch.body, before.body
    head = wire.epoch_hash(before)
    if body.case == last.case and body.previous != head:
        raise Conflict("stale", head=head)
    statement = None if what.new_keys is None else what.new_keys.statement
    changes = Changes(worker=what.member_change, student=statement)
    wire.check_next_epoch(epoch, before=before, changes=changes)
    # Only what the record needs is kept with it.
    needed = (_keys(body.worker) != _keys(last.worker), _keys(body.student) != _keys(last.student))
    given = (what.member_change is not None, statement is not None)
    if needed != given or epoch.key != by.keys.sign:
        raise Malformed
    # What changes nothing stops first: a worker must not use up the student's way out.
    if body.number > (MOST_EPOCHS if any(needed) else MOST_EPOCHS // 2):
        raise Conflict("full")


def _new_keys(epoch: Signed[Epoch], new: NewKeys | None, caller: Caller) -> Rekeyed | None:
    """A key change is the student's own, and the new key signs that it is there."""
    if new is None:
        return None
    # A contact goes on under the keys that it began with (§14).
    if epoch.key == epoch.body.worker.sign_key or epoch.body.worker.role == "holder":
        raise Malformed
    wire.check_ack(new.ack, epoch=epoch)
    student = epoch.body.student
    return rekeyed(
        caller.account,
        sign=student.sign_key,
        box=student.box_key,
        session=caller.session,
        kept=new.kept,
    )


def _made(case: Case, sent: _Sent, *, now: int) -> Change:
    head = wire.epoch_hash(sent.before)
    if case.state is not State.OPEN:
        raise NotFound
    if case.record_hash != head:
        # Another member, or another device, was first.
        raise Conflict("stale", head=case.record_hash)
    body, own = sent.epoch.body, sent.part is Party.STUDENT
    # Whom the student asked to follow was asked about the epoch before.
    drop = workers_wraps(case) if sent.hands_over else handovers(case)
    if own:
        # Who makes an epoch has accepted the one before it.
        drop |= others_wraps(case)
    after = replace(
        advance(case, Event.RENEWED, now=now),
        student_sign=body.student.sign_key,
        student_box=body.student.box_key,
        worker=sent.worker,
        epoch=body.number,
        record_hash=sent.what.hash,
        acknowledged=own,
        others_kept=case.others_kept and not own,
        seeking=None,
        unattended=None if sent.hands_over else case.unattended,
    )
    return Change(
        case=after,
        event="conversation.handed_over" if sent.hands_over else "conversation.renewed",
        role=sent.by.role.value,
        put=_papers(body.number, sent.what),
        drop=drop,
        rekeyed=sent.rekeyed,
    )


def _papers(number: int, what: NextEpoch) -> Mapping[str, bytes]:
    kept = {
        papers.epoch(number): what.record,
        papers.epoch_wrap(number, "student"): what.wraps[0],
        papers.epoch_wrap(number, "worker"): what.wraps[1],
    }
    if what.member_change is not None:
        kept[papers.member_change(number)] = what.member_change
    if what.new_keys is not None:
        kept[papers.key_change(number)] = what.new_keys.statement
        kept[papers.ack(number)] = what.new_keys.ack
    return kept


def _keys(member: wire.Member) -> tuple[bytes, bytes]:
    return member.sign_key, member.box_key


def _roster_of(epoch: Epoch) -> tuple[int, bytes]:
    return epoch.roster_version, epoch.roster_hash


def _is_of(epoch: Epoch, roster: Roster | None) -> bool:
    return roster is not None and _roster_of(epoch) == (roster.version, roster.hash)


def _named(epoch: Epoch, roster: Roster | None) -> Listed | None:
    """Whose certificate and keys the record names, in that role, if the roster lists them."""
    if roster is None:
        return None
    member = epoch.worker
    team = roster.holders if member.role == "holder" else roster.workers
    listed = team.get(wire.CertificateId(member.certificate))
    if listed is None or (listed.sign_key, listed.box_key) != _keys(member):
        return None
    return listed
