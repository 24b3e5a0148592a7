"""Disclosure by two holders (protocol.md §13): the record first, then a decision, then the halves.

Rules are in disclosures.py; this file joins each with one step of the store. Whoever is neither
of the two gets NotFound, whether there is one or not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import structlog

from crypto import wire
from crypto.wire import CaseId, CertificateId
from people.accounts import Account, AccountId, Role
from people.clock import Clock
from supervision import disclosures, rosters
from supervision.disclosure_ports import (
    Capsules,
    Decide,
    DisclosureChange,
    DisclosurePage,
    DisclosureReader,
    DisclosureStore,
    DueReminder,
    HeldCapsule,
    KeptDisclosure,
)
from supervision.disclosures import (
    COMPLETION,
    DECISION,
    Disclosure,
    DisclosureEvent,
    DisclosureId,
    DisclosureState,
    NewDisclosure,
    half_place,
)
from supervision.errors import Malformed, NotFound, Stale, Told
from supervision.flag_ports import FlagSockets
from supervision.holding import accounts_of, holder_of, holding
from supervision.ports import TeamStore

BATCH: Final = 200
_log = structlog.get_logger("supervision")

_PAST: Final = {
    DisclosureEvent.APPROVE: "disclosure.approved",
    DisclosureEvent.REFUSE: "disclosure.refused",
    DisclosureEvent.OPEN: "capsule.opened",
    DisclosureEvent.COMPLETE: "disclosure.completed",
    DisclosureEvent.WITHDRAW: "disclosure.withdrawn",
}


@dataclass(frozen=True, kw_only=True)
class HandedHalf:
    """One holder's half with what it belongs to. `release` and `decision` are the requester's."""

    half: bytes = field(repr=False)
    capsule: HeldCapsule
    release: bytes | None = field(default=None, repr=False)
    decision: bytes | None = field(default=None, repr=False)


class DisclosureDesk:
    """Carries out what the two holders do. `days`: until what was done must be said."""

    def __init__(
        self,
        *,
        store: DisclosureStore,
        capsules: Capsules,
        team: TeamStore,
        sockets: FlagSockets,
        clock: Clock,
        days: int,
    ) -> None:
        self._store = store
        self._capsules = capsules
        self._team = team
        self._sockets = sockets
        self._clock = clock
        self._days = days

    def now(self) -> int:
        """Unix seconds: what `overdue` is judged by."""
        return int(self._clock.now())

    async def record(self, holder: Account, new: NewDisclosure) -> None:
        """Keep a record and ask its approver. The same bytes again: the same answer.

        Raises NotFound (no such capsule), Malformed, Exists, RefusedBefore, Full.
        """
        reader = await self._reader(holder)
        disclosures.check_new(new, by=holder.role)
        team = await self._team.team()
        approver = holder_of(team, new.approver)
        asked = set() if approver is None else {approver.id}
        if new.closed_to & (reader.certificates | asked):
            raise Malformed
        held = await self._capsules.capsule(new.case)
        if held is None or held.version != new.capsule_version:
            raise NotFound
        told = accounts_of(team, {new.approver})
        await self._store.keep(new, tell=told)
        await self._push({new.approver})

    async def capsule_version(self, holder: Account, case: CaseId) -> int:
        """Which capsule a record about this case can name; a flag does not say. Raises NotFound."""
        await self._reader(holder)
        held = await self._capsules.capsule(case)
        if held is None:
            raise NotFound
        return held.version

    async def page(
        self, account: Account, *, before: DisclosureId | None, limit: int
    ) -> DisclosurePage:
        """Those that this holder's role is one of the two of, or that an auditor has a wrap of."""
        reader = await self._reader(account)
        return await self._store.page(reader, before=before, limit=limit)

    async def half(self, holder: Account, name: DisclosureId) -> HandedHalf:
        """One's own half, on record: the approver's while it waits for them, the requester's once
        approved, which opens it. Raises NotFound for everybody and everything else."""
        reader = await self._reader(holder)
        kept = await self._store.look(name)
        if kept is None:
            raise NotFound
        _half_step(kept, reader, now=self.now(), days=self._days)
        found = kept.disclosure
        held = await self._capsules.capsule(found.case)
        if held is None or held.version != found.capsule_version:
            raise NotFound

        def decide(now: KeptDisclosure) -> DisclosureChange:
            return _half_step(now, reader, now=self.now(), days=self._days)

        kept = await self._store.change(name, decide, by=holder.role, tell=())
        other = found.approver if holder.role is found.requester else found.requester
        asks = holder.role is found.requester
        return HandedHalf(
            half=held.halves[half_place(holder.role, other)],
            capsule=held,
            release=kept.release if asks else None,
            decision=kept.parts.get(DECISION) if asks else None,
        )

    async def decide(
        self,
        holder: Account,
        name: DisclosureId,
        event: DisclosureEvent,
        *,
        part: bytes,
        release: bytes | None,
    ) -> Disclosure:
        """The approver's word; `release` with an approval and only then.

        Raises Malformed, NotFound, IllegalDisclosureEvent.
        """
        if (release is not None) != (event is DisclosureEvent.APPROVE):
            raise Malformed
        step = await self._step(holder, event, DECISION, part, release)
        return await self._carry_out(holder, name, step)

    async def complete(self, holder: Account, name: DisclosureId, part: bytes) -> Disclosure:
        """What the requester says was done. Raises Malformed, NotFound, IllegalDisclosureEvent."""
        step = await self._step(holder, DisclosureEvent.COMPLETE, COMPLETION, part, None)
        return await self._carry_out(holder, name, step)

    async def withdraw(self, holder: Account, name: DisclosureId) -> Disclosure:
        """The requester takes it back before anything is opened.

        Raises NotFound, IllegalDisclosureEvent.
        """
        reader = await self._reader(holder)

        def step(kept: KeptDisclosure) -> DisclosureChange | None:
            _require(kept.disclosure, reader)
            found = kept.disclosure
            if found.state is DisclosureState.WITHDRAWN and holder.role is found.requester:
                return None  # said again
            return self._moved(kept, DisclosureEvent.WITHDRAW, holder.role)

        return await self._carry_out(holder, name, step)

    async def tell(self, holder: Account, name: DisclosureId, tell: int) -> Disclosure:
        """From when on the student reads of it. Raises NotFound, Told once they can."""
        reader = await self._reader(holder)

        def step(kept: KeptDisclosure) -> DisclosureChange | None:
            found = kept.disclosure
            _require(found, reader)
            if found.tell == tell:
                return None
            if found.opened is not None and found.tell <= self.now():
                raise Told
            changed = replace(found, tell=tell, revision=found.revision + 1)
            return DisclosureChange(disclosure=changed, event="disclosure.telling_set")

        return await self._carry_out(holder, name, step)

    async def show_auditors(
        self, holder: Account, name: DisclosureId, wraps: Mapping[CertificateId, bytes]
    ) -> None:
        """Keep auditors' wraps. Raises NotFound; Stale for a certificate that is no auditor's in
        the newest roster; Malformed for one that the record is closed to."""
        reader = await self._reader(holder)
        kept = await self._store.look(name)
        if kept is None:
            raise NotFound
        _require(kept.disclosure, reader)
        auditors = await self._auditors()
        if not set(wraps) <= set(auditors):
            raise Stale
        if any(auditors[name] & kept.disclosure.closed_to for name in wraps):
            raise Malformed
        await self._store.wrap(name, wraps, by=holder.role)

    async def sweep(self) -> int:
        """Remind requesters who have not said what was done; of how many disclosures.

        Once it is overdue, and again each time so many days have gone by. One that fails is left
        for the next time and does not stop the others.
        """
        now, done = self.now(), 0
        for due in await self._store.due(now=now, limit=BATCH):
            try:
                done += await self._remind(due, now=now)
            except Exception as error:  # noqa: BLE001 -- one damaged row must not silence others
                _log.warning("sweep_failed", error=type(error).__name__)
        return done

    async def _remind(self, due: DueReminder, *, now: int) -> bool:
        told = accounts_of(await self._team.team(), {due.requester})
        # After a long pause of the service one reminder makes up for all that were missed.
        again = now + self._days * disclosures.DAY
        done = await self._store.reminded(due, again=again, tell=told)
        if done:
            await self._push({due.requester})
        return done

    async def _step(
        self,
        holder: Account,
        event: DisclosureEvent,
        number: int,
        part: bytes,
        release: bytes | None,
    ) -> Decide:
        if len(part) > wire.LARGEST_DISCLOSURE_PART:
            raise Malformed
        reader = await self._reader(holder)

        def step(kept: KeptDisclosure) -> DisclosureChange | None:
            _require(kept.disclosure, reader)
            again = kept.parts.get(number) == part
            if again and kept.release == release and holder.role is kept.disclosure.approver:
                return None
            if again and number == COMPLETION and holder.role is kept.disclosure.requester:
                return None
            moved = self._moved(kept, event, holder.role)
            return DisclosureChange(
                disclosure=moved.disclosure,
                event=moved.event,
                parts={number: part},
                release=release,
            )

        return step

    def _moved(self, kept: KeptDisclosure, event: DisclosureEvent, by: Role) -> DisclosureChange:
        moved = disclosures.advance(kept.disclosure, event, by=by, now=self.now(), days=self._days)
        return DisclosureChange(disclosure=moved, event=_PAST[event])

    async def _carry_out(self, holder: Account, name: DisclosureId, step: Decide) -> Disclosure:
        kept = await self._store.look(name)
        if kept is None or not kept.disclosure.of(holder.role):
            raise NotFound
        others = {kept.disclosure.requester, kept.disclosure.approver} - {holder.role}
        told = accounts_of(await self._team.team(), others)
        found = await self._store.change(name, step, by=holder.role, tell=told)
        await self._push(others)
        return found.disclosure

    async def _push(self, roles: set[Role]) -> None:
        for account in accounts_of(await self._team.team(), roles):
            self._sockets.queue(account)

    async def _reader(self, account: Account) -> DisclosureReader:
        team = await self._team.team()
        if account.role is Role.AUDITOR:
            listed = {each.id for each in rosters.visiting(team, account.id, now=self.now())}
        else:
            held = holding(team, account.id)
            if held is None:
                raise NotFound
            listed = {held.id}
        ever = {each.id for each in team.certificates if each.account == account.id}
        return DisclosureReader(
            role=account.role, certificates=frozenset(listed), ever=frozenset(ever)
        )

    async def _auditors(self) -> Mapping[CertificateId, set[CertificateId]]:
        """Auditors' certificates of now, each with every one that this person ever had."""
        team = await self._team.team()
        ever: dict[AccountId, set[CertificateId]] = {}
        for each in team.certificates:
            ever.setdefault(each.account, set()).add(each.id)
        return {
            certificate.id: ever[member.account.id]
            for member in team.members
            if member.account.role is Role.AUDITOR
            for certificate in rosters.visiting(team, member.account.id, now=self.now())
        }


def _require(disclosure: Disclosure, reader: DisclosureReader) -> None:
    """Raises NotFound unless the reader is one of the two, and it is not closed to them."""
    if not disclosure.of(reader.role) or reader.shut_out(disclosure.closed_to):
        raise NotFound


def _half_step(
    kept: KeptDisclosure, reader: DisclosureReader, *, now: int, days: int
) -> DisclosureChange:
    found = kept.disclosure
    _require(found, reader)
    if reader.role is found.approver and found.state is DisclosureState.REQUESTED:
        return DisclosureChange(disclosure=found, event="capsule.half_shown")
    opens = (DisclosureState.APPROVED, DisclosureState.OPENED)
    if reader.role is not found.requester or found.state not in opens:
        raise NotFound
    moved = disclosures.advance(found, DisclosureEvent.OPEN, by=reader.role, now=now, days=days)
    return DisclosureChange(disclosure=moved, event=_PAST[DisclosureEvent.OPEN])
