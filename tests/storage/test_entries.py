"""Supervision entries on a real file: names, who wrote, what is on record, what a thief sees."""

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

import crypto
from crypto import wire
from intake.notices import NOTICE_TEXT
from intake.outbox import Act, ChatId, Outgoing
from people.accounts import AccountId, Role
from storage import entries as module
from storage.audit import Audit, verify_running
from storage.clock import week_of
from storage.entries import SqlEntries
from storage.entryrows import EntryRows
from storage.layout import Layout
from storage.opening import Core, open_core
from supervision.entries import (
    Entry,
    EntryEvent,
    EntryId,
    EntryState,
    NewEntry,
    Tag,
    advance,
    marked,
)
from supervision.entry_ports import Reader, Step
from supervision.errors import Exists, Full, NoName, NotFound
from tests.fakes.clock import FixedClock

WRITER, OTHER = AccountId(b"w" * 16), AccountId(b"o" * 16)
COORDINATOR, MANAGER = Reader(role=Role.COORDINATOR), Reader(role=Role.MANAGER)
CERTIFICATE = wire.CertificateId(b"C" * 32)
CONSULTANT = Reader(role=Role.CONSULTANT, certificates=frozenset({CERTIFICATE}))
TERM, WEEK = "2027-1", "2027-W02"


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Entries over an open core."""

    core: Core
    entries: SqlEntries
    clock: FixedClock
    home: Path

    async def rows(self, sql: str) -> list[tuple[object, ...]]:
        def read(raw: sqlite3.Connection) -> list[tuple[object, ...]]:
            return [tuple(row) for row in raw.execute(sql).fetchall()]

        return await self.core.store.upkeep(read)

    async def write(self, new: NewEntry, *, writer: AccountId = WRITER) -> str:
        return await self.entries.write(new, writer=writer, week=WEEK)


@pytest.fixture
async def shelf(home: Path) -> AsyncIterator[Shelf]:
    clock = FixedClock()
    core = await open_core(layout=Layout.at(home), clock=clock)
    entries = SqlEntries(
        clock=core.clock,
        store=core.store,
        rows=EntryRows(core.fields),
        keys=core.case_keys,
        audit=Audit(keys=core.keys, clock=clock),
        outbox=core.outbox,
    )
    yield Shelf(core=core, entries=entries, clock=clock, home=home)
    await core.close()


def new(tag: bytes = b"t" * 16, *, term: str = TERM, size: int = 64) -> NewEntry:
    return NewEntry(
        id=EntryId(crypto.random_bytes(16)),
        tag=Tag(tag),
        term=term,
        sealed=crypto.random_bytes(size),
        wraps={"coordinator": crypto.random_bytes(80), "manager": crypto.random_bytes(80)},
    )


async def test_an_entry_is_read_by_its_readers_each_with_their_own_wrap(shelf: Shelf) -> None:
    made = new()
    name = await shelf.write(made)
    for reader in (COORDINATOR, MANAGER):
        page = await shelf.entries.page(reader, after=0, limit=50)
        (shown,) = page.entries
        assert (shown.sealed, shown.wrap) == (made.sealed, made.wraps[reader.role.value])
        assert (shown.entry.name, shown.entry.state) == (name, EntryState.NEW)
        assert (shown.entry.week, shown.entry.revision, shown.replies) == (WEEK, 1, 0)
        assert (page.more, await shelf.entries.look(made.id, reader=reader)) == (False, shown)
    for reader in (Reader(role=Role.DEPUTY), CONSULTANT):
        assert (await shelf.entries.page(reader, after=0, limit=50)).entries == []
        with pytest.raises(NotFound):
            await shelf.entries.look(made.id, reader=reader)


async def test_the_same_bytes_again_change_nothing_and_others_are_refused(shelf: Shelf) -> None:
    made = new()
    name = await shelf.write(made)
    before = await shelf.rows("SELECT * FROM entries, entry_wraps, audit")
    assert await shelf.write(made) == name
    other_wraps = {**made.wraps, "manager": b"another"}
    for changed in (
        replace(made, sealed=b"another"),
        replace(made, tag=Tag(b"u" * 16)),
        replace(made, wraps=other_wraps),
    ):
        with pytest.raises(Exists):
            await shelf.write(changed)
    with pytest.raises(Exists):
        await shelf.write(made, writer=OTHER)
    assert await shelf.rows("SELECT * FROM entries, entry_wraps, audit") == before


async def test_names_are_a_tags_own_within_a_term(shelf: Shelf) -> None:
    # Alike in their first 22 and 33 bits: words are of 11 bits each.
    first, second = bytes(16), bytes(4) + b"\x40" + bytes(11)
    third = bytes(2) + b"\x02" + bytes(13)
    names = [await shelf.write(new(tag)) for tag in (first, second, third, first)]
    assert names[0] == "abandon abandon"
    assert names[1] == "abandon abandon abandon"
    assert (len(names[2].split()), names[2].startswith("abandon abandon ")) == (3, True)
    assert names[3] == names[0]
    assert len(set(names)) == 3
    # In another term the words are free again.
    assert await shelf.write(new(second, term="2027-2")) == "abandon abandon"


async def test_a_tag_made_to_take_every_name_is_refused(shelf: Shelf) -> None:
    tags = [bytes(14) + number.to_bytes(2, "big") for number in range(12)]
    for tag in tags[:10]:
        await shelf.write(new(tag))
    with pytest.raises(NoName):
        await shelf.write(new(tags[10]))


async def test_what_is_on_record_says_the_week_and_refers_to_nothing(shelf: Shelf) -> None:
    shelf.clock.pass_(3600 * 30)
    made = new()
    await shelf.write(made)
    await shelf.entries.page(COORDINATOR, after=0, limit=50)
    await shelf.entries.page(MANAGER, after=1, limit=50)  # shows nothing: no look at an entry
    await shelf.entries.change(
        made.id,
        lambda e: Step(entry=advance(e, EntryEvent.TAKE), event="entry.take"),
        reader=MANAGER,
    )
    await shelf.entries.answer(made.id, b"box", by=Role.COORDINATOR)
    assert await shelf.entries.own(WRITER) != []
    rows = await shelf.rows("SELECT event, role, hour, case_reference FROM audit ORDER BY number")
    week = week_of(shelf.clock.now())
    assert [(event, role) for event, role, _, _ in rows] == [
        ("entry.written", "worker"),
        ("entries.seen", "coordinator"),
        ("entry.take", "manager"),
        ("entry.answered", "coordinator"),
    ]
    assert {(hour, reference) for _, _, hour, reference in rows} == {(week, b"")}
    assert (week % (7 * 86_400), week <= shelf.clock.now() < week + 7 * 86_400) == (
        4 * 86_400,
        True,
    )
    assert (await verify_running(shelf.core.store, keys=shelf.core.keys)).holds


async def test_consultants_read_what_is_on_the_agenda_and_nothing_else(shelf: Shelf) -> None:
    made, other = new(), new(b"u" * 16)
    for each in (made, other):
        await shelf.write(each)
        await shelf.entries.change(
            each.id,
            lambda e: Step(entry=advance(e, EntryEvent.TAKE), event="entry.take"),
            reader=COORDINATOR,
        )

    def moved(entry: Entry, *, event: EntryEvent) -> Step:
        return Step(entry=advance(entry, event), event="entry.moved")

    async def mark(*, on: bool, wrap: bytes = b"") -> None:
        wraps = {CERTIFICATE: wrap} if wrap else {}
        await shelf.entries.change(
            made.id,
            lambda e: Step(entry=marked(e, on=on), event="entry.agenda", wraps=wraps),
            reader=COORDINATOR,
        )

    async def seen(reader: Reader = CONSULTANT) -> list[bytes]:
        page = await shelf.entries.page(reader, after=0, limit=50)
        return [shown.wrap for shown in page.entries]

    await mark(on=True, wrap=b"for the consultant")
    assert await seen() == [b"for the consultant"]
    stranger = Reader(role=Role.CONSULTANT, certificates=frozenset({wire.CertificateId(bytes(32))}))
    assert await seen(stranger) == []
    assert await seen(Reader(role=Role.CONSULTANT)) == []
    await mark(on=True, wrap=b"again")
    assert await seen() == [b"again"]
    await mark(on=False)
    assert await seen() == []
    for event in (EntryEvent.DISCUSS, EntryEvent.CLOSE):
        await mark(on=True, wrap=b"once more")
        await shelf.entries.change(
            made.id,
            partial(moved, event=event),
            reader=COORDINATOR,
        )
        assert await seen() == []
        assert await shelf.rows("SELECT count(*) FROM entry_consultants") == [(0,)]
        await shelf.entries.change(
            made.id,
            lambda e: Step(entry=advance(e, EntryEvent.REOPEN), event="entry.reopen"),
            reader=COORDINATOR,
        )


async def test_a_change_that_is_refused_changes_nothing(shelf: Shelf) -> None:
    made = new()
    await shelf.write(made)
    before = await shelf.rows("SELECT * FROM entries, audit")

    def refuse(_: object) -> Step:
        raise NoName

    with pytest.raises(NoName):
        await shelf.entries.change(made.id, refuse, reader=MANAGER)
    with pytest.raises(NotFound):
        await shelf.entries.change(EntryId(bytes(16)), refuse, reader=MANAGER)
    assert await shelf.rows("SELECT * FROM entries, audit") == before


async def test_a_reply_reaches_its_writer_once_with_its_notice(shelf: Shelf) -> None:
    made = new()
    await shelf.write(made)
    owed = [Outgoing(chat=ChatId(77), act=Act.SEND, text=NOTICE_TEXT, key="update/x")]
    assert await shelf.entries.answer(made.id, b"box 1", by=Role.MANAGER, owed=owed)
    assert not await shelf.entries.answer(made.id, b"box 1", by=Role.MANAGER, owed=owed)
    assert await shelf.entries.answer(made.id, b"box 2", by=Role.COORDINATOR)
    (own,) = await shelf.entries.own(WRITER)
    assert list(own.replies) == [b"box 1", b"box 2"]
    assert await shelf.entries.own(OTHER) == []
    assert await shelf.entries.writer(made.id) == WRITER
    assert len(await shelf.core.outbox.due(now=shelf.clock.now())) == 1
    assert (await shelf.entries.look(made.id, reader=MANAGER)).replies == 2
    with pytest.raises(NotFound):
        await shelf.entries.answer(EntryId(bytes(16)), b"box", by=Role.MANAGER)


async def test_bounds(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_A_WEEK", 2)
    monkeypatch.setattr(module, "MOST_REPLIES", 1)
    made = new()
    await shelf.write(made)
    await shelf.write(new())
    with pytest.raises(Full):
        await shelf.write(new())
    await shelf.write(new(), writer=OTHER)
    await shelf.entries.write(new(), writer=WRITER, week="2027-W03")
    await shelf.entries.answer(made.id, b"box", by=Role.MANAGER)
    with pytest.raises(Full):
        await shelf.entries.answer(made.id, b"another", by=Role.MANAGER)


async def test_pages_are_walked_to_the_end_whatever_their_size(shelf: Shelf) -> None:
    made = [new(size=60 * 1024) for _ in range(20)]
    for each in made:
        await shelf.write(each)
    for limit in (3, 50):
        found, cursor, more, pages = [], 0, True, 0
        while more:
            page = await shelf.entries.page(COORDINATOR, after=cursor, limit=limit)
            found += [shown.entry.id for shown in page.entries]
            cursor, more, pages = page.cursor, page.more, pages + 1
            assert sum(len(shown.sealed) for shown in page.entries) <= 1024 * 1024
        assert found == [each.id for each in made]
        assert pages == (7 if limit == 3 else 2)


async def test_an_entry_that_was_altered_leaves_the_others_readable(shelf: Shelf) -> None:
    made = [new(), new()]
    for each in made:
        await shelf.write(each)
    await shelf.rows("UPDATE entries SET sealed = x'00' WHERE number = 1 RETURNING id")
    page = await shelf.entries.page(COORDINATOR, after=0, limit=50)
    assert [shown.entry.id for shown in page.entries] == [made[1].id]
    with pytest.raises(NotFound):
        await shelf.entries.look(made[0].id, reader=COORDINATOR)


async def test_destroying_its_key_destroys_an_entry_in_every_copy(shelf: Shelf) -> None:
    made = new()
    await shelf.write(made)
    key = EntryRows(shelf.core.fields).key_of(made.id)
    await shelf.core.case_keys.destroy(key)
    assert (await shelf.entries.page(COORDINATOR, after=0, limit=50)).entries == []
    assert await shelf.entries.own(WRITER) == []
    with pytest.raises(Exists):
        await shelf.write(made)


async def test_an_entry_under_a_cases_id_gets_a_key_of_its_own(shelf: Shelf) -> None:
    case = crypto.random_bytes(16)
    await shelf.core.case_keys.create(case)
    made = replace(new(), id=EntryId(case))
    await shelf.write(made)
    await shelf.core.case_keys.destroy(case)
    assert (await shelf.entries.look(made.id, reader=COORDINATOR)).sealed == made.sealed


async def test_attack_39_a_stolen_database_joins_no_entry_to_anybody(shelf: Shelf) -> None:
    """Not to its writer, and not one term's entries of a writer to the next term's."""
    made = [new(b"1" * 16), new(b"2" * 16, term="2027-2")]
    for each in made:
        await shelf.write(each)
        await shelf.entries.answer(each.id, b"boxed reply", by=Role.MANAGER)
    await shelf.core.store.checkpoint()
    raw = b"".join(path.read_bytes() for path in sorted(shelf.home.iterdir()) if path.is_file())
    hidden = {"account": WRITER, "reply": b"boxed reply"}
    for number, each in enumerate(made):
        hidden |= {f"sealed {number}": each.sealed, f"wrap {number}": each.wraps["manager"]}
    assert [what for what, value in hidden.items() if value in raw] == []
    assert bytes(made[0].id) in raw  # the search finds what is meant to be there
    tables = ("entries", "entry_wraps", "entry_replies", "entry_writers", "pseudonyms")
    values: list[set[object]] = [set(), set()]
    for table in tables:
        for number, each in enumerate(made):
            column = {"entries": "id", "pseudonyms": "tag"}.get(table, "entry")
            which = each.tag if table == "pseudonyms" else each.id
            sql = f"SELECT * FROM {table} WHERE {column} = x'{which.hex()}'"  # noqa: S608 -- a test's own
            values[number] |= {value for row in await shelf.rows(sql) for value in row}
    joined = {value for value in values[0] & values[1] if isinstance(value, bytes)}
    assert joined == set()
