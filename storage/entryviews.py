"""What is shown of supervision entries, and to whom: a reader's pages, a writer's own.

Queries and opening only; the audit rows of looking are entries.py's. protocol.md section 11.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import structlog

import crypto
from people.accounts import AccountId, Role
from storage import entryrows
from storage.casekeys import CaseKeys
from storage.database import Row, SqlValue
from storage.entryrows import EntryRows
from storage.transaction import Reads
from supervision.entries import EntryId, EntryState, Pseudonym
from supervision.entry_ports import EntryPage, OwnEntry, Reader, Shown
from supervision.errors import NotFound

OWN_SHOWN: Final = 200
PAGE_BYTES: Final = 1024 * 1024

_log = structlog.get_logger("storage.entries")

_SHOWN: Final = """
SELECT e.*, p.name, w.{key} AS wrap_name, w.sealed AS wrap,
    (SELECT count(*) FROM entry_replies r WHERE r.entry = e.id) AS replies
FROM entries e JOIN pseudonyms p ON p.term = e.term AND p.tag = e.tag
JOIN {table} w ON w.entry = e.id AND w.{key} = {which}
WHERE {condition} ORDER BY e.number LIMIT :limit
"""
_CONSULTANT: Final = """
(SELECT max(c.certificate) FROM entry_consultants c
 WHERE c.entry = e.id AND c.certificate IN ({places}))
"""
_OWN: Final = """
SELECT e.*, p.name FROM entries e JOIN pseudonyms p ON p.term = e.term AND p.tag = e.tag
JOIN entry_writers w ON w.entry = e.id
WHERE w.look_up IN ({places}) ORDER BY e.number DESC LIMIT :limit
"""


class EntryViews:
    """Reads entries inside somebody's transaction or query."""

    def __init__(self, *, rows: EntryRows, keys: CaseKeys) -> None:
        self._rows = rows
        self._keys = keys

    async def page(self, reads: Reads, reader: Reader, *, after: int, limit: int) -> EntryPage:
        """As `EntryStore.page` says; at most 1 MiB of sealed entries, but at least one."""
        sql, params = _shown(reader, "e.number > :after")
        rows = await reads.all(sql, {**params, "after": after, "limit": limit + 1})
        found: list[Shown] = []
        cursor, size = after, 0
        for row in rows[:limit]:
            shown = await self._open(row)
            if shown is not None:
                size += len(shown.sealed)
                if found and size > PAGE_BYTES:
                    return EntryPage(entries=found, more=True, cursor=cursor)
                found.append(shown)
            cursor = row["number"]
        return EntryPage(entries=found, more=len(rows) > limit, cursor=cursor)

    async def look(self, reads: Reads, entry: EntryId, *, reader: Reader) -> Shown:
        """One entry that this reader has a wrap of. Raises NotFound."""
        sql, params = _shown(reader, "e.id = :id")
        row = await reads.one(sql, {**params, "id": entry, "limit": 1})
        shown = None if row is None else await self._open(row)
        if shown is None:
            raise NotFound
        return shown

    async def own(self, reads: Reads, writer: AccountId) -> Sequence[OwnEntry]:
        """A writer's entries, newest first, with the replies to them."""
        terms = await reads.all("SELECT DISTINCT term FROM pseudonyms")
        places, params = _bound([self._rows.writer(writer, term=row["term"]) for row in terms])
        if not params:
            return []
        found = []
        for row in await reads.all(_OWN.format(places=places), {**params, "limit": OWN_SHOWN}):
            replies = await self._replies(reads, EntryId(bytes(row["id"])))
            if replies is not None:
                found.append(_own(row, replies))
        return found

    async def _replies(self, reads: Reads, entry: EntryId) -> Sequence[bytes] | None:
        """An entry's replies in order, or None when its key is gone."""
        key = await self._keys.get(self._rows.key_of(entry))
        if key is None:
            return None
        rows = await reads.all(
            "SELECT digest, sealed FROM entry_replies WHERE entry = :entry ORDER BY number",
            {"entry": entry},
        )
        return [
            entryrows.open_part(key, "entry_replies", entry, row["digest"], row["sealed"])
            for row in rows
        ]

    async def _open(self, row: Row) -> Shown | None:
        """The entry in a row, or None when its key is gone or the row was altered: one damaged
        row must not take everybody's queue with it."""
        entry = entryrows.read_entry(row)
        key = await self._keys.get(self._rows.key_of(entry.id))
        if key is None:
            return None
        name = row["wrap_name"]
        table = "entry_wraps" if isinstance(name, str) else "entry_consultants"
        place = name.encode() if isinstance(name, str) else bytes(name)
        try:
            return Shown(
                entry=entry,
                sealed=entryrows.open_entry(key, row),
                wrap=entryrows.open_part(key, table, entry.id, place, row["wrap"]),
                replies=row["replies"],
            )
        except crypto.CryptoError:
            _log.error("row_damaged")
            return None


def _shown(reader: Reader, condition: str) -> tuple[str, Mapping[str, SqlValue]]:
    """The query for what a reader may see: literals of this file, with values bound."""
    if reader.role is not Role.CONSULTANT:
        sql = _SHOWN.format(key="role", table="entry_wraps", which=":role", condition=condition)
        return sql, {"role": reader.role.value}
    places, params = _bound(sorted(reader.certificates))
    sql = _SHOWN.format(
        key="certificate",
        table="entry_consultants",
        which=_CONSULTANT.format(places=places or "NULL"),
        condition=f"e.agenda = 1 AND {condition}",
    )
    return sql, params


def _bound(values: Sequence[bytes]) -> tuple[str, Mapping[str, SqlValue]]:
    """Placeholders for values, and the values by them."""
    params: dict[str, SqlValue] = {f"v{number}": value for number, value in enumerate(values)}
    return ", ".join(f":{name}" for name in params), params


def _own(row: Row, replies: Sequence[bytes]) -> OwnEntry:
    return OwnEntry(
        id=EntryId(bytes(row["id"])),
        name=Pseudonym(row["name"]),
        state=EntryState(row["state"]),
        written_week=row["week"],
        replies=replies,
    )
