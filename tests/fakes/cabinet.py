"""Concerns, notes and disclosures on an open store, and what time does to them."""

import sqlite3
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import crypto
from crypto import wire
from people.accounts import AccountId, Role
from storage.disclosurerows import DisclosureRows
from storage.disclosures import SqlDisclosures
from storage.entries import SqlEntries
from storage.entryrows import EntryRows
from storage.flagchain import FlagChain
from storage.flagrows import FlagRows
from storage.flags import SqlFlags
from storage.forgetting import forget_erased
from storage.layout import Layout
from storage.opening import Core, open_core
from storage.purging import keeping_of
from supervision.disclosure_ports import DisclosureChange, KeptDisclosure
from supervision.disclosures import DisclosureEvent, DisclosureId, NewDisclosure, advance
from supervision.entries import EntryEvent, EntryId, NewEntry, Tag
from supervision.entries import advance as advance_entry
from supervision.entry_ports import Reader, Step
from supervision.flag_ports import NewEvent
from supervision.flags import FlagId, Late, Mark, NewFlag
from supervision.keeping import RECORDS, Kind, Terms
from tests.fakes.clock import FixedClock

DAYS = 100
TERMS = Terms(days=dict.fromkeys(RECORDS, DAYS), conversation_days=DAYS)
PAIR = (Role.COORDINATOR, Role.MANAGER)


def box(flag: FlagId, holders: Collection[Role], event: str) -> Sequence[bytes]:
    """A row of the flags' own chain, boxed to nobody."""
    return [crypto.digest("pl.wording", flag + event.encode() + bytes([len(holders)]))]


@dataclass(frozen=True, kw_only=True)
class Cabinet:
    """Records over an open core."""

    core: Core
    clock: FixedClock
    flags: SqlFlags
    entries: SqlEntries
    disclosures: SqlDisclosures

    async def flag(self, *, closed: bool = True) -> FlagId:
        """A flag that its holders have acknowledged and, if so, closed."""
        wraps = dict.fromkeys(PAIR, b"wrap")
        new = NewFlag(
            id=FlagId(crypto.random_bytes(16)),
            sealed=b"sealed",
            wraps=wraps,
            late=Late(part=b"part", half=b"half"),
        )
        await self.flags.keep(new, due=int(self.clock.now()), box=box)
        head = wire.flag_chain(new.sealed)
        for number, mark in enumerate((Mark.ACKNOWLEDGED, Mark.CLOSED)[: 1 + closed], start=1):
            head = await self.mark(new.id, number, head, mark)
        return new.id

    async def mark(self, flag: FlagId, number: int, previous: bytes, mark: Mark) -> bytes:
        """One more event."""
        event = crypto.random_bytes(20)
        new = NewEvent(flag=flag, number=number, previous=previous, event=event, mark=mark)
        await self.flags.add(new, Role.MANAGER, box=box)
        return wire.flag_chain(event)

    async def note(self, *, closed: bool = True) -> EntryId:
        """A note for supervision that is, if so, closed."""
        new = NewEntry(
            id=EntryId(crypto.random_bytes(16)),
            tag=Tag(crypto.random_bytes(16)),
            term="2027-1",
            sealed=b"sealed",
            wraps={role.value: b"wrap" for role in PAIR},
        )
        # Of the week that it is: nobody writes more than so many in one.
        week = wire.week_of(int(self.clock.now()))
        await self.entries.write(new, writer=AccountId(b"w" * 16), week=week)
        if closed:
            await self.entries.change(
                new.id,
                lambda e: Step(entry=advance_entry(e, EntryEvent.CLOSE), event="entry.close"),
                reader=Reader(role=Role.MANAGER),
            )
        return new.id

    async def disclosure(
        self, *, mark: bytes = b"", event: DisclosureEvent | None = DisclosureEvent.REFUSE
    ) -> DisclosureId:
        """A record of a disclosure that came to an end, if so, by this event."""
        new = NewDisclosure(
            id=DisclosureId(crypto.random_bytes(16)),
            case=wire.CaseId(crypto.random_bytes(16)),
            capsule_version=1,
            mark=mark or crypto.random_bytes(32),
            requester=PAIR[0],
            approver=PAIR[1],
            record=b"record",
            wraps=dict.fromkeys(PAIR, b"wrap"),
            tell=0,
            note=b"note",
            closed_to=frozenset(),
        )
        await self.disclosures.keep(new)

        def decide(kept: KeptDisclosure) -> DisclosureChange:
            assert event is not None
            by = PAIR[event is not DisclosureEvent.WITHDRAW]
            return DisclosureChange(
                disclosure=advance(kept.disclosure, event, by=by, now=0, days=7),
                event="disclosure.ended",
                parts={2: b"why"},
            )

        if event is not None:
            await self.disclosures.change(new.id, decide, by=Role.MANAGER)
        return new.id

    async def sweep(self, terms: Terms = TERMS) -> Mapping[Kind, int]:
        """Destroy what is due, a batch of each kind."""
        keeping = keeping_of(self.core)
        return {kind: await keeping.destroy(kind, terms, box=box) for kind in RECORDS}

    async def count(self, *tables: str) -> list[int]:
        """How many rows there are."""

        def read(raw: sqlite3.Connection) -> list[int]:
            return [raw.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables]  # noqa: S608 -- ours

        return await self.core.store.upkeep(read)


def cabinet_over(core: Core, clock: FixedClock) -> Cabinet:
    """Records on a store that is open."""
    return Cabinet(
        core=core,
        clock=clock,
        flags=SqlFlags(
            store=core.store,
            rows=FlagRows(core.fields),
            keys=core.case_keys,
            chain=FlagChain(core.keys),
            outbox=core.outbox,
            clock=clock,
        ),
        entries=SqlEntries(
            store=core.store,
            rows=EntryRows(core.fields),
            keys=core.case_keys,
            audit=core.audit,
            outbox=core.outbox,
            clock=clock,
        ),
        disclosures=SqlDisclosures(
            store=core.store,
            named=DisclosureRows(core.fields),
            keys=core.case_keys,
            audit=core.audit,
            outbox=core.outbox,
            clock=clock,
        ),
    )


@asynccontextmanager
async def cabinet(home: Path, clock: FixedClock) -> AsyncIterator[Cabinet]:
    """Over files in `home`, closed at the end."""
    core = await open_core(
        layout=Layout.at(home), clock=clock, ticks=clock.ticks, forget=forget_erased
    )
    try:
        yield cabinet_over(core, clock)
    finally:
        await core.close()
