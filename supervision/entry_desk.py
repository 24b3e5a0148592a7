"""The supervision queue (protocol.md §11): writing to it, reading it, moving entries, answering.

Rules are in entries.py; this file joins each with one step of the store. What an entry says, and
who wrote it, is known to nothing here.
"""

from collections.abc import Mapping, Sequence

from crypto import wire
from crypto.wire import CertificateId
from people.accounts import Account, Role
from people.clock import Clock
from supervision import entries, rosters
from supervision.entries import Entry, EntryEvent, EntryId, NewEntry, Pseudonym
from supervision.entry_ports import (
    Decide,
    EntryChanged,
    EntryPage,
    EntrySockets,
    EntryStore,
    OwnEntry,
    Reader,
    Shown,
    Step,
)
from supervision.errors import IllegalEntryEvent, Malformed, Stale
from supervision.ports import TeamStore


class EntryDesk:
    """Carries out what workers and their supervisors do with entries."""

    def __init__(
        self, *, store: EntryStore, team: TeamStore, sockets: EntrySockets, clock: Clock
    ) -> None:
        self._store = store
        self._team = team
        self._sockets = sockets
        self._clock = clock

    def _now(self) -> int:
        return int(self._clock.now())

    async def write(self, worker: Account, new: NewEntry) -> Pseudonym:
        """Keep an entry; the name its tag has. The same bytes again: the same answer.

        Raises Malformed, WrongTerm, Exists, Full, NoName.
        """
        now = self._now()
        own = {each.id: each for each in await self._store.own(worker.id)}
        # An answer that was lost at a term's end must still be had: the store compares the bytes.
        if new.id not in own:
            entries.check_new(new, now=now)
        name = await self._store.write(new, writer=worker.id, week=wire.week_of(now))
        self._sockets.team()
        return name

    async def own(self, worker: Account) -> Sequence[OwnEntry]:
        """What a worker's device is shown of its own entries."""
        return await self._store.own(worker.id)

    async def page(self, account: Account, *, after: int, limit: int) -> EntryPage:
        """Entries for a reader, those that came first before the others."""
        return await self._store.page(await self._reader(account), after=after, limit=limit)

    async def move(
        self, account: Account, entry: EntryId, event: EntryEvent, *, revision: int
    ) -> Shown:
        """Take, discuss, close or reopen an entry of this revision. Raises NotFound, EntryChanged.

        Whatever consultants had of it goes in the same step.
        """

        def step(found: Entry) -> Step:
            return Step(entry=entries.advance(found, event), event=f"entry.{event.value}")

        return await self._carry_out(account, entry, step, revision=revision)

    async def mark(
        self,
        account: Account,
        entry: EntryId,
        *,
        on: bool,
        revision: int,
        wraps: Mapping[CertificateId, bytes],
    ) -> Shown:
        """Put an entry in review on the agenda, or take it off. `wraps` are the consultants'.

        Raises NotFound; EntryChanged; Malformed for wraps of an entry taken off; Stale for a
        certificate that is no consultant's in the newest roster.
        """
        if wraps and not on:
            raise Malformed
        if not set(wraps) <= await self._consultants():
            raise Stale
        word = "entry.agenda_on" if on else "entry.agenda_off"

        def step(found: Entry) -> Step:
            return Step(entry=entries.marked(found, on=on), event=word, wraps=wraps)

        return await self._carry_out(account, entry, step, revision=revision)

    async def answer(self, account: Account, entry: EntryId, box: bytes) -> None:
        """Keep a reply to the writer. The same bytes again change nothing.

        Raises NotFound, Malformed, Full.
        """
        if len(box) > wire.LARGEST_REPLY:
            raise Malformed
        await self._store.answer(entry, box, by=account.role)
        self._sockets.team()

    async def _carry_out(
        self, account: Account, entry: EntryId, step: Decide, *, revision: int
    ) -> Shown:
        reader = await self._reader(account)

        def decide(found: Entry) -> Step:
            if found.revision != revision:
                raise Stale
            return step(found)

        try:
            shown = await self._store.change(entry, decide, reader=reader)
        except (Stale, IllegalEntryEvent):
            now = await self._store.look(entry, reader=reader)
            raise EntryChanged(shown=now, reader=reader) from None
        self._sockets.team()
        return shown

    async def _reader(self, account: Account) -> Reader:
        if account.role is not Role.CONSULTANT:
            return Reader(role=account.role)
        team = await self._team.team()
        own = frozenset(c.id for c in team.certificates if c.account == account.id)
        return Reader(role=account.role, certificates=own)

    async def _consultants(self) -> set[CertificateId]:
        team = await self._team.team()
        return {
            certificate.id
            for member in team.members
            if member.account.role is Role.CONSULTANT
            for certificate in rosters.visiting(team, member.account.id, now=self._now())
        }
