"""A case's record: its worker adds entries, its student, coordinator and manager read them.

Events and actions, sealed by devices (R10; protocol.md section 24): the server sees that there are
some. Append-only: nothing here changes or drops an entry.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import crypto
from crypto.wire import CaseId
from crypto.wire.case_record import (
    MOST_RECORD_ENTRIES,
    RECORD_READERS,
    RecordAd,
    RecordItem,
    record_chain,
)
from crypto.wire.ids import ZEROS
from intake import papers
from intake.errors import Conflict, Malformed, NotFound
from intake.ports import Cases, Change, Team
from intake.requests import Case, Party, Recorded, State, as_of, party
from intake.views import seat
from people.accounts import Account, AccountId, Accounts
from people.clock import Clock

LISTED_AT_ONCE: Final = 50


@dataclass(frozen=True, kw_only=True)
class NewEntry:
    """What the worker's device sends: the item, and a wrap for each of the two roles."""

    item: bytes = field(repr=False)
    wraps: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A record as one of the conversation's two may have it, and how far it goes."""

    items: Sequence[bytes] = field(repr=False)
    head: Recorded


@dataclass(frozen=True, kw_only=True)
class HolderEntry:
    """An entry with the reader's own wrap of its key: a holder's, or an auditor's."""

    item: bytes = field(repr=False)
    wrap: bytes = field(repr=False)


class Recording:
    """What is kept of a case, for those who may have it."""

    def __init__(self, *, cases: Cases, team: Team, accounts: Accounts, clock: Clock) -> None:
        self._cases = cases
        self._team = team
        self._accounts = accounts
        self._clock = clock

    async def add(self, worker: AccountId, case_id: CaseId, new: NewEntry) -> int:
        """Keep the next entry and give its number; the same bytes again change nothing.

        Raises Malformed; NotFound for whoever is not the worker of an open case; Conflict
        `changed` when it does not follow the newest entry or names another epoch, `full`.
        """
        before = await self._theirs(worker, case_id)
        if before.state is not State.OPEN or before.worker != worker or before.is_contact:
            raise NotFound
        if not _complete(new.wraps):
            raise Malformed
        place = _place(new.item, case_id)
        if await self._is_kept(case_id, place.number, new):
            return place.number
        now = int(self._clock.now())

        def decide(case: Case) -> Change:
            if case.state is not State.OPEN or case.worker != worker:
                raise NotFound
            return _added(as_of(case, now=now), place, new)

        await self._cases.change(case_id, decide)
        return place.number

    async def read(self, account: AccountId, case_id: CaseId) -> Kept:
        """The entries: all for the student, for a worker those of their own epochs."""
        case = await self._theirs(account, case_id)
        if case.is_contact:
            raise NotFound
        head = case.recorded or NOTHING
        items = await self._items(case_id, head)
        if case.student != account:
            own = await self._own_epochs(case)
            items = [item for item in items if RecordItem.decode(item).place.epoch in own]
        return Kept(items=items, head=head)

    async def listed(
        self, holder: Account, *, before: CaseId | None
    ) -> tuple[Sequence[Case], bool]:
        """Cases with a record, the newest conversation first, and whether there are more.

        Raises NotFound for one whom the newest roster does not list.
        """
        await self.check_listed(holder)
        shown: list[Case] = []
        while len(shown) <= LISTED_AT_ONCE:
            found = await self._cases.recorded(before=before, limit=LISTED_AT_ONCE + 1)
            shown += [case for case in found if await self.may_read(holder, case)]
            if len(found) <= LISTED_AT_ONCE:
                break
            before = found[-1].id
        return shown[:LISTED_AT_ONCE], len(shown) > LISTED_AT_ONCE

    async def look(self, holder: Account, case_id: CaseId) -> Sequence[HolderEntry]:
        """A record with this holder's wraps; that they looked is on record first."""
        await self.readable(holder, case_id)
        role = holder.role.value

        def decide(case: Case) -> Change:
            return Change(case=case, event="record.read", role=role)

        case = await self._cases.change(case_id, decide)
        return await self.wrapped(case, lambda number: papers.record_wrap(number, role))

    async def readable(self, holder: Account, case_id: CaseId) -> Case:
        """A case with a record that this holder may read. Raises NotFound."""
        await self.check_listed(holder)
        found = await self._cases.find(case_id)
        if found is None or found.recorded is None or not await self.may_read(holder, found):
            raise NotFound
        return found

    async def wrapped(self, case: Case, name: Callable[[int], str]) -> Sequence[HolderEntry]:
        """The entries of which there is a wrap with the name that `name` gives for its number."""
        head = case.recorded or NOTHING
        items = await self._items(case.id, head)
        names = {name(number) for number in range(1, head.count + 1)}
        wraps = await self._cases.papers(case.id, frozenset(names))
        return [
            HolderEntry(item=item, wrap=wrap)
            for number, item in enumerate(items, start=1)
            if (wrap := wraps.get(name(number))) is not None
        ]

    async def _items(self, case_id: CaseId, head: Recorded) -> list[bytes]:
        names = [papers.record(number) for number in range(1, head.count + 1)]
        found = await self._cases.papers(case_id, frozenset(names))
        return [found[name] for name in names if name in found]

    async def _own_epochs(self, case: Case) -> set[bytes]:
        """Record hashes of the epochs of which the worker holds a wrap."""
        numbers = range(1, case.epoch + 1)
        wraps = {papers.epoch_wrap(n, seat(Party.WORKER)): papers.epoch(n) for n in numbers}
        found = await self._cases.papers(case.id, frozenset({*wraps, *wraps.values()}))
        return {
            crypto.digest("pl.epoch", found[record])
            for wrap, record in wraps.items()
            if wrap in found and record in found
        }

    async def _is_kept(self, case_id: CaseId, number: int, new: NewEntry) -> bool:
        names = {papers.record(number): new.item}
        names |= {papers.record_wrap(number, role): wrap for role, wrap in new.wraps.items()}
        return dict(await self._cases.papers(case_id, frozenset(names))) == names

    async def _theirs(self, account: AccountId, case_id: CaseId) -> Case:
        now = int(self._clock.now())
        case = await self._cases.find(case_id)
        part = None if case is None else party(case, account, now=now)
        if case is None or part is None:
            raise NotFound
        if part is not Party.STUDENT and await self._team.revoked(account):
            raise NotFound
        return as_of(case, now=now)

    async def check_listed(self, holder: Account) -> None:
        """Raises NotFound for a holder whom the newest roster does not list."""
        roster = await self._team.newest()
        holders = () if roster is None else roster.holders.values()
        if not any(each.account == holder.id and each.active for each in holders):
            raise NotFound

    async def may_read(self, reader: Account, case: Case) -> bool:
        """Whether its keeping time goes on, and the reader is not the student of it themselves."""
        now = int(self._clock.now())
        kept = party(case, case.student, now=now) is not None
        return kept and await self._accounts.other_side(case.student) != reader.id


NOTHING: Final = Recorded(count=0, head=ZEROS)


def _complete(wraps: Mapping[str, bytes]) -> bool:
    """Whether both holders can read it, and nobody else of the team."""
    return set(wraps) == set(RECORD_READERS)


def _place(item: bytes, case_id: CaseId) -> RecordAd:
    """Where an item says that it stands. Raises Malformed for another case's."""
    try:
        place = RecordItem.decode(item).place
    except crypto.CryptoError:
        raise Malformed from None
    # Another's case in the item is answered as another's case in the path is.
    if place.case != case_id:
        raise NotFound
    return place


def _added(case: Case, place: RecordAd, new: NewEntry) -> Change:
    head = case.recorded or NOTHING
    if head.count >= MOST_RECORD_ENTRIES:
        raise Conflict("full")
    follows = (place.number, place.previous) == (head.count + 1, head.head)
    if not follows or place.epoch != case.record_hash:
        raise Conflict("changed")
    wraps = {papers.record_wrap(place.number, role): wrap for role, wrap in new.wraps.items()}
    recorded = Recorded(count=place.number, head=record_chain(new.item))
    return Change(
        case=replace(case, recorded=recorded),
        event="record.written",
        role="worker",
        put={papers.record(place.number): new.item, **wraps},
    )
