"""Supervision entries on the store (port: supervision/entry_ports.py `EntryStore`).

One transaction for each step, with its audit row: no reference, the week for the hour. Rules are
supervision's; what is checked here is only what two writers at once could break.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import crypto
from intake.outbox import Outgoing
from people.accounts import AccountId, Role
from storage import entryrows
from storage.audit import Audit
from storage.casekeys import CaseKey, CaseKeys
from storage.clock import WEEK, Clock, week_of
from storage.database import Row, SqlValue
from storage.entryrows import EntryRows
from storage.entryviews import EntryViews
from storage.errors import CaseErased
from storage.outbox import StoredOutbox
from storage.transaction import Params, Reads, Transaction
from storage.writer import Store
from supervision.entries import EntryId, NewEntry, Pseudonym, Tag, names_of
from supervision.entry_ports import Decide, EntryPage, OwnEntry, Reader, Shown, Step
from supervision.errors import Exists, Full, NoName, NotFound

MOST_A_WEEK: Final = 100
"""Entries of one writer in a week: without a bound one device could fill the disk."""
MOST_REPLIES: Final = 100

_INSERT: Final = """
INSERT INTO entries (id, term, tag, week, state, revision, agenda, sealed)
VALUES (:id, :term, :tag, :week, 'new', 1, 0, :sealed)
"""
_ENTRY: Final = """
SELECT e.*, p.name FROM entries e JOIN pseudonyms p ON p.term = e.term AND p.tag = e.tag
WHERE e.id = :id
"""
_UPDATE: Final = """
UPDATE entries SET state = :state, revision = :revision, agenda = :agenda,
    ended = CASE WHEN :state = 'closed' THEN coalesce(ended, :ended) END
WHERE id = :id
"""
_PUT_WRITER: Final = """
INSERT INTO entry_writers (entry, look_up, account) VALUES (:entry, :look_up, :account)
"""
_PUT_REPLY: Final = """
INSERT INTO entry_replies (entry, digest, sealed) VALUES (:entry, :digest, :sealed)
"""
_OF_WEEK: Final = """
SELECT count(*) AS found FROM entry_writers w JOIN entries e ON e.id = w.entry
WHERE w.look_up = :writer AND e.week = :week
"""
_PUT_CONSULTANT: Final = """
INSERT INTO entry_consultants (entry, certificate, sealed) VALUES (:entry, :name, :sealed)
"""
_PUT_WRAP: Final = """
INSERT INTO entry_wraps (entry, role, sealed) VALUES (:entry, :name, :sealed)
"""


class SqlEntries:
    """The port on the store; whom to tell of a reply is handed in by the wiring."""

    def __init__(
        self,
        *,
        store: Store,
        rows: EntryRows,
        keys: CaseKeys,
        audit: Audit,
        outbox: StoredOutbox,
        clock: Clock,
    ) -> None:
        self._store = store
        self._rows = rows
        self._keys = keys
        self._views = EntryViews(rows=rows, keys=keys)
        self._audit = audit
        self._outbox = outbox
        self._clock = clock

    async def write(self, new: NewEntry, *, writer: AccountId, week: str) -> Pseudonym:
        try:
            # Durable before the row: a row without its key could never be read.
            key = await self._keys.create(self._rows.key_of(new.id))
        except CaseErased:
            raise Exists from None
        look_up = self._rows.writer(writer, term=new.term)
        account = self._rows.seal_account(new.id, writer)

        async def unit(tx: Transaction) -> Pseudonym:
            kept = await tx.one(_ENTRY, {"id": new.id})
            if kept is not None:
                return await _same(tx, key, kept, new, look_up)
            of_week = await tx.one(_OF_WEEK, {"writer": look_up, "week": week})
            if of_week is not None and of_week["found"] >= MOST_A_WEEK:
                raise Full
            name = await _name(tx, new.term, new.tag)
            await _put(tx, key, new, week=week)
            row = {"entry": new.id, "look_up": look_up, "account": account}
            await tx.execute(_PUT_WRITER, row)
            await self._record(tx, "entry.written", Role.WORKER)
            return name

        return await self._store.write(unit)

    async def own(self, writer: AccountId) -> Sequence[OwnEntry]:
        return await self._store.read(lambda reads: self._views.own(reads, writer))

    async def page(self, reader: Reader, *, after: int, limit: int) -> EntryPage:
        async def unit(tx: Transaction) -> EntryPage:
            page = await self._views.page(tx, reader, after=after, limit=limit)
            if page.entries:
                await self._record(tx, "entries.seen", reader.role)
            return page

        return await self._store.write(unit)

    async def look(self, entry: EntryId, *, reader: Reader) -> Shown:
        async def unit(tx: Transaction) -> Shown:
            shown = await self._views.look(tx, entry, reader=reader)
            await self._record(tx, "entries.seen", reader.role)
            return shown

        return await self._store.write(unit)

    async def change(self, entry: EntryId, decide: Decide, *, reader: Reader) -> Shown:
        async def unit(tx: Transaction) -> Shown:
            row = await tx.one(_ENTRY, {"id": entry})
            key = await self._keys.get(self._rows.key_of(entry))
            if row is None or key is None:
                raise NotFound
            step = decide(entryrows.read_entry(row))
            await _carry_out(tx, key, step, ended=week_of(self._clock.now()) + WEEK)
            await self._record(tx, step.event, reader.role)
            return await self._views.look(tx, entry, reader=reader)

        return await self._store.write(unit)

    async def writer(self, entry: EntryId) -> AccountId | None:
        """Whom a reply is for: for the wiring's notice alone."""

        async def query(reads: Reads) -> AccountId | None:
            row = await reads.one(
                "SELECT account FROM entry_writers WHERE entry = :entry", {"entry": entry}
            )
            return None if row is None else self._rows.account(entry, row["account"])

        return await self._store.read(query)

    async def answer(
        self, entry: EntryId, box: bytes, *, by: Role, owed: Sequence[Outgoing] = ()
    ) -> bool:
        """As the port says, with the notices that are owed then; False when it was kept before."""
        rows, digest = self._outbox.sealed(owed), self._rows.reply(entry, box)

        async def unit(tx: Transaction) -> bool:
            key = await self._keys.get(self._rows.key_of(entry))
            if key is None or await tx.one(_ENTRY, {"id": entry}) is None:
                raise NotFound
            kept = await tx.all(
                "SELECT digest FROM entry_replies WHERE entry = :entry", {"entry": entry}
            )
            if digest in [bytes(row["digest"]) for row in kept]:
                return False
            if len(kept) >= MOST_REPLIES:
                raise Full
            sealed = entryrows.seal_part(key, "entry_replies", entry, digest, box)
            await tx.execute(_PUT_REPLY, {"entry": entry, "digest": digest, "sealed": sealed})
            await self._record(tx, "entry.answered", by)
            await self._outbox.put_in(tx, rows)
            return True

        return await self._store.write(unit)

    async def _record(self, tx: Transaction, event: str, role: Role) -> None:
        await self._audit.append(tx, event=event, role=role.value, to_the_week=True)


async def _put(tx: Transaction, key: CaseKey, new: NewEntry, *, week: str) -> None:
    row: Params = {
        "id": new.id,
        "term": new.term,
        "tag": new.tag,
        "week": week,
        "sealed": entryrows.seal_entry(key, new.id, new.sealed),
    }
    await tx.execute(_INSERT, row)
    named = {role.encode(): (role, wrap) for role, wrap in new.wraps.items()}
    await tx.many(_PUT_WRAP, _parts(key, "entry_wraps", new.id, named))


async def _carry_out(tx: Transaction, key: CaseKey, step: Step, *, ended: int) -> None:
    entry = step.entry
    row: Params = {
        "id": entry.id,
        "state": entry.state.value,
        "revision": entry.revision,
        "agenda": int(entry.agenda),
        "ended": ended,
    }
    await tx.execute(_UPDATE, row)
    await tx.execute("DELETE FROM entry_consultants WHERE entry = :id", {"id": entry.id})
    named = {bytes(name): (bytes(name), wrap) for name, wrap in step.wraps.items()}
    if named:
        await tx.many(_PUT_CONSULTANT, _parts(key, "entry_consultants", entry.id, named))


def _parts(
    key: CaseKey, table: str, entry: EntryId, named: Mapping[bytes, tuple[SqlValue, bytes]]
) -> list[Params]:
    """Rows of wraps: each place with the value of its column and what stands there."""
    return [
        {
            "entry": entry,
            "name": column,
            "sealed": entryrows.seal_part(key, table, entry, place, value),
        }
        for place, (column, value) in named.items()
    ]


async def _same(
    tx: Transaction, key: CaseKey, kept: Row, new: NewEntry, look_up: bytes
) -> Pseudonym:
    """The name of an entry that is there already with these very bytes. Raises Exists."""
    writer = await tx.one("SELECT look_up FROM entry_writers WHERE entry = :id", {"id": new.id})
    wraps = await tx.all("SELECT role, sealed FROM entry_wraps WHERE entry = :id", {"id": new.id})
    try:
        opened = {
            row["role"]: entryrows.open_part(
                key, "entry_wraps", new.id, row["role"].encode(), row["sealed"]
            )
            for row in wraps
        }
        same = entryrows.open_entry(key, kept) == new.sealed and opened == dict(new.wraps)
    except crypto.CryptoError:
        same = False
    same = same and (kept["term"], bytes(kept["tag"])) == (new.term, new.tag)
    if not same or writer is None or bytes(writer["look_up"]) != look_up:
        raise Exists
    return Pseudonym(kept["name"])


async def _name(tx: Transaction, term: str, tag: Tag) -> Pseudonym:
    """The tag's name in its term: as it is called already, or the shortest that is free."""
    row = await tx.one(
        "SELECT name FROM pseudonyms WHERE term = :term AND tag = :tag", {"term": term, "tag": tag}
    )
    if row is not None:
        return Pseudonym(row["name"])
    for name in names_of(tag):
        taken = await tx.one(
            "SELECT 1 FROM pseudonyms WHERE term = :term AND name = :name",
            {"term": term, "name": name},
        )
        if taken is None:
            await tx.execute(
                "INSERT INTO pseudonyms (term, tag, name) VALUES (:term, :tag, :name)",
                {"term": term, "tag": tag, "name": name},
            )
            return name
    raise NoName
